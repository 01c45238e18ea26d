/** One check of the ways into an account: its result, and how it becomes a verdict. */
import type { Words } from '../../core/language.ts';
import type { Severity } from '../../core/rule.ts';
import { wordsFrom } from '../../core/words.ts';
import { remedyOf } from '../../messages/audit/breaks/breaks.ts';
import type { ByHand } from '../../messages/audit/by-hand.ts';
import { DOOR_TITLES, DOOR_WORDS } from '../../messages/audit/doors/doors.ts';
import type { DoorCheck, DoorWords } from '../../messages/audit/doors/doors.words.ts';
import type { Controls } from '../deeds/deed.ts';
import { unread } from '../reach/ends.ts';
import { type AwsCall, byCalls, byHand, type Remedy } from '../remedies/remedy.ts';
import type { Refused } from '../snapshot.ts';
import type { Result, Verdict } from '../verdict.ts';
import type { DoorsState } from './state.ts';

export interface DoorGround {
  readonly doors: DoorsState;
  readonly account: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** CIDR blocks that the settings trust now. */
  readonly trusted: readonly string[];
}

export interface Finding {
  readonly result: Result;
  readonly said: Words;
  readonly todo?: readonly Remedy[];
  /** Defaults to what is said. */
  readonly evidence?: readonly Words[];
  readonly missing?: string;
  /** Defaults to the check's. */
  readonly severity?: Severity;
}

export interface Check {
  readonly id: DoorCheck;
  readonly severity: Severity;
  readonly controls: Controls;
  /** Undefined: there is nothing to judge, or another check says it. */
  readonly judge: (ground: DoorGround) => Finding | undefined;
}

export type Say = (words: DoorWords) => string;
export const say = (pick: Say): Words => wordsFrom(DOOR_WORDS, pick);

export const pass = (said: Say): Finding => ({ result: 'pass', said: say(said) });
/** `how`: the calls that close the finding or, if none do, why not. */
export const fail = (said: Say, todo: Say, how: readonly AwsCall[] | ByHand): Finding => ({
  result: 'fail',
  said: say(said),
  todo: [typeof how === 'string' ? byHand(say(todo), how) : byCalls(say(todo), how)],
});

export function refused(read: Refused): Finding {
  const said = wordsFrom(DOOR_WORDS, (words, language) => words.unread(read.why[language]));
  const missing = read.isDenied ? { missing: read.action } : {};
  return { result: 'unknown', said, todo: [remedyOf(unread(read, ''))], ...missing };
}

/** Sentences in a row. */
export const together = (sentences: readonly Words[]): Words => ({
  en: sentences.map(({ en }) => en).join(' '),
  ja: sentences.map(({ ja }) => ja).join(''),
});

export function verdictOf({ id, severity, controls }: Check, finding: Finding): Verdict {
  const { result, said, todo = [], evidence = [said], missing } = finding;
  return {
    ...{ id, area: 'doors', title: DOOR_TITLES[id], result, said, evidence, todo, controls },
    severity: finding.severity ?? severity,
    missing: missing === undefined ? [] : [missing],
  };
}

export const controls = (securityHub: readonly string[], cis: readonly string[], rules: readonly string[] = []) => ({
  cis,
  securityHub,
  rules,
});

/** `2026-11-29` */
export const dateOf = (epoch: number): string => new Date(epoch).toISOString().slice(0, 10);

/** Calls for so many at once; the rest stays for the next audit. */
const MOST_CALLS = 100;

/** A call for each. */
export const forEach = <T>(all: readonly T[], call: (one: T) => AwsCall): readonly AwsCall[] =>
  all.slice(0, MOST_CALLS).map(call);
