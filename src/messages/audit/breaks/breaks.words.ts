/** The places at which the way from a deed to people can end, with the facts that the sentences need. */
import type { Words } from '../../../core/language.ts';

/** By kind. */
export interface BreakFacts {
  /** No trail records the deed now. `region`: where it would be recorded. */
  readonly 'no-trail': { readonly region: string };
  /** Nothing in the account matches the record. */
  readonly 'nothing-listens': object;
  /** Nothing matches an event that is in no trail. */
  readonly 'no-rule': object;
  /** A trail is logging, but doesn't select the record; yet an EventBridge rule would take it. */
  readonly 'left-out': { readonly trail: string };
  /** It is recorded, but in files only. */
  readonly 'no-log-group': { readonly trail: string };
  readonly 'group-elsewhere': { readonly trail: string; readonly group: string; readonly account: string };
  /** CloudTrail can't write there now; `reason` is AWS's own. */
  readonly 'group-gets-nothing': { readonly trail: string; readonly group: string; readonly reason: string };
  /** Whether CloudTrail writes to the log group without a trail. */
  readonly 'telemetry-unsure': {
    readonly group: string;
    /** `status`: that of the evaluation. Undefined: the account shows no rule for it, only the group has CloudTrail's name. */
    readonly by: { readonly rule: string; readonly status: string } | undefined;
  };
  /** A rule of EventBridge would take it; a telemetry rule, but no trail, records it. */
  readonly 'bus-without-trail': { readonly rule: string; readonly region: string };
  /** The filter matches, but no trail and no telemetry rule writes to its log group now. */
  readonly 'group-not-fed': { readonly filter: string; readonly group: string };
  readonly 'no-alarm': { readonly filter: string; readonly metric: string };
  /** An alarm on nearly the same metric. */
  readonly 'other-metric': {
    readonly filter: string;
    readonly metric: string;
    readonly alarm: string;
    readonly wanted: string;
    /** The difference. */
    readonly differs: 'case' | 'namespace' | 'dimensions' | 'region';
  };
  /** `events`: how many there are, if several. */
  readonly 'below-threshold': {
    readonly alarm: string;
    readonly value: number;
    readonly threshold: string;
    readonly events?: number;
  };
  /** Its expression has no value while another metric has none. */
  readonly 'math-missing': { readonly alarm: string };
  readonly 'too-few-datapoints': { readonly alarm: string; readonly needed: number };
  readonly 'too-late': { readonly alarm: string; readonly minutes: number };
  readonly 'always-alarm': { readonly alarm: string };
  readonly stuck: { readonly alarm: string };
  readonly 'actions-off': { readonly alarm: string };
  readonly 'no-actions': { readonly alarm: string };
  readonly 'composite-needs': { readonly composite: string; readonly alarm: string };
  readonly suppressed: { readonly composite: string; readonly suppressor: string };
  /** By a mute rule that is active now. */
  readonly muted: { readonly alarm: string; readonly mute: string };
  /** By the schedule of a mute rule: `cron(0 2 * * SUN)`, `PT4H`. */
  readonly 'muted-at-times': {
    readonly alarm: string;
    readonly mute: string;
    readonly expression: string;
    readonly duration: string;
    readonly zone: string;
  };
  readonly 'topic-gone': { readonly topic: string };
  readonly 'topic-shut': { readonly topic: string; readonly service: string };
  readonly 'key-shut': { readonly topic: string; readonly key: string; readonly service: string };
  readonly 'key-of-aws': { readonly topic: string };
  readonly 'key-off': { readonly topic: string; readonly key: string; readonly state: string };
  readonly 'no-subscribers': { readonly topic: string };
  readonly unconfirmed: { readonly topic: string; readonly count: number };
  readonly 'filtered-out': { readonly topic: string; readonly endpoint: string };
  readonly 'function-gone': { readonly name: string };
  readonly 'function-shut': { readonly name: string; readonly service: string };
  readonly 'function-off': { readonly name: string };
  /** Our own function gets the record, and sends nothing. */
  readonly 'no-own-rule': { readonly name: string };
  readonly 'function-inactive': { readonly name: string; readonly state: string };
  readonly 'queue-gone': { readonly name: string };
  readonly 'queue-shut': { readonly name: string; readonly service: string };
  readonly 'queue-key-shut': { readonly name: string; readonly key: string; readonly service: string };
  readonly 'queue-key-of-aws': { readonly name: string };
  readonly 'queue-key-off': { readonly name: string; readonly key: string; readonly state: string };
  readonly 'queue-unread': { readonly name: string };
  readonly 'archive-only': { readonly name: string };
  readonly 'rule-off': { readonly rule: string; readonly region: string };
  readonly 'rule-elsewhere': { readonly rule: string; readonly there: string; readonly region: string };
  readonly 'rule-skips-reads': { readonly rule: string };
  /** `fields` of the event that AWS doesn't document: `detail.severity, detail.user`. */
  readonly 'field-undocumented': { readonly rule: string; readonly fields: string };
  readonly 'no-targets': { readonly rule: string };
  readonly 'no-bus-role': { readonly rule: string; readonly target: string };
  /** The role of a target. */
  readonly 'role-gone': { readonly rule: string; readonly role: string };
  readonly 'role-shut': { readonly rule: string; readonly role: string };
  readonly 'role-lacks': {
    readonly rule: string;
    readonly role: string;
    readonly action: string;
    readonly to: string;
  };
  /** By the policy of the receiver `to`. */
  readonly 'role-denied': BreakFacts['role-lacks'];
  /** A read failed. `why`: a sentence without its full stop. */
  readonly unread: { readonly action: string; readonly of: string; readonly why: Words; readonly isDenied: boolean };
  /** Leads to where this audit doesn't look. */
  readonly 'not-followed': { readonly from: string; readonly to: string };
  /** A pattern, an expression, a condition of a policy. */
  readonly 'not-evaluated': {
    readonly what: 'filter' | 'rule' | 'alarm' | 'policy' | 'subscription';
    readonly name: string;
  };
}

export type BreakKind = keyof BreakFacts;
export type Break<K extends BreakKind = BreakKind> = { [Kind in K]: { readonly kind: Kind } & BreakFacts[Kind] }[K];

/** After these it can't be known from here whether people are alerted. */
export const UNKNOWN_BREAKS: readonly BreakKind[] = [
  'group-elsewhere',
  'left-out',
  'telemetry-unsure',
  'bus-without-trail',
  'queue-unread',
  'unread',
  'not-followed',
  'not-evaluated',
  'field-undocumented',
];

type Sentences = { readonly [K in BreakKind]: (facts: BreakFacts[K]) => string };

export interface BreakWords {
  /** Whole sentences. */
  readonly said: Sentences;
  /** The remedy. */
  readonly todo: Sentences;
}
