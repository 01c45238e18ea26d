/** Patterns that AWS accepts and that no record can match: a rule with one looks on and never fires. */
import { isObject } from '../../core/fields.ts';
import { nearest } from '../../core/nearest.ts';
import type { Words } from '../../core/rule.ts';
import type { OwnRule, Settings } from '../../core/settings.ts';
import { wordsFrom } from '../../core/words.ts';
import { DEAD_PATTERNS, type DeadPatternWords } from '../../messages/settings/dead-patterns.ts';
import { RULES } from '../../rules/index.ts';
import { EVENT_SERVICES } from './event-sources.ts';
import { doubtsTogether, type Leaf, type Say } from './fields-together.ts';
import {
  BOOLEANS,
  ERROR_CODES,
  KNOWN_FIELDS,
  KNOWN_VALUES,
  NEVER_EVENTS,
  OTHER_NAMES,
  REQUEST_FIELDS,
  SIGN_INS,
  SOURCE_ALIASES,
  WITHOUT_STARS,
} from './known-values.ts';

/** Reasons why own rules, or exceptions, can't match anything; empty if there are none. */
export function deadPatterns({ own, rules }: Pick<Settings, 'own' | 'rules'>): readonly Words[] {
  const ofRecords = new Set(RULES.filter(({ on }) => on === undefined).flatMap(({ id, theme }) => [id, theme]));
  return [
    ...own.flatMap((rule) => deadParts(rule).flatMap(({ part, whys }) => sayAt(`own ${rule.id}: ${part}`, whys))),
    ...Object.entries(rules).flatMap(([id, { except }]) =>
      except === undefined || !ofRecords.has(id) ? [] : sayAt(`rules ${id}: except`, whyDead(except)),
    ),
  ];
}

/** The parts of an own rule that can't match anything, with the reasons; empty if the rule can fire. */
export function deadPartsOf(rule: OwnRule): readonly { readonly part: string; readonly why: Words }[] {
  return deadParts(rule).flatMap(({ part, whys }) =>
    whys.map((why) => ({ part, why: wordsFrom(DEAD_PATTERNS, (words) => words.never(why(words))) })),
  );
}

const deadParts = (rule: OwnRule) => [
  { part: 'when', whys: whyDead(rule.when) },
  { part: 'window', whys: whyDeadWindow(rule) },
];

const sayAt = (place: string, whys: readonly Say[]): Words[] =>
  whys.map((why) => wordsFrom(DEAD_PATTERNS, (words) => words.at(place, why(words))));

const whyDeadWindow = ({ window }: OwnRule): Say[] =>
  window === undefined
    ? []
    : [...window.by, ...(window.distinct === undefined ? [] : [window.distinct])].flatMap((field) =>
        fieldDoubts(field.replace(/^record:/, '')),
      );

/** Why a pattern over records can't match. */
function whyDead(pattern: unknown): readonly Say[] {
  const leaves = leavesOf(pattern, '');
  return [...new Map(leaves.flatMap(leafDoubts)).values(), ...doubtsTogether(pattern, leaves)];
}

function leavesOf(pattern: unknown, path: string): Leaf[] {
  if (Array.isArray(pattern)) return pattern.map((value) => ({ field: path, value }));
  if (!isObject(pattern)) return [];
  return Object.entries(pattern).flatMap(([key, inner]) => {
    if (key === '$or' && Array.isArray(inner)) return inner.flatMap((one) => leavesOf(one, path));
    return leavesOf(inner, path === '' ? key : `${path}.${key}`);
  });
}

/** Keyed by the sentence's subject, so that two values with one cause make one sentence. */
function leafDoubts({ field, value }: Leaf): (readonly [string, Say])[] {
  const names = fieldDoubts(field).map((say) => [`field ${field}`, say] as const);
  if (names.length > 0) return names;
  const say = typeof value === 'string' ? textDoubt(field, value) : otherDoubt(field, value);
  return say === undefined ? [] : [[`${field} ${JSON.stringify(value)}`, say]];
}

