/** Follows a record from a log group: metric filters to alarms, subscription filters to functions. */
import { arnIn } from '../core/arn.ts';
import type { JsonObject } from '../core/event.ts';
import { valueAt } from '../core/fields.ts';
import type { LogsMessage } from '../core/patterns/logs-pattern.ts';
import type { Break } from '../messages/audit/breaks/breaks.words.ts';
import { lookupOf, metricKey } from './alarms/lookup.ts';
import { type Counted, raisedBy, watches } from './alarms/one-event.ts';
import { linkOf } from './link.ts';
import { type Hop, inMinutes, stoppedAt, via } from './path.ts';
import { hopOf, reachAlarm } from './reach/alarm.ts';
import { nameOf, unread } from './reach/ends.ts';
import { reachFunction } from './reach/function.ts';
import type {
  Alarm,
  FilterMetric,
  LogGroupPlace,
  MetricAlarm,
  MetricFilter,
  RegionState,
  Snapshot,
} from './snapshot.ts';
import { after, broken, type Followed, NO_WAY, type Patterns, together, type Way } from './way.ts';

interface LogsWalk {
  readonly message: LogsMessage;
  /** Events like it within a minute. */
  readonly times: number;
  readonly group: LogGroupPlace;
  readonly snapshot: Snapshot;
  readonly known: Patterns;
}

/** CloudTrail's delivery to a log group, on average: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/how-cloudtrail-works.html */
const DELIVERY = 5;
/** The metric, the alarm's evaluation and the message, a minute each. */
const ALARMING = 3;
const PUSHING = 1;

const arnOf = (group: LogGroupPlace) => arnIn(group, 'logs', `log-group:${group.name}`);

export function followGroup(walk: LogsWalk): Followed {
  const region = walk.snapshot.regions.get(walk.group.region);
  if (region === undefined) return broken({ kind: 'not-followed', from: walk.group.name, to: walk.group.region });
  const followed = together([followMetrics(walk, region), followSubscriptions(walk, region)]);
  return after(followed, [linkOf('log-group', arnOf(walk.group), walk.group.name)]);
}

function followMetrics(walk: LogsWalk, region: RegionState): Followed {
  const { message, group, known } = walk;
  if (region.metricFilters.kind === 'refused') return broken(unread(region.metricFilters, group.name));
  const filters = region.metricFilters.value;
  const here = filters.filter((filter) => filter.group === group.name);
  const found = here.map((filter): Followed => {
    const matches = known.logs(filter.pattern);
    if (matches === undefined)
      return stoppedAt(filterHop(filter, walk), broken({ kind: 'not-evaluated', what: 'filter', name: filter.name }));
    if (!matches(message)) return NO_WAY;
    return after(followFilter(filter, walk, region), [linkOf('metric-filter', arnOf(group), filter.name)]);
  });
  const followed = together(found);
  if (followed.ways.length > 0 || followed.breaks.length > 0) return followed;
  const astray = filters.find(
    (filter) => filter.group !== group.name && known.logs(filter.pattern)?.(message) === true,
  );
  return astray === undefined ? NO_WAY : broken({ kind: 'group-not-fed', filter: astray.name, group: astray.group });
}

const filterHop = ({ name }: MetricFilter, { group }: LogsWalk): Hop => ({
  kind: 'metric-filter',
  name,
  region: group.region,
});

function followFilter(filter: MetricFilter, walk: LogsWalk, region: RegionState): Followed {
  const { message, snapshot, group } = walk;
  if (region.alarms.kind === 'refused')
    return stoppedAt(filterHop(filter, walk), broken(unread(region.alarms, filter.name)));
  const alarms = region.alarms.value;
  const parts = filter.metrics.map((metric): Followed => {
    const counted = { ...countedBy(metric, message.json ?? {}), times: walk.times };
    const near = lookupOf(alarms).byMetric.get(metricKey(metric)) ?? [];
    const listening = near.filter((one) => watches(one, counted));
    const followed =
      listening.length === 0
        ? broken(whyNoAlarm(filter, counted, group.region, snapshot))
        : together(listening.map((alarm) => followAlarm(alarm, counted, alarms, snapshot, group.region)));
    return via({ kind: 'metric', name: `${metric.namespace}/${metric.name}`, region: group.region }, followed);
  });
  return via(filterHop(filter, walk), together(parts));
}

