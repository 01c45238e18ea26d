/** The notifier as it is deployed: its zip in a process of its own, an AWS account and chat servers on loopback, one clock for all. */

import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { type Account, startAccount } from '../../../sandbox/account/account.ts';
import type { Trouble } from '../../../sandbox/account/router.ts';
import { type Invoked, type LambdaFunction, startFunction } from '../../../sandbox/lambda-runtime.ts';
import { functionZip } from '../../../src/aws/function-zip.ts';
import { openTable, type Table } from '../../../src/aws/login-table/table.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../../src/core/settings.ts';
import { startDynamo } from '../aws/dynamodb.ts';
import { stackAnswer } from '../aws/stack-answer.ts';
import { startClock } from '../host/clock.ts';

const CREDENTIALS = { accessKeyId: 'test', secretAccessKey: 'test' };
const MINUTE = 60_000;

export interface NotifierOptions {
  readonly settings?: Partial<Settings>;
  /** SSM parameter name -> value. */
  readonly secrets?: Readonly<Record<string, string>>;
  readonly trouble?: Trouble;
  /** Epoch in ms at which it begins. */
  readonly start?: number;
  /** Where one process waits for what another does. */
  readonly doPausesLast?: boolean;
  readonly logLevel?: string;
  /** Log events that one page looks at. */
  readonly logsPage?: number;
}

export interface RunningNotifier {
  readonly account: Account;
  readonly function: LambdaFunction;
  readonly table: Table;
  readonly now: () => number;
  advance(ms: number): Promise<void>;
  /** The table as it was at first: without anything. */
  forget(): Promise<void>;
  /** A second execution environment of the same function, as Lambda starts one where the first is busy. */
  another(): Promise<LambdaFunction>;
  /** As RequestResponse; throws nothing. */
  invoke(input: unknown, requestId?: string): Promise<Invoked>;
  /** As AWS services do it: asynchronously, two retries a minute and two minutes later, then the dead-letter queue. */
  hand(input: unknown): Promise<void>;
  /** The event source mapping: hands over what the outbox gives, until it gives nothing. Returns how many batches. */
  pump(): Promise<number>;
  /** Lines of the function's log, parsed. */
  logged(message: string): readonly Record<string, unknown>[];
  close(): Promise<void>;
}

