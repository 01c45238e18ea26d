/** Tables of calls, for rules that watch many: sentence, object and weight of each call stand in one place. */
import type { TrailEvent } from '../core/event.ts';
import { resourceInError } from '../core/inspection/attempt.ts';
import type { Context } from '../core/inspection/context.ts';
import type { EventPattern } from '../core/patterns/pattern.ts';
import type { Hit, Rule, Severity, Told, Words } from '../core/rule.ts';
import { fromWhere, ja, who } from '../core/say.ts';
import { filled, firstOf } from './deed.ts';

type Placed = Pick<Told, 'event' | 'context'>;

/** A call and its sentence after the actor; `{}` is the object. */
export interface Call extends Words {
  /** Paths of the object below `requestParameters`; defaults to those of the table. */
  readonly of?: readonly string[];
  /** Defaults to the rule's own. */
  readonly severity?: Severity;
  /** Defaults to the rule's own. */
  readonly title?: Words;
  /** Fills `{also}`, a second object. */
  readonly also?: (told: Placed) => Words;
  /** A hit only if this holds. */
  readonly where?: (event: TrailEvent, context: Context) => boolean;
}

/** By service (`iam` for `iam.amazonaws.com`), then by event name, without a version of the API at its end. */
export type Calls = Readonly<Record<string, Readonly<Record<string, Call>>>>;

/** Lambda's and CloudFront's event names carry the API's version: `UpdateFunctionCode20150331v2`. */
const VERSIONED = new Set(['lambda', 'cloudfront']);

/** The event pattern that matches the calls of the table, and no call of the same name of another service. */
export function anyOf(calls: Calls): EventPattern {
  const branches = Object.entries(calls).map(([service, byName]) => ({
    eventSource: [`${service}.amazonaws.com`],
    eventName: Object.keys(byName).map((name) => (VERSIONED.has(service) ? { prefix: name } : name)),
  }));
  const [only, ...more] = branches;
  return only !== undefined && more.length === 0 ? only : { $or: branches };
}

/** Undefined if the table doesn't hold the call. */
export function callOf(calls: Calls, { source, name }: TrailEvent): Call | undefined {
  const service = source.replace(/\.amazonaws\.com$/, '');
  const byName = Object.hasOwn(calls, service) ? calls[service] : undefined;
  const plain = plainName(name);
  return byName !== undefined && Object.hasOwn(byName, plain) ? byName[plain] : undefined;
}

/** `UpdateFunctionCode20150331v2` -> `UpdateFunctionCode` */
export const plainName = (name: string) => name.replace(/\d{4}_?\d{2}_?\d{2}(?:v\d+)?$/, '');

/** The hit of a call of the table, by its weight and its condition. */
export function hitOf(calls: Calls, event: TrailEvent, context: Context): Hit | undefined {
  const call = callOf(calls, event);
  if (call === undefined || call.where?.(event, context) === false) return undefined;
  const { severity, title } = call;
  return { ...(severity === undefined ? {} : { severity }), ...(title === undefined ? {} : { title }) };
}

/** `alice deleted backup plan daily from 198.51.100.7` */
export const tellCall = (calls: Calls, ...paths: readonly string[]): Rule['say'] =>
  tellNamed(calls, () => undefined, ...paths);

/** The same, where the record holds the object's id, and `nameOf` may know its name. */
export function tellNamed(
  calls: Calls,
  nameOf: (id: string, context: Context) => string | undefined,
  ...paths: readonly string[]
): Rule['say'] {
  const deed = ({ event, context }: Placed, language: keyof Words) => {
    const call = callOf(calls, event);
    const object = objectOf(event, call?.of ?? paths);
    const name = object === undefined ? undefined : nameOf(object, context);
    const text = filled(call?.[language] ?? '', name ?? object, language);
    const also = call?.also?.({ event, context })[language];
    return also === undefined ? text : text.split('{also}').join(also);
  };
  return {
    en: (told) => `${who.en(told.event)} ${deed(told, 'en')}${fromWhere.en(told)}`,
    ja: (told) => ja`${who.ja(told.event)}が${fromWhere.ja(told)}${deed(told, 'ja')}`,
  };
}

/** The first that isn’t hidden: CloudTrail hides names of people, and another path may hold an id. */
function objectOf(event: TrailEvent, paths: readonly string[]): string | undefined {
  const found = paths.map((path) => firstOf(path)(event));
  return found.find((text) => text !== undefined && !text.startsWith('HIDDEN_')) ?? resourceInError(event);
}
