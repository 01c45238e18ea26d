/** All that was seen after the records were put. Times in milliseconds since the epoch. */
import type { Refused } from '../snapshot.ts';

export interface Action {
  readonly at: number;
  /** AWS's own words; undefined if the action was executed. */
  readonly error: string | undefined;
}

/** A read that watches. */
export type Watch = 'metrics' | 'history' | 'queue';

export interface Sightings {
  /** By the key of the metric, and of the forward. */
  readonly counted: Map<string, number>;
  /** By ARN: when the alarm went to ALARM. */
  readonly raised: Map<string, number>;
  /** By `actionKey`. */
  readonly acted: Map<string, Action>;
  /** By `actionKey`: when the topic's message about the alarm came into the temporary queue. */
  readonly arrived: Map<string, number>;
  /** By region and watch. */
  readonly unread: Map<string, Refused>;
  /** By the key of a rule and a record: what AWS itself says of the pattern. */
  readonly patterns: Map<string, boolean | Refused>;
}

export const nothingSeen = (): Sightings => ({
  counted: new Map(),
  raised: new Map(),
  acted: new Map(),
  arrived: new Map(),
  unread: new Map(),
  patterns: new Map(),
});

/** `action`: ARN of a topic, say. */
export const actionKey = (alarmArn: string, action: string): string => `${alarmArn} ${action}`;
export const unreadKey = (region: string, watch: Watch): string => `${region} ${watch}`;
