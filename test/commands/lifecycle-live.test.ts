/** What people live through: deployed, looked at, changed, broken, mended, removed; in an account where all of it runs. */
import {
  CloudFormationClient,
  CreateChangeSetCommand,
  DeleteStackCommand,
  DescribeStacksCommand,
} from '@aws-sdk/client-cloudformation';
import { CloudTrailClient, StartLoggingCommand, StopLoggingCommand } from '@aws-sdk/client-cloudtrail';
import { CloudWatchLogsClient, DeleteSubscriptionFilterCommand } from '@aws-sdk/client-cloudwatch-logs';
import { LambdaClient, UpdateEventSourceMappingCommand } from '@aws-sdk/client-lambda';
import { GetBucketNotificationConfigurationCommand, S3Client } from '@aws-sdk/client-s3';
import { expect, test, vi } from 'vitest';
import type { Difference } from '../../sandbox/cloudformation/cloudformation.ts';
import { run } from '../../src/cli.ts';
import { fakeHost } from '../helpers/host/fake-host.ts';
import { playing } from '../helpers/host/keys.ts';
import { type Live, live } from '../helpers/notifier/live.ts';
import { eventBridgeEnvelope } from '../helpers/records/envelopes.ts';
import { ELSEWHERE, iamUser, root, signIn } from '../helpers/records/records.ts';

const HOME = 'us-east-1';
const SETTINGS = `name: acme
language: en
timezone: Asia/Tokyo
pipelines: [events, logs]
trail: { use: new }
channels:
  - slack: { webhook: ssm:/acme/slack-webhook }
  - email: { to: [ops@example.com] }
`;

interface Checked {
  readonly check: string;
  readonly of: string | null;
  readonly state: string;
  readonly said: string;
  readonly todo: string | null;
}

/** What `status` says, `CHECK: OF STATE SAID` each; `bad` is what isn't fine. */
async function status(account: Live, ...argv: readonly string[]) {
  const { exit, out } = await account.run('status', '--format', 'json', ...argv);
  const checks: readonly Checked[] = JSON.parse(out).checks;
  const lines = checks.map(({ check, of, state, said }) => `${check}${of === null ? '' : `: ${of}`} ${state} ${said}`);
  const bad = checks.flatMap(({ state }, index) => (state === 'ok' ? [] : [lines[index] ?? '']));
  const todo = (of: string) => checks.find((one) => one.of === of && one.state !== 'ok')?.todo ?? '';
  return { exit, lines, bad, todo };
}

/** CloudTrail writes a file and hands records on every few minutes. */
const trailDelivers = ({ cloudtrail }: Live, now = Date.now() / 1_000) =>
  cloudtrail.turn('acme-trail', { LatestDeliveryTime: now, LatestCloudWatchLogsDeliveryTime: now });

const signInBy = (by: ReturnType<typeof root>, minute: number) =>
  signIn({ by, from: ELSEWHERE, minute, also: { eventTime: new Date(Date.now() - 1_000).toISOString() } });

/** A sign-in by each pipeline, as AWS hands it over, and the time until people are told: two people are two stories. */
async function somebodySignsIn(account: Live): Promise<void> {
  const before = account.slack.received.length;
  const [one, other] = [signInBy(root(), 1), signInBy(iamUser('bob'), 2)];
  account.logs.put('acme-trail', [{ timestamp: Date.now(), message: JSON.stringify(one) }]);
  account.lambda.invokeLater(
    account.lambda.arnOf('acme-notifier', HOME),
    eventBridgeEnvelope(JSON.parse(JSON.stringify(other))),
  );
  await account.settled();
  const deliveries = () => account.cloudwatch.dataIn(HOME).filter(({ name }) => name === 'Deliveries').length;
  const state = () => [account.slack.received.length > before, deliveries() > 0, outbox(account)];
  await vi.waitFor(() => expect(state()).toEqual([true, true, 0]), { timeout: 120_000 });
}

const outbox = ({ sqs }: Live) => sqs.messages('acme-outbox.fifo').length;

function confirmMail({ sns }: Live): void {
  const topic = sns.create('acme-mail');
  for (const { token } of sns.subscriptions(topic)) sns.confirm(topic, token);
}

const left = ({ cloudformation }: Live) =>
  cloudformation.stacks
    .filter((stack) => stack.deleted === undefined)
    .map(({ name, region }) => `${name} ${region}`)
    .toSorted();

