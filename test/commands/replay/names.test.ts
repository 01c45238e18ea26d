/** Names that no record holds: asked of Identity Center and of the organization, once, and what is said without them. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { FaultInjector } from '../../../sandbox/account/router.ts';
import { AwsFault } from '../../../sandbox/account/service.ts';
import { run } from '../../../src/cli.ts';
import { fakeHost, NOW } from '../../helpers/host/fake-host.ts';
import { testAccount } from '../../helpers/records/account.ts';
import {
  apiCall,
  iamUser,
  identityCenter,
  identityCenterUser,
  OFFICE,
  permissionSet,
  role,
  signIn,
} from '../../helpers/records/records.ts';

const ID = '94d00cd8-e9e6-4810-b177-b08e84725435';
const OTHER = '11111111-2222-3333-4444-555555555555';
const person = (id = ID, minute = -60) => identityCenter({ by: identityCenterUser(id), from: OFFICE, minute });

interface World {
  readonly records?: readonly object[];
  readonly people?: Readonly<Record<string, string | null>>;
  readonly groups?: Readonly<Record<string, string>>;
  readonly accounts?: Readonly<Record<string, string>>;
  readonly alias?: string;
  readonly trouble?: FaultInjector;
  readonly settings?: string;
}

/** Replays the event history, or with `files` the same records from a file. */
async function replay(world: World, args: readonly string[] = [], files = false) {
  const { records = [person()], people = {}, groups = {}, accounts = {}, alias, trouble, settings } = world;
  const cwd = await mkdtemp(join(tmpdir(), 'login-watch-'));
  onTestFinished(() => rm(cwd, { recursive: true }));
  await writeFile(join(cwd, 'trail.json'), JSON.stringify({ Records: records }));
  if (settings !== undefined) await writeFile(join(cwd, 'login-watch.yaml'), settings);
  const account = await testAccount({
    now: () => NOW,
    records: JSON.parse(JSON.stringify(records)),
    ...(trouble === undefined ? {} : { trouble }),
  });
  for (const [id, name] of Object.entries(people)) account.directory.users.set(id, name);
  for (const [id, name] of Object.entries(groups)) account.directory.groups.set(id, name);
  for (const [id, name] of Object.entries(accounts)) account.directory.members.set(id, name);
  if (alias !== undefined) account.identity.aliases.push(alias);
  for (const [name, value] of Object.entries({
    AWS_ENDPOINT_URL: account.endpoint,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_REGION: 'us-east-1',
  }))
    vi.stubEnv(name, value);
  onTestFinished(() => void vi.unstubAllEnvs());
  const host = fakeHost({ cwd, columns: 160 });
  const exit = await run(['replay', '--rules', 'all', ...(files ? [join(cwd, 'trail.json')] : []), ...args], host);
  const asked = (action: string) => account.calls.filter((call) => call.action === action);
  return { exit, out: host.out(), err: host.err(), asked, calls: account.calls };
}

async function report(world: World, args: readonly string[] = [], files = false) {
  const { out, ...rest } = await replay(world, ['--format', 'json', ...args], files);
  const { findings, notCovered, unnamed } = JSON.parse(out);
  return { ...rest, findings, notCovered, unnamed };
}

const denied = (...actions: readonly string[]): FaultInjector => {
  return (_, action) =>
    actions.includes(action)
      ? new AwsFault('AccessDeniedException', 'You do not have sufficient access to perform this action.')
      : undefined;
};
const text = (status: number, body: string): FaultInjector => {
  return (_, action) => (['DescribeUser', 'ListAccounts'].includes(action) ? { status, headers: {}, body } : undefined);
};

