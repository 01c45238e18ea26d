/** Messages in the dead-letter queues, as a table and as JSON. All texts come from outside. */
import type { Language, Words } from '../core/language.ts';
import { clip, escapeJson, visible } from '../core/text.ts';
import { formatTime } from '../core/time.ts';
import { type LetterKind, REDRIVE_WORDS } from '../messages/operate/redrive.ts';
import { columns } from './columns.ts';

export interface LetterRow {
  readonly id: string;
  readonly kind: LetterKind;
  readonly about: Words;
  /** ISO 8601, UTC. */
  readonly since: string;
  readonly why: Words;
}

/** `kept`: still in its queue, for the reason given. */
export interface LetterResult extends LetterRow {
  readonly outcome: 'sent' | 'deleted' | 'kept';
  readonly reason?: Words;
}

const WIDEST = 160;
const LONGEST_NAME = 40;
const LONGEST_REASON = 300;
const TIME_LENGTH = '2026-11-19 09:12:41'.length;

export interface LetterLook {
  readonly language: Language;
  /** IANA name. */
  readonly timezone: string;
  readonly columns: number;
  readonly isPlain?: boolean | undefined;
}

export function lettersTable(letters: readonly LetterRow[], look: LetterLook): string {
  const { language, timezone, columns: width, isPlain } = look;
  const { head, kinds } = REDRIVE_WORDS[language];
  return `${columns({
    head: [head.since, head.kind, head.about, head.why],
    rows: letters.map(({ since, kind, about, why }) =>
      [
        timeOf(since, timezone),
        kinds[kind],
        visible(clip(about[language], LONGEST_NAME)),
        visible(clip(why[language], LONGEST_REASON)),
      ].map((text) => ({ text })),
    ),
    flexible: 3,
    width: Math.min(width, WIDEST),
    isPlain,
  })}\n`;
}

function timeOf(since: string, timezone: string): string {
  const moment = Date.parse(since);
  return Number.isNaN(moment) ? visible(clip(since, TIME_LENGTH)) : formatTime(moment, timezone).slice(0, TIME_LENGTH);
}

/** A contract that scripts rely on: additions are allowed within a version, changes are not. */
export function lettersJson(results: readonly LetterResult[]): string {
  const letters = results.map(({ id, kind, about, since, why, outcome, reason }) => ({
    id,
    kind,
    about: about.en,
    since,
    why: why.en,
    outcome,
    reason: reason?.en ?? null,
  }));
  return `${escapeJson(JSON.stringify({ version: 1, letters }, undefined, 2))}\n`;
}
