/** Event patterns of EventBridge rules, over sample events too whose content AWS doesn't document. */
import type { Json, JsonObject } from '../core/event.ts';
import { isObject, objectAt } from '../core/fields.ts';
import { type Matcher, parsePattern } from '../core/patterns/pattern.ts';

/** Fields of an event that are the service's own. */
const isOfTheService = (path: string) => /^(?:detail|resources)(?:\.|$)/.test(path);

/** A sample without any content: its service documents none. */
const isUndocumented = (event: JsonObject): boolean => Object.keys(objectAt(event, 'detail') ?? {}).length === 0;

/** `isMet`: whether conditions on what isn't documented count as met. Throws for a pattern that AWS refuses. */
export function parseBusPattern(text: string, isMet: boolean): Matcher {
  const pattern: JsonObject = JSON.parse(text);
  const exact = parsePattern(pattern);
  const settled = parsePattern(settle(pattern, isOfTheService, isMet));
  return (event) => (isUndocumented(event) ? settled : exact)(event);
}

/** Takes calls about any resource. Throws as `parseBusPattern` does. */
export const parseWhateverRequest = (text: string): Matcher =>
  parsePattern(settle(JSON.parse(text), (path) => path.startsWith('detail.requestParameters.'), true));

/** `detail.severity, detail.user`: all that a pattern asks of what is the service's own. */
export function ownFieldsIn(text: string): string {
  const found = new Set<string>();
  settle(JSON.parse(text), (path) => isOfTheService(path) && found.add(path) === found, true);
  return [...found].join(', ');
}

/** In place of each condition on what `isOpen` stands one that is met, or not. No event has the field `-`. */
function settle(pattern: JsonObject, isOpen: (path: string) => boolean, isMet: boolean, at = ''): JsonObject {
  return Object.fromEntries(
    Object.entries(pattern).map(([key, value]): [string, Json] => {
      const inner = (one: Json, path: string) => (isObject(one) ? settle(one, isOpen, isMet, path) : one);
      if (key === '$or' && Array.isArray(value)) return [key, value.map((one) => inner(one, at))];
      if (!isObject(value) && isOpen(at + key)) return ['-', [{ exists: !isMet }]];
      return [key, inner(value, `${at}${key}.`)];
    }),
  );
}
