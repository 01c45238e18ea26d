/** All that was seen after the records were put. Times in milliseconds since the epoch. */
import type { Refused } from '../snapshot.ts';
import type { TakingRule } from './bus/taking.ts';

export interface Action {
  readonly at: number;
  /** AWS's own words; undefined if the action was executed. */
  readonly error: string | undefined;
}

/** The kind of a thing that a run makes. */
export type ThingKind = 'rule' | 'subscription' | 'queue' | 'stream';

/** A read that watches. */
export type Watch = 'metrics' | 'history' | 'queue';

export interface Sightings {
  /** By the key of the metric, and of the forward. */
  readonly counted: Map<string, number>;
  /** By ARN: when the alarm went to ALARM. */
  readonly raised: Map<string, number>;
  /** By `actionKey`. */
  readonly acted: Map<string, Action>;
  /** By `actionKey`: when the topic's message about the alarm, or with the event, came into the temporary queue. */
  readonly arrived: Map<string, number>;
  /** By region and watch. */
  readonly unread: Map<string, Refused>;
  /** By the key of a rule and a record: what AWS itself says of the pattern. */
  readonly patterns: Map<string, boolean | Refused>;
  /** By the name of the temporary rule: when its event was put, each time. */
  readonly events: Map<string, number[]>;
  /** By the name of the temporary rule: why it couldn't be made, or its event couldn't be put. */
  readonly unrung: Map<string, Refused>;
}

export const nothingSeen = (): Sightings => ({
  counted: new Map(),
  raised: new Map(),
  acted: new Map(),
  arrived: new Map(),
  unread: new Map(),
  patterns: new Map(),
  events: new Map(),
  unrung: new Map(),
});

export const patternKey = ({ rule: { pattern }, event }: Pick<TakingRule, 'rule' | 'event'>): string =>
  `${pattern} ${JSON.stringify(event['detail'])}`;
/** `action`: ARN of a topic, say. For an event the name of its rule stands for the alarm. */
export const actionKey = (alarmArn: string, action: string): string => `${alarmArn} ${action}`;
export const unreadKey = (region: string, watch: Watch): string => `${region} ${watch}`;
