/** `login-watch status`: the work. All checks of the deployed notifier at the same time -> results and a verdict. */
import { nameOwnAccount } from '../../aws/names/accounts.ts';
import { EXIT, type Exit } from '../../core/exit.ts';
import type { Words } from '../../core/language.ts';
import type { Settings } from '../../core/settings.ts';
import { MINUTE } from '../../core/time.ts';
import { inEach } from '../../core/words.ts';
import type { Host } from '../../host.ts';
import { STATUS_WORDS } from '../../messages/operate/status.ts';
import { type CheckResult, type Place, renderChecks, renderChecksJson } from '../../render/checks.ts';
import { verdictOf } from '../../render/verdict.ts';
import { type Check, runChecks } from '../shared/checks.ts';
import { DRIFT } from './checks/drift.ts';
import { type FactOptions, type Facts, factsOf } from './checks/facts.ts';
import { FUNCTION } from './checks/function.ts';
import { CHANNELS, HEALTH_MAIL, MAIL } from './checks/mail.ts';
import { MESSAGES } from './checks/messages.ts';
import { PIPELINES } from './checks/pipelines.ts';
import { QUEUES } from './checks/queues.ts';
import { REGIONS } from './checks/regions.ts';
import { say } from './checks/results.ts';
import { SECOND_CHANNEL } from './checks/second-channel.ts';
import { STACKS } from './checks/stacks.ts';
import { TRAIL } from './checks/trail.ts';

export interface StatusOptions extends FactOptions {
  readonly format: 'table' | 'json';
}

/** In the order in which they are printed. */
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
  SECOND_CHANNEL,
];

/** Limits of a check, in ms. The SDK tries three times by itself; drift takes AWS minutes. */
const PATIENCE = MINUTE;
const DRIFT_PATIENCE = 16 * MINUTE;

export async function runStatus(options: StatusOptions, host: Host): Promise<Exit> {
  const facts = await factsOf(options, host);
  const placed = placeOf(facts);
  const results = facts.isDeployed
    ? await runChecks(CHECKS, facts, host, options.drift ? DRIFT_PATIENCE : PATIENCE)
    : [nothingDeployed(facts)];
  const verdict = withHealth(verdictOf(withSilence(results, facts.settings), 'status'), results, facts.settings);
  const place = await placed;
  const { columns, colour } = host.stdout;
  const look = { columns, colour, isPlain: host.isPlain, language: host.language, verdict, place };
  await host.stdout.write(
    options.format === 'json' ? renderChecksJson(results, verdict, place) : renderChecks(results, look),
  );
  if (host.signal.aborted) return EXIT.refused;
  return results.some(({ state }) => state === 'failed') ? EXIT.found : EXIT.done;
}

/** Says after the verdict if nobody would hear of the notifier's own failure. */
function withHealth(verdict: Words, results: readonly CheckResult[], { health }: Settings): Words {
  const has = (name: string, of: CheckResult['state']) => results.some((one) => one.check === name && one.state === of);
  const isOnlyChannel = health?.channel !== undefined && health.email === undefined;
  const isDeaf = has(HEALTH_MAIL.name, 'warning') || (isOnlyChannel && has(SECOND_CHANNEL.name, 'failed'));
  if (!isDeaf) return verdict;
  return inEach(
    (language) => `${verdict[language]}${language === 'ja' ? '' : ' '}${STATUS_WORDS[language].mail.verdict}`,
  );
}

async function placeOf({ caller: { account }, settings, aws, region, signal }: Facts): Promise<Place> {
  const accountName = await nameOwnAccount(account, settings.accounts, aws, { signal, command: 'status' });
  return { account, accountName, region };
}

function nothingDeployed({ settings: { name }, file, region }: Facts): CheckResult {
  const said = say((words) => words.notDeployed(name, region));
  const todo = say((words) => (file === undefined ? words.init : words.deployOrRegion));
  return { check: 'notifier', state: 'failed', said, todo, isFatal: true };
}

/** Failed pipelines, or failed mail lists, are fatal if no other pipeline or channel is left. */
function withSilence(results: readonly CheckResult[], { pipelines, channels }: Settings): readonly CheckResult[] {
  const hasFailed = (check: string, of?: string) =>
    results.some((result) => result.check === check && result.state === 'failed' && (of ?? result.of) === result.of);
  const isWithoutRecords = pipelines.every((pipeline) => hasFailed('pipeline', pipeline));
  const mails = results.filter(({ check }) => check === 'mail');
  const isUnread = channels.every(({ kind }) => kind === 'email') && mails.every(({ state }) => state === 'failed');
  const isFatal = ({ check }: CheckResult) =>
    (check === 'pipeline' && isWithoutRecords) || (check === 'mail' && isUnread);
  return results.map((result) => (isFatal(result) ? { ...result, isFatal: true } : result));
}
