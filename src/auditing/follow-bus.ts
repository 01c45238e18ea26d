/** Follows a record from EventBridge's default bus: rules that take it, their targets, and buses of other regions. */
import type { JsonObject } from '../core/event.ts';
import { booleanAt, textAt } from '../core/fields.ts';
import type { Break } from '../messages/audit/breaks/breaks.words.ts';
import { ownFieldsIn } from './bus-pattern.ts';
import { isOpen } from './checks/leading.ts';
import { isNative } from './deeds/deed.ts';
import { linkOf } from './link.ts';
import { type Hop, inMinutes, regionIn, stoppedAt, via } from './path.ts';
import { breaksAt, endsAt, nameOf, type Reach, unread } from './reach/ends.ts';
import { reachFunction } from './reach/function.ts';
import { reachQueue } from './reach/queue.ts';
import { deliveryTo, stoppedByRole } from './reach/role.ts';
import { reachTopic } from './reach/topic.ts';
import type { BusRule, RuleTarget, Snapshot } from './snapshot.ts';
import { after, broken, type Followed, NO_WAY, type Patterns, together, type Way } from './way.ts';

interface BusWalk {
  readonly record: JsonObject;
  readonly region: string;
  readonly snapshot: Snapshot;
  readonly known: Patterns;
}

/** Delivery is near real time; a minute is what people may expect: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html */
const DELIVERY = 1;
/** A rule that gets read-only management events too. */
const ALL_EVENTS = 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS';

export const busHop = (region: string): Hop => ({ kind: 'event-bus', name: 'default', region });

/** The record as it comes from EventBridge: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html */
export function envelopeOf(record: JsonObject, region: string, account: string): JsonObject {
  if (isNative(record)) return record;
  return {
    version: '0',
    id: textAt(record, 'eventID') ?? '',
    'detail-type': DETAIL_TYPES[textAt(record, 'eventType') ?? ''] ?? 'AWS API Call via CloudTrail',
    source: `aws.${textAt(record, 'eventSource')?.split('.')[0]}`,
    account,
    time: textAt(record, 'eventTime') ?? '',
    region,
    resources: [],
    detail: record,
  };
}

const DETAIL_TYPES: Readonly<Record<string, string>> = {
  AwsConsoleSignIn: 'AWS Console Sign In via CloudTrail',
  AwsServiceEvent: 'AWS Service Event via CloudTrail',
};

/** Undefined if the rule's state lets the record's event to it. */
export function stateStops({ name: rule, state }: BusRule, region: string, record: JsonObject): Break | undefined {
  if (state === 'DISABLED') return { kind: 'rule-off', rule, region };
  const isRead = booleanAt(record, 'readOnly') === true;
  return isRead && state !== ALL_EVENTS ? { kind: 'rule-skips-reads', rule } : undefined;
}

export function followBus(walk: BusWalk): Followed {
  const event = envelopeOf(walk.record, walk.region, walk.snapshot.account);
  const followed = walkBus(event, walk, walk.region, new Set());
  if (followed.ways.length > 0 || followed.breaks.length > 0) return followed;
  const elsewhere = ruleElsewhere(event, walk);
  return elsewhere === undefined ? followed : stoppedAt(busHop(walk.region), broken(elsewhere));
}

function walkBus(event: JsonObject, walk: BusWalk, region: string, seen: ReadonlySet<string>): Followed {
  const { snapshot, known } = walk;
  const state = snapshot.regions.get(region);
  const bus = busHop(region);
  if (state === undefined) return stoppedAt(bus, broken({ kind: 'not-followed', from: 'EventBridge', to: region }));
  if (state.rules.kind === 'refused') return stoppedAt(bus, broken(unread(state.rules, region)));
  const parts = state.rules.value.map((rule): Followed => {
    const matches = known.rule(rule.pattern);
    const followed = (): Followed => {
      if (matches === undefined) return broken({ kind: 'not-evaluated', what: 'rule', name: rule.name });
      if (!matches(event)) return ifMet(rule, event, walk, region, seen);
      const stop = stateStops(rule, region, walk.record);
      if (stop !== undefined) return broken(stop);
      return followTargets(rule, event, walk, region, new Set([...seen, region]));
    };
    return via({ kind: 'rule', name: rule.name, region }, followed());
  });
  return via(bus, together(parts));
}

