/** `login-watch audit`: the work. The account is read, judged, and reported. */
import { setMaxListeners } from 'node:events';
import { audit, CHECK_IDS } from '../../auditing/audit.ts';
import { compareAudits, type EarlierAudit } from '../../auditing/compare.ts';
import { doorLimits } from '../../auditing/doors/index.ts';
import { patterns } from '../../auditing/follow.ts';
import { ownNotifier } from '../../auditing/own.ts';
import { withSettings } from '../../auditing/remedies/settings.ts';
import { silencingRecords } from '../../auditing/silence/links.ts';
import type { Snapshot } from '../../auditing/snapshot.ts';
import { AREAS, type Verdict } from '../../auditing/verdict.ts';
import { askCaller } from '../../aws/access/caller.ts';
import { readAccount } from '../../aws/audit/read-account.ts';
import { withSimulations } from '../../aws/audit/simulations.ts';
import { type Aws, makeAws } from '../../aws/clients.ts';
import { nameOwnAccount } from '../../aws/names/accounts.ts';
import { enabledRegions } from '../../aws/regions.ts';
import { EXIT, type Exit } from '../../core/exit.ts';
import type { Words } from '../../core/language.ts';
import { nearest } from '../../core/nearest.ts';
import { trustedAt } from '../../core/network.ts';
import { SEVERITIES, type Severity } from '../../core/rule.ts';
import { UserError } from '../../core/user-error.ts';
import { refusalFrom, wordsFrom } from '../../core/words.ts';
import type { Host } from '../../host.ts';
import { REDACTED_AUDIT_WORDS } from '../../messages/audit/redacted.ts';
import { AUDIT_WORDS } from '../../messages/audit/report.ts';
import { loadSettings } from '../../settings/load.ts';
import { assumedRegion } from '../shared/assumed-region.ts';
import { type GlobalOptions, wordsFor } from '../shared/command.ts';
import { checkRegion } from '../shared/look-back/gather.ts';
import { startSpinner } from '../shared/progress.ts';
import { type AuditFormat, COMPARING } from './formats.ts';
import { writeAudit } from './write.ts';

export interface AuditOptions extends GlobalOptions {
  /** Defaults to all enabled ones. */
  readonly regions?: readonly string[] | undefined;
  /** Ids and areas; empty means all. */
  readonly checks: readonly string[];
  /** Defaults to any failure. */
  readonly failOn?: Severity | undefined;
  readonly format: AuditFormat;
  /** A file; defaults to standard output. */
  readonly output?: string | undefined;
  /** Stand-ins in place of names; for HTML alone. */
  readonly isRedacted?: boolean | undefined;
  /** The JSON of an earlier audit. */
  readonly compare?: string | undefined;
}

export async function runAudit(options: AuditOptions, host: Host): Promise<Exit> {
  options.regions?.forEach(checkRegion);
  options.checks.forEach(checkName);
  if (options.isRedacted && options.format !== 'html') throw redactNeedsHtml();
  const earlier = await earlierOf(options, host);
  const { settings, file } = await loadSettings({ cwd: host.cwd, config: options.config });
  const aws = makeAws({ profile: options.profile, region: options.region, ...assumedRegion(host) });
  const { signal } = host;
  // One listener for each read is more than Node.js allows without a warning.
  setMaxListeners(0, signal);
  const snapshot = await lookAt(options, aws, host, async (caller) => {
    if (earlier !== undefined) (await import('./compare.ts')).checkSameAccount(earlier, options.compare ?? '', caller);
  });
  const accountName = await nameOwnAccount(snapshot.account, settings.accounts, aws, { signal, command: 'audit' });
  const { account, at, regions } = snapshot;
  // Without settings nothing is known of our own notifier: its function is one like others.
  const records = silencingRecords(snapshot);
  const own = file === undefined ? undefined : await ownNotifier(settings, account, [...regions.keys()], records);
  const ground = { snapshot, known: patterns(), own };
  const settled = await withSimulations(ground, { aws, signal, sleep: (ms) => host.sleep(ms, signal) });
  const trusted = trustedAt(settings.trusted, at, settings.timezone);
  const judged = audit(settled, { checks: options.checks, own, trusted });
  const verdicts = await withSettings(judged, settled, { settings, hasFile: file !== undefined, trusted });
  const limits = limitsOf(options, snapshot);
  const names = [...regions.keys()];
  const compared = earlier === undefined ? undefined : compareAudits(earlier, { regions: names, verdicts });
  const report = { account, accountName, at, regions: names, verdicts, limits, compared };
  const { format, output, verbose } = options;
  const where = { format, output, isVerbose: verbose === true, isRedacted: options.isRedacted === true };
  await writeAudit(report, where, { language: host.language ?? 'en', timezone: settings.timezone }, host);
  return exitFor(verdicts, options.failOn);
}

