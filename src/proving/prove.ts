/** Proves that the deployed notifier reaches people: a synthetic sign-in through every pipeline, hop by hop. */
import { randomUUID } from 'node:crypto';
import { readIdentity } from '../aws/access/caller.ts';
import type { Aws } from '../aws/clients.ts';
import { KEYS } from '../aws/login-table/keys.ts';
import { openTable, type Table } from '../aws/login-table/table.ts';
import { notifierOutputs, outputOf } from '../aws/resources/notifier-stack.ts';
import { EXIT } from '../core/exit.ts';
import type { Language } from '../core/language.ts';
import type { Pipeline, Settings } from '../core/settings.ts';
import { MINUTE } from '../core/time.ts';
import { UserError } from '../core/user-error.ts';
import { refusalFrom } from '../core/words.ts';
import { PROOF_WORDS } from '../messages/operate/proof.ts';
import { Course, type Hop } from './course.ts';
import { invokeTest, putTestObject, removeTestObject } from './hand-in.ts';
import { type MailDoubt, mailDoubt } from './mail-doubt.ts';
import { type Synthetic, syntheticInput } from './synthetic.ts';

export type { Hop } from './course.ts';

export interface ProveOptions {
  readonly now: () => number;
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  readonly signal: AbortSignal;
  /** How long messages may take to arrive, in ms. */
  readonly patience?: number;
  readonly onHop?: (hop: Hop) => void;
  readonly language: Language;
}

const PATIENCE = MINUTE;
const POLL = 500;

/** Throws a `UserError` where nothing is deployed or AWS says no; what fails on the way is a hop that failed. */
export async function proveDeployed(settings: Settings, aws: Aws, options: ProveOptions): Promise<readonly Hop[]> {
  const identity = await readIdentity(aws, 'test', options.signal);
  const outputs = await notifierOutputs(settings, aws, { command: 'test' });
  const functionName = outputOf(outputs, 'FunctionName');
  const bucket = { name: outputOf(outputs, 'CodeBucket'), account: identity.account };
  const table = openTable(await aws.dynamodb(), outputOf(outputs, 'TableName'), options.now);
  const doubt = await mailDoubt(settings, outputs, aws, options);
  const prove = async (pipeline: Pipeline): Promise<readonly Hop[]> => {
    const synthetic: Synthetic = { id: randomUUID(), ...identity, now: options.now() };
    const course = new Course(pipeline, options);
    try {
      if (pipeline === 's3') await putTestObject(synthetic, bucket, aws);
      const answer = await invokeTest(functionName, syntheticInput(synthetic, pipeline, bucket.name), aws);
      const mark = `${synthetic.id}-${pipeline}`;
      if (course.tookIn(answer)) await follow(answer.told ?? [], { mark, table, course, doubt }, options);
    } finally {
      if (pipeline === 's3') await removeTestObject(synthetic, bucket, aws);
    }
    return course.hops;
  };
  // All come to their end, whatever becomes of one of them: nothing goes on behind what is told.
  const courses = await Promise.allSettled(settings.pipelines.map(prove));
  return courses.flatMap((course) => {
    if (course.status === 'rejected') throw course.reason;
    return course.value;
  });
}

interface Follow {
  readonly mark: string;
  readonly table: Table;
  readonly course: Course;
  readonly doubt: MailDoubt;
}

/** Waits for what the function writes down of each message. One that a channel wouldn't take yet is waited for on. */
async function follow(told: readonly string[], { mark, table, course, doubt }: Follow, options: ProveOptions) {
  const { sleep, signal, patience = PATIENCE } = options;
  const missing = new Set(told);
  for (let waited = 0; ; waited += POLL) {
    for (const item of await table.query(KEYS.test(mark))) {
      if (!missing.has(item.sk)) continue;
      if (item['outcome'] === 'later' && waited < patience) continue;
      missing.delete(item.sk);
      const why = { en: String(item['why'] ?? ''), ja: String(item['whyJa'] ?? item['why'] ?? '') };
      const arrival = { why, at: Date.parse(String(item['at'])) };
      course.arrived(item.sk, { ...arrival, isSent: item['outcome'] === 'sent' }, doubt(item.sk));
    }
    if (missing.size === 0) return;
    if (signal.aborted) throw stopped();
    if (waited >= patience) break;
    await sleep(POLL, signal);
  }
  for (const to of missing) course.missed(to, patience);
}

function stopped(): UserError {
  const { message, hint } = refusalFrom(PROOF_WORDS, (words) => words.stopped);
  return new UserError(message, { hint, exit: EXIT.refused });
}