/** All in the account that bears our name. */
async function ours(account: Live) {
  const regions = [HOME, 'eu-north-1', 'ap-northeast-1'];
  const tables = await account.tables();
  return [
    ...left(account),
    ...regions.flatMap((region) => [
      ...account.sqs.queuesIn(region).keys(),
      ...account.sns.topicsIn(region).keys(),
      ...account.lambda.functionsIn(region).keys(),
      ...account.lambda.mappingsIn(region).keys(),
      ...account.logs.groupsIn(region).keys(),
    ]),
    ...account.s3.buckets.keys(),
    ...account.cloudtrail.trails.map(({ arn }) => arn),
    ...tables,
  ].filter((name) => !name.includes('theirs'));
}

/** A client of the SDK finds the account by itself, as the program does. */
const at = { region: HOME };

test('deployed, watched, changed, and removed without a trace', async () => {
  const account = await live({ regions: [HOME, 'eu-north-1', 'ap-northeast-1'] });
  await account.settings(SETTINGS);
  const none = await status(account);
  expect(none).toMatchObject({ exit: 1, bad: [expect.stringContaining('no notifier named acme is deployed')] });
  expect(await account.run('deploy', '--yes')).toMatchObject({ exit: 0 });

  const fresh = await status(account);
  expect([fresh.exit, fresh.bad]).toEqual([
    1,
    [
      'pipeline: events warning no record in the last 14 days',
      'pipeline: logs warning no record in the last 14 days',
      'messages: sent warning none in the last 14 days',
      'mail: acme-mail failed not confirmed by ops@example.com; so this mail reaches no one',
      'health mail warning no one is alerted when the notifier itself has a problem',
    ],
  ]);
  expect(fresh.todo('acme-mail')).toContain('login-watch confirm-email');

  confirmMail(account);
  trailDelivers(account);
  await somebodySignsIn(account);
  const well = await status(account);
  expect([well.exit, well.bad]).toEqual([0, []]);
  expect(well.lines).toEqual(
    expect.arrayContaining([
      'regions: covered ok us-east-1, and by forwarders 2 others: ap-northeast-1, eu-north-1',
      'function: outbox ok reads the messages to be sent',
      'function: code ok this version, with these settings',
      expect.stringMatching(/^pipeline: events ok the last record .+ ago$/),
      'pipeline: logs ok 2 subscription filters on log group acme-trail',
      expect.stringMatching(/^pipeline: logs ok the last record .+ ago$/),
      expect.stringMatching(/^messages: sent ok the last .+ ago$/),
      'mail: acme-mail ok confirmed by ops@example.com',
    ]),
  );

  await account.settings(SETTINGS.replace('Asia/Tokyo', 'Europe/Stockholm'));
  const changed = await status(account);
  expect([changed.exit, changed.bad, changed.todo('code')]).toEqual([
    0,
    [
      'function: code warning differs from these settings or this version of the program: one of them changed since the deploy',
    ],
    'Run `login-watch deploy`.',
  ]);
  expect(await account.run('deploy', '--yes')).toMatchObject({ exit: 0 });
  expect(await status(account)).toMatchObject({ exit: 0, bad: [] });

  account.s3.put('acme-trail-111122223333', 'AWSLogs/1.json.gz', 'kept');
  const gone = await account.run('destroy', '--yes');
  expect(gone.exit).toBe(0);
  expect(gone.err).toContain('This stays:\n  table acme-logins with the history of sign-ins');
  expect(gone.err).toContain('stack acme-trail in us-east-1 with its trail, bucket acme-trail-111122223333');
  expect(await ours(account)).toEqual([
    'acme-trail us-east-1',
    'acme-trail',
    'acme-trail-111122223333',
    'arn:aws:cloudtrail:us-east-1:111122223333:trail/acme-trail',
    'acme-logins',
  ]);
  expect([...account.logs.group('acme-trail').subscriptionFilters.keys()]).toEqual([]);
  expect(account.running('acme-notifier')).toBeUndefined();
  expect(await status(account)).toMatchObject({ exit: 1 });

  expect(await account.run('destroy', '--yes')).toMatchObject({
    exit: 0,
    out: expect.stringMatching(/^Nothing is deployed/),
  });
  // Who comes back finds the sign-ins: what was kept is taken over.
  expect(await account.run('deploy', '--yes')).toMatchObject({ exit: 0 });
  expect((await account.run('logins')).out).toContain('root  198.51.100.77');
  const person = playing(fakeHost({ cwd: account.cwd, isTerminal: true, env: { CI: '1' } }), [
    ['Type acme to remove all of this:', 'acme\r'],
  ]);
  const [all] = await Promise.all([run(['destroy', '--all'], person.host), person.played]);
  expect([all, await ours(account)]).toEqual([0, []]);
  // Secrets are people's own.
  expect(account.ssm.get('/acme/slack-webhook')).toBeDefined();
  // And from the beginning: nothing is in the way.
  expect(await account.run('deploy', '--yes')).toMatchObject({ exit: 0, err: expect.stringContaining('Deployed') });
});