/** A rule that asks for what AWS doesn't document of the event. */
function ifMet(rule: BusRule, event: JsonObject, walk: BusWalk, region: string, seen: ReadonlySet<string>): Followed {
  const { name, pattern, state } = rule;
  if (state === 'DISABLED' || walk.known.maybe(pattern)?.(event) !== true) return NO_WAY;
  const followed = followTargets(rule, event, walk, region, new Set([...seen, region]));
  if (followed.ways.length === 0 && !isOpen(followed)) return NO_WAY;
  return broken({ kind: 'field-undocumented', rule: name, fields: ownFieldsIn(pattern) });
}

function followTargets(
  rule: BusRule,
  event: JsonObject,
  walk: BusWalk,
  region: string,
  seen: ReadonlySet<string>,
): Followed {
  const { targets } = rule;
  const self = linkOf('rule', rule.arn, rule.name);
  if (targets.kind === 'refused') return broken(unread(targets, rule.name));
  if (targets.value.length === 0) return broken({ kind: 'no-targets', rule: rule.name });
  const parts = targets.value.map((target): Followed => {
    const bus = otherBus(target, rule, walk, region);
    if (bus !== undefined) {
      if ('broken' in bus) return broken(bus.broken);
      const stopped = target.role === undefined ? undefined : stoppedBy(target.role, target, rule, walk.snapshot);
      if (stopped !== undefined) return broken(stopped);
      return seen.has(bus.region) ? NO_WAY : after(walkBus(event, walk, bus.region, seen), [self]);
    }
    const { ends, breaks, links, paths } = reachTarget(target, rule, walk.snapshot);
    const all = [self, ...links.toReversed()];
    const way: Way = { by: 'rule', name: rule.name, region, minutes: DELIVERY, ends, links: all };
    return { ways: ends.length === 0 ? [] : [way], breaks, paths: inMinutes(DELIVERY, paths) };
  });
  return together(parts);
}

/** The region of a bus that the target is; undefined for any other target. */
function otherBus(
  { arn, role }: RuleTarget,
  { name }: BusRule,
  { snapshot }: BusWalk,
  here: string,
): { readonly region: string } | { readonly broken: Break } | undefined {
  const [, , service, region = '', account, resource = ''] = arn.split(':');
  if (service !== 'events' || !resource.startsWith('event-bus/')) return undefined;
  if (account !== snapshot.account || resource !== 'event-bus/default')
    return { broken: { kind: 'not-followed', from: name, to: arn } };
  // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-cross-region.html
  if (region !== here && role === undefined) return { broken: { kind: 'no-bus-role', rule: name, target: region } };
  return { region };
}

const EVENTS = 'events.amazonaws.com';

function stoppedBy(role: string, { arn }: RuleTarget, rule: BusRule, snapshot: Snapshot): Break | undefined {
  const action = deliveryTo(arn);
  return action === undefined ? undefined : stoppedByRole({ role, rule, action, resource: arn }, snapshot);
}

/**
 * With a role of its own a target needs no policy of the receiver's:
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html
 */
export function reachTarget(target: RuleTarget, rule: BusRule, snapshot: Snapshot): Reach {
  const { arn, role } = target;
  const { name, arn: source } = rule;
  const [, , service = '', , , resource = ''] = arn.split(':');
  const stopped = role === undefined ? undefined : stoppedBy(role, target, rule, snapshot);
  if (stopped !== undefined) return breaksAt(stopped);
  const caller = role === undefined ? EVENTS : 'role';
  if (service === 'sns') return reachTopic(arn, caller, source, snapshot);
  if (service === 'lambda') return reachFunction(arn, caller, source, snapshot);
  if (service === 'sqs') return reachQueue(arn, caller, source, snapshot);
  if (service === 'events' && resource.startsWith('api-destination/'))
    return endsAt({ kind: 'endpoint', name: resource.split('/')[1] ?? '' }, regionIn(arn));
  if (service === 'logs' || service === 'firehose')
    return stoppedAt(
      { kind: 'archive', name: nameOf(arn), region: regionIn(arn) },
      breaksAt({ kind: 'archive-only', name: nameOf(arn) }),
    );
  return breaksAt({ kind: 'not-followed', from: name, to: `${service} ${nameOf(arn)}` });
}

/** A rule that would take it, in a region where it isn't recorded. */
function ruleElsewhere(event: JsonObject, { region, snapshot, known }: BusWalk): Break | undefined {
  for (const [there, { rules }] of snapshot.regions) {
    if (there === region || rules.kind === 'refused') continue;
    const rule = rules.value.find(
      ({ pattern, state }) => state !== 'DISABLED' && known.rule(pattern)?.(event) === true,
    );
    if (rule !== undefined) return { kind: 'rule-elsewhere', rule: rule.name, there, region };
  }
  return undefined;
}
