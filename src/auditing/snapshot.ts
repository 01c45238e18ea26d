/** The parts of an account that an audit reads: plain data, in which each failed read stays visible. */
import type { JsonObject } from '../core/event.ts';
import type { Words } from '../core/language.ts';
import type { MuteRule } from './alarms/mute-rule.ts';
import type { Arrival } from './arrival.ts';
import type { BucketPlace } from './bucket-state.ts';
import type { DeedNames } from './deeds/named.ts';
import type { DoorsState } from './doors/state.ts';
import type { Found, Reading } from './reading.ts';
import type { Selection } from './selects.ts';
import type { Principal } from './silence/principal.ts';
import type { Simulated } from './silence/simulated.ts';
import type { Telemetry } from './telemetry.ts';

export { type Found, type Reading, type Refused, read } from './reading.ts';
export type { BasicSelector, FieldSelector, Selection } from './selects.ts';

export interface Snapshot {
  readonly account: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** The regions that were looked at, by name. */
  readonly regions: ReadonlyMap<string, RegionState>;
  /** Why the list of regions may lack some. */
  readonly regionsGap: Words | undefined;
  readonly trails: readonly TrailState[];
  /** Those that trails write to, by name. */
  readonly buckets: ReadonlyMap<string, Reading<BucketPlace>>;
  /** By the trail's ARN; of those that are logging. */
  readonly arrivals: ReadonlyMap<string, Arrival>;
  /** All by ARN; those that something in `regions` leads to. */
  readonly topics: ReadonlyMap<string, Found<TopicState>>;
  /** By `keyPlace`. */
  readonly keys: ReadonlyMap<string, Found<KeyState>>;
  readonly functions: ReadonlyMap<string, Found<FunctionState>>;
  readonly queues: ReadonlyMap<string, Found<QueueState>>;
  /** Undefined: not asked for. */
  readonly doors: DoorsState | undefined;
  /** Those that targets of rules act with. */
  readonly roles: ReadonlyMap<string, Found<RoleState>>;
  /** Users and roles, without those that only AWS's services can use; undefined if they weren't asked for. */
  readonly principals: Reading<readonly Principal[]> | undefined;
  readonly simulated: Simulated;
  /** Those that some deeds are about. */
  readonly names: DeedNames;
}

/** A topic or a queue names its key as its own region knows it: an alias there is another key elsewhere. */
export const keyPlace = (key: string, holderArn: string): string => `${holderArn.split(':')[3]} ${key}`;

export interface RegionState {
  /** Refused: the region's own trails aren't known. */
  readonly trails: Reading<null>;
  readonly telemetry: Reading<Telemetry>;
  readonly metricFilters: Reading<readonly MetricFilter[]>;
  /** By name of the log group; only of those that a trail or a telemetry rule writes to. */
  readonly subscriptionFilters: ReadonlyMap<string, Found<readonly SubscriptionFilter[]>>;
  readonly alarms: Reading<readonly Alarm[]>;
  /** Those that are active or scheduled. */
  readonly mutes: Reading<readonly MuteRule[]>;
  /** Those of the default bus that may take a sample record of a deed. */
  readonly rules: Reading<readonly BusRule[]>;
}

export interface TrailState {
  readonly name: string;
  readonly arn: string;
  readonly homeRegion: string;
  /** The account that owns it: for an organization's trail the management account. */
  readonly owner: string;
  readonly isMultiRegion: boolean;
  readonly isOrganization: boolean;
  readonly bucket: string;
  /** Before `AWSLogs/`; with its slash, or empty. */
  readonly keyPrefix: string;
  readonly isValidated: boolean;
  readonly logGroup: LogGroupPlace | undefined;
  /** ARN of the role that writes to the log group. */
  readonly logsRole: string | undefined;
  readonly status: Reading<TrailStatus>;
  readonly selection: Reading<Selection>;
}

export interface LogGroupPlace {
  readonly name: string;
  readonly account: string;
  readonly region: string;
}

/** Times in milliseconds since the epoch. */
export interface TrailStatus {
  readonly isLogging: boolean;
  readonly started: number | undefined;
  readonly stopped: number | undefined;
  readonly lastFile: number | undefined;
  readonly fileError: string | undefined;
  readonly lastLogs: number | undefined;
  readonly logsError: string | undefined;
}

