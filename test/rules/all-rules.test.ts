import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createMemory } from '../../src/core/counting/memory.ts';
import type { Json, JsonObject } from '../../src/core/event.ts';
import { textAt, valueAt } from '../../src/core/fields.ts';
import { activate } from '../../src/core/inspection/activate.ts';
import { BASE } from '../../src/core/inspection/attempt.ts';
import { makeContext } from '../../src/core/inspection/context.ts';
import { inspect } from '../../src/core/inspection/inspect.ts';
import { parsePattern } from '../../src/core/patterns/pattern.ts';
import { normalise } from '../../src/core/record/normalise.ts';
import { SEVERITIES, THEMES } from '../../src/core/rule.ts';
import { DEFAULT_SETTINGS } from '../../src/core/settings.ts';
import { RULES } from '../../src/rules/index.ts';
import { flat } from '../helpers/records/security-groups.ts';
import { faultsOf, TRUSTED } from '../helpers/records/test-rule.ts';
import { publicRecords, recordsOf, SIGN_IN_RECORDS } from '../helpers/shared.ts';

const ROOT = resolve(import.meta.dirname, '../..');
/** Rules that came after that list. */
const NEWER = [
  'iam-admin-attached',
  'foreign-key',
  'resource-opened',
  'alert-channel-changed',
  'root-contact',
  'idc-settings',
  'idc-identity',
  'detection-weakened',
  'backups-weakened',
  'iam-credential-added',
  'iam-delegation',
  'org-root-access',
  'signin-federation',
  'signin-guard-changed',
  'signin-oauth',
  'sso-device-code',
  'telemetry-stopped',
];
/** Verbs of rules that look at the outcome themselves. */
const ALONE = ['failed', 'signed', 'was'];
const JAPANESE = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;

/** `<theme>/<id>` of every file under the folder that ends so; helpers have no theme's rule in them. */
function filesUnder(folder: string, end: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.includes('/') && name.endsWith(end));
}

test('ids are unique', () => {
  const ids = RULES.map((rule) => rule.id);
  expect([...new Set(ids)]).toEqual(ids);
});

test('every file that defines a rule is in the list, and its name is the id of the rule', () => {
  const defined = filesUnder('src/rules', '.ts').filter((name) =>
    /^export const \w+: Rule\b/m.test(readFileSync(join(ROOT, 'src/rules', name), 'utf8')),
  );
  expect(defined.toSorted()).toEqual(RULES.map((rule) => `${rule.theme}/${rule.id}.ts`).toSorted());
});

test('every rule is tried in a file of its own, and no file tries a rule that is gone', () => {
  const tests = filesUnder('test/rules', '.test.ts');
  expect(tests.toSorted()).toEqual(RULES.map((rule) => `${rule.theme}/${rule.id}.test.ts`).toSorted());
});

test('no rule and no test of one has anything left to fill in', () => {
  const unfinished = ['src/rules', 'test/rules'].flatMap((folder) =>
    filesUnder(folder, '.ts')
      .map((name) => `${folder}/${name}`)
      .filter((file) => /\bFILL\b/.test(readFileSync(join(ROOT, file), 'utf8'))),
  );
  expect(unfinished).toEqual([]);
});

