/** `login-watch doctor`: the work. All checks at the same time, each with a limit -> results and a verdict. */
import { proxySecrets } from '../../aws/proxy.ts';
import { EXIT, type Exit } from '../../core/exit.ts';
import { mapWords } from '../../core/words.ts';
import { redactor } from '../../delivery/redact.ts';
import type { Host } from '../../host.ts';
import { renderChecks, renderChecksJson } from '../../render/checks.ts';
import { verdictOf } from '../../render/verdict.ts';
import { runChecks } from '../shared/checks.ts';
import { type Check, type CheckOptions, factsOf } from './check.ts';
import { CREDENTIALS } from './credentials.ts';
import { CLOCK, ENDPOINTS, PROXY } from './network.ts';
import { PERMITTED, permissionsOf, summarised } from './permitted.ts';
import { PROGRAM } from './program.ts';
import { SECRETS, SETTINGS } from './settings.ts';

export interface DoctorOptions extends CheckOptions {
  readonly format: 'table' | 'json';
}

/** In the order in which they are printed. */
const CHECKS: readonly Check[] = [PROGRAM, CREDENTIALS, CLOCK, PROXY, ENDPOINTS, PERMITTED, SETTINGS, SECRETS];

/** Limit of a check, in ms: two and a half times the SDK's own limit for a connection. */
const PATIENCE = 15_000;
/** Time after that to report which questions had no answer, in ms. */
const GRACE = 1_000;

export async function runDoctor(options: DoctorOptions, host: Host, patience = PATIENCE): Promise<Exit> {
  for (const name of options.for ?? []) permissionsOf(name);
  const secrets = new Set(proxySecrets());
  const ends = new AbortController();
  const timer = setTimeout(() => ends.abort(), patience);
  const facts = factsOf(options, host, AbortSignal.any([host.signal, ends.signal]), (secret) => secrets.add(secret));
  const results = await runChecks(CHECKS, facts, host, patience + GRACE).finally(() => clearTimeout(timer));

  const redact = redactor([...secrets]);
  const shown = results.map((result) => ({
    ...result,
    said: mapWords(result.said, redact),
    ...(result.todo === undefined ? {} : { todo: mapWords(result.todo, redact) }),
  }));
  const verdict = verdictOf(shown, 'doctor');
  const { columns, colour } = host.stdout;
  const look = { columns, colour, isPlain: host.isPlain, language: host.language, verdict };
  const rows = options.verbose || options.for !== undefined ? shown : summarised(shown);
  await host.stdout.write(options.format === 'json' ? renderChecksJson(shown, verdict) : renderChecks(rows, look));
  if (host.signal.aborted) return EXIT.refused;
  return shown.some(({ state }) => state === 'failed') ? EXIT.found : EXIT.done;
}