function fieldDoubts(field: string): Say[] {
  const keys = field.split('.');
  return keys.flatMap((key, index) => {
    const parent = keys.slice(0, index).join('.');
    const small = key.slice(0, 1).toLowerCase() + key.slice(1);
    if (parent === 'requestParameters' && small !== key && REQUEST_FIELDS.includes(small)) {
      return [(words: DeadPatternWords) => words.noSuchField(field, words.meant(`\`${parent}.${small}\``))];
    }
    const known = KNOWN_FIELDS[parent];
    if (known === undefined || known.includes(key)) return [];
    const meant = known.find((name) => name.toLowerCase() === key.toLowerCase()) ?? similar(key, known);
    // CloudTrail adds fields, so a name unlike all known ones passes.
    if (meant === undefined) return [];
    return [(words: DeadPatternWords) => words.noSuchField(field, words.meant(`\`${parent}.${meant}\``))];
  });
}

function textDoubt(field: string, text: string): Say | undefined {
  if (BOOLEANS.includes(field)) return (words) => words.isBoolean(field, text);
  if (WITHOUT_STARS.test(field) && text !== '*') {
    if (/\.\*|\^|\$$/.test(text)) return (words) => words.regularExpression(text);
    if (text.includes('*')) return (words) => words.plainStar(text, words.meant(`\`{ wildcard: "${text}" }\``));
  }
  const special = SPECIAL[field]?.(text);
  if (special !== undefined) return special;
  const known = KNOWN_VALUES[field];
  if (known === undefined || known.includes(text)) return undefined;
  const alike = (length: number) => (one: string) =>
    one.slice(0, length).toLowerCase() === text.slice(0, length).toLowerCase();
  const meant = known.find(alike(text.length)) ?? nearest(text, known) ?? known.find(alike(4));
  return (words) =>
    words.noSuchValue(field, text, meant === undefined ? '' : words.meant(`"${meant}"`), known.join(', '));
}

const SPECIAL: Readonly<Record<string, (text: string) => Say | undefined>> = {
  eventSource: sourceDoubt,
  eventName: nameDoubt,
  awsRegion: (text) => {
    if (/^[a-z]{2,4}(?:-[a-z]+)+-\d{1,2}$/.test(text)) return undefined;
    const meant = /^([a-z]{2,4})-?([a-z]+)-?(\d)$/.exec(text);
    return (words) => words.noRegion(text, meant === null ? '' : words.meant(`"${meant.slice(1).join('-')}"`));
  },
  sourceIPAddress: (text) => (/^[\d.:a-fA-F]+\/\d+$/.test(text) ? (words) => words.plainCidr(text) : undefined),
  recipientAccountId: accountDoubt,
  'userIdentity.accountId': accountDoubt,
  'userIdentity.userName': (text) => (/^root$/i.test(text) ? (words) => words.rootHasNoName : undefined),
  'userIdentity.arn': arnDoubt,
  errorCode: (text) => {
    const meant = ERROR_CODES.find((code) => code !== text && code.toLowerCase() === text.toLowerCase());
    return meant === undefined
      ? undefined
      : (words) => words.spelledOtherwise('errorCode', text, words.meant(`"${meant}"`));
  },
};

/** A role's own ARN is the issuer's of its sessions; the type `Role` is so rare that it isn't meant. */
function arnDoubt(text: string): Say | undefined {
  return /^arn:[\w*-]+:iam::(?:\d{12}|\*):role\//.test(text) ? (words) => words.sessionArn(text) : undefined;
}

function accountDoubt(text: string): Say | undefined {
  return /^\d{12}$/.test(text) ? undefined : (words) => words.noAccount(text);
}