/** The number that the filter reports for the record; a field that is no number counts for nothing, so 0. */
export function countedBy(metric: FilterMetric, record: JsonObject): Counted {
  const fieldOf = (text: string) => valueAt(record, text.replace(/^\$\./, ''));
  const value = Number(metric.value.startsWith('$') ? fieldOf(metric.value) : metric.value);
  const dimensions = Object.entries(metric.dimensions).map(([name, field]) => [name, String(fieldOf(field) ?? '')]);
  return { metric, value: Number.isFinite(value) ? value : 0, dimensions: Object.fromEntries(dimensions) };
}

function followAlarm(
  alarm: MetricAlarm,
  counted: Counted,
  all: readonly Alarm[],
  snapshot: Snapshot,
  region: string,
): Followed {
  const raised = raisedBy(alarm, counted);
  if ('kind' in raised) return stoppedAt(hopOf(alarm), broken(raised));
  const { ends, breaks, by, links, paths } = reachAlarm(alarm, all, snapshot);
  const minutes = DELIVERY + raised.minutes + ALARMING;
  const way: Way = { by: 'alarm', name: by.join(', '), region, minutes, ends, links: links.toReversed() };
  return { ways: ends.length === 0 ? [] : [way], breaks, paths: inMinutes(minutes, paths) };
}

/** An alarm that comes near: the same but for letters' case, namespace, dimensions or region. */
function whyNoAlarm(filter: MetricFilter, counted: Counted, home: string, { regions }: Snapshot): Break {
  const { namespace, name } = counted.metric;
  const metric = `${namespace}/${name}`;
  for (const [region, { alarms }] of regions) {
    for (const alarm of alarms.kind === 'read' ? alarms.value : []) {
      for (const found of alarm.kind === 'metric' ? alarm.queries.flatMap((query) => query.metric ?? []) : []) {
        if (found.name.toLowerCase() !== name.toLowerCase()) continue;
        const isSameSpace = found.namespace.toLowerCase() === namespace.toLowerCase();
        const isExact = found.name === name && found.namespace === namespace;
        const differs =
          region !== home
            ? isExact
              ? 'region'
              : undefined
            : isExact
              ? 'dimensions'
              : isSameSpace
                ? 'case'
                : 'namespace';
        if (differs === undefined) continue;
        const wanted = differs === 'region' ? region : `${found.namespace}/${found.name}`;
        return { kind: 'other-metric', filter: filter.name, metric, alarm: alarm.name, wanted, differs };
      }
    }
  }
  return { kind: 'no-alarm', filter: filter.name, metric };
}

function followSubscriptions({ message, group, snapshot, known }: LogsWalk, region: RegionState): Followed {
  const filters = region.subscriptionFilters.get(group.name);
  if (filters === undefined) return NO_WAY;
  if (filters.kind === 'refused') return broken(unread(filters, group.name));
  const source = `${arnOf(group)}:*`;
  return together(
    (filters.value ?? []).map((filter): Followed => {
      const { destination, name } = filter;
      const hop: Hop = { kind: 'subscription-filter', name, region: group.region };
      const matches = known.logs(filter.pattern);
      if (matches === undefined) return stoppedAt(hop, broken({ kind: 'not-evaluated', what: 'filter', name }));
      if (!matches(message)) return NO_WAY;
      const service = destination.split(':')[2] ?? '';
      if (service !== 'lambda')
        return stoppedAt(hop, broken({ kind: 'not-followed', from: name, to: `${service} ${nameOf(destination)}` }));
      const { ends, breaks, links, paths } = reachFunction(destination, 'logs.amazonaws.com', source, snapshot);
      const minutes = DELIVERY + PUSHING;
      const all = [linkOf('subscription-filter', arnOf(group), name), ...links];
      const way: Way = { by: 'subscription', name, region: group.region, minutes, ends, links: all };
      return via(hop, { ways: ends.length === 0 ? [] : [way], breaks, paths: inMinutes(minutes, paths) });
    }),
  );
}
