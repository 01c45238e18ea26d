import { expect, test } from 'vitest';
import { furtherOf, lineOf, stepOf } from '../../../src/channels/about.ts';
import { composeFor } from '../../../src/channels/compose.ts';
import { createMemory } from '../../../src/core/counting/memory.ts';
import type { SignIn, TrailEvent } from '../../../src/core/event.ts';
import { activate } from '../../../src/core/inspection/activate.ts';
import { makeContext } from '../../../src/core/inspection/context.ts';
import { inspect } from '../../../src/core/inspection/inspect.ts';
import { DEFAULT_SETTINGS } from '../../../src/core/settings.ts';
import { makeDigest } from '../../../src/core/stories/digest.ts';
import { storiesIn } from '../../../src/core/stories/open-stories.ts';
import { signinFailed } from '../../../src/rules/signin/signin-failed.ts';
import { event } from '../../helpers/records/events.ts';

const context = makeContext(DEFAULT_SETTINGS);
const CONSOLE: SignIn = {
  loginTo: undefined,
  mobile: undefined,
  samlProvider: undefined,
  mfaIdentifier: undefined,
  mfaType: undefined,
  credentialType: undefined,
  workflowId: undefined,
  switchedFrom: undefined,
  permissionSet: undefined,
};
const failed = (index: number, name: string, address: string) =>
  event({ id: `e${100 + index}`, outcome: 'failure', signIn: CONSOLE, actor: { name }, address });
const many = (count: number, one: (index: number) => TrailEvent) => [...Array(count).keys()].map(one);

async function digestOf(events: readonly TrailEvent[]) {
  const { findings } = await inspect(events, activate([signinFailed], DEFAULT_SETTINGS), context, createMemory());
  expect(findings).toHaveLength(events.length);
  return makeDigest(findings, context);
}
const linesOf = async (events: readonly TrailEvent[]) => {
  const { items } = await digestOf(events);
  return items.flatMap((item) => [lineOf(item, 'en'), ...furtherOf(item, 'en'), lineOf(item, 'ja')]);
};

test('many users from one address are one line', async () => {
  expect(await linesOf(many(31, (index) => failed(index, `user${index}`, '198.51.100.7')))).toEqual([
    '⚠ user0, user1, user2 and 28 others failed to sign in 31 times from 198.51.100.7',
    '⚠ user0、user1、user2 ほか28名が 198.51.100.7 からサインインに31回失敗しました',
  ]);
});

test('many users from many addresses are one line, with the name of nobody’s address', async () => {
  const digest = await digestOf(many(40, (index) => failed(index, `user${index}`, `198.51.100.${index}`)));
  const [item, ...others] = digest.items;
  expect(others).toEqual([]);
  expect([item && lineOf(item, 'en'), item && lineOf(item, 'ja')]).toEqual([
    '⚠ user0, user1, user2 and 37 others failed to sign in 40 times from 40 addresses',
    '⚠ user0、user1、user2 ほか37名が40個のアドレスからサインインに40回失敗しました',
  ]);
  const settings = { ...DEFAULT_SETTINGS, channels: [{ kind: 'slack', slack: { webhook: 'ssm:/x' } }] } as const;
  const deliveries = settings.channels.flatMap((channel) => composeFor(channel, digest, settings));
  expect(deliveries).toHaveLength(1);
  expect(JSON.stringify(deliveries)).not.toMatch(/198\.51\.100\.\d|Mozilla/);
  // Every finding is in it, and PagerDuty gets one incident.
  expect(deliveries[0]?.findings).toHaveLength(40);
  expect(storiesIn(digest)).toHaveLength(1);
});

test('the first step asks nobody whether they mistyped; that of one person’s failure does', async () => {
  const stepsOf = async (count: number) => {
    const [item] = (await digestOf(many(count, (index) => failed(index, `user${index}`, '198.51.100.7')))).items;
    return item && [stepOf(item, 'en').step, stepOf(item, 'ja').step];
  };
  expect(await stepsOf(31)).toEqual([
    'Check whether a sign-in from one of these addresses succeeded. If one did, end the user’s sessions and change the password.',
    '同じアドレスからのサインインが成功していないかを調べる。成功していれば、そのユーザーのセッションを無効化し、パスワードを変更する。',
  ]);
  expect(await stepsOf(1)).toEqual(['Ask the person whether they mistyped.', '本人に入力ミスかどうかを確認する。']);
});

test('as many as people read one by one, one user’s, and those of another account stay apart', async () => {
  expect(
    (await digestOf(many(30, (index) => failed(index, `user${index}`, `198.51.100.${index}`)))).items,
  ).toHaveLength(30);
  const [alice, ...none] = await linesOf(many(50, (index) => failed(index, 'alice', '198.51.100.7')));
  expect([alice, none.length]).toEqual([expect.stringContaining('alice failed to sign in to the console from'), 1]);
  const two = many(80, (index) => ({
    ...failed(index, `user${index}`, `198.51.100.${index}`),
    account: index % 2 === 0 ? '111122223333' : '444455556666',
  }));
  expect((await digestOf(two)).items.map(({ count }) => count)).toEqual([40, 40]);
});
