/** Log groups that CloudTrail writes to without a trail: CloudWatch's telemetry rules. */
import type { Selection } from './selects.ts';

/** A region's telemetry rules for CloudTrail's events. */
export interface Telemetry {
  /**
   * AWS's word: `RUNNING`, `STOPPED`, … Only while it is `RUNNING` are rules carried out:
   * https://docs.aws.amazon.com/cloudwatch/latest/observabilityadmin/API_GetTelemetryEvaluationStatus.html
   */
  readonly status: string;
  readonly rules: readonly TelemetryRule[];
}

/** It covers its own region; AWS copies a rule for several regions into each. */
export interface TelemetryRule {
  readonly name: string;
  /** The name of the log group, or with macros such as `<accountId>`; empty: AWS's default. */
  readonly destination: string;
  readonly selection: Selection;
}

/**
 * https://aws-observability.github.io/observability-best-practices/guides/cloudtrail/CloudTrail%20Lake/cloudtrail_lake_to_cloudwatch/:
 * management events go into a log group of their own.
 */
export const BY_DEFAULT = 'aws/cloudtrail/managementevents';
/** The console shows the default as `aws/cloudtrail/[event-type]`. */
const EVENT_TYPE = /[<[]event-?types?[\]>]/gi;
const ACCOUNT_ID = /<account-?id>/gi;

/** The log group that gets management events; undefined for a macro that isn't known. */
export function groupOf({ destination }: TelemetryRule, account: string): string | undefined {
  if (destination === '') return BY_DEFAULT;
  const name = destination.replaceAll(EVENT_TYPE, 'managementevents').replaceAll(ACCOUNT_ID, account);
  return /[<>[\]]/.test(name) ? undefined : name;
}
