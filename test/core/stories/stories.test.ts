import { expect, test } from 'vitest';
import { aboutItem, furtherOf, lineOf, stepOf } from '../../../src/channels/about.ts';
import { composeFor } from '../../../src/channels/compose.ts';
import { createMemory } from '../../../src/core/counting/memory.ts';
import type { TrailEvent } from '../../../src/core/event.ts';
import { activate } from '../../../src/core/inspection/activate.ts';
import { makeContext } from '../../../src/core/inspection/context.ts';
import { inspect } from '../../../src/core/inspection/inspect.ts';
import { normalise } from '../../../src/core/record/normalise.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../../src/core/settings.ts';
import { type DigestItem, makeDigest } from '../../../src/core/stories/digest.ts';
import { RULES } from '../../../src/rules/index.ts';
import { event } from '../../helpers/records/events.ts';
import { apiCall, ELSEWHERE, iamUser, OFFICE, root, signIn } from '../../helpers/records/records.ts';

const settings: Settings = { ...DEFAULT_SETTINGS, channels: [{ kind: 'email', email: { to: ['a@example.com'] } }] };
const foundIn = async (events: readonly TrailEvent[]) => {
  const context = makeContext(settings);
  const { findings } = await inspect(events, activate(RULES, settings), context, createMemory());
  return { findings, digest: makeDigest(findings, context) };
};
const read = (record: Parameters<typeof normalise>[0]): TrailEvent => {
  const result = normalise(record);
  if (result.kind !== 'event') throw new Error('unreadable');
  return result.event;
};
const users = ['ada', 'ben', 'cleo', 'dan', 'eve', 'fay', 'gus', 'hal', 'ivy'];
const wizard = (minute = 0) => [
  ...users.map((userName) =>
    read(apiCall('iam', 'CreateUser', { by: root(), from: ELSEWHERE, minute, request: { userName } })),
  ),
  read(
    apiCall('iam', 'CreateAccessKey', {
      by: root(),
      from: ELSEWHERE,
      minute: minute + 1,
      request: { userName: 'ada' },
    }),
  ),
  read(
    apiCall('ec2', 'CreateVpc', {
      by: root(),
      from: ELSEWHERE,
      minute: minute + 2,
      request: { cidrBlock: '10.0.0.0/16' },
    }),
  ),
];

test('a console wizard by root is one message with its objects named; findings stay one a record and rule', async () => {
  const { findings, digest } = await foundIn(wizard());
  expect(new Set(findings.map(({ event: { id } }) => id)).size).toBe(11);
  expect(digest.items).toHaveLength(1);
  expect(digest.items[0]?.findings.map(({ id }) => id).toSorted()).toEqual(findings.map(({ id }) => id).toSorted());
  const [mail, ...more] = settings.channels.flatMap((one) => composeFor(one, digest, settings));
  expect(more).toEqual([]);
  for (const name of users) expect(mail?.body).toMatch(new RegExp(`\\b${name}\\b`));
  expect(mail?.body.split('\n')[0]).toMatch(/^⚠ Root created .* \(\+10 more\)$/);
});

test('a longer pause at one place is no pause', async () => {
  const signed = (minute: number, from: string) => [
    read(signIn({ by: root(), from: ELSEWHERE })),
    read(apiCall('iam', 'UpdateAccountPasswordPolicy', { by: root(), from, minute })),
  ];
  expect((await foundIn(signed(10, ELSEWHERE))).digest.items).toHaveLength(1);
  expect((await foundIn(signed(11, ELSEWHERE))).digest.items).toHaveLength(2);
  expect((await foundIn(signed(10, OFFICE))).digest.items).toHaveLength(2);
});

test('a pause, another principal, another account or a long day make another message', async () => {
  expect((await foundIn([...wizard(), ...wizard(20)])).digest.items).toHaveLength(2);
  const minutes = [0, 4, 8];
  const created = (name: string, by: string, minute: number) =>
    read(apiCall('iam', name, { by: iamUser(by), minute, request: { userName: 'x' } }));
  const together = minutes.map((minute, index) =>
    created(index === 1 ? 'CreateAccessKey' : 'CreateUser', 'alice', minute),
  );
  expect((await foundIn(together)).digest.items).toHaveLength(1);
  const apart = minutes.map((minute, index) =>
    created(index === 1 ? 'CreateAccessKey' : 'CreateUser', `user-${index}`, minute),
  );
  expect((await foundIn(apart)).digest.items).toHaveLength(3);
});

test('failed sign-ins of many users from one address are one message, each user named', async () => {
  const failed = (name: string, minute: number, from: string) =>
    read(signIn({ by: iamUser(name), from, minute, result: 'Failure', error: 'Failed authentication' }));
  const users = ['ann', 'ben', 'carl', 'dora', 'eve', 'finn', 'gus'];
  const { digest } = await foundIn(users.map((name, index) => failed(name, index / 4, ELSEWHERE)));
  expect(digest.items).toHaveLength(1);
  const [item] = digest.items;
  if (item === undefined) throw new Error('nothing found');
  const lines = [lineOf(item, 'en'), ...furtherOf(item, 'en')].join('\n');
  for (const name of ['finn', 'gus']) expect(lines).toContain(name);
  const labels = (of: DigestItem) => aboutItem(of, { language: 'en', timezone: 'UTC' }).map(({ label }) => label);
  expect(labels(item)).not.toContain('Who');
  const [alone] = (await foundIn([failed('ann', 0, ELSEWHERE)])).digest.items;
  expect(alone === undefined ? [] : labels(alone)).toContain('Who');
  const apart = [failed('ann', 0, ELSEWHERE), failed('ben', 1, OFFICE)];
  expect((await foundIn(apart)).digest.items).toHaveLength(2);
});

test('names that exist nowhere are nobody’s story', async () => {
  const failed = (minute: number, address: string) =>
    event({ minute, address, outcome: 'failure', actor: { hidden: true, name: 'hidden', arn: undefined } });
  expect((await foundIn([failed(0, '198.51.100.7'), failed(1, '198.51.100.8')])).digest.items).toHaveLength(2);
});

test('the gravest deed is told first, and the same thing again is counted', async () => {
  const again = [0, 1, 2].map((minute) =>
    event({ minute, outcome: 'failure', error: { code: undefined, message: 'Failed' } }),
  );
  const [item] = (await foundIn(again)).digest.items;
  if (item === undefined) throw new Error('nothing found');
  expect([item.count, item.deeds.length]).toEqual([3, 1]);
  expect(lineOf(item, 'en')).toMatch(/\(×3\)$/);
  const { digest } = await foundIn(wizard());
  const ranks = digest.items[0]?.deeds.map(([finding]) => finding?.severity) ?? [];
  expect(ranks.indexOf('medium') === -1 || ranks.lastIndexOf('critical') < ranks.indexOf('medium')).toBe(true);
});

test('the first step after an attempt undoes nothing', async () => {
  const stop = (error?: string) =>
    read(
      apiCall('cloudtrail', 'StopLogging', { request: { name: 'main' }, ...(error === undefined ? {} : { error }) }),
    );
  const stepAfter = async (event: TrailEvent, language: 'en' | 'ja') => {
    const [item] = (await foundIn([event])).digest.items;
    return item === undefined ? undefined : stepOf(item, language).step;
  };
  expect(await stepAfter(stop(), 'en')).toMatch(/^Start it again at once/);
  expect(await stepAfter(stop('AccessDenied'), 'en')).toMatch(/^Nothing was changed\./);
  expect(await stepAfter(stop('AccessDenied'), 'ja')).toMatch(/^変更は行われていない。/);
});
