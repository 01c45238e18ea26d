/** Everybody and everything that a made-up record would reach: more rather than fewer, because each may page somebody. */
import type { JsonObject } from '../../core/event.ts';
import { distinctValues } from '../../core/lists.ts';
import type { Break } from '../../messages/audit/breaks/breaks.words.ts';
import { alarmsIn } from '../alarms/composite.ts';
import { nameOf, unread } from '../reach/ends.ts';
import { withoutQualifier } from '../reach/function.ts';
import type { Alarm, BusRule, FilterMetric, Found, Reading, RegionState, Snapshot, TopicState } from '../snapshot.ts';
import type { Patterns } from '../way.ts';
import { ownEvents } from './own-calls.ts';
import type { AccountFilter, Ring } from './rings.ts';

export type ReceiverKind =
  | 'mail'
  | 'sms'
  | 'chat'
  | 'endpoint'
  | 'app'
  | 'function'
  | 'queue'
  | 'archive'
  | 'topic'
  | 'action';

export interface Receiver {
  readonly kind: ReceiverKind;
  /** As `--only` takes it: an address, a host, the name of one of this account's own, else an ARN. */
  readonly name: string;
  /** Names of the topics, alarms, rules and filters before it. */
  readonly by: string;
}

/** Alarms that a ring sets off, and its receivers. */
export interface Heard {
  readonly receivers: readonly Receiver[];
  /** Alarms that may change, those above them included. */
  readonly alarms: readonly Alarm[];
  /** Reads that failed: so that nobody can say who would receive it. */
  readonly blind: readonly Break[];
}

export interface HearingGround {
  readonly snapshot: Snapshot;
  readonly known: Patterns;
  /** By ARN: topics besides those of the snapshot. */
  readonly topics: ReadonlyMap<string, Found<TopicState>>;
  /** By region: rules that may take a change of an alarm, a call that the run itself makes, or its event. */
  readonly alarmRules: ReadonlyMap<string, Reading<readonly BusRule[]>>;
  /** By region. */
  readonly everyGroup: ReadonlyMap<string, Reading<readonly AccountFilter[]>>;
}

export function heardBy({ group, filters, subscriptions }: Ring, ground: HearingGround): Heard {
  const region = ground.snapshot.regions.get(group.region);
  const alarms =
    region === undefined
      ? []
      : alarmsOn(
          filters.flatMap(({ metrics }) => metrics),
          region,
        );
  const blind = region?.alarms.kind === 'refused' && filters.length > 0 ? [unread(region.alarms, group.name)] : [];
  const own = region?.subscriptionFilters.get(group.name);
  if (own?.kind === 'refused') blind.push(unread(own, group.name));
  const everyGroup = ground.everyGroup.get(group.region);
  if (everyGroup?.kind === 'refused') blind.push(unread(everyGroup, group.name));
  if (region?.metricFilters.kind === 'refused') blind.push(unread(region.metricFilters, group.name));
  const parts = [
    ...subscriptions.map(({ name, destination }) => receiversOf(destination, name, ground)),
    ...alarms.flatMap((alarm) => actionsOf(alarm).map((arn) => receiversOf(arn, alarm.name, ground))),
    ...(alarms.length === 0 ? [] : [byRules(changesOf(alarms, group.region, ground), group.region, ground)]),
  ];
  return {
    receivers: distinctValues(parts.flatMap(({ receivers }) => receivers)),
    alarms,
    blind: distinctValues([...blind, ...parts.flatMap((part) => part.blind)]),
  };
}

/** Disabled actions aren't executed, whatever the state. */
const actionsOf = ({ hasActions, actions, otherActions }: Alarm): readonly string[] =>
  hasActions ? [...new Set([...actions, ...otherActions])] : [];

/** Alarms on the metrics, whatever their dimensions, and all composite ones above, whatever else they need. */
function alarmsOn(metrics: readonly FilterMetric[], { alarms }: RegionState): readonly Alarm[] {
  if (alarms.kind === 'refused') return [];
  const found = alarms.value.filter((alarm) => metrics.some((metric) => mayWatch(alarm, metric)));
  return [...found, ...alarmsAbove(found, alarms.value)];
}

/** All composite alarms whose rules name one of `alarms`, or one above it. */
export function alarmsAbove(alarms: readonly Alarm[], all: readonly Alarm[]): readonly Alarm[] {
  const found = [...alarms];
  for (let grew = true; grew; ) {
    const names = found.map(({ name }) => name);
    const above = all.filter(
      (alarm) => alarm.kind === 'composite' && !found.includes(alarm) && namesIn(alarm.rule).some(isOneOf(names)),
    );
    found.push(...above);
    grew = above.length > 0;
  }
  return found.slice(alarms.length);
}

const isOneOf = (names: readonly string[]) => (name: string) => names.includes(name);

function namesIn(rule: string): readonly string[] {
  try {
    return alarmsIn(rule);
  } catch {
    return [];
  }
}

function mayWatch(alarm: Alarm, { namespace, name }: FilterMetric): boolean {
  return (
    alarm.kind === 'metric' &&
    alarm.queries.some(
      ({ metric, expression = '' }) =>
        (metric?.namespace === namespace && metric.name === name) || isSearch(expression, namespace, name),
    )
  );
}

