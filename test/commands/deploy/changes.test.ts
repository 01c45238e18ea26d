/** Settings change, and with them only what they say. */
import { describe, expect, test } from 'vitest';
import { type Live, live } from '../../helpers/notifier/live.ts';

const SETTINGS = `name: acme
language: en
timezone: UTC
pipelines: [logs]
trail: { use: new }
channels:
  - slack: { webhook: ssm:/acme/slack-webhook }
  - email: { to: [ops@example.com] }
`;

/** From one deployment to another: the plan of the second, which is then carried out, and leaves nothing to do. */
async function changed(from: string, to: string): Promise<{ readonly account: Live; readonly out: string }> {
  const account = await live();
  await account.settings(from);
  expect(await account.run('deploy', '--yes')).toMatchObject({ exit: 0 });
  expect(await account.run('deploy', '--yes')).toMatchObject({
    exit: 0,
    err: expect.stringContaining('Nothing changes'),
  });
  await account.settings(to);
  const { exit, out } = await account.run('deploy', '--plan');
  expect(exit).toBe(1);
  expect(await account.run('deploy', '--yes')).toMatchObject({ exit: 0 });
  expect(await account.run('deploy', '--plan')).toMatchObject({ exit: 0 });
  return { account, out };
}

/** `~ Function`, as the plan has them. */
const lines = (out: string) =>
  out.split('\n').flatMap((line) => /^\s*[+~=-]\s+\w+/.exec(line.trim())?.[0].replace(/\s+/g, ' ') ?? []);

const stacks = ({ cloudformation }: Live) =>
  cloudformation.stacks
    .filter(({ deleted }) => deleted === undefined)
    .map(({ name }) => name)
    .toSorted();

test('what only the function reads changes only the function’s code', async () => {
  const { out } = await changed(SETTINGS, SETTINGS.replace('language: en', 'language: ja'));
  expect(lines(out)).toEqual(['~ Function']);
  expect(out).toMatch(/Function\s+Lambda::Function\s+Code$/m);
  expect(out).not.toContain('Its roles may');
  // CloudFormation lists what refers to the function, and can't say that it stays.
  expect(out.replaceAll(/\s+/g, ' ')).toMatch(
    /Function を参照しているためAWSが挙げるもの（内容は変わらない）：.*LogsPermission.*合計：リソース1件/,
  );
  expect(out).not.toContain('作り直す可能性');
});

test('a mail address more asks that one address, and no other again', async () => {
  const { account, out } = await changed(
    SETTINGS,
    SETTINGS.replace('[ops@example.com]', '[ops@example.com, sec@example.com]'),
  );
  expect(lines(out).filter((line) => line !== '~ Function')).toEqual([expect.stringMatching(/^\+ Mail1x/)]);
  expect(
    account.sns.subscriptions('arn:aws:sns:us-east-1:111122223333:acme-mail').map(({ endpoint }) => endpoint),
  ).toEqual(['ops@example.com', 'sec@example.com']);
});

test('people are told of the confirmation when one is asked for, not at every deploy', async () => {
  const account = await live();
  await account.settings(SETTINGS);
  expect((await account.run('deploy', '--yes')).err).toContain('login-watch confirm-email');
  await account.settings(SETTINGS.replace('language: en', 'language: ja'));
  expect((await account.run('deploy', '--yes')).err).not.toContain('confirm-email');
});

test('deploy warns first where no one hears of the notifier’s failure; health mends it by a topic of its own, and nothing is made anew', async () => {
  const deaf = SETTINGS.replace(/ {2}- email.*\n/, '');
  const account = await live();
  await account.settings(deaf);
  const first = await account.run('deploy', '--yes');
  expect([first.exit, first.err.split('\n')[0]]).toEqual([0, expect.stringContaining('no one hears')]);
  const status = await account.run('status');
  expect(status.out).toContain('No one hears if the notifier itself fails.');
  const other = await account.run('--language', 'ja', 'deploy', '--plan');
  expect(other.err.split('\n')[0]).toContain('誰にも知らされません');

  await account.settings(`${deaf}health: { email: [well@example.com] }\n`);
  const { out, err } = await account.run('deploy', '--yes');
  expect(err).not.toContain('no one hears');
  expect(lines(out)).toEqual(expect.arrayContaining(['+ HealthTopic', '+ HealthTopicPolicy', '~ ErrorsAlarm']));
  expect(lines(out).filter((line) => /^[-=]|^[+~] (?:MailTopic1|Logins|Outbox|Dead)$/.test(line))).toEqual([]);
  expect(err).toContain('login-watch confirm-email');
  const topic = 'arn:aws:sns:us-east-1:111122223333:acme-mail-health';
  expect(account.sns.subscriptions(topic).map(({ endpoint }) => endpoint)).toEqual(['well@example.com']);
  expect((await account.run('status')).out).toContain('well@example.com');
});

