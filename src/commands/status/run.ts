/** `login-watch status`: the work. What is deployed, all of it at the same time -> results. */
import { EXIT, type Exit } from '../../core/exit.ts';
import { MINUTE } from '../../core/time.ts';
import type { Host } from '../../host.ts';
import { type CheckResult, renderChecks, renderChecksJson } from '../../render/checks.ts';
import { type Check, runChecks } from '../shared/checks.ts';
import { DRIFT } from './checks/drift.ts';
import { type FactOptions, type Facts, factsOf } from './checks/facts.ts';
import { FUNCTION } from './checks/function.ts';
import { CHANNELS, HEALTH_MAIL, MAIL } from './checks/mail.ts';
import { MESSAGES } from './checks/messages.ts';
import { PIPELINES } from './checks/pipelines.ts';
import { QUEUES } from './checks/queues.ts';
import { REGIONS } from './checks/regions.ts';
import { STACKS } from './checks/stacks.ts';
import { TRAIL } from './checks/trail.ts';

export interface StatusOptions extends FactOptions {
  readonly format: 'table' | 'json';
}

/** In the order in which they are told. */
const CHECKS: readonly Check<Facts>[] = [
  STACKS,
  REGIONS,
  DRIFT,
  TRAIL,
  FUNCTION,
  PIPELINES,
  MESSAGES,
  QUEUES,
  CHANNELS,
  MAIL,
  HEALTH_MAIL,
];

/** What a check may take, in ms. The SDK tries three times by itself; drift takes AWS minutes. */
const PATIENCE = MINUTE;
const DRIFT_PATIENCE = 16 * MINUTE;

export async function runStatus(options: StatusOptions, host: Host): Promise<Exit> {
  const facts = await factsOf(options, host);
  const results = facts.isDeployed
    ? await runChecks(CHECKS, facts, host, options.drift ? DRIFT_PATIENCE : PATIENCE)
    : [nothingDeployed(facts)];
  const { columns, colour } = host.stdout;
  const look = { columns, colour, isPlain: host.isPlain, language: options.language ?? facts.settings.language };
  await host.stdout.write(options.format === 'json' ? renderChecksJson(results) : renderChecks(results, look));
  if (host.signal.aborted) return EXIT.refused;
  return results.some(({ state }) => state === 'failed') ? EXIT.found : EXIT.done;
}

function nothingDeployed({ settings: { name }, file, region }: Facts): CheckResult {
  const said = `no notifier named ${name} is deployed in ${region}, so nobody would be told`;
  const deploy = 'Run `login-watch deploy`, or name another region with --region.';
  const init = 'Run `login-watch init`, which asks for what belongs in the settings, and deploys.';
  return { check: 'notifier', state: 'failed', said, todo: file === undefined ? init : deploy };
}
