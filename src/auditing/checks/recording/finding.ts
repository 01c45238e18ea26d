/** One sentence about one trail, and how such sentences are made. */
import type { Words } from '../../../core/language.ts';
import { type WordTable, wordsFrom } from '../../../core/words.ts';
import { remedyOf, sentenceOf } from '../../../messages/audit/breaks/breaks.ts';
import { RECORDING_WORDS, type RecordingWords } from '../../../messages/audit/recording.ts';
import { unread } from '../../reach/ends.ts';
import { type AwsCall, type Remedy, withCalls } from '../../remedies/remedy.ts';
import type { Reading, Refused, Snapshot, TrailState } from '../../snapshot.ts';
import type { Result } from '../../verdict.ts';

export interface Finding {
  readonly result: Result;
  readonly said: Words;
  readonly todo?: Remedy;
  readonly missing?: string;
  /** It lies in another account: another trail that passes is enough. */
  readonly isElsewhere?: boolean;
}

export interface Ground {
  readonly snapshot: Snapshot;
  /** Accounts of the settings, which count as one's own. */
  readonly accounts: readonly string[];
}

/** `[]`: the check doesn't concern the trail. */
export type Judge = (trail: TrailState, ground: Ground) => Finding | readonly Finding[];

export function failedRead(refused: Refused, of: string): Finding {
  const said = unread(refused, of);
  const missing = refused.isDenied ? { missing: refused.action } : {};
  return { result: 'unknown', said: sentenceOf(said), todo: remedyOf(said), ...missing };
}

/** The reads that failed, as findings. */
export const failedReads = (readings: readonly Reading<unknown>[], of: string): readonly Finding[] =>
  readings.flatMap((one) => (one.kind === 'refused' ? [failedRead(one, of)] : []));

/** Findings in the words of one table. */
export function inWords<Topic>(table: WordTable<Topic>) {
  const say = (pick: (words: Topic) => string): Words => wordsFrom(table, pick);
  return {
    say,
    pass: (pick: (words: Topic) => string): Finding => ({ result: 'pass', said: say(pick) }),
    /** `calls`: those that close the finding; without any somebody has to do it elsewhere. */
    fail: (pick: (words: Topic) => string, todo: (words: Topic) => string, ...calls: readonly AwsCall[]): Finding => ({
      result: 'fail',
      said: say(pick),
      todo: withCalls(say(todo), calls, 'not-from-here'),
    }),
    unknown: (pick: (words: Topic) => string, todo: (words: Topic) => string): Finding => ({
      result: 'unknown',
      said: say(pick),
      todo: say(todo),
    }),
  };
}

export const { say, pass, fail, unknown } = inWords<RecordingWords>(RECORDING_WORDS);
