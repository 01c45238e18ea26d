/** Rules -> at most two CloudWatch Logs filter patterns that pass every record one of the rules could hit. */
import { isObject } from '../core/fields.ts';
import { type EventPattern, exactTexts } from '../core/patterns/pattern.ts';
import type { Rule } from '../core/rule.ts';
import { withNames } from './names.ts';
import { QUIET_SOURCES, READ_STEMS } from './quiet.ts';

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutSubscriptionFilter.html */
const PATTERN_LIMIT = 1_024;
/** A log group takes two subscription filters. https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html */
const MOST_PATTERNS = 2;
/** Shorter stems would pass half of all calls (`Get*`); then everything may as well come. */
const SHORTEST_STEM = 4;

/** Verbs that most calls begin with, the loudest first. */
const FREQUENT_VERBS = ['Get', 'Create', 'Update', 'Delete', 'Put', 'Modify'];

const EVERYTHING = '{ $.eventName = "*" }';

/** Changes of quiet sources that are as frequent as reads. */
const LOUD_CALLS = ['Generate*', 'Receive*', 'Send*', 'Publish*', 'Lookup*', 'Authenticate', 'Federate'];
/** Changes of loud sources that services and deployments make all day: no beginning may cover one of them. */
const LOUD_NAMES = [
  ...['AssumeRole', 'AssumeRoleWithSAML', 'AssumeRoleWithWebIdentity', 'CreateGrant', 'CreateLogStream'],
  ...['CreateNetworkInterface', 'CreateTags', 'DeleteNetworkInterface', 'DeregisterTargets', 'PutBucketTagging'],
  ...['PutEvaluations', 'PutImage', 'PutInventory', 'RegisterTargets', 'RunInstances', 'UpdateInstanceInformation'],
  ...['UpdateInstanceAssociationStatus', 'UpdateService'],
];

/**
 * Event names select most in least room. If they don't fit one by one they become a regular expression, which has less
 * around each; if that doesn't fit, quiet sources are asked for as a whole; if that doesn't fit either, names are cut to
 * beginnings, letter by letter until it does; conditions that can't be written pass everything. A pattern takes two
 * expressions, and a log group five patterns with expressions; these are at most two.
 */
export function compileLogsFilter(rules: readonly Rule[]): readonly string[] {
  const conditions = withNames(rules)
    .filter(({ on }) => on === undefined)
    .map(({ when }) => conditionsOf(when));
  if (conditions.length === 0) return [];
  if (conditions.includes(undefined)) return [EVERYTHING];
  const all = conditions.flatMap((some) => some ?? []);
  const others = [...new Set(all.flatMap((one) => ('text' in one ? [one.text] : [])))].sort();
  const named = all.filter((one) => 'name' in one);
  const names = distinct(named);
  const plainly = pack([...others, ...names.map((name) => `$.eventName="${name}"`)]);
  if (plainly?.length === 1) return plainly;
  const whole = packExpressions(others, names);
  // Another tool may need the log group's second subscription filter.
  if (whole?.length === 1) return whole;
  if (plainly !== undefined || whole !== undefined) return plainly ?? whole ?? [];
  const { quiet, loud } = bySource(named);
  const loudNames = distinct(loud);
  const longest = Math.max(...loudNames.map(({ length }) => length), SHORTEST_STEM);
  for (let length = longest; length >= SHORTEST_STEM; length -= 1) {
    const packed = packExpressions([...others, ...quiet], shortened(loudNames, length));
    if (packed !== undefined) return lengthened(packed, loudNames, length, [...others, ...quiet]);
  }
  return [EVERYTHING];
}

