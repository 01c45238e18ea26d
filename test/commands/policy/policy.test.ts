import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { run } from '../../../src/cli.ts';
import { policyCommand } from '../../../src/commands/policy/flags.ts';
import type { PolicyOptions } from '../../../src/commands/policy/run.ts';
import { EXIT } from '../../../src/core/exit.ts';
import { fakeHost } from '../../helpers/host/fake-host.ts';

let cwd = '';
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'login-watch-'));
  writeFileSync(
    join(cwd, 'login-watch.yaml'),
    `name: acme
channels:
  - slack: { webhook: ssm:/acme/slack-webhook }
  - webhook: { url: ssm:/acme/hook, secret: ssm:/acme/hook-secret }
  - chatwork: { room: 1, token: env:CHATWORK_TOKEN }
  - email: { to: [security@example.com] }
`,
  );
});
afterAll(() => rmSync(cwd, { recursive: true }));

const allow = (Sid: string, Action: string, ...Resource: readonly string[]) => ({
  Sid,
  Effect: 'Allow',
  Action: [Action],
  Resource,
});
const HISTORY = allow('ReadEventHistory', 'cloudtrail:LookupEvents', '*');
const REGIONS = allow('ListEnabledRegions', 'account:ListRegions', '*');
const PEOPLE = allow(
  'NamePeople',
  'identitystore:DescribeUser',
  'arn:aws:identitystore::*:identitystore/*',
  'arn:aws:identitystore:::user/*',
);
const GROUPS = allow(
  'NameGroups',
  'identitystore:DescribeGroup',
  'arn:aws:identitystore::*:identitystore/*',
  'arn:aws:identitystore:::group/*',
);
const ACCOUNTS = {
  ...allow('NameAccounts', '', '*'),
  Action: ['organizations:ListAccounts', 'iam:ListAccountAliases'],
};
const OPTIONAL = 'Optional, the command works without: NamePeople, NameGroups, NameAccounts.\n';
const SECRETS = allow(
  'ReadChannelSecrets',
  'ssm:GetParameter',
  'arn:aws:ssm:*:*:parameter/acme/hook',
  'arn:aws:ssm:*:*:parameter/acme/hook-secret',
  'arn:aws:ssm:*:*:parameter/acme/slack-webhook',
);
const MAIL = allow('PublishToAlertTopic', 'sns:Publish', 'arn:aws:sns:*:*:acme-*');

const NOTIFIER = allow(
  'FindNotifier',
  'cloudformation:DescribeStacks',
  'arn:aws:cloudformation:*:*:stack/acme-notifier/*',
);

