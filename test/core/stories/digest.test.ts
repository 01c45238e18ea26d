import { expect, test } from 'vitest';
import { createMemory } from '../../../src/core/counting/memory.ts';
import type { TrailEvent } from '../../../src/core/event.ts';
import { activate } from '../../../src/core/inspection/activate.ts';
import { makeContext } from '../../../src/core/inspection/context.ts';
import { inspect } from '../../../src/core/inspection/inspect.ts';
import type { Rule } from '../../../src/core/rule.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../../src/core/settings.ts';
import { makeDigest } from '../../../src/core/stories/digest.ts';
import { event } from '../../helpers/records/events.ts';
import { rule } from '../../helpers/records/rule.ts';

const digestOf = async (events: readonly TrailEvent[], rules: readonly Rule[], settings: Partial<Settings> = {}) => {
  const all = { ...DEFAULT_SETTINGS, ...settings };
  const context = makeContext(all);
  const { findings } = await inspect(events, activate(rules, all), context, createMemory());
  return makeDigest(findings, context);
};
const shape = (items: Awaited<ReturnType<typeof digestOf>>['items']) =>
  items.map(({ severity, count, findings, event }) => [severity, count, findings.map(({ rule }) => rule.id), event.id]);

test('all that is said of one event is one item, named for the worst', async () => {
  const rules = [rule({ id: 'seen', severity: 'info' }), rule({ id: 'no-mfa', severity: 'critical' })];
  const { items, counts } = await digestOf([event()], rules);

  expect(shape(items)).toEqual([['critical', 1, ['no-mfa', 'seen'], event().id]]);
  expect(counts).toEqual({ critical: 1, high: 0, medium: 0, low: 0, info: 1 });
});

test('a burst and what was said of each of its events are one item', async () => {
  const burst = rule({ id: 'burst', window: { by: ['user'], minutes: 15, count: 3 } });
  const single = rule({ id: 'single', severity: 'medium' });
  const events = [0, 1, 2].map((minute) => event({ minute, outcome: 'failure' }));

  const { items } = await digestOf(events, [single, burst]);

  expect(shape(items)).toEqual([['high', 3, ['burst', 'single', 'single', 'single'], events[2]?.id]]);
});

test('the same again is counted, another place is another item, worst first and then oldest first', async () => {
  const mild = rule({ id: 'mild', severity: 'low', when: { eventName: ['SwitchRole'] } });
  const events = [
    event({ minute: 1, name: 'SwitchRole' }),
    event({ minute: 9, name: 'SwitchRole' }),
    event({ minute: 30, address: '203.0.113.9' }),
    event({ minute: 20 }),
  ];

  const { items } = await digestOf(events, [rule(), mild]);

  expect(items.map(({ severity, count, from, to }) => [severity, count, from, to])).toEqual([
    ['high', 1, '2026-11-19T09:20:00Z', '2026-11-19T09:20:00Z'],
    ['high', 1, '2026-11-19T09:30:00Z', '2026-11-19T09:30:00Z'],
    ['low', 2, '2026-11-19T09:01:00Z', '2026-11-19T09:09:00Z'],
  ]);
});

test('what is muted is counted, not told', async () => {
  const businessHours = { days: ['thu'], from: '09:00', to: '10:00', mute: ['high'] } as const;
  const { items, muted, counts } = await digestOf([event({ minute: 1 }), event({ minute: 61 })], [rule()], {
    businessHours,
  });

  expect([items.length, muted, counts.high]).toEqual([1, 1, 1]);
});

test('a missing trusted network is said once, where somebody signed in', async () => {
  const trusted = [{ cidr: '203.0.113.0/24' }];
  const any = rule({ when: { eventSource: ['signin.amazonaws.com'] } });

  const answers = [
    await digestOf([event()], [any]),
    await digestOf([event()], [any], { trusted }),
    await digestOf([event({ outcome: 'failure' })], [any]),
    await digestOf([event({ name: 'SwitchRole' })], [any]),
  ];

  expect(answers.map(({ noTrustedNetwork }) => noTrustedNetwork)).toEqual([true, false, false, false]);
});

const portal = (minute: number, parts: Parameters<typeof event>[0] = {}) =>
  event({
    minute,
    name: 'UserAuthentication',
    actor: { kind: 'identity-center-user', name: 'alice@example.com', arn: undefined, identityCenterUserId: 'u-1' },
    ...parts,
  });
const console = (minute: number, session: string, address = '198.51.100.7') =>
  event({
    minute,
    address,
    actor: { kind: 'role', name: session, session, role: 'AWSReservedSSO_Admin_0123456789abcdef' },
    signIn: {
      loginTo: undefined,
      mobile: undefined,
      samlProvider: undefined,
      mfaIdentifier: undefined,
      mfaType: undefined,
      credentialType: undefined,
      workflowId: undefined,
      switchedFrom: undefined,
      permissionSet: 'Admin',
    },
  });
const named = (name: string) => ({
  record: { eventSource: 'signin.amazonaws.com', additionalEventData: { UserName: name } },
});
const all = rule({ when: { eventSource: ['signin.amazonaws.com'] } });

test('one human sign-in through Identity Center is one item, shown by the event that names the permission set', async () => {
  const signIn = console(2, 'alice@example.com');
  const { items } = await digestOf([portal(0), signIn], [all]);

  expect(items.map(({ event, count, findings }) => [event.id, count, findings.length])).toEqual([[signIn.id, 1, 2]]);
});

test('a console reached over IPv6 by the same person with the same browser is no item of its own', async () => {
  const ipv6 = console(2, 'alice@example.com', '2001:db8::7');
  const start = portal(0, named('alice@example.com'));
  expect((await digestOf([start, ipv6], [all])).items).toHaveLength(1);
  expect((await digestOf([start, { ...ipv6, userAgent: 'curl' }], [all])).items).toHaveLength(2);
  const nameless = portal(0, { record: { eventSource: 'signin.amazonaws.com' } });
  expect((await digestOf([nameless, ipv6], [all])).items).toHaveLength(2);
});

test.each([
  ['from another address', [portal(0), console(2, 'alice@example.com', '203.0.113.5')]],
  ['a quarter of an hour later', [portal(0), console(16, 'alice@example.com')]],
  ['before it', [portal(5), console(2, 'alice@example.com')]],
  ['by another user', [portal(0, named('bob@example.com')), console(2, 'alice@example.com')]],
  ['after a failed one', [portal(0, { outcome: 'failure' }), console(2, 'alice@example.com')]],
])('a console sign-in %s is an item of its own', async (_, events) => {
  expect((await digestOf(events, [all])).items).toHaveLength(2);
});
