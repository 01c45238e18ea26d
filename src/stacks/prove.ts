/** Proves that the deployed notifier reaches people: a synthetic sign-in through every pipeline, hop by hop. */
import { randomUUID } from 'node:crypto';
import type { Aws } from '../aws/clients.ts';
import { explainAws } from '../aws/errors.ts';
import { readIdentity } from '../aws/identity.ts';
import { openTable, type Table } from '../aws/login-table/table.ts';
import { notifierOutputs, outputOf } from '../aws/notifier-stack.ts';
import type { Pipeline, Settings } from '../core/settings.ts';
import { type Synthetic, syntheticInput, testKey, testObject } from './synthetic.ts';

export interface Hop {
  readonly pipeline: Pipeline;
  /** `function`, `rules`, or to whom a message went. */
  readonly step: string;
  readonly outcome: 'ok' | 'failed';
  /** Since the sign-in was handed in. */
  readonly ms: number;
  /** What happened, and where it failed what to do. */
  readonly detail: string;
}

export interface ProveOptions {
  readonly now: () => number;
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  readonly signal: AbortSignal;
  /** How long messages may take to arrive, in ms. */
  readonly patience?: number;
  readonly onHop?: (hop: Hop) => void;
}

/** What the function answers to a test (`Outcome` of src/lambda/intake.ts). */
interface Answer {
  readonly records?: number;
  readonly findings?: readonly { readonly rule: string }[];
  readonly told?: readonly string[];
  readonly errorType?: string;
  readonly errorMessage?: string;
}

const PATIENCE = 60_000;
const POLL = 500;

/** Throws a `UserError` where nothing is deployed or AWS says no; what fails on the way is a hop that failed. */
export async function proveDeployed(settings: Settings, aws: Aws, options: ProveOptions): Promise<readonly Hop[]> {
  const identity = await readIdentity(aws, 'test', options.signal);
  const outputs = await notifierOutputs(settings, aws, { command: 'test' });
  const functionName = outputOf(outputs, 'FunctionName');
  const bucket = outputOf(outputs, 'CodeBucket');
  const table = openTable(await aws.dynamodb(), outputOf(outputs, 'TableName'), options.now);
  const prove = async (pipeline: Pipeline): Promise<readonly Hop[]> => {
    const synthetic: Synthetic = { id: randomUUID(), ...identity, now: options.now() };
    const course = new Course(pipeline, options);
    if (pipeline === 's3') await putTestObject(synthetic, bucket, aws);
    const answer = await invoke(functionName, syntheticInput(synthetic, pipeline, bucket), aws);
    if (!course.tookIn(answer)) return course.hops;
    await waitFor(answer.told ?? [], `${synthetic.id}-${pipeline}`, table, course, options);
    if (pipeline === 's3') await removeTestObject(synthetic, bucket, aws);
    return course.hops;
  };
  return (await Promise.all(settings.pipelines.map(prove))).flat();
}

/** The hops of one pipeline, told as they come. */
class Course {
  readonly hops: Hop[] = [];
  readonly #pipeline: Pipeline;
  readonly #options: ProveOptions;
  readonly #start: number;

  constructor(pipeline: Pipeline, options: ProveOptions) {
    this.#pipeline = pipeline;
    this.#options = options;
    this.#start = options.now();
  }

  add(step: string, outcome: Hop['outcome'], detail: string, at = this.#options.now()): void {
    const hop = { pipeline: this.#pipeline, step, outcome, ms: Math.max(0, at - this.#start), detail };
    this.hops.push(hop);
    this.#options.onHop?.(hop);
  }

  /** False where the way ends here. */
  tookIn({ errorType, errorMessage, records = 0, findings = [], told = [] }: Answer): boolean {
    if (errorType !== undefined || errorMessage !== undefined) {
      this.add('function', 'failed', `it failed: ${errorType}: ${errorMessage}. Its log group says more.`);
      return false;
    }
    this.add('function', records > 0 ? 'ok' : 'failed', `found ${records} record${records === 1 ? '' : 's'}`);
    if (records === 0) return false;
    const rules = findings.map(({ rule }) => rule).join(', ');
    this.add('rules', rules === '' ? 'failed' : 'ok', rules === '' ? 'no rule told anything of it' : rules);
    if (told.length > 0) return true;
    this.add('channels', 'failed', 'nobody is told: the settings list no channel');
    return false;
  }
}

async function waitFor(told: readonly string[], test: string, table: Table, course: Course, options: ProveOptions) {
  const { sleep, signal, patience = PATIENCE } = options;
  const missing = new Set(told);
  for (let waited = 0; ; waited += POLL) {
    for (const item of await table.query(`test#${test}`)) {
      if (!missing.delete(item.sk)) continue;
      const why = String(item['why'] ?? '');
      const isSent = item['outcome'] === 'sent';
      course.add(item.sk, isSent ? 'ok' : 'failed', isSent ? 'sent' : why, Date.parse(String(item['at'])));
    }
    if (missing.size === 0) return;
    if (waited >= patience || signal.aborted) break;
    await sleep(POLL, signal);
  }
  for (const to of missing) {
    const waited = Math.round(patience / 1_000);
    course.add(
      to,
      'failed',
      `did not arrive within ${waited} s: \`login-watch status\` tells what waits in the outbox`,
    );
  }
}

async function invoke(functionName: string, input: object, aws: Aws): Promise<Answer> {
  const { InvokeCommand } = await import('@aws-sdk/client-lambda');
  try {
    const client = await aws.lambda();
    const { Payload } = await client.send(
      new InvokeCommand({ FunctionName: functionName, Payload: Buffer.from(JSON.stringify(input)) }),
    );
    return JSON.parse(Buffer.from(Payload ?? []).toString('utf8') || '{}') ?? {};
  } catch (error) {
    const region = await aws.homeRegion();
    throw explainAws(error, { action: 'lambda:InvokeFunction', region, profile: aws.profile, command: 'test' });
  }
}

async function putTestObject(synthetic: Synthetic, bucket: string, aws: Aws): Promise<void> {
  const { PutObjectCommand } = await import('@aws-sdk/client-s3');
  try {
    const client = await aws.s3();
    await client.send(new PutObjectCommand({ Bucket: bucket, Key: testKey(synthetic), Body: testObject(synthetic) }));
  } catch (error) {
    const region = await aws.homeRegion();
    throw explainAws(error, { action: 's3:PutObject', region, profile: aws.profile, command: 'test' });
  }
}

/** Nobody minds if it stays: the bucket's lifecycle removes it. */
async function removeTestObject(synthetic: Synthetic, bucket: string, aws: Aws): Promise<void> {
  const { DeleteObjectCommand } = await import('@aws-sdk/client-s3');
  const client = await aws.s3();
  await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: testKey(synthetic) })).catch(() => undefined);
}
