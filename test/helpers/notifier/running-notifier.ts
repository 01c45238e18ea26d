/** The notifier with an AWS account on loopback and one clock for all: in this process, or deployed. */
import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { type Account, startAccount } from '../../../sandbox/account/account.ts';
import type { FaultInjector } from '../../../sandbox/account/router.ts';
import { type Invoked, type LambdaFunction, startFunction } from '../../../sandbox/lambda-runtime.ts';
import { checked } from '../../../src/aws/answers.ts';
import { functionZip } from '../../../src/aws/function-zip.ts';
import { openTable, type Table } from '../../../src/aws/login-table/table.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../../src/core/settings.ts';
import { PATIENT } from '../../../src/lambda/clients.ts';
import { startDynamo } from '../aws/dynamodb.ts';
import { memoryTable } from '../aws/memory-table.ts';
import { stackAnswer } from '../aws/stack-answer.ts';
import { startClock, type TestClock } from '../host/clock.ts';
import { functionInProcess } from './in-process.ts';

const CREDENTIALS = { accessKeyId: 'test', secretAccessKey: 'test' };
const MINUTE = 60_000;
const TIMEOUT = 3 * MINUTE;

export interface NotifierOptions {
  readonly settings?: Partial<Settings>;
  /** SSM parameter name -> value. */
  readonly secrets?: Readonly<Record<string, string>>;
  readonly trouble?: FaultInjector;
  /** Start, in milliseconds since the epoch. */
  readonly start?: number;
  /** For a process that waits for another. */
  readonly doPausesLast?: boolean;
  readonly logLevel?: string;
  /** Log events that one page scans. */
  readonly logsPage?: number;
  /** The zip in a process of its own, table in DynamoDB. Defaults to the code in this process, table in memory. */
  readonly isDeployed?: boolean;
  /** MB of the deployed function, of which its heap is made. */
  readonly memory?: number;
  /** Options and environment of the zip's process, besides those of the clock. */
  readonly process?: {
    readonly nodeOptions: readonly string[];
    readonly environment: Readonly<Record<string, string>>;
  };
  /** A table in DynamoDB for the code in this process, so that `trouble` and `calls` know of it. */
  readonly hasDynamo?: boolean;
  /** Wraps the table of the code in this process. */
  readonly around?: (table: Table) => Table;
  /** Milliseconds left of each invocation in this process. */
  readonly remaining?: () => number;
}

export interface RunningNotifier {
  readonly account: Account;
  readonly function: LambdaFunction;
  readonly table: Table;
  readonly now: () => number;
  advance(ms: number): Promise<void>;
  /** Goes on with other settings, in a process of their own. */
  redeploy(changed: Partial<Settings>): Promise<void>;
  /** A second execution environment of the same function, as Lambda starts one while the first is busy. */
  another(): Promise<LambdaFunction>;
  /** Like RequestResponse; throws nothing. */
  invoke(input: unknown, requestId?: string): Promise<Invoked>;
  /**
   * Invokes like AWS services: asynchronously, two retries a minute and two minutes later, then the dead-letter queue.
   */
  hand(input: unknown): Promise<void>;
  /** The event source mapping: delivers the outbox's messages until none is left. Returns the number of batches. */
  pump(): Promise<number>;
  /** Lines of the function's log, parsed. */
  logged(message: string): readonly Record<string, unknown>[];
  close(): Promise<void>;
}

