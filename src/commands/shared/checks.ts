/** How checks are run, whatever they look at: all at the same time, each with an end, and none hides what others found. */
import { setTimeout as delay } from 'node:timers/promises';
import { UserError } from '../../core/user-error.ts';
import type { Host } from '../../host.ts';
import type { CheckResult } from '../../render/checks.ts';
import { startSpinner } from './progress.ts';

/** One thing that is looked at; `F` is what several of them need to know. */
export interface Check<F> {
  readonly name: string;
  readonly run: (facts: F) => Promise<readonly CheckResult[]>;
}

/** `patience`: what a check may take, in ms. */
export async function runChecks<F>(
  checks: readonly Check<F>[],
  facts: F,
  host: Host,
  patience: number,
): Promise<readonly CheckResult[]> {
  const { say, stop } = await startSpinner(host, 'Checking');
  let done = 0;
  try {
    const results = await Promise.all(
      checks.map(async (check) => {
        const found = await withEnd(check, facts, host, patience);
        done += 1;
        say(`Checking, ${done} of ${checks.length} done`);
        return found;
      }),
    );
    return results.flat();
  } finally {
    stop();
  }
}

/** A check that hangs (a program that gives credentials may) doesn't keep the others from being told. */
async function withEnd<F>(check: Check<F>, facts: F, host: Host, patience: number): Promise<readonly CheckResult[]> {
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

const notInTime = (check: string, patience: number): CheckResult => ({
  check,
  state: 'failed',
  said: `it did not come to an end within ${Math.round(patience / 1_000)} s`,
  todo: 'Check the network; where a program gives the credentials (`credential_process`), whether it waits for something.',
});

const stopped = (check: string): CheckResult => ({ check, state: 'not checked', said: 'stopped' });

/** A mistake of ours in one check must not hide what the others found. */
function broken(check: string, error: unknown): CheckResult {
  if (error instanceof UserError) return failedWith(check, error);
  const said = `the check itself failed: ${error instanceof Error ? error.message : String(error)}`;
  return { check, state: 'not checked', said, todo: 'Please report this.' };
}

/** An error that a person can mend, as a result. Anything else is a mistake of ours. */
export function failedWith(check: string, error: unknown): CheckResult {
  if (!(error instanceof UserError)) throw error;
  return { check, state: 'failed', said: error.message, todo: error.hint };
}

/** `8 h 5 min`, `12 min`, `40 s` */
export function lasting(ms: number): string {
  const seconds = Math.round(Math.abs(ms) / 1_000);
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor((seconds % 3_600) / 60)];
  if (hours > 0) return `${hours} h${minutes > 0 ? ` ${minutes} min` : ''}`;
  return minutes > 0 ? `${minutes} min${seconds % 60 > 0 && minutes < 10 ? ` ${seconds % 60} s` : ''}` : `${seconds} s`;
}
