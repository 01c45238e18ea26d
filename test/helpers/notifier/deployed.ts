/** A deploy's results in an account, as far as `status` reads them: whole and well, for tests to break. */
import { createHash } from 'node:crypto';
import type { AccountOptions } from '../../../sandbox/account/account.ts';
import {
  type CloudFormation,
  cloudformation,
  type Difference,
} from '../../../sandbox/cloudformation/cloudformation.ts';
import { makeAws } from '../../../src/aws/clients.ts';
import { functionZip } from '../../../src/aws/function-zip.ts';
import { readTrails } from '../../../src/aws/trails.ts';
import type { HttpRequest } from '../../../src/demo/http.ts';
import { deployedSettings } from '../../../src/deploying/specs.ts';
import { parseSettings } from '../../../src/settings/parse.ts';
import { NOW } from '../host/fake-host.ts';
import { type TestAccount, testAccount } from '../records/account.ts';

const HOME = 'us-east-1';
const REGIONS = ['ap-northeast-1', 'eu-west-1', HOME] as const;
const HOUR = 3_600_000;

export const SETTINGS = `name: acme
pipelines: [events, logs, s3]
channels:
  - slack: { webhook: "ssm:/acme/slack-webhook" }
  - email: { to: [security@example.com] }
`;

export interface Deployed extends TestAccount {
  readonly cloudformation: CloudFormation;
  /** By logical id; filled by the test. */
  readonly drift: Map<string, readonly Difference[] | 'DELETED'>;
  /** Actions of CloudFormation that are refused; filled by the test. */
  readonly denied: string[];
  readonly topic: string;
  readonly trail: string;
  /** Id of the event source mapping. */
  readonly source: string;
  stack(name: string, region?: string): CloudFormation['stacks'][number];
}

interface Given {
  readonly settings?: string;
  readonly stacks?: readonly string[];
  readonly trouble?: AccountOptions['trouble'];
  readonly forwarders?: readonly string[];
}

export async function deployed(given: Given = {}): Promise<Deployed> {
  const { settings = SETTINGS, stacks = ['artifacts', 'notifier'], forwarders = REGIONS.slice(0, 2) } = given;
  const drift: Deployed['drift'] = new Map();
  const denied: string[] = [];
  const stacksOf = cloudformation({ account: '111122223333', now: () => NOW, drift, denied });
  const account = await testAccount({
    now: () => NOW,
    regions: REGIONS,
    cloudformation: stacksOf.answer,
    ...(given.trouble === undefined ? {} : { trouble: given.trouble }),
  });
  const topic = account.sns.create('acme-mail');
  const { token } = account.sns.subscribe(topic, 'email', 'security@example.com');
  account.sns.confirm(topic, token);
  account.logs.create('trail-logs');
  account.s3.create('trail-bucket');
  account.s3.bucket('trail-bucket', HOME).configurations.set('notification', TELLS_EVENTBRIDGE);
  const trail = addTrail(account);
  const outputs = queues(account, topic);
  for (const name of ['acme-1', 'acme-2']) subscribe(account, name);
  numbers(account);
  await createStacks(stacksOf, stacks, forwarders, outputs, parametersOf(settings));
  await createFunction(account, settings);
  const { lambda } = account;
  const source = lambda.map(lambda.arnOf('acme-notifier', HOME), `arn:aws:sqs:${HOME}:111122223333:acme-outbox.fifo`);
  const stack = (name: string, region = HOME) => {
    const found = stacksOf.stacks.find((one) => one.name === name && one.region === region);
    if (found === undefined) throw new Error(`no stack ${name}`);
    return found;
  };
  return { ...account, cloudformation: stacksOf, drift, denied, topic, trail, source, stack };
}

const TELLS_EVENTBRIDGE =
  '<NotificationConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><EventBridgeConfiguration/></NotificationConfiguration>';

/** `status` in AWS's words. */
export function addTrail(
  { cloudtrail }: TestAccount,
  status: Readonly<Record<string, number | string | boolean>> = {},
  hasDelivered = true,
) {
  const recent = (NOW - 5 * 60_000) / 1_000;
  const delivered = { LatestDeliveryTime: recent, LatestCloudWatchLogsDeliveryTime: recent };
  return cloudtrail.add(
    {
      Name: 'acme-all',
      S3BucketName: 'trail-bucket',
      IsMultiRegionTrail: true,
      CloudWatchLogsLogGroupArn: 'arn:aws:logs:us-east-1:111122223333:log-group:trail-logs:*',
    },
    { status: { ...(hasDelivered ? delivered : {}), ...status } },
  );
}

function queues({ sqs }: TestAccount, topic: string): Readonly<Record<string, string>> {
  return {
    FunctionName: 'acme-notifier',
    TopicArn: topic,
    MailTopicArns: topic,
    OutboxUrl: sqs.create('acme-outbox.fifo', { FifoQueue: 'true' }),
    OutboxDeadUrl: sqs.create('acme-outbox-dead.fifo', { FifoQueue: 'true' }),
    DeadUrl: sqs.create('acme-dead'),
  };
}

export function subscribe({ logs }: TestAccount, filterName: string, notifier = 'acme-notifier'): void {
  logs.group('trail-logs').subscribe(filterName, {
    filterName,
    filterPattern: '',
    logGroupName: 'trail-logs',
    destinationArn: `arn:aws:lambda:us-east-1:111122223333:function:${notifier}`,
    creationTime: NOW,
  });
}

