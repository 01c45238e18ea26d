import { gunzipSync } from 'node:zlib';
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DeleteSubscriptionFilterCommand,
  DescribeLogGroupsCommand,
  DescribeMetricFiltersCommand,
  DescribeSubscriptionFiltersCommand,
  FilterLogEventsCommand,
  type FilterLogEventsCommandInput,
  PutLogEventsCommand,
  PutMetricFilterCommand,
  PutSubscriptionFilterCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { expect, test } from 'vitest';
import type { AccountOptions } from '../../../sandbox/account/account.ts';
import { testAccount } from '../../helpers/records/account.ts';

const NOON = Date.UTC(2026, 10, 19, 12);
const logGroupName = 'trail';

async function group(options: AccountOptions = {}) {
  const account = await testAccount({ now: () => NOON, ...options });
  account.logs.create(logGroupName);
  const client = new CloudWatchLogsClient(account.client());
  const read = async (input: Partial<FilterLogEventsCommandInput> = {}) => {
    const pages: (string | undefined)[][] = [];
    let nextToken: string | undefined;
    do {
      const page = await client.send(new FilterLogEventsCommand({ logGroupName, ...input, nextToken }));
      pages.push((page.events ?? []).map(({ message }) => message));
      nextToken = page.nextToken;
    } while (nextToken !== undefined);
    return pages;
  };
  return { account, client, read };
}

const at = (minute: number, message: string) => ({ timestamp: NOON - 60_000 * minute, message });

test('reads in the order of time, both ends of the window included', async () => {
  const { account, read } = await group();
  account.logs.put(logGroupName, [at(1, 'c'), at(3, 'a')], { stream: 'one' });
  account.logs.put(logGroupName, [at(2, 'b'), at(4, 'before'), at(0, 'after')], { stream: 'two' });
  expect(await read({ startTime: NOON - 180_000, endTime: NOON - 60_000 })).toEqual([['a', 'b', 'c']]);
  expect(await read({ logStreamNames: ['one'] })).toEqual([['a', 'c']]);
  expect(await read({ logStreamNamePrefix: 'tw' })).toEqual([['before', 'b', 'after']]);
});

test('pages can be empty and still lead to another; a token is good for its question only', async () => {
  const { account, client, read } = await group({ logsPage: 2 });
  account.logs.put(logGroupName, [
    at(5, '{"a":1}'),
    at(4, 'no JSON'),
    at(3, '{"a":2}'),
    at(2, '{}'),
    at(1, '{"a":1,"b":2}'),
  ]);
  expect(await read({ filterPattern: '{ $.a = 1 }' })).toEqual([['{"a":1}'], [], ['{"a":1,"b":2}']]);
  expect(await read({ limit: 1, filterPattern: '{ $.a = 2 }' })).toEqual([[], ['{"a":2}'], []]);
  const first = await client.send(new FilterLogEventsCommand({ logGroupName, filterPattern: '{ $.a = 1 }' }));
  const wrong = new FilterLogEventsCommand({ logGroupName, filterPattern: '{ $.a = 2 }', nextToken: first.nextToken });
  await expect(client.send(wrong)).rejects.toMatchObject({
    name: 'InvalidParameterException',
    message: 'The specified nextToken is invalid.',
  });
});

test('what comes between two pages is seen where it is later', async () => {
  const { account, client } = await group({ logsPage: 1 });
  account.logs.put(logGroupName, [at(3, 'a'), at(1, 'c')]);
  const { nextToken } = await client.send(new FilterLogEventsCommand({ logGroupName }));
  account.logs.put(logGroupName, [at(2, 'b')]);
  const next = await client.send(new FilterLogEventsCommand({ logGroupName, nextToken }));
  expect(next.events?.map(({ message }) => message)).toEqual(['b']);
});

test.each([
  ['ERROR', ['ERROR one', 'ERROR two']],
  ['"ERROR one"', ['ERROR one']],
  ['ERROR -two', ['ERROR one']],
  ['?two ?fine', ['ERROR two', 'fine']],
  ['%^f.ne$%', ['fine']],
])('finds by %s', async (filterPattern, found) => {
  const { account, read } = await group();
  account.logs.put(logGroupName, [at(3, 'ERROR one'), at(2, 'ERROR two'), at(1, 'fine')]);
  expect((await read({ filterPattern })).flat()).toEqual(found);
});

