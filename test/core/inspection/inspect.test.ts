import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createMemory } from '../../../src/core/counting/memory.ts';
import type { TrailEvent } from '../../../src/core/event.ts';
import { activate } from '../../../src/core/inspection/activate.ts';
import { makeContext } from '../../../src/core/inspection/context.ts';
import { inspect } from '../../../src/core/inspection/inspect.ts';
import type { Rule, Window } from '../../../src/core/rule.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../../src/core/settings.ts';
import { event } from '../../helpers/records/events.ts';
import { rule } from '../../helpers/records/rule.ts';

const look = (events: readonly TrailEvent[], rules: readonly Rule[], settings: Partial<Settings> = {}) => {
  const all = { ...DEFAULT_SETTINGS, ...settings };
  return inspect(events, activate(rules, all), makeContext(all), createMemory());
};
const failed = (minute: number, parts: Parameters<typeof event>[0] = {}) =>
  event({ minute, outcome: 'failure', ...parts });
const counting = (window: Window | readonly Window[]) =>
  rule({ check: ({ outcome }) => (outcome === 'failure' ? {} : undefined), window });
const burst = counting({ by: ['account', 'user'], minutes: 15, count: 3 });

test('a finding holds what the rule said, in both languages, and is the same every time', async () => {
  const probe = rule();
  const once = await look([event()], [probe]);
  const again = await look([event()], [probe]);

  expect(once).toEqual(again);
  expect(once.failures).toEqual([]);
  expect(
    once.findings.map(({ id, severity, title, message, muted }) => ({ id, severity, title, message, muted })),
  ).toEqual([
    {
      id: expect.stringMatching(/^[0-9a-f]{32}$/),
      severity: 'high',
      title: { en: 'Probe', ja: '試験' },
      message: { en: 'alice came', ja: 'alice が来ました' },
      muted: null,
    },
  ]);
});

test('where nobody reads Japanese, its sentences are the English ones, and all else is the same', async () => {
  const ja = () => {
    throw new TypeError('made for nobody');
  };
  const reason = { en: () => 'at night', ja };
  const events = [
    event(),
    event({ minute: 2, error: { code: 'AccessDenied', message: undefined }, outcome: 'failure' }),
  ];
  const all = { settings: DEFAULT_SETTINGS, rules: [rule({ reason: { ...reason, ja: () => '夜に' } })] };
  const english = [rule({ say: { ...rule().say, ja }, reason })];
  const context = makeContext(all.settings);
  const both = await inspect(events, activate(all.rules, all.settings), context, createMemory());
  const one = await inspect(events, activate(english, all.settings), context, createMemory(), { onlyEnglish: true });

  expect(one.failures).toEqual([]);
  expect(one.findings).toMatchObject(
    both.findings.map(({ id, severity, message: { en }, reason }) => ({
      id,
      severity,
      message: { en, ja: en },
      reason: { en: reason?.en, ja: reason?.en },
    })),
  );
  expect(both.findings.map(({ message }) => message.ja)).toEqual(['alice が来ました', expect.stringContaining('試行')]);
});

test('a rule that throws is a failure, and stops neither other rules nor other events', async () => {
  const broken = rule({
    id: 'broken',
    check: () => {
      throw new TypeError('boom');
    },
  });
  const { findings, failures } = await look([event({ minute: 1 }), event({ minute: 2 })], [broken, rule()]);

  expect(findings.map(({ rule }) => rule.id)).toEqual(['probe', 'probe']);
  expect(failures).toEqual([
    { rule: 'broken', eventId: event({ minute: 1 }).id, reason: 'boom' },
    { rule: 'broken', eventId: event({ minute: 2 }).id, reason: 'boom' },
  ]);
});

test('a sentence that throws does not hide the finding', async () => {
  const say = () => {
    throw new TypeError('no words');
  };
  const { findings, failures } = await look([event()], [rule({ say: { en: say, ja: say } })]);

  expect(findings.map(({ message }) => message.en)).toEqual(['Probe']);
  expect(failures.map(({ reason }) => reason)).toEqual(['no words']);
});

test('a denied call is an attempt, one step below a grave deed; nothing for other rules; itself for rules that ask', async () => {
  const denied = event({ error: { code: 'AccessDenied', message: undefined }, outcome: 'failure' });
  const grave = rule({ id: 'grave', severity: 'critical' });
  const byCircumstance = rule({ id: 'circumstance', severity: 'low', check: () => ({ severity: 'high' }) });
  const mild = rule({ id: 'mild', severity: 'medium' });
  const any = rule({ id: 'any', severity: 'medium', outcome: 'any' });

  const { findings } = await look([denied], [grave, byCircumstance, mild, any]);

  expect(findings.map(({ rule, severity, title, attempt }) => [rule.id, severity, title.en, attempt])).toEqual([
    ['grave', 'high', 'Attempt: Probe', true],
    ['circumstance', 'medium', 'Attempt: Probe', true],
    ['any', 'medium', 'Probe', false],
  ]);
  expect(findings.map(({ message }) => [message.en, message.ja])).toEqual([
    ['Attempt: alice came, and was denied (AccessDenied)', '試行：alice が来ました（拒否：AccessDenied）'],
    ['Attempt: alice came, and was denied (AccessDenied)', '試行：alice が来ました（拒否：AccessDenied）'],
    ['alice came', 'alice が来ました'],
  ]);
});