test('what was only tried can be said: the base form of each verb is known', () => {
  const verbs = filesUnder('src/rules', '.ts').flatMap((name) => {
    const text = readFileSync(join(ROOT, 'src/rules', name), 'utf8');
    const ofDeeds = [...text.matchAll(/^ {4,6}\w+: \{\s+en: ['`]([a-z]+) /gm)];
    const ofSentences = [...text.matchAll(/\$\{who\.en\([\w.]+\)\} ([a-z]+) /g)];
    return [...ofDeeds, ...ofSentences].flatMap(([, verb]) => verb ?? []);
  });
  expect([...new Set(verbs)].filter((verb) => BASE[verb] === undefined && !ALONE.includes(verb))).toEqual([]);
  expect(verbs.length).toBeGreaterThan(80);
});

test('the rules, and which of them are off, are those of the list that people know', (context) => {
  const file = resolve(ROOT, '../shared/reference/rules.md');
  if (!existsSync(file)) return context.skip('the list of default rules is not here');
  const rows = readFileSync(file, 'utf8').matchAll(/^\| ([a-z][a-z0-9-]+)( \(o\))? \| (?!source)/gm);
  const known = [...rows].map(([, id, off]) => `${id}${off === undefined ? '' : ' off'}`);
  const ours = RULES.map((rule) => `${rule.id}${rule.byDefault === 'off' ? ' off' : ''}`);
  expect(known.filter((id) => !ours.includes(id))).toEqual([]);
  expect(ours.filter((id) => !known.includes(id)).toSorted()).toEqual(NEWER.toSorted());
});

describe.each(RULES.map((rule) => [rule.id, rule] as const))('%s', (_, rule) => {
  test('has a known theme and severity', () => {
    expect(THEMES).toContain(rule.theme);
    expect(SEVERITIES).toContain(rule.severity);
  });

  test('has patterns that AWS would take', () => {
    const windows = rule.window === undefined ? [] : [rule.window].flat();
    const isAnyDetail = rule.on !== undefined && Object.keys(rule.when).length === 0;
    const patterns = [...(isAnyDetail ? [] : [rule.when]), ...windows.flatMap(({ closedBy }) => closedBy ?? [])];
    expect(() => patterns.map((pattern) => parsePattern(pattern))).not.toThrow();
  });

  test('names the ATT&CK techniques that it may serve', () => {
    expect(rule.attack.length).toBeGreaterThan(0);
    expect(rule.attack.filter((technique) => !/^T\d{4}(?:\.\d{3})?$/.test(technique))).toEqual([]);
  });

  test('speaks both languages', () => {
    const english = [rule.title.en, rule.why.en, ...rule.respond.en];
    const japanese = [rule.title.ja, rule.why.ja, ...rule.respond.ja];
    expect(english.filter((text) => text.trim() === '' || JAPANESE.test(text))).toEqual([]);
    expect(japanese.filter((text) => !JAPANESE.test(text))).toEqual([]);
    expect(rule.respond.en.length).toBeGreaterThan(0);
    expect(rule.respond.ja).toHaveLength(rule.respond.en.length);
  });

  test('refers to pages of AWS', () => {
    expect(rule.references.length).toBeGreaterThan(0);
    expect(rule.references.filter((url) => !/^https:\/\/(docs\.aws\.amazon\.com|repost\.aws)\/\S+$/.test(url))).toEqual(
      [],
    );
  });

  test('maps to controls by their form', () => {
    expect((rule.cis ?? []).filter((control) => !/^\d\.\d:\d\.\d+$/.test(control))).toEqual([]);
    expect((rule.securityHub ?? []).filter((control) => !/^[A-Z]\w+\.\d+$/.test(control))).toEqual([]);
  });
});

test.each([
  ['a missing name', 'alice deleted trail - from 198.51.100.7'],
  ['two places', 'alice removed a rule from group sg-1 from 198.51.100.7'],
  ['a call as a verb', 'alice called DeleteThing on group sg-1'],
  ['an id without its kind', 'alice opened SSH on sg-1'],
])('a sentence with %s is refused in every rule’s test', (fault, sentence) => {
  expect(faultsOf(sentence, '文')).toEqual([`${fault}: ${sentence}`]);
  expect(faultsOf('alice opened SSH on group sg-1 from 198.51.100.7', '文')).toEqual([]);
});

test('one security group opened is one finding, the worse rule’s', async () => {
  const settings = { ...DEFAULT_SETTINGS, ...TRUSTED };
  for (const [cidr, rule] of [
    ['0.0.0.0/0', 'sg-admin-open'],
    ['198.51.100.9/32', 'sg-ssh-opened'],
  ] as const) {
    const opened = flat('AuthorizeSecurityGroupIngress', { from: 22 }, cidr);
    const reading = normalise(JSON.parse(JSON.stringify(opened)));
    if (reading.kind !== 'event') throw new Error('unreadable');
    const active = activate(RULES, settings, ['network']);
    const { findings } = await inspect([reading.event], active, makeContext(settings), createMemory());
    expect(findings.map((finding) => finding.rule.id)).toEqual([rule]);
  }
});

describe('no rule is broken by what a record holds or lacks', () => {
  const records = [...recordsOf(SIGN_IN_RECORDS), ...publicRecords()];

  test('every known record', async () => {
    expect(await troubles(records)).toEqual([]);
  });

  test('every kind of record with any one part missing', async () => {
    const kinds = new Map(records.map((record) => [kindOf(record), record]));
    const mutilated = [...kinds.values()]
      .flatMap((record) => pathsOf(record).map((path) => without(record, path)))
      // Ids of their own, or the engine would take them for the same event.
      .map((record, index) => ({ ...record, eventID: `event-${index}` }));
    expect(await troubles(mutilated)).toEqual([]);
  });
});

/** Rules that threw, and sentences that can't be shown. */
async function troubles(records: readonly JsonObject[]): Promise<readonly string[]> {
  const settings = { ...DEFAULT_SETTINGS, ...TRUSTED, breakGlass: ['*'], watched: ['*'] };
  const active = activate(
    RULES,
    settings,
    RULES.map((rule) => rule.id),
  );
  const events = records.map(normalise).flatMap((reading) => (reading.kind === 'event' ? [reading.event] : []));
  const { findings, failures } = await inspect(events, active, makeContext(settings), createMemory());
  const bad = findings.filter(({ message: { en, ja } }) => {
    const isWhole = en !== '' && !/undefined|null|NaN|\[object/.test(en + ja);
    return !isWhole || /\p{Cc}/u.test(en + ja) || !JAPANESE.test(ja);
  });
  return [
    ...failures.map(({ rule, reason, eventId }) => `${rule}: ${reason} (${eventId})`),
    ...bad.map(({ rule, message }) => `${rule.id}: ${message.en} | ${message.ja}`),
  ];
}

const kindOf = (record: JsonObject) =>
  [
    textAt(record, 'eventSource'),
    textAt(record, 'eventName'),
    textAt(record, 'userIdentity.type'),
    textAt(record, 'errorCode'),
  ].join();

function pathsOf(json: Json, path: readonly string[] = []): readonly (readonly string[])[] {
  const inside = typeof json === 'object' && json !== null ? Object.entries(json) : [];
  return inside.flatMap(([key, value]) => [[...path, key], ...pathsOf(value, [...path, key])]);
}

function without(record: JsonObject, [key = '', ...rest]: readonly string[]): JsonObject {
  const copy = structuredClone(record);
  const parent = rest.length === 0 ? copy : valueAt(copy, [key, ...rest.slice(0, -1)].join('.'));
  const last = rest.at(-1) ?? key;
  if (Array.isArray(parent)) parent.splice(Number(last), 1);
  else Reflect.deleteProperty(Object(parent), last);
  return copy;
}
