/** Polls, ever more seldom, until there is an answer. No clock: only the sleeps are counted. */
import { EXIT } from '../../core/exit.ts';
import { MINUTE } from '../../core/time.ts';
import { UserError } from '../../core/user-error.ts';
import { wordsFrom } from '../../core/words.ts';
import { CLOUDFORMATION_WORDS, type CloudFormationWords, type Wait } from '../../messages/aws/cloudformation.ts';
import { type Fault, faultOf } from '../fault.ts';
import { explain, type Target } from './call.ts';
import type { WaitOptions } from './types.ts';

export interface Poll<T> extends WaitOptions {
  readonly target: Target;
  /** `DescribeStacks` */
  readonly action: string;
  /** Undefined: not yet. May throw the SDK's own errors. */
  readonly look: () => Promise<T | undefined>;
  /** The awaited event, and AWS's work meanwhile. */
  readonly wait: (words: CloudFormationWords) => Wait;
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
  const { signal, sleep, first, atMost, wait } = options;
  let pause = first;
  let troubles = 0;
  for (let slept = 0; slept < atMost; slept += pause, pause = Math.min(pause * SLOWER, SLOWEST)) {
    if (signal.aborted) throw stopped(wait);
    const [answer, trouble] = await tryLook(options);
    if (answer !== undefined) return answer;
    troubles = trouble === undefined ? 0 : troubles + 1;
    if (troubles > PATIENCE) throw goesOn(trouble, options);
    await sleep(pause, signal);
  }
  throw ended(wait, (words, waitingFor) => words.waitedTooLong(Math.round(atMost / MINUTE), waitingFor));
}

async function tryLook<T>(options: Poll<T>): Promise<readonly [T | undefined, unknown]> {
  try {
    return [await options.look(), undefined];
  } catch (error) {
    if (PASSING.includes(faultOf(error))) return [undefined, error];
    throw goesOn(error, options);
  }
}

type WaitOf = Poll<unknown>['wait'];

const stopped = (wait: WaitOf) => ended(wait, (words, waitingFor) => words.stoppedWaiting(waitingFor));

function ended(wait: WaitOf, say: (words: CloudFormationWords, waitingFor: string) => string): UserError {
  return new UserError(
    wordsFrom(CLOUDFORMATION_WORDS, (words) => say(words, wait(words).waitingFor)),
    { hint: wordsFrom(CLOUDFORMATION_WORDS, (words) => wait(words).meanwhile), exit: EXIT.refused },
  );
}

/** Polling can't go on (the session has expired, say), but AWS finishes its work. */
function goesOn<T>(error: unknown, { target, action, wait }: Poll<T>): UserError {
  if (error instanceof UserError) return error;
  const explained = explain(error, target, action);
  const said = wordsFrom(CLOUDFORMATION_WORDS, (words, language) =>
    words.whileWaiting(explained.said(language), wait(words).waitingFor),
  );
  const hint = wordsFrom(CLOUDFORMATION_WORDS, (words, language) =>
    `${wait(words).meanwhile} ${explained.todo(language) ?? ''}`.trim(),
  );
  return new UserError(said, { hint, exit: explained.exit, cause: error });
}
