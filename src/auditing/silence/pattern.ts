/** An event pattern for the calls that silence an alert, as narrow as the resources can be named. */
import type { Json, JsonObject } from '../../core/event.ts';
import { isObject, textAt } from '../../core/fields.ts';
import { groupBy } from '../../core/group-by.ts';
import { distinctValues } from '../../core/lists.ts';
import type { Link, LinkKind } from '../link.ts';
import type { SilencingDeed } from './deeds.ts';

/** Characters: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html */
const LONGEST = 2_048;

interface Named {
  readonly source: string;
  readonly event: string;
  /** Undefined where the resource has too many names, as a key has. */
  readonly parameters: JsonObject | undefined;
}

/** JSON text. `deeds`: with the resource that each is against, all in one region. */
export function patternFor(deeds: readonly (readonly [Link, SilencingDeed])[]): string {
  let all = deeds.map(([link, deed]) => namedIn(link, deed));
  for (let text = textOf(all); ; text = textOf(all)) {
    const longest = bySource(all).toSorted((one, other) => lengthOf(other) - lengthOf(one))[0] ?? [];
    if (text.length <= LONGEST || lengthOf(longest) === 0) return text;
    // Calls to the service with the most names are taken whatever they are about.
    all = all.map((one) => (longest.includes(one) ? { ...one, parameters: undefined } : one));
  }
}

const bySource = (all: readonly Named[]) => [...groupBy(all, ({ source }) => source).values()];
const lengthOf = (all: readonly Named[]): number =>
  all.reduce((sum, { parameters }) => sum + (parameters === undefined ? 0 : JSON.stringify(parameters).length), 0);

function namedIn({ kind, name, region }: Link, { sample, names }: SilencingDeed): Named {
  const record = sample.record({ account: '', region });
  return {
    source: textAt(record, 'eventSource') ?? '',
    event: textAt(record, 'eventName') ?? '',
    parameters: kind === 'key' ? undefined : patternOf(names, kind, name),
  };
}

function patternOf(names: JsonObject, kind: LinkKind, name: string): JsonObject {
  const entries = Object.entries(names).map(([key, value]): [string, Json] => {
    if (isObject(value)) return [key, patternOf(value, kind, name)];
    return [key, [matcher(Array.isArray(value) ? String(value[0]) : String(value), kind, name)]];
  });
  return Object.fromEntries(entries);
}

/** Callers may write an ARN in the place of a name, a queue's URL has older forms, and a subscription has an id. */
function matcher(value: string, kind: LinkKind, name: string): Json {
  if (kind === 'trail' || kind === 'function') return { suffix: name };
  if (kind === 'queue') return { suffix: `/${name}` };
  if (kind === 'topic' && !value.endsWith(`:${name}`)) return { prefix: value.slice(0, value.lastIndexOf(':') + 1) };
  return value;
}

/** One alternative for calls of a service whose parameters have one shape. */
function textOf(all: readonly Named[]): string {
  const groups = groupBy(all, ({ source, parameters }) => JSON.stringify([source, shapeOf(parameters)]));
  const $or = [...groups.values()].map((group) => {
    const eventName = distinctValues(group.map(({ event }) => event));
    const parameters = merged(group.map((one) => one.parameters ?? {}));
    const requestParameters = Object.keys(parameters).length === 0 ? {} : { requestParameters: parameters };
    return { eventSource: [group[0]?.source ?? ''], eventName, ...requestParameters };
  });
  const detail = $or.length === 1 ? $or[0] : { $or };
  return JSON.stringify({ 'detail-type': ['AWS API Call via CloudTrail'], detail });
}

const shapeOf = (value: Json | undefined): Json =>
  isObject(value) ? Object.entries(value).map(([key, inner]) => [key, shapeOf(inner)]) : null;

/** Objects of one shape; lists are put together. */
function merged(all: readonly JsonObject[]): JsonObject {
  const keys = Object.keys(all[0] ?? {});
  return Object.fromEntries(
    keys.map((key): [string, Json] => {
      const values = all.map((one) => one[key]);
      return [
        key,
        values.every(isObject)
          ? merged(values)
          : distinctValues(values.flatMap((one) => (Array.isArray(one) ? one : []))),
      ];
    }),
  );
}
