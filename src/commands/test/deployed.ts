/** `login-watch test --deployed`: the work. A synthetic sign-in through every pipeline of the deployed notifier. */
import { makeAws } from '../../aws/clients.ts';
import { EXIT, type Exit } from '../../core/exit.ts';
import { escapeJson } from '../../core/text.ts';
import { UserError } from '../../core/user-error.ts';
import { refusalFrom } from '../../core/words.ts';
import type { Host } from '../../host.ts';
import { PROOF_WORDS } from '../../messages/operate/proof.ts';
import { TEST_WORDS } from '../../messages/operate/test.ts';
import { proveDeployed } from '../../proving/prove.ts';
import { isProven, proofVerdict } from '../../proving/verdict.ts';
import { hopLine, renderHops } from '../../render/hops.ts';
import { loadSettings } from '../../settings/load.ts';
import { assumedRegion } from '../shared/assumed-region.ts';
import { startSpinner } from '../shared/progress.ts';
import type { TestOptions } from './run.ts';

export async function runTestDeployed(options: TestOptions, host: Host): Promise<Exit> {
  if (options.channels.length > 0 || options.dryRun || options.preview !== undefined) {
    const { message, hint } = refusalFrom(TEST_WORDS, ({ deployedAlone }) => deployedAlone);
    throw new UserError(message, { hint });
  }
  const { settings } = await loadSettings({ cwd: host.cwd, config: options.config });
  const { language = 'en' } = host;
  const words = PROOF_WORDS[language];
  const spinner = await startSpinner(host, words.begin);
  const { now, sleep, signal } = host;
  const hops = await proveDeployed(settings, makeAws({ ...options, ...assumedRegion(host) }), {
    now,
    sleep,
    signal,
    // Output for programs is English.
    language: options.format === 'json' ? 'en' : language,
    onHop: (hop) => spinner.say(hopLine(hop, words)),
  }).finally(() => spinner.stop());
  const { columns, colour } = host.stdout;
  await host.stdout.write(
    options.format === 'json'
      ? `${escapeJson(JSON.stringify(hops, undefined, 2))}\n`
      : `${renderHops(hops, { columns, colour, isPlain: host.isPlain, words })}\n${proofVerdict(hops, words)}\n`,
  );
  if (settings.pipelines.includes('s3')) await host.stderr.write(`${words.filesLater}\n`);
  return isProven(hops) ? EXIT.done : EXIT.found;
}
