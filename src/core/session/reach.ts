/** Events that may be of the sessions of a few events: most of an archive is of none of them. */
import type { TrailEvent } from '../event.ts';
import { textAt } from '../fields.ts';
import { principalIdOf, sessionKeys } from './keys.ts';

/** Every event of these events' sessions, of the sessions that led to them and that they led to; and a few others. */
export function withinReach(all: readonly TrailEvent[], seeds: readonly TrailEvent[]): readonly TrailEvent[] {
  const names = new Set<string>();
  const ids = new Set<string>();
  const within = new Set<TrailEvent>();
  const follow = (event: TrailEvent) => {
    ids.add(event.id);
    for (const name of namesOf(event)) names.add(name);
  };
  for (const seed of seeds) follow(seed);
  // An event may connect to one that stood before it: a chain takes a round for each of its steps.
  for (let before = -1; before < names.size + ids.size; ) {
    before = names.size + ids.size;
    for (const event of all) {
      if (within.has(event) || !(ids.has(event.id) || namesOf(event).some((name) => names.has(name)))) continue;
      within.add(event);
      follow(event);
    }
  }
  // Sign-ins are told by time and address too, and those that failed count for the one that didn't.
  return all.filter((event) => within.has(event) || isSignIn(event));
}

const isSignIn = ({ signIn, actor }: TrailEvent): boolean =>
  signIn !== undefined || actor.kind === 'identity-center-user';

/** Names that an event shares with others of its session, and with those of sessions beside it. */
function namesOf(event: TrailEvent): readonly string[] {
  const { actor, record, signIn, source, origin } = event;
  const isOfPortal = actor.kind === 'identity-center-user' || actor.role?.startsWith('AWSReservedSSO_') === true;
  const names = [
    principalIdOf(actor),
    actor.arn,
    actor.accessKeyId === undefined ? undefined : `key ${actor.accessKeyId}`,
    textAt(record, 'userIdentity.sessionContext.signInSessionArn'),
    ...(signIn === undefined ? [] : [signIn.workflowId, signIn.switchedFrom]),
    ...(isOfPortal ? [actor.identityCenterUserId, actor.person?.toLowerCase(), `at ${origin.text}`] : []),
  ];
  if (source === 'sts.amazonaws.com' || signIn !== undefined) {
    const { given, becomes } = sessionKeys(event);
    names.push(given, becomes);
  }
  return names.filter((name): name is string => name !== undefined && /[0-9a-z]/i.test(name));
}