describe('people', () => {
  test('AWS names a user of whom the records hold only the id, asked in the region of the sign-in', async () => {
    const { findings, asked, exit, notCovered, unnamed } = await report({
      records: [person(), person(ID, -50)],
      people: { [ID]: 'taro@example.com' },
    });
    expect(exit).toBe(0);
    expect(findings[0].actor).toMatchObject({ name: 'taro@example.com', person: 'taro@example.com' });
    expect(findings[0].message).toContain('taro@example.com');
    expect(asked('DescribeUser').map(({ region, input }) => [region, input])).toEqual([
      ['us-east-1', { IdentityStoreId: 'd-1234567890', UserId: ID }],
    ]);
    expect(JSON.stringify(notCovered)).not.toContain('identitystore');
    expect(unnamed.people).toBe(0);
  });

  test('a name in a record wins, and AWS is not asked', async () => {
    const named = identityCenter({ from: OFFICE, minute: -60, additional: { UserName: 'hanako@example.com' } });
    const { findings, asked } = await report({ records: [named], people: { [ID]: 'taro@example.com' } });
    expect(findings[0].actor.person).toBe('hanako@example.com');
    expect(asked('DescribeUser')).toEqual([]);
  });

  test('`people` in the settings stands behind AWS', async () => {
    const settings = `people: { ${ID}: from settings, ${OTHER}: also from settings }`;
    const { findings, unnamed } = await report({
      records: [person(), person(OTHER, -50)],
      people: { [ID]: 'taro@example.com' },
      settings,
    });
    expect(findings.map((one: { actor: { person: string } }) => one.actor.person)).toEqual([
      'taro@example.com',
      'also from settings',
    ]);
    expect(unnamed.people).toBe(0);
  });

  test('a session that acts for a person: asked in the region of the sign-in, not of the call', async () => {
    const behind = { onBehalfOf: identityCenterUser()['onBehalfOf'] };
    const call = signIn({
      by: { ...role('App', 'i-0123'), ...behind },
      from: OFFICE,
      region: 'eu-west-1',
      minute: -70,
    });
    const { findings, asked } = await report(
      { records: [call, person()], people: { [ID]: 'taro@example.com' } },
      ['--look-up-names'],
      true,
    );
    expect(findings.map((one: { actor: { person: string } }) => one.actor.person)).toEqual([
      'taro@example.com',
      'taro@example.com',
    ]);
    expect(asked('DescribeUser').map(({ region }) => region)).toEqual(['us-east-1']);
  });

  test.each([
    ['denied', denied('DescribeUser'), 'Not allowed to call identitystore:DescribeUser in us-east-1', 1],
    ['null', text(200, 'null'), 'The answer to identitystore:DescribeUser in us-east-1 did not come from AWS', 1],
    ['{}', text(200, '{}'), 'The answer to identitystore:DescribeUser in us-east-1 did not come from AWS', 1],
  ] as const)('%s: asked once, and said once', async (_, trouble, said, times) => {
    const world = { records: [person(), person(OTHER, -50)], trouble, accounts: { '111122223333': 'acme' } };
    const { exit, findings, asked, notCovered, unnamed } = await report(world);
    expect(exit).toBe(0);
    expect(findings.map((one: { actor: { name: string } }) => one.actor.name)).toEqual([
      'an Identity Center user (94d00cd8…)',
      'an Identity Center user (11111111…)',
    ]);
    expect(asked('DescribeUser')).toHaveLength(times);
    const lines = notCovered.filter(({ reason }: { reason: string }) => reason.includes('identitystore:DescribeUser'));
    expect(lines).toHaveLength(1);
    expect(lines[0].reason).toContain(`${said}`);
    expect(lines[0].reason).toContain('2 Identity Center users have no name');
    expect(unnamed).toEqual({ people: 2, groups: 0, accounts: expect.any(Number) });
  });

  test('throttled for a moment: asked again, and named', async () => {
    const trouble: FaultInjector = (_, action, count) =>
      action === 'DescribeUser' && count === 1 ? new AwsFault('ThrottlingException', 'Slow down') : undefined;
    const { findings } = await report({ people: { [ID]: 'taro@example.com' }, trouble });
    expect(findings[0].actor.person).toBe('taro@example.com');
  });

  test('throttled for long: said, with exit status 0', async () => {
    const trouble: FaultInjector = (_, action) =>
      action === 'DescribeUser' ? new AwsFault('ThrottlingException', 'Slow down') : undefined;
    const { exit, out } = await replay({ records: [person(), person(OTHER, -50)], trouble });
    expect(exit).toBe(0);
    expect(out.replace(/\s+/g, ' ')).toContain(
      'AWS kept throttling identitystore:DescribeUser in us-east-1, so 2 Identity Center users have no name; list names under `people` in login-watch.yaml',
    );
  });

  test('a deleted user has no name in AWS either', async () => {
    const { out } = await replay({});
    expect(out.replace(/\s+/g, ' ')).toContain(
      '1 Identity Center user has no name in the records, and none came from Identity Center.',
    );
  });

  test('in Japanese', async () => {
    const { out } = await replay({ trouble: denied('DescribeUser') }, ['--language', 'ja']);
    expect(out.replace(/\s+/g, '')).toContain(
      'us-east-1でidentitystore:DescribeUserを呼び出す権限がありません。そのため、IdentityCenterのユーザー1人の名前が分かりません',
    );
  });

  test('rows: the gap goes to standard error', async () => {
    const { err } = await replay({ trouble: denied('DescribeUser') }, ['--format', 'csv']);
    expect(err.replace(/\s+/g, ' ')).toContain('identitystore:DescribeUser');
  });

  test('a column of CSV', async () => {
    const { out } = await replay({ people: { [ID]: 'taro@example.com' } }, ['--format', 'csv']);
    const [head = '', row = ''] = out.split('\n');
    expect(row.split(',')[head.split(',').indexOf('person')]).toBe('taro@example.com');
  });

  test('nobody without a name: Identity Center is not asked', async () => {
    const { asked } = await report({ records: [signIn({ from: OFFICE, minute: -60 })] });
    expect(asked('DescribeUser')).toEqual([]);
  });
});