/** Uses the room that is left: names of the most frequent verbs are cut later, as far as they fit. */
function lengthened(
  packed: readonly string[],
  names: readonly string[],
  length: number,
  others: readonly string[],
): readonly string[] {
  const lengths = new Map<string, number>();
  let best = packed;
  for (const verb of FREQUENT_VERBS) {
    for (const more of [3, 2, 1]) {
      const longer = new Map([...lengths, [verb, length + more]]);
      const cuts = names.map((name) => cut(name, longer.get(/^[A-Z][a-z]+/.exec(name)?.[0] ?? '') ?? length));
      const fits = packExpressions(others, covered([...new Set(cuts)].sort()));
      if (fits === undefined) continue;
      best = fits;
      lengths.set(verb, length + more);
      break;
    }
  }
  return best;
}

/** Rules whose conditions no filter pattern can hold: because of them every record passes. */
export const unfilteredIn = <R extends Pick<Rule, 'on' | 'when'>>(rules: readonly R[]): readonly R[] =>
  rules.filter(({ on, when }) => on === undefined && conditionsOf(when) === undefined);

/** Whether a filter pattern has a regular expression; a `%` in a quoted text begins none. */
export const hasExpression = (pattern: string): boolean =>
  /%[^%]+%/.test(pattern.replaceAll(/"(?:[^"\\]|\\.)*"/g, '""'));

/** An event name, with `*` at its end for a beginning, and its sources if the pattern lists them; or a condition as text. */
type Condition = NamedCondition | { readonly text: string };

interface NamedCondition {
  readonly name: string;
  readonly sources?: readonly string[] | undefined;
}

const distinct = (conditions: readonly NamedCondition[]) =>
  covered([...new Set(conditions.map(({ name }) => name))].sort());

/** Names that only quiet sources have, as one condition for these sources; and the other names. */
function bySource(conditions: readonly NamedCondition[]): {
  quiet: readonly string[];
  loud: readonly NamedCondition[];
} {
  const isQuiet = ({ name, sources }: NamedCondition) =>
    (sources?.every((source) => QUIET_SOURCES.has(source)) ?? false) &&
    ![...READ_STEMS, ...LOUD_CALLS.map((call) => call.replace('*', ''))].some((read) => name.startsWith(read));
  const sources = [...new Set(conditions.filter(isQuiet).flatMap((one) => one.sources ?? []))].sort();
  if (sources.length === 0) return { quiet: [], loud: conditions };
  // A dot is any character, and one escaped needs more room: the letter after it tells `sso` from `sso-directory`.
  const services = sources.map((source) => `^${source.replace(/mazonaws\.com$/, '')}`).join('|');
  const exceptReads = [...READ_STEMS.map((read) => `${read}*`), ...LOUD_CALLS].map((name) => `$.eventName!="${name}"`);
  return {
    quiet: [`($.eventSource=%${services}%&&${exceptReads.join('&&')})`],
    loud: conditions.filter((one) => !isQuiet(one)),
  };
}

/** Conditions that together pass all that the pattern matches; undefined if only everything does. */
function conditionsOf(when: EventPattern): readonly Condition[] | undefined {
  const { $or, ...rest } = when;
  const names = valuesOf(rest['eventName']);
  if (names !== undefined) return names.map((name) => ({ name, sources: exactTexts(rest['eventSource']) }));
  const identity = rest['userIdentity'];
  const types = isObject(identity) ? valuesOf(Reflect.get(identity, 'type')) : undefined;
  if (types !== undefined) return types.map((type) => ({ text: `$.userIdentity.type="${type}"` }));
  for (const field of ['errorCode', 'eventSource']) {
    const values = valuesOf(rest[field]);
    if (values !== undefined) return values.map((value) => ({ text: `$.${field}="${value}"` }));
  }
  if (!Array.isArray($or)) return undefined;
  const alternatives = $or.map((pattern) => conditionsOf(pattern));
  return alternatives.includes(undefined) ? undefined : alternatives.flatMap((some) => some ?? []);
}

/**
 * Texts with `*` that a filter pattern can hold: literals, beginnings, ends, wildcards. Undefined if one is another.
 */