test('takes events as AWS does: into a stream that is there, in order, not too old', async () => {
  const { account, client, read } = await group();
  const put = (...logEvents: { timestamp: number; message: string }[]) =>
    client.send(new PutLogEventsCommand({ logGroupName, logStreamName: 's', logEvents }));
  await expect(put(at(0, 'x'))).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  await client.send(new CreateLogStreamCommand({ logGroupName, logStreamName: 's' }));
  await expect(put(at(0, 'x'), at(1, 'y'))).rejects.toMatchObject({ name: 'InvalidParameterException' });
  const day = 24 * 60;
  const told = await put(at(14 * day, 'too old'), at(14 * day - 1, 'just so'));
  expect(told.rejectedLogEventsInfo).toEqual({ tooOldLogEventEndIndex: 1 });
  expect(await read()).toEqual([['just so']]);
  const far = new CloudWatchLogsClient(account.client('eu-north-1')).send(new FilterLogEventsCommand({ logGroupName }));
  await expect(far).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  await expect(read({ filterPattern: '{ $.a = }' })).rejects.toMatchObject({ name: 'InvalidParameterException' });
  await expect(client.send(new CreateLogGroupCommand({ logGroupName }))).rejects.toMatchObject({
    name: 'ResourceAlreadyExistsException',
  });
});

test('lists groups in pages, and metric filters by what they feed', async () => {
  const { account, client } = await group();
  for (const name of ['trail-2', 'trail-3', 'other']) account.logs.create(name);
  const list = (nextToken?: string) =>
    client.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: 'trail', limit: 2, nextToken }));
  const first = await list();
  const second = await list(first.nextToken);
  expect([...(first.logGroups ?? []), ...(second.logGroups ?? [])].map(({ logGroupName: name }) => name)).toEqual([
    'trail',
    'trail-2',
    'trail-3',
  ]);
  expect(first.logGroups?.[0]).toMatchObject({
    arn: 'arn:aws:logs:us-east-1:111122223333:log-group:trail:*',
    creationTime: NOON,
  });
  const metricTransformations = [{ metricName: 'Logins', metricNamespace: 'Acme', metricValue: '1' }];
  const filter = { filterName: 'logins', filterPattern: '{ $.eventName = "ConsoleLogin" }' };
  await client.send(new PutMetricFilterCommand({ logGroupName, ...filter, metricTransformations }));
  const found = async (metricName: string) =>
    (await client.send(new DescribeMetricFiltersCommand({ metricNamespace: 'Acme', metricName }))).metricFilters;
  expect(await found('Logins')).toMatchObject([{ ...filter, logGroupName, metricTransformations }]);
  expect(await found('Others')).toEqual([]);
});

test('two subscription filters and no third; a function gets what matches', async () => {
  const got: unknown[] = [];
  const { account, client } = await group({
    invoke: async (_, payload) => {
      const { awslogs } = JSON.parse(payload);
      got.push(JSON.parse(gunzipSync(Buffer.from(awslogs.data, 'base64')).toString()));
      return { payload: 'null' };
    },
  });
  account.lambda.create('acme-notifier');
  const sourceArn = `arn:aws:logs:us-east-1:111122223333:log-group:${logGroupName}:*`;
  account.lambda.permissions.push({ functionName: 'acme-notifier', sourceArn });
  const destinationArn = 'arn:aws:lambda:us-east-1:111122223333:function:acme-notifier';
  const put = (filterName: string, filterPattern = '') =>
    client.send(new PutSubscriptionFilterCommand({ logGroupName, filterName, filterPattern, destinationArn }));
  await put('ours', '{ $.a = 1 }');
  await put('theirs', 'nothing');
  await expect(put('third')).rejects.toMatchObject({ name: 'LimitExceededException' });
  await put('theirs', 'still nothing');
  account.logs.put(logGroupName, [at(2, '{"a":1}'), at(1, '{"a":2}')], { stream: 's' });
  await account.settled();
  expect(got).toMatchObject([
    {
      messageType: 'DATA_MESSAGE',
      owner: '111122223333',
      logGroup: 'trail',
      logStream: 's',
      subscriptionFilters: ['ours'],
      logEvents: [{ message: '{"a":1}' }],
    },
  ]);
  await client.send(new DeleteSubscriptionFilterCommand({ logGroupName, filterName: 'theirs' }));
  const { subscriptionFilters } = await client.send(new DescribeSubscriptionFiltersCommand({ logGroupName }));
  expect(subscriptionFilters).toMatchObject([{ filterName: 'ours', destinationArn, distribution: 'ByLogStream' }]);
});
