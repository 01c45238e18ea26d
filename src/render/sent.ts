/** The outcome of sending as a table, with each refusal explained. */
import { Chalk } from 'chalk';
import type { Delivery, Verdict } from '../channels/channel.ts';
import type { Problem } from '../channels/kinds.ts';
import type { Language } from '../core/rule.ts';
import { visible } from '../core/text.ts';
import { SENT_WORDS } from '../messages/sending/sent.ts';
import { columns } from './columns.ts';

/** The parts of the sender's result that are shown. */
export interface SentRow {
  readonly delivery: Delivery;
  readonly verdict: Verdict;
  readonly status: number | undefined;
  readonly answer: string | undefined;
  readonly ms: number;
  readonly warning?: Problem;
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
  const words = SENT_WORDS[language];
  const paint = new Chalk({ level: colour ? 1 : 0 });
  const table = columns({
    head: [words.channel, words.result, words.answer, words.time],
    rows: results.map(({ delivery, verdict, status, answer, ms }) => [
      { text: visible(delivery.to) },
      { text: words.outcome[verdict.kind], paint: verdict.kind === 'sent' ? paint.green : paint.red },
      { text: answered(status, answer) },
      { text: words.seconds((ms / 1000).toFixed(1)) },
    ]),
    flexible: 2,
    width: Math.min(width, WIDEST),
    isPlain,
  });
  const troubles = results.flatMap(({ delivery, verdict }) => {
    if (verdict.kind === 'sent') return [];
    const reason = words.because(visible(delivery.to), visible(verdict.why[language]));
    return [verdict.hint === undefined ? reason : `${reason}\n  ${verdict.hint[language]}`];
  });
  const warnings = results.flatMap(({ delivery, warning }) => {
    if (warning === undefined) return [];
    return [`${words.because(visible(delivery.to), warning.message[language])}\n  ${warning.hint[language]}`];
  });
  return `${[table, ...troubles, ...new Set(warnings)].join('\n\n')}\n`;
}

/** One sentence on the sample: were all channels reached? `notSent` are deliveries that were shown instead. */
export function sampleVerdict(results: readonly SentRow[], notSent: readonly Delivery[], language: Language): string {
  const words = SENT_WORDS[language];
  const closing = results.filter(({ delivery }) => delivery.kind === 'http' && delivery.resolves);
  const opening = results.filter((result) => !closing.includes(result));
  const channels = new Map<string, { readonly to: string; readonly isSent: boolean }>();
  for (const { delivery, verdict } of opening) {
    const key = targetOf(delivery);
    const isSent = verdict.kind === 'sent' && channels.get(key)?.isSent !== false;
    channels.set(key, { to: visible(delivery.to), isSent });
  }
  const failed = [...channels.values()].filter(({ isSent }) => !isSent).map(({ to }) => to);
  const [only] = [...channels.values()].map(({ to }) => to);
  const verdict =
    failed.length === 0 ? words.allAccepted(channels.size, only ?? '') : words.notAccepted(failed, channels.size);
  const closed = opening.some(isOpened) ? closing.map(({ verdict: { kind } }) => words.closed(kind === 'sent')) : [];
  const untried = [...new Set(notSent.map(({ to }) => visible(to)))];
  return [
    ...(channels.size === 0 ? [] : [verdict]),
    ...closed,
    ...(untried.length === 0 ? [] : [words.notTried(untried)]),
  ].join(' ');

  function isOpened({ delivery, verdict }: SentRow): boolean {
    return verdict.kind === 'sent' && closing.some((one) => one.delivery.channel === delivery.channel);
  }
}

/** Tells channels apart: two without names are called alike. */
const targetOf = (delivery: Delivery): string =>
  delivery.kind === 'sns' ? delivery.to : `${delivery.to} ${delivery.url} ${delivery.secret ?? ''}`;

function answered(status: number | undefined, answer: string | undefined): string {
  const parts = [status, answer === undefined ? undefined : visible(answer)].filter((part) => part !== undefined);
  return parts.join(' ') || '-';
}