describe('users, groups and accounts that a call is about', () => {
  const GROUP = '22222222-2222-4333-8444-555555555555';
  const admin = { ...permissionSet('Admin', 'hanako'), onBehalfOf: identityCenterUser(OTHER)['onBehalfOf'] };
  const assigned = (principalType: 'USER' | 'GROUP', principalId: string, by: object = admin, minute = -60) =>
    apiCall('sso', 'CreateAccountAssignment', {
      by: { ...by },
      from: OFFICE,
      minute,
      request: {
        permissionSetArn: 'arn:aws:sso:::permissionSet/ssoins-0123456789abcdef/ps-0123456789abcdef',
        targetId: '444455556666',
        targetType: 'AWS_ACCOUNT',
        principalType,
        principalId,
      },
    });
  const [OLD, STORE] = [`9067642ac7-${ID}`, 'd-9067642ac7'];

  test('are named: the store is that of the caller, else the one that the id begins with', async () => {
    const joined = apiCall('identitystore', 'CreateGroupMembership', {
      from: OFFICE,
      minute: -40,
      request: { identityStoreId: 'd-1234567890', groupId: GROUP, memberId: { userId: ID } },
    });
    const records = [assigned('USER', ID), assigned('GROUP', GROUP, admin, -50), joined];
    const { findings, asked, unnamed } = await report({
      records,
      people: { [ID]: 'taro@example.com', [OTHER]: 'hanako@example.com' },
      groups: { [GROUP]: 'Operators' },
      accounts: { '111122223333': 'shop', '444455556666': 'payments' },
    });
    const said = findings.map(({ message }: { message: string }) => message).join('\n');
    expect(said).toContain('gave user taro@example.com permission set ps-0123456789abcdef in account payments (4444');
    expect(said).toContain('gave group Operators permission set');
    expect(said).toContain('added Identity Center user taro@example.com to group Operators');
    expect(asked('DescribeGroup').map(({ region, input }) => [region, input])).toEqual([
      ['us-east-1', { IdentityStoreId: 'd-1234567890', GroupId: GROUP }],
    ]);
    expect(unnamed).toEqual({ people: 0, groups: 0, accounts: 0 });
    const old = await report({ records: [assigned('USER', OLD, iamUser())] });
    expect(old.asked('DescribeUser').map(({ input }) => input)).toEqual([{ IdentityStoreId: STORE, UserId: OLD }]);
  });

  test('where AWS refuses groups only, users are named, and what lacks is said once', async () => {
    const records = [
      assigned('USER', ID),
      assigned('GROUP', GROUP, admin, -50),
      assigned('GROUP', GROUP.replace('2', '3'), admin, -40),
    ];
    const world = { records, people: { [ID]: 'taro', [OTHER]: 'hanako' }, trouble: denied('DescribeGroup') };
    const { findings, notCovered, asked, unnamed, exit } = await report(world);
    expect(exit).toBe(0);
    const said = findings.map(({ message }: { message: string }) => message).join('\n');
    expect(said).toContain('gave user taro permission');
    expect(said).toContain('gave an Identity Center group (22222222…) permission');
    expect(asked('DescribeGroup')).toHaveLength(1);
    const lines = notCovered.filter(({ reason }: { reason: string }) => reason.includes('identitystore:DescribeGroup'));
    expect(lines.map(({ reason }: { reason: string }) => reason)).toEqual([
      'Not allowed to call identitystore:DescribeGroup in us-east-1, so 2 Identity Center groups have no name',
    ]);
    expect(unnamed).toMatchObject({ people: 0, groups: 2 });
  });

  test('in Japanese', async () => {
    const world = {
      records: [assigned('GROUP', GROUP)],
      people: { [OTHER]: 'hanako' },
      trouble: denied('DescribeGroup'),
    };
    const { out } = await replay(world, ['--language', 'ja']);
    expect(out.replace(/\s+/g, '')).toContain('そのため、IdentityCenterのグループ1件の名前が分かりません');
  });
});

