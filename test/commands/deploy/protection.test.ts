/** The table and the stacks, protected by settings and by `deploy --protect`, and how `destroy` goes about it. */
import { DescribeTableCommand, DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, test } from 'vitest';
import type { FaultInjector } from '../../../sandbox/account/router.ts';
import { AwsFault } from '../../../sandbox/account/service.ts';
import { type Live, live } from '../../helpers/notifier/live.ts';

const REGION = 'us-east-1';
const SETTINGS = `name: acme
language: en
timezone: UTC
pipelines: [logs]
trail: { use: new }
channels:
  - slack: { webhook: ssm:/acme/slack-webhook }
`;
const GUARDED = `${SETTINGS}table: { pointInTimeRecovery: true, deletionProtection: true }\n`;

async function deployed(settings: string, options: Parameters<typeof live>[0] = {}): Promise<Live> {
  const account = await live(options);
  await account.settings(settings);
  expect(await account.run('deploy', '--yes')).toMatchObject({ exit: 0 });
  return account;
}

const guards = ({ guards: of }: Live) => [
  of.isRecoverable('acme-logins', REGION),
  of.isProtected('acme-logins', REGION),
];
const flat = (text: string) => text.replaceAll(/\s+/g, ' ');
const stacks = ({ cloudformation }: Live) =>
  cloudformation.stacks.filter(({ deleted }) => deleted === undefined).map(({ name }) => name);

describe('the table', () => {
  const client = () => new DynamoDBClient({ region: REGION });

  test('is backed up and protected where it is: nothing is replaced, nothing is lost', async () => {
    const account = await deployed(SETTINGS);
    expect(guards(account)).toEqual([false, false]);
    const item = { pk: { S: 'login#2026-11' }, sk: { S: 'x' } };
    await client().send(new PutItemCommand({ TableName: 'acme-logins', Item: item }));

    await account.settings(GUARDED);
    const plan = await account.run('deploy', '--plan');
    expect(plan.out).toMatch(
      /~ +Logins +DynamoDB::Table +PointInTimeRecoverySpecification, +DeletionProtectionEnabled/,
    );
    expect(plan.out).not.toMatch(/replaced|Its roles may/);
    expect(await account.run('deploy', '--yes')).toMatchObject({ exit: 0 });
    expect(guards(account)).toEqual([true, true]);
    const { Table } = await client().send(new DescribeTableCommand({ TableName: 'acme-logins' }));
    expect(Table).toMatchObject({ DeletionProtectionEnabled: true });
    const key = { TableName: 'acme-logins', Key: item };
    expect(await client().send(new GetItemCommand(key))).toMatchObject({ Item: item });
    expect(await account.run('deploy', '--plan')).toMatchObject({ exit: 0 });
  });

  test('stays as it is where the settings say nothing, and is open again where they say false', async () => {
    const account = await deployed(GUARDED);
    await account.settings(SETTINGS);
    expect(await account.run('deploy', '--yes')).toMatchObject({ exit: 0 });
    expect(guards(account)).toEqual([true, true]);
    await account.settings(GUARDED.replaceAll('true', 'false'));
    expect(await account.run('deploy', '--yes')).toMatchObject({ exit: 0 });
    expect(guards(account)).toEqual([false, false]);
  });

  test('of a first try that failed can’t go, so the next one takes it over', async () => {
    const failures: Record<string, { reason: string }> = { OutboxSource: { reason: 'no mapping today' } };
    const account = await live({ stacks: { failures } });
    await account.settings(GUARDED);
    const first = await account.run('deploy', '--yes');
    expect([first.exit, stacks(account), await account.tables()]).toEqual([
      3,
      ['acme-artifacts', 'acme-trail'],
      ['acme-logins'],
    ]);
    delete failures['OutboxSource'];
    const second = await account.run('deploy', '--yes');
    expect(second).toMatchObject({ exit: 0, out: expect.stringMatching(/= +Logins .*exists, is taken over/) });
    expect(guards(account)).toEqual([true, true]);
  });

  test.each([
    [
      'en',
      'acme-logins with the history of sign-ins, protected against deletion; to delete it: aws dynamodb update-table --region us-east-1 --table-name acme-logins --no-deletion-protection-enabled, then aws dynamodb delete-table',
      'table acme-logins in us-east-1, with the history of sign-ins (its deletion protection is turned off first)',
    ],
    [
      'ja',
      'サインイン履歴のテーブル acme-logins（削除保護が有効）。削除するには：aws dynamodb update-table',
      'テーブル acme-logins（us-east-1）と、サインイン履歴（先に削除保護を無効にします）',
    ],
  ])('is left by destroy, and taken by --all after it was said: %s', async (language, kept, taken) => {
    const account = await deployed(GUARDED);
    const some = await account.run('destroy', '--yes', '--language', language);
    expect(some).toMatchObject({ exit: 0, err: expect.stringContaining(kept) });
    expect([guards(account), await account.tables()]).toEqual([[true, true], ['acme-logins']]);
    const all = await account.run('destroy', '--all', '--confirm', 'acme', '--language', language);
    expect(all).toMatchObject({ exit: 0, err: expect.stringContaining(taken) });
    expect(await account.tables()).toEqual([]);
  });

  test('whose protection may not be turned off stays, with the permission that lacks', async () => {
    let isDenied = false;
    const account = await deployed(GUARDED, {
      trouble: (service, action) =>
        isDenied && service === 'dynamodb' && action === 'UpdateTable'
          ? new AwsFault('AccessDeniedException', 'not authorized')
          : undefined,
    });
    isDenied = true;
    const { exit, out } = await account.run('destroy', '--all', '--confirm', 'acme');
    expect([exit, await account.tables(), guards(account)[1]]).toEqual([3, ['acme-logins'], true]);
    expect(out).toMatch(/not removed: table acme-logins in us-east-1: .*dynamodb:UpdateTable/);
  });
});

