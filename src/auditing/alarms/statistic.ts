/** The value of an alarm's statistic over one period in which a metric filter matched an event, or several alike within a minute. */
import type { AlarmMetric, FilterMetric } from '../snapshot.ts';

/**
 * Undefined if it can't be said. `value`: the number that the filter reports for the event. With a default the filter
 * reports that too, once for each other minute: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/MonitoringPolicyExamples.html
 */
export function statisticOf(
  { stat, period }: AlarmMetric,
  value: number,
  { byDefault }: FilterMetric,
  times = 1,
): number | undefined {
  const others = byDefault === undefined ? 0 : Math.max(Math.round(period / 60) - 1, 0);
  const spare = byDefault ?? 0;
  switch (stat) {
    case 'Sum':
      return value * times + others * spare;
    case 'SampleCount':
      return times + others;
    case 'Average':
      return (value * times + others * spare) / (times + others);
    case 'Maximum':
      return others > 0 ? Math.max(value, spare) : value;
    case 'Minimum':
      return others > 0 ? Math.min(value, spare) : value;
    default:
      // Percentiles and trimmed means of a single value are that value.
      return others === 0 && /^(?:p|tm|wm)\d/.test(stat) ? value : undefined;
  }
}
