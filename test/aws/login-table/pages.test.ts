import { gzipSync } from 'node:zlib';
import { beforeEach, describe, expect, test } from 'vitest';
import { tableClaims } from '../../../src/aws/login-table/claims.ts';
import { KEYS } from '../../../src/aws/login-table/keys.ts';
import { laterFindings } from '../../../src/aws/login-table/later.ts';
import { tableMemory } from '../../../src/aws/login-table/memory.ts';
import { changePages } from '../../../src/aws/login-table/pages.ts';
import { inspectWithPrefetch } from '../../../src/aws/login-table/prefetch.ts';
import { tableStories } from '../../../src/aws/login-table/stories.ts';
import type { Item, Table } from '../../../src/aws/login-table/table.ts';
import { toldFindings } from '../../../src/aws/login-table/told.ts';
import { createMemory } from '../../../src/core/counting/memory.ts';
import { activate } from '../../../src/core/inspection/activate.ts';
import { makeContext } from '../../../src/core/inspection/context.ts';
import { inspect } from '../../../src/core/inspection/inspect.ts';
import { DEFAULT_SETTINGS } from '../../../src/core/settings.ts';
import { RULES } from '../../../src/rules/index.ts';
import { memoryTable } from '../../helpers/aws/memory-table.ts';
import { event } from '../../helpers/records/events.ts';
import { rule } from '../../helpers/records/rule.ts';

const MINUTE = 60_000;
const START = Date.UTC(2026, 10, 19, 9);
const LEASE = 3 * MINUTE;
const context = makeContext(DEFAULT_SETTINGS);
let now = START;
let table: Table;

beforeEach(() => {
  now = START;
  table = memoryTable(() => now);
});

test('of many who change a page at once none undoes what another did', async () => {
  const names = [...Array(20).keys()].map(String);
  await Promise.all(
    names.map((name) =>
      changePages(table, ['page'], (_, page) => ({
        page: { names: `${page?.['names'] ?? ''} ${name}` },
        result: name,
      })),
    ),
  );
  const written = String((await table.get('page', '-'))?.['names'])
    .trim()
    .split(' ');
  expect(written.toSorted()).toEqual(names.toSorted());
});

describe('a claim that another invocation makes meanwhile', () => {
  const burst = rule({ window: { by: ['account', 'user'], minutes: 5, count: 3 } });
  const active = activate([burst], DEFAULT_SETTINGS);
  const attempts = (from: number) => [0, 1, 2].map((minute) => event({ minute: from + minute }));

  test('is seen when ours is written, and the burst gets its id', async () => {
    const first = await inspectWithPrefetch(
      attempts(0),
      active,
      context,
      tableMemory(table, () => now),
    );
    // As long as the second has read and not written, the first isn't there.
    const other = memoryTable(() => now);
    let isHidden = true;
    const late: Table = {
      ...other,
      getAll: async (keys) => (isHidden ? [] : table.getAll(keys)),
      put: (item, ...rest) => {
        isHidden &&= !item.pk.startsWith('claims#');
        return table.put(item, ...rest);
      },
      query: async (pk, ...rest) => (pk.startsWith('windows#') ? [] : other.query(pk, ...rest)),
    };
    const second = await inspectWithPrefetch(
      attempts(2),
      active,
      context,
      tableMemory(late, () => now),
    );
    expect(second.findings.map(({ id }) => id)).toEqual(first.findings.map(({ id }) => id));
    expect(first.findings).toHaveLength(1);
  });
});