type Metric = 'Records' | 'Deliveries' | 'DeliveryFailures' | 'Unreadable' | 'RuleFailures' | 'Proofs' | 'Heartbeats';

/** `before`: milliseconds before now. */
export function count({ cloudwatch }: TestAccount, name: Metric, before: number, Pipeline?: string): void {
  const dimensions = { Name: 'acme', ...(Pipeline === undefined ? {} : { Pipeline }) };
  cloudwatch.putData({ namespace: 'LoginWatch', name, dimensions, value: 1, at: NOW - before });
}

export function countRuns({ cloudwatch }: TestAccount, name: 'Errors' | 'Invocations', value: number): void {
  const dimensions = { FunctionName: 'acme-notifier' };
  cloudwatch.putData({ namespace: 'AWS/Lambda', name, dimensions, value, at: NOW - HOUR });
}

function numbers(account: TestAccount): void {
  for (const pipeline of ['events', 'logs', 's3', 'alarms']) count(account, 'Records', 2 * HOUR, pipeline);
  count(account, 'Deliveries', 3 * HOUR);
  countRuns(account, 'Invocations', 7);
}

function parametersOf(settings: string): Readonly<Record<string, string>> {
  const { pipelines } = parseSettings(settings, 'login-watch.yaml');
  const on = (name: 'events' | 'logs' | 's3' | 'alarms') => String(pipelines.includes(name));
  return {
    PipelineEvents: on('events'),
    PipelineLogs: on('logs'),
    PipelineS3: on('s3'),
    PipelineAlarms: on('alarms'),
    LogGroupName: 'trail-logs',
    TrailBucket: 'trail-bucket',
  };
}

const awsOf = ({ endpoint }: TestAccount) =>
  makeAws({ region: HOME, endpoint, credentials: { accessKeyId: 'test', secretAccessKey: 'test' } });

async function createStacks(
  stacks: CloudFormation,
  names: readonly string[],
  forwarders: readonly string[],
  outputs: Readonly<Record<string, string>>,
  parameters: Readonly<Record<string, string>>,
): Promise<void> {
  const create = async (name: string, region: string) => {
    const own = name === 'notifier' ? { outputs, parameters } : { outputs: {}, parameters: {} };
    const ask = async (action: string, fields: Readonly<Record<string, string>>) => {
      const { status, body } = await stacks.answer(requestOf(region, action, fields));
      if (status !== 200) throw new Error(`${action}: ${body}`);
    };
    const StackName = `acme-${name}`;
    const given = Object.entries(own.parameters).map(([key, value], index) => ({
      [`Parameters.member.${index + 1}.ParameterKey`]: key,
      [`Parameters.member.${index + 1}.ParameterValue`]: value,
    }));
    const set = { StackName, ChangeSetName: 'first' };
    const TemplateBody = textOf(own.outputs, own.parameters);
    await ask('CreateChangeSet', Object.assign({ ...set, ChangeSetType: 'CREATE', TemplateBody }, ...given));
    // It takes that many looks until a change set can be executed.
    for (let looks = 0; looks < 3; looks += 1) await ask('DescribeChangeSet', set);
    await ask('ExecuteChangeSet', set);
    while (stacks.stacks.some(({ work }) => work !== undefined)) await stacks.goOn();
  };
  for (const name of names) await create(name, HOME);
  for (const region of forwarders) await create('forwarder', region);
}

/** Without the SDK: what `status` reads was deployed long ago, and a test has no interest in how. */
function requestOf(region: string, action: string, fields: Readonly<Record<string, string>>): HttpRequest {
  const body = new URLSearchParams({ Action: action, ...fields }).toString();
  return {
    method: 'POST',
    path: '/',
    headers: {
      authorization: `AWS4-HMAC-SHA256 Credential=test/20261120/${region}/cloudformation/aws4_request`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body,
    bytes: Buffer.from(body),
  };
}

/** Only parts that tests of drift change are made from it. */
function textOf(outputs: Readonly<Record<string, string>>, parameters: Readonly<Record<string, string>>): string {
  const values = Object.entries(outputs).map(([key, Value]) => [key, { Value }]);
  return JSON.stringify({
    AWSTemplateFormatVersion: '2010-09-09',
    Parameters: Object.fromEntries(Object.keys(parameters).map((key) => [key, { Type: 'String' }])),
    Resources: { Rule: { Type: 'AWS::Events::Rule', Properties: { State: 'ENABLED' } } },
    ...(values.length === 0 ? {} : { Outputs: Object.fromEntries(values) }),
  });
}

async function createFunction(account: TestAccount, text: string): Promise<void> {
  const aws = awsOf(account);
  const [trail] = await readTrails(aws, HOME);
  if (trail === undefined) throw new Error('no trail');
  const identity = { account: account.account, arn: account.identity.caller, partition: 'aws', region: HOME };
  const regions = { regions: REGIONS, notCovered: undefined };
  const settings = parseSettings(text, 'login-watch.yaml');
  const choice = settings.trail.use === 'new' ? ({ use: 'new' } as const) : ({ use: 'existing', trail } as const);
  const survey = { identity, trail: choice, regions, logGroup: 'trail-logs', bucket: undefined };
  const { bytes } = await functionZip(deployedSettings(settings, survey));
  account.lambda.create('acme-notifier', { CodeSha256: createHash('sha256').update(bytes).digest('base64') });
}
