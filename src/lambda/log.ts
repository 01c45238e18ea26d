/** Structured logs and metrics of the function, both as lines of JSON. No secret, no record. */
import { METRICS } from '../core/names.ts';

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html */

const UNITS = {
  Records: 'Count',
  Findings: 'Count',
  Deliveries: 'Count',
  DeliveryFailures: 'Count',
  Unreadable: 'Count',
  RuleFailures: 'Count',
  /** Messages of `login-watch test --deployed` that a channel took. */
  Proofs: 'Count',
  /** Daily messages about the notifier itself that were handed to those who hear of it. */
  Heartbeats: 'Count',
  DelaySeconds: 'Seconds',
} as const;
export type Metrics = Partial<Record<keyof typeof UNITS, number>>;

export type Level = 'info' | 'warn' | 'error';
export type Log = (level: Level, message: string, fields?: Readonly<Record<string, unknown>>) => void;

export interface Logger {
  readonly log: Log;
  /** Writes metrics of one piece of work; `pipeline` only for records that came by one. */
  measure(metrics: Metrics, pipeline?: string): void;
}

/** `write` takes one line. `name` is the settings' name, because an account may have several notifiers. */
export function makeLogger(name: string, now: () => number, write: (line: string) => void, least = 'info'): Logger {
  const levels: readonly string[] = ['info', 'warn', 'error'];
  return {
    log(level, message, fields = {}) {
      if (levels.indexOf(level) < levels.indexOf(least)) return;
      const head = { level, time: new Date(now()).toISOString(), message };
      // Named twice: first in the line, and nothing in the fields replaces them.
      write(JSON.stringify({ ...head, ...fields, ...head }));
    },
    measure(metrics, pipeline) {
      const names = Object.keys(metrics) as (keyof typeof UNITS)[];
      if (names.length === 0) return;
      const dimensions = pipeline === undefined ? [['Name']] : [['Name'], ['Name', 'Pipeline']];
      write(
        JSON.stringify({
          _aws: {
            Timestamp: now(),
            CloudWatchMetrics: [
              {
                Namespace: METRICS,
                Dimensions: dimensions,
                Metrics: names.map((metric) => ({ Name: metric, Unit: UNITS[metric] })),
              },
            ],
          },
          Name: name,
          ...(pipeline === undefined ? {} : { Pipeline: pipeline }),
          ...metrics,
        }),
      );
    },
  };
}
