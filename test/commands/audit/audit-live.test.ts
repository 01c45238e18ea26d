import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { AccountOptions } from '../../../sandbox/account/account.ts';
import { AwsFault } from '../../../sandbox/account/service.ts';
import { ALARM_BREAKS } from '../../../sandbox/scripted/alarms.ts';
import { GUARD_BREAKS, USER_BREAKS } from '../../../sandbox/scripted/doors.ts';
import { SOURCE_BREAKS } from '../../../sandbox/scripted/sources.ts';
import type { Change } from '../../../sandbox/scripted/steps.ts';
import { EXIT } from '../../../src/core/exit.ts';
import { auditedAccount } from '../../helpers/audit/asked.ts';
import { englishIn } from '../../helpers/host/english.ts';

/** Runs `audit` in an account that is good but for `change`. */
async function ask(
  change: Change | undefined,
  argv: readonly string[] = [],
  options: AccountOptions = {},
  settings?: string,
) {
  const { account, cwd, ask: audit } = await auditedAccount(change, options);
  if (settings !== undefined) await writeFile(join(cwd, 'login-watch.yaml'), settings);
  return { ...(await audit(argv)), account };
}

const DEPLOY =
  '`login-watch init` for a channel, then `login-watch deploy` with `pipelines: [events, logs]` closes 1 of these.';
const OFF = ALARM_BREAKS['actions disabled'];
const ORGANIZATION = SOURCE_BREAKS["organization's trail, its log group elsewhere"];

describe('the table', () => {
  test('begins with what failed, then says what to do and what was not looked at', async () => {
    const { exit, out, err } = await ask(OFF);
    expect({ exit, err }).toEqual({ exit: EXIT.found, err: '' });
    const [verdict, place, , head, first] = out.split('\n');
    expect(verdict).toBe('2 of 95 checks failed.');
    expect(place).toBe('Account 111122223333, 2 regions');
    expect(head).toMatch(/^Check +Result +Severity +Finding$/);
    expect(first).toMatch(/^signin.user-without-mfa +fail +high +An IAM user signs in without MFA: Nobody is alerted/);
    expect(out).toContain(
      'What to do:\n  Enable the actions of alarm CloudWatch.3. (signin.user-without-mfa, CloudWatch.3)\n',
    );
    expect(out).toMatch(/Not looked at:\n(?: .*\n)* {2}- whether a function/);
    expect(out).toContain('\n  `login-watch audit --verbose` prints the commands for these, `--format json` too.\n');
    expect(out).not.toContain('Evidence:');
  });

  test('--verbose has the lines to paste below their remedy, never wrapped', async () => {
    const { out } = await ask(ALARM_BREAKS['no filter at all'], ['--verbose', '--checks', 'CloudWatch.9']);
    const [, todo = ''] = /\nWhat to do:\n((?: .*\n)+)/.exec(out) ?? [];
    const [said, filter, alarm, ...more] = todo.split('\n');
    expect(said).toMatch(/^ {2}Deploy the notifier .* \(CloudWatch\.9\)$/);
    expect(filter).toMatch(
      /^ {4}aws logs put-metric-filter --log-group-name trail-logs --filter-name login-watch-CloudWatch\.9 --filter-pattern '{.*}' --metric-transformations '\[.*\]' --region us-east-1$/,
    );
    expect(alarm).toMatch(
      /^ {4}aws cloudwatch put-metric-alarm --alarm-name login-watch-CloudWatch\.9 .*:alerts --region us-east-1$/,
    );
    expect(more.slice(-4)).toEqual([
      '    In login-watch.yaml, then:',
      '    pipelines: [events, logs]',
      '    login-watch deploy',
      '',
    ]);
  });

  test('is whole in Japanese', async () => {
    const { out, err } = await ask(OFF, ['--language', 'ja', '--verbose']);
    expect(out).toMatch(/^95件中2件が不合格です。\nアカウント 111122223333、2リージョン\n/);
    expect(out).toContain('根拠:');
    const prose = (out + err).replace(/^ {4}aws .*$/gm, '');
    expect(englishIn(prose).filter((text) => !/^(?:signin|sign-ins|CloudWatch|calls|aws login)/.test(text))).toEqual(
      [],
    );
  });

  test('--verbose shows each way', async () => {
    const { out } = await ask(undefined, ['--verbose', '--checks', 'signin.root']);
    expect(out).toContain('signin.root: us-east-1: alarm sign-ins alerts 2 people within about 13 minutes.');
  });
});

describe('exit status', () => {
  test.each<[string, readonly string[], Change | undefined, number]>([
    ['all passed', [], undefined, EXIT.done],
    ['a failure', [], OFF, EXIT.found],
    ['a failure below --fail-on', ['--fail-on', 'critical'], OFF, EXIT.done],
    ['a failure at --fail-on', ['--fail-on', 'high'], OFF, EXIT.found],
    [
      'a failure that was not asked about',
      ['--checks', 'signin.root,controls'],
      ALARM_BREAKS['no filter at all'],
      EXIT.found,
    ],
    ['none of what was asked about', ['--checks', 'sign-ins'], ALARM_BREAKS['no filter at all'], EXIT.done],
    ['what cannot be known from here', [], ORGANIZATION, EXIT.refused],
    ['no such check', ['--checks', 'cloudwatch3'], OFF, EXIT.wrongUse],
    ['no such region', ['--regions', 'tokyo'], OFF, EXIT.wrongUse],
  ])('%s', async (_, argv, change, expected) => {
    expect((await ask(change, argv)).exit).toBe(expected);
  });

  test('credentials that are over end it', async () => {
    const over = (_: string, action: string) =>
      action === 'DescribeAlarms' ? new AwsFault('ExpiredTokenException', 'The security token is expired') : undefined;
    const { exit, out, err } = await ask(undefined, [], { trouble: over });
    expect({ exit, out }).toEqual({ exit: EXIT.refused, out: '' });
    expect(err).toContain('expired');
  });
});

