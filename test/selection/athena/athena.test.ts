/** The query that Athena gets: on a real engine, no row is lost that a rule could match. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AthenaEngine, athenaEngine } from '../../../sandbox/athena-engine.ts';
import type { JsonObject } from '../../../src/core/event.ts';
import { textAt } from '../../../src/core/fields.ts';
import { parsePattern } from '../../../src/core/patterns/pattern.ts';
import { mayName } from '../../../src/core/people/people.ts';
import type { Rule } from '../../../src/core/rule.ts';
import { RULES } from '../../../src/rules/index.ts';
import { ALL_COLUMNS, glueType, parseGlueType } from '../../../src/selection/athena/columns.ts';
import { type AthenaTable, queryOf, recordOf } from '../../../src/selection/athena/query.ts';
import { literal } from '../../../src/selection/athena/text.ts';
import { whereOf } from '../../../src/selection/athena/where.ts';
import { rule } from '../../helpers/records/rule.ts';
import { publicRecords, recordsOf, SIGN_IN_RECORDS } from '../../helpers/shared.ts';

const DAY: [string, string] = ['2026/11/20', '2026/11/21'];
const ALWAYS = { accounts: [], regions: [], days: DAY, from: 0, to: Date.UTC(9999, 0, 1) };
const table = (name = 'records'): AthenaTable => ({ database: 'acme', name, columns: ALL_COLUMNS, partitions: {} });

let engine: AthenaEngine & { readonly close: () => void };
beforeAll(async () => {
  engine = await athenaEngine();
});
afterAll(() => engine.close());

/** The places of the rows that the query returns. */
async function places(rules: readonly Rule[], name = 'records'): Promise<ReadonlySet<number>> {
  const { condition } = whereOf(rules, ALL_COLUMNS);
  const rows = await engine.ask(`SELECT place FROM "acme"."${name}" WHERE ${condition ?? '1 = 1'}`);
  return new Set(rows.map(([place]) => Number(place)));
}

async function load(records: readonly JsonObject[], name = 'records') {
  await engine.load(
    `acme.${name}`,
    records,
    ALL_COLUMNS,
    records.map((_, place) => ({ place: String(place) })),
  );
}

const records = [...recordsOf(SIGN_IN_RECORDS), ...publicRecords()].filter(
  (record) => textAt(record, 'eventSource') !== undefined,
);

describe.skipIf(records.length === 0)('the shared records', () => {
  const trailRules = RULES.filter(({ on }) => on === undefined);
  beforeAll(() => load(records));

  test('no random choice of rules loses a record that it matches, or one that may hold a name', async () => {
    const matching = trailRules.map((one) => {
      const matches = parsePattern(one.when);
      return { one, at: records.flatMap((record, place) => (matches(record) ? [place] : [])) };
    });
    expect(matching.filter(({ at }) => at.length > 0).length).toBeGreaterThan(30);
    const named = records.flatMap((record, place) => (mayName(record) ? [place] : []));
    await fc.assert(
      fc.asyncProperty(fc.subarray(matching, { minLength: 1 }), async (chosen) => {
        const found = await places(chosen.map(({ one }) => one));
        const lost = [...chosen.flatMap(({ at }) => at), ...named].filter((place) => !found.has(place));
        expect(lost.map((place) => records[place])).toEqual([]);
      }),
      { numRuns: 60 },
    );
  }, 120_000);

  test('few are returned that no rule matches', async () => {
    const chosen = trailRules.filter(({ theme }) => theme === 'signin');
    const matchers = chosen.map(({ when }) => parsePattern(when));
    const wanted = records.filter((record) => mayName(record) || matchers.some((matches) => matches(record)));
    expect((await places(chosen)).size).toBeLessThan(1.2 * wanted.length + 20);
  });

  test('rows become the records again, for every rule that reads only what the table keeps', async () => {
    const { sql, fields } = queryOf(trailRules, table(), ALWAYS);
    const rows = await engine.ask(sql);
    const rebuilt = new Map(
      rows
        .map((row) => recordOf(row, fields))
        .map((one) => [JSON.stringify([one['eventID'], one['eventName'], one['eventTime']]), one]),
    );
    const keyOf = (one: JsonObject) => JSON.stringify([one['eventID'], one['eventName'], one['eventTime']]);
    expect(rows.length).toBeGreaterThan(100);
    const differing = records.flatMap((record) => {
      const again = rebuilt.get(keyOf(record));
      if (again === undefined) return [];
      const ids = (of: JsonObject) => trailRules.filter(({ when }) => parsePattern(when)(of)).map(({ id }) => id);
      return JSON.stringify(ids(record)) === JSON.stringify(ids(again)) ? [] : [[ids(record), ids(again)]];
    });
    expect(differing).toEqual([]);
  });
});

