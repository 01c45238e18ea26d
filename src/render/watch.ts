/** Findings of a watch, a line each, as they come. */
import { Chalk } from 'chalk';
import { accountCell } from '../core/accounts.ts';
import { BUSINESS_HOURS, REPEATED } from '../core/counting/routine.ts';
import { findingJson } from '../core/finding-json.ts';
import type { Finding } from '../core/rule.ts';
import { escapeJson, visible } from '../core/text.ts';
import { formatTime } from '../core/time.ts';
import { WATCH_WORDS } from '../messages/look-back/watch.ts';
import { messagesIn } from '../messages/messages.ts';
import { markText } from './marks.ts';
import { SEVERITY_COLOURS } from './replay/colours.ts';
import type { RenderOptions } from './replay/report.ts';

export interface WatchLine {
  readonly finding: Finding;
  /** Minutes after it happened, if it came later than the overlap. */
  readonly late: number | undefined;
  readonly isDoubtful: boolean;
}

/** `⚠ high  2026-11-20 09:12:41 +00:00  payments  alice … [rule] (late: …)` */
export function watchLine({ finding, late, isDoubtful }: WatchLine, options: RenderOptions): string {
  const { language, timezone, colour, isPlain } = options;
  const { severity, mark, event, accountName, rule, muted, message } = finding;
  const messages = messagesIn(language);
  const words = WATCH_WORDS[language];
  const paint = new Chalk({ level: colour ? 1 : 0 });
  const notes = [
    muted === BUSINESS_HOURS ? messages.businessHours : muted === REPEATED ? messages.repeated : muted,
    late === undefined ? null : words.late(late),
    isDoubtful ? words.perhapsShown : null,
  ].filter((note) => note !== null);
  return [
    markText(mark, messages, isPlain),
    SEVERITY_COLOURS[severity](paint)(messages.severity[severity]),
    formatTime(event.epoch, timezone),
    visible(accountCell(event.account, accountName)),
    visible(event.region),
    `${visible(message[language])} ${paint.dim(`[${visible(rule.id)}]`)}${notes.length === 0 ? '' : ` (${notes.join('; ')})`}\n`,
  ].join('  ');
}

/** The fields of `replay --format ndjson`, and `late` (minutes or null) and `perhapsShown`. */
export const watchJson = ({ finding, late, isDoubtful }: WatchLine): string =>
  `${escapeJson(JSON.stringify({ ...findingJson(finding, 'en'), late: late ?? null, perhapsShown: isDoubtful }))}\n`;
