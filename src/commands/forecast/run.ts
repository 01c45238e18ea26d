/** `login-watch forecast`: the work. A week of events -> findings -> how loud, and what would quiet it. */
import type { Exit } from '../../core/exit.ts';
import { type Foreseen, foresee } from '../../core/forecast/forecast.ts';
import type { Proposal } from '../../core/forecast/proposal.ts';
import type { InForce } from '../../core/in-force.ts';
import { type ActiveRule, activate, allRules } from '../../core/inspection/activate.ts';
import { makeContext } from '../../core/inspection/context.ts';
import type { Settings } from '../../core/settings.ts';
import type { GroupKey } from '../../core/stories/group.ts';
import { visible } from '../../core/text.ts';
import { WEEK } from '../../core/time.ts';
import type { Host } from '../../host.ts';
import { FORECAST_WORDS } from '../../messages/set-up/forecast.ts';
import { renderForecast } from '../../render/forecast/forecast.ts';
import { renderForecastJson } from '../../render/forecast/forecast-json.ts';
import type { ForecastReport } from '../../render/forecast/forecast-report.ts';
import { RULES } from '../../rules/index.ts';
import { planLookup } from '../../selection/lookup-plan.ts';
import { loadSettings } from '../../settings/load.ts';
import { exceptionsYaml } from '../../settings/writing/exceptions-yaml.ts';
import { explain } from '../shared/command.ts';
import { inForceHere } from '../shared/in-force-here.ts';
import {
  exitForWhatLacks,
  type Gathered,
  type GatherOptions,
  gather,
  readsHistory,
} from '../shared/look-back/gather.ts';
import { gapsIn, unnamedIn } from '../shared/look-back/names.ts';
import { type SearchOptions, searchEvents, withTrusted } from '../shared/look-back/search.ts';
import { isoOf, type Window, windowOf } from '../shared/look-back/window.ts';
import { warnOfTrusted } from '../shared/network-doubts.ts';
import { tellTroubles } from '../shared/write-report.ts';
import { checkAccepting, chooseProposals, writeProposals } from './accept-proposals.ts';

export interface ForecastOptions extends GatherOptions, SearchOptions {
  /** ms since the epoch; undefined means: 7 days ago, or for files all there is. */
  readonly since: number | undefined;
  readonly format: 'table' | 'json';
  /** Counts in place of rules and principals. */
  readonly groupBy: GroupKey | undefined;
  /** Accepted exceptions go into the settings file. */
  readonly write: boolean;
  /** All of them, unasked. */
  readonly yes: boolean;
}

export async function runForecast(options: ForecastOptions, host: Host): Promise<Exit> {
  if (options.write) checkAccepting(options, host);
  const { settings: stored, ...found } = await loadSettings({ cwd: host.cwd, config: options.config });
  const settings = withTrusted({ ...stored, language: host.language ?? 'en' }, options);
  await warnOfTrusted(stored, found.file, options.trusted, host);
  await explain(options, host, FORECAST_WORDS[settings.language].settingsFrom(found.file));
  const now = host.now();
  const since = options.since ?? (options.files.length > 0 ? undefined : now - WEEK);
  const window = windowOf({ since, until: undefined, files: options.files }, now);
  const looked = await lookBack(options, host, window, settings, options);
  const isJson = options.format === 'json';
  const inOutput = isJson ? { ...settings, language: 'en' as const } : settings;
  const report = await reportOf(looked, inOutput, inForceHere(settings, found, host), host.signal.aborted);

  const { columns, colour, isTerminal } = host.stdout;
  const { isPlain } = host;
  const { groupBy } = options;
  const look = { ...settings, columns, colour, isPlain, hasCharts: isTerminal && !isPlain, groupBy };
  await host.stdout.write(isJson ? renderForecastJson(report, groupBy) : renderForecast(report, look));
  await tellTroubles(report, { format: options.format, output: undefined }, settings, host);
  // Findings of a part of the time don't justify a lasting exception.
  if (options.write && !report.partial) await accept(report.forecast.proposals, options, stored, host);
  return exitForWhatLacks(report);
}

async function accept(
  proposals: readonly Proposal[],
  options: ForecastOptions,
  settings: Settings,
  host: Host,
): Promise<void> {
  const accepted = options.yes ? proposals : await chooseProposals(proposals, host);
  if (accepted.length === 0) return;
  const file = await writeProposals(accepted, settings, options, host);
  await host.stderr.write(`${FORECAST_WORDS[host.language ?? 'en'].written(accepted.length, visible(file))}\n`);
}

/** The records read, and these settings' forecast for them. */
export interface LookedBack {
  readonly gathered: Gathered;
  /** All management events were read, not only those that the rules need. */
  readonly isAll: boolean;
  readonly window: { readonly from: number | undefined; readonly to: number | undefined };
  readonly foreseen: Foreseen;
}

/** Reads the window and runs it through all rules that are on. Also a step of setting up. Errors: `UserError`. */
export async function lookBack(
  options: GatherOptions,
  host: Host,
  window: Window,
  settings: Settings,
  search?: SearchOptions,
): Promise<LookedBack> {
  const rules = allRules(RULES, settings);
  const wanted = withSignIns(activate(rules, settings), settings);
  const gathered = await gather({ ...options, language: settings.language }, host, window, wanted, settings);
  const context = makeContext(settings, { accounts: gathered.names.accounts });
  const { events, gaps } =
    search === undefined ? { ...gathered, gaps: [] } : searchEvents(gathered.events, search, context);
  // Stopped early, only what was read counts.
  const isCut = host.signal.aborted;
  const from = isCut ? gathered.first : (window.from ?? gathered.first);
  const to = isCut ? gathered.last : (window.to ?? gathered.last);
  const foreseen = await foresee(events, rules, settings, (to ?? 0) - (from ?? 0), {
    personName: gathered.people.nameOf,
    accounts: gathered.names.accounts,
  });
  const isAll = planLookup(wanted.map(({ rule }) => rule)).sweepers.length > 0;
  return {
    gathered: {
      ...gathered,
      notCovered: [...gathered.notCovered, ...gaps],
      isNothingInspected: gathered.isNothingInspected || (!readsHistory(options) && gaps.length > 0),
    },
    isAll,
    window: { from, to },
    foreseen,
  };
}

/** A sign-in marks a person, even if no active rule fires on it. */
function withSignIns(active: readonly ActiveRule[], settings: Settings): readonly ActiveRule[] {
  const ids = RULES.map(({ id }) => id);
  const signIns = activate(RULES, settings, ids).filter(
    ({ rule, sources }) => sources?.size === 1 && sources.has('signin.amazonaws.com') && !isIn(active, rule.id),
  );
  return [...active, ...signIns];
}

const isIn = (active: readonly ActiveRule[], id: string) => active.some(({ rule }) => rule.id === id);

async function reportOf(
  { gathered, window, foreseen }: LookedBack,
  settings: Settings,
  force: InForce,
  partial: boolean,
): Promise<ForecastReport> {
  const { forecast, findings, failures } = foreseen;
  const { counts, sources, notCovered, isNothingInspected } = gathered;
  return {
    window: { from: isoOf(window.from), to: isoOf(window.to) },
    sources,
    settings: force,
    counts: { ...counts, findings: findings.length },
    forecast,
    findings,
    remaining: await foreseen.remaining(forecast.proposals),
    yaml: exceptionsYaml(settings, forecast.proposals),
    notCovered: [...notCovered, ...gapsIn(unnamedIn(findings, gathered.names, gathered.people), gathered.names)],
    failures,
    partial,
    isNothingInspected,
  };
}
