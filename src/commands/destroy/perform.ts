/** Removes step after step. What fails is told and doesn't stop the others, but for those that need it gone. */
import type { Aws } from '../../aws/clients.ts';
import { mapConcurrent } from '../../aws/map-concurrent.ts';
import { EXIT } from '../../core/exit.ts';
import { UserError } from '../../core/user-error.ts';
import { refusalFrom } from '../../core/words.ts';
import type { Host } from '../../host.ts';
import { DESTROY_WORDS } from '../../messages/set-up/destroy.ts';
import { startSpinner } from '../shared/progress.ts';
import { AT_ONCE } from './inventory.ts';
import type { Step } from './steps.ts';

export interface StepOutcome {
  readonly what: string;
  readonly state: 'removed' | 'failed' | 'left';
  /** Undefined where it was removed. */
  readonly why?: string;
  readonly hint?: string | undefined;
}

/** `onOutcome` hears of each step as soon as it is done. Throws where somebody stops it; AWS goes on with what was begun. */
export async function perform(
  steps: readonly Step[],
  aws: Aws,
  host: Host,
  onOutcome: (outcome: StepOutcome) => void,
): Promise<void> {
  const language = host.language ?? 'en';
  const missed = new Set<string>();
  const done = (outcome: StepOutcome) => {
    if (outcome.state !== 'removed') missed.add(outcome.what);
    onOutcome(outcome);
  };
  for (const order of [...new Set(steps.map((step) => step.order))].toSorted((a, b) => a - b)) {
    const group = steps.filter((step) => step.order === order);
    const spinner = await startSpinner(host, DESTROY_WORDS[language].removing(group.map(({ what }) => what)));
    try {
      await mapConcurrent(group, AT_ONCE, async (step) => done(await carryOut(step, missed, aws, host, spinner.say)));
    } finally {
      spinner.stop();
    }
  }
}

async function carryOut(
  { what, after, run }: Step,
  missed: ReadonlySet<string>,
  aws: Aws,
  { sleep, signal, language = 'en' }: Host,
  say: (text: string) => void,
): Promise<StepOutcome> {
  const [first] = after.filter((other) => missed.has(other));
  if (first !== undefined) return { what, state: 'left', why: DESTROY_WORDS[language].stillThere(first) };
  if (signal.aborted) throw stopped();
  try {
    await run({ aws, sleep, signal, say, language });
    return { what, state: 'removed' };
  } catch (error) {
    if (signal.aborted) throw stopped(error);
    if (!(error instanceof UserError)) throw error;
    return { what, state: 'failed', why: error.said(language), hint: error.todo(language) };
  }
}

function stopped(cause?: unknown): UserError {
  const { message, hint } = refusalFrom(DESTROY_WORDS, (words) => words.stopped);
  return new UserError(message, { hint, exit: EXIT.refused, cause });
}
