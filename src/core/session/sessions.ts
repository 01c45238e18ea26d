/** Events -> sessions: each event is of one session, or of none for a reason. The order of the events doesn't matter. */
import { byTime, type TrailEvent } from '../event.ts';
import { groupBy } from '../group-by.ts';
import { HOUR, MINUTE, SECOND } from '../time.ts';
import { isReal, keyOf, type NoSession, principalIdOf, sessionKeys } from './keys.ts';
import type { Session, SessionKind, Sessions, Unassigned } from './session.ts';
import { Sets } from './sets.ts';
import { type Keyed, NEAR, stepsOf } from './steps.ts';

/** A service acts for the caller within the call. */
const WITHIN_CALL = 5 * SECOND;
/** MFA is asked for before the console lets a person in. */
const BEFORE_SIGN_IN = 10 * MINUTE;
/** The longest session of a role, and of the console. */
const LONGEST = 12 * HOUR;

/** Events that came twice count once: give each once. */
export function sessionsOf(events: readonly TrailEvent[]): Sessions {
  const keyed = events.toSorted(byTime).map((event) => ({ event, keys: sessionKeys(event) }));
  const sets = new Sets();
  for (const { keys } of keyed) sets.join(keys.own);
  joinServices(keyed, sets);
  const own = new Map<TrailEvent, string>();
  for (const { event, keys } of keyed) {
    const [key] = keys.own;
    if (key !== undefined) own.set(event, key);
  }
  nameOthers(keyed, own, sets);
  return build(keyed, own, sets);
}

/** Calls that a service makes for a user with a long-lived key have keys of their own, made within the user's call. */
function joinServices(keyed: readonly Keyed[], sets: Sets): void {
  const calls = groupBy(
    keyed.filter(({ event }) => isLongLived(event.actor.accessKeyId)),
    ({ event }) => principalIdOf(event.actor) ?? '',
  );
  const lasting = new Map([...calls].map(([principal, ofOne]) => [principal, sortedTimes(ofOne)]));
  const direct = new Set(
    keyed.flatMap(({ event, keys }) => (isDirect(event) ? keys.own.slice(0, 1) : [])).map(nameIn(sets)),
  );
  for (const { event, keys } of keyed) {
    const { since, own } = keys;
    if (event.actor.kind !== 'iam-user' || since === undefined || direct.has(sets.nameOf(own[0] ?? ''))) continue;
    const near = keysNear(lasting.get(since.principal) ?? [], since.epoch);
    const [key] = near;
    if (key !== undefined && near.size === 1) sets.join([...own, keyOf(key)]);
  }
}

const isDirect = (event: TrailEvent): boolean => event.actor.invokedBy === undefined || isConsole(event);
const nameIn = (sets: Sets) => (key: string) => sets.nameOf(key);

const isLongLived = (key: string | undefined): key is string =>
  key !== undefined && isReal(key) && key.startsWith('AKIA');

interface Call {
  readonly epoch: number;
  readonly key: string;
}

const sortedTimes = (calls: readonly Keyed[]): readonly Call[] =>
  calls
    .filter(({ keys }) => keys.since === undefined)
    .map(({ event }) => ({ epoch: event.epoch, key: event.actor.accessKeyId ?? '' }));

/** The keys that were in use within a call's time. */
function keysNear(calls: readonly Call[], epoch: number): ReadonlySet<string> {
  const found = new Set<string>();
  for (let at = firstFrom(calls, epoch - WITHIN_CALL); at < calls.length; at += 1) {
    const call = calls[at];
    if (call === undefined || call.epoch > epoch + WITHIN_CALL) break;
    found.add(call.key);
  }
  return found;
}

/** The place of the first call at or after that time. */
function firstFrom(calls: readonly Call[], epoch: number): number {
  let [low, high] = [0, calls.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((calls[middle]?.epoch ?? 0) < epoch) low = middle + 1;
    else high = middle;
  }
  return low;
}

const isConsole = ({ record }: TrailEvent): boolean => String(record['sessionCredentialFromConsole']) === 'true';

