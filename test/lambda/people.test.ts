import { describe, expect, test } from 'vitest';
import type { FaultInjector } from '../../sandbox/account/router.ts';
import { AwsFault } from '../../sandbox/account/service.ts';
import type { JsonObject } from '../../src/core/event.ts';
import type { NotifierOptions } from '../helpers/notifier/running-notifier.ts';
import { found, pass, startWithSlack } from '../helpers/notifier/slack-notifier.ts';
import { eventBridgeEnvelope, logsEnvelope } from '../helpers/records/envelopes.ts';
import { apiCall, ELSEWHERE, identityCenter, identityCenterUser, permissionSet } from '../helpers/records/records.ts';

const [TARO, HANAKO] = ['94d00cd8-e9e6-4810-b177-b08e84725435', '11111111-2222-4333-8444-555555555555'];

/** As JSON, which an envelope holds. */
const json = (record: object): JsonObject => JSON.parse(JSON.stringify(record));

const challenge = (workflow: string, user: string, name: string) =>
  json(
    identityCenter({
      name: 'CredentialChallenge',
      by: identityCenterUser(user),
      additional: { AuthWorkflowID: workflow, CredentialType: 'PASSWORD', UserName: name },
    }),
  );
const authentication = (workflow: string, user: string, minute: number) =>
  json(
    identityCenter({
      by: identityCenterUser(user),
      minute,
      from: ELSEWHERE,
      additional: { AuthWorkflowID: workflow },
    }),
  );

test('a name that came by another pipeline, minutes or days before, stands in the message and in the history', async () => {
  const { notifier, slack } = await startWithSlack({ settings: { people: { [HANAKO]: 'Hanako Sato' } } });
  expect(await found(eventBridgeEnvelope(challenge('w1', TARO, 'taro@example.com')), notifier)).toEqual([]);
  await found(logsEnvelope([authentication('w1', TARO, 1)]), notifier);
  await found(logsEnvelope([authentication('w2', TARO, 9)]), notifier);
  await found(logsEnvelope([authentication('w3', HANAKO, 20)]), notifier);
  await notifier.pump();

  const names = slack.taken.map((body) => body.match(/taro@example\.com|Hanako Sato|94d00cd8|11111111/g));
  expect(names.map((all) => [...new Set(all)])).toEqual([['taro@example.com'], ['taro@example.com'], ['Hanako Sato']]);
  const kept = await notifier.table.query('login#2026-11');
  expect(kept.map(({ user }) => user)).toEqual(['taro@example.com', 'taro@example.com', 'Hanako Sato']);
});

test('a name that a record holds wins over the settings', async () => {
  const { notifier, slack } = await startWithSlack({ settings: { people: { [TARO]: 'Somebody' } } });
  await found(logsEnvelope([challenge('w1', TARO, 'taro@example.com')]), notifier);
  await found(logsEnvelope([authentication('w1', TARO, 1)]), notifier);
  await notifier.pump();
  expect(slack.taken.join()).toContain('taro@example.com');
  expect(slack.taken.join()).not.toContain('Somebody');
});

