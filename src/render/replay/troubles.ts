/** A report's gaps, as people read them: interruptions, places that weren't read, rules that failed. */
import { Chalk } from 'chalk';
import { visible } from '../../core/text.ts';
import { FILE_WORDS } from '../../messages/look-back/files.ts';
import { messagesIn } from '../../messages/messages.ts';
import { wrap } from '../wrap.ts';
import type { NotCovered, RenderOptions, Report } from './report.ts';

type Troubles = Pick<Report, 'partial' | 'notCovered' | 'failures'>;

/** Blocks with an empty line between them and a line break at the end; empty where nothing is wrong. */
export function renderTroubles({ partial, notCovered, failures }: Troubles, options: RenderOptions): string {
  const messages = messagesIn(options.language);
  const paint = new Chalk({ level: options.colour ? 1 : 0 });
  const failed = failures.map(({ rule, eventId, reason }) => [rule, eventId, reason].map(visible).join(', '));
  const blocks = [
    ...(partial ? [paint.bold(messages.partial)] : []),
    ...block(
      paint.bold(messages.notCovered),
      notCovered.flatMap((item) => lines(item, options)),
      options,
    ),
    ...block(paint.bold(messages.failures), failed, options),
  ];
  return blocks.map((one) => `${one}\n`).join('\n');
}

const INDENT = '  ';

function block(head: string, told: readonly string[], { columns }: RenderOptions): string[] {
  if (told.length === 0) return [];
  const wrapped = told.flatMap((line) => wrap(line, Math.max(columns, 60) - INDENT.length));
  return [[head, ...wrapped.map((line) => INDENT + line)].join('\n')];
}

function lines({ region, reason, hint }: NotCovered, { language }: RenderOptions): string[] {
  const said = visible(reason[language]);
  const item = region === null ? said : FILE_WORDS[language].item(visible(region), said);
  return hint === undefined ? [item] : [item, visible(hint[language])];
}
