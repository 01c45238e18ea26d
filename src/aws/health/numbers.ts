/** Metrics for a command: its errors as sentences. */
import { type Asker, asking } from './asking.ts';
import { type Count, metricData, type Series, type Window } from './metric-data.ts';

/** In the order of the series, newest first; periods without data are missing. Throws a `UserError`. */
export function readNumbers(
  series: readonly Series[],
  window: Window,
  asker: Asker,
): Promise<readonly (readonly Count[])[]> {
  return asking('cloudwatch:GetMetricData', asker, async () =>
    metricData(await asker.aws.cloudwatch(), series, window, asker.signal),
  );
}
