/** One human's one sign-in through IAM Identity Center, or by a token, leaves several events, which make one message. */
import type { TrailEvent } from '../event.ts';
import { textAt } from '../fields.ts';
import { MINUTE } from '../time.ts';

/** The portal's session lasts for hours, but people pick an account within minutes after signing in. */
export const CHAIN_MINUTES = 15;

/**
 * True if `next` continues the sign-in `start` (a UserAuthentication). The chain is UserAuthentication, then Federate,
 * then a ConsoleLogin as `AWSReservedSSO_<permission set>_<hash>/<user name>`, which holds no id of the first: so the
 * address, the time and, if both are known, the user decide.
 * https://docs.aws.amazon.com/singlesignon/latest/userguide/understanding-sign-in-events.html
 */
export function isSameSignIn(start: TrailEvent, next: TrailEvent): boolean {
  if (start.name === 'GetSigninToken') return isByToken(start, next);
  if (start.name !== 'UserAuthentication' || start.outcome !== 'success' || start.id === next.id) return false;
  const workflow = start.signIn?.workflowId;
  if (workflow !== undefined && workflow === next.signIn?.workflowId) return true;
  if (!isAfterPortal(next) || start.origin.address === undefined) return false;
  const gap = next.epoch - start.epoch;
  return gap >= 0 && gap <= CHAIN_MINUTES * MINUTE && isSamePlace(start, next) && isSameUser(start, next);
}

/** True if the event may be one of several that one sign-in leaves. */
export const mayBePart = ({ name, outcome, actor }: TrailEvent): boolean =>
  outcome === 'success' &&
  (name === 'UserAuthentication' ||
    name === 'GetSigninToken' ||
    (name === 'ConsoleLogin' && (actor.kind === 'role' || actor.kind === 'federated-user')));

/** True if one of the two begins the sign-in that the other continues. */
export const isOneSignIn = (a: TrailEvent, b: TrailEvent): boolean => isSameSignIn(a, b) || isSameSignIn(b, a);

/** Keys, at least one of which the events of one sign-in share. */
export function signInKeys(event: TrailEvent): readonly string[] {
  const { address } = event.origin;
  const name = nameOf(event);
  return [...(address === undefined ? [] : [`address ${address}`]), ...(name === undefined ? [] : [`person ${name}`])];
}

/** One device may reach the portal by IPv4 and the console by IPv6: then its browser and the user's name must agree. */
function isSamePlace(start: TrailEvent, next: TrailEvent): boolean {
  const [one, other] = [start.origin.address, next.origin.address];
  if (one === undefined || other === undefined || one === other) return one !== undefined && one === other;
  const isSameBrowser = start.userAgent !== undefined && start.userAgent === next.userAgent;
  return isOtherFamily(start, next) && isSameBrowser && nameOf(start) !== undefined && nameOf(start) === nameOf(next);
}

/** A sign-in token opens the console within 15 minutes, as the same session, from whatever browser. */
function isByToken(start: TrailEvent, next: TrailEvent): boolean {
  const gap = next.epoch - start.epoch;
  const isInTime = gap >= 0 && gap <= CHAIN_MINUTES * MINUTE;
  return (
    next.name === 'ConsoleLogin' && start.actor.arn !== undefined && start.actor.arn === next.actor.arn && isInTime
  );
}

/**
 * Events with the portal's origin where a console sign-in follows it over the other address family: a computer with
 * both reaches the portal over IPv4 and the console over IPv6, which no list of IPv4 networks can trust. `earlier` are
 * events that came by another input.
 */
export function withPortals(events: readonly TrailEvent[], earlier: readonly TrailEvent[] = []): readonly TrailEvent[] {
  const starts = [...earlier, ...events].filter(({ name }) => name === 'UserAuthentication');
  if (starts.length === 0) return events;
  return events.map((event) => {
    const { signIn, name } = event;
    if (signIn === undefined || name !== 'ConsoleLogin') return event;
    const start = starts.findLast((one) => isSameSignIn(one, event) && isOtherFamily(one, event));
    return start === undefined ? event : { ...event, signIn: { ...signIn, portal: start.origin } };
  });
}

const isOtherFamily = (
  { origin: { address: one = '' } }: TrailEvent,
  { origin: { address: other = '' } }: TrailEvent,
) => one.includes(':') !== other.includes(':');

function isAfterPortal({ name, signIn, source }: TrailEvent): boolean {
  if (source === 'sso.amazonaws.com') return name === 'Authenticate' || name === 'Federate';
  return name === 'ConsoleLogin' && signIn?.permissionSet !== undefined;
}

function isSameUser(start: TrailEvent, next: TrailEvent): boolean {
  const ids = [start.actor.identityCenterUserId, next.actor.identityCenterUserId];
  if (ids[0] !== undefined && ids[1] !== undefined) return ids[0] === ids[1];
  const [name, other] = [nameOf(start), nameOf(next)];
  return name === undefined || other === undefined || name === other;
}

/** The person's name; a session of Identity Center's roles is named for its user. */
function nameOf({ actor, record }: TrailEvent): string | undefined {
  const name =
    actor.person ??
    actor.session ??
    textAt(record, 'additionalEventData.UserName') ??
    textAt(record, 'userIdentity.userName');
  return name?.toLowerCase();
}