/** A search, or a query of Metrics Insights, finds metrics by their names. */
const isSearch = (expression: string, namespace: string, name: string): boolean =>
  /\bSEARCH\s*\(|\bSELECT\b/i.test(expression) && (expression.includes(namespace) || expression.includes(name));

export interface Reached {
  readonly receivers: readonly Receiver[];
  readonly blind: readonly Break[];
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html */
export function changeOf({ name, arn }: Alarm, state: string, region: string, account: string): JsonObject {
  return {
    version: '0',
    id: '5a3f1d1e-0000-4000-8000-000000000000',
    'detail-type': 'CloudWatch Alarm State Change',
    source: 'aws.cloudwatch',
    account,
    time: '2026-11-01T09:00:00Z',
    region,
    resources: [arn],
    detail: {
      alarmName: name,
      state: { value: state, reason: 'Threshold Crossed', timestamp: '2026-11-01T09:00:00.000+0000' },
      previousState: { value: state === 'ALARM' ? 'OK' : 'ALARM', timestamp: '2026-11-01T08:00:00.000+0000' },
      configuration: {},
    },
  };
}

export const ALARM_STATES: readonly string[] = ['ALARM', 'OK', 'INSUFFICIENT_DATA'];

const changesOf = (alarms: readonly Alarm[], region: string, { snapshot }: HearingGround): readonly JsonObject[] =>
  alarms.flatMap((alarm) => ALARM_STATES.map((state) => changeOf(alarm, state, region, snapshot.account)));

/** Receivers, by EventBridge, of the calls that the run itself makes in a region. */
export const heardOfCalls = (region: string, ground: HearingGround, ringsBus: boolean): Reached =>
  byRules(ownEvents(ground.snapshot.account, region, ringsBus), region, ground);

export function byRules(events: readonly JsonObject[], region: string, ground: HearingGround): Reached {
  const { known, alarmRules } = ground;
  const rules = alarmRules.get(region);
  if (rules === undefined) return { receivers: [], blind: [] };
  if (rules.kind === 'refused') return { receivers: [], blind: [unread(rules, region)] };
  const taking = rules.value.filter(({ state, pattern }) => {
    const matches = known.rule(pattern);
    return state !== 'DISABLED' && (matches === undefined || events.some(matches));
  });
  const parts = taking.map(({ name, targets }): Reached => {
    if (targets.kind === 'refused') return { receivers: [], blind: [unread(targets, name)] };
    const reached = targets.value.map(({ arn }) => receiversOf(arn, name, ground));
    return {
      receivers: reached.flatMap(({ receivers }) => receivers),
      blind: reached.flatMap(({ blind }) => blind),
    };
  });
  return { receivers: parts.flatMap(({ receivers }) => receivers), blind: parts.flatMap(({ blind }) => blind) };
}

/** Receivers behind an ARN: a topic's subscribers, or the thing itself. */
export function receiversOf(arn: string, by: string, { snapshot, topics }: HearingGround): Reached {
  const [, , service = '', , account = ''] = arn.split(':');
  if (service !== 'sns') return { receivers: [thing(arn, by, snapshot.account)], blind: [] };
  if (account !== snapshot.account) return { receivers: [{ kind: 'topic', name: arn, by }], blind: [] };
  const topic = snapshot.topics.get(arn) ?? topics.get(arn);
  if (topic === undefined) return { receivers: [{ kind: 'topic', name: arn, by }], blind: [] };
  if (topic.kind === 'refused') return { receivers: [], blind: [unread(topic, nameOf(arn))] };
  if (topic.value === null) return { receivers: [], blind: [] };
  const { subscriptions } = topic.value;
  if (subscriptions.kind === 'refused') return { receivers: [], blind: [unread(subscriptions, nameOf(arn))] };
  const confirmed = subscriptions.value.filter(({ isConfirmed }) => isConfirmed);
  const through = `${by} > ${nameOf(arn)}`;
  const receivers = confirmed.map(({ protocol, endpoint }) =>
    subscriberOf(protocol, endpoint, through, snapshot.account),
  );
  return { receivers, blind: [] };
}

const KINDS: Readonly<Record<string, ReceiverKind>> = {
  lambda: 'function',
  sqs: 'queue',
  firehose: 'archive',
  kinesis: 'archive',
  logs: 'archive',
};

function thing(arn: string, by: string, account: string): Receiver {
  const parts = arn.split(':');
  const kind = KINDS[parts[2] ?? ''] ?? 'action';
  const isOwn = parts[4] === account && kind !== 'action';
  const name = isOwn ? nameOf(kind === 'function' ? withoutQualifier(arn) : arn) : arn;
  return { kind, name, by };
}

/** Where Amazon Q Developer listens: https://docs.aws.amazon.com/chatbot/latest/adminguide/chatbot-troubleshooting.html */
const CHAT = 'global.sns-api.chatbot.amazonaws.com';

/** URLs and telephone numbers hold secrets: a host, or the last four digits, stands for them. */
function subscriberOf(protocol: string, endpoint: string, by: string, account: string): Receiver {
  if (endpoint.startsWith('arn:') && protocol !== 'application') return thing(endpoint, by, account);
  if (protocol === 'sms') return { kind: 'sms', name: `sms-${endpoint.slice(-4)}`, by };
  if (protocol === 'application') return { kind: 'app', name: nameOf(endpoint), by };
  if (!/^https?$/.test(protocol)) return { kind: 'mail', name: endpoint, by };
  const host = URL.canParse(endpoint) ? new URL(endpoint).host : endpoint;
  return { kind: host === CHAT ? 'chat' : 'endpoint', name: host, by };
}
