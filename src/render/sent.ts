/** What became of messages, as people read it. */
import { Chalk } from 'chalk';
import type { Delivery, Verdict } from '../channels/channel.ts';
import type { Language } from '../core/rule.ts';
import { visible } from '../core/text.ts';
import { messagesIn } from '../messages/messages.ts';
import { plainTable } from './plain-table.ts';

/** The parts of the sender's result that are shown. */
export interface SentRow {
  readonly delivery: Delivery;
  readonly verdict: Verdict;
  readonly status: number | undefined;
  readonly answer: string | undefined;
  readonly attempts: number;
  readonly ms: number;
}

interface Options {
  readonly language: Language;
  readonly columns: number;
  readonly colour: boolean;
}

export function renderSent(results: readonly SentRow[], { language, columns, colour }: Options): string {
  const { sent } = messagesIn(language);
  const paint = new Chalk({ level: colour ? 1 : 0 });
  const table = plainTable({
    head: [sent.channel, sent.result, sent.answer, sent.time],
    rows: results.map(({ delivery, verdict, status, answer, ms }) => [
      visible(delivery.to),
      verdict.kind === 'sent' ? paint.green(sent.outcome.sent) : paint.red(sent.outcome[verdict.kind]),
      [status, answer === undefined ? undefined : visible(answer)].filter((part) => part !== undefined).join(' ') ||
        '-',
      `${(ms / 1000).toFixed(1)} s`,
    ]),
    widths: [24, 14, null, 10],
    columns: Math.min(columns, 120),
    byWord: language !== 'ja',
  });
  const troubles = results.flatMap(({ delivery, verdict }) =>
    verdict.kind === 'sent'
      ? []
      : [`${visible(delivery.to)}: ${visible(verdict.why)}${verdict.kind === 'refused' ? `\n  ${verdict.hint}` : ''}`],
  );
  return `${[table, ...troubles].join('\n\n')}\n`;
}
