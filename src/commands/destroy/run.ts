/** `login-watch destroy`: the work. What is there -> the list -> one question -> gone, step after step. */
import { makeAws } from '../../aws/clients.ts';
import { type ErrorExit, EXIT, type Exit } from '../../core/exit.ts';
import type { Settings } from '../../core/settings.ts';
import { visible } from '../../core/text.ts';
import { UserError } from '../../core/user-error.ts';
import { refusalFrom, wordsFrom } from '../../core/words.ts';
import type { Host } from '../../host.ts';
import { DESTROY_WORDS, type DestroyWords } from '../../messages/set-up/destroy.ts';
import { loadSettings } from '../../settings/load.ts';
import { askText, askYes, isInteractive } from '../shared/asking/ask.ts';
import { assumedRegion } from '../shared/assumed-region.ts';
import type { GlobalOptions } from '../shared/command.ts';
import { startSpinner } from '../shared/progress.ts';
import { takeInventory } from './inventory.ts';
import { perform, type StepOutcome } from './perform.ts';
import { protectedStacks, stepsFor } from './steps.ts';
import { planText } from './words.ts';

export interface DestroyOptions extends GlobalOptions {
  /** The trail, its records and the sign-ins too. */
  readonly all: boolean;
  /** Don't ask. */
  readonly yes: boolean;
  /** The settings' name, in place of typing it. */
  readonly confirm: string | undefined;
  /** Regions to search for forwarders. Defaults to all enabled ones. */
  readonly regions: readonly string[] | undefined;
}

export async function runDestroy(options: DestroyOptions, host: Host): Promise<Exit> {
  const { settings } = await loadSettings({ cwd: host.cwd, config: options.config });
  checkConfirm(options, settings);
  const language = host.language ?? 'en';
  const words = DESTROY_WORDS[language];
  const aws = makeAws({ ...options, ...assumedRegion(host) });
  const spinner = await startSpinner(host, words.looking);
  const look = { regions: options.regions, signal: host.signal, language };
  const found = await takeInventory(settings, aws, look).finally(() => spinner.stop());
  // Half a notifier would be left if only the others went.
  const guarded = protectedStacks(found, options.all);
  if (guarded.length > 0) throw refused(({ protectedStacks: said }) => said(guarded), EXIT.refused);
  const steps = stepsFor(found, options.all, words);
  const text = planText(found, { settings, steps, all: options.all, words });
  if (steps.length === 0) {
    await host.stdout.write(text);
    return found.unseen.length === 0 ? EXIT.done : EXIT.refused;
  }
  await host.stderr.write(`${text}\n`);
  if (!(await isAgreed(options, settings, host))) {
    await host.stderr.write(`${words.nothingRemoved}\n`);
    return EXIT.done;
  }
  const outcomes: StepOutcome[] = [];
  try {
    await perform(steps, aws, host, (outcome) => outcomes.push(outcome));
  } finally {
    // Also after Ctrl-C.
    await host.stdout.write(outcomes.map((outcome) => `${lineOf(outcome, words)}\n`).join(''));
  }
  return reportEnd(outcomes, found.unseen.length === 0, host, words);
}

/** Before anything is asked of AWS. */
function checkConfirm({ all, confirm }: DestroyOptions, { name }: Settings): void {
  if (confirm === undefined || (all && confirm === name)) return;
  throw refused((words) => (all ? words.confirmDiffers(confirm, name) : words.confirmNeedsAll));
}

async function isAgreed({ all, yes, confirm }: DestroyOptions, { name }: Settings, host: Host): Promise<boolean> {
  const words = DESTROY_WORDS[host.language ?? 'en'];
  const canAsk = isInteractive(host);
  // Checked already: it is the name.
  if (confirm !== undefined) return true;
  if (all) {
    if (!canAsk) throw refused(({ noTerminal }) => noTerminal(name));
    const problem = wordsFrom(DESTROY_WORDS, ({ wrongName }) => wrongName(name));
    const check = (text: string) => (text.trim() === name ? undefined : problem);
    await askText(words.askName(name), check, host);
    return true;
  }
  if (yes) return true;
  if (!canAsk) throw refused(({ noTerminal }) => noTerminal(undefined));
  return askYes(words.question, host);
}

function refused(
  pick: (words: DestroyWords) => { readonly message: string; readonly hint: string },
  exit: ErrorExit = EXIT.wrongUse,
): UserError {
  const { message, hint } = refusalFrom(DESTROY_WORDS, pick);
  return new UserError(message, { hint, exit });
}

function lineOf({ what, state, why = '' }: StepOutcome, { outcome }: DestroyWords): string {
  return state === 'removed' ? outcome.removed(what) : visible(outcome[state](what, why));
}

async function reportEnd(
  outcomes: readonly StepOutcome[],
  sawAll: boolean,
  { stderr }: Host,
  words: DestroyWords,
): Promise<Exit> {
  const missed = outcomes.filter(({ state }) => state !== 'removed');
  const hints = new Set(missed.flatMap(({ hint }) => (hint === undefined ? [] : [visible(hint)])));
  for (const hint of hints) await stderr.write(`${hint}\n`);
  if (missed.length > 0) await stderr.write(`${words.again}\n`);
  return missed.length === 0 && sawAll ? EXIT.done : EXIT.refused;
}
