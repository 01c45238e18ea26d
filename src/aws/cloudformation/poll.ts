/** Polls, ever more seldom, until there is an answer. No clock: only the sleeps are counted. */
import { EXIT } from '../../core/exit.ts';
import { MINUTE } from '../../core/time.ts';
import { UserError } from '../../core/user-error.ts';
import { type Fault, faultOf } from '../fault.ts';
import { explain, type Target } from './call.ts';
import type { WaitOptions } from './types.ts';

export interface Poll<T> extends WaitOptions {
  readonly target: Target;
  /** `DescribeStacks` */
  readonly action: string;
  /** Undefined: not yet. May throw the SDK's own errors. */
  readonly look: () => Promise<T | undefined>;
  /** The awaited event: `stack acme-trail in us-east-1 to be created`. */
  readonly waitingFor: string;
  /** AWS's work after the waiting ends, and the way to resume it. */
  readonly meanwhile: string;
  /** Milliseconds between the first two looks. */
  readonly first: number;
  /** Milliseconds of all sleeps. */
  readonly atMost: number;
}

const SLOWER = 1.4;
const SLOWEST = 15_000;
/** These pass: a network down for a moment, a request rate used up by others. */
const PASSING: readonly Fault[] = ['throttled', 'unreachable', 'server'];
/** Failures in a row before it gives up. */
const PATIENCE = 8;

export async function poll<T>(options: Poll<T>): Promise<T> {
  const { signal, sleep, first, atMost, waitingFor, meanwhile } = options;
  let pause = first;
  let troubles = 0;
  for (let slept = 0; slept < atMost; slept += pause, pause = Math.min(pause * SLOWER, SLOWEST)) {
    if (signal.aborted) throw stopped(waitingFor, meanwhile);
    const [answer, trouble] = await tryLook(options);
    if (answer !== undefined) return answer;
    troubles = trouble === undefined ? 0 : troubles + 1;
    if (troubles > PATIENCE) throw goesOn(trouble, options);
    await sleep(pause, signal);
  }
  throw new UserError(`Waited ${Math.round(atMost / MINUTE)} minutes for ${waitingFor}, and it is not done`, {
    hint: meanwhile,
    exit: EXIT.refused,
  });
}

async function tryLook<T>(options: Poll<T>): Promise<readonly [T | undefined, unknown]> {
  try {
    return [await options.look(), undefined];
  } catch (error) {
    if (PASSING.includes(faultOf(error))) return [undefined, error];
    throw goesOn(error, options);
  }
}

const stopped = (waitingFor: string, meanwhile: string) =>
  new UserError(`Stopped waiting for ${waitingFor}`, { hint: meanwhile, exit: EXIT.refused });

/** Polling can't go on (the session has expired, say), but AWS finishes its work. */
function goesOn<T>(error: unknown, { target, action, waitingFor, meanwhile }: Poll<T>): UserError {
  if (error instanceof UserError) return error;
  const { message, hint, exit } = explain(error, target, action);
  return new UserError(`${message}, while waiting for ${waitingFor}`, {
    hint: `${meanwhile} ${hint ?? ''}`.trim(),
    exit,
    cause: error,
  });
}
