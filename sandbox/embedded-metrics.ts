/**
 * Metrics in a function's log:
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
import type { Json, JsonObject } from '../src/core/event.ts';
import { isObject, listAt, numberAt, textAt } from '../src/core/fields.ts';
import type { Datum } from './account/cloudwatch/metrics.ts';

/** The metrics of one line; `[]` for other lines. */
export function embeddedMetrics(line: string): readonly Datum[] {
  const logged = parse(line);
  const at = numberAt(logged, '_aws.Timestamp');
  if (logged === undefined || at === undefined) return [];
  return listAt(logged, '_aws.CloudWatchMetrics')
    .filter(isObject)
    .flatMap((directive) => dataOf(directive, logged, at));
}

/** One for each metric and each set of dimensions. */
function dataOf(directive: JsonObject, logged: JsonObject, at: number): readonly Datum[] {
  const sets = listAt(directive, 'Dimensions').map((set) => (Array.isArray(set) ? set.map(String) : []));
  const names = listAt(directive, 'Metrics').flatMap((metric) => textAt(metric, 'Name') ?? []);
  return sets.flatMap((set) => {
    const dimensions = Object.fromEntries(set.map((name) => [name, textAt(logged, name) ?? '']));
    return names.map((name) => ({
      namespace: textAt(directive, 'Namespace') ?? '',
      name,
      dimensions,
      value: numberAt(logged, name) ?? 0,
      at,
    }));
  });
}

function parse(line: string): JsonObject | undefined {
  try {
    const value: Json = JSON.parse(line);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
