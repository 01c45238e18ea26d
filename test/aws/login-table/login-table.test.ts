import { beforeEach, describe, expect, test } from 'vitest';
import { keepSignIns } from '../../../src/aws/login-table/logins.ts';
import { mutedFindings } from '../../../src/aws/login-table/muted.ts';
import type { Table } from '../../../src/aws/login-table/table.ts';
import { toldFindings } from '../../../src/aws/login-table/told.ts';
import { createMemory } from '../../../src/core/counting/memory.ts';
import { activate } from '../../../src/core/inspection/activate.ts';
import { makeContext } from '../../../src/core/inspection/context.ts';
import { inspect } from '../../../src/core/inspection/inspect.ts';
import { DEFAULT_SETTINGS } from '../../../src/core/settings.ts';
import { RULES } from '../../../src/rules/index.ts';
import { memoryTable } from '../../helpers/aws/memory-table.ts';
import { event } from '../../helpers/records/events.ts';

const MINUTE = 60_000;
const START = Date.UTC(2026, 10, 19, 9);
let now = START;
let table: Table;

beforeEach(() => {
  now = START;
  table = memoryTable(() => now);
});

describe('who tells a finding', () => {
  const LEASE = 3 * MINUTE;
  const told = () => toldFindings(table, () => now, LEASE);
  /** Findings of two rules on one event each. */
  const of = (...names: readonly string[]) =>
    names.flatMap((name) => ['x', 'y'].map((rule) => ({ id: `${name}-${rule}`, event: event({ id: name }) })));
  const begin = async (names: readonly string[], owner: string) => {
    const turn = await told().begin(of(...names), owner);
    return { mine: [...turn.mine], busy: [...turn.busy], finish: turn.finish };
  };

  test('one does; others wait until it is told, and then it is told', async () => {
    const first = await begin(['a', 'b'], 'one');
    expect(first).toMatchObject({ mine: ['a-x', 'a-y', 'b-x', 'b-y'], busy: [] });
    const second = await begin(['a', 'c'], 'two');
    expect(second).toMatchObject({ mine: ['c-x', 'c-y'], busy: ['a-x', 'a-y'] });
    expect(await begin(['a'], 'one')).toMatchObject({ mine: ['a-x', 'a-y'], busy: [] });
    await first.finish();
    for (const owner of ['two', 'one']) {
      const late = await begin(['a', 'b'], owner);
      expect(late).toMatchObject({ mine: [], busy: [] });
      await late.finish();
    }
    expect(await begin(['c'], 'three')).toMatchObject({ mine: [], busy: ['c-x', 'c-y'] });
  });

  test('two findings of one event are never told by two, though each has one of its own', async () => {
    const [x, y] = of('a');
    const first = await told().begin(x === undefined ? [] : [x], 'one');
    const second = await told().begin(y === undefined ? [] : [y], 'two');
    expect([[...first.mine], [...second.mine], [...second.busy]]).toEqual([['a-x'], [], ['a-y']]);
    await first.finish();
    expect([...(await told().begin(y === undefined ? [] : [y], 'two')).mine]).toEqual(['a-y']);
  });

  test('whoever dies while he writes down what he told does not tell the rest again', async () => {
    let puts = Number.POSITIVE_INFINITY;
    const { put } = table;
    const mortal: Table = {
      ...table,
      put: (...parts) => {
        puts -= 1;
        return puts < 0 ? Promise.reject(new Error('dead')) : put(...parts);
      },
    };
    const turn = await toldFindings(mortal, () => now, LEASE).begin(of('a', 'b', 'c'), 'one');
    puts = 3;
    await expect(turn.finish()).rejects.toThrow('dead');

    expect(await begin(['a', 'b', 'c', 'd'], 'one')).toMatchObject({ mine: ['d-x', 'd-y'], busy: [] });
    now += LEASE + 1;
    expect(await begin(['a', 'b', 'c'], 'two')).toMatchObject({ mine: [], busy: [] });
  });

  test('whoever died is followed by another, but not before it must be dead', async () => {
    await begin(['a'], 'one');
    now += LEASE;
    expect(await begin(['a'], 'two')).toMatchObject({ mine: [], busy: ['a-x', 'a-y'] });
    now += 1;
    expect(await begin(['a'], 'two')).toMatchObject({ mine: ['a-x', 'a-y'], busy: [] });
  });

  test('of many at once each event goes to exactly one, with all that was found of it', async () => {
    const names = [...Array(40).keys()].map((index) => `event${index}`);
    const turns = await Promise.all(['one', 'two', 'three', 'four'].map((owner) => begin(names, owner)));
    const takers = names.map((name) => turns.map(({ mine }) => mine.filter((id) => id.startsWith(`${name}-`)).length));
    expect(takers.map((counts) => counts.toSorted().join(''))).toEqual(names.map(() => '0002'));
  });
});

test('a sign-in is kept once, with the times of both worlds', async () => {
  const context = makeContext({
    ...DEFAULT_SETTINGS,
    accounts: { '111122223333': 'payments' },
    timezone: 'Asia/Tokyo',
    trusted: [{ cidr: '198.51.100.0/24', name: 'office' }],
  });
  const other = event({ name: 'CheckMfa' });
  await keepSignIns([event({ minute: 12 }), event({ minute: 12 }), other], table, context);

  expect(await table.query('login#2026-11')).toEqual([
    {
      pk: 'login#2026-11',
      sk: '2026-11-19T09:12:00Z#event-12-alice-198.51.100.7-ConsoleLogin',
      eventId: 'event-12-alice-198.51.100.7-ConsoleLogin',
      account: '111122223333',
      accountName: 'payments',
      user: 'alice',
      userKind: 'iam-user',
      person: 'alice',
      personId: '',
      personStore: '',
      via: '',
      time: '2026-11-19T09:12:00Z',
      localTime: '2026-11-19 18:12:00 Asia/Tokyo',
      region: 'us-east-1',
      address: '198.51.100.7',
      client: 'browser',
      agent: 'Mozilla/5.0',
      event: 'ConsoleLogin',
      outcome: 'success',
      mfa: expect.any(String),
      network: 'trusted: office',
      expiresAt: (START + 12 * MINUTE) / 1_000 + 180 * 86_400,
    },
  ]);
});

test('muted findings come back as they were, no longer muted, and only until they are forgotten', async () => {
  const settings = {
    ...DEFAULT_SETTINGS,
    businessHours: { days: ['thu'], from: '00:00', to: '23:00', mute: ['high', 'medium', 'low', 'info'] },
  } as const;
  const { findings } = await inspect(
    [event({ mfa: 'not-used' })],
    activate(RULES, settings),
    makeContext(settings),
    createMemory(),
  );
  const hidden = findings.filter(({ muted }) => muted !== null);
  const muted = mutedFindings(
    table,
    RULES,
    () => now,
    180_000,
    (sk) => expect.unreachable(sk),
  );
  expect(await muted.any()).toBe(false);
  await muted.keep(hidden);
  await muted.keep(hidden);

  expect(hidden.length).toBeGreaterThan(0);
  expect(await muted.any()).toBe(true);
  const back = await muted.list();
  const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
  expect(back.findings.toSorted(byId)).toEqual(hidden.map((finding) => ({ ...finding, muted: null })).toSorted(byId));
  await back.forget();
  expect(await muted.any()).toBe(false);
});
