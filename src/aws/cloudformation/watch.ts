/** Waits until CloudFormation is done with a stack, and tells what it does. */
import { HOUR } from '../../core/time.ts';
import type { Target } from './call.ts';
import type { EventReader } from './events.ts';
import { poll } from './poll.ts';
import { readState } from './state.ts';
import type { StackState, WaitOptions, WatchOptions } from './types.ts';

const FIRST_LOOK = 2_000;
/** CloudFormation itself gives up on most resources sooner. */
const AT_MOST = HOUR;

/** REVIEW_IN_PROGRESS is no work: only a change set that nobody has run. */
export function isBusy({ status }: StackState): boolean {
  return status.endsWith('_IN_PROGRESS') && status !== 'REVIEW_IN_PROGRESS';
}

/** The stack when all is done; undefined where it is gone without a trace. `doing`: `created`, `changed`, `deleted`. */
export async function watch(
  target: Target,
  events: EventReader,
  doing: string,
  { signal, sleep, onEvent }: WatchOptions,
): Promise<StackState | undefined> {
  const { name, region } = target;
  const { state } = await poll({
    target,
    action: 'DescribeStacks',
    signal,
    sleep,
    first: FIRST_LOOK,
    atMost: AT_MOST,
    waitingFor: `stack ${name} in ${region} to be ${doing}`,
    meanwhile:
      'AWS goes on with it by itself; run the same command again to see what came of it and to go on from there.',
    look: async () => {
      // The status first: when it is final, all events are there to be read.
      const state = await readState(target);
      if (state !== undefined) for (const event of await events.next()) onEvent?.(event);
      return state !== undefined && isBusy(state) ? undefined : { state };
    },
  });
  return state;
}

/** Somebody else is at work on the stack: waits until they are done. */
export async function waitForOthers(target: Target, { signal, sleep }: WaitOptions): Promise<StackState | undefined> {
  const { name, region } = target;
  const { state } = await poll({
    target,
    action: 'DescribeStacks',
    signal,
    sleep,
    first: FIRST_LOOK,
    atMost: AT_MOST,
    waitingFor: `what goes on with stack ${name} in ${region}`,
    meanwhile: 'AWS goes on with it by itself, and nothing of this command was done; run it again later.',
    look: async () => {
      const state = await readState(target);
      return state !== undefined && isBusy(state) ? undefined : { state };
    },
  });
  return state;
}
