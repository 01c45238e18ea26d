/** `login-watch replay`: the work. Source -> events -> findings -> report -> text. */
import { resolve } from 'node:path';
import { createMemory } from '../../core/counting/memory.ts';
import { byTime } from '../../core/event.ts';
import { EXIT, type Exit } from '../../core/exit.ts';
import { type ActiveRule, allRules } from '../../core/inspection/activate.ts';
import { chooseRules } from '../../core/inspection/choose.ts';
import { makeContext } from '../../core/inspection/context.ts';
import { inspect } from '../../core/inspection/inspect.ts';
import { dropDetails } from '../../core/record/details.ts';
import type { Finding, Severity } from '../../core/rule.ts';
import type { Settings } from '../../core/settings.ts';
import { type Answer, answerOf } from '../../core/stories/answer.ts';
import { type Digest, lacksTrustedNetwork, makeDigest, rank } from '../../core/stories/digest.ts';
import type { GroupKey } from '../../core/stories/group.ts';
import type { Host } from '../../host.ts';
import { EVENT_HISTORY_WORDS } from '../../messages/look-back/event-history.ts';
import { S3_WORDS } from '../../messages/look-back/s3.ts';
import { FORECAST_WORDS } from '../../messages/set-up/forecast.ts';
import type { Report } from '../../render/replay/report.ts';
import { RULES } from '../../rules/index.ts';
import { loadSettings } from '../../settings/load.ts';
import { allowMore } from '../../sources/heap.ts';
import type { Progress } from '../../sources/s3/state.ts';
import type { NotifyOptions } from '../shared/chosen-channels.ts';
import { explain } from '../shared/command.ts';
import { inForceHere } from '../shared/in-force-here.ts';
import { activeRules } from '../shared/look-back/active-rules.ts';
import { exitForWhatLacks, type GatherOptions, gather, readsHistory } from '../shared/look-back/gather.ts';
import { gapsIn, unnamedIn } from '../shared/look-back/names.ts';
import { askedOf, type SearchOptions, searchEvents, searchFindings, withTrusted } from '../shared/look-back/search.ts';
import { sessionArgs } from '../shared/look-back/session-args.ts';
import { isoOf, type Window, type WindowOptions, windowOf } from '../shared/look-back/window.ts';
import { warnOfTrusted } from '../shared/network-doubts.ts';
import { type ReportFormat, write } from '../shared/write-report.ts';
import { type ExtrasOptions, reportExtras } from './report-extras.ts';

export interface ReplayOptions extends GatherOptions, WindowOptions, NotifyOptions, SearchOptions, ExtrasOptions {
  /** Rule ids, themes, or `all`; undefined means: signin and root. */
  readonly rules: readonly string[] | undefined;
  readonly minSeverity: Severity;
  readonly format: ReportFormat;
  readonly output: string | undefined;
  readonly failOn: Severity | undefined;
  readonly limit: number | undefined;
  readonly sort: 'time' | 'severity';
  /** Prints no findings, but the answer and the summary. */
  readonly isSummary: boolean;
  readonly groupBy: GroupKey | undefined;
  /** JSON and NDJSON with the records. */
  readonly isRaw: boolean;
}

export async function runReplay(options: ReplayOptions, host: Host): Promise<Exit> {
  const { settings: stored, ...found } = await loadSettings({ cwd: host.cwd, config: options.config });
  const spoken = host.language ?? 'en';
  const settings = withTrusted({ ...stored, language: spoken }, options);
  const asked = windowOf(options, host.now());
  const extras = await reportExtras(options, host);
  const { rules, named } = chooseRules(allRules(RULES, settings), options.rules);
  const { active, off } = activeRules(rules, named, settings);
  await explain(options, host, FORECAST_WORDS[spoken].settingsFrom(found.file));
  const ids = active.map(({ rule }) => rule.id).join(', ');
  await explain(options, host, EVENT_HISTORY_WORDS[spoken].rules(ids));

  await warnOfTrusted(stored, found.file, options.trusted, host);
  const notify = await notifierFor(options, { stored, file: found.file }, host);
  const progress = await progressOf(options, active, asked, host);
  const window = progress?.span ?? asked;
  const place = options.s3 === undefined ? {} : { s3: { ...options.s3, progress } };
  const reading = { ...options, ...place, language: settings.language };
  const sessions =
    options.format === 'html' ? (await import('./sessions.ts')).sessionsFor(options, settings, host) : undefined;
  // The other formats write more of each finding.
  if (options.format === 'table') allowMore();
  const gathered = await gather(reading, host, window, active, settings, sessions?.onOther);
  const { events, counts, notCovered, sources, isNothingInspected } = gathered;
  const { people, names, verification } = gathered;
  const context = makeContext(settings, { personName: people.nameOf, accounts: names.accounts });
  // Sessions need them; they are dropped when those are told.
  const onDone = options.isRaw || sessions !== undefined ? {} : { onDone: dropDetails };
  const onlyEnglish = options.format === 'table' && spoken === 'en' && notify === undefined;
  const { findings, failures } = await inspect(events, active, context, createMemory(), { ...onDone, onlyEnglish });
  const all = findings.filter(({ severity }) => rank(severity) <= rank(options.minSeverity));
  const grave = searchFindings(all, options, context);
  const unmet = searchEvents(events, options, context).gaps;
  const { shown, leftOut } = cut(grave, options);
  const unnamed = unnamedIn(shown, names, people);
  let answer: Answer | undefined;
  const report: Report = {
    window: { from: isoOf(window.from ?? gathered.first), to: isoOf(window.to ?? gathered.last) },
    sources,
    settings: inForceHere(settings, found, host, rules, named),
    counts: { ...counts, findings: shown.length },
    findings: sorted(shown, options.sort),
    sessionArgs: sessionArgs(options, host),
    // Rows of findings alone need no answer.
    get answer() {
      answer ??= answerOf(grave);
      return answer;
    },
    searched: { asked: askedOf(options), of: all.length },
    notCovered: [...notCovered, ...gapsIn(unnamed, names), ...unmet],
    unnamed,
    failures,
    verification,
    partial: host.signal.aborted,
    // CloudTrail's own silence about somebody is an answer; a file or a bucket may be the wrong one.
    isNothingInspected: isNothingInspected || (!readsHistory(options) && unmet.length > 0),
    noTrustedNetwork: lacksTrustedNetwork(shown, context),
    leftOut,
    rulesOff: off.map(({ id }) => id),
  };
  const told = sessions === undefined ? report : await sessions.tell(report, gathered, context);
  await write(await extras(told, { events, active }), options, settings, host);
  if (exitForWhatLacks(report) === EXIT.done) await progress?.remove();
  if (notify !== undefined && !report.partial) await notify(makeDigest(shown, context));
  return exitOf(report, options);
}

