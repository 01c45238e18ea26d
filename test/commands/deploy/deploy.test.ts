import { describe, expect, test } from 'vitest';
import { type Live, live } from '../../helpers/notifier/live.ts';

const SETTINGS = `name: acme
language: en
timezone: Asia/Tokyo
pipelines: [events, logs]
trail: { use: new }
channels:
  - slack: { webhook: ssm:/acme/slack-webhook }
  - email: { to: [ops@example.com] }
`;

/** As people do from their mail. */
function confirmMail({ sns }: Live): void {
  const topic = 'arn:aws:sns:us-east-1:111122223333:acme-mail';
  for (const { token } of sns.subscriptions(topic)) sns.confirm(topic, token);
}

test('from nothing to a proof: planned, deployed, tested through, and then nothing is left to change', async () => {
  const account = await live({ regions: ['us-east-1', 'eu-north-1'] });
  await account.settings(SETTINGS);

  const plan = await account.run('deploy', '--plan');
  expect(plan).toMatchObject({ exit: 1 });
  expect(plan.out).toContain('Stack acme-notifier is created:');
  expect(plan.out).toContain('FunctionRole: dynamodb:GetItem');
  expect(plan.out).toContain('forwarder is created');
  expect(account.cloudformation.stacks.filter(({ status }) => !status.startsWith('DELETE'))).toEqual([]);

  const deployed = await account.run('deploy', '--yes');
  expect(deployed).toMatchObject({ exit: 0 });
  expect(deployed.err).toContain('Deployed to us-east-1.');
  const names = account.cloudformation.stacks.filter(({ status }) => status === 'CREATE_COMPLETE');
  expect(names.map(({ name, region }) => `${name} ${region}`)).toEqual([
    'acme-artifacts us-east-1',
    'acme-trail us-east-1',
    'acme-notifier us-east-1',
    'acme-forwarder eu-north-1',
  ]);

  confirmMail(account);
  const proof = await account.run('test', '--deployed', '--format', 'json');
  expect(JSON.parse(proof.out)).toEqual(
    ['events', 'logs'].flatMap((pipeline) => [
      { pipeline, step: 'function', outcome: 'ok', ms: expect.any(Number), detail: 'found 1 record' },
      {
        pipeline,
        step: 'rules',
        outcome: 'ok',
        ms: expect.any(Number),
        detail: expect.stringContaining('signin-untrusted'),
      },
      expect.objectContaining({ pipeline, outcome: 'ok', detail: 'sent' }),
      expect.objectContaining({ pipeline, outcome: 'ok', detail: 'sent' }),
    ]),
  );
  expect(proof.exit).toBe(0);
  expect(account.slack.received).toHaveLength(2);
  expect(account.slack.received[0]?.body).toContain('login-watch-test');
  expect(account.sns.published).toHaveLength(2);

  const mail = await account.run('test-email');
  expect(mail).toMatchObject({ exit: 0, out: expect.stringContaining('sent') });
  expect(account.sns.published.at(-1)).toMatchObject({
    topicArn: 'arn:aws:sns:us-east-1:111122223333:acme-mail',
    subject: expect.stringContaining('[test] critical: Root signed in'),
  });

  const again = await account.run('deploy', '--plan');
  expect(again).toMatchObject({ exit: 0, err: expect.stringContaining('Nothing changes') });

  await account.settings(SETTINGS.replace('Asia/Tokyo', 'UTC'));
  const changed = await account.run('deploy', '--plan');
  expect(changed.exit).toBe(1);
  expect(changed.out).toMatch(/~\s+Function\s+Lambda::Function\s+Code/);
  expect(changed.out).toContain('Stack acme-trail is unchanged');
});

