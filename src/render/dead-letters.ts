/** Messages in the dead-letter queues, as people and programs read them. All texts are from outside. */
import { clip, escapeJson, visible } from '../core/text.ts';
import { formatTime } from '../core/time.ts';
import { columns } from './columns.ts';

export interface LetterRow {
  readonly id: string;
  readonly kind: 'delivery' | 'invocation' | 'event' | 'unreadable';
  readonly about: string;
  /** ISO 8601, UTC. */
  readonly since: string;
  readonly why: string;
}

/** `kept`: it lies there still, for the reason that is told. */
export interface LetterResult extends LetterRow {
  readonly outcome: 'sent' | 'deleted' | 'kept';
  readonly reason?: string;
}

const KINDS: Readonly<Record<LetterRow['kind'], string>> = {
  delivery: 'message',
  invocation: 'failed call',
  event: 'lost event',
  unreadable: 'unreadable',
};

const WIDEST = 160;
const LONGEST_NAME = 40;
const LONGEST_REASON = 300;
const TIME_LENGTH = '2026-11-19 09:12:41'.length;

export interface LetterLook {
  /** IANA name. */
  readonly timezone: string;
  readonly columns: number;
  readonly isPlain?: boolean | undefined;
}

export function lettersTable(letters: readonly LetterRow[], { timezone, columns: width, isPlain }: LetterLook): string {
  return `${columns({
    head: ['Since', 'What', 'For', 'Why'],
    rows: letters.map(({ since, kind, about, why }) =>
      [
        timeOf(since, timezone),
        KINDS[kind],
        visible(clip(about, LONGEST_NAME)),
        visible(clip(why, LONGEST_REASON)),
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
  const letters = results.map(({ id, kind, about, since, why, outcome, reason = null }) => ({
    id,
    kind,
    about,
    since,
    why,
    outcome,
    reason,
  }));
  return `${escapeJson(JSON.stringify({ version: 1, letters }, undefined, 2))}\n`;
}