test("settings: off, severity, except, of the rule or its theme; the rule's own entry wins", async () => {
  const rules = [rule(), rule({ id: 'other' }), rule({ id: 'third' })];
  const { findings } = await look([event(), event({ actor: { name: 'bob' } })], rules, {
    rules: {
      signin: { severity: 'low', except: { userIdentity: { userName: ['bob'] } } },
      probe: { severity: 'medium' },
      third: { on: false },
    },
  });

  expect(findings.map(({ rule, severity, event }) => [rule.id, severity, event.actor.name])).toEqual([
    ['probe', 'medium', 'alice'],
    ['other', 'low', 'alice'],
  ]);
});

test('business hours mute what they name, and never what is critical', async () => {
  const businessHours = { days: ['thu'], from: '09:00', to: '10:00', mute: ['high'] } as const;
  const rules = [rule(), rule({ id: 'worst', severity: 'critical' }), rule({ id: 'mild', severity: 'low' })];

  const { findings } = await look([event({ minute: 30 }), event({ minute: 60 })], rules, { businessHours });

  expect(findings.map(({ rule, muted }) => [rule.id, muted])).toEqual([
    ['probe', 'business hours'],
    ['worst', null],
    ['mild', null],
    ['probe', null],
    ['worst', null],
    ['mild', null],
  ]);
});

test('a burst fires once when the count is reached, and is quiet for the length of the window', async () => {
  const { findings } = await look(
    [0, 5, 10, 11, 12, 24, 25].map((minute) => failed(minute)),
    [burst],
  );

  expect(findings.map(({ event, events }) => [event.time, events.length])).toEqual([['2026-11-19T09:10:00Z', 3]]);
});

test('a burst that goes on is told again after the quiet time', async () => {
  const { findings } = await look(
    Array.from({ length: 40 }, (_, minute) => failed(minute)),
    [burst],
  );

  expect(findings.map(({ event }) => event.time)).toEqual([
    '2026-11-19T09:02:00Z',
    '2026-11-19T09:18:00Z',
    '2026-11-19T09:34:00Z',
  ]);
});

test('too slow, too few, other people, other outcomes: no burst', async () => {
  const slow = [0, 8, 16, 24].map((minute) => failed(minute));
  const others = ['bob', 'carol', 'dave'].map((name, minute) => failed(60 + minute, { actor: { name } }));
  const fine = [120, 121, 122].map((minute) => event({ minute }));

  expect((await look([...slow, ...others, ...fine], [burst])).findings).toEqual([]);
});

test('the same event twice counts once', async () => {
  expect((await look([failed(0), failed(1), failed(1), failed(0)], [burst])).findings).toEqual([]);
});

test('the order of arrival does not matter', async () => {
  const events = [0, 2, 4, 30, 31, 32, 90].map((minute) => failed(minute));
  const expected = await look(events, [burst]);

  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray(events, { minLength: events.length }), async (shuffled) => {
      expect(await look(shuffled, [burst])).toEqual(expected);
    }),
  );
  expect(expected.findings).toHaveLength(2);
});

test('a late event completes a burst that later events already belong to', async () => {
  const settings = DEFAULT_SETTINGS;
  const memory = createMemory();
  const one = (late: TrailEvent) => inspect([late], activate([burst], settings), makeContext(settings), memory);

  const found = [await one(failed(10)), await one(failed(12)), await one(failed(1))];

  expect(found.map(({ findings }) => findings.map(({ event }) => event.time))).toEqual([
    [],
    [],
    ['2026-11-19T09:12:00Z'],
  ]);
});

test('work that died before it was told finds the same burst again', async () => {
  const settings = DEFAULT_SETTINGS;
  const memory = createMemory();
  const again = () =>
    inspect([failed(0), failed(1), failed(2)], activate([burst], settings), makeContext(settings), memory);

  expect((await again()).findings.map(({ id }) => id)).toEqual((await again()).findings.map(({ id }) => id));
});

test('distinct counts values: one address trying several people', async () => {
  const spray = counting({ by: ['address'], minutes: 60, count: 3, distinct: 'user' });
  const names = ['alice', 'alice', 'bob', 'bob', 'carol'];

  const { findings } = await look(
    names.map((name, minute) => failed(minute, { actor: { name } })),
    [spray],
  );

  expect(findings.map(({ event, events }) => [event.actor.name, events.length])).toEqual([['carol', 5]]);
});

test('closedBy: failures and after them a success', async () => {
  const window = {
    by: ['account', 'user'],
    minutes: 30,
    count: 3,
    closedBy: { responseElements: { ConsoleLogin: ['Success'] } },
  } as const;
  const sequence = rule({ window });
  const good = (minute: number) => event({ minute });

  const fires = await look([failed(0), failed(1), failed(2), good(3)], [sequence]);
  const early = await look([good(0), failed(1), failed(2), failed(3)], [sequence]);
  const few = await look([failed(1), failed(2), good(3)], [sequence]);
  const late = await look([failed(0), failed(1), failed(2), good(33)], [sequence]);

  expect(fires.findings.map(({ event, events }) => [event.time, events.length])).toEqual([['2026-11-19T09:03:00Z', 4]]);
  expect([early, few, late].map(({ findings }) => findings)).toEqual([[], [], []]);
});

