/** Rules and their findings. Rules are data plus pure functions: no clock, no state, no I/O. */
import type { TrailEvent } from './event.ts';
import type { Context } from './inspection/context.ts';
import type { Language, Words } from './language.ts';
import type { EventPattern } from './patterns/pattern.ts';

export { LANGUAGES, type Language, type Words } from './language.ts';

/** Worst first. */
export const SEVERITIES = ['critical', 'high', 'medium', 'low', 'info'] as const;
export type Severity = (typeof SEVERITIES)[number];

export const THEMES = [
  'signin',
  'root',
  'iam',
  'tamper',
  'notify',
  'network',
  'data',
  'org',
  'destroy',
  'findings',
  'own',
] as const;
export type Theme = (typeof THEMES)[number];

/** The mark in front of a line: 🟢 trusted, 🔴 not trusted, ⚪ not judged, ⚠ look at this. */
export type Mark = '🟢' | '🔴' | '⚪' | '⚠';

/** The result of `check` if the rule applies; each field defaults to the rule's own. */
export interface Hit<Facts extends object = object> {
  readonly severity?: Severity | undefined;
  readonly title?: Words;
  readonly mark?: Mark;
  /** Facts from `check` for `say`. */
  readonly facts?: Facts;
  /** In a rule with a window: this event is enough by itself and isn't counted. */
  readonly alone?: boolean;
  /** Machines do it all day: their repeats aren't sent. Not for people, and not at high or critical. */
  readonly routine?: Routine;
}

/** The first of one machine's findings that are alike in these fields is sent, and the others within so many days aren't. */
export interface Routine {
  readonly by: readonly WindowField[];
  readonly days: number;
}

/** The input of a rule's sentence. */
export interface Told<Facts extends object = object> {
  readonly event: TrailEvent;
  readonly context: Context;
  readonly facts: Facts;
  /** For a rule with a window: the burst's events in order of time, this one included; else only this one. */
  readonly events: readonly TrailEvent[];
}

/**
 * Fields of an event by which a window counts.
 * `user` is the actor as one person (principal id or arn, else name), `principal` the same but a role's sessions are one, `network` the /24 or /64 around the address.
 * `client` is the program of an OAuth sign-in. `record:<path>` reads a text or number of the raw record, e.g. `record:requestParameters.bucketName`.
 */
export type WindowField =
  | 'account'
  | 'user'
  | 'principal'
  | 'address'
  | 'network'
  | 'name'
  | 'region'
  | 'client'
  | `record:${string}`;

/** "N of these within M minutes": the engine counts, with the memory's help. */
export interface Window {
  /** Events count together if all these fields are alike; an event that lacks one isn't counted. */
  readonly by: readonly WindowField[];
  readonly minutes: number;
  /** How many different events (or, with `distinct`, different values) make it fire. */
  readonly count: number;
  readonly distinct?: WindowField;
  /** A sequence: `count` events that don't match this, then one that does. Only that one fires. */
  readonly closedBy?: EventPattern;
  /** Novelty: fires when this field's value was not seen in the window, but another value was. `count` is then 1. */
  readonly unseen?: WindowField;
}

/** "One deed leaves several events": the first is reported, the others belong to it, in whatever order they come. */
export interface Chain<Facts extends object = object> {
  /** Events belong together if all these fields are alike; an event that lacks one is reported by itself. */
  readonly by: readonly WindowField[];
  /** Begins a deed, whatever came before. Any other event begins one only if no event of the last hours is known. */
  readonly startedBy: EventPattern;
  /** How long others can belong to the one that began. */
  readonly minutes: number;
  /** How long a deed keeps later events of its kind quiet, refreshed tokens say. */
  readonly hours: number;
  /** The hit of an event that belongs to a known `start`, if it deserves a finding of its own. */
  join(event: TrailEvent, start: TrailEvent, context: Context): Hit<Facts> | undefined;
}

