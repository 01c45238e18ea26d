/** Whether properties are the same to CloudFormation: to it `true` and 'true' are. */
import type { Json, JsonObject } from '../../../src/core/event.ts';
import { isObject } from '../../../src/core/fields.ts';

export function changedProperties(before: JsonObject, after: JsonObject): readonly string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].filter((name) => canonical(before[name] ?? null) !== canonical(after[name] ?? null));
}

function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (!isObject(value)) return JSON.stringify(value === null ? null : String(value));
  return `{${Object.entries(value)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, of]) => `${JSON.stringify(key)}:${canonical(of)}`)
    .join()}}`;
}