test('what people break is told, and what mends it does', async () => {
  const drift = new Map<string, readonly Difference[] | 'DELETED'>();
  const account = await live({ regions: [HOME, 'eu-north-1', 'ap-northeast-1'], stacks: { drift } });
  await account.settings(SETTINGS);
  expect(await account.run('deploy', '--yes')).toMatchObject({ exit: 0 });
  confirmMail(account);
  trailDelivers(account);
  await somebodySignsIn(account);
  expect(await status(account, '--drift')).toMatchObject({ exit: 0, bad: [] });

  const lambda = new LambdaClient(at);
  const [id = ''] = account.lambda.mappingsIn(HOME).keys();
  await lambda.send(new UpdateEventSourceMappingCommand({ UUID: id, Enabled: false }));
  await new CloudTrailClient(at).send(new StopLoggingCommand({ Name: 'acme-trail' }));
  const group = { logGroupName: 'acme-trail', filterName: 'acme-1' };
  await new CloudWatchLogsClient(at).send(new DeleteSubscriptionFilterCommand(group));
  await deleteStack('acme-forwarder', 'eu-north-1');
  drift.set('EventsRule1', [{ path: '/State', expected: 'ENABLED', actual: 'DISABLED', kind: 'NOT_EQUAL' }]);
  const topic = account.sns.create('acme-mail');
  account.sns.topic(topic).subscriptions.splice(0);
  account.sns.subscribe(topic, 'email', 'ops@example.com');
  account.sqs.send('acme-dead', { body: '{"loginWatch":"unreadable","reason":"x","from":"y","text":"z"}' });

  const broken = await status(account, '--drift');
  expect(broken.exit).toBe(1);
  expect(broken.bad).toEqual([
    'regions: not covered warning no forwarder in 1 enabled region: eu-north-1; reported later, by pipeline logs',
    'drift: acme-notifier failed 1 resource changed by hand: EventsRule1: /State is DISABLED, should be ENABLED',
    'trail: acme-trail failed the trail is not logging, so no event arrives',
    'function: outbox failed no message is sent: the event source mapping of the outbox is Disabled',
    'pipeline: logs failed 1 subscription filter on log group acme-trail, but 2 needed',
    'queue: dead failed 1 record that could not be handled, so no alert was sent',
    'mail: acme-mail failed not confirmed by ops@example.com; so this mail reaches no one',
    'health mail warning no one is alerted when the notifier itself has a problem',
  ]);
  expect([broken.todo('not covered'), broken.todo('acme-trail'), broken.todo('dead')]).toEqual([
    'Run `login-watch deploy`.',
    expect.stringContaining('aws cloudtrail start-logging --region us-east-1 --name arn:aws:cloudtrail:'),
    expect.stringContaining('login-watch redrive'),
  ]);
  expect(broken.todo('outbox')).toContain(`--uuid ${id} --enabled`);
  expect(broken.todo('acme-notifier')).toContain('change it back');

  // As told: each by its own remedy.
  await lambda.send(new UpdateEventSourceMappingCommand({ UUID: id, Enabled: true }));
  await new CloudTrailClient(at).send(new StartLoggingCommand({ Name: 'acme-trail' }));
  drift.clear();
  confirmMail(account);
  account.sqs.queue('acme-dead').messages.splice(0);
  await account.settings(SETTINGS.replace('[events, logs]', '[events]'));
  expect(await account.run('deploy', '--yes')).toMatchObject({ exit: 0 });
  await account.settings(SETTINGS);
  expect(await account.run('deploy', '--yes')).toMatchObject({ exit: 0 });
  expect(await status(account, '--drift')).toMatchObject({ exit: 0, bad: [] });
});

