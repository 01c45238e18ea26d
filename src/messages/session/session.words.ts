/** Sentences of `session`. */
import type { NoSession } from '../../core/session/keys.ts';
import type { MadeKind } from '../../core/session/maker.ts';
import type { StopKind } from '../../core/session/stop.ts';

interface Refusal {
  readonly message: string;
  readonly hint: string;
}

export interface SessionWords {
  /** Nothing was found; `records`: how many were looked at. */
  readonly noEvent: (id: string, records: number) => Refusal;
  /** `text`: a short name of an event, which has several. */
  readonly severalEvents: (text: string, ids: readonly string[]) => Refusal;
  /** `none`: the sentence that nothing was found; `reason`: of a gap. */
  readonly notInRest: (none: string, reason: string) => string;
  readonly noPerson: (name: string, records: number) => Refusal;
  readonly noSignIn: (records: number) => Refusal;
  readonly noSession: (id: string, why: NoSession) => Refusal;
  readonly noRecords: Refusal;
  /** More than two minutes; undefined: longer than can be said yet. */
  readonly askLong: (minutes: number | undefined) => string;
  readonly tooLong: Refusal;
  /** Heading of the commands; `account`: where they are to be run. */
  readonly stopHead: (account: string) => string;
  readonly stop: Readonly<Record<StopKind, (of: string) => string>>;
  readonly byHand: string;
  readonly noStops: string;
  readonly session: (who: string, place: string, when: string) => string;
  readonly kind: Readonly<Record<'console' | 'key' | 'temporary' | 'portal', string>>;
  /** `failures`: failed sign-ins before it. */
  readonly signedIn: (mfa: 'used' | 'not-used' | 'unknown', failures: number) => string;
  readonly noSignInSeen: string;
  readonly sums: (calls: number, sessions: number, failed: number) => string;
  readonly asked: (id: string) => string;
  readonly read: (count: number, services: number, list: string) => string;
  readonly readNothing: string;
  readonly changed: string;
  readonly changedNothing: string;
  /** Above what failed for another reason than a denial. */
  readonly tried: string;
  readonly times: (count: number) => string;
  /** Further calls of the same name, on other objects. */
  readonly alike: (count: number) => string;
  readonly moreChanges: (count: number) => string;
  readonly denied: (count: number, first: string, when: string) => string;
  readonly deniedNothing: string;
  readonly became: string;
  readonly became1: (role: string, account: string, calls: number) => string;
  readonly becameUnseen: (role: string) => string;
  readonly lives: (count: number, made: number) => string;
  readonly livesNothing: (made: number) => string;
  /** Calls that make other kinds of things. */
  readonly unfollowed: (calls: readonly string[], more: number) => string;
  readonly made: Readonly<Record<MadeKind, string>>;
  readonly usedSince: (calls: number) => string;
  readonly others: (count: number, ids: readonly string[], more: number) => string;
  readonly notFollowed: (account: string) => string;
}
