/** The notifier from the function's environment: variables of the template, and the settings in the zip. */
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { checked } from '../aws/answers.ts';
import { openTable } from '../aws/login-table/table.ts';
import { DEFAULT_SETTINGS } from '../core/settings.ts';
import { lazyClients, PATIENT } from './clients.ts';
import { type Environment, makeNotifier, type Notifier } from './notifier.ts';

/** Throws if a variable is missing: then the template and the code are of different versions. */
export function notifierFrom(env: NodeJS.ProcessEnv): Notifier {
  const environment = readEnvironment(env);
  const now = Date.now;
  return makeNotifier({
    environment,
    // A zip made by hand may hold settings of an older version.
    settings: { ...DEFAULT_SETTINGS, ...JSON.parse(readFileSync(`${env['LAMBDA_TASK_ROOT']}/settings.json`, 'utf8')) },
    table: openTable(checked(new DynamoDBClient(PATIENT)), environment.TABLE, now),
    clients: lazyClients(),
    now,
    sleep: async (ms) => void (await delay(ms)),
    write: (line) => void process.stdout.write(`${line}\n`),
    logLevel: env['LOG_LEVEL'],
    code: () => readFileSync(`${env['LAMBDA_TASK_ROOT']}/index.js`, 'utf8'),
  });
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