describe('deploy --protect', () => {
  const isProtected = ({ cloudformation }: Live) =>
    cloudformation.stacks
      .filter(({ deleted }) => deleted === undefined)
      .map((stack) => `${stack.name} ${stack.region} ${stack.isProtected}`);
  const events = SETTINGS.replace('[logs]', '[events]');
  const two = { regions: [REGION, 'eu-north-1'] };

  test('protects every stack; destroy removes none until --no-protect', async () => {
    const account = await live(two);
    await account.settings(events);
    const first = await account.run('deploy', '--protect', '--yes');
    expect(first.exit).toBe(0);
    expect(flat(first.out)).toContain(
      'Protected against deletion from now on: stack acme-artifacts in us-east-1 stack acme-trail in us-east-1 stack acme-notifier in us-east-1 stack acme-forwarder in eu-north-1 ',
    );
    const all = [
      'acme-artifacts us-east-1',
      'acme-trail us-east-1',
      'acme-notifier us-east-1',
      'acme-forwarder eu-north-1',
    ];
    expect(isProtected(account).toSorted()).toEqual(all.map((one) => `${one} true`).toSorted());
    expect((await account.run('status')).out).toMatch(/acme-notifier.*CREATE_COMPLETE.*protected against deletion/);
    expect((await account.run('status', '--language', 'ja')).out).toMatch(/acme-notifier.*削除保護あり/);

    // It stays, and nothing is left to do.
    expect(await account.run('deploy', '--protect', '--plan')).toMatchObject({ exit: 0 });
    expect(await account.run('deploy', '--plan')).toMatchObject({ exit: 0 });

    const refused = await account.run('destroy', '--yes');
    expect([refused.exit, refused.out, isProtected(account).length]).toEqual([3, '', 4]);
    expect(refused.err).toBe(`Nothing was removed: these stacks are protected against deletion (termination protection):
  acme-forwarder in eu-north-1
  acme-notifier in us-east-1
  acme-artifacts in us-east-1
\`login-watch deploy --no-protect\` turns the protection off everywhere; so does, for one stack, \`aws cloudformation update-termination-protection --no-enable-termination-protection --stack-name acme-forwarder --region eu-north-1\`. Then run the same command again.
`);
    expect((await account.run('destroy', '--all', '--confirm', 'acme', '--language', 'ja')).err).toMatch(
      /削除保護が有効なため、何も削除していません：[\s\S]*acme-trail（us-east-1）/,
    );

    const plan = await account.run('deploy', '--no-protect', '--plan');
    expect([plan.exit, flat(plan.out)]).toEqual([
      1,
      expect.stringContaining('No longer protected against deletion: stack acme-artifacts in us-east-1'),
    ]);
    expect(isProtected(account).every((one) => one.endsWith('true'))).toBe(true);
    expect(await account.run('deploy', '--no-protect', '--yes')).toMatchObject({ exit: 0 });
    expect(isProtected(account).toSorted()).toEqual(all.map((one) => `${one} false`).toSorted());
    expect(await account.run('destroy', '--yes')).toMatchObject({ exit: 0 });
    expect(stacks(account)).toEqual(['acme-trail']);
  });

  test('takes the protection from stacks that go, too', async () => {
    const account = await live(two);
    await account.settings(events);
    await account.run('deploy', '--protect', '--yes');
    await account.settings(SETTINGS);
    const kept = await account.run('deploy', '--yes');
    expect([kept.exit, flat(kept.err)]).toEqual([
      3,
      expect.stringContaining('Stack acme-forwarder in eu-north-1 is protected'),
    ]);
    expect(await account.run('deploy', '--no-protect', '--yes')).toMatchObject({ exit: 0 });
    expect(isProtected(account)).toEqual([
      'acme-artifacts us-east-1 false',
      'acme-trail us-east-1 false',
      'acme-notifier us-east-1 false',
    ]);
  });

  test('that AWS refuses for one stack is said; all else is deployed and protected', async () => {
    const trouble: FaultInjector = (_, action, __, { input }) =>
      action === 'UpdateTerminationProtection' && input['StackName'] === 'acme-trail'
        ? new AwsFault('AccessDenied', 'not authorized to perform: cloudformation:UpdateTerminationProtection')
        : undefined;
    const account = await live({ trouble });
    await account.settings(SETTINGS);
    const { exit, err } = await account.run('deploy', '--protect', '--yes');
    expect([exit, flat(err)]).toEqual([
      3,
      expect.stringMatching(/Failed: .*cloudformation:UpdateTerminationProtection.*login-watch policy deploy/),
    ]);
    expect(isProtected(account)).toEqual([
      'acme-artifacts us-east-1 true',
      'acme-trail us-east-1 false',
      'acme-notifier us-east-1 true',
    ]);
  });
});