describe('the policy is what the command asks for, and no more', () => {
  test.each([
    [['policy', 'replay'], [HISTORY, REGIONS, PEOPLE, GROUPS, ACCOUNTS], OPTIONAL],
    [['policy', 'replay', '--notify'], [HISTORY, REGIONS, PEOPLE, GROUPS, ACCOUNTS, SECRETS, MAIL], OPTIONAL],
    [['policy', 'test-slack'], [SECRETS]],
    [
      ['policy', 'logins'],
      [NOTIFIER, allow('ReadSignIns', 'dynamodb:Query', 'arn:aws:dynamodb:*:*:table/acme-logins'), PEOPLE, ACCOUNTS],
      OPTIONAL.replace(' NameGroups,', ''),
    ],
    [['policy', 'secret'], [allow('StoreChannelSecrets', 'ssm:PutParameter', 'arn:aws:ssm:*:*:parameter/acme/*')]],
  ])('%s', async (argv, statements, said = '') => {
    const host = fakeHost({ cwd });
    expect(await run(argv, host)).toBe(EXIT.done);
    expect([JSON.parse(host.out()), host.err()]).toEqual([{ Version: '2012-10-17', Statement: statements }, said]);
  });

  test.each([
    ['us-gov-west-1', 'arn:aws-us-gov:'],
    ['cn-north-1', 'arn:aws-cn:'],
    ['us-isob-east-1', 'arn:aws-iso-b:'],
    ['ap-northeast-1', 'arn:aws:'],
  ])('in %s its ARNs begin with %s, for IAM refuses others there', async (region, beginning) => {
    for (const argv of [['deploy'], ['deploy', '--split'], ['replay', '--notify']]) {
      const host = fakeHost({ cwd });
      expect(await run(['policy', ...argv, '--region', region], host)).toBe(EXIT.done);
      const arns = host.out().match(/"arn:[\w-]+:/g) ?? [];
      expect([argv, new Set(arns)]).toEqual([argv, new Set([`"${beginning}`])]);
    }
  });

  test('a profile that is nowhere keeps nobody from a policy', async () => {
    const host = fakeHost({ cwd });
    expect(await run(['policy', 'deploy', '--profile', 'nowhere'], host)).toBe(EXIT.done);
    expect(host.out()).toContain('"arn:aws:');
  });

  test('none, where the settings name no secret in AWS', async () => {
    const host = fakeHost({ cwd: tmpdir() });
    expect(await run(['policy', 'test-slack'], host)).toBe(EXIT.done);
    expect([host.out(), host.err()]).toEqual(['', 'With these settings, test-slack needs no AWS permissions.\n']);
  });

  test('none for the demo, whatever the settings say', async () => {
    const host = fakeHost({ cwd });
    expect(await run(['policy', 'demo'], host)).toBe(EXIT.done);
    expect([host.out(), host.err()]).toEqual(['', 'demo needs no AWS permissions.\n']);
  });
});

describe('flags', () => {
  async function parsed(argv: readonly string[]): Promise<PolicyOptions | undefined> {
    let options: PolicyOptions | undefined;
    const command = policyCommand(
      fakeHost(),
      () => {},
      async (given) => {
        options = given;
        return EXIT.done;
      },
    );
    await command.parseAsync([...argv], { from: 'user' });
    return options;
  }

  test('are what the work is given', async () => {
    expect(await parsed(['replay'])).toEqual({ command: 'replay', notify: false, split: false });
    expect(await parsed(['test-slack', '--notify'])).toEqual({ command: 'test-slack', notify: true, split: false });
    expect(await parsed(['deploy', '--split'])).toEqual({ command: 'deploy', notify: false, split: true });
  });

  test('a command that is none is refused', async () => {
    const host = fakeHost();
    expect(await run(['policy', 'replai'], host)).toBe(EXIT.wrongUse);
    expect(host.err()).toContain('Valid values: replay,');
  });
});

describe('several accounts', () => {
  const policyOf = async (...args: readonly string[]) => {
    const host = fakeHost({ cwd });
    const exit = await run(['policy', ...args], host);
    return { exit, out: host.out(), err: host.err() };
  };

  test.each(['replay', 'forecast'])(
    '%s --role-name: the list of accounts, that role in each, and the own account',
    async (command) => {
      const { exit, out } = await policyOf(command, '--role-name', 'audit/login-watch');
      expect([exit, JSON.parse(out).Statement]).toEqual([
        EXIT.done,
        [
          allow('ListAccountsOfOrganization', 'organizations:ListAccounts', '*'),
          allow('TakeRoles', 'sts:AssumeRole', 'arn:aws:iam::*:role/audit/login-watch'),
          HISTORY,
          REGIONS,
          PEOPLE,
          GROUPS,
          ACCOUNTS,
        ],
      ]);
    },
  );

  test.each(['111122223333', 'arn:aws-cn:iam::111122223333:role/team/auditor'])(
    '--member %s: the role of each account',
    async (caller) => {
      const { exit, out, err } = await policyOf('replay', '--member', caller);
      expect([exit, JSON.parse(out)]).toEqual([
        EXIT.done,
        {
          TrustPolicy: {
            Version: '2012-10-17',
            Statement: [{ Effect: 'Allow', Principal: { AWS: caller }, Action: 'sts:AssumeRole' }],
          },
          PermissionPolicy: { Version: '2012-10-17', Statement: [HISTORY, REGIONS] },
        },
      ]);
      expect(err).toContain('StackSet');
    },
  );

  test.each(['*', '1111', 'arn:aws:sts::111122223333:assumed-role/x/y'])('--member %s is refused', async (caller) => {
    const { exit, err } = await policyOf('replay', '--member', caller);
    expect([exit, err]).toEqual([EXIT.wrongUse, expect.stringContaining('neither an account ID nor the ARN')]);
  });
});
