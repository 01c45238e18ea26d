/** Counts the queues: messages to be sent, messages that no channel accepted, records that could not be handled. */
import { queueDepth } from '../../../aws/health/queue-depth.ts';
import type { Words } from '../../../core/rule.ts';
import { SECOND } from '../../../core/time.ts';
import type { CheckResult } from '../../../render/checks.ts';
import type { Check } from '../../shared/checks.ts';
import { type Facts, stackAt } from './facts.ts';
import { lastOf } from './numbers.ts';
import { goneOrNotChecked, say, withoutStack } from './results.ts';

const check = 'queue';

interface Queue {
  readonly of: string;
  /** The output of the notifier's stack that has its URL. */
  readonly output: string;
  readonly judge: (count: number, facts: Facts) => CheckResult | Promise<CheckResult>;
}

const ALL: readonly Queue[] = [
  { of: 'outbox', output: 'OutboxUrl', judge: waiting },
  {
    of: 'outbox-dead',
    output: 'OutboxDeadUrl',
    judge: (count) =>
      dead(
        'outbox-dead',
        say((words) => words.queue.deadMessages(count)),
      ),
  },
  {
    of: 'dead',
    output: 'DeadUrl',
    judge: (count) =>
      dead(
        'dead',
        say((words) => words.queue.deadRecords(count)),
      ),
  },
];

export const QUEUES: Check<Facts> = {
  name: check,
  run: (facts) => Promise.all(ALL.map((queue) => lookAt(queue, facts))),
};

async function lookAt({ of, output, judge }: Queue, facts: Facts): Promise<CheckResult> {
  const about = { check, of } as const;
  const url = stackAt(facts, 'notifier')?.outputs[output];
  if (url === undefined || url === '') return withoutStack(about, facts, 'notifier');
  try {
    const count = await queueDepth(url, facts);
    return count === 0 ? { ...about, state: 'ok', said: say((words) => words.queue.empty) } : await judge(count, facts);
  } catch (error) {
    return goneOrNotChecked(
      about,
      error,
      say((words) => words.gone.queue),
    );
  }
}

const dead = (of: string, said: Words): CheckResult => ({
  check,
  of,
  state: 'failed',
  said,
  todo: say((words) => words.queue.redrive),
});

/** Seconds in which a message was just put there, or is late for a reason that passes. */
const SOON = 15 * 60;

/** CloudWatch has the age of the oldest message, but leaves out those that were tried several times. */
async function waiting(count: number, { numbers, host }: Facts): Promise<CheckResult> {
  const about = { check, of: 'outbox' } as const;
  const ages = (await numbers().catch(() => undefined))?.get('OutboxAge');
  const isRecent = host.now() - (lastOf(ages) ?? 0) <= SOON * SECOND;
  const age = isRecent ? ages?.[0]?.value : undefined;
  const todo = say((words) => words.queue.waitingTodo);
  if (age === undefined) {
    return { ...about, state: 'warning', said: say((words) => words.queue.waitingUnknown(count)), todo };
  }
  if (age <= SOON) return { ...about, state: 'ok', said: say((words) => words.queue.waiting(count, age * SECOND)) };
  return { ...about, state: 'failed', said: say((words) => words.queue.waitingLong(count, age * SECOND)), todo };
}
