/** Temporary rules of EventBridge, and the made-up events that they take. */
import type { PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import type { BusRung } from '../../../auditing/live/bus/receivers.ts';
import type { BusRing } from '../../../auditing/live/bus/rings.ts';
import { type Sightings, unreadKey } from '../../../auditing/live/sightings.ts';
import type { Refused } from '../../../auditing/snapshot.ts';
import { textAt } from '../../../core/fields.ts';
import { groupBy } from '../../../core/group-by.ts';
import { distinct, slicesOf } from '../../../core/lists.ts';
import { LIVE_SOURCE } from '../../../core/live-mark.ts';
import { MINUTE, SECOND } from '../../../core/time.ts';
import { attempt, type Reader } from '../attempt.ts';
import { failIn, type Things } from './things.ts';
import type { Watching } from './watching.ts';

/** A new rule doesn't take events at once: https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html */
export const SETTLE = 10 * SECOND;
const AGAIN = MINUTE;
/** An event is put so many times at most, where somebody can look. */
export const MOST_PUTS = 3;
/** The most events that one request takes. */
const ENTRIES = 10;

/** Makes all that AWS lets it, and notes why not; what it denied isn't asked again. A run that is stopped makes no more. */
export async function makeRules(rung: readonly BusRung[], things: Things, seen: Sightings, reader: Reader) {
  const { PutRuleCommand, PutTargetsCommand } = await import('@aws-sdk/client-eventbridge');
  // By the roles that would have to be passed; '' for all rules.
  const denied = new Map<string, Refused>();
  for (const { ring } of rung) {
    if (reader.signal.aborted) return;
    const { id, region, targets } = ring;
    const roles = distinct(targets.map(({ definition }) => textAt(definition, 'RoleArn') ?? ''))
      .toSorted()
      .join(' ');
    const before = denied.get('') ?? denied.get(roles);
    if (before !== undefined) {
      seen.unrung.set(id, before);
      continue;
    }
    const client = await reader.aws.events(region);
    const EventPattern = JSON.stringify({ source: [LIVE_SOURCE], detail: { eventID: [id] } });
    things.rule(id, region);
    const rule = await attempt('events:PutRule', region, reader, () =>
      client.send(new PutRuleCommand({ Name: id, EventPattern, State: 'ENABLED' })),
    );
    const Targets = targets.map(({ arn, definition }, at) => ({ Id: String(at), ...definition, Arn: arn }));
    const made =
      rule.kind === 'refused'
        ? rule
        : await attempt('events:PutTargets', region, reader, async () =>
            failIn(await client.send(new PutTargetsCommand({ Rule: id, Targets }))),
          );
    if (made.kind === 'read') continue;
    seen.unrung.set(id, made);
    if (made.isDenied) denied.set(rule.kind === 'refused' ? '' : roles, made);
  }
}

/** Puts the event of each rule that was made. */
export async function putEvents(
  rung: readonly BusRung[],
  { events, unrung }: Sightings,
  now: () => number,
  reader: Reader,
): Promise<void> {
  const { PutEventsCommand } = await import('@aws-sdk/client-eventbridge');
  const made = rung.map(({ ring }) => ring).filter(({ id }) => !unrung.has(id));
  for (const [region, rings] of groupBy(made, (ring) => ring.region)) {
    let denied: Refused | undefined;
    for (const part of slicesOf(rings, ENTRIES)) {
      if (reader.signal.aborted) return;
      const at = now();
      const ask = async () => {
        const client = await reader.aws.events(region);
        return (await client.send(new PutEventsCommand({ Entries: part.map(entryOf) }))).Entries ?? [];
      };
      const answer = denied ?? (await attempt('events:PutEvents', region, reader, ask));
      if (answer.kind === 'refused' && answer.isDenied) denied = answer;
      for (const [index, { id }] of part.entries()) {
        const { ErrorCode, ErrorMessage = ErrorCode } = answer.kind === 'read' ? (answer.value[index] ?? {}) : {};
        const why = answer.kind === 'refused' ? answer : refusedFor(ErrorMessage);
        if (why === undefined) events.set(id, [...(events.get(id) ?? []), at]);
        else if (!events.has(id)) unrung.set(id, why);
      }
    }
  }
}

const refusedFor = (message: string | undefined) =>
  message === undefined
    ? undefined
    : { kind: 'refused' as const, action: 'events:PutEvents', why: { en: message, ja: message }, isDenied: false };

const entryOf = ({ event }: BusRing): PutEventsRequestEntry => ({
  Source: LIVE_SOURCE,
  DetailType: textAt(event, 'detail-type') ?? '',
  Detail: JSON.stringify(event['detail']),
});

/** Puts events again that are missing, a minute after the last time: their rules may not have taken effect yet. Not where nobody can look. */
export async function putMissing(rung: readonly BusRung[], { expected, sightings, now }: Watching, reader: Reader) {
  const { messages } = expected;
  const isMissing = ({ ring: { id, region } }: BusRung) => {
    if (sightings.unread.has(unreadKey(region, 'queue'))) return false;
    const puts = sightings.events.get(id) ?? [];
    const last = puts.at(-1);
    if (last === undefined || puts.length >= MOST_PUTS || now() - last < AGAIN) return false;
    const own = messages.filter((one) => one.id === id);
    return own.length > 0 && own.every(({ key }) => !sightings.arrived.has(key));
  };
  const missing = rung.filter(isMissing);
  if (missing.length > 0) await putEvents(missing, sightings, now, reader);
}
