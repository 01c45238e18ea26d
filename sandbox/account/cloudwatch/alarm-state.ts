/**
 * States of alarms on one metric: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation.html
 */
import type { JsonObject } from '../../../src/core/event.ts';
import { listAt, numberAt, textAt } from '../../../src/core/fields.ts';
import { type Datum, dimensionsOf, metricKey, STATISTICS } from './metrics.ts';

const COMPARISONS: Readonly<Record<string, (value: number, threshold: number) => boolean>> = {
  GreaterThanOrEqualToThreshold: (value, threshold) => value >= threshold,
  GreaterThanThreshold: (value, threshold) => value > threshold,
  LessThanThreshold: (value, threshold) => value < threshold,
  LessThanOrEqualToThreshold: (value, threshold) => value <= threshold,
};

const MISSING: Readonly<Record<string, string>> = {
  notBreaching: 'OK',
  breaching: 'ALARM',
  missing: 'INSUFFICIENT_DATA',
};

/** The state over the alarm's time up to now, taken as one period; undefined for metric math, or if nothing changes. */
export function stateNow(alarm: JsonObject, data: readonly Datum[], now: number): string | undefined {
  const [name, namespace] = [textAt(alarm, 'MetricName'), textAt(alarm, 'Namespace')];
  const combine = STATISTICS[textAt(alarm, 'Statistic') ?? ''];
  const breaches = COMPARISONS[textAt(alarm, 'ComparisonOperator') ?? ''];
  if (name === undefined || combine === undefined || breaches === undefined) return undefined;
  const span = (numberAt(alarm, 'Period') ?? 60) * (numberAt(alarm, 'EvaluationPeriods') ?? 1) * 1_000;
  const dimensions = metricKey(dimensionsOf(listAt(alarm, 'Dimensions')));
  const values = data
    .filter((datum) => datum.name === name && datum.namespace === namespace && datum.at > now - span && datum.at <= now)
    .filter((datum) => metricKey(datum.dimensions ?? {}) === dimensions)
    .map(({ value }) => value);
  if (values.length === 0) return MISSING[textAt(alarm, 'TreatMissingData') ?? ''];
  return breaches(combine(values), numberAt(alarm, 'Threshold') ?? 0) ? 'ALARM' : 'OK';
}
