/** `login-watch doctor`: the work. All checks at the same time, each with an end. */
import { setTimeout as delay } from 'node:timers/promises';
import { proxySecrets } from '../aws/proxy.ts';
import { UserError } from '../core/user-error.ts';
import { redactor } from '../delivery/redact.ts';
import { EXIT, type Exit, type Host } from '../host.ts';
import { type CheckResult, renderDoctor, renderDoctorJson } from '../render/doctor.ts';
import { type Check, type Facts, factsOf, failedWith } from './doctor/check.ts';
import { CREDENTIALS } from './doctor/credentials.ts';
import { CLOCK, ENDPOINTS, PROXY } from './doctor/network.ts';
import { PERMITTED } from './doctor/permissions.ts';
import { PROGRAM } from './doctor/program.ts';
import { SECRETS, SETTINGS } from './doctor/settings.ts';
import type { DoctorOptions } from './doctor.ts';
import { PERMISSIONS } from './permissions.ts';
import { startSpinner } from './progress.ts';

/** In the order in which they are told. */
const CHECKS: readonly Check[] = [PROGRAM, CREDENTIALS, CLOCK, PROXY, ENDPOINTS, PERMITTED, SETTINGS, SECRETS];

/** What a check may take, in ms: what the SDK needs to give up on a connection, twice and a half. */
const PATIENCE = 15_000;
/** What is left after that to say which questions had no answer. */
const GRACE = 1_000;

export async function runDoctor(options: DoctorOptions, host: Host, patience = PATIENCE): Promise<Exit> {
  for (const name of options.for ?? []) checkName(name);
  const secrets = new Set(proxySecrets());
  const ends = new AbortController();
  const timer = setTimeout(() => ends.abort(), patience);
  const facts = factsOf(options, host, AbortSignal.any([host.signal, ends.signal]), (secret) => secrets.add(secret));
  const results = await allChecks(facts, patience + GRACE).finally(() => clearTimeout(timer));

  const redact = redactor([...secrets]);
  const shown = results.map((result) => ({
    ...result,
    said: redact(result.said),
    ...(result.todo === undefined ? {} : { todo: redact(result.todo) }),
  }));
  const { columns, colour } = host.stdout;
  const look = { columns, colour, isPlain: host.isPlain };
  await host.stdout.write(options.format === 'json' ? renderDoctorJson(shown) : renderDoctor(shown, look));
  if (host.signal.aborted) return EXIT.refused;
  return shown.some(({ state }) => state === 'failed') ? EXIT.found : EXIT.done;
}

function checkName(name: string): void {
  if (Object.hasOwn(PERMISSIONS, name)) return;
  throw new UserError(`${name} is no command that needs permissions`, {
    hint: `Those are: ${Object.keys(PERMISSIONS).join(', ')}.`,
  });
}

async function allChecks(facts: Facts, patience: number): Promise<readonly CheckResult[]> {
  const { say, stop } = await startSpinner(facts.host, 'Checking');
  let done = 0;
  try {
    const results = await Promise.all(
      CHECKS.map(async (check) => {
        const found = await withEnd(check, facts, patience);
        done += 1;
        say(`Checking, ${done} of ${CHECKS.length} done`);
        return found;
      }),
    );
    return results.flat();
  } finally {
    stop();
  }
}

/** A check that hangs (a program that gives credentials may) doesn't keep the others from being told. */
async function withEnd(check: Check, facts: Facts, patience: number): Promise<readonly CheckResult[]> {
  const over = new AbortController();
  const late = delay(patience, undefined, { signal: AbortSignal.any([over.signal, facts.host.signal]) });
  try {
    const end = late.then(
      () => [notInTime(check, patience)],
      () => (over.signal.aborted ? [] : [stopped(check)]),
    );
    return await Promise.race([check.run(facts).catch((error: unknown) => [broken(check, error)]), end]);
  } finally {
    over.abort();
  }
}

const notInTime = ({ name }: Check, patience: number): CheckResult => ({
  check: name,
  state: 'failed',
  said: `it did not come to an end within ${Math.round(patience / 1_000)} s`,
  todo: 'Check the network; where a program gives the credentials (`credential_process`), whether it waits for something.',
});

const stopped = ({ name }: Check): CheckResult => ({ check: name, state: 'not checked', said: 'stopped' });

/** A mistake of ours in one check must not hide what the others found. */
function broken({ name }: Check, error: unknown): CheckResult {
  if (error instanceof UserError) return failedWith(name, error);
  const said = `the check itself failed: ${error instanceof Error ? error.message : String(error)}`;
  return { check: name, state: 'not checked', said, todo: 'Please report this.' };
}
