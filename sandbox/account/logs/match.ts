/** CloudWatch Logs' filter patterns over messages: JSON in braces by our own matcher, terms, one regular expression. */
import { parseLogsFilter } from '../../../src/core/logs-filter.ts';
import { AwsFault } from '../service.ts';

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html */
export function matcherOf(pattern: string): (message: string) => boolean {
  const text = pattern.trim();
  if (text === '') return () => true;
  try {
    if (text.startsWith('{')) return jsonMatcher(text);
    if (/^%.+%$/.test(text)) return regexMatcher(text.slice(1, -1));
  } catch (error) {
    throw new AwsFault('InvalidParameterException', `Invalid filter pattern: ${String(error)}`);
  }
  if (text.startsWith('[')) throw new AwsFault('InvalidParameterException', 'The sandbox knows no patterns of columns');
  return termMatcher(text);
}

/** Text that isn't JSON matches no JSON pattern. */
function jsonMatcher(pattern: string): (message: string) => boolean {
  const matches = parseLogsFilter(pattern);
  return (message) => {
    try {
      return matches(JSON.parse(message));
    } catch {
      return false;
    }
  };
}

function regexMatcher(source: string): (message: string) => boolean {
  const expression = new RegExp(source);
  return (message) => expression.test(message);
}

/** `a "b c"`: both; `-a`: not; `?a ?b`: one of them, but ignored beside other terms, as AWS does. */
function termMatcher(text: string): (message: string) => boolean {
  const terms = [...text.matchAll(/([?-]?)(?:"((?:[^"\\]|\\.)*)"|(\S+))/g)].map(([, sign = '', quoted, bare = '']) => ({
    sign,
    word: quoted?.replace(/\\(.)/g, '$1') ?? bare,
  }));
  const of = (wanted: string) => terms.filter(({ sign }) => sign === wanted).map(({ word }) => word);
  const [all, none, some] = [of(''), of('-'), of('?')];
  return (message) =>
    all.every((word) => message.includes(word)) &&
    !none.some((word) => message.includes(word)) &&
    (all.length + none.length > 0 || some.some((word) => message.includes(word)));
}
