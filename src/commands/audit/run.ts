/** `login-watch audit`: the work. The account is read, judged, and reported. */
import { setMaxListeners } from 'node:events';
import { audit, CHECK_IDS, isWanted } from '../../auditing/audit.ts';
import { compareAudits, type EarlierAudit } from '../../auditing/compare.ts';
import { namedLimits } from '../../auditing/deeds/named.ts';
import { doorLimits } from '../../auditing/doors/index.ts';
import { patterns } from '../../auditing/follow.ts';
import { ownNotifier } from '../../auditing/own.ts';
import { withSettings } from '../../auditing/remedies/settings.ts';
import { silencingRecords } from '../../auditing/silence/links.ts';
import type { Snapshot } from '../../auditing/snapshot.ts';
import { AREAS, type Verdict } from '../../auditing/verdict.ts';
import { findLeftovers } from '../../aws/audit/live/leftovers.ts';
import { withSimulations } from '../../aws/audit/simulations.ts';
import { makeAws } from '../../aws/clients.ts';
import { nameOwnAccount } from '../../aws/names/accounts.ts';
import { accountIds } from '../../core/accounts.ts';
import { EXIT, type Exit } from '../../core/exit.ts';
import type { Words } from '../../core/language.ts';
import { nearest } from '../../core/nearest.ts';
import { trustedAt } from '../../core/network.ts';
import { SEVERITIES, type Severity } from '../../core/rule.ts';
import { UserError } from '../../core/user-error.ts';
import { refusalFrom, wordsFrom } from '../../core/words.ts';
import type { Host } from '../../host.ts';
import { LIVE_WORDS } from '../../messages/audit/live/live.ts';
import { REDACTED_AUDIT_WORDS } from '../../messages/audit/redacted.ts';
import { AUDIT_WORDS } from '../../messages/audit/report.ts';
import { loadSettings } from '../../settings/load.ts';
import { assumedRegion } from '../shared/assumed-region.ts';
import { checkRegion } from '../shared/look-back/gather.ts';
import { COMPARING } from './formats.ts';
import { leftText } from './left-behind.ts';
import { type AuditOptions, lookAt } from './look-at.ts';
import { writeAudit } from './write.ts';

export async function runAudit(options: AuditOptions, host: Host): Promise<Exit> {
  options.regions?.forEach(checkRegion);
  options.checks.forEach(checkName);
  if (options.isRedacted && options.format !== 'html') throw redactNeedsHtml();
  if (!options.live && (options.yes || options.only !== undefined)) {
    const { message, hint } = refusalFrom(LIVE_WORDS, ({ onlyWithLive }) => onlyWithLive);
    throw new UserError(message, { hint });
  }
  if (options.live) return (await import('./live.ts')).runAuditLive(options, host);
  const earlier = await earlierOf(options, host);
  const { settings, file } = await loadSettings({ cwd: host.cwd, config: options.config });
  const aws = makeAws({ profile: options.profile, region: options.region, ...assumedRegion(host) });
  const { signal } = host;
  // One listener for each read is more than Node.js allows without a warning.
  setMaxListeners(0, signal);
  const ours = file === undefined ? undefined : settings;
  const snapshot = await lookAt(options, aws, host, ours, async (caller) => {
    if (earlier !== undefined) (await import('./compare.ts')).checkSameAccount(earlier, options.compare ?? '', caller);
  });
  const accountName = await nameOwnAccount(snapshot.account, settings.accounts, aws, { signal, command: 'audit' });
  const { account, at, regions } = snapshot;
  // Without settings nothing is known of our own notifier: its function is one like others.
  const records = silencingRecords(snapshot);
  const own = file === undefined ? undefined : await ownNotifier(settings, snapshot, records);
  const ground = { snapshot, known: patterns(), own };
  const settled = await withSimulations(ground, { aws, signal, sleep: (ms) => host.sleep(ms, signal) });
  const trusted = trustedAt(settings.trusted, at, settings.timezone);
  const accounts = accountIds(settings.accounts);
  const judged = audit(settled, { checks: options.checks, own, trusted, accounts });
  const verdicts = await withSettings(judged, settled, { settings, hasFile: file !== undefined, trusted });
  const limits = limitsOf(options, snapshot);
  const names = [...regions.keys()];
  const compared = earlier === undefined ? undefined : compareAudits(earlier, { regions: names, verdicts });
  const report = { account, accountName, at, regions: names, verdicts, limits, compared };
  const { format, output, verbose } = options;
  const where = { format, output, isVerbose: verbose === true, isRedacted: options.isRedacted === true };
  const left = await findLeftovers(settled, host.now(), { aws, signal, sleep: (ms) => host.sleep(ms, signal) });
  await writeAudit(report, where, { language: host.language ?? 'en', timezone: settings.timezone }, host);
  await host.stderr.write(leftText(left, host.now(), host.language ?? 'en', 'how'));
  return exitFor(verdicts, options.failOn);
}

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
    ...namedLimits(snapshot.names, (id) => isWanted(id, 'rules', checks)),
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
  const isOpen = verdicts.length === 0 || graver.some(({ result }) => result === 'unknown');
  return isOpen ? EXIT.refused : EXIT.done;
}
