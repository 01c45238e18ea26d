/** Which session led to which: by the credentials that a call gave out, the role that the console switched to, the person. */
import { byTime, type TrailEvent } from '../event.ts';
import { isSameSignIn } from '../record/same-sign-in.ts';
import { SECOND } from '../time.ts';
import type { SessionKeys } from './keys.ts';
import type { Session, Step } from './session.ts';

/** An event with the keys that its record has. */
export interface Keyed {
  readonly event: TrailEvent;
  readonly keys: SessionKeys;
}

/** Records of one moment may differ by some seconds: AWS's hosts have clocks of their own. */
export const NEAR = 10 * SECOND;

export interface Known {
  readonly all: readonly Session[];
  /** The session of an event. */
  readonly of: (event: TrailEvent) => Session | undefined;
  /** The session of credentials that a call gave out; undefined where no record has them. */
  readonly given: (keys: SessionKeys, epoch: number) => Session | undefined;
  /** The longest time between a session's beginning and a step from it, in ms. */
  readonly longest: number;
}

export function stepsOf(keyed: readonly Keyed[], known: Known): readonly Step[] {
  const found = [...byCalls(keyed, known), ...bySwitches(keyed, known), ...byPortal(known)];
  found.sort((a, b) => byTime(momentOf(a), momentOf(b)) || (a.to.id < b.to.id ? -1 : 1));
  const steps = new Map<Session, Step>();
  for (const step of found) if (!steps.has(step.to) && !leadsTo(step.to, step.from, steps)) steps.set(step.to, step);
  return [...steps.values()];
}

const momentOf = ({ by, to }: Step): TrailEvent => by ?? to.who;

/** True if the steps so far lead from `start` to `end`, which are one session or several. */
function leadsTo(start: Session, end: Session, steps: ReadonlyMap<Session, Step>): boolean {
  for (let here: Session | undefined = end; here !== undefined; here = steps.get(here)?.from)
    if (here === start) return true;
  return false;
}

const byCalls = (keyed: readonly Keyed[], { of, given }: Known): readonly Step[] =>
  keyed.flatMap(({ event, keys }) => {
    const from = of(event);
    const to = given(keys, event.epoch);
    return from === undefined || to === undefined || from === to ? [] : [{ from, by: event, to }];
  });

/** The console's role is recorded with the ARN of the caller, who may be in another account. */
function bySwitches(keyed: readonly Keyed[], { all, of, longest }: Known): readonly Step[] {
  const byArn = new Map<string, Session[]>();
  for (const session of all) {
    const arn = session.who.actor.arn;
    if (session.kind === 'console' && arn !== undefined) byArn.set(arn, [...(byArn.get(arn) ?? []), session]);
  }
  return keyed.flatMap(({ event }) => {
    const to = of(event);
    const callers = byArn.get(event.signIn?.switchedFrom ?? '') ?? [];
    const from = callers.findLast((one) => one !== to && isBefore(one, event.epoch, longest));
    return to === undefined || from === undefined ? [] : [{ from, by: event, to }];
  });
}

const isBefore = ({ begun }: Session, epoch: number, longest: number) =>
  begun <= epoch + NEAR && epoch - begun <= longest;

/** The role of a permission set, after its person's sign-in to the portal. */
function byPortal({ all, longest }: Known): readonly Step[] {
  const portals = all.filter(({ kind }) => kind === 'portal');
  if (portals.length === 0) return [];
  return all.flatMap((to) => {
    if (to.kind === 'portal' || to.who.actor.role?.startsWith('AWSReservedSSO_') !== true) return [];
    const from = portals.findLast((one) => isBefore(one, to.begun, longest) && isSamePerson(one, to));
    return from === undefined ? [] : [{ from, by: undefined, to }];
  });
}

function isSamePerson(portal: Session, role: Session): boolean {
  const [ids, others] = [userIds(portal), userIds(role)];
  if (ids.size > 0 && others.size > 0) return [...ids].some((id) => others.has(id));
  const [names, known] = [namesIn(portal), namesIn(role)];
  if (names.size > 0 && known.size > 0) return [...names].some((name) => known.has(name));
  return portal.events.some((start) => role.events.some((next) => isSameSignIn(start, next)));
}

const userIds = ({ events }: Session) => new Set(events.flatMap(({ actor: { identityCenterUserId: id } }) => id ?? []));
const namesIn = ({ events }: Session) =>
  new Set(events.flatMap(({ actor: { person } }) => person?.toLowerCase() ?? []));