export interface Rule<Facts extends object = object> {
  /** Also the file's name, and the key in `login-watch.yaml`. */
  readonly id: string;
  readonly theme: Theme;
  readonly title: Words;
  readonly severity: Severity;
  /** Defaults to on. */
  readonly byDefault?: 'off';
  /** The setting without which the rule is off. */
  readonly needs?: 'breakGlass' | 'businessHours' | 'watched';
  /** Why the finding matters, and the rule's limits. */
  readonly why: Words;
  /** Steps to take. */
  readonly respond: { readonly [L in Language]: readonly string[] };
  readonly references: readonly string[];
  /** MITRE ATT&CK techniques that the deed may serve, e.g. `['T1562.008']`: https://attack.mitre.org/matrices/enterprise/cloud/ */
  readonly attack: readonly string[];
  /** CIS AWS Foundations controls, e.g. `['1.4:4.6']` (benchmark:control). */
  readonly cis?: readonly string[];
  /** Security Hub controls, e.g. `['CloudWatch.6']`. */
  readonly securityHub?: readonly string[];
  /**
   * Only for EventBridge events that aren't CloudTrail records: which, by `source` and `detail-type`;
   * `when` is then over their `detail`, and `{}` matches any.
   */
  readonly on?: { readonly source: readonly string[]; readonly 'detail-type': readonly string[] };
  /** An EventBridge event pattern over the record: every AWS-side filter is compiled from it. */
  readonly when: EventPattern;
  /**
   * `success` (the default): an event with an `errorCode` is reported as an attempt, `low`, if the rule is high or
   * critical, and not at all otherwise. `any`: the rule looks at the outcome itself.
   */
  readonly outcome?: 'success' | 'any';
  /** Rules with a more specific finding about the same event: if one of them fires, this one stays quiet. */
  readonly yieldsTo?: readonly string[];
  /** The finer condition; by default every match of `when` is a hit. Never throws on purpose. */
  check?(event: TrailEvent, context: Context): Hit<Facts> | undefined;
  /** Counting; any window of a list can fire. */
  readonly window?: Window | readonly Window[];
  /** Not together with `window`. */
  readonly chain?: Chain<Facts>;
  /** One sentence: actor, verb in the past tense, object, place. No severity, no rule title in it. */
  readonly say: { readonly [L in Language]: Say<Facts> };
  /**
   * The little that this rule adds where another rule's sentence tells the same record: `without MFA`. Empty adds
   * nothing; a rule without it is named by its title.
   */
  readonly reason?: { readonly [L in Language]: Say<Facts> };
}

/** A method type, so that a rule with facts of its own is still a `Rule`. */
export type Say<Facts extends object = object> = { bivarianceHack(told: Told<Facts>): string }['bivarianceHack'];

/** A hit with its event: the content of every report and message. */
export interface Finding {
  /** Made of the event's id and the rule's id (a window: rule, key, first event), so it is the same in every pipeline. */
  readonly id: string;
  readonly rule: Rule;
  readonly severity: Severity;
  readonly mark: Mark;
  readonly title: Words;
  readonly message: Words;
  /** Its addition to another finding's sentence about the same record; undefined for a rule that tells a deed by itself. */
  readonly reason?: Words;
  /** ARNs of the objects that the message names; absent if there are none. */
  readonly objects?: readonly string[];
  readonly event: TrailEvent;
  /** The window's events in order of time; just the event for other rules. */
  readonly events: readonly TrailEvent[];
  readonly network: NetworkVerdict;
  /** The name of the event's account; null if it has none or it isn't known. */
  readonly accountName: string | null;
  /** The call failed (`errorCode`): worded as an attempt. */
  readonly attempt: boolean;
  /** The routine of the hit, by which repeats are known. */
  readonly routine?: Routine;
  /** The story that it is a part of, if messages were told apart by stories: the id of the story's first finding. */
  readonly story?: string;
  /** Only in a digest: how many failed sign-ins of a crowd its message tells of. */
  readonly tells?: number;
  /** Why it isn't sent, or null. Muted findings stay in reports and, if by business hours, in the digest at their end. */
  readonly muted: string | null;
}

/**
 * `not-judged`: no trusted network is set. `not-an-address`: a service name or a malformed address is neither trusted
 * nor untrusted.
 */
export interface NetworkVerdict {
  readonly verdict: 'trusted' | 'untrusted' | 'not-judged' | 'not-an-address';
  /** The trusted network's name. */
  readonly name: string | null;
}

/** A rule that threw. It is reported: a broken rule must never look like a quiet one. */
export interface Failure {
  readonly rule: string;
  readonly eventId: string;
  readonly reason: string;
}