function valuesOf(leaves: unknown): readonly string[] | undefined {
  if (!Array.isArray(leaves)) return undefined;
  const texts = leaves.map((leaf) => {
    if (typeof leaf === 'string') return plain(leaf);
    const [operator, operand] = Object.entries(Object(leaf))[0] ?? [];
    if (typeof operand !== 'string' || plain(operand.replaceAll('*', '')) === undefined) return undefined;
    if (operator === 'prefix') return plain(operand) && `${operand}*`;
    if (operator === 'suffix') return plain(operand) && `*${operand}`;
    return operator === 'wildcard' ? operand : undefined;
  });
  return texts.every((text) => text !== undefined) ? texts : undefined;
}

/** A star, a quote or a backslash in a literal has a meaning of its own in a filter pattern. */
const plain = (text: string) => (/^[^*"\\]+$/.test(text) ? text : undefined);

/** Leaves out the names that a beginning among them covers. */
function covered(names: readonly string[]): readonly string[] {
  const stems = new Set(names.filter((name) => name.endsWith('*')).map((name) => name.slice(0, -1)));
  if (stems.size === 0) return names;
  const lengths = [...new Set([...stems].map(({ length }) => length))];
  const isCovered = (name: string) => {
    const longest = name.endsWith('*') ? name.length - 1 : name.length + 1;
    return lengths.some((length) => length < longest && stems.has(name.slice(0, length)));
  };
  return names.filter((name) => !isCovered(name));
}

/** Cuts longer names to beginnings, and merges those that then are alike. */
function shortened(names: readonly string[], length: number): readonly string[] {
  return covered([...new Set(names.map((name) => cut(name, length)))].sort());
}

/** As short as asked for, or longer, so that no loud name begins so. */
function cut(name: string, length: number): string {
  const whole = name.replace(/\*$/, '');
  for (let end = length; end < whole.length; end += 1) {
    const stem = whole.slice(0, end);
    if (!LOUD_NAMES.some((loud) => loud !== whole && loud.startsWith(stem))) return `${stem}*`;
  }
  return name;
}

/** As few patterns as allowed; undefined if they don't fit. */
function pack(terms: readonly string[]): readonly string[] | undefined {
  const patterns: string[] = [];
  for (const term of terms) {
    const open = patterns.at(-1);
    const longer = open === undefined ? term : `${open}||${term}`;
    if (open !== undefined && longer.length + 4 <= PATTERN_LIMIT) patterns[patterns.length - 1] = longer;
    else patterns.push(term);
  }
  const isFitting =
    patterns.length <= MOST_PATTERNS && patterns.every((pattern) => pattern.length + 4 <= PATTERN_LIMIT);
  return isFitting ? patterns.map((pattern) => `{ ${pattern} }`) : undefined;
}

const EXPRESSIBLE = /^[A-Za-z0-9]+\*?$/;

/** As `pack`, with the names in one regular expression a pattern: `%^ConsoleLogin$|^DeleteBuc%`. */
function packExpressions(others: readonly string[], names: readonly string[]): readonly string[] | undefined {
  const expressible = names.filter((name) => EXPRESSIBLE.test(name));
  const rest = names.filter((name) => !EXPRESSIBLE.test(name)).map((name) => `$.eventName="${name}"`);
  const alternatives = expressible.map((name) => (name.endsWith('*') ? `^${name.slice(0, -1)}` : `^${name}$`));
  const patterns: string[] = [];
  let terms = [...others, ...rest].join('||');
  let open = '';
  const written = (some: string) => (some === '' ? terms : `${terms}${terms === '' ? '' : '||'}$.eventName=%${some}%`);
  for (const alternative of alternatives) {
    const longer = open === '' ? alternative : `${open}|${alternative}`;
    if (written(longer).length + 4 <= PATTERN_LIMIT) open = longer;
    else {
      patterns.push(written(open));
      [terms, open] = ['', alternative];
    }
  }
  patterns.push(written(open));
  const isFitting =
    patterns.length <= MOST_PATTERNS && patterns.every((pattern) => pattern.length + 4 <= PATTERN_LIMIT);
  return isFitting ? patterns.map((pattern) => `{ ${pattern} }`) : undefined;
}