describe('formats', () => {
  test('json has each check with its evidence, remedies, controls and missing permissions', async () => {
    const { out } = await ask(OFF, ['--format', 'json', '--checks', 'CloudWatch.3', '--regions', 'us-east-1']);
    expect(JSON.parse(out)).toMatchObject({
      version: 1,
      account: '111122223333',
      accountName: null,
      regions: ['us-east-1'],
      verdict: '1 of 1 check failed.',
      counts: { pass: 0, fail: 1, unknown: 0 },
      checks: [
        {
          id: 'CloudWatch.3',
          area: 'controls',
          title: 'A console sign-in without MFA',
          result: 'fail',
          severity: 'high',
          said: 'Nobody is alerted. The actions of alarm CloudWatch.3 are disabled.',
          evidence: ['The actions of alarm CloudWatch.3 are disabled.'],
          todo: ['Enable the actions of alarm CloudWatch.3.', DEPLOY],
          controls: { cis: ['3.0:4.2', '5.0:4.2', '6.0:5.2'], securityHub: ['CloudWatch.3'], rules: ['signin-no-mfa'] },
          missing: [],
          remedies: [
            {
              todo: 'Enable the actions of alarm CloudWatch.3.',
              kind: 'commands',
              commands: ['aws cloudwatch enable-alarm-actions --alarm-names CloudWatch.3 --region us-east-1'],
              afterwards: null,
            },
            { todo: DEPLOY, kind: 'settings', settings: 'pipelines: [events, logs]\n' },
          ],
        },
      ],
      notLookedAt: expect.arrayContaining(['regions other than us-east-1', 'checks other than CloudWatch.3']),
    });
  });

  test('csv has a row for each check', async () => {
    const { out } = await ask(OFF, ['--format', 'csv', '--checks', 'CloudWatch.3,CloudWatch.5']);
    expect(out.split('\n')).toEqual([
      'id,area,result,severity,title,finding,todo,cis,securityHub,rules,missing,evidence',
      'CloudWatch.3,controls,fail,high,A console sign-in without MFA,Nobody is alerted. The actions of alarm CloudWatch.3 are disabled.,"Enable the actions of alarm CloudWatch.3. `login-watch init` for a channel, then `login-watch deploy` with `pipelines: [events, logs]` closes 1 of these.",3.0:4.2 5.0:4.2 6.0:5.2,CloudWatch.3,signin-no-mfa,,The actions of alarm CloudWatch.3 are disabled.',
      'CloudWatch.5,controls,pass,critical,A trail changes,Alarm CloudWatch.5 alerts 2 people within about 13 minutes; nobody by EventBridge.,,3.0:4.5 5.0:4.5 6.0:5.5,CloudWatch.5,trail-stopped trail-changed,,us-east-1: alarm CloudWatch.5 alerts 2 people within about 13 minutes.',
      '',
    ]);
  });
});

test('nothing is changed: every call is a read', async () => {
  const { account } = await ask(undefined);
  // IAM makes its report; nothing of the account changes.
  const isRead = (action: string) =>
    /^(?:Get|List|Describe|LookupEvents|FilterLogEvents)/.test(action) || action === 'GenerateCredentialReport';
  expect(account.calls.filter(({ action }) => !isRead(action))).toEqual([]);
});

describe('doors', () => {
  test('are read for their own checks only', async () => {
    const ofIam = ({ service }: { readonly service: string }) => service === 'iam';
    const other = await ask(undefined, ['--checks', 'signin.root']);
    expect(other.account.calls.filter(ofIam).map(({ action }) => action)).toEqual(['ListAccountAliases']);
    const { account, out, exit } = await ask(undefined, ['--checks', 'doors']);
    expect(exit).toBe(EXIT.done);
    expect(account.calls.filter(ofIam).length).toBeGreaterThan(5);
    expect(out).toMatch(/^All 14 checks passed\./);
  });

  test('name people, the commands, and what can’t be seen; the settings say which networks are trusted', async () => {
    const broken: Change = (account) => {
      USER_BREAKS['two users without MFA']?.(account);
      GUARD_BREAKS["guard that shuts out Identity Center's portal"]?.(account);
    };
    const settings = 'trusted: [203.0.113.0/24, { cidr: 2001:db8::/32, until: 2020-01-01 }]\n';
    const { out, exit } = await ask(broken, ['--checks', 'doors', '--verbose'], {}, settings);
    expect(exit).toBe(EXIT.found);
    // The table cuts lines.
    const text = out.replace(/\s+/g, ' ');
    expect(text).toContain('2 users have a password and no MFA: alice and carol.');
    expect(text).toContain("The sign-in guard lets in 2001:db8::/32, which the settings don't trust.");
    expect(out).toContain('    aws iam delete-login-profile --user-name alice\n');
    expect(text).toContain('- whether Identity Center (us-east-1) asks for MFA: no public API shows it');
  });
});