function sourceDoubt(text: string): Say | undefined {
  const bare = text.replace(/^aws\./, '').replace(/\.(?:aws\.)?(?:amazonaws|amazon)\.com(?:\.cn)?$/, '');
  const name = bare.toLowerCase().replace(/^(?:amazon|aws)-?/, '');
  const alias = Object.hasOwn(SOURCE_ALIASES, name) ? SOURCE_ALIASES[name] : undefined;
  const isKnown = EVENT_SERVICES.some((service) => text === `${service}.amazonaws.com`);
  if (isKnown && alias === undefined) return undefined;
  const service =
    alias !== undefined
      ? alias
      : EVENT_SERVICES.includes(bare.toLowerCase())
        ? bare.toLowerCase()
        : similar(bare, EVENT_SERVICES);
  const meant = service === undefined ? undefined : `${service}.amazonaws.com`;
  // A service newer than the list has the usual form and a name unlike all known ones.
  if (meant === undefined && /\.(?:amazonaws\.com|aws\.internal|amazon\.com|aws\.amazon\.com)$/.test(text))
    return undefined;
  return (words) => words.eventSource(text, meant === undefined ? '' : words.meant(`"${meant}"`));
}

/** Names that the built-in rules know, spelled as CloudTrail does. */
const EVENT_NAMES: ReadonlyMap<string, string> = new Map(
  [...SIGN_INS, ...RULES.flatMap(({ when }) => plainNames(when))].map((name) => [name.toLowerCase(), name]),
);

function plainNames(when: unknown): string[] {
  return leavesOf(when, '').flatMap(({ field, value }) =>
    field === 'eventName' && typeof value === 'string' ? [value] : [],
  );
}

function nameDoubt(text: string): Say | undefined {
  const bare = text.replace(/^[\w-]+:/, '');
  if (NEVER_EVENTS.includes(bare)) return (words) => words.noEvent(text);
  const event = Object.hasOwn(OTHER_NAMES, bare) ? OTHER_NAMES[bare] : undefined;
  if (event !== undefined) return (words) => words.otherName(text, words.meant(`"${event}"`));
  if (bare !== text) return (words) => words.eventNamePrefix(text, words.meant(`"${bare}"`));
  const known = EVENT_NAMES.get(text.toLowerCase());
  if (known === text || (known === undefined && !/^[a-z][A-Za-z]*$/.test(text))) return undefined;
  const meant = known ?? text.slice(0, 1).toUpperCase() + text.slice(1);
  return (words) => words.eventNameCase(text, words.meant(`"${meant}"`));
}

/** Values that aren't text: a boolean or a number where the record has text. */
function otherDoubt(field: string, value: unknown): Say | undefined {
  if (value === null && WITHOUT_STARS.test(field)) return (words) => words.isAbsent(field);
  if (isObject(value)) return operatorDoubt(field, value);
  if (typeof value !== 'boolean' && typeof value !== 'number') return undefined;
  if (BOOLEANS.includes(field) && typeof value === 'boolean') return undefined;
  const isText = KNOWN_VALUES[field] !== undefined || WITHOUT_STARS.test(field) || BOOLEANS.includes(field);
  return isText ? (words) => words.isText(field, String(value)) : undefined;
}

/** Only `wildcard` knows a star; a beginning may be a role's own ARN. */
function operatorDoubt(field: string, operator: Readonly<Record<string, unknown>>): Say | undefined {
  const { prefix, suffix, wildcard } = operator;
  const starred = [prefix, suffix].find((text) => typeof text === 'string' && text.includes('*'));
  if (typeof starred === 'string' && WITHOUT_STARS.test(field))
    return (words) => words.plainStar(starred, words.meant(`\`{ wildcard: "${starred}" }\``));
  const start = prefix ?? wildcard;
  return field === 'userIdentity.arn' && typeof start === 'string' ? arnDoubt(start) : undefined;
}

/** At most two letters off: a longer distance is another word. */
function similar(name: string, known: readonly string[]): string | undefined {
  const found = nearest(name, known);
  if (found === undefined || Math.abs(found.length - name.length) > 2) return undefined;
  const [a, b] = [found.toLowerCase(), name.toLowerCase()];
  const same = [...a].filter((letter, index) => letter === b[index]).length;
  const ending = [...a].filter((letter, index) => letter === b.at(index - a.length)).length;
  return Math.max(same, ending) >= a.length / 2 ? found : undefined;
}
