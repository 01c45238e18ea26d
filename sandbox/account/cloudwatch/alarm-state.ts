/** The state of an alarm on one metric, or on metric math, by its datapoints up to now. */
import { evaluateMath } from '../../../src/auditing/alarms/math.ts';
import type { JsonObject } from '../../../src/core/event.ts';
import { isObject, listAt, numberAt, objectAt, textAt } from '../../../src/core/fields.ts';
import { type Datum, dimensionsOf, metricKey, STATISTICS } from './metrics.ts';

const COMPARISONS: Readonly<Record<string, (value: number, threshold: number) => boolean>> = {
  GreaterThanOrEqualToThreshold: (value, threshold) => value >= threshold,
  GreaterThanThreshold: (value, threshold) => value > threshold,
  LessThanThreshold: (value, threshold) => value < threshold,
  LessThanOrEqualToThreshold: (value, threshold) => value <= threshold,
};

/** By TreatMissingData; undefined leaves the state as it is. */
const MISSING: Readonly<Record<string, string | undefined>> = {
  notBreaching: 'OK',
  breaching: 'ALARM',
  missing: 'INSUFFICIENT_DATA',
};

/** True, false, or undefined if there is no number. */
type Datapoint = boolean | undefined;

/**
 * Undefined if the state stays as it is, or can't be said: an anomaly band.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
 */
export function stateNow(alarm: JsonObject, data: readonly Datum[], now: number): string | undefined {
  const breaches = COMPARISONS[textAt(alarm, 'ComparisonOperator') ?? ''];
  const threshold = numberAt(alarm, 'Threshold');
  const queries = queriesOf(alarm);
  if (breaches === undefined || threshold === undefined || queries.length === 0) return undefined;
  const periods = numberAt(alarm, 'EvaluationPeriods') ?? 1;
  const period = Math.max(...queries.map((query) => query.period)) * 1_000;
  const points = Array.from({ length: periods }, (_, at): Datapoint => {
    const end = now - at * period;
    const value = resultOf(
      queries,
      data.filter((datum) => datum.at > end - period && datum.at <= end),
    );
    return value === undefined ? undefined : breaches(value, threshold);
  });
  return stateOf(points, numberAt(alarm, 'DatapointsToAlarm') ?? periods, textAt(alarm, 'TreatMissingData'));
}

/** `points`: the newest first. */
function stateOf(points: readonly Datapoint[], needed: number, missing = 'missing'): string | undefined {
  if (points.every((point) => point === undefined)) return MISSING[missing];
  const isFilled = missing === 'breaching' || missing === 'notBreaching';
  const filled = isFilled ? points.map((point) => point ?? missing === 'breaching') : points;
  if (filled.filter((point) => point === true).length >= needed) return 'ALARM';
  // A lone datapoint that is old enough, with nothing good after it, is enough.
  const oldest = filled.lastIndexOf(true);
  if (oldest >= needed - 1 && filled.slice(0, oldest).every((point) => point !== false)) return 'ALARM';
  return filled.filter((point) => point !== false).length >= needed ? undefined : 'OK';
}

interface Query {
  readonly id: string;
  readonly isResult: boolean;
  /** Seconds; 0 for an expression. */
  readonly period: number;
  readonly expression: string | undefined;
  readonly read: (data: readonly Datum[]) => number | undefined;
}

function queriesOf(alarm: JsonObject): readonly Query[] {
  const metrics = listAt(alarm, 'Metrics').filter(isObject);
  if (metrics.length === 0) return [metricQuery({ ...alarm, Id: 'one' }, alarm, textAt(alarm, 'Statistic') ?? '')];
  return metrics.map((query) => {
    const stat = objectAt(query, 'MetricStat');
    if (stat !== undefined)
      return metricQuery({ ...stat, ...query }, objectAt(stat, 'Metric') ?? {}, textAt(stat, 'Stat') ?? '');
    const expression = textAt(query, 'Expression');
    return { id: textAt(query, 'Id') ?? '', isResult: isShown(query), period: 0, expression, read: () => undefined };
  });
}

const isShown = (query: JsonObject) => query['ReturnData'] !== false;

function metricQuery(query: JsonObject, metric: JsonObject, stat: string): Query {
  const [name, namespace] = [textAt(metric, 'MetricName'), textAt(metric, 'Namespace')];
  const dimensions = metricKey(dimensionsOf(listAt(metric, 'Dimensions')));
  const combine = STATISTICS[stat];
  return {
    id: textAt(query, 'Id') ?? '',
    isResult: isShown(query),
    period: numberAt(query, 'Period') ?? 60,
    expression: undefined,
    read(data) {
      const values = data
        .filter((datum) => datum.name === name && datum.namespace === namespace)
        .filter((datum) => metricKey(datum.dimensions ?? {}) === dimensions)
        .map(({ value }) => value);
      return values.length === 0 ? undefined : combine?.(values);
    },
  };
}

/** Expressions are evaluated by the audit's own parser, which has tests of its own; the rest here is apart from it. */
function resultOf(queries: readonly Query[], data: readonly Datum[]): number | undefined {
  const values = new Map(
    queries.flatMap((query) => (query.expression === undefined ? [[query.id, query.read(data)] as const] : [])),
  );
  for (const { id, expression } of queries) if (expression !== undefined) values.set(id, mathOf(expression, values));
  return values.get(queries.find(({ isResult }) => isResult)?.id ?? '');
}

/** Undefined for what the parser doesn't know: a search. */
function mathOf(expression: string, values: ReadonlyMap<string, number | undefined>): number | undefined {
  try {
    return evaluateMath(expression, values);
  } catch {
    return undefined;
  }
}
