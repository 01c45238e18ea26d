/** `login-watch test --health`: the work. A test message to those who hear that the notifier is unwell. */
import { makeAws } from '../../aws/clients.ts';
import { EXIT, type Exit } from '../../core/exit.ts';
import { escapeJson } from '../../core/text.ts';
import { UserError } from '../../core/user-error.ts';
import { refusalFrom } from '../../core/words.ts';
import type { Host } from '../../host.ts';
import { HEALTH_TEST_WORDS } from '../../messages/operate/health-test.ts';
import { PROOF_WORDS } from '../../messages/operate/proof.ts';
import { healthVerdict, isHealthProven, proveHealth } from '../../proving/health.ts';
import { hopLine, renderHops } from '../../render/hops.ts';
import { loadSettings } from '../../settings/load.ts';
import { assumedRegion } from '../shared/assumed-region.ts';
import { startSpinner } from '../shared/progress.ts';
import type { TestOptions } from './run.ts';

export async function runTestHealth(options: TestOptions, host: Host): Promise<Exit> {
  if (options.channels.length > 0 || options.deployed || options.dryRun || options.preview !== undefined) {
    const { message, hint } = refusalFrom(HEALTH_TEST_WORDS, ({ alone }) => alone);
    throw new UserError(message, { hint });
  }
  const { settings } = await loadSettings({ cwd: host.cwd, config: options.config });
  const { language = 'en' } = host;
  const [words, proof] = [HEALTH_TEST_WORDS[language], PROOF_WORDS[language]];
  const spinner = await startSpinner(host, words.begin);
  const { now, sleep, signal } = host;
  const hops = await proveHealth(settings, makeAws({ ...options, ...assumedRegion(host) }), {
    now,
    sleep,
    signal,
    // Output for programs is English.
    language: options.format === 'json' ? 'en' : language,
    onHop: (hop) => spinner.say(hopLine(hop, proof)),
  }).finally(() => spinner.stop());
  const { columns, colour } = host.stdout;
  await host.stdout.write(
    options.format === 'json'
      ? `${escapeJson(JSON.stringify(hops, undefined, 2))}\n`
      : `${renderHops(hops, { columns, colour, isPlain: host.isPlain, words: proof })}\n${healthVerdict(hops, words)}\n`,
  );
  return isHealthProven(hops) ? EXIT.done : EXIT.found;
}
