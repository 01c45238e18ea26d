/** What became of messages, as people read it. */
import { Chalk } from 'chalk';
import type { Delivery, Verdict } from '../channels/channel.ts';
import type { Language } from '../core/rule.ts';
import { visible } from '../core/text.ts';
import { messagesIn } from '../messages/messages.ts';
import { columns } from './columns.ts';

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
  readonly isPlain?: boolean | undefined;
}

const WIDEST = 120;

export function renderSent(
  results: readonly SentRow[],
  { language, columns: width, colour, isPlain }: Options,
): string {
  const { sent } = messagesIn(language);
  const paint = new Chalk({ level: colour ? 1 : 0 });
  const table = columns({
    head: [sent.channel, sent.result, sent.answer, sent.time],
    rows: results.map(({ delivery, verdict, status, answer, ms }) => [
      { text: visible(delivery.to) },
      { text: sent.outcome[verdict.kind], paint: verdict.kind === 'sent' ? paint.green : paint.red },
      { text: answered(status, answer) },
      { text: `${(ms / 1000).toFixed(1)} s` },
    ]),
    flexible: 2,
    width: Math.min(width, WIDEST),
    isPlain,
  });
  const troubles = results.flatMap(({ delivery, verdict }) =>
    verdict.kind === 'sent'
      ? []
      : [`${visible(delivery.to)}: ${visible(verdict.why)}${verdict.hint === undefined ? '' : `\n  ${verdict.hint}`}`],
  );
  return `${[table, ...troubles].join('\n\n')}\n`;
}

function answered(status: number | undefined, answer: string | undefined): string {
  const parts = [status, answer === undefined ? undefined : visible(answer)].filter((part) => part !== undefined);
  return parts.join(' ') || '-';
}
