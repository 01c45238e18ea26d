/** What waits: messages to people, those that no channel took, and records that could not be handled. */
import { queueDepth } from '../../../aws/health/queue-depth.ts';
import { SECOND } from '../../../core/time.ts';
import type { CheckResult } from '../../../render/checks.ts';
import { type Check, lasting } from '../../shared/checks.ts';
import { type Facts, stackAt } from './facts.ts';
import { lastOf } from './numbers.ts';
import { counted, goneOrNotChecked, withoutStack } from './results.ts';

const check = 'queue';

interface Queue {
  readonly of: string;
  /** Of the notifier's stack. */
  readonly output: string;
  readonly judge: (count: number, facts: Facts) => CheckResult | Promise<CheckResult>;
}

const REDRIVE = '`login-watch redrive` shows them, and sends them again.';

const ALL: readonly Queue[] = [
  { of: 'outbox', output: 'OutboxUrl', judge: waiting },
  {
    of: 'outbox-dead',
    output: 'OutboxDeadUrl',
    judge: (count) => dead('outbox-dead', counted(count, 'message'), 'to people that no channel took'),
  },
  {
    of: 'dead',
    output: 'DeadUrl',
    judge: (count) => dead('dead', counted(count, 'record'), 'that could not be handled, so nobody was told'),
  },
];

export const QUEUES: Check<Facts> = {
  name: check,
  run: (facts) => Promise.all(ALL.map((queue) => lookAt(queue, facts))),
};

async function lookAt({ of, output, judge }: Queue, facts: Facts): Promise<CheckResult> {
  const about = { check, of };
  const url = stackAt(facts, 'notifier')?.outputs[output];
  if (url === undefined || url === '') return withoutStack(about, facts, 'notifier');
  try {
    const count = await queueDepth(url, facts);
    return count === 0 ? { ...about, state: 'ok', said: 'empty' } : await judge(count, facts);
  } catch (error) {
    return goneOrNotChecked(about, error, 'the queue');
  }
}

const dead = (of: string, what: string, why: string): CheckResult => ({
  check,
  of,
  state: 'failed',
  said: `${what} ${why}`,
  todo: `${REDRIVE} They are kept for 14 days.`,
});

/** In these it was just put there, or was late for a reason that mends itself. */
const SOON = 15 * 60;

/** CloudWatch tells how old the oldest is; it leaves out what was tried several times. */
async function waiting(count: number, { numbers, host }: Facts): Promise<CheckResult> {
  const about = { check, of: 'outbox' };
  const ages = (await numbers().catch(() => undefined))?.get('OutboxAge');
  const isRecent = host.now() - (lastOf(ages) ?? 0) <= SOON * SECOND;
  const age = isRecent ? ages?.[0]?.value : undefined;
  const said = `${counted(count, 'message')} to people ${count === 1 ? 'waits' : 'wait'}`;
  if (age !== undefined && age <= SOON) return { ...about, state: 'ok', said: `${said}, for ${lasting(age * SECOND)}` };
  const todo = 'A channel takes none at the moment: `login-watch test --deployed` tells what each answers.';
  if (age === undefined) return { ...about, state: 'warning', said: `${said}; how long is not known`, todo };
  return { ...about, state: 'failed', said: `${said}, the oldest for ${lasting(age * SECOND)}`, todo };
}
