/** Rules that mute alarms. */
import type { JsonObject } from '../../core/event.ts';

/** Mutes the actions of alarms at some times: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-mute-rules.html */
export interface MuteRule {
  readonly name: string;
  readonly isActive: boolean;
  /** Names of alarms. */
  readonly alarms: readonly string[];
  /** `cron(0 2 * * SUN)` or `at(2026-12-23T00:00)` */
  readonly expression: string;
  /** ISO 8601: `PT4H`. */
  readonly duration: string;
  readonly zone: string;
  /** All that PutAlarmMuteRule takes, which replaces a rule as a whole. */
  readonly definition: JsonObject;
}