test('unseen: another network than those of the window, once', async () => {
  const fresh = rule({ window: { by: ['user'], minutes: 60, count: 1, unseen: 'network' } });
  const from = (minute: number, address: string) => event({ minute, address });

  const { findings } = await look(
    [
      from(0, '203.0.113.1'),
      from(1, '203.0.113.200'),
      from(2, '198.51.100.1'),
      from(3, '198.51.100.2'),
      from(70, '192.0.2.1'),
    ],
    [fresh],
  );

  expect(findings.map(({ event }) => event.origin.text)).toEqual(['198.51.100.1']);
});

test('either of two windows fires, and both together fire once', async () => {
  const both = counting([
    { by: ['user'], minutes: 15, count: 2 },
    { by: ['address'], minutes: 15, count: 2 },
  ]);

  const same = await look([failed(0), failed(1)], [both]);
  const byAddress = await look([failed(0), failed(1, { actor: { name: 'bob' } })], [both]);

  expect([same, byAddress].map(({ findings }) => findings.length)).toEqual([1, 1]);
});

test('an EventBridge event meets only rules that ask for its detail-type, and a record none of those', async () => {
  const guard = rule({
    id: 'guard',
    on: { source: ['aws.guardduty'], 'detail-type': ['GuardDuty Finding'] },
    when: { severity: [{ numeric: ['>=', 4] }] },
  });
  const finding = event({
    source: 'aws.guardduty',
    name: 'GuardDuty Finding',
    detailType: 'GuardDuty Finding',
    record: { severity: 8, eventSource: 'signin.amazonaws.com', eventName: 'ConsoleLogin' },
  });

  const { findings } = await look([event({ minute: 1 }), finding], [rule(), guard]);

  expect(findings.map(({ rule, event }) => [rule.id, event.name])).toEqual([
    ['guard', 'GuardDuty Finding'],
    ['probe', 'ConsoleLogin'],
  ]);
});

test("a rule of the user's own speaks with places filled from the record, made harmless", async () => {
  const settings = {
    own: [
      {
        id: 'snapshot-shared',
        title: 'Snapshot shared',
        severity: 'medium',
        when: { eventName: ['ModifyDBSnapshotAttribute'] },
        say: '{userIdentity.userName} shared {requestParameters.name} with {requestParameters.to[1]} in {requestParameters.none}',
      },
    ],
  } as const;
  const { allRules } = await import('../../../src/core/inspection/activate.ts');
  const all = { ...DEFAULT_SETTINGS, ...settings };
  const shared = event({
    name: 'ModifyDBSnapshotAttribute',
    record: {
      eventName: 'ModifyDBSnapshotAttribute',
      userIdentity: { userName: 'mal\u202Elory' },
      requestParameters: { name: 'db-1', to: ['a', 'all'] },
    },
  });

  const { findings } = await look([shared], allRules([], all), settings);

  expect(findings.map(({ message, severity }) => [message.ja, severity])).toEqual([
    ['mal\\u{202e}lory shared db-1 with all in -', 'medium'],
  ]);
});

test('a rule yields to one that says more of the same event, and to none that is off', async () => {
  const worse = rule({ id: 'worse' });
  const mild = rule({ id: 'mild', severity: 'low', yieldsTo: ['worse'] });

  const both = await look([event()], [mild, worse]);
  const alone = await look([event()], [mild, worse], { rules: { worse: { on: false } } });

  expect([both, alone].map(({ findings }) => findings.map((finding) => finding.rule.id))).toEqual([
    ['worse'],
    ['mild'],
  ]);
});

test('a landing zone at work is at most low; its role in a person’s hands is not', async () => {
  const as = (invokedBy: string | undefined, role: string) => event({ actor: { kind: 'role', role, invokedBy } });
  const events = [
    as('cloudformation.amazonaws.com', 'AWSControlTowerExecution'),
    as('controltower.amazonaws.com', 'AWSControlTowerAdmin'),
    as(undefined, 'AWSControlTowerExecution'),
    as('cloudformation.amazonaws.com', 'AWSControlTowerLookalike'),
  ];
  const severities = [];
  for (const one of events) severities.push((await look([one], [rule()])).findings[0]?.severity);
  expect(severities).toEqual(['low', 'low', 'high', 'high']);
});

test('one burst that two windows of a rule see is one finding', async () => {
  const spray = rule({
    window: [
      { by: ['address'], minutes: 60, count: 3, distinct: 'user' },
      { by: ['address'], minutes: 60, count: 2, distinct: 'account' },
    ],
  });
  const events = [1, 2, 3].map((index) =>
    event({ minute: index, account: `${index}`.repeat(12), actor: { name: `u${index}` } }),
  );
  expect((await look(events, [spray])).findings).toHaveLength(1);
});
