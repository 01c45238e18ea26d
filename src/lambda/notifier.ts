/** What the function is made of, built once for as long as its process lives. */
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import type { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { S3Client } from '@aws-sdk/client-s3';
import type { SNSClient } from '@aws-sdk/client-sns';
import type { SQSClient } from '@aws-sdk/client-sqs';
import type { SSMClient } from '@aws-sdk/client-ssm';
import { type TableMemory, tableMemory } from '../aws/login-table/memory.ts';
import { type MutedFindings, mutedFindings } from '../aws/login-table/muted.ts';
import { openTable, type Table } from '../aws/login-table/table.ts';
import { type ToldFindings, toldFindings } from '../aws/login-table/told.ts';
import { isLoopbackEndpoint } from '../aws/loopback.ts';
import { mailPublisher } from '../aws/mail/mail.ts';
import { type ActiveRule, activate, allRules } from '../core/activate.ts';
import { type Context, makeContext } from '../core/context.ts';
import { mailLists } from '../core/mail-lists.ts';
import type { Rule } from '../core/rule.ts';
import type { Settings } from '../core/settings.ts';
import type { World } from '../delivery/send.ts';
import { RULES } from '../rules/index.ts';
import { type Logger, makeLogger } from './log.ts';
import { type Secrets, secretsFrom } from './secrets.ts';

/** What the template puts into the function's environment. */
interface Environment {
  readonly TABLE: string;
  readonly OUTBOX_URL: string;
  readonly OUTBOX_DEAD_URL: string;
  readonly DEAD_URL: string;
  /** Of the mail lists of the settings, in their order, joined by commas. */
  readonly TOPIC_ARNS: string;
  /** Name of the trail's log group; empty where it has none. */
  readonly LOG_GROUP: string;
}

export interface Notifier extends Logger {
  readonly environment: Environment;
  readonly settings: Settings;
  readonly context: Context;
  readonly rules: readonly Rule[];
  readonly active: readonly ActiveRule[];
  readonly table: Table;
  readonly memory: TableMemory;
  readonly told: ToldFindings;
  readonly muted: MutedFindings;
  readonly secrets: Secrets;
  readonly world: World;
  /** Made when they are first needed: most invocations find nothing and need the table at most. */
  readonly sqs: () => Promise<SQSClient>;
  readonly s3: () => Promise<S3Client>;
  readonly logs: () => Promise<CloudWatchLogsClient>;
  readonly now: () => number;
  /** When a message was last sent, by group of the outbox. */
  readonly paced: Map<string, number>;
  /** Ids of messages that are done (sent, or given up) and could not be deleted. */
  readonly unremoved: Set<string>;
}

/** The function's own timeout, in ms: no invocation lives longer (`templates/notifier.yaml`). */
const TIMEOUT = 180_000;

/** Throttling is over sooner than Lambda's own retries are: about ten seconds of attempts instead of less than one. */
const PATIENT = { maxAttempts: 8 };

/** Throws where the template and the code are of different versions: a variable is missing. */
export function makeNotifier(env: NodeJS.ProcessEnv = process.env): Notifier {
  const environment = readEnvironment(env);
  const settings: Settings = JSON.parse(readFileSync(`${env['LAMBDA_TASK_ROOT']}/settings.json`, 'utf8'));
  const now = Date.now;
  const context = makeContext(settings);
  const rules = allRules(RULES, settings);
  const table = openTable(new DynamoDBClient(PATIENT), environment.TABLE, now);
  const clients = lazyClients();
  const secrets = secretsFrom(clients.ssm, now);
  const arns = environment.TOPIC_ARNS.split(',');
  const topics = mailLists(settings).map((recipients, position) => ({ recipients, arn: arns[position] ?? '' }));
  return {
    ...makeLogger(settings.name, now, (line) => process.stdout.write(`${line}\n`), env['LOG_LEVEL']),
    environment,
    settings,
    context,
    rules,
    active: activate(rules, settings),
    table,
    memory: tableMemory(table, now),
    told: toldFindings(table, now, TIMEOUT),
    muted: mutedFindings(table, rules, now, TIMEOUT),
    secrets,
    world: {
      secret: secrets.read,
      now,
      sleep: async (ms) => void (await delay(ms)),
      random: Math.random,
      signal: new AbortController().signal,
      publish: async (delivery) => mailPublisher(await clients.sns(), topics)(delivery),
    },
    sqs: clients.sqs,
    s3: clients.s3,
    logs: clients.logs,
    now,
    paced: new Map(),
    unremoved: new Set(),
  };
}

/** Loading a client's code takes ten to twenty ms, so each is loaded when somebody asks for it. */
function lazyClients() {
  return {
    logs: once(async (): Promise<CloudWatchLogsClient> => {
      const { CloudWatchLogsClient } = await import('@aws-sdk/client-cloudwatch-logs');
      return new CloudWatchLogsClient(PATIENT);
    }),
    s3: once(async (): Promise<S3Client> => {
      const { S3Client } = await import('@aws-sdk/client-s3');
      return new S3Client({ forcePathStyle: isLoopbackEndpoint() });
    }),
    sns: once(async (): Promise<SNSClient> => {
      const { SNSClient } = await import('@aws-sdk/client-sns');
      return new SNSClient({});
    }),
    sqs: once(async (): Promise<SQSClient> => {
      const { SQSClient } = await import('@aws-sdk/client-sqs');
      return new SQSClient(PATIENT);
    }),
    ssm: once(async (): Promise<SSMClient> => {
      const { SSMClient } = await import('@aws-sdk/client-ssm');
      return new SSMClient({});
    }),
  };
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

function readEnvironment(env: NodeJS.ProcessEnv): Environment {
  const read = (name: keyof Environment) => {
    const value = env[name];
    if (value === undefined) throw new Error(`the environment variable ${name} is not set: deploy the stack again`);
    return value;
  };
  return {
    TABLE: read('TABLE'),
    OUTBOX_URL: read('OUTBOX_URL'),
    OUTBOX_DEAD_URL: read('OUTBOX_DEAD_URL'),
    DEAD_URL: read('DEAD_URL'),
    TOPIC_ARNS: read('TOPIC_ARNS'),
    LOG_GROUP: read('LOG_GROUP'),
  };
}