describe('files', () => {
  test('are read without AWS; the summary says who has no name, and what to do', async () => {
    const { out, calls } = await replay({ people: { [ID]: 'taro@example.com' } }, [], true);
    expect(calls).toEqual([]);
    expect(out.replace(/\s+/g, ' ')).toContain(
      '1 Identity Center user has no name in these records. Add --look-up-names to ask AWS for it, or list names under `people` in login-watch.yaml.',
    );
  });

  test('--look-up-names asks for people and accounts', async () => {
    const world = { people: { [ID]: 'taro@example.com' }, accounts: { '111122223333': 'payments' } };
    const { findings, unnamed } = await report(world, ['--look-up-names'], true);
    expect(findings[0]).toMatchObject({ accountName: 'payments', actor: { person: 'taro@example.com' } });
    expect(unnamed).toEqual({ people: 0, groups: 0, accounts: 0 });
  });
});

describe('accounts', () => {
  const many = Object.fromEntries(
    Array.from({ length: 45 }, (_, index) => [String(200_000_000_000 + index), `account ${index}`]),
  );

  test('the organization names them, page by page', async () => {
    const { findings, asked } = await report({ accounts: { ...many, '111122223333': 'payments' } });
    expect(findings[0].accountName).toBe('payments');
    expect(asked('ListAccounts')).toHaveLength(3);
    expect(asked('ListAccountAliases')).toEqual([]);
  });

  test('no page is asked for once all are named', async () => {
    const { asked } = await report({ accounts: { '111122223333': 'payments', ...many } });
    expect(asked('ListAccounts')).toHaveLength(1);
  });

  test('names in the settings win, and AWS is not asked', async () => {
    const { findings, asked } = await report({
      settings: "accounts: { '111122223333': from settings }",
      accounts: { '111122223333': 'payments' },
    });
    expect(findings[0].accountName).toBe('from settings');
    expect(asked('ListAccounts')).toEqual([]);
  });

  test('else the alias of the own account', async () => {
    const { findings, out } = await report({ alias: 'acme-prod' }).then(async (one) => ({
      findings: one.findings,
      out: (await replay({ alias: 'acme-prod' })).out,
    }));
    expect(findings[0].accountName).toBe('acme-prod');
    expect(out).toContain('acme-prod');
  });

  test('an organization that is throttled for a moment names them', async () => {
    const trouble: FaultInjector = (_, action, count) =>
      action === 'ListAccounts' && count === 1 ? new AwsFault('TooManyRequestsException', 'Slow down') : undefined;
    const { findings, notCovered } = await report({ accounts: { '111122223333': 'payments' }, trouble });
    expect(findings[0].accountName).toBe('payments');
    expect(JSON.stringify(notCovered)).not.toContain('ListAccounts');
  });

  test('one that is throttled for good: said once, and the replay ends well, with the names of pages before', async () => {
    const trouble: FaultInjector = (_, action, count) =>
      action === 'ListAccounts' && count > 1 ? new AwsFault('TooManyRequestsException', 'Slow down') : undefined;
    const late = signIn({ from: OFFICE, account: '999988887777', minute: -50 });
    const first = Object.keys(many)[0] ?? '';
    const records = [person(), late, signIn({ from: OFFICE, account: first, minute: -40 })];
    const world = { records, people: { [ID]: 'taro' }, accounts: { ...many, '999988887777': 'late' }, trouble };
    const { exit, findings, notCovered, unnamed } = await report(world);
    expect(exit).toBe(0);
    expect(findings.map(({ accountName }: { accountName: string }) => accountName)).toContain('account 0');
    const lines = notCovered.filter(({ reason }: { reason: string }) => reason.includes('ListAccounts'));
    expect(lines).toHaveLength(1);
    expect(lines[0].reason).toMatch(
      /^AWS kept throttling organizations:ListAccounts in us-east-1, so 2 accounts have no/,
    );
    expect(unnamed.accounts).toBe(2);
  });

  test('no organization and no alias: no gap', async () => {
    const { findings, notCovered, unnamed } = await report({ people: { [ID]: 'taro' } });
    expect(findings[0].accountName).toBeNull();
    expect(notCovered.filter(({ reason }: { reason: string }) => /organizations|iam:/.test(reason))).toEqual([]);
    expect(unnamed).toEqual({ people: 0, groups: 0, accounts: 1 });
  });

  test('denied, and the alias names it: no gap', async () => {
    const { findings, notCovered } = await report({ alias: 'acme-prod', trouble: denied('ListAccounts') });
    expect(findings[0].accountName).toBe('acme-prod');
    expect(JSON.stringify(notCovered)).not.toContain('organizations');
  });

  test.each([
    ['denied', denied('ListAccounts')],
    ['null', text(200, 'null')],
    ['{}', text(200, '{}')],
  ])('%s, and no alias: asked once, said once, with exit status 0', async (_, trouble) => {
    const { exit, asked, notCovered } = await report({ trouble });
    expect(exit).toBe(0);
    expect(asked('ListAccounts')).toHaveLength(1);
    const lines = notCovered.filter(({ reason }: { reason: string }) => reason.includes('organizations:ListAccounts'));
    expect(lines).toHaveLength(1);
    expect(lines[0].reason).toContain('so 1 account has no name; list names under `accounts` in login-watch.yaml');
  });

  test("a name from elsewhere makes no account one's own", async () => {
    const shared = apiCall('ec2', 'ModifySnapshotAttribute', {
      request: {
        snapshotId: 'snap-1',
        createVolumePermission: { add: { items: [{ userId: '444455556666' }] } },
        attributeType: 'CREATE_VOLUME_PERMISSION',
      },
      minute: -60,
    });
    const accounts = { '444455556666': 'payments', '111122223333': 'acme' };
    const { findings } = await report({ records: [shared], accounts }, ['--look-up-names'], true);
    const { findings: ours } = await report(
      { records: [shared], settings: "accounts: { '444455556666': payments }" },
      ['--look-up-names'],
      true,
    );
    expect(findings.map((one: { message: string }) => one.message)).toEqual([
      'alice shared snapshot snap-1 with account payments (444455556666) from 203.0.113.24',
    ]);
    expect(ours).toEqual([]);
  });

  test('a caller from another account of the organization', async () => {
    const by = { type: 'AWSAccount', principalId: 'AIDAEXAMPLE', accountId: '444455556666' };
    const call = apiCall('sts', 'AssumeRoot', {
      by,
      request: { targetPrincipal: 'arn:aws:iam::111122223333:root' },
      minute: -60,
    });
    const accounts = { '444455556666': 'payments', '111122223333': 'acme' };
    const { findings } = await report({ records: [call], accounts }, ['--look-up-names'], true);
    expect(findings.map((one: { message: string }) => one.message).join()).toContain('Account payments (444455556666)');
  });
});
