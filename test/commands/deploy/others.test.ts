/** What other people have in the account stays theirs: merged, or refused with what to do. */
import {
  CloudWatchLogsClient,
  PutMetricFilterCommand,
  PutSubscriptionFilterCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import {
  GetBucketNotificationConfigurationCommand,
  PutBucketNotificationConfigurationCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { describe, expect, test } from 'vitest';
import type { FaultInjector } from '../../../sandbox/account/router.ts';
import { AwsFault } from '../../../sandbox/account/service.ts';
import { type Live, live } from '../../helpers/notifier/live.ts';

const SETTINGS = `name: acme
language: en
timezone: UTC
pipelines: [s3]
trail: { use: existing, name: main }
channels:
  - slack: { webhook: ssm:/acme/slack-webhook }
`;
const REGION = 'us-east-1';
const ACCOUNT = '111122223333';

/** An account with a trail `main`, its bucket and its log group. */
async function withTrail(
  settings: string,
  trail: Readonly<Record<string, string | boolean>> = {},
  trouble?: FaultInjector,
): Promise<Live> {
  const account = await live(trouble === undefined ? {} : { trouble });
  account.logs.create('main-logs');
  account.cloudtrail.add({
    Name: 'main',
    S3BucketName: 'main-trail',
    IsMultiRegionTrail: true,
    CloudWatchLogsLogGroupArn: `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:main-logs:*`,
    ...trail,
  });
  await account.settings(settings);
  return account;
}

/** Deploying is refused, and AWS holds no stack, nor a change set of one. */
async function refused(account: Live, ...argv: readonly string[]): Promise<string> {
  const { exit, err } = await account.run('deploy', '--yes', ...argv);
  expect(exit).toBeGreaterThan(1);
  expect(account.cloudformation.stacks.filter(({ status }) => !status.startsWith('DELETE'))).toEqual([]);
  return err;
}

describe('the trail’s bucket', () => {
  const s3 = () => new S3Client({ region: REGION, forcePathStyle: true });

  test('keeps all that it tells already, word for word', async () => {
    const account = await withTrail(SETTINGS);
    account.s3.create('main-trail');
    const theirs = {
      LambdaFunctionConfigurations: [
        {
          Id: 'siem',
          LambdaFunctionArn: `arn:aws:lambda:${REGION}:${ACCOUNT}:function:siem`,
          Events: ['s3:ObjectCreated:*' as const],
          Filter: { Key: { FilterRules: [{ Name: 'prefix' as const, Value: 'AWSLogs/' }] } },
        },
      ],
      QueueConfigurations: [
        { Id: 'lake & co', QueueArn: `arn:aws:sqs:${REGION}:${ACCOUNT}:lake`, Events: ['s3:ObjectRemoved:*' as const] },
      ],
    };
    await s3().send(
      new PutBucketNotificationConfigurationCommand({
        ...{ Bucket: 'main-trail', NotificationConfiguration: theirs },
        // S3 would refuse them anew: what was there before our change isn't ours to prove.
        SkipDestinationValidation: true,
      }),
    );
    expect(await account.run('deploy', '--yes')).toMatchObject({ exit: 0 });
    const { $metadata: _, ...now } = await s3().send(
      new GetBucketNotificationConfigurationCommand({ Bucket: 'main-trail' }),
    );
    expect(now).toMatchObject({ ...theirs, EventBridgeConfiguration: {} });
  });

  test('in another region can’t feed pipeline s3 from here', async () => {
    const account = await withTrail(SETTINGS);
    account.s3.create('main-trail', 'eu-west-1');
    const err = await refused(account);
    expect(err).toContain('bucket main-trail is in eu-west-1');
    expect(err).toContain('--region eu-west-1');
  });

  test('of another account is not written to, even where its policy lets us', async () => {
    const account = await withTrail(SETTINGS);
    account.s3.create('main-trail');
    account.s3.owners.set('main-trail', '444455556666');
    const err = await refused(account);
    expect(err).toContain(
      'either bucket main-trail belongs to another account than 111122223333, or the permission is missing',
    );
    expect(err).toContain('`trail: { use: existing, bucket: …, account: … }`');
    expect(account.s3.buckets.get('main-trail')?.configurations.size).toBe(0);
  });

  test('of another account that keeps us out is told the same', async () => {
    const account = await withTrail(SETTINGS);
    account.s3.foreign.add('main-trail');
    expect(await refused(account)).toContain('belongs to another account');
  });

  test('that is gone is told as gone', async () => {
    const err = await refused(await withTrail(SETTINGS));
    expect(err).toContain('bucket main-trail does not exist');
  });
});

describe('the log group', () => {
  const logs = SETTINGS.replace('[s3]', '[logs]');
  const put = (filterName: string, functionName: string) =>
    new CloudWatchLogsClient({ region: REGION }).send(
      new PutSubscriptionFilterCommand({
        logGroupName: 'main-logs',
        filterName,
        filterPattern: '',
        destinationArn: `arn:aws:lambda:${REGION}:${ACCOUNT}:function:${functionName}`,
      }),
    );

  test('has a filter of our name that leads elsewhere', async () => {
    const account = await withTrail(logs);
    await put('acme-1', 'siem');
    const err = await refused(account);
    expect(err).toMatch(/with the same names and other destinations:\n {2}acme-1 -> .*function:siem/);
    expect(err).toContain('another `name:`');
  });

  describe('with filters that have regular expressions', () => {
    const metric = (filterName: string, filterPattern: string) =>
      new CloudWatchLogsClient({ region: REGION }).send(
        new PutMetricFilterCommand({
          ...{ logGroupName: 'main-logs', filterName, filterPattern },
          metricTransformations: [{ metricName: filterName, metricNamespace: 'theirs', metricValue: '1' }],
        }),
      );
    const fill = async (count: number) => {
      for (let index = 0; index < count; index += 1)
        await metric(`theirs-${index}`, `{ $.eventName = %^Put${index}% }`);
    };

    test('leaves no room for ours: refused before, with the filters that are in use', async () => {
      const account = await withTrail(logs);
      await fill(4);
      await metric('plain', '{ $.eventName = "100%" && $.errorCode = "5%" }');
      const err = await refused(account);
      expect(err).toContain(
        'Log group main-logs allows five filters with a regular expression; 2 are needed, but 4 are in use:\n  theirs-0: { $.eventName = %^Put0% }\n',
      );
      expect(err).toMatch(/theirs-3.*\n.*pipeline s3 instead of logs/);
      expect(err).not.toContain('plain');
      expect(await refused(account, '--language', 'ja')).toContain('正規表現を使えるフィルターは5個までです');
    });

    test('leaves enough: deployed, and deployed again beside our own', async () => {
      const account = await withTrail(logs);
      await fill(3);
      expect(await account.run('deploy', '--yes')).toMatchObject({ exit: 0 });
      await account.settings(`${logs}accounts: ['444455556666']\n`);
      expect(await account.run('deploy', '--yes')).toMatchObject({ exit: 0 });
    });

    test('that may not be read: it is said, and deployed', async () => {
      const account = await withTrail(logs, {}, (_, action) =>
        action === 'DescribeMetricFilters' ? new AwsFault('AccessDeniedException', 'not authorized') : undefined,
      );
      const { exit, out } = await account.run('deploy', '--yes');
      expect(exit).toBe(0);
      expect(out.replaceAll(/\s+/g, ' ')).toMatch(
        /Notes: .*logs:DescribeMetricFilters.*so it isn’t known whether the log group has room for the regular expressions/,
      );
    });

    test('that can’t be read for another reason end it', async () => {
      const account = await withTrail(logs, {}, (_, action) =>
        action === 'DescribeMetricFilters'
          ? new AwsFault('ServiceUnavailableException', 'later', { status: 503 })
          : undefined,
      );
      expect(await refused(account)).toContain('DescribeMetricFilters');
    });
  });

  test('of an organization’s trail in another account can’t be listened to', async () => {
    const account = await withTrail(logs, {
      IsOrganizationTrail: true,
      CloudWatchLogsLogGroupArn: `arn:aws:logs:${REGION}:444455556666:log-group:main-logs:*`,
    });
    const err = await refused(account);
    expect(err).toContain('pipeline logs needs its log group, which is in account 444455556666');
    expect(err).toContain('trail: { use: new }');
  });
});

describe('a name that somebody else has', () => {
  const fresh = SETTINGS.replace('{ use: existing, name: main }', '{ use: new }').replace('[s3]', '[alarms]');
  const named: readonly (readonly [string, (account: Live) => unknown])[] = [
    ['queue acme-outbox.fifo', ({ sqs }) => sqs.create('acme-outbox.fifo', { FifoQueue: 'true' })],
    ['topic acme-mail', ({ sns }) => sns.create('acme-mail')],
    ['topic acme-alarms', ({ sns }) => sns.create('acme-alarms')],
    ['function acme-notifier', ({ lambda }) => lambda.create('acme-notifier')],
    ['role acme-hours-us-east-1', ({ identity }) => identity.roles.add('acme-hours-us-east-1')],
    ['log group acme-trail', ({ logs }) => logs.create('acme-trail')],
    ['bucket acme-trail-111122223333', ({ s3 }) => s3.create('acme-trail-111122223333')],
    ['trail acme-trail', ({ cloudtrail }) => cloudtrail.add({ Name: 'acme-trail' })],
  ];

  test.each(named)(
    '%s is neither used nor taken over',
    async (what, make) => {
      const account = await live();
      make(account);
      await account.settings(`${fresh}businessHours: { days: [mon], from: '09:00', to: '18:00', mute: [low] }\n`);
      const err = await refused(account);
      expect(err).toContain(`${what} in us-east-1`);
      expect(err).toContain('Choose another `name:`');
    },
    60_000,
  );

  test('table acme-logins is neither used nor taken over', async () => {
    const account = await live();
    const { CreateTableCommand, DynamoDBClient } = await import('@aws-sdk/client-dynamodb');
    await new DynamoDBClient({ region: REGION }).send(
      new CreateTableCommand({
        TableName: 'acme-logins',
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [{ AttributeName: 'user', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'user', KeyType: 'HASH' }],
      }),
    );
    await account.settings(fresh);
    expect(await refused(account)).toContain('table acme-logins in us-east-1');
  });

  test('log group of the function: told before anything is made', async () => {
    const account = await live();
    account.logs.create('/aws/lambda/acme-notifier');
    await account.settings(fresh);
    const err = await refused(account);
    expect(err).toContain('/aws/lambda/acme-notifier');
    expect(err).toContain('already exists');
  });

  test('a stack acme-notifier that isn’t ours stays what it is', async () => {
    const account = await live();
    const { CloudFormationClient, CreateChangeSetCommand, DescribeChangeSetCommand, ExecuteChangeSetCommand } =
      await import('@aws-sdk/client-cloudformation');
    const client = new CloudFormationClient({ region: REGION });
    const { Id } = await client.send(
      new CreateChangeSetCommand({
        StackName: 'acme-notifier',
        ChangeSetName: 'theirs',
        ChangeSetType: 'CREATE',
        TemplateBody: 'Resources: { Topic: { Type: "AWS::SNS::Topic", Properties: { TopicName: theirs } } }',
      }),
    );
    for (let look = 0; look < 4; look += 1) await client.send(new DescribeChangeSetCommand({ ChangeSetName: Id }));
    await client.send(new ExecuteChangeSetCommand({ ChangeSetName: Id }));
    await account.settings(fresh);
    const { exit, err } = await account.run('deploy', '--yes');
    expect({ exit, err }).toMatchObject({
      exit: 3,
      err: expect.stringContaining('Stack acme-notifier in us-east-1 doesn’t belong to login-watch'),
    });
    expect(account.cloudformation.stacks.find(({ name }) => name === 'acme-notifier')?.resources.size).toBe(1);
  });

  test('what an earlier notifier of ours left behind is no obstacle: it is taken over', async () => {
    const account = await live();
    await account.settings(fresh);
    expect(await account.run('deploy', '--yes')).toMatchObject({ exit: 0 });
    expect(await account.run('destroy', '--yes')).toMatchObject({ exit: 0 });
    const { exit, out } = await account.run('deploy', '--yes');
    expect(exit).toBe(0);
    expect(out).toMatch(/=\s+Logins\s+DynamoDB::Table\s+exists, is taken over/);
  });
});