/** The state of an earlier run over the same bucket; its period is the one that this run goes on with. */
async function progressOf(
  { s3, regions }: ReplayOptions,
  active: readonly ActiveRule[],
  { from, to }: Window,
  host: Host,
): Promise<Progress | undefined> {
  if (s3?.resume === undefined || from === undefined || to === undefined) return undefined;
  const { openProgress } = await import('../../sources/s3/state.ts');
  const query = { address: s3.address, rules: active.map(({ rule }) => rule), regions };
  const progress = await openProgress(resolve(host.cwd, s3.resume), query, { from, to });
  const { span, count } = progress;
  const words = S3_WORDS[host.language ?? 'en'];
  if (count > 0) await host.stderr.write(`${words.resumed(count, isoOf(span.from), isoOf(span.to))}\n`);
  return progress;
}

/**
 * Made before any record is read, so that no user waits for a result that can't be sent.
 * A message is in the settings' language, whatever this terminal's locale: others read it.
 */
async function notifierFor(
  options: ReplayOptions,
  { stored, file }: { readonly stored: Settings; readonly file: string | undefined },
  host: Host,
) {
  if (options.notify === undefined) return undefined;
  const settings = { ...stored, language: options.language ?? stored.language };
  const { chooseChannels } = await import('../shared/chosen-channels.ts');
  const { notifyChannels } = await import('./notify.ts');
  const { secretsFor } = await import('../shared/consent/secrets.ts');
  const channels = chooseChannels(options, settings, host);
  const secret = await secretsFor(channels, { file, channels: settings.channels }, options, host);
  return (digest: Digest) => notifyChannels({ channels, secret }, digest, options, settings, host);
}

/** `--limit`: the worst are kept, and shown in order of time. */
function cut(
  findings: readonly Finding[],
  { limit }: Pick<ReplayOptions, 'limit'>,
): { shown: readonly Finding[]; leftOut: number } {
  if (limit === undefined || findings.length <= limit) return { shown: findings, leftOut: 0 };
  const kept = new Set(findings.toSorted(worstThenNewest).slice(0, limit));
  return { shown: findings.filter((finding) => kept.has(finding)), leftOut: findings.length - kept.size };
}

const worstThenNewest = (a: Finding, b: Finding) => rank(a.severity) - rank(b.severity) || byTime(b.event, a.event);

/** Findings come in order of time; of one severity they stay in it. */
const sorted = (findings: readonly Finding[], sort: ReplayOptions['sort']): readonly Finding[] =>
  sort === 'time' ? findings : findings.toSorted((a, b) => rank(a.severity) - rank(b.severity));

/** A finding wins over gaps. */
function exitOf({ findings, partial, notCovered, isNothingInspected }: Report, { failOn }: ReplayOptions): Exit {
  const isFound = findings.some(
    ({ severity, muted }) => muted === null && failOn !== undefined && rank(severity) <= rank(failOn),
  );
  if (isFound) return EXIT.found;
  const exit = exitForWhatLacks({ partial, notCovered });
  // A job that waits for findings must not pass because it looked at nothing.
  return exit === EXIT.done && failOn !== undefined && isNothingInspected ? EXIT.wrongUse : exit;
}
