/** A session's story without its records: as much as a report shows, however long the session was. */
import type { Mfa, TrailEvent } from '../../core/event.ts';
import type { Words } from '../../core/language.ts';
import type { Severity } from '../../core/rule.ts';
import type { Made } from '../../core/session/made.ts';
import type { SessionKind } from '../../core/session/session.ts';
import type { StopKind } from '../../core/session/stop.ts';
import type { SessionStory } from '../../core/session/story.ts';

/** An account by its id, and its name in the settings or in AWS. */
export interface ToldAccount {
  readonly id: string;
  readonly name: string | null;
}

export interface ToldStop {
  readonly kind: StopKind;
  readonly of: string;
  readonly account: ToldAccount;
  readonly command: string | undefined;
}

export interface ToldChange {
  /** Milliseconds since the epoch. */
  readonly epoch: number;
  readonly severity: Severity | null;
  readonly text: Words;
  readonly service: string;
  readonly name: string;
  readonly count: number;
  /** Further calls of the same name, on other objects. */
  readonly alike: number;
}

export interface ToldDenied {
  readonly service: string;
  readonly name: string;
  readonly count: number;
  readonly epoch: number;
}

export interface ToldBecame {
  readonly epoch: number;
  /** The role, or what was asked for. */
  readonly role: string;
  /** The role session's name; null if it isn't known. */
  readonly session: string | null;
  /** Null where no record holds what was done with it. */
  readonly in: { readonly account: ToldAccount; readonly calls: number } | null;
}

export interface ToldMade extends Pick<Made, 'kind' | 'of' | 'undo' | 'used'> {
  /** Null in the account of the sign-in. */
  readonly account: string | null;
}

/** Lists hold their first items, and beside each stands how many there are. */
export interface ToldSession {
  /** The call by which the session can be asked for. */
  readonly eventId: string;
  readonly kind: SessionKind;
  readonly who: TrailEvent;
  /** Null where the records have no sign-in. */
  readonly mfa: Mfa | null;
  readonly failuresBefore: number;
  readonly account: ToldAccount;
  readonly calls: number;
  readonly sessions: number;
  readonly failed: number;
  /** Milliseconds since the epoch. */
  readonly from: number;
  readonly to: number;
  readonly places: readonly string[];
  readonly placeCount: number;
  readonly stops: readonly ToldStop[];
  readonly stopCount: number;
  readonly reads: SessionStory['reads'] & { readonly serviceCount: number };
  readonly changes: readonly ToldChange[];
  readonly moreChanges: number;
  readonly denied: readonly ToldDenied[];
  /** Calls, and calls of different names. */
  readonly deniedCalls: number;
  readonly deniedCount: number;
  readonly became: readonly ToldBecame[];
  readonly becameCount: number;
  /** `made` counts those too that don't exist any more. */
  readonly lives: readonly ToldMade[];
  readonly livesCount: number;
  readonly made: number;
  readonly unfollowed: readonly string[];
  readonly unfollowedCount: number;
}