export interface MetricFilter {
  readonly name: string;
  readonly group: string;
  readonly pattern: string;
  readonly metrics: readonly FilterMetric[];
  /** `metrics` in AWS's terms. */
  readonly transformations: readonly JsonObject[];
}

export interface FilterMetric {
  readonly namespace: string;
  readonly name: string;
  /** A number, or `$.field`. */
  readonly value: string;
  /** Reported for each minute that has log events but no match. */
  readonly byDefault: number | undefined;
  /** Names with the fields of the record that fill them. */
  readonly dimensions: Readonly<Record<string, string>>;
}

export interface SubscriptionFilter {
  readonly name: string;
  readonly pattern: string;
  readonly destination: string;
}

export type Alarm = MetricAlarm | CompositeAlarm;

interface AlarmBase {
  readonly name: string;
  readonly arn: string;
  readonly hasActions: boolean;
  /** ARNs that get the change to ALARM. */
  readonly actions: readonly string[];
  /** ARNs that get the change to another state. */
  readonly otherActions: readonly string[];
  readonly state: string;
  /** All that PutMetricAlarm or PutCompositeAlarm takes, which replace an alarm as a whole. */
  readonly definition: JsonObject;
}

export interface MetricAlarm extends AlarmBase {
  readonly kind: 'metric';
  /** One for an alarm on one metric. Exactly one `isResult`. */
  readonly queries: readonly MetricQuery[];
  /** Undefined for an anomaly band. */
  readonly threshold: number | undefined;
  readonly comparison: string;
  /** N, and M of "M out of N datapoints". */
  readonly periods: number;
  readonly datapoints: number;
  readonly missing: 'missing' | 'ignore' | 'breaching' | 'notBreaching';
}

export interface MetricQuery {
  readonly id: string;
  readonly isResult: boolean;
  readonly expression: string | undefined;
  readonly metric: AlarmMetric | undefined;
}

export interface AlarmMetric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly stat: string;
  /** Seconds. */
  readonly period: number;
}

export interface CompositeAlarm extends AlarmBase {
  readonly kind: 'composite';
  readonly rule: string;
  /** Name of the alarm that keeps it quiet while in ALARM. */
  readonly suppressor: string | undefined;
}

export interface BusRule {
  readonly name: string;
  readonly arn: string;
  readonly state: string;
  /** JSON. Rules of a schedule have none, and aren't read. */
  readonly pattern: string;
  /** All that PutRule takes, which replaces a rule as a whole. */
  readonly definition: JsonObject;
  readonly targets: Reading<readonly RuleTarget[]>;
}

export interface RuleTarget {
  readonly arn: string;
  readonly role: string | undefined;
  /** As PutTargets takes it. */
  readonly definition: JsonObject;
}

export interface TopicState {
  /** JSON text. */
  readonly policy: string;
  /** Id, alias or ARN of the key that encrypts it. */
  readonly key: string | undefined;
  readonly subscriptions: Reading<readonly TopicSubscriber[]>;
}

export interface TopicSubscriber {
  /** Empty until it is confirmed. */
  readonly arn: string;
  readonly protocol: string;
  readonly endpoint: string;
  readonly isConfirmed: boolean;
  /** JSON text of its filter policy, and what that looks at. */
  readonly filter: Reading<{ readonly policy: string | undefined; readonly scope: string }>;
}

export interface KeyState {
  /** The key's own, where the topic names an alias. */
  readonly id: string;
  readonly manager: string;
  readonly state: string;
  /** JSON text. */
  readonly policy: Reading<string>;
}

export interface FunctionState {
  readonly state: string;
  /** Undefined without a reservation. */
  readonly reserved: number | undefined;
  /** JSON text; null without a policy. */
  readonly policy: Found<string>;
}

/** Policies are JSON texts. */
export interface RoleState {
  readonly trust: string;
  readonly policies: Reading<readonly string[]>;
  readonly boundary: Reading<string | undefined>;
}

export interface QueueState {
  /** JSON text; empty without a policy. */
  readonly policy: string;
  /** Id, alias or ARN of the key of KMS that encrypts it. */
  readonly key: string | undefined;
  /** Functions that read it by a mapping that is on. */
  readonly readers: Reading<readonly string[]>;
}
