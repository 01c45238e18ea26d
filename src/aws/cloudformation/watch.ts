/** Waits until CloudFormation is done with a stack, and reports its events. */
import { HOUR } from '../../core/time.ts';
import type { Target } from './call.ts';
import type { EventReader } from './events.ts';
import { type Poll, poll } from './poll.ts';
import { readState } from './state.ts';
import type { StackState, WaitOptions, WatchOptions } from './types.ts';

const FIRST_LOOK = 2_000;
/** CloudFormation itself gives up on most resources sooner. */
const AT_MOST = HOUR;

/** REVIEW_IN_PROGRESS isn't work: only a change set that was never executed. */
export function isBusy({ status }: StackState): boolean {
  return status.endsWith('_IN_PROGRESS') && status !== 'REVIEW_IN_PROGRESS';
}

/** The stack at the end; undefined if it is gone without a trace. `doing`: `created`, `changed`, `deleted`. */
export function watch(
  target: Target,
  events: EventReader,
  doing: string,
  options: WatchOptions,
): Promise<StackState | undefined> {
  const words = {
    waitingFor: `stack ${target.name} in ${target.region} to be ${doing}`,
    meanwhile:
      'AWS goes on with it by itself; run the same command again to see what came of it and to go on from there.',
  };
  return rested(target, words, options, async () => {
    for (const event of await events.next()) options.onEvent?.(event);
  });
}

/** Waits until another caller's work on the stack is done. */
export function waitForOthers(target: Target, options: WaitOptions): Promise<StackState | undefined> {
  const words = {
    waitingFor: `what goes on with stack ${target.name} in ${target.region}`,
    meanwhile: 'AWS goes on with it by itself, and nothing of this command was done; run it again later.',
  };
  return rested(target, words, options);
}

/** Polls the stack until it isn't busy. `onLook` runs after each look at a stack that is there. */
async function rested(
  target: Target,
  words: Pick<Poll<unknown>, 'waitingFor' | 'meanwhile'>,
  { signal, sleep }: WaitOptions,
  onLook?: () => Promise<void>,
): Promise<StackState | undefined> {
  const { state } = await poll({
    ...{ target, action: 'DescribeStacks', signal, sleep, first: FIRST_LOOK, atMost: AT_MOST },
    ...words,
    look: async () => {
      // The status first: if it is final, all events can be read.
      const state = await readState(target);
      if (state !== undefined) await onLook?.();
      return state !== undefined && isBusy(state) ? undefined : { state };
    },
  });
  return state;
}
