/** Counts the messages that still wait in the outbox and in the dead-letter queues. */
import type { DeadQueue } from '../../aws/dead-letters/dead-queue.ts';
import type { Words } from '../../core/language.ts';
import { UserError } from '../../core/user-error.ts';
import type { Waiting } from '../../messages/operate/redrive.ts';

export interface Left extends Waiting {
  /** Why a count is missing. */
  readonly reasons: readonly Words[];
}

interface Queues {
  readonly queues: readonly DeadQueue[];
  readonly outbox: () => Promise<number>;
}

/** A queue that can't be looked at has no count, and gives a reason. */
export async function countWaiting({ queues, outbox }: Queues): Promise<Left> {
  const reasons: Words[] = [];
  const counted = async (count: () => Promise<number>) => {
    try {
      return await count();
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      reasons.push(error.words);
      return undefined;
    }
  };
  const dead = async () => sum((await Promise.all(queues.map((queue) => queue.count()))).map(({ all }) => all));
  const [inOutbox, inDead] = await Promise.all([counted(outbox), counted(dead)]);
  return { outbox: inOutbox, dead: inDead, reasons };
}

export const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
