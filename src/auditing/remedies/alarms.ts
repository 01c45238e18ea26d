/** Calls that mend alarms, so that one event reaches people. PutMetricAlarm replaces an alarm, so all of it is given. */
import type { JsonObject } from '../../core/event.ts';
import type { Break } from '../../messages/audit/breaks/breaks.words.ts';
import { type Counted, raisedBy, watches } from '../alarms/one-event.ts';
import type { Alarm, CompositeAlarm, FilterMetric, MetricAlarm, MetricFilter, Snapshot } from '../snapshot.ts';
import { receiversIn } from './people.ts';
import type { AwsCall } from './remedy.ts';

interface Placed<T extends Alarm = Alarm> {
  readonly alarm: T;
  readonly region: string;
}

const alarmsNamed = (name: string, { regions }: Snapshot): readonly Placed[] =>
  [...regions].flatMap(([region, { alarms }]) =>
    (alarms.kind === 'read' ? alarms.value : []).filter((one) => one.name === name).map((alarm) => ({ alarm, region })),
  );

/** The same settings, some of them changed; undefined leaves one out. */
function put({ alarm, region }: Placed, changes: Readonly<Record<string, JsonObject[string] | undefined>>): AwsCall {
  const settings = Object.entries({ ...alarm.definition, ...changes }).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, value] as const],
  );
  const command = alarm.kind === 'metric' ? 'put-metric-alarm' : 'put-composite-alarm';
  return ['cloudwatch', command, region, Object.fromEntries(settings)];
}

/** A metric filter, with the metric and the region. */
export interface FilterPlace {
  readonly filter: MetricFilter;
  readonly metric: FilterMetric;
  readonly region: string;
}

export const filtersIn = ({ regions }: Snapshot): readonly FilterPlace[] =>
  [...regions].flatMap(([region, { metricFilters }]) =>
    (metricFilters.kind === 'read' ? metricFilters.value : []).flatMap((filter) =>
      filter.metrics.map((metric) => ({ filter, metric, region })),
    ),
  );

/** A record counts as 1 where the filter takes the number from a field. */
const countedOf = ({ metric }: FilterPlace): Counted => ({
  metric,
  value: metric.value.startsWith('$') ? 1 : Number(metric.value),
  dimensions: {},
});

/** Alarms of the name that one event doesn't raise, for this reason, each with what counts the event. */
function notRaised(
  name: string,
  kind: Break['kind'],
  snapshot: Snapshot,
): readonly (Placed<MetricAlarm> & { readonly counted: Counted })[] {
  const filters = filtersIn(snapshot);
  return alarmsNamed(name, snapshot).flatMap(({ alarm, region }) => {
    if (alarm.kind !== 'metric') return [];
    const counted = filters
      .filter((one) => one.region === region)
      .map(countedOf)
      .find((one) => watches(alarm, one) && isKind(raisedBy(alarm, one), kind));
    return counted === undefined ? [] : [{ alarm, region, counted }];
  });
}

const isKind = (raised: ReturnType<typeof raisedBy>, kind: Break['kind']) => 'kind' in raised && raised.kind === kind;

/** One event is enough; an alarm over an expression keeps that. */
export function belowThreshold({ alarm: name, kind, value }: Break<'below-threshold'>, snapshot: Snapshot) {
  return notRaised(name, kind, snapshot).flatMap(({ alarm, region, counted }) => {
    const isSimple = alarm.definition['Metrics'] === undefined;
    const reached = isSimple ? counted.value : value;
    if (reached <= 0) return [];
    const sum = isSimple ? { Statistic: 'Sum', ExtendedStatistic: undefined } : {};
    const Threshold = Math.min(reached, 1);
    return [put({ alarm, region }, { ...sum, Threshold, ComparisonOperator: 'GreaterThanOrEqualToThreshold' })];
  });
}

/** A metric without a value counts as 0. */
export function mathMissing({ alarm: name, kind }: Break<'math-missing'>, snapshot: Snapshot): readonly AwsCall[] {
  return notRaised(name, kind, snapshot).map(({ alarm, region }) => {
    const ids = alarm.queries.flatMap(({ id, metric }) => (metric === undefined ? [] : [id]));
    const filled = (text: string) =>
      text.replace(/[A-Za-z_]\w*/g, (word) => (ids.includes(word) ? `FILL(${word}, 0)` : word));
    const queries = (alarm.definition['Metrics'] ?? []) as readonly JsonObject[];
    const Metrics = queries.map((query) =>
      typeof query['Expression'] === 'string' ? { ...query, Expression: filled(query['Expression']) } : query,
    );
    return put({ alarm, region }, { Metrics });
  });
}

export const oneDatapoint = (
  { alarm: name, kind }: Break<'too-few-datapoints' | 'too-late'>,
  snapshot: Snapshot,
): readonly AwsCall[] =>
  notRaised(name, kind, snapshot).map((one) => put(one, { EvaluationPeriods: 1, DatapointsToAlarm: 1 }));

export const notBreaching = (
  { alarm: name, kind }: Break<'always-alarm' | 'stuck'>,
  snapshot: Snapshot,
): readonly AwsCall[] => notRaised(name, kind, snapshot).map((one) => put(one, { TreatMissingData: 'notBreaching' }));

export const actionsOff = ({ alarm: name }: Break<'actions-off'>, snapshot: Snapshot): readonly AwsCall[] =>
  alarmsNamed(name, snapshot).flatMap(({ alarm, region }): readonly AwsCall[] =>
    alarm.hasActions ? [] : [['cloudwatch', 'enable-alarm-actions', region, { AlarmNames: [name] }]],
  );