/** Events whose record names no session: what stands near them does. */
function nameOthers(keyed: readonly Keyed[], own: Map<TrailEvent, string>, sets: Sets): void {
  const begun = beginnings(keyed);
  const copies = groupBy(keyed, ({ event }) => event.id);
  for (const { event, keys } of keyed) {
    if (own.has(event) || event.detailType !== undefined) continue;
    // The copy in another account lacks the caller's key.
    const copy = (copies.get(event.id) ?? []).find(
      (one) => one.keys.own.length > 0 && one.event.name === event.name && one.event.epoch === event.epoch,
    );
    const key = copy?.keys.own[0] ?? beginningBy({ event, keys }, begun);
    if (key === undefined) continue;
    sets.join([key]);
    own.set(event, key);
  }
  followSignIns(keyed, own);
}

/** Times of creation by identity, sorted. */
type Beginnings = ReadonlyMap<string, readonly { readonly epoch: number; readonly key: string }[]>;

function beginnings(keyed: readonly Keyed[]): Beginnings {
  const all = keyed.flatMap(({ keys: { since } }) => (since === undefined ? [] : [since]));
  return new Map(
    [...groupBy(all, ({ principal }) => principal)].map(([principal, some]) => {
      const epochs = [...new Set(some.map(({ epoch }) => epoch))].sort((a, b) => a - b);
      return [principal, epochs.map((epoch) => ({ epoch, key: `since ${principal} ${epoch}` }))];
    }),
  );
}

/** The session of this identity that began nearest to the time. */
function nearest(begun: Beginnings, principal: string, epoch: number): string | undefined {
  let best: { readonly gap: number; readonly key: string } | undefined;
  for (const one of begun.get(principal) ?? []) {
    const gap = Math.abs(one.epoch - epoch);
    if (gap <= NEAR && (best === undefined || gap < best.gap)) best = { gap, key: one.key };
  }
  return best?.key;
}

/** A sign-in without credentials of its own is the first event of the session that it begins. */
function beginningBy({ event, keys }: Keyed, begun: Beginnings): string | undefined {
  const { given, becomes } = keys;
  if (given !== undefined) return given;
  if (becomes !== undefined) return nearest(begun, becomes, event.epoch) ?? aloneKey(event);
  const principal = principalIdOf(event.actor);
  if (event.name !== 'ConsoleLogin' || event.outcome !== 'success' || principal === undefined) return undefined;
  return nearest(begun, principal, event.epoch) ?? aloneKey(event);
}

const aloneKey = ({ id }: TrailEvent): string => `event ${id}`;

/** Steps before a console sign-in, and after the console became a role. */
function followSignIns(keyed: readonly Keyed[], own: Map<TrailEvent, string>): void {
  const named = keyed.filter(({ event }) => own.has(event) && event.signIn !== undefined);
  const logins = named.filter(({ event }) => event.name === 'ConsoleLogin');
  const switches = named.filter(({ event }) => event.name === 'SwitchRole');
  for (const { event } of keyed) {
    if (own.has(event) || event.outcome !== 'success') continue;
    const key =
      event.name === 'CheckMfa'
        ? logins.find((one) => isStepBefore(event, one.event))
        : event.name === 'ExitRole' || event.name === 'RenewRole'
          ? switches.findLast((one) => isStepAfter(event, one.event))
          : undefined;
    const found = key === undefined ? undefined : own.get(key.event);
    if (found !== undefined) own.set(event, found);
  }
}

const isStepBefore = (step: TrailEvent, login: TrailEvent) =>
  step.account === login.account &&
  step.actor.name === login.actor.name &&
  step.actor.kind === login.actor.kind &&
  step.origin.text === login.origin.text &&
  login.epoch >= step.epoch - NEAR &&
  login.epoch - step.epoch <= BEFORE_SIGN_IN;

const isStepAfter = (step: TrailEvent, begin: TrailEvent) =>
  principalIdOf(step.actor) === principalIdOf(begin.actor) &&
  begin.epoch <= step.epoch &&
  step.epoch - begin.epoch <= LONGEST;

