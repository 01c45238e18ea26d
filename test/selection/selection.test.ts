import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { madeUpWeek } from '../../sandbox/week.ts';
import type { JsonObject } from '../../src/core/event.ts';
import { activate } from '../../src/core/inspection/activate.ts';
import { parseLogsFilter } from '../../src/core/patterns/logs-filter.ts';
import { type Matcher, parsePattern } from '../../src/core/patterns/pattern.ts';
import type { Rule } from '../../src/core/rule.ts';
import { DEFAULT_SETTINGS } from '../../src/core/settings.ts';
import { RULES } from '../../src/rules/index.ts';
import { compileEventBridge, inexactIn } from '../../src/selection/eventbridge.ts';
import { compileLogsFilter } from '../../src/selection/logs-filter.ts';
import { isTaken, starsIn } from '../../src/selection/small.ts';
import { ordinaryDay } from '../helpers/records/ordinary-day.ts';
import { rule } from '../helpers/records/rule.ts';
import { DATA, publicRecords, recordsOf, SIGN_IN_RECORDS } from '../helpers/shared.ts';

const OF_AWS = { source: [{ prefix: 'aws.' }] };

const records = [...recordsOf(SIGN_IN_RECORDS), ...publicRecords()];
const defaults = activate(RULES, DEFAULT_SETTINGS).map((active) => active.rule);
const whenOf = new Map<Rule, Matcher>(
  RULES.filter(({ on }) => on === undefined).map((one) => [one, parsePattern(one.when)]),
);

/** Would EventBridge hand this record on? Its envelope's other fields are not asked for. */
function eventBridgeOf(rules: readonly Rule[]): Matcher {
  const matchers = compileEventBridge(rules).map(({ pattern }) => parsePattern(pattern));
  return (record) => matchers.some((matches) => matches({ source: 'aws.any', detail: record }));
}
function logsOf(rules: readonly Rule[]): Matcher {
  const matchers = compileLogsFilter(rules).map(parseLogsFilter);
  return (record) => matchers.some((matches) => matches(record));
}

/** Records with a field removed, or its text changed: what a filter must not rely on. */
const mutated = (record: JsonObject): readonly JsonObject[] => [
  record,
  ...['readOnly', 'eventType', 'userIdentity', 'requestParameters', 'additionalEventData', 'errorCode'].map((key) => {
    const { [key]: _, ...rest } = record;
    return rest;
  }),
  { ...record, errorCode: 'AccessDenied' },
  { ...record, errorCode: 'Client.UnauthorizedOperation' },
];