export async function startNotifier(options: NotifierOptions = {}): Promise<RunningNotifier> {
  const settings: Settings = { ...DEFAULT_SETTINGS, ...options.settings };
  const { name } = settings;
  const { trouble, logsPage, isDeployed = false, hasDynamo = isDeployed } = options;
  const clock = await (isDeployed ? startClock(options.start, options.doPausesLast) : clockInProcess(options));
  const { now, advance } = clock;

  const dynamo = hasDynamo ? await startDynamo() : undefined;
  await dynamo?.createTable(`${name}-logins`);
  const account: Account = await startAccount({
    now,
    ...(dynamo === undefined ? {} : { dynamodb: dynamo.url }),
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
  // The part of CloudFormation that commands need.
  const stack = () => {
    const { body } = stackAnswer({
      FunctionName: `${name}-notifier`,
      OutboxUrl: outbox,
      OutboxDeadUrl: deadOutbox,
      DeadUrl: dead,
    });
    return { status: 200, headers: { 'content-type': 'text/xml' }, body: String(body) };
  };
  const environment = {
    TABLE: `${name}-logins`,
    OUTBOX_URL: outbox,
    OUTBOX_DEAD_URL: deadOutbox,
    DEAD_URL: dead,
    TOPIC_ARNS: topics.join(','),
    LOG_GROUP: 'trail-logs',
  };
  const sqs = new SQSClient({ endpoint: account.endpoint, region: 'us-east-1', credentials: CREDENTIALS });
  // Around the account where the tests look at it, so that `trouble` and `calls` are the function's.
  const clientOf = (endpoint: string) =>
    checked(
      new DynamoDBClient({ endpoint, region: 'us-east-1', credentials: CREDENTIALS, maxAttempts: PATIENT.maxAttempts }),
    );
  const client = dynamo && clientOf(dynamo.url);
  const memory = memoryTable(now);
  const table = client === undefined ? memory : openTable(client, environment.TABLE, now);
  const { around = (one) => one } = options;
  const startOne = (deployed = settings) => {
    if (isDeployed)
      return startZip(
        deployed,
        { ...environment, LOG_LEVEL: options.logLevel ?? 'info', ...options.process?.environment },
        account,
        [...clock.nodeOptions, ...(options.process?.nodeOptions ?? [])],
        options.memory,
      );
    return functionInProcess({
      environment,
      settings: deployed,
      table: around(hasDynamo ? openTable(clientOf(account.endpoint), environment.TABLE, now) : memory),
      now,
      sleep: (ms) => (options.doPausesLast ? delay(ms) : advance(ms)),
      logLevel: options.logLevel,
      code: () => 'in this process',
      remaining: options.remaining ?? (() => TIMEOUT),
    });
  };
  const restore = isDeployed ? () => {} : asItsWorld(account);
  let fn = await startOne();
  const others: LambdaFunction[] = [];

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
        // On a failure the message comes back after the visibility timeout, as with Lambda.
        await sqs.send(new DeleteMessageCommand({ QueueUrl: outbox, ReceiptHandle: receiptHandle })).catch(() => {});
      }
    }
  };
  return {
    account,
    get function() {
      return fn;
    },
    table,
    now,
    advance,
    async redeploy(changed) {
      others.push(fn);
      fn = await startOne({ ...settings, ...changed });
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
      restore();
      sqs.destroy();
      client?.destroy();
      for (const one of [fn, ...others]) await one.stop();
      await account.close();
      await dynamo?.close();
      await clock.close();
    },
  };
}

async function startZip(
  settings: Settings,
  environment: Readonly<Record<string, string>>,
  { endpoint }: Account,
  nodeOptions: readonly string[],
  memory: number | undefined,
): Promise<LambdaFunction> {
  const { bytes } = await functionZip(settings);
  return startFunction({
    zip: bytes,
    nodePath: resolve(import.meta.dirname, '../../../node_modules'),
    nodeOptions,
    ...(memory === undefined ? {} : { memory }),
    environment: {
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
      AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
      AWS_ENDPOINT_URL: endpoint,
      ...environment,
    },
  });
}

/** Pauses advance it instead of lasting. */
async function clockInProcess({ start = Date.now() }: NotifierOptions): Promise<TestClock> {
  let ahead = start - Date.now();
  return {
    now: () => Date.now() + ahead,
    nodeOptions: [],
    async advance(ms) {
      ahead += ms;
    },
    async at(moment) {
      ahead = new Date(moment).getTime() - Date.now();
    },
    close: async () => {},
  };
}

/** Makes the account AWS to this process, with immediate retries of the SDK. Returns how to restore the old state. */
function asItsWorld({ endpoint }: Account): () => void {
  const [before, random] = [process.env['AWS_ENDPOINT_URL'], Math.random];
  process.env['AWS_ENDPOINT_URL'] = endpoint;
  Math.random = () => 0;
  return () => {
    Math.random = random;
    if (before === undefined) delete process.env['AWS_ENDPOINT_URL'];
    else process.env['AWS_ENDPOINT_URL'] = before;
  };
}
