/** CloudWatch Logs' filter patterns over messages: JSON in braces, terms, one regular expression. */
import type { JsonObject } from '../event.ts';
import { isObject } from '../fields.ts';
import { parseLogsFilter } from './logs-filter.ts';

/** A log event's message, read once for all patterns. */
export interface LogsMessage {
  readonly text: string;
  /** Undefined for text that isn't a JSON object: no JSON pattern matches it. */
  readonly json: JsonObject | undefined;
}

export type LogsMatcher = (message: LogsMessage) => boolean;

/**
 * Parses any filter pattern but one of columns (`[a, b]`), which is for space-delimited logs. Throws a `SyntaxError` for
 * that, and for what AWS refuses. https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
export function parseLogsPattern(pattern: string): LogsMatcher {
  const text = pattern.trim();
  if (text === '') return () => true;
  if (text.startsWith('{')) {
    const matches = parseLogsFilter(text);
    return ({ json }) => json !== undefined && matches(json);
  }
  if (text.startsWith('[')) throw new SyntaxError('a pattern of columns');
  return /^%.+%$/.test(text) ? regexMatcher(text.slice(1, -1)) : termMatcher(text);
}

export function readLogsMessage(text: string): LogsMessage {
  try {
    const json: unknown = JSON.parse(text);
    return { text, json: isObject(json) ? json : undefined };
  } catch {
    return { text, json: undefined };
  }
}

function regexMatcher(source: string): LogsMatcher {
  const expression = new RegExp(source);
  return ({ text }) => expression.test(text);
}

/** `a "b c"`: both; `-a`: not; `?a ?b`: one of them, but ignored beside other terms, as AWS does. */
function termMatcher(pattern: string): LogsMatcher {
  const terms = [...pattern.matchAll(/([?-]?)(?:"((?:[^"\\]|\\.)*)"|(\S+))/g)].map(
    ([, sign = '', quoted, bare = '']) => ({ sign, word: quoted?.replace(/\\(.)/g, '$1') ?? bare }),
  );
  const of = (wanted: string) => terms.filter(({ sign }) => sign === wanted).map(({ word }) => word);
  const [all, none, some] = [of(''), of('-'), of('?')];
  return ({ text }) =>
    all.every((word) => text.includes(word)) &&
    !none.some((word) => text.includes(word)) &&
    (all.length + none.length > 0 || some.some((word) => text.includes(word)));
}