test('business hours come with what tells their end, and go with it', async () => {
  const hours = `${SETTINGS}businessHours: { days: [mon], from: '09:00', to: '18:00', mute: [low] }\n`;
  // The role that calls the function is there before, for the pulse.
  expect((await changed(SETTINGS, hours)).out).toMatch(/\+ +HoursEnd +Scheduler::Schedule +new/);
  expect((await changed(hours, SETTINGS)).out).toMatch(/- +HoursEnd +Scheduler::Schedule/);
});

describe('pipelines', () => {
  test('alarms on: its stack, and what the function may do more, with names and without conditions', async () => {
    const { account, out } = await changed(SETTINGS, SETTINGS.replace('[logs]', '[logs, alarms]'));
    expect(stacks(account)).toContain('acme-alarms');
    // What is too long for a line goes on further to the right.
    expect(out.replaceAll(/\n {4}/g, ' ')).toContain(
      'FunctionRole: logs:FilterLogEvents, logs:DescribeMetricFilters on arn:aws:logs:us-east-1:111122223333:log-group:acme-trail',
    );
    expect(out).not.toMatch(/\(if |\$\{|AWS::/);
    // Nothing is allowed for pipelines that are off.
    expect(out).not.toContain('kms:Decrypt');
  });

  test('alarms off: its stack goes', async () => {
    const { account, out } = await changed(SETTINGS.replace('[logs]', '[logs, alarms]'), SETTINGS);
    expect(out).toContain('stack acme-alarms in us-east-1: pipeline alarms is off');
    expect(stacks(account)).toEqual(['acme-artifacts', 'acme-notifier', 'acme-trail']);
  });

  test('logs off and s3 on: the one place in the log group is given back', async () => {
    const { account } = await changed(SETTINGS, SETTINGS.replace('[logs]', '[s3]'));
    expect(account.logs.group('acme-trail').subscriptionFilters.size).toBe(0);
  });
});

test('another trail is used from now on: the own one goes on, and it is said how it goes and that it costs', async () => {
  const account = await live();
  await account.settings(SETTINGS);
  expect(await account.run('deploy', '--yes')).toMatchObject({ exit: 0 });
  account.logs.create('main-logs');
  account.cloudtrail.add({
    Name: 'main',
    S3BucketName: 'main-trail',
    IsMultiRegionTrail: true,
    CloudWatchLogsLogGroupArn: 'arn:aws:logs:us-east-1:111122223333:log-group:main-logs:*',
  });
  await account.settings(SETTINGS.replace('{ use: new }', '{ use: existing, name: main }'));
  const { exit, out } = await account.run('deploy', '--plan');
  expect(exit).toBe(1);
  expect(out.replace(/\s+/g, ' ')).toContain(
    'Stack acme-trail has a trail of its own, which keeps recording and costs money beside main.',
  );
  expect(await account.run('deploy', '--yes')).toMatchObject({ exit: 0 });
  expect(stacks(account)).toContain('acme-trail');
});

test('another name is another notifier: the first stays as it is', async () => {
  const account = await live();
  await account.settings(SETTINGS);
  expect(await account.run('deploy', '--yes')).toMatchObject({ exit: 0 });
  await account.settings(SETTINGS.replace('name: acme', 'name: beta'));
  const { exit, out } = await account.run('deploy', '--yes');
  expect({ exit, out }).toMatchObject({ exit: 0, out: expect.stringContaining('Notifier acme is deployed here, too') });
  expect(stacks(account)).toEqual(
    ['acme', 'beta'].flatMap((name) => ['artifacts', 'notifier', 'trail'].map((what) => `${name}-${what}`)),
  );
});
