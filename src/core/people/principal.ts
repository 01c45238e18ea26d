/** The principal behind an event: a role is one principal, whatever its sessions are called. */
import type { ActorKind, TrailEvent } from '../event.ts';
import { textAt } from '../fields.ts';
import { isPersonal } from '../record/actor.ts';

export interface Principal {
  /** Distinguishes principals. */
  readonly id: string;
  readonly kind: ActorKind;
  /** The name of the role, the user or the service. Text from an event. */
  readonly name: string;
  /** The account that the identity belongs to. */
  readonly account: string;
}

/** Undefined if an event has no principal, such as a GuardDuty finding. */
export function principalOf({ actor, account: recordedIn }: TrailEvent): Principal | undefined {
  const account = actor.account ?? recordedIn;
  const { kind, role, session } = actor;
  if (kind === 'unknown' && actor.principalId === undefined && actor.arn === undefined) return undefined;
  const isShared = role !== undefined && !isPersonal(role, session);
  const name = isShared ? role : actor.name;
  return { id: JSON.stringify([kind, account, isShared ? '' : (role ?? ''), name]), kind, name, account };
}

/**
 * User agents of consoles: a browser, or the service behind the console's page. Callers can send any user agent,
 * so this only ever makes a caller a person, never a machine.
 */
const CONSOLE = /^\[?Mozilla\/|console|cloudshell|signin\.amazonaws|aws[ -]internal/i;

/** True if the event has a sign of a human. Better once too often than not: people are never noise. */
export function isByPerson({ actor, source, userAgent, record }: TrailEvent): boolean {
  const { kind, role, session, invokedBy } = actor;
  if (kind === 'service') return false;
  if (kind !== 'role' && kind !== 'iam-user') return true;
  return (
    source === 'signin.amazonaws.com' ||
    actor.identityCenterUserId !== undefined ||
    (role !== undefined && isPersonal(role, session)) ||
    (userAgent !== undefined && invokedBy === undefined && CONSOLE.test(userAgent)) ||
    textAt(record, 'sessionCredentialFromConsole') === 'true' ||
    // https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html
    textAt(record, 'userIdentity.sessionContext.attributes.mfaAuthenticated') === 'true'
  );
}
