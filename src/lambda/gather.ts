/** The function's input -> events that a rule can fire on, and sign-ins. */
import type { TrailEvent } from '../core/event.ts';
import { mayMatch } from '../core/inspection/activate.ts';
import type { People } from '../core/people/people.ts';
import { isKeptSignIn } from '../core/record/sign-in-events.ts';
import type { Pipeline } from '../core/settings.ts';
import { collect } from '../sources/collect.ts';
import { jsonText } from '../sources/parse-json.ts';
import { Input, type InputReading } from './input.ts';
import type { Notifier } from './notifier.ts';

/** Something that should have been a record. */
export interface Unreadable {
  readonly reason: string;
  readonly reasonJa: string;
  /** An object, a log group, or the input. */
  readonly from: string;
  readonly fromJa: string;
  /** As much of it as a queue takes. */
  readonly text: string;
}

export interface Gathered extends Pick<Input, 'marks' | 'failures' | 'notLookedAt'> {
  readonly events: readonly TrailEvent[];
  readonly people: People;
  readonly records: ReadonlyMap<Pipeline, number>;
  /** `spoilt`, but of files the first hundred. */
  readonly unreadable: readonly Unreadable[];
  readonly spoilt: number;
}

export type Gathering = InputReading & Pick<Notifier, 'active' | 'world'>;

/**
 * Records kept of files. A damaged one may hold a million, and is still where it was; of any other input nobody else has
 * a copy.
 */
const MOST_OF_FILES = 100;
const IN_FILE = /^s3:/;
/** Characters; a queue takes 256 kB, and one may become six bytes. */
const MOST_TEXT = 40_000;

export async function gather(handed: unknown, notifier: Gathering): Promise<Gathered> {
  const input = new Input(handed, notifier);
  const kept: Unreadable[] = [];
  let ofFiles = 0;
  const { events, people, counts } = await collect(input, notifier.world.signal, {
    hasRepeats: true,
    // A file may hold fifty thousand others.
    isOfUse: (event) => isKeptSignIn(event) || notifier.active.some((rule) => mayMatch(rule, event)),
    onUnreadable({ reason, from, content }) {
      if (IN_FILE.test(from.en)) ofFiles += 1;
      if (!IN_FILE.test(from.en) || ofFiles <= MOST_OF_FILES)
        kept.push({
          ...{ reason: reason.en, reasonJa: reason.ja, from: from.en, fromJa: from.ja },
          text: jsonText(content ?? '').slice(0, MOST_TEXT),
        });
    },
  });
  const { records, marks, failures, notLookedAt } = input;
  return { events, people, records, unreadable: kept, spoilt: counts.unreadable, marks, failures, notLookedAt };
}
