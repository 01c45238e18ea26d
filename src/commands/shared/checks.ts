/** Runs checks, whatever they look at: all at the same time, each with a limit, and none hides the results of others. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Words } from '../../core/rule.ts';
import { UserError } from '../../core/user-error.ts';
import { wordsFrom, wordsIn } from '../../core/words.ts';
import type { Host } from '../../host.ts';
import { CHECK_WORDS, type CheckWords } from '../../messages/operate/checks.ts';
import type { CheckName, CheckResult } from '../../render/checks.ts';
import { startSpinner } from './progress.ts';

/** One thing that is looked at; `F` is what several of them need to know. */
export interface Check<F> {
  readonly name: CheckName;
  readonly run: (facts: F) => Promise<readonly CheckResult[]>;
}

/** `patience`: what a check may take, in milliseconds. */
export async function runChecks<F>(
  checks: readonly Check<F>[],
  facts: F,
  host: Host,
  patience: number,
): Promise<readonly CheckResult[]> {
  const words = CHECK_WORDS[host.language ?? 'en'];
  const spinner = await startSpinner(host, words.checking);
  let done = 0;
  try {
    const results = await Promise.all(
      checks.map(async (check) => {
        const found = await withLimit(check, facts, host, patience);
        done += 1;
        spinner.say(words.checked(done, checks.length));
        return found;
      }),
    );
    return results.flat();
  } finally {
    spinner.stop();
  }
}

/** A check that hangs (a program that gives credentials may) doesn't hold up the others. */
async function withLimit<F>(check: Check<F>, facts: F, host: Host, patience: number): Promise<readonly CheckResult[]> {
  const over = new AbortController();
  const late = delay(patience, undefined, { signal: AbortSignal.any([over.signal, host.signal]) });
  try {
    const end = late.then(
      () => [notInTime(check.name, patience)],
      () => (over.signal.aborted ? [] : [stopped(check.name)]),
    );
    return await Promise.race([check.run(facts).catch((error: unknown) => [broken(check.name, error)]), end]);
  } finally {
    over.abort();
  }
}

const say = (pick: (words: CheckWords) => string): Words => wordsFrom(CHECK_WORDS, pick);

const notInTime = (check: CheckName, patience: number): CheckResult => ({
  check,
  state: 'failed',
  said: say((words) => words.notInTime(Math.round(patience / 1_000))),
  todo: say((words) => words.notInTimeTodo),
});

const stopped = (check: CheckName): CheckResult => ({
  check,
  state: 'not checked',
  said: say((words) => words.stopped),
});

/** A mistake of ours in one check must not hide the results of the others. */
function broken(check: CheckName, error: unknown): CheckResult {
  if (error instanceof UserError) return failedWith(check, error);
  const why = error instanceof Error ? error.message : String(error);
  return {
    check,
    state: 'not checked',
    said: say((words) => words.broken(why)),
    todo: say((words) => words.report),
  };
}

/** An error that a person can mend, as a result. Anything else is a mistake of ours. */
export function failedWith(check: CheckName, error: unknown): CheckResult {
  if (!(error instanceof UserError)) throw error;
  return { check, state: 'failed', said: saidBy(error), todo: todoOf(error) };
}

/** An error's sentence, in every language. */
export const saidBy = (error: UserError): Words => wordsIn((language) => error.said(language));

/** An error's hint, in every language. */
export const todoOf = (error: UserError): Words | undefined =>
  error.hint === undefined ? undefined : wordsIn((language) => error.todo(language) ?? '');