describe('items of the version before pages', () => {
  const old = (item: Item) => table.put({ expiresAt: START / 1_000 + 86_400, ...item });

  test('a finding that was told is told, and one that is being told is busy until the lease ends', async () => {
    await old({ pk: KEYS.finding('told'), sk: '-', state: 'told' });
    await old({ pk: KEYS.finding('pending'), sk: '-', state: 'pending', owner: 'old', lease: START + LEASE });
    const told = toldFindings(table, () => now, LEASE);
    const findings = ['told', 'pending', 'new'].map((id) => ({ id, event: event({ id: `event of ${id}` }) }));
    const turn = await told.begin(findings, 'one');
    expect([[...turn.mine], [...turn.busy]]).toEqual([['new'], ['pending']]);
    now += LEASE + 1;
    expect([...(await told.begin(findings, 'two')).mine]).toEqual(['pending', 'new']);
  });

  test('what a dead invocation of it had sent is marked by its retry', async () => {
    await old({ pk: KEYS.turn('one'), sk: '-', ids: gzipSync(JSON.stringify(['sent'])) });
    const told = toldFindings(table, () => now, LEASE);
    const turn = await told.begin([{ id: 'sent', event: event({}) }], 'one');
    expect([turn.mine.size, turn.busy.size]).toEqual([0, 0]);
  });

  test('a claim holds', async () => {
    await old({ pk: KEYS.claim('id'), sk: '-', holds: JSON.stringify([{ owner: 'old', at: 100, until: 200 }]) });
    const round = await tableClaims(table, () => now).begin(['id']);
    expect(await round.claim('id', 'new', 150, 300)).toBe('old');
    const memory = tableMemory(table, () => now);
    expect(await memory.claim('id', 'new', 201, 300)).toBe('new');
    // What the page took over stays.
    expect(await memory.claim('id', 'third', 150, 160)).toBe('old');
  });

  test('a story goes on', async () => {
    const times = { from: START, to: START, begun: START, last: START };
    await old({ pk: KEYS.story('alice'), sk: '-', weight: 3, lead: 'first', owner: 'old', ...times, version: 1 });
    const stories = tableStories(table, () => now);
    const part = (story: string) => ({ story, weight: 3, ids: [`of ${story}`], from: START, to: START });
    expect(await stories.join([part('alice'), part('bob')], 'new')).toEqual([
      { isLead: false, first: 'first' },
      { isLead: true, first: 'of bob' },
    ]);
  });

  const counting = activate([rule({ window: { by: ['account', 'user'], minutes: 5, count: 3 } })], DEFAULT_SETTINGS);
  const oldWindow = (minute: number) => {
    const one = event({ minute });
    const key = JSON.stringify([counting[0]?.rule.id, 0, one.account, `${one.account}/alice`]);
    const entry = gzipSync(JSON.stringify({ event: { ...one, record: {} }, closing: false }));
    return old({ pk: KEYS.window(key), sk: `${String(one.epoch).padStart(15, '0')}#${one.id}`, entry });
  };

  test('events that it counted count, where it kept sign-ins', async () => {
    await old({ pk: 'login#2026-11', sk: 'x' });
    for (const minute of [0, 1]) await oldWindow(minute);
    const memory = tableMemory(table, () => now);
    const { findings } = await inspectWithPrefetch([event({ minute: 2 })], counting, context, memory);
    expect(findings.map(({ events }) => events.length)).toEqual([3]);
  });

  test('they are looked for only as long as a window reaches back to it', async () => {
    await old({ pk: 'login#2026-11', sk: 'x' });
    const asked: string[] = [];
    const watched: Table = {
      ...table,
      query: (pk, ...rest) => {
        asked.push(pk.split('#')[0] ?? '');
        return table.query(pk, ...rest);
      },
    };
    const memory = tableMemory(watched, () => now);
    await inspectWithPrefetch([event({ minute: 1 })], counting, context, memory);
    expect(asked).toContain('window');
    asked.length = 0;
    await inspectWithPrefetch([event({ minute: 10 })], counting, context, memory);
    expect(asked).not.toContain('window');
  });
});

test('an event is found though its item began long before', async () => {
  const burst = rule({ window: { by: ['account', 'user'], minutes: 5, count: 3 } });
  const active = activate([burst], DEFAULT_SETTINGS);
  const memory = tableMemory(table, () => now);
  const counts: number[] = [];
  for (const minutes of [[0, 8, 9], [11]]) {
    const events = minutes.map((minute) => event({ minute }));
    const { findings } = await inspectWithPrefetch(events, active, context, memory);
    counts.push(findings.length);
  }
  expect(counts).toEqual([0, 1]);
});

test('of a flood that waits a few items are written, and all of it comes back, each once', async () => {
  const events = [...Array(600).keys()].map((index) =>
    event({ id: `e${index}`, outcome: 'failure', minute: index / 60 }),
  );
  const { findings } = await inspect(events, activate(RULES, DEFAULT_SETTINGS), context, createMemory());
  const later = laterFindings(table, RULES, () => now, LEASE);
  await later.keep('group', findings);
  // A retry that found one less.
  await later.keep('group', findings.slice(1));
  const items = await later.list('group');
  expect(findings.length).toBeGreaterThan(500);
  expect(items.length).toBeLessThan(10);
  const ids = later.open(items).map(({ id }) => id);
  expect(ids.toSorted()).toEqual(findings.map(({ id }) => id).toSorted());
  await later.forget(items);
  expect(await later.list('group')).toEqual([]);
});
