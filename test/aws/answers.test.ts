/** Answers that AWS never gives, through the real clients: `null`, nothing, a web page, too much, a stall, a token twice. */
import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { ListRegionsCommand } from '@aws-sdk/client-account';
import { DescribeStacksCommand, ListChangeSetsCommand } from '@aws-sdk/client-cloudformation';
import { DescribeTrailsCommand, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { DescribeSubscriptionFiltersCommand, paginateDescribeLogGroups } from '@aws-sdk/client-cloudwatch-logs';
import { PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { SimulatePrincipalPolicyCommand } from '@aws-sdk/client-iam';
import { GetFunctionCommand } from '@aws-sdk/client-lambda';
import { GetBucketNotificationConfigurationCommand } from '@aws-sdk/client-s3';
import { ListSubscriptionsByTopicCommand } from '@aws-sdk/client-sns';
import { GetQueueAttributesCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { GetParameterCommand } from '@aws-sdk/client-ssm';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ALWAYS } from '../../src/aws/answers.ts';
import { type Aws, makeAws } from '../../src/aws/clients.ts';
import { explainAws } from '../../src/aws/errors.ts';

let aws: Aws;
let answer: (response: ServerResponse) => void = () => undefined;
const server = createServer((request, response) => {
  request.resume().on('end', () => answer(response));
});

beforeEach(async () => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  aws = makeAws({ endpoint: `http://127.0.0.1:${port}`, region: 'eu-west-1', credentials });
});
afterEach(async () => {
  vi.useRealTimers();
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
});

const saying = (body: string, status = 200) => {
  answer = (response) => response.writeHead(status).end(body);
};

async function told(call: () => Promise<unknown>): Promise<string> {
  const error = await call().then(
    () => 'taken for an answer',
    (failure: unknown) => failure,
  );
  if (!(error instanceof Error)) return String(error);
  return explainAws(error, { action: 'x:Y', region: 'eu-west-1' }).message;
}

/** A call of each service and kind that a command reads. */
const CALLS: Readonly<Record<string, () => Promise<unknown>>> = {
  LookupEvents: async () => (await aws.cloudtrail('eu-west-1')).send(new LookupEventsCommand({})),
  DescribeTrails: async () => (await aws.cloudtrail('eu-west-1')).send(new DescribeTrailsCommand({})),
  ListRegions: async () => (await aws.account()).send(new ListRegionsCommand({})),
  GetCallerIdentity: async () => (await aws.sts()).send(new GetCallerIdentityCommand({})),
  DescribeStacks: async () => (await aws.cloudformation()).send(new DescribeStacksCommand({})),
  ListChangeSets: async () => (await aws.cloudformation()).send(new ListChangeSetsCommand({ StackName: 'x' })),
  Query: async () => (await aws.dynamodb()).send(new QueryCommand({ TableName: 'x' })),
  GetMetricData: async () =>
    (await aws.cloudwatch()).send(
      new GetMetricDataCommand({ MetricDataQueries: [], StartTime: new Date(0), EndTime: new Date(1) }),
    ),
  GetFunction: async () => (await aws.lambda()).send(new GetFunctionCommand({ FunctionName: 'x' })),
  GetBucketNotificationConfiguration: async () =>
    (await aws.s3()).send(new GetBucketNotificationConfigurationCommand({ Bucket: 'x' })),
  DescribeSubscriptionFilters: async () =>
    (await aws.logs()).send(new DescribeSubscriptionFiltersCommand({ logGroupName: 'x' })),
  ListSubscriptionsByTopic: async () => (await aws.sns()).send(new ListSubscriptionsByTopicCommand({ TopicArn: 'x' })),
  SimulatePrincipalPolicy: async () =>
    (await aws.iam()).send(new SimulatePrincipalPolicyCommand({ PolicySourceArn: 'x', ActionNames: [] })),
  GetQueueAttributes: async () => (await aws.sqs()).send(new GetQueueAttributesCommand({ QueueUrl: 'http://x' })),
  ReceiveMessage: async () => (await aws.sqs()).send(new ReceiveMessageCommand({ QueueUrl: 'http://x' })),
  GetParameter: async () => (await aws.ssm()).send(new GetParameterCommand({ Name: 'x' })),
};

const PAGES = ['null', '  null\n', '', ' ', '<html><body>Welcome</body></html>', '<!DOCTYPE html>\n<p>Welcome'];

describe.each(Object.entries(CALLS))('%s is not answered by', (_, call) => {
  test.each(PAGES)('%j', async (body) => {
    saying(body);
    expect(await told(call)).toMatch(/^The answer to x:Y in eu-west-1 did not come from AWS \(\w+\)$/);
  });
});

test.each(['LookupEvents', 'DescribeTrails', 'Query', 'GetMetricData', 'GetFunction', 'ListRegions'])(
  'nor is %s by an object without what AWS always says',
  async (name) => {
    saying('{}');
    expect(await told(CALLS[name] ?? (async () => undefined))).toMatch(/did not come from AWS \(AnswerWithout\w+\)$/);
  },
);

test.each<[name: string, body: string]>([
  ['LookupEvents', '{"Events":[]}'],
  ['Query', '{"Items":[],"Count":0}'],
  ['ReceiveMessage', '{}'],
  [
    'DescribeStacks',
    '<DescribeStacksResponse><DescribeStacksResult><Stacks/></DescribeStacksResult></DescribeStacksResponse>',
  ],
  [
    'ListSubscriptionsByTopic',
    '<ListSubscriptionsByTopicResponse><ListSubscriptionsByTopicResult><Subscriptions/></ListSubscriptionsByTopicResult></ListSubscriptionsByTopicResponse>',
  ],
  ['GetBucketNotificationConfiguration', '<NotificationConfiguration/>'],
])('an empty answer of AWS stays one: %s', async (name, body) => {
  saying(body);
  expect(await told(CALLS[name] ?? (async () => undefined))).toBe('taken for an answer');
});

test('calls that AWS answers with nothing may be answered so, but not with null', async () => {
  const put = async () => (await aws.dynamodb()).send(new PutItemCommand({ TableName: 'x', Item: {} }));
  saying('{}');
  expect(await told(put)).toBe('taken for an answer');
  saying('null');
  expect(await told(put)).toContain('did not come from AWS (NullAnswer)');
});

test('an answer without end is cut at 64 MB', async () => {
  let sent = 0;
  answer = (response) => {
    response.on('error', () => undefined);
    const more = () => {
      sent += 1;
      if (response.writable) response.write(' '.repeat(1024 * 1024));
    };
    response.on('drain', more);
    more();
  };
  expect(await told(CALLS['LookupEvents'] ?? (async () => undefined))).toContain('(AnswerOver64MB)');
  expect(sent).toBeGreaterThan(60);
});

test('an answer that stops in the middle ends after 30 seconds', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  answer = (response) => {
    response.write('{"Events":[');
    const later = (turns: number) => (turns === 0 ? vi.advanceTimersByTime(31_000) : setImmediate(later, turns - 1));
    later(50);
  };
  expect(await told(CALLS['LookupEvents'] ?? (async () => undefined))).toMatch(/^AWS can't be reached/);
});

test('a page that names itself as the next one ends every loop over pages', async () => {
  saying('{"logGroups":[],"nextToken":"again"}');
  const read = async () => {
    for await (const _ of paginateDescribeLogGroups({ client: await aws.logs() }, {}));
  };
  expect(await told(read)).toContain('did not come from AWS (PageTokenTwice)');
});

/** Reads whose answer is never taken for "nothing there", files, and changes: a lack of members says nothing. */
const NO_LIST = /^(?:Head|Put|Delete|Execute|Change|Batch|Invoke|GetObject$)/;

test('every call of a command is known, so that none is forgotten', () => {
  const src = resolve(import.meta.dirname, '../../src');
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts') && !/^demo\b/.test(file),
  );
  const texts = files.map((file) => readFileSync(join(src, file), 'utf8')).join('\n');
  const calls = [...texts.matchAll(/\bnew (?:\w+\.)?([A-Z]\w+)Command\(|\bpaginate([A-Z]\w+)\(/g)];
  const names = new Set(calls.map(([, command, pages]) => command ?? pages ?? ''));
  expect(names.size).toBeGreaterThan(40);
  expect([...names].filter((name) => !NO_LIST.test(name) && !(name in ALWAYS))).toEqual([]);
});