describe('pipelines s3 and alarms on a trail that exists', () => {
  const settings = SETTINGS.replace('[events, logs]', '[s3, alarms]').replace(
    '{ use: new }',
    '{ use: existing, name: main }',
  );

  test('the bucket keeps what listens to it and tells EventBridge as well; each pipeline is proven', async () => {
    const account = await live();
    account.s3.create('main-trail');
    account.logs.create('main-logs');
    account.cloudtrail.add({
      Name: 'main',
      S3BucketName: 'main-trail',
      IsMultiRegionTrail: true,
      CloudWatchLogsLogGroupArn: 'arn:aws:logs:us-east-1:111122223333:log-group:main-logs:*',
    });
    await account.settings(settings);

    const deployed = await account.run('deploy', '--yes');
    expect(deployed).toMatchObject({
      exit: 0,
      out: expect.stringContaining('Bucket main-trail will send its events to EventBridge'),
    });
    confirmMail(account);
    const proof = await account.run('test', '--deployed', '--format', 'json');
    expect(JSON.parse(proof.out).map(({ outcome }: { outcome: string }) => outcome)).toEqual(Array(8).fill('ok'));
    expect(account.s3.keys('acme-artifacts-111122223333').filter((key) => key.startsWith('test/'))).toEqual([]);
    expect(await account.run('deploy', '--plan')).toMatchObject({ exit: 0 });
  });
});

describe('refuses, and changes nothing', () => {
  test('where nobody can be asked', async () => {
    const account = await live();
    await account.settings(SETTINGS);
    expect(await account.run('deploy')).toMatchObject({ exit: 2, err: expect.stringContaining('--yes') });
  });

  test('where a secret is on this machine only', async () => {
    const account = await live();
    await account.settings(SETTINGS.replace('ssm:/acme/slack-webhook', 'env:SLACK'));
    const { exit, err } = await account.run('deploy', '--yes');
    expect({ exit, err }).toMatchObject({ exit: 2, err: expect.stringContaining('environment variable SLACK') });
    expect(account.cloudformation.stacks).toEqual([]);
  });

  test('where the function would send to a host that was not allowed', async () => {
    const account = await live();
    account.ssm.put('/acme/hook', ['https://attacker.example', 'hush-hush'].join('/'));
    const webhook = SETTINGS.replace('slack: { webhook: ssm:/acme/slack-webhook }', 'webhook: { url: ssm:/acme/hook }');
    await account.settings(webhook.replace('{ use: new }', '{ use: existing }'));
    const refused = await account.run('deploy', '--yes');
    expect(refused).toMatchObject({
      exit: 2,
      err: expect.stringContaining('deploy --yes --allow-host attacker.example'),
    });
    expect(refused.err).not.toContain('hush');
    expect(account.cloudformation.stacks).toEqual([]);
    // The next thing in the way is the trail.
    for (const argv of [
      ['deploy', '--yes', '--allow-host', 'attacker.example'],
      ['deploy', '--plan'],
    ]) {
      expect(await account.run(...argv)).toMatchObject({
        exit: 2,
        err: expect.stringContaining('trail: { use: new }'),
      });
    }
  });

  test('where there is no trail', async () => {
    const account = await live();
    await account.settings(SETTINGS.replace('{ use: new }', '{ use: existing }'));
    expect(await account.run('deploy', '--yes')).toMatchObject({
      exit: 2,
      err: expect.stringContaining('trail: { use: new }'),
    });
  });

  test('where others have both places of the log group, by name', async () => {
    const account = await live();
    account.logs.create('main-logs');
    account.cloudtrail.add({
      Name: 'main',
      S3BucketName: 'main-trail',
      IsMultiRegionTrail: true,
      CloudWatchLogsLogGroupArn: 'arn:aws:logs:us-east-1:111122223333:log-group:main-logs:*',
    });
    await account.settings(SETTINGS.replace('{ use: new }', '{ use: existing }'));
    const { CloudWatchLogsClient, PutSubscriptionFilterCommand } = await import('@aws-sdk/client-cloudwatch-logs');
    const client = new CloudWatchLogsClient({ region: 'us-east-1' });
    for (const name of ['siem', 'archive']) {
      const destinationArn = `arn:aws:lambda:us-east-1:111122223333:function:${name}`;
      await client.send(
        new PutSubscriptionFilterCommand({
          logGroupName: 'main-logs',
          filterName: name,
          filterPattern: '',
          destinationArn,
        }),
      );
    }
    const { exit, err } = await account.run('deploy', '--yes');
    expect(exit).toBe(2);
    expect(err).toMatch(/siem -> arn.*\n.*archive -> arn/);
    expect(err).toContain('use pipeline s3 instead of logs');
    expect(account.cloudformation.stacks).toEqual([]);
  });
});
