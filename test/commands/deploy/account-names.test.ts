/** Accounts that the settings don't name: the deployed function has their names from AWS, as of the last deploy. */
import { expect, test } from 'vitest';
import type { FaultInjector } from '../../../sandbox/account/router.ts';
import { AwsFault } from '../../../sandbox/account/service.ts';
import { type Live, live } from '../../helpers/notifier/live.ts';
import { apiCall, ELSEWHERE, root, signIn } from '../../helpers/records/records.ts';

const SETTINGS = `name: acme
language: en
timezone: UTC
pipelines: [events]
trail: { use: new }
channels:
  - slack: { webhook: ssm:/acme/slack-webhook }
`;
const [OWN, OTHER] = ['111122223333', '444455556666'];

/** Where an organization has both accounts, or with `alias` none. */
async function account(options: Parameters<typeof live>[0] = {}, alias?: string): Promise<Live> {
  const there = await live(options);
  await there.settings(SETTINGS);
  if (alias !== undefined) there.identity.aliases.push(alias);
  else
    for (const [id, name] of Object.entries({ [OWN]: 'shop', [OTHER]: 'payments' }))
      there.directory.members.set(id, name);
  return there;
}

/** The message about the next sign-in of root to that account. */
async function alertAbout(id: string, there: Live): Promise<string> {
  const before = there.slack.received.length;
  await there.happen(signIn({ by: root(id), account: id, from: ELSEWHERE, minute: 600 * before }));
  return there.slack.received
    .slice(before)
    .map(({ body }) => body)
    .join();
}

const asked = ({ calls }: Live, name: string) => calls.filter(({ action }) => action === name).length;
const failing =
  (code: string, ...actions: readonly string[]): FaultInjector =>
  (_, action) =>
    actions.includes(action) ? new AwsFault(code, 'not this time') : undefined;
const DENIED = 'AccessDeniedException';
const UNSAID = 'Nothing changes';

test('an alert names the account as the organization does; settings win; the plan shows names once', async () => {
  const there = await account();
  const plan = await there.run('deploy', '--plan');
  expect(plan.out).toContain('Account shop (111122223333)');
  expect(plan.out).toContain('Accounts that alerts will name:\n  shop (111122223333)\n  payments (444455556666)');
  expect(await there.run('deploy', '--yes')).toMatchObject({ exit: 0 });
  expect(await alertAbout(OTHER, there)).toContain('payments');
  expect(await alertAbout(OWN, there)).toContain('shop');
  expect(await there.run('deploy', '--plan')).toMatchObject({ exit: 0, err: expect.stringContaining(UNSAID) });

  await there.settings(`${SETTINGS}accounts: { '${OTHER}': from the settings }\n`);
  expect(await there.run('deploy', '--yes')).toMatchObject({ exit: 0 });
  expect(await alertAbout(OTHER, there)).toContain('from the settings');
  expect(await alertAbout(OWN, there)).toContain('shop');

  there.directory.members.set(OWN, 'shop of old');
  const renamed = await there.run('deploy', '--plan');
  expect(renamed).toMatchObject({ exit: 1, out: expect.stringContaining('name:\n  shop of old (111122223333)\n') });
  expect(renamed.out).not.toContain('payments');
  expect(await there.run('deploy', '--yes')).toMatchObject({ exit: 0 });
  expect(await there.run('deploy', '--plan')).toMatchObject({ exit: 0, err: expect.stringContaining(UNSAID) });
});

test('a name from AWS makes no account one’s own', async () => {
  const there = await account();
  expect(await there.run('deploy', '--yes')).toMatchObject({ exit: 0 });
  await there.happen(
    apiCall('ec2', 'ModifySnapshotAttribute', {
      from: ELSEWHERE,
      request: {
        snapshotId: 'snap-0123456789abcdef0',
        attributeType: 'CREATE_VOLUME_PERMISSION',
        createVolumePermission: { add: { items: [{ userId: OTHER }] } },
      },
    }),
  );
  const told = there.slack.received.map(({ body }) => body).join();
  expect(told).toContain('payments');
  expect(told).toContain('share-external');
});

test('without an organization, the alias', async () => {
  const there = await account({}, 'acme-prod');
  const { out } = await there.run('deploy', '--plan');
  expect(out).toContain('Accounts that alerts will name:\n  acme-prod (111122223333)');
});

test('without the permission all works, with numbers, and it is said once', async () => {
  const there = await account({ trouble: failing(DENIED, 'ListAccounts', 'ListAccountAliases') });
  const { exit, out } = await there.run('deploy', '--yes');
  expect(exit).toBe(0);
  const text = out.replace(/\s+/g, ' ');
  expect(text).toContain('so alerts show accounts by number, unless `accounts` in the settings names them.');
  expect(text.match(/organizations:ListAccounts/g)).toHaveLength(1);
  expect(asked(there, 'ListAccounts')).toBe(1);
  expect(await alertAbout(OWN, there)).toContain(OWN);
  // The settings name the only account, so nothing lacks.
  await there.settings(`${SETTINGS}accounts: { '${OWN}': shop }\n`);
  expect((await there.run('deploy', '--plan')).out).not.toContain('by number');
});

test('throttled for a moment: named; throttled for good: said, and names of earlier deploys stay', async () => {
  let isBusy = false;
  const throttled = failing('TooManyRequestsException', 'ListAccounts');
  const there = await account({
    trouble: (service, action, count, call) =>
      isBusy || count === 1 ? throttled(service, action, count, call) : undefined,
  });
  expect(await there.run('deploy', '--yes')).toMatchObject({ exit: 0 });
  isBusy = true;
  const { exit, out, err } = await there.run('deploy', '--plan');
  expect({ exit, err }).toMatchObject({ exit: 0, err: expect.stringContaining(UNSAID) });
  expect(out.replace(/\s+/g, ' ')).toContain('AWS kept throttling organizations:ListAccounts');
  expect(await alertAbout(OTHER, there)).toContain('payments');
});

test('where the table may not be read, that is a note; where it may not be written, a failure', async () => {
  const unread = await account({ trouble: failing(DENIED, 'GetItem') });
  const { exit, out } = await unread.run('deploy', '--plan');
  expect(exit).toBe(1);
  expect(out.replace(/\s+/g, ' ')).toContain('so the notifier learns no names of accounts from AWS');
  expect(out).not.toContain('Accounts that alerts will name');
  const unwritten = await account({ trouble: failing(DENIED, 'PutItem') });
  const deployed = await unwritten.run('deploy', '--yes');
  expect(deployed.exit).toBe(3);
  expect(deployed.err).toMatch(/Failed:\n {2}Not allowed to call dynamodb:PutItem in us-east-1/);
});
