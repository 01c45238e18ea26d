/** `login-watch doctor`: the work. All checks at the same time, each with an end. */
import { proxySecrets } from '../../aws/proxy.ts';
import { EXIT, type Exit } from '../../core/exit.ts';
import { redactor } from '../../delivery/redact.ts';
import type { Host } from '../../host.ts';
import { renderChecks, renderChecksJson } from '../../render/checks.ts';
import { runChecks } from '../shared/checks.ts';
import { type Check, type CheckOptions, factsOf } from './check.ts';
import { CREDENTIALS } from './credentials.ts';
import { CLOCK, ENDPOINTS, PROXY } from './network.ts';
import { PERMITTED, permissionsOf } from './permitted.ts';
import { PROGRAM } from './program.ts';
import { SECRETS, SETTINGS } from './settings.ts';

export interface DoctorOptions extends CheckOptions {
  readonly format: 'table' | 'json';
}

/** In the order in which they are told. */
const CHECKS: readonly Check[] = [PROGRAM, CREDENTIALS, CLOCK, PROXY, ENDPOINTS, PERMITTED, SETTINGS, SECRETS];

/** What a check may take, in ms: what the SDK needs to give up on a connection, twice and a half. */
const PATIENCE = 15_000;
/** What is left after that to say which questions had no answer. */
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
    said: redact(result.said),
    ...(result.todo === undefined ? {} : { todo: redact(result.todo) }),
  }));
  const { columns, colour } = host.stdout;
  const look = { columns, colour, isPlain: host.isPlain };
  await host.stdout.write(options.format === 'json' ? renderChecksJson(shown) : renderChecks(shown, look));
  if (host.signal.aborted) return EXIT.refused;
  return shown.some(({ state }) => state === 'failed') ? EXIT.found : EXIT.done;
}
