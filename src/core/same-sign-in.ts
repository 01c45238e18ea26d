/** One human's one sign-in through IAM Identity Center leaves several events, which make one message. */
import type { TrailEvent } from './event.ts';
import { textAt } from './fields.ts';
import { MINUTE } from './time.ts';

/** The portal's session lasts for hours, but people pick an account within minutes after signing in. */
const CHAIN_MINUTES = 15;

/**
 * True if `next` continues the sign-in `start` (a UserAuthentication). The chain is UserAuthentication, then Federate,
 * then a ConsoleLogin as `AWSReservedSSO_<permission set>_<hash>/<user name>`, which holds no id of the first: so the
 * address, the time and, if both are known, the user decide.
 * https://docs.aws.amazon.com/singlesignon/latest/userguide/understanding-sign-in-events.html
 */
export function isSameSignIn(start: TrailEvent, next: TrailEvent): boolean {
  if (start.name !== 'UserAuthentication' || start.outcome !== 'success' || start.id === next.id) return false;
  const workflow = start.signIn?.workflowId;
  if (workflow !== undefined && workflow === next.signIn?.workflowId) return true;
  if (!isAfterPortal(next) || start.origin.address === undefined) return false;
  if (start.origin.address !== next.origin.address) return false;
  const gap = next.epoch - start.epoch;
  return gap >= 0 && gap <= CHAIN_MINUTES * MINUTE && isSameUser(start, next);
}

function isAfterPortal({ name, signIn, source }: TrailEvent): boolean {
  if (source === 'sso.amazonaws.com') return name === 'Authenticate' || name === 'Federate';
  return name === 'ConsoleLogin' && signIn?.permissionSet !== undefined;
}

function isSameUser(start: TrailEvent, next: TrailEvent): boolean {
  const ids = [start.actor.identityCenterUserId, next.actor.identityCenterUserId];
  if (ids[0] !== undefined && ids[1] !== undefined) return ids[0] === ids[1];
  const name = textAt(start.record, 'additionalEventData.UserName') ?? textAt(start.record, 'userIdentity.userName');
  const other = next.actor.session ?? textAt(next.record, 'additionalEventData.UserName');
  return name === undefined || other === undefined || name.toLowerCase() === other.toLowerCase();
}
