/** Proposed exceptions, accepted one by one, and those accepted into `login-watch.yaml`. */
import { resolve } from 'node:path';
import { applyProposals } from '../../core/forecast/apply-proposals.ts';
import type { Proposal } from '../../core/forecast/proposal.ts';
import type { Settings } from '../../core/settings.ts';
import { visible } from '../../core/text.ts';
import { UserError } from '../../core/user-error.ts';
import { refusalFrom } from '../../core/words.ts';
import type { Host } from '../../host.ts';
import { FORECAST_WORDS } from '../../messages/set-up/forecast.ts';
import { findSettings } from '../../settings/load.ts';
import { parseSettings } from '../../settings/parse.ts';
import { editSettings, newSettingsText, writeSchemaBeside, writeSettings } from '../../settings/writing/write.ts';
import { askYes, isInteractive } from '../shared/asking/ask.ts';

interface AcceptOptions {
  /** All are accepted. */
  readonly yes: boolean;
  readonly config?: string | undefined;
}

/** Said before anything is read, so that nobody waits for questions that can't be asked. */
export function checkAccepting({ yes }: AcceptOptions, host: Host): void {
  if (yes || isInteractive(host)) return;
  const { message, hint } = refusalFrom(FORECAST_WORDS, (words) => words.noTerminal);
  throw new UserError(message, { hint });
}

/** Asks about each of them; refused ones are left out. */
export async function chooseProposals(proposals: readonly Proposal[], host: Host): Promise<readonly Proposal[]> {
  const { accept, kind } = FORECAST_WORDS[host.language ?? 'en'];
  const accepted: Proposal[] = [];
  for (const proposal of proposals) {
    const { rule, principal } = proposal;
    const who = `${kind[principal.kind]} ${visible(principal.name)}`;
    if (await askYes(accept(rule, who), host)) accepted.push(proposal);
  }
  return accepted;
}

/** Adds them to the file as it is by now, or makes one. Gives its name. Throws a `UserError` where it can't be written. */
export async function writeProposals(
  accepted: readonly Proposal[],
  settings: Settings,
  { config }: AcceptOptions,
  { cwd, signal }: Host,
): Promise<string> {
  const found = await findSettings({ cwd, config });
  if (found === undefined) {
    const file = resolve(cwd, 'login-watch.yaml');
    const text = newSettingsText(applyProposals(settings, accepted));
    await writeSettings(file, text, { signal });
    await writeSchemaBeside(file, text);
    return file;
  }
  const { file, text } = found;
  const { rules } = applyProposals(parseSettings(text, file), accepted);
  const changed = accepted.map(({ rule }) => [rule, { except: rules[rule]?.except ?? null }] as const);
  await writeSettings(file, editSettings(text, { rules: Object.fromEntries(changed) }, file), { signal, was: text });
  return file;
}
