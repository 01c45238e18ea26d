/** A session as the page reads it. Times are seconds since the epoch; texts are visible and cut to a length. */
import type { Words } from '../../core/language.ts';
import type { Failure, Severity } from '../../core/rule.ts';
import type { MadeKind } from '../../core/session/maker.ts';
import type { StopKind } from '../../core/session/stop.ts';
import type { ToldSession } from '../session/told-session.ts';
import type { AnyHead } from './model.ts';

/** Facts that the page shows as they are told. */
type AsTold =
  | ('eventId' | 'kind' | 'mfa' | 'failuresBefore' | 'calls' | 'sessions' | 'failed' | 'places' | 'placeCount')
  | ('stopCount' | 'moreChanges' | 'deniedCalls' | 'deniedCount' | 'becameCount' | 'livesCount' | 'made')
  | ('unfollowed' | 'unfollowedCount');

export interface SessionRow extends Pick<ToldSession, AsTold> {
  readonly who: Words;
  /** Accounts with their names, as text. */
  readonly account: string;
  readonly from: number;
  readonly to: number;
  readonly stops: readonly { kind: StopKind; of: string; account: string; command: string | null }[];
  readonly reads: {
    readonly count: number;
    readonly serviceCount: number;
    readonly services: readonly { readonly service: string; readonly count: number }[];
  };
  readonly changes: readonly {
    readonly time: number;
    readonly severity: Severity | null;
    readonly text: Words;
    readonly count: number;
    readonly alike: number;
  }[];
  readonly denied: readonly { readonly call: string; readonly count: number; readonly time: number }[];
  /** `account` and `calls` are null where no record holds what was done. */
  readonly became: readonly {
    readonly time: number;
    readonly role: string;
    readonly account: string | null;
    readonly calls: number;
  }[];
  readonly lives: readonly {
    readonly kind: MadeKind;
    readonly name: string;
    readonly undo: string | null;
    readonly used: number;
  }[];
}

/** Sessions that the report of a replay holds. */
export interface SessionFacts {
  /** Those held, in blocks of their own, in this order. */
  readonly held: number;
  /** Sign-ins and stories whose session isn't held. */
  readonly leftOut: number;
  /** `looked-at`: of the event history nothing was asked for but what the rules look at. */
  readonly reach: 'all' | 'looked-at';
  /** Records that no rule looks at and that there was no room for. */
  readonly notKept: number;
}

/** All that the page of one session shows. */
export interface SessionHead extends AnyHead {
  readonly records: number;
  readonly partial: boolean;
  readonly notCovered: readonly {
    readonly place: string | null;
    readonly reason: Words;
    readonly hint: Words | null;
  }[];
  readonly failures: readonly Failure[];
  readonly session: SessionRow;
  /** Calls by which further sessions that were meant can be asked for. */
  readonly others: readonly string[];
  readonly otherCount: number;
  /** Null: every record was asked for. */
  readonly sessions: null;
  readonly sessionArgs: string | null;
}
