/** The history of sign-ins: one item each, for `login-watch logins` and for people's own queries. */
import type { TrailEvent } from '../../core/event.ts';
import type { Context } from '../../core/inspection/context.ts';
import { slicesOf } from '../../core/lists.ts';
import { networkText } from '../../core/login.ts';
import { storeOf } from '../../core/people/people.ts';
import { personOf, viaOf, viaText } from '../../core/people/person.ts';
import { clientOf } from '../../core/record/client.ts';
import { isKeptSignIn } from '../../core/record/sign-in-events.ts';
import type { Settings } from '../../core/settings.ts';
import { localTime } from '../../core/time.ts';
import { expiryOf, KEPT, KEYS, timedKey } from './keys.ts';
import type { Item, Table } from './table.ts';

/** Characters kept of a text, a user agent say. */
const MOST = 1_000;
/** Sign-ins of a flood that are made into items at a time. */
const AT_ONCE = 1_000;

/** Writes sign-ins without a check for existing ones, because writing one again changes nothing. */
export async function keepSignIns(
  events: readonly TrailEvent[],
  table: Table,
  context: Pick<Context, 'verdict' | 'settings' | 'accountName'>,
): Promise<void> {
  for (const some of slicesOf(events.filter(isKeptSignIn), AT_ONCE)) {
    await table.putAll(some.map((event) => loginItem(event, context)));
  }
}

function loginItem(
  event: TrailEvent,
  { verdict, settings, accountName }: Pick<Context, 'verdict' | 'settings' | 'accountName'>,
): Item {
  const network = verdict(event.origin, event.epoch);
  const text = (value: string | undefined) => (value ?? '').slice(0, MOST);
  return {
    pk: KEYS.login(event.time.slice(0, 7)),
    sk: timedKey(event.time, event.id),
    eventId: event.eventId,
    account: text(event.account),
    accountName: text(accountName(event.account) ?? undefined),
    user: text(event.actor.name),
    userKind: event.actor.kind,
    person: text(personOf(event) ?? undefined),
    personId: text(event.actor.identityCenterUserId),
    personStore: text(storeOf(event.record)),
    via: text(viaText(viaOf(event))),
    time: event.time,
    localTime: localText(event.epoch, settings),
    region: text(event.region),
    address: text(event.origin.text),
    agent: text(event.userAgent),
    client: text(clientOf(event)),
    event: event.name,
    outcome: event.outcome,
    mfa: event.mfa,
    network: networkText(network),
    expiresAt: expiryOf(event.epoch, KEPT.login),
  };
}

/** `2026-11-19 18:12:41 Asia/Tokyo` */
function localText(epoch: number, { timezone }: Settings): string {
  const { date, clock } = localTime(epoch, timezone);
  return `${date} ${clock} ${timezone}`;
}
