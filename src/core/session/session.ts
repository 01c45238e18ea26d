/** A session: everything that was done with one set of credentials. */
import type { TrailEvent } from '../event.ts';
import type { NoSession } from './keys.ts';

/** `key`: an access key that lasts; `temporary`: credentials of a role or a token, by a program; `portal`: IAM Identity Center's. */
export type SessionKind = 'console' | 'key' | 'temporary' | 'portal';

export interface Session {
  /** The same however the records are divided and ordered. */
  readonly id: string;
  readonly kind: SessionKind;
  /** The event that names who it is. */
  readonly who: TrailEvent;
  /** In order of time. */
  readonly events: readonly TrailEvent[];
  /** Access keys that the records have. */
  readonly accessKeys: readonly string[];
  /** Milliseconds since the epoch: of the credentials where that is known, else of the first event. */
  readonly begun: number;
}

/** A session that another one led to: a role that was assumed, a token. */
export interface Step {
  readonly from: Session;
  /** The call that gave the credentials out; undefined if only the person and the time connect them. */
  readonly by: TrailEvent | undefined;
  readonly to: Session;
}

export interface Unassigned {
  readonly event: TrailEvent;
  readonly why: NoSession;
}

export interface Sessions {
  /** In order of time. */
  readonly all: readonly Session[];
  /** Each session is the end of one step at most, and no steps make a circle. */
  readonly steps: readonly Step[];
  readonly without: readonly Unassigned[];
}

/** The sign-in that a session goes back to. */
export const rootOf = (session: Session, sessions: Pick<Sessions, 'steps'>): Session => rootsIn(sessions)(session);

/** The same, for many of these sessions. */
export function rootsIn({ steps }: Pick<Sessions, 'steps'>): (session: Session) => Session {
  const before = new Map(steps.map((step) => [step.to, step.from]));
  return (session) => {
    let here = session;
    for (let from = before.get(here); from !== undefined; from = before.get(here)) here = from;
    return here;
  };
}

/** The session and all that it led to, each after the one that it came from, in order of time. */
export function treeOf(root: Session, { steps }: Pick<Sessions, 'steps'>): readonly Session[] {
  const led = new Map<Session, Session[]>();
  for (const { from, to } of steps) {
    const known = led.get(from);
    if (known === undefined) led.set(from, [to]);
    else known.push(to);
  }
  const found: Session[] = [];
  const open = [root];
  for (let here = open.pop(); here !== undefined; here = open.pop()) {
    found.push(here);
    open.push(...(led.get(here) ?? []).toReversed());
  }
  return found;
}