test('half a deploy, and what was only planned, go too', async () => {
  const account = await live({ regions: [HOME, 'eu-north-1', 'ap-northeast-1'] });
  await account.settings(SETTINGS);
  const stop = new AbortController();
  const sleep = async () => {
    if (
      account.cloudformation.stacks.some(
        ({ name, status: is }) => name === 'acme-notifier' && is === 'CREATE_IN_PROGRESS',
      )
    )
      stop.abort();
  };
  const host = { ...fakeHost({ cwd: account.cwd }), signal: stop.signal, sleep };
  expect(await run(['deploy', '--yes'], host)).toBe(3);
  // As a deploy leaves it whose process was killed.
  for (const region of [HOME, 'eu-north-1']) {
    const plan = { StackName: region === HOME ? 'acme-alarms' : 'acme-forwarder', ChangeSetName: 'login-watch-1' };
    const client = new CloudFormationClient({ region });
    await client.send(new CreateChangeSetCommand({ ...plan, ChangeSetType: 'CREATE', TemplateBody: ANY_TEMPLATE }));
  }
  expect(account.cloudformation.stacks.map(({ status: is }) => is)).toEqual(
    expect.arrayContaining(['CREATE_IN_PROGRESS', 'REVIEW_IN_PROGRESS']),
  );
  const gone = await account.run('destroy', '--all', '--confirm', 'acme');
  expect(gone.err).toContain(
    'stack acme-notifier in us-east-1 (once AWS has finished the change in progress: CREATE_IN_PROGRESS)',
  );
  expect([gone.exit, await ours(account)]).toEqual([0, []]);
});

const ANY_TEMPLATE = '{"Resources":{"Topic":{"Type":"AWS::SNS::Topic"}}}';

/** As by hand: AWS goes on with it while somebody looks. */
async function deleteStack(StackName: string, region: string): Promise<void> {
  const client = new CloudFormationClient({ region });
  await client.send(new DeleteStackCommand({ StackName }));
  const isThere = () =>
    client.send(new DescribeStacksCommand({ StackName })).then(
      () => true,
      () => false,
    );
  while (await isThere());
}

test('what others have in the account stays as it was', async () => {
  const account = await live({ regions: [HOME, 'eu-north-1', 'ap-northeast-1'] });
  await othersWork(account);
  const before = await theirs(account);
  await account.settings(
    SETTINGS.replace('[events, logs]', '[events, s3, alarms]').replace('{ use: new }', '{ use: existing }'),
  );
  expect(await account.run('deploy', '--yes')).toMatchObject({ exit: 0 });
  expect(await theirs(account)).toEqual(before);
  const gone = await account.run('destroy', '--all', '--confirm', 'acme');
  expect([gone.exit, await ours(account)]).toEqual([0, []]);
  expect(gone.err).toContain('bucket theirs-trail keeps sending its events to EventBridge, where others may listen');
  expect(await theirs(account)).toEqual(before);
});

const QUEUE_HEARS =
  '<QueueConfiguration><Id>theirs</Id><Queue>arn:aws:sqs:us-east-1:111122223333:theirs</Queue><Event>s3:ObjectCreated:*</Event></QueueConfiguration>';

/** A trail with a bucket that tells a queue, a log group with both its filters taken, a topic, a table: none of it ours. */
async function othersWork({ s3, logs, cloudtrail, sqs, sns, dynamodb }: Live): Promise<void> {
  s3.create('theirs-trail');
  s3.put('theirs-trail', 'AWSLogs/1.json.gz', 'theirs');
  s3.bucket('theirs-trail').configurations.set(
    'notification',
    `<NotificationConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${QUEUE_HEARS}</NotificationConfiguration>`,
  );
  const group = logs.create('theirs-logs');
  for (const filterName of ['siem', 'archive'])
    group.subscribe(filterName, {
      filterName,
      filterPattern: '',
      destinationArn: 'arn:aws:lambda:us-east-1:111122223333:function:theirs',
    });
  cloudtrail.add({
    ...{ Name: 'theirs', S3BucketName: 'theirs-trail', IsMultiRegionTrail: true },
    CloudWatchLogsLogGroupArn: 'arn:aws:logs:us-east-1:111122223333:log-group:theirs-logs:*',
  });
  sqs.create('theirs');
  sqs.send('theirs', { body: 'theirs' });
  sns.subscribe(sns.create('theirs'), 'email', 'theirs@example.com');
  await dynamodb.createTable('theirs');
}

async function theirs({ s3, logs, cloudtrail, sqs, sns, tables }: Live) {
  const question = new GetBucketNotificationConfigurationCommand({ Bucket: 'theirs-trail' });
  const { QueueConfigurations } = await new S3Client({ ...at, forcePathStyle: true }).send(question);
  return {
    bucket: [s3.keys('theirs-trail'), QueueConfigurations],
    filters: [...logs.group('theirs-logs').subscriptionFilters],
    trails: cloudtrail.trails.filter(({ arn }) => arn.includes('theirs')),
    messages: sqs.messages('theirs').map(({ body }) => body),
    subscribers: sns.subscriptions(sns.create('theirs')).map(({ arn }) => arn),
    tables: (await tables()).filter((name) => name === 'theirs'),
  };
}