export const noActions = ({ alarm: name }: { readonly alarm: string }, snapshot: Snapshot): readonly AwsCall[] =>
  alarmsNamed(name, snapshot).flatMap(({ alarm, region }) =>
    alarm.actions.length === 0 ? withAction(name, region, snapshot) : [],
  );

/** The alarm's actions and one more: a topic that reaches people. */
export function withAction(name: string, region: string, snapshot: Snapshot): readonly AwsCall[] {
  const found = alarmsNamed(name, snapshot).find((one) => one.region === region);
  if (found === undefined) return [];
  const { topic, calls } = receiversIn(region, 'cloudwatch.amazonaws.com', snapshot);
  return [...calls, put(found, { AlarmActions: [...found.alarm.actions, topic], ActionsEnabled: true })];
}

/** Without its suppressor. */
export function suppressed({ composite, suppressor }: Break<'suppressed'>, snapshot: Snapshot): readonly AwsCall[] {
  const isSuppressed = (one: Placed): one is Placed<CompositeAlarm> =>
    one.alarm.kind === 'composite' && one.alarm.suppressor === suppressor;
  const none = {
    ActionsSuppressor: undefined,
    ActionsSuppressorWaitPeriod: undefined,
    ActionsSuppressorExtensionPeriod: undefined,
  };
  return alarmsNamed(composite, snapshot)
    .filter(isSuppressed)
    .map((one) => put(one, none));
}

/** A metric with dimensions is another one for each value, which no alarm can watch as a whole. */
const isPlain = ({ metric }: FilterPlace) => Object.keys(metric.dimensions).length === 0;

export function noAlarm({ filter: name, metric }: Break<'no-alarm'>, snapshot: Snapshot): readonly AwsCall[] {
  return filtersIn(snapshot)
    .filter((one) => one.filter.name === name && `${one.metric.namespace}/${one.metric.name}` === metric)
    .filter(isPlain)
    .filter((one) => !isWatched(one, snapshot))
    .flatMap((one) => newAlarm(freeName(name, one.region, snapshot), one.metric, one.region, snapshot));
}

const isWatched = (place: FilterPlace, { regions }: Snapshot) => {
  const alarms = regions.get(place.region)?.alarms;
  return alarms?.kind === 'read' && alarms.value.some((one) => one.kind === 'metric' && watches(one, countedOf(place)));
};

/** An alarm of that name would be replaced. */
const freeName = (name: string, region: string, snapshot: Snapshot) =>
  alarmsNamed(name, snapshot).some((one) => one.region === region) ? `login-watch-${name}` : name;

/** Goes off at one event, five minutes at the latest after it is counted. */
function newAlarm(
  AlarmName: string,
  { namespace, name }: Pick<FilterMetric, 'namespace' | 'name'>,
  region: string,
  snapshot: Snapshot,
): readonly AwsCall[] {
  const { topic, calls } = receiversIn(region, 'cloudwatch.amazonaws.com', snapshot);
  return [
    ...calls,
    [
      'cloudwatch',
      'put-metric-alarm',
      region,
      { AlarmName, ...ONE_EVENT, Namespace: namespace, MetricName: name, AlarmActions: [topic] },
    ],
  ];
}

export const ONE_EVENT: JsonObject = {
  Statistic: 'Sum',
  Period: 300,
  EvaluationPeriods: 1,
  Threshold: 1,
  ComparisonOperator: 'GreaterThanOrEqualToThreshold',
  TreatMissingData: 'notBreaching',
};

/** The alarm on the filter's own metric; in the filter's own region. */
export function otherMetric({ filter: name, alarm, differs, wanted }: Break<'other-metric'>, snapshot: Snapshot) {
  return filtersIn(snapshot)
    .filter((one) => one.filter.name === name && isPlain(one) && !isWatched(one, snapshot))
    .flatMap((one): readonly AwsCall[] => {
      const { namespace, name: metric } = one.metric;
      const there = alarmsNamed(alarm, snapshot).find(
        ({ region }) => region === (differs === 'region' ? wanted : one.region),
      );
      if (there === undefined || there.alarm.kind !== 'metric') return [];
      if (differs === 'region') return moved(there, one.region, snapshot);
      const own = { Namespace: namespace, MetricName: metric };
      const { Metrics } = there.alarm.definition;
      if (Metrics === undefined) return [put(there, { ...own, Dimensions: undefined })];
      return [put(there, { Metrics: retargeted(Metrics as readonly JsonObject[], wanted, own) })];
    });
}

/** Topics are of one region, as alarms are. */
function moved({ alarm }: Placed, region: string, snapshot: Snapshot): readonly AwsCall[] {
  const own = alarm.actions.filter((arn) => arn.split(':')[3] === region);
  const { topic, calls } = receiversIn(region, 'cloudwatch.amazonaws.com', snapshot);
  const actions = own.length > 0 ? own : [topic];
  return [...(own.length > 0 ? [] : calls), put({ alarm, region }, { AlarmActions: actions, OKActions: undefined })];
}

const retargeted = (queries: readonly JsonObject[], wanted: string, own: JsonObject): readonly JsonObject[] =>
  queries.map((query) => {
    const stat = query['MetricStat'] as JsonObject | undefined;
    const metric = stat?.['Metric'] as JsonObject | undefined;
    if (`${metric?.['Namespace']}/${metric?.['MetricName']}` !== wanted) return query;
    return { ...query, MetricStat: { ...stat, Metric: own } };
  });