/** Reads the account, with a line of progress. `onAccount` may refuse it before. */
async function lookAt(
  { regions: wanted, checks }: AuditOptions,
  aws: Aws,
  host: Host,
  onAccount: (account: string) => Promise<void>,
): Promise<Snapshot> {
  const { signal } = host;
  const words = wordsFor(AUDIT_WORDS, host);
  const { account } = await askCaller(aws, 'audit', signal);
  await onAccount(account);
  const { regions, notCovered } =
    wanted === undefined ? await enabledRegions(aws, signal) : { regions: wanted, notCovered: undefined };
  const spinner = await startSpinner(host, words.reading);
  const onRegion = (done: number, all: number) => spinner.say(words.read(done, all));
  try {
    return await readAccount(
      { account, regions, regionsGap: notCovered, now: host.now(), withDoors: wantsDoors(checks), onRegion },
      { aws, signal, sleep: (ms) => host.sleep(ms, signal) },
    );
  } finally {
    spinner.stop();
  }
}

const wantsDoors = (checks: readonly string[]): boolean =>
  checks.length === 0 || checks.some((name) => name === 'doors' || name.startsWith('door.'));

/** Throws a `UserError` for what is neither a check nor a group. */
function checkName(name: string): void {
  const known = [...AREAS, ...CHECK_IDS];
  if (known.includes(name)) return;
  const { message, hint } = refusalFrom(AUDIT_WORDS, ({ noCheck }) =>
    noCheck(JSON.stringify(name), nearest(name, known)),
  );
  throw new UserError(message, { hint });
}

function limitsOf({ regions, checks }: AuditOptions, snapshot: Snapshot): readonly Words[] {
  const { regionsGap: gap } = snapshot;
  const always = AUDIT_WORDS.en.notLookedAt.map((_, at) =>
    wordsFrom(AUDIT_WORDS, (words) => words.notLookedAt[at] ?? ''),
  );
  return [
    ...(gap === undefined ? [] : [gap]),
    ...(regions === undefined ? [] : [wordsFrom(AUDIT_WORDS, (words) => words.onlyRegions(regions))]),
    ...(checks.length === 0 ? [] : [wordsFrom(AUDIT_WORDS, (words) => words.onlyChecks(checks))]),
    ...doorLimits(snapshot),
    ...always,
  ];
}

function redactNeedsHtml(): UserError {
  const { message, hint } = refusalFrom(REDACTED_AUDIT_WORDS, ({ needsHtml }) => needsHtml);
  return new UserError(message, { hint });
}

/** Undefined unless it is to be compared. Throws a `UserError` for a format that can't show it, and for a file that is none. */
async function earlierOf({ compare, format }: AuditOptions, host: Host): Promise<EarlierAudit | undefined> {
  if (compare === undefined) return undefined;
  const { readEarlierAudit, refuseFormat } = await import('./compare.ts');
  if (!COMPARING.includes(format)) refuseFormat(format);
  return await readEarlierAudit(compare, host.cwd);
}

/** Silence is a claim: what couldn't be judged is no success. */
function exitFor(verdicts: readonly Verdict[], failOn: Severity = 'info'): Exit {
  const graver = verdicts.filter(({ severity }) => SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(failOn));
  if (graver.some(({ result }) => result === 'fail')) return EXIT.found;
  return graver.some(({ result }) => result === 'unknown') ? EXIT.refused : EXIT.done;
}