describe('Identity Center is asked, where the settings say so', () => {
  const ON = { names: { identityCenter: true } };
  const THIRD = '33333333-2222-4333-8444-555555555555';
  const nameless = (user: string, minute: number) => authentication(`w${minute}`, user, minute);
  const refusing =
    (code: string): FaultInjector =>
    (_, action) =>
      action === 'DescribeUser' ? new AwsFault(code, 'not this time') : undefined;
  const answering =
    (body: string): FaultInjector =>
    (_, action) =>
      action === 'DescribeUser' ? { status: 200, headers: {}, body } : undefined;

  async function start(trouble?: FaultInjector, settings: object = ON, options: Partial<NotifierOptions> = {}) {
    const troubled = trouble === undefined ? {} : { trouble };
    const { notifier, slack } = await startWithSlack({ settings, ...troubled, ...options });
    notifier.account.directory.users.set(TARO, 'taro@example.com');
    const asked = () => notifier.account.calls.filter(({ action }) => action === 'DescribeUser');
    const hand = async (...records: readonly JsonObject[]) => {
      const rules = await found(logsEnvelope(records), notifier);
      await notifier.pump();
      return rules;
    };
    /** A message below high waits two minutes for a name. */
    const wait = () => pass(150_000, 50_000, notifier);
    return { notifier, slack, asked, hand, wait };
  }

  test('once for each user, and the name stands in messages and in the history', async () => {
    const { notifier, slack, asked, hand } = await start();
    await hand(nameless(TARO, 1), nameless(TARO, 2));
    await hand(nameless(TARO, 9));
    expect(asked().map(({ region, input }) => [region, input])).toEqual([
      ['us-east-1', { IdentityStoreId: 'd-1234567890', UserId: TARO }],
    ]);
    expect(slack.taken.join()).toContain('taro@example.com');
    expect(slack.taken.join()).not.toContain('94d00cd8');
    const kept = await notifier.table.query('login#2026-11');
    expect(new Set(kept.map(({ person }) => person))).toEqual(new Set(['taro@example.com']));
  });

  test('a user to whom access is given, and a group', async () => {
    const GROUP = '22222222-2222-4333-8444-555555555555';
    const { notifier, slack, asked, hand } = await start();
    notifier.account.directory.groups.set(GROUP, 'Operators');
    const assigned = (principalType: string, principalId: string, minute: number) =>
      json(
        apiCall('sso', 'CreateAccountAssignment', {
          by: { ...permissionSet('Admin', 'hanako'), onBehalfOf: identityCenterUser(HANAKO)['onBehalfOf'] },
          from: ELSEWHERE,
          minute,
          request: { principalType, principalId, targetId: '444455556666', permissionSetArn: 'arn:aws:sso:::p/s/ps-1' },
        }),
      );
    await hand(assigned('USER', TARO, 1));
    await hand(assigned('GROUP', GROUP, 600));
    await hand(assigned('GROUP', GROUP, 1_200));
    expect(slack.taken.join()).toMatch(/gave user taro@example\.com permission.*gave group Operators permission/s);
    expect(asked()).toHaveLength(1);
    const groups = notifier.account.calls.filter(({ action }) => action === 'DescribeGroup');
    expect(groups.map(({ input }) => input)).toEqual([{ IdentityStoreId: 'd-1234567890', GroupId: GROUP }]);
  });

  test('not without the setting', async () => {
    const { slack, asked, hand, wait } = await start(undefined, {});
    await hand(nameless(TARO, 1));
    await wait();
    expect(asked()).toEqual([]);
    expect(slack.taken.join()).toContain('94d00cd8');
  });

  test('not where a record of the input or an earlier one holds the name, and before the settings', async () => {
    const { slack, asked, hand, wait } = await start(undefined, {
      ...ON,
      people: { [TARO]: 'Settings', [HANAKO]: 'Hanako' },
    });
    await hand(challenge('w1', HANAKO, 'hanako@example.com'), authentication('w1', HANAKO, 1));
    expect(asked()).toEqual([]);
    await hand(nameless(TARO, 2));
    await hand(nameless(THIRD, 3));
    await wait();
    expect(slack.taken.join()).toMatch(/hanako@example\.com.*taro@example\.com.*33333333/s);
    expect(slack.taken.join()).not.toContain('Settings');
  });

  test('a name behind AWS: `people` in the settings', async () => {
    const { slack, hand } = await start(undefined, { ...ON, people: { [HANAKO]: 'Hanako Sato' } });
    await hand(nameless(HANAKO, 2));
    expect(slack.taken.join()).toContain('Hanako Sato');
  });

  test.each([
    ['denied', refusing('AccessDeniedException'), 1, 'AccessDeniedException: not this time'],
    ['null', answering('null'), 1, 'NotAws: NullAnswer'],
    ['throttled', refusing('ThrottlingException'), 2, 'ThrottlingException: not this time'],
  ] as const)(
    '%s: the alert goes out, one line of the log says why, and no more is asked',
    async (_, trouble, times, why) => {
      const { notifier, slack, asked, hand, wait } = await start(trouble);
      expect(await hand(nameless(TARO, 1), nameless(HANAKO, 2))).not.toEqual([]);
      await hand(nameless(TARO, 3));
      await hand(nameless(THIRD, 4));
      await wait();
      expect(slack.taken.join()).toContain('94d00cd8');
      expect(asked()).toHaveLength(times);
      expect(notifier.logged('people have no names')).toEqual([
        expect.objectContaining({
          ...{ level: 'warn', permission: 'identitystore:DescribeUser', store: 'd-1234567890', region: 'us-east-1' },
          reason: why,
        }),
      ]);
    },
  );

  test('again a day after a refusal', async () => {
    const { notifier, asked, hand } = await start(refusing('AccessDeniedException'));
    await hand(nameless(TARO, 1));
    await notifier.advance(23 * 3_600_000);
    await hand(nameless(TARO, 2));
    expect(asked()).toHaveLength(1);
    await notifier.advance(2 * 3_600_000);
    await hand(nameless(TARO, 3));
    expect(asked()).toHaveLength(2);
  });

  test('a user that is gone is asked about once, and others still are', async () => {
    const { notifier, slack, asked, hand } = await start();
    await hand(nameless(THIRD, 1));
    await hand(nameless(THIRD, 2));
    await hand(nameless(TARO, 3));
    expect(asked()).toHaveLength(2);
    expect(slack.taken.join()).toContain('taro@example.com');
    expect(notifier.logged('people have no names')).toEqual([]);
  });

  test('two invocations at once: one asks, both know', async () => {
    const { notifier, slack, asked } = await start(undefined, ON, { doPausesLast: true });
    const other = await notifier.another();
    await Promise.all([
      notifier.invoke(logsEnvelope([nameless(TARO, 1)])),
      other.invoke(logsEnvelope([nameless(TARO, 2)])),
    ]);
    await notifier.pump();
    expect(asked()).toHaveLength(1);
    expect(slack.taken.join()).not.toContain('94d00cd8');
  });

  test('the zip asks too, as it is deployed', async () => {
    const { slack, asked, hand } = await start(undefined, ON, { isDeployed: true });
    await hand(nameless(TARO, 1));
    expect(asked()).toHaveLength(1);
    expect(slack.taken.join()).toContain('taro@example.com');
  });
});