function build(keyed: readonly Keyed[], own: ReadonlyMap<TrailEvent, string>, sets: Sets): Sessions {
  const bySet = new Map<string, Keyed[]>();
  const without: Unassigned[] = [];
  for (const one of keyed) {
    const key = own.get(one.event);
    if (key === undefined) {
      without.push({ event: one.event, why: whyNone(one.event) });
      continue;
    }
    const set = sets.nameOf(key);
    const known = bySet.get(set);
    if (known === undefined) bySet.set(set, [one]);
    else known.push(one);
  }
  const all: Session[] = [];
  for (const [id, some] of bySet) {
    if (some.every(({ event }) => isFailedStep(event)))
      without.push(...some.map(({ event }) => ({ event, why: 'failed-sign-in' as const })));
    else all.push(toSession(id, some));
  }
  all.sort((a, b) => a.begun - b.begun || (a.id < b.id ? -1 : 1));
  without.sort((a, b) => byTime(a.event, b.event));
  const byId = new Map(all.map((session) => [session.id, session]));
  const of = (event: TrailEvent) => byId.get(sets.nameOf(own.get(event) ?? ''));
  const begun = beginnings(keyed);
  const given = ({ given: key, becomes }: Keyed['keys'], epoch: number) => {
    const known = key === undefined ? undefined : byId.get(sets.nameOf(key));
    const near = known === undefined && becomes !== undefined ? nearest(begun, becomes, epoch) : undefined;
    return known ?? (near === undefined ? undefined : byId.get(sets.nameOf(near)));
  };
  return { all, steps: stepsOf(keyed, { all, of, given, longest: LONGEST }), without };
}

/** A step of a portal's sign-in that doesn't close it. */
const isFailedStep = ({ signIn, name, actor }: TrailEvent): boolean =>
  signIn?.workflowId !== undefined &&
  actor.kind === 'identity-center-user' &&
  (name === 'CredentialChallenge' || name === 'CredentialVerification');

function whyNone({ detailType, actor, signIn, outcome }: TrailEvent): NoSession {
  if (detailType !== undefined) return 'not-a-record';
  if (signIn !== undefined && outcome === 'failure') return 'failed-sign-in';
  if (actor.kind === 'service') return 'aws-service';
  if (actor.kind === 'account') return /^\d{12}$/.test(actor.account ?? '') ? 'other-account' : 'anonymous';
  return 'no-key';
}

function toSession(id: string, some: readonly Keyed[]): Session {
  const events = some.map(({ event }) => event);
  const begun = Math.min(...sinces(some), ...events.slice(0, 1).map(({ epoch }) => epoch));
  const keys = new Set(events.flatMap(({ actor: { accessKeyId } }) => accessKeyId || []));
  const [first] = events;
  if (first === undefined) throw new RangeError('a session has events');
  return { id, kind: kindOf(some), who: naming(some) ?? first, events, accessKeys: [...keys].sort(), begun };
}

const sinces = (some: readonly Keyed[]): readonly number[] => [
  ...new Set(some.flatMap(({ keys: { since } }) => (since === undefined ? [] : [since.epoch]))),
];

/** The caller's own event says more than one of a service for the caller, or of the call that gave the credentials out. */
const naming = (some: readonly Keyed[]): TrailEvent | undefined =>
  some.find(({ event, keys }) => keys.own.length > 0 && event.actor.invokedBy === undefined)?.event;

function kindOf(some: readonly Keyed[]): SessionKind {
  if (some.some(({ event }) => isConsole(event) || /^(?:ConsoleLogin|SwitchRole)$/.test(event.name))) return 'console';
  if (some.some(({ event }) => event.actor.kind === 'identity-center-user')) return 'portal';
  // A copy in another account has no key of the caller's, and says nothing about the kind.
  const own = some.filter(({ event: { actor } }) => actor.invokedBy === undefined && actor.kind !== 'account');
  return own.some(({ event, keys }) => keys.since === undefined && !isTemporary(event)) ? 'key' : 'temporary';
}

const isTemporary = ({ actor: { accessKeyId, kind } }: TrailEvent) =>
  accessKeyId?.startsWith('ASIA') === true || kind === 'role' || kind === 'federated-user';
