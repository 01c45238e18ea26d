/** An account as it is once a call has silenced one of its resources. */
import type { Link } from '../link.ts';
import type { LogGroupPlace, Reading, RegionState, Snapshot, TopicState } from '../snapshot.ts';

/**
 * CloudTrail delivers the record of a call that stops or changes a trail, as CIS's control on it expects
 * (https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html#cloudwatch-5): so a trail stays.
 */
export function cut(snapshot: Snapshot, link: Link): Snapshot {
  const { kind, arn, name, region } = link;
  const gone = { kind: 'read', value: null } as const;
  switch (kind) {
    case 'trail':
      return snapshot;
    case 'log-group':
      return withRegion(snapshot, region, (state) => withoutGroup(state, name));
    case 'metric-filter':
      return withRegion(snapshot, region, ({ metricFilters, ...state }) => ({
        ...state,
        metricFilters: leftOf(metricFilters, (one) => one.name !== name || one.group !== groupOf(arn)),
      }));
    case 'subscription-filter':
      return withRegion(snapshot, region, (state) => withoutSubscription(state, groupOf(arn), name));
    case 'alarm':
      return withRegion(snapshot, region, ({ alarms, ...state }) => ({
        ...state,
        alarms: leftOf(alarms, (one) => one.arn !== arn),
      }));
    case 'rule':
      return withRegion(snapshot, region, ({ rules, ...state }) => ({
        ...state,
        rules: leftOf(rules, (one) => one.arn !== arn),
      }));
    case 'topic':
      return { ...snapshot, topics: new Map([...snapshot.topics, [arn, gone]]) };
    case 'key':
      return { ...snapshot, keys: keysWithout(snapshot.keys, arn) };
    case 'function':
      return { ...snapshot, functions: new Map([...snapshot.functions, [arn, gone]]) };
    case 'queue':
      return { ...snapshot, queues: new Map([...snapshot.queues, [arn, gone]]) };
  }
}

/** Each way to cut one confirmed subscriber from a topic. */
export function cutSubscribers(snapshot: Snapshot, { arn }: Link): readonly Snapshot[] {
  const topic = snapshot.topics.get(arn);
  if (topic?.kind !== 'read' || topic.value === null || topic.value.subscriptions.kind === 'refused') return [];
  const all = topic.value.subscriptions.value;
  const { value } = topic;
  const confirmed = all.filter(({ isConfirmed }) => isConfirmed);
  // At least two are left of three or more, and told alike.
  return confirmed.slice(0, MOST_CUT).map((one): Snapshot => {
    const left: TopicState = { ...value, subscriptions: { kind: 'read', value: all.filter((each) => each !== one) } };
    return { ...snapshot, topics: new Map([...snapshot.topics, [arn, { kind: 'read', value: left }]]) };
  });
}

const MOST_CUT = 3;

const groupOf = (arn: string) => arn.split(':').slice(6).join(':');

function withRegion(snapshot: Snapshot, region: string, change: (state: RegionState) => RegionState): Snapshot {
  const state = snapshot.regions.get(region);
  if (state === undefined) return snapshot;
  return { ...snapshot, regions: new Map([...snapshot.regions, [region, change(state)]]) };
}

function leftOf<T>(all: Reading<readonly T[]>, isLeft: (one: T) => boolean): Reading<readonly T[]> {
  return all.kind === 'refused' ? all : { kind: 'read', value: all.value.filter(isLeft) };
}

function withoutGroup(state: RegionState, group: LogGroupPlace['name']): RegionState {
  return {
    ...state,
    metricFilters: leftOf(state.metricFilters, (one) => one.group !== group),
    subscriptionFilters: new Map([...state.subscriptionFilters].filter(([name]) => name !== group)),
  };
}

function withoutSubscription(state: RegionState, group: string, name: string): RegionState {
  const filters = state.subscriptionFilters.get(group);
  if (filters === undefined || filters.kind === 'refused') return state;
  const left = { kind: 'read', value: (filters.value ?? []).filter((one) => one.name !== name) } as const;
  return { ...state, subscriptionFilters: new Map([...state.subscriptionFilters, [group, left]]) };
}

function keysWithout(keys: Snapshot['keys'], arn: string): Snapshot['keys'] {
  const id = arn.split('/').at(-1);
  return new Map(
    [...keys].map(([place, found]) =>
      found.kind === 'read' && found.value !== null && found.value.id === id
        ? [place, { kind: 'read', value: { ...found.value, state: 'Disabled' } }]
        : [place, found],
    ),
  );
}
