/** Metrics, alarms and topics that should change after the records were put, and the time to look for. */
import { MINUTE } from '../../core/time.ts';
import { type Counted, raisedBy, watches } from '../alarms/one-event.ts';
import { countedBy } from '../follow-logs.ts';
import type { Alarm, MetricAlarm, MetricFilter, Snapshot } from '../snapshot.ts';
import type { BusRung } from './bus/receivers.ts';
import type { Rung } from './choice.ts';
import { actionKey } from './sightings.ts';

/** A metric that a filter counts records in. */
export interface ExpectedMetric {
  readonly key: string;
  readonly region: string;
  readonly counted: Counted;
  /** The sum of all records in it, or their number where the filter counts by a value of 0. */
  readonly stat: 'Sum' | 'SampleCount';
  readonly rise: number;
}

/** Log events that a subscription filter forwards. */
export interface ExpectedForward {
  readonly key: string;
  readonly region: string;
  readonly group: string;
  readonly filter: string;
  readonly destination: string;
  readonly count: number;
}

/** A topic's message with the event of a temporary rule. */
export interface ExpectedMessage {
  readonly key: string;
  readonly region: string;
  readonly topic: string;
  /** Stands in it. */
  readonly id: string;
}

export interface Expected {
  readonly metrics: readonly ExpectedMetric[];
  readonly forwards: readonly ExpectedForward[];
  /** By region: alarms on these metrics, and composite ones above. */
  readonly alarms: ReadonlyMap<string, readonly Alarm[]>;
  readonly messages: readonly ExpectedMessage[];
  /** Names of temporary rules with a topic that can't be watched, another account's say. */
  readonly unwatched: readonly string[];
  /** By region: ARNs of this account's topics that these alarms publish to, or that get these messages. */
  readonly topics: ReadonlyMap<string, readonly string[]>;
  /** Milliseconds to look for. */
  readonly patience: number;
}

export const metricKey = (filter: MetricFilter, { metric, dimensions }: Counted, region: string): string =>
  [region, filter.group, filter.name, metric.namespace, metric.name, JSON.stringify(dimensions)].join(' ');

/** All that one filter counts of a record. */
export const countsOf = (filter: MetricFilter, { ring }: Rung): readonly Counted[] =>
  filter.metrics.map((metric) => countedBy(metric, ring.record));

/** Alarms that read this very metric. */
export function alarmsAt(counted: Counted, region: string, { regions }: Snapshot): readonly MetricAlarm[] {
  const alarms = regions.get(region)?.alarms;
  if (alarms?.kind !== 'read') return [];
  return alarms.value.filter((one): one is MetricAlarm => one.kind === 'metric' && watches(one, counted));
}

export function expectedOf(rung: readonly Rung[], bus: readonly BusRung[], snapshot: Snapshot): Expected {
  const metrics = new Map<string, ExpectedMetric>();
  const forwards = new Map<string, ExpectedForward>();
  const alarms = new Map<string, Map<string, Alarm>>();
  const waits: number[] = [];
  for (const one of rung) {
    const { group, filters, subscriptions } = one.ring;
    const { region } = group;
    for (const filter of filters)
      for (const counted of countsOf(filter, one)) {
        const key = metricKey(filter, counted, region);
        const stat = counted.value > 0 ? 'Sum' : 'SampleCount';
        const rise = (metrics.get(key)?.rise ?? 0) + (stat === 'Sum' ? counted.value : 1);
        metrics.set(key, { key, region, counted, stat, rise });
        waits.push(...alarmsAt(counted, region, snapshot).map((alarm) => waitFor(alarm, counted)));
      }
    // AWS doesn't document a metric by which one of the whole account could be told apart.
    for (const { name, destination } of subscriptions.filter((filter) => !('except' in filter))) {
      const key = forwardKey(region, group.name, name, destination);
      const count = (forwards.get(key)?.count ?? 0) + 1;
      forwards.set(key, { ...{ key, region, group: group.name, filter: name, destination }, count });
    }
    const here = alarms.get(region) ?? new Map<string, Alarm>();
    for (const alarm of one.heard.alarms) here.set(alarm.arn, alarm);
    alarms.set(region, here);
  }
  const byRegion = new Map([...alarms].map(([region, found]) => [region, [...found.values()]]));
  const messages = bus.flatMap((one) => messagesOf(one, snapshot));
  return {
    metrics: [...metrics.values()],
    forwards: [...forwards.values()],
    alarms: byRegion,
    messages,
    unwatched: bus
      .filter(({ ring }) => ring.targets.some(({ arn }) => !isWatchable(arn, snapshot)))
      .map(({ ring }) => ring.id),
    topics: topicsOf(byRegion, messages, snapshot),
    patience: patienceOf(waits),
  };
}

export const forwardKey = (region: string, group: string, filter: string, destination: string): string =>
  [region, group, filter, destination].join(' ');

/** Minutes for the metric, the alarm's evaluation and the message; then those of the alarm itself. */
const SLACK = 5;
const LONGEST = 15;

const patienceOf = (waits: readonly number[]): number => Math.min(LONGEST, SLACK + Math.max(0, ...waits)) * MINUTE;

function waitFor(alarm: MetricAlarm, counted: Counted): number {
  const raised = raisedBy(alarm, counted);
  if ('minutes' in raised && !('kind' in raised)) return raised.minutes;
  return 1;
}

const messagesOf = ({ ring: { id, region, targets } }: BusRung, snapshot: Snapshot): readonly ExpectedMessage[] =>
  targets
    .filter(({ arn }) => isWatchable(arn, snapshot))
    .map(({ arn: topic }) => ({ key: actionKey(id, topic), region, topic, id }));

/** A topic of this account that exists. */
function isWatchable(arn: string, { topics, account }: Snapshot): boolean {
  const topic = topics.get(arn);
  return arn.split(':')[4] === account && topic?.kind === 'read' && topic.value !== null;
}

function topicsOf(
  alarms: ReadonlyMap<string, readonly Alarm[]>,
  messages: readonly ExpectedMessage[],
  snapshot: Snapshot,
): ReadonlyMap<string, readonly string[]> {
  const regions = new Set([...alarms.keys(), ...messages.map(({ region }) => region)]);
  return new Map(
    [...regions].map((region) => {
      const acting = (alarms.get(region) ?? []).filter(({ hasActions }) => hasActions);
      const arns = acting.flatMap(({ actions }) => actions).filter((arn) => arn.split(':')[2] === 'sns');
      const told = messages.filter((one) => one.region === region).map(({ topic }) => topic);
      return [region, [...new Set([...arns.filter((arn) => isWatchable(arn, snapshot)), ...told])]];
    }),
  );
}
