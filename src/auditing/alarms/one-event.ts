/** Whether one counted event brings an alarm to ALARM, after how long, and if not, why. */
import type { Break } from '../../messages/audit/breaks/breaks.words.ts';
import type { FilterMetric, MetricAlarm, MetricQuery } from '../snapshot.ts';
import { type Datapoint, evaluateMath } from './math.ts';
import { statisticOf } from './statistic.ts';

/** A number that a metric filter reports for one event. */
export interface Counted {
  readonly metric: FilterMetric;
  readonly value: number;
  /** Events of that value within a minute. Defaults to 1. */
  readonly times?: number;
  readonly dimensions: Readonly<Record<string, string>>;
}

export type Raised = { readonly minutes: number } | Break;

/** Minutes beyond which people aren't alerted in time. */
const LATEST = 60;

/** The alarm has a query on the counted metric (`watches`). */
export function raisedBy(alarm: MetricAlarm, counted: Counted): Raised {
  const { name } = alarm;
  if (alarm.missing === 'breaching' && counted.metric.byDefault === undefined)
    return { kind: 'always-alarm', alarm: name };
  const value = resultOf(alarm, counted);
  if (value === 'unclear' || alarm.threshold === undefined) return { kind: 'not-evaluated', what: 'alarm', name };
  const breaches = COMPARISONS[alarm.comparison];
  if (breaches === undefined) return { kind: 'not-evaluated', what: 'alarm', name };
  if (value === undefined) return { kind: 'math-missing', alarm: name };
  if (!breaches(value, alarm.threshold))
    return {
      ...{ kind: 'below-threshold', alarm: name, value, threshold: limitOf(alarm.comparison, alarm.threshold) },
      ...(counted.times === undefined || counted.times === 1 ? {} : { events: counted.times }),
    };
  return inTime(alarm, counted);
}

/** True if a query of the alarm reads this very metric. */
export const watches = (alarm: MetricAlarm, counted: Counted): boolean =>
  alarm.queries.some((query) => reads(query, counted));

function reads({ metric }: MetricQuery, { metric: { namespace, name }, dimensions }: Counted): boolean {
  return (
    metric !== undefined &&
    metric.namespace === namespace &&
    metric.name === name &&
    isSame(metric.dimensions, dimensions)
  );
}

/** A metric with other dimensions is another metric. */
function isSame(one: Readonly<Record<string, string>>, other: Readonly<Record<string, string>>): boolean {
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => one[name] === other[name]);
}

const COMPARISONS: Readonly<Record<string, (value: number, threshold: number) => boolean>> = {
  GreaterThanOrEqualToThreshold: (value, threshold) => value >= threshold,
  GreaterThanThreshold: (value, threshold) => value > threshold,
  LessThanThreshold: (value, threshold) => value < threshold,
  LessThanOrEqualToThreshold: (value, threshold) => value <= threshold,
};

const SIGNS: Readonly<Record<string, string>> = {
  GreaterThanOrEqualToThreshold: '≥',
  GreaterThanThreshold: '>',
  LessThanThreshold: '<',
  LessThanOrEqualToThreshold: '≤',
};

const limitOf = (comparison: string, threshold: number) => `${SIGNS[comparison] ?? ''} ${threshold}`;

/** The value that the alarm compares, in a period with the one event; undefined if that is missing. */
function resultOf({ queries }: MetricAlarm, counted: Counted): Datapoint | 'unclear' {
  const values = new Map<string, Datapoint>();
  for (const query of queries.filter(({ metric }) => metric !== undefined)) {
    const value =
      query.metric && reads(query, counted)
        ? statisticOf(query.metric, counted.value, counted.metric, counted.times)
        : undefined;
    if (value === undefined && reads(query, counted)) return 'unclear';
    values.set(query.id, value);
  }
  const expressions = queries.filter(({ expression }) => expression !== undefined);
  // An expression may use another that stands after it.
  for (let round = 0; round < expressions.length; round += 1) {
    for (const { id, expression = '' } of expressions) {
      if (values.has(id)) continue;
      try {
        values.set(id, evaluateMath(expression, values));
      } catch {
        // Tried again once what it needs is known.
      }
    }
  }
  const result = queries.find(({ isResult }) => isResult);
  return result !== undefined && values.has(result.id) ? values.get(result.id) : 'unclear';
}

/**
 * One breaching datapoint among M. Missing ones around it, neither good nor bad, bring the alarm to ALARM once the one is
 * as old as M datapoints:
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html#CloudWatch-alarms-avoiding-premature-transition
 */
function inTime(alarm: MetricAlarm, { metric }: Counted): Raised {
  const { name, missing, datapoints, queries } = alarm;
  const isFilled =
    metric.byDefault !== undefined || queries.some(({ expression }) => /\bFILL\s*\(/.test(expression ?? ''));
  if (datapoints > 1 && (isFilled || missing === 'notBreaching'))
    return { kind: 'too-few-datapoints', alarm: name, needed: datapoints };
  if (missing === 'ignore' && !isFilled && alarm.state === 'ALARM') return { kind: 'stuck', alarm: name };
  const period = Math.max(...queries.map((query) => query.metric?.period ?? 0)) / 60;
  const minutes = Math.ceil(period * datapoints);
  return datapoints > 1 && minutes > LATEST ? { kind: 'too-late', alarm: name, minutes } : { minutes };
}
