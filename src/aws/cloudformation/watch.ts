/** Waits until CloudFormation is done with a stack, and reports its events. */
import { HOUR } from '../../core/time.ts';
import type { Doing } from '../../messages/aws/stack-failure.ts';
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
  doing: Doing,
  options: WatchOptions,
): Promise<StackState | undefined> {
  const { name, region } = target;
  return rested(
    target,
    (words) => words.stackToBe(name, region, doing),
    options,
    async () => {
      for (const event of await events.next()) options.onEvent?.(event);
    },
  );
}

/** Waits until another caller's work on the stack is done. */
export function waitForOthers(target: Target, options: WaitOptions): Promise<StackState | undefined> {
  const { name, region } = target;
  return rested(target, (words) => words.others(name, region), options);
}

/** Polls the stack until it isn't busy. `onLook` runs after each look at a stack that is there. */
async function rested(
  target: Target,
  wait: Poll<unknown>['wait'],
  { signal, sleep }: WaitOptions,
  onLook?: () => Promise<void>,
): Promise<StackState | undefined> {
  const { state } = await poll({
    ...{ target, action: 'DescribeStacks', signal, sleep, first: FIRST_LOOK, atMost: AT_MOST },
    wait,
    look: async () => {
      // The status first: if it is final, all events can be read.
      const state = await readState(target);
      if (state !== undefined) await onLook?.();
      return state !== undefined && isBusy(state) ? undefined : { state };
    },
  });
  return state;
}