describe.each([
  ['EventBridge patterns', eventBridgeOf],
  ['CloudWatch Logs filters', logsOf],
])('%s', (_, compile) => {
  test('bring what holds the name of a person that a rule is about, and only then', () => {
    const challenge = { eventSource: 'signin.amazonaws.com', eventName: 'CredentialChallenge' };
    const withIds = (...ids: readonly string[]) => compile(RULES.filter(({ id }) => ids.includes(id)));
    expect(withIds('sso-signin')(challenge)).toBe(true);
    expect(withIds('sso-signin-failed')(challenge)).toBe(true);
    // The history of sign-ins keeps those of Identity Center, too, and other sign-ins that no rule here is about.
    expect(withIds('signin-untrusted')(challenge)).toBe(true);
    const switched = { ...challenge, eventName: 'SwitchRole' };
    expect([withIds('signin-untrusted')(switched), withIds('trail-stopped')(switched)]).toEqual([true, false]);
    expect(withIds('trail-stopped')(challenge)).toBe(false);
  });

  test('lose nothing that a rule could hit, whatever rules are chosen', () => {
    const matched = records.flatMap(mutated).flatMap((record) => {
      const rules = [...whenOf].filter(([, matches]) => matches(record)).map(([one]) => one);
      return rules.length > 0 ? [{ record, rules: new Set(rules) }] : [];
    });
    fc.assert(
      fc.property(fc.subarray([...RULES]), (rules) => {
        const letsThrough = compile(rules);
        const lost = matched.filter((one) => rules.some((chosen) => one.rules.has(chosen)) && !letsThrough(one.record));
        expect(lost.map(({ record }) => [record['eventSource'], record['eventName'], record['errorCode']])).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  test('do not drown people: at most twice the live records that some rule looks at', () => {
    const live = recordsOf(join(DATA, 'invictus/events.ndjson'));
    const letsThrough = compile(defaults);
    const wanted = live.filter((record) => defaults.some((one) => whenOf.get(one)?.(record)));

    expect(live.filter(letsThrough).length).toBeLessThanOrEqual(2 * wanted.length);
  });
});

/** Rules with what a deployed notifier watches. */
const deployed = activate(RULES, { ...DEFAULT_SETTINGS, watched: ['login-watch-*'] }).map((active) => active.rule);

test.each([
  ['EventBridge patterns', eventBridgeOf, 0.02],
  ['CloudWatch Logs filters', logsOf, 0.1],
])('%s of the default rules are sharp: few records pass that no rule looks at', (_, compile, most) => {
  const day = ordinaryDay();
  const all = [...madeUpWeek(Date.UTC(2026, 10, 20)), ...day];
  const letsThrough = compile(deployed);
  const unwanted = all.filter((record) => !deployed.some((one) => whenOf.get(one)?.(record)));
  const passed = unwanted.filter(letsThrough);

  expect(day.length).toBeGreaterThan(20_000);
  expect(passed.length / unwanted.length).toBeLessThanOrEqual(most);
});

test('no rule of the default pack is too much for a filter: never everything is asked for', () => {
  for (const rules of [deployed, [...RULES]]) {
    expect(compileLogsFilter(rules).join()).not.toContain('$.eventName = "*"');
  }
});

test('every compiled pattern is within what AWS takes, whatever rules are chosen', () => {
  fc.assert(
    fc.property(fc.subarray([...RULES]), (rules) => {
      const filters = compileLogsFilter(rules);
      expect(filters.length).toBeLessThanOrEqual(2);
      expect(filters.filter((filter) => filter.length > 1_024)).toEqual([]);
      expect(compileEventBridge(rules).filter(({ pattern }) => JSON.stringify(pattern).length > 2_048)).toEqual([]);
    }),
    { numRuns: 100 },
  );
  expect(compileEventBridge(defaults).length).toBeLessThanOrEqual(12);
});

test('only reads that are named get the wide state', () => {
  const assume = rule({ when: { eventSource: ['sts.amazonaws.com'], eventName: ['AssumeRole', 'AssumeRoot'] } });

  expect(compileEventBridge([assume])).toEqual([
    {
      pattern: { ...OF_AWS, detail: { eventSource: ['sts.amazonaws.com'], eventName: ['AssumeRoot'] } },
      state: 'ENABLED',
    },
    {
      pattern: { ...OF_AWS, detail: { eventSource: ['sts.amazonaws.com'], eventName: ['AssumeRole'] } },
      state: 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS',
    },
  ]);
  for (const { pattern, state } of compileEventBridge(RULES)) {
    if (state !== 'ENABLED') expect(JSON.stringify(pattern)).toContain('eventName');
  }
});

test('every pattern names sources that only AWS can use, and forged records pass none', () => {
  const patterns = compileEventBridge(RULES).map(({ pattern }) => pattern);
  expect(patterns.filter(({ source }) => !JSON.stringify(source ?? '').includes('"aws.'))).toEqual([]);
  const matchers = patterns.map((pattern) => parsePattern(pattern));
  const login = { eventSource: 'signin.amazonaws.com', eventName: 'ConsoleLogin', userIdentity: { type: 'Root' } };
  const passes = (source: string) => matchers.some((matches) => matches({ source, detail: login }));
  expect([passes('aws.signin'), passes('com.example.forger'), passes('awsx.signin')]).toEqual([true, false, false]);
});

test('events that are no records are asked for by detail-type, and by detail only where something is asked of it', () => {
  const chosen = RULES.filter(({ id }) => id === 'guardduty-finding' || id === 'signin-anomaly');

  expect(compileEventBridge(chosen).map(({ pattern }) => pattern)).toEqual([
    { source: ['aws.signin'], 'detail-type': ['Sign-in Anomaly Alert'] },
    { source: ['aws.guardduty'], 'detail-type': ['GuardDuty Finding'], detail: { severity: [{ numeric: ['>=', 4] }] } },
  ]);
  expect(compileLogsFilter(chosen)).toEqual([]);
});

test.each([
  [{ eventName: [{ prefix: 'Delete' }] }, '{ $.eventName="Delete*" }'],
  [{ eventName: [{ suffix: 'Trail' }] }, '{ $.eventName="*Trail" }'],
  [{ eventName: [{ wildcard: 'Put*Policy' }] }, '{ $.eventName="Put*Policy" }'],
  [{ errorCode: [{ suffix: 'UnauthorizedOperation' }] }, '{ $.errorCode="*UnauthorizedOperation" }'],
])('beginnings, ends and wildcards stay what they are: %j', (when, filter) => {
  expect(compileLogsFilter([rule({ when })])).toEqual([filter]);
});

test('names are said one by one while there is room, then in an expression, then by their beginnings', () => {
  const named = (names: readonly string[]) => rule({ when: { eventSource: ['x.amazonaws.com'], eventName: names } });
  const many = Array.from({ length: 90 }, (_, index) => `DeleteThing${String(index).padStart(3, '0')}`);

  expect(compileLogsFilter([named(['B', 'A'])])).toEqual(['{ $.eventName="A"||$.eventName="B" }']);
  const two = compileLogsFilter([named(many.slice(0, 40))]);
  expect([two.length, two[0]?.startsWith('{ $.eventName=%^DeleteThing000$|')]).toEqual([1, true]);
  const filters = compileLogsFilter([named([...many, 'CreateUser'])]).join();
  expect(filters.startsWith('{ $.eventName=%^CreateUser$|^DeleteThing000$|')).toBe(true);
  const more = Array.from({ length: 300 }, (_, index) => `DeleteThing${String(index).padStart(3, '0')}`);
  expect(compileLogsFilter([named([...more, 'CreateUser'])]).join()).toMatch(
    /^\{ \$\.eventName=%\^CreateUser\$?\|\^DeleteThing00\|/,
  );
  expect(compileLogsFilter([rule({ when: { userAgent: ['x'] } })])).toEqual(['{ $.eventName = "*" }']);
});

const names = (count: number) => Array.from({ length: count }, (_, index) => `SomeRatherLongEventName${index}`);

/** Patterns of people's own rules: lists of any length, wildcards, alternatives. */
const anyLeaf = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('a', 'ab', 'b', 'x'.repeat(700)) },
  fc.constantFrom('a*b*c', '*a*', 'ab*', '*b', '*').map((wildcard) => ({ wildcard })),
  fc
    .subarray(['a', 'ab', 'y'.repeat(900), 'z'.repeat(900), 'w'.repeat(900)], { minLength: 1 })
    .map((texts) => ({ 'anything-but': texts })),
  fc
    .subarray(['a*', '*b*', '*c*a*b*', '*a*b*c*'], { minLength: 1 })
    .map((wildcard) => ({ 'anything-but': { wildcard } })),
  fc.constantFrom(
    { prefix: 'a' },
    { suffix: 'b' },
    { exists: true },
    { exists: false },
    { 'equals-ignore-case': 'AB' },
  ),
);
const anyList = fc.array(anyLeaf, { minLength: 1, maxLength: 6 });
const anyFields = fc.dictionary(fc.constantFrom('p', 'q', 'r', 's'), anyList, { minKeys: 1 });
const anyPattern = fc
  .record({
    fields: anyFields,
    inner: anyFields,
    or: fc.array(anyFields, { minLength: 2, maxLength: 4 }),
    has: fc.nat(3),
  })
  .map(({ fields, inner, or, has }) => ({
    ...fields,
    ...(has % 2 ? { in: inner } : {}),
    ...(has > 1 ? { $or: or } : {}),
  }));
const anyValue = fc.constantFrom('a', 'ab', 'abc', 'b', 'cab', 'x'.repeat(700), 'y'.repeat(900), null, 1);
const anyRecord = fc
  .record({
    fields: fc.dictionary(fc.constantFrom('p', 'q', 'r', 's'), anyValue),
    in: fc.dictionary(fc.constantFrom('p', 'q', 'r', 's'), anyValue),
  })
  .map(({ fields, in: inner }): JsonObject => ({ eventSource: 'x.amazonaws.com', ...fields, in: inner }));

test('whatever a rule of your own asks for, AWS takes it, and nothing that the rule matches is left out', () => {
  fc.assert(
    fc.property(
      fc.array(anyPattern, { minLength: 1, maxLength: 2 }),
      fc.array(anyRecord, { minLength: 20, maxLength: 20 }),
      (patterns, some) => {
        const own = patterns.map((when, index) => rule({ id: `own-${index}`, when }));
        const asked = compileEventBridge(own).map(({ pattern }) => pattern);
        expect(asked.filter((pattern) => !isTaken(pattern))).toEqual([]);
        const matchers = own.map(({ when }) => parsePattern(when));
        const letsThrough = eventBridgeOf(own);
        const lost = some.filter((record) => matchers.some((matches) => matches(record)) && !letsThrough(record));
        expect(lost).toEqual([]);
      },
    ),
    { numRuns: 100 },
  );
});

/** Long, but with nothing that needs to be widened. */
const anyLong = fc.tuple(fc.integer({ min: 1, max: 150 }), fc.boolean()).map(([count, isEither]) => ({
  p: ['a', ...names(count), 'b'],
  q: ['a', 'ab'],
  ...(isEither ? { $or: [{ r: ['a'] }, { s: [...names(count), 'b'] }] } : {}),
}));

test('a rule that isn’t named as widened is asked for exactly, however it is split', () => {
  let exact = 0;
  let wide = 0;
  fc.assert(
    fc.property(fc.oneof(anyPattern, anyLong), fc.array(anyRecord, { minLength: 20, maxLength: 20 }), (when, some) => {
      const own = [rule({ when })];
      const [inexact] = inexactIn(own);
      if (inexact?.isWidened) {
        wide += 1;
        return;
      }
      exact += 1;
      expect(inexact?.patterns ?? 1).toBe(compileEventBridge(own).length);
      const [matches, letsThrough] = [parsePattern(when), eventBridgeOf(own)];
      expect(some.filter((record) => letsThrough(record) && !matches(record))).toEqual([]);
    }),
    { numRuns: 120 },
  );
  expect([exact > 20, wide > 20]).toEqual([true, true]);
});

test('a rule of 70 event names and one more condition becomes several patterns, which ask for just that', () => {
  const when = { eventSource: ['ec2.amazonaws.com'], eventName: names(70), userIdentity: { type: ['IAMUser'] } };
  const asked = compileEventBridge([rule({ when })]);
  expect(asked.map(({ state }) => state)).toEqual(['ENABLED', 'ENABLED']);
  expect(asked.flatMap(({ pattern }) => Object(pattern['detail']).eventName).toSorted()).toEqual(names(70).toSorted());
  for (const { pattern } of asked) expect(pattern['detail']).toMatchObject({ userIdentity: { type: ['IAMUser'] } });
});

test('many wildcards become several patterns; very many are asked for by their beginnings, for a bus takes 30', () => {
  const wild = (count: number) => ({
    eventName: Array.from({ length: count }, (_, index) => ({ wildcard: `A${index}*b*` })),
  });
  const asked = (count: number) => compileEventBridge([rule({ when: wild(count) })]).map(({ pattern }) => pattern);
  expect(asked(3).length).toBe(1);
  expect(asked(7).map(starsIn)).toEqual([6, 4, 4]);
  expect(asked(90).filter((pattern) => starsIn(pattern) > 0)).toEqual([]);
  expect(JSON.stringify(asked(90))).toContain('{"prefix":"A89"}');
});

test.each([
  [
    'a text too long for a pattern',
    { errorMessage: ['x'.repeat(3_000)] },
    { errorMessage: [{ prefix: 'x'.repeat(100) }] },
  ],
  [
    'too many exclusions',
    { errorMessage: [{ 'anything-but': names(100) }] },
    { errorMessage: [{ 'anything-but': names(50) }] },
  ],
  [
    'three wildcards at once',
    { a: [{ wildcard: 'k*m*n' }], b: [{ wildcard: '*m*n' }], c: [{ wildcard: '*m*n*' }] },
    { a: [{ wildcard: 'k*m*n' }], b: [{ wildcard: '*m*n' }], c: [{ exists: true }] },
  ],
  [
    'a list of 3,000 names',
    { errorCode: ['x'], requestParameters: { a: names(3_000), b: names(3_000) } },
    { errorCode: ['x'], requestParameters: { a: [{ exists: true }], b: [{ exists: true }] } },
  ],
])('%s is asked for less exactly', (_, when, detail) => {
  expect(compileEventBridge([rule({ when })]).map(({ pattern }) => pattern['detail'])).toContainEqual(detail);
  expect(inexactIn([rule({ id: 'own-wide', when })])).toEqual([
    { id: 'own-wide', patterns: expect.any(Number), isWidened: true },
  ]);
});

test('a rule is named as split, as widened where many wildcards crowd the bus, or not at all', () => {
  const long = { eventSource: ['ec2.amazonaws.com'], eventName: names(70), userIdentity: { type: ['IAMUser'] } };
  const wild = (count: number) => ({
    errorMessage: Array.from({ length: count }, (_, index) => ({ wildcard: `A${index}*b*` })),
  });
  expect(inexactIn([rule({ id: 'a', when: long })])).toEqual([{ id: 'a', patterns: 2, isWidened: false }]);
  expect(inexactIn([rule({ id: 'a', when: { eventName: ['A'] } }), rule({ id: 'b', when: wild(3) })])).toEqual([]);
  // Two lists for one field: the second is enough for EventBridge, and passes more.
  const twice = { errorMessage: names(100), $or: [{ errorMessage: ['a'] }, { errorCode: ['b'] }] };
  expect(inexactIn([rule({ id: 'a', when: twice })])).toMatchObject([{ id: 'a', isWidened: true }]);
  // Reads come by a pattern of their own, whatever its length.
  const both = { eventSource: ['ec2.amazonaws.com'], eventName: ['GetA', 'PutA'] };
  expect(inexactIn([rule({ id: 'a', when: both })])).toEqual([]);
  const crowd = Array.from({ length: 70 }, (_, index) => rule({ id: `own-${index}`, when: wild(3) }));
  const others = crowd.map((one, index) => ({ ...one, when: { ...one.when, errorCode: [`c${index}`] } }));
  expect(
    inexactIn([...others, rule({ id: 'plain', when: { eventName: ['A'] } })]).map(({ isWidened }) => isWidened),
  ).toEqual(Array(70).fill(true));
});
