/** An account in which deployed code runs: CloudFormation makes it, Lambda starts it, its queues are read. */
import { DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { isObject, numberAt } from '../src/core/fields.ts';
import { type Account, type AccountOptions, startAccount } from './account/account.ts';
import { FUNCTION_KEY } from './account/lambda/lambda.ts';
import { type CloudFormation, type CloudFormationOptions, cloudformation } from './cloudformation/cloudformation.ts';
import { embeddedMetrics } from './embedded-metrics.ts';
import { type Invoked, type LambdaFunction, startFunction } from './lambda-runtime.ts';
import { makers } from './makers/makers.ts';
import { recordAll } from './trail-writer.ts';

export interface LiveOptions extends Omit<AccountOptions, 'cloudformation' | 'invoke' | 'dynamodb'> {
  /** URL of a DynamoDB. */
  readonly dynamodb: string;
  /** The folder in which functions find the AWS SDK, as in the runtime. */
  readonly nodePath: string;
  readonly stacks?: Partial<CloudFormationOptions>;
  /** Options of Node.js for the functions' processes, and their environment besides the template's. */
  readonly nodeOptions?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** Milliseconds after which stacks take a step unasked. By default they wait for a request. */
  readonly pace?: number;
}

export interface LiveAccount extends Account {
  readonly cloudformation: CloudFormation;
  /** The running function of that name. */
  running(name: string): LambdaFunction | undefined;
  /** Records events on the regions' buses, and in the trails' files and log groups, as CloudTrail does. */
  happen(...records: readonly object[]): Promise<void>;
}

/** Callers are known by their keys: deployed code has others than the person who deployed it. */
const CREDENTIALS = { accessKeyId: FUNCTION_KEY, secretAccessKey: 'test' };

export async function startLiveAccount(options: LiveOptions): Promise<LiveAccount> {
  const { dynamodb, nodePath, stacks = {}, pace, nodeOptions = [], environment: more = {}, ...rest } = options;
  const running = new Map<string, LambdaFunction>();
  let account: Account | undefined;
  const here = () => {
    if (account === undefined) throw new Error('the account is not there yet');
    return account;
  };
  const formation = cloudformation({
    account: '111122223333',
    readUrl: (url) => templateAt(url, here()),
    ...(rest.now === undefined ? {} : { now: rest.now }),
    ...stacks,
    makers: {
      ...makers({
        account: here,
        dynamodb,
        async deploy(name, zip, environment) {
          await running.get(name)?.stop();
          const variables = {
            AWS_REGION: rest.home ?? 'us-east-1',
            AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
            AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
            AWS_ENDPOINT_URL: here().endpoint,
          };
          const all = { ...variables, ...environment, ...more };
          const group = `/aws/lambda/${name}`;
          const onLine = (line: string) => {
            for (const datum of embeddedMetrics(line)) here().cloudwatch.putData(datum);
            const { groupsIn, world } = here().logs;
            if (line !== '')
              groupsIn(world.home)
                .get(group)
                ?.put('function', [{ timestamp: world.now(), message: line }]);
          };
          running.set(name, await startFunction({ zip, nodePath, nodeOptions, environment: all, onLine }));
        },
        async stop(name) {
          await running.get(name)?.stop();
          running.delete(name);
        },
      }),
      ...stacks.makers,
    },
  });
  const emptying = new Set<Promise<void>>();
  const invoke = async (name: string, payload: string) => {
    const fn = running.get(name);
    if (fn === undefined) throw new Error(`no function ${name} runs`);
    const invoked = await fn.invoke(JSON.parse(payload));
    const count = (metric: string, value: number) =>
      here().cloudwatch.putData({
        ...{ namespace: 'AWS/Lambda', name: metric, dimensions: { FunctionName: name } },
        ...{ value, at: here().lambda.world.now() },
      });
    count('Invocations', 1);
    count('Errors', invoked.error === undefined ? 0 : 1);
    emptying.add(empty(name, fn, here()));
    return answerOf(invoked);
  };
  account = await startAccount({
    ...rest,
    dynamodb,
    invoke,
    cloudformation: formation.answer,
  });
  const started = account;
  /** As Lambda does all the time: what is due in the outboxes is delivered. */
  const poll = () => {
    for (const [name, fn] of running) emptying.add(empty(name, fn, started));
  };
  const settled = async () => {
    poll();
    do {
      await started.settled();
      const going = [...emptying];
      await Promise.all(going);
      for (const one of going) emptying.delete(one);
    } while (emptying.size > 0);
  };
  const ticking = pace === undefined ? undefined : setInterval(() => goOn(), pace);
  const goOn = () => {
    void formation.goOn();
    if (emptying.size === 0) void settled().catch(() => {});
  };
  return {
    ...started,
    cloudformation: formation,
    running: (name) => running.get(name),
    settled,
    async happen(...records) {
      recordAll(records.filter(isObject), started);
      await settled();
    },
    async close() {
      clearInterval(ticking);
      for (const fn of running.values()) await fn.stop();
      await started.close();
    },
  };
}

/** `https://BUCKET.s3.REGION.amazonaws.com/KEY` */
function templateAt(url: string, { s3 }: Account): string | undefined {
  const { hostname, pathname } = new URL(url);
  const [bucket = ''] = hostname.split('.s3.');
  if (!s3.buckets.has(bucket)) return undefined;
  return s3.get(bucket, decodeURIComponent(pathname.slice(1)))?.toString('utf8');
}

/** Without concurrency nothing runs. */
const isStopped = (name: string, { lambda }: Account) =>
  numberAt(lambda.functionsIn(lambda.world.home).get(name), 'Concurrency.ReservedConcurrentExecutions') === 0;

const answerOf = ({ payload, error }: Invoked) => ({
  payload: JSON.stringify(payload ?? null),
  ...(error === undefined ? {} : { functionError: error }),
});

/** The event source mapping of the function's queue, if it is on: delivers messages until none is left. */
async function empty(functionName: string, fn: LambdaFunction, account: Account): Promise<void> {
  const mappings = [...account.lambda.mappingsIn(account.lambda.world.home).values()];
  const mapping = mappings.find(
    ({ FunctionArn, State }) => FunctionArn.endsWith(`:${functionName}`) && State === 'Enabled',
  );
  if (mapping === undefined || isStopped(functionName, account)) return;
  const queue = mapping.EventSourceArn.split(':').at(-1) ?? '';
  const sqs = new SQSClient({ endpoint: account.endpoint, region: account.sqs.world.home, credentials: CREDENTIALS });
  const QueueUrl = account.sqs.urlOf(queue);
  const take = () =>
    sqs
      .send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, MessageSystemAttributeNames: ['All'] }))
      .then(
        ({ Messages = [] }) => Messages,
        () => [],
      );
  for (let messages = await take(); messages.length > 0; messages = await take()) {
    const records = messages.map(({ MessageId, ReceiptHandle, Body, Attributes }) => ({
      messageId: MessageId,
      receiptHandle: ReceiptHandle,
      body: Body,
      attributes: Attributes,
      eventSource: 'aws:sqs',
      eventSourceARN: `arn:aws:sqs:${account.sqs.world.home}:${account.account}:${queue}`,
    }));
    const { payload, error } = await fn.invoke({ Records: records });
    if (error !== undefined) return;
    const failed = JSON.stringify(payload ?? null);
    for (const { messageId = '', receiptHandle } of records) {
      if (failed.includes(messageId)) continue;
      await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: receiptHandle })).catch(() => undefined);
    }
  }
}