export async function startNotifier(options: NotifierOptions = {}): Promise<RunningNotifier> {
  const settings: Settings = { ...DEFAULT_SETTINGS, ...options.settings };
  const { name } = settings;
  const clock = await startClock(options.start, options.doPausesLast);
  const { now, advance } = clock;

  const dynamo = await startDynamo();
  await dynamo.createTable(`${name}-logins`);
  const { trouble, logsPage } = options;
  const account: Account = await startAccount({
    now,
    dynamodb: dynamo.url,
    ...(trouble === undefined ? {} : { trouble }),
    ...(logsPage === undefined ? {} : { logsPage }),
    cloudformation: () => stack(),
    invoke: async (_, payload) => {
      const { payload: answer, error } = await fn.invoke(JSON.parse(payload));
      return { payload: JSON.stringify(answer ?? null), ...(error === undefined ? {} : { functionError: error }) };
    },
  });
  account.lambda.create(`${name}-notifier`);
  for (const [parameter, value] of Object.entries(options.secrets ?? {})) account.ssm.put(parameter, value);
  const deadOutbox = account.sqs.create(`${name}-outbox-dead.fifo`, {
    FifoQueue: 'true',
    MessageRetentionPeriod: '1209600',
  });
  const dead = account.sqs.create(`${name}-dead`, { MessageRetentionPeriod: '1209600' });
  const outbox = account.sqs.create(`${name}-outbox.fifo`, {
    FifoQueue: 'true',
    VisibilityTimeout: '200',
    MessageRetentionPeriod: '1209600',
    RedrivePolicy: JSON.stringify({
      deadLetterTargetArn: `arn:aws:sqs:us-east-1:${account.account}:${name}-outbox-dead.fifo`,
      maxReceiveCount: 1_000,
    }),
  });
  const topics = [account.sns.create(`${name}-mail`), account.sns.create(`${name}-mail-2`)];
  // As much of CloudFormation as commands ask for.
  const stack = () => {
    const { body } = stackAnswer({
      FunctionName: `${name}-notifier`,
      OutboxUrl: outbox,
      OutboxDeadUrl: deadOutbox,
      DeadUrl: dead,
    });
    return { status: 200, headers: { 'content-type': 'text/xml' }, body: String(body) };
  };
  const { bytes } = await functionZip(settings);
  const startOne = () =>
    startFunction({
      zip: bytes,
      nodePath: resolve(import.meta.dirname, '../../../node_modules'),
      nodeOptions: clock.nodeOptions,
      environment: {
        AWS_REGION: 'us-east-1',
        AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
        AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
        AWS_ENDPOINT_URL: account.endpoint,
        TABLE: `${name}-logins`,
        OUTBOX_URL: outbox,
        OUTBOX_DEAD_URL: deadOutbox,
        DEAD_URL: dead,
        TOPIC_ARNS: topics.join(','),
        LOG_GROUP: 'trail-logs',
        LOG_LEVEL: options.logLevel ?? 'info',
      },
    });
  const fn = await startOne();
  const others: LambdaFunction[] = [];
  const sqs = new SQSClient({ endpoint: account.endpoint, region: 'us-east-1', credentials: CREDENTIALS });
  const client = new DynamoDBClient({ endpoint: dynamo.url, region: 'us-east-1', credentials: CREDENTIALS });

  const hand = async (input: unknown) => {
    const requestId = randomUUID();
    for (const wait of [MINUTE, 2 * MINUTE, 0]) {
      const { payload, error } = await fn.invoke(input, requestId);
      if (error === undefined) return;
      if (wait > 0) await advance(wait);
      else {
        const requestContext = { requestId, functionArn: `arn:aws:lambda:::${name}`, condition: 'RetriesExhausted' };
        const body = { version: '1.0', requestContext, requestPayload: input, responsePayload: payload };
        account.sqs.send(`${name}-dead`, { body: JSON.stringify(body) });
      }
    }
  };
  const pump = async () => {
    for (let batches = 0; ; batches += 1) {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({ QueueUrl: outbox, MaxNumberOfMessages: 10, MessageSystemAttributeNames: ['All'] }),
      );
      if (Messages.length === 0) return batches;
      const records = Messages.map(({ MessageId, ReceiptHandle, Body, Attributes }) => ({
        messageId: MessageId ?? '',
        receiptHandle: ReceiptHandle ?? '',
        body: Body,
        attributes: Attributes,
        eventSource: 'aws:sqs',
        eventSourceARN: `arn:aws:sqs:us-east-1:${account.account}:${name}-outbox.fifo`,
      }));
      const { payload, error } = await fn.invoke({ Records: records });
      if (error !== undefined) return batches + 1;
      const failed = new Set(
        ((payload as { batchItemFailures?: { itemIdentifier: string }[] } | null)?.batchItemFailures ?? []).map(
          ({ itemIdentifier }) => itemIdentifier,
        ),
      );
      for (const { messageId, receiptHandle } of records) {
        if (failed.has(messageId)) continue;
        // Where it can't, the message comes back after the visibility timeout, as with Lambda.
        await sqs.send(new DeleteMessageCommand({ QueueUrl: outbox, ReceiptHandle: receiptHandle })).catch(() => {});
      }
    }
  };
  return {
    account,
    function: fn,
    table: openTable(client, `${name}-logins`, now),
    now,
    advance,
    async forget() {
      await dynamo.deleteTable(`${name}-logins`);
      await dynamo.createTable(`${name}-logins`);
    },
    async another() {
      const one = await startOne();
      others.push(one);
      return one;
    },
    invoke: (input, requestId) => fn.invoke(input, requestId),
    hand,
    pump,
    logged: (message) =>
      fn.logs
        .filter((line) => line.startsWith('{'))
        .map((line) => JSON.parse(line))
        .filter((line) => line.message === message),
    async close() {
      sqs.destroy();
      client.destroy();
      for (const one of [fn, ...others]) await one.stop();
      await account.close();
      await dynamo.close();
      await clock.close();
    },
  };
}