describe('any pattern over any record', () => {
  /** Text that means something in SQL, LIKE, JSON or a wildcard. */
  const text = fc.oneof(
    fc.constantFrom(
      'a',
      'A',
      "a'b",
      "'; DROP TABLE x; --",
      '%',
      '_',
      '!',
      '100%_!',
      '\\',
      '"',
      '\u2028',
      'é',
      'K',
      '日本',
      '\u0000',
      '\ud800',
      '\n',
      '1',
      '1.0',
      'true',
      'null',
      '',
    ),
    fc.string({ maxLength: 6 }),
  );
  const leaf = fc.oneof(
    text,
    fc.integer({ min: -3, max: 3 }),
    fc.boolean(),
    fc.constant(null),
    fc.record({ prefix: text }),
    fc.record({ suffix: text }),
    fc.record({ 'equals-ignore-case': text }),
    fc.record({ prefix: fc.record({ 'equals-ignore-case': text }) }),
    fc.record({ exists: fc.boolean() }),
    fc.record({ 'anything-but': fc.array(text, { minLength: 1, maxLength: 3 }) }),
    fc.record({ 'anything-but': fc.record({ prefix: text.filter((one) => one !== '') }) }),
    fc.record({ 'anything-but': fc.record({ 'equals-ignore-case': text }) }),
    fc.constant({ numeric: ['>', 0, '<=', 2] }),
    fc.constant({ cidr: '198.51.100.0/24' }),
    fc.constant({ wildcard: 'a*b' }),
    fc.constant({ wildcard: '\\**%' }),
  );
  const leaves = fc.array(leaf, { minLength: 1, maxLength: 3 });
  const field = fc.constantFrom(
    'eventSource',
    'errorCode',
    'readOnly',
    'userIdentity.type',
    'requestParameters',
    'requestParameters.a',
    'requestParameters.a.b',
    'additionalEventData.x y',
    'eventContext.z',
  );
  const flat = fc.dictionary(field, leaves, { minKeys: 1, maxKeys: 3 });
  const pattern = fc.oneof(
    flat,
    fc.tuple(flat, flat).map((both) => ({ $or: both })),
  );
  /** Fields of CloudTrail that are text stay so; below the JSON columns anything may stand. */
  const inner = fc.oneof(
    leaf.filter((one) => typeof one !== 'object' || one === null),
    fc.constantFrom([], ['a', 1], { b: 'a' }, [{ b: 'a' }], { b: null }, { 'a.b': 'a' }),
  );
  const safe = text.filter((one) => !/\p{Surrogate}/u.test(one) && !one.includes('\0'));
  const record = fc.record(
    {
      eventSource: safe,
      errorCode: safe,
      readOnly: fc.boolean(),
      userIdentity: fc.record({ type: safe }),
      requestParameters: fc.oneof(
        fc.constant(null),
        fc.dictionary(fc.constantFrom('a', 'c', 'a.b'), inner, { maxKeys: 3 }),
      ),
      additionalEventData: fc.dictionary(fc.constantFrom('x y', 'x'), inner, { maxKeys: 2 }),
    },
    { requiredKeys: ['eventSource'] },
  );

  test('is a superset, and no value of a rule is anything but a value', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(record, { minLength: 1, maxLength: 20 }),
        fc.array(pattern, { minLength: 1, maxLength: 6 }),
        async (made, patterns) => {
          const records = made.map((one): JsonObject => JSON.parse(JSON.stringify(one)));
          await load(records, 'any');
          for (const when of patterns) {
            const matches = parsePattern(when);
            const found = await places([rule({ when })], 'any');
            const lost = records.filter((one, place) => matches(one) && !found.has(place));
            expect(lost).toEqual([]);
          }
        },
      ),
      { numRuns: 60 },
    );
  }, 240_000);

  test('a literal comes back as it was', async () => {
    await fc.assert(
      fc.asyncProperty(text, async (one) => {
        const sql = literal(one);
        if (sql !== undefined) expect(await engine.ask(`SELECT ${sql}, 'after'`)).toEqual([[one, 'after']]);
      }),
    );
  });
});

test('a record that no rule is about comes back if it may hold the name of somebody', async () => {
  const records = [
    { eventSource: 'x', eventName: 'A' },
    { eventSource: 'x', eventName: 'B', additionalEventData: { AuthWorkflowID: '1', UserName: 'carol' } },
    { eventSource: 'x', eventName: 'C', userIdentity: { onBehalfOf: { userId: '2' } } },
  ];
  await load(records, 'names');
  expect(await places([rule({ when: { eventName: ['Z'] } })], 'names')).toEqual(new Set([1, 2]));
});

test('a rule whose values make the query longer than Athena takes is left to the engine', () => {
  const values = Array.from({ length: 20_000 }, (_, index) => `role-with-a-long-name-${index}`);
  const { sql } = queryOf([rule({ when: { 'userIdentity.arn': values } as never })], table(), ALWAYS);
  expect([sql.length < 10_000, sql.includes('role-with')]).toEqual([true, false]);
});

test('what the table does not keep is named with the rules that read it, and narrows nothing', () => {
  const columns = new Map([...ALL_COLUMNS].filter(([name]) => name !== 'tlsdetails'));
  const old = rule({ id: 'own-tls', when: { eventSource: ['a'], tlsDetails: { tlsVersion: ['TLSv1'] } } });
  const { lacking, without, sql } = queryOf([old], { ...table(), columns }, ALWAYS);
  expect([...lacking]).toEqual([['tlsDetails.tlsVersion', ['own-tls']]]);
  expect(without).toEqual(['tlsDetails.tlsVersion', 'tlsDetails.cipherSuite', 'tlsDetails.clientProvidedHostHeader']);
  expect(sql).not.toContain('TLSv1');
  expect(queryOf([old], table(), ALWAYS).lacking.size).toBe(0);
});

test('no rule of the pack reads a field that the table of `athena setup` lacks', () => {
  expect([...queryOf(RULES, table(), ALWAYS).lacking]).toEqual([]);
});

test('Glue’s types are read as they are written', () => {
  for (const [, type] of ALL_COLUMNS) expect(parseGlueType(glueType(type))).toEqual(type);
  expect(parseGlueType('array<struct<arn: STRING, type:string>>')).toBe('array<struct<arn:string,type:string>>');
});
