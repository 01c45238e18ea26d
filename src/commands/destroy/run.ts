/** `login-watch destroy`: the work. What is there -> the list -> one question -> gone, step after step. */
import { makeAws } from '../../aws/clients.ts';
import { EXIT, type Exit } from '../../core/exit.ts';
import type { Settings } from '../../core/settings.ts';
import { visible } from '../../core/text.ts';
import { UserError } from '../../core/user-error.ts';
import type { Host } from '../../host.ts';
import { loadSettings } from '../../settings/load.ts';
import { askText, askYes, isInteractive } from '../shared/asking/ask.ts';
import type { GlobalOptions } from '../shared/command.ts';
import { startSpinner } from '../shared/progress.ts';
import { takeInventory } from './inventory.ts';
import { perform, type StepOutcome } from './perform.ts';
import { stepsFor } from './steps.ts';
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
  const aws = makeAws({ profile: options.profile, region: options.region });
  const spinner = await startSpinner(host, 'Looking for what is deployed');
  const found = await takeInventory(settings, aws, { regions: options.regions, signal: host.signal }).finally(() =>
    spinner.stop(),
  );
  const steps = stepsFor(found, options.all);
  const text = planText(found, settings, steps, options.all);
  if (steps.length === 0) {
    await host.stdout.write(text);
    return found.unseen.length === 0 ? EXIT.done : EXIT.refused;
  }
  await host.stderr.write(`${text}\n`);
  if (!(await isAgreed(options, settings, host))) {
    await host.stderr.write('Nothing was removed.\n');
    return EXIT.done;
  }
  const outcomes: StepOutcome[] = [];
  try {
    await perform(steps, aws, host, (outcome) => outcomes.push(outcome));
  } finally {
    // Also where somebody stopped it.
    await host.stdout.write(outcomes.map((outcome) => `${lineOf(outcome)}\n`).join(''));
  }
  return tellEnd(outcomes, found.unseen.length === 0, host);
}

/** Before anything is asked of AWS. */
function checkConfirm({ all, confirm }: DestroyOptions, { name }: Settings): void {
  if (confirm === undefined || (all && confirm === name)) return;
  if (!all) throw new UserError('--confirm goes with --all only', { hint: 'Without --all, --yes is enough.' });
  throw new UserError(`--confirm says ${confirm}, and the settings are named ${name}`, {
    hint: 'Give the name of the settings whose deployment is to go, or other settings with --config.',
  });
}

async function isAgreed({ all, yes, confirm }: DestroyOptions, { name }: Settings, host: Host): Promise<boolean> {
  const canAsk = isInteractive(host);
  // Checked already: it is the name.
  if (confirm !== undefined) return true;
  if (all) {
    if (!canAsk) throw nobody(`give the name with --confirm ${name}`);
    const check = (text: string) => (text.trim() === name ? undefined : `Type ${name}, or stop with Ctrl-C.`);
    await askText(`Records that go can’t be brought back. Type ${name} to remove all of this:`, check, host);
    return true;
  }
  if (yes) return true;
  if (!canAsk) throw nobody('add --yes');
  return askYes('Remove all of this?', host);
}

const nobody = (todo: string) =>
  new UserError('there is nobody to ask whether this is to be removed, so nothing was', {
    hint: `Run it in a terminal, or ${todo}.`,
  });

function lineOf({ what, state, why }: StepOutcome): string {
  if (state === 'removed') return `removed: ${what}`;
  return visible(`${state === 'failed' ? 'not removed' : 'left alone'}: ${what}: ${why}`);
}

async function tellEnd(outcomes: readonly StepOutcome[], sawAll: boolean, { stderr }: Host): Promise<Exit> {
  const missed = outcomes.filter(({ state }) => state !== 'removed');
  const hints = new Set(missed.flatMap(({ hint }) => (hint === undefined ? [] : [visible(hint)])));
  for (const hint of hints) await stderr.write(`${hint}\n`);
  if (missed.length > 0) await stderr.write('Running the same command again goes on from here.\n');
  return missed.length === 0 && sawAll ? EXIT.done : EXIT.refused;
}
