/** `login-watch replay`: the work. Source -> events -> findings -> report -> text. */
import { activate, allRules } from '../core/activate.ts';
import { chooseRules } from '../core/choose.ts';
import { type Context, makeContext } from '../core/context.ts';
import { lacksTrustedNetwork, rank } from '../core/digest.ts';
import type { TrailEvent } from '../core/event.ts';
import { inspect } from '../core/inspect.ts';
import { byTime, createMemory } from '../core/memory.ts';
import type { Finding, Rule } from '../core/rule.ts';
import type { Settings } from '../core/settings.ts';
import { UserError } from '../core/user-error.ts';
import { EXIT, type Exit, type Host } from '../host.ts';
import type { NotCovered, Report } from '../render/report.ts';
import { RULES } from '../rules/index.ts';
import { loadSettings } from '../settings/load.ts';
import { type Collected, collect } from './collect.ts';
import type { Opened } from './open-trail.ts';
import type { ReplayOptions } from './replay.ts';
import { write } from './write-report.ts';

const DAY = 86_400_000;

export async function runReplay(options: ReplayOptions, host: Host): Promise<Exit> {
  const { settings: stored } = await loadSettings({ cwd: host.cwd, config: options.config });
  const settings = { ...stored, language: options.language ?? stored.language };
  const window = windowOf(options, host.now());
  const { rules, named } = chooseRules(allRules(RULES, settings), options.rules);
  const active = activate(rules, settings, named);
  const context = makeContext(settings);

  const { source, finish, notes } = await openSource(
    options,
    host,
    window,
    active.map(({ rule }) => rule),
  );
  let collected: Collected;
  try {
    collected = await collect(source, host.signal, (event) => isWithin(event, window));
  } finally {
    finish();
  }
  const { findings, failures } = await inspect(collected.events, active, context, createMemory());
  const { shown, leftOut } = cut(findings, options);
  const report: Report = {
    window: { from: isoOf(window.from ?? first(collected.events)), to: isoOf(window.to ?? last(collected.events)) },
    sources: source.names,
    counts: {
      records: collected.records,
      duplicates: collected.duplicates,
      unreadable: collected.unreadable,
      findings: shown.length,
    },
    findings: shown,
    notCovered: sorted([...collected.notCovered, ...notes]),
    failures,
    partial: host.signal.aborted,
    noTrustedNetwork: lacksTrustedNetwork(shown, context),
    leftOut,
  };
  await write(report, options, settings, host);
  if (options.notify !== undefined) await notify(shown, options, settings, context, host);
  return exitOf(report, options);
}

/** ms since the epoch; undefined where a file's own beginning or end counts. */
interface Window {
  readonly from: number | undefined;
  readonly to: number | undefined;
}

function windowOf({ since, until, files }: ReplayOptions, now: number): Window {
  const isFile = files.length > 0;
  const to = until ?? (isFile ? undefined : now);
  const from = since ?? (isFile ? undefined : (to ?? now) - DAY);
  if (from !== undefined && to !== undefined && from >= to) {
    throw new UserError(`--since (${isoOf(from)}) is not before --until (${isoOf(to)})`, {
      hint: 'Give an earlier --since.',
    });
  }
  if (!isFile && from !== undefined && from > now) {
    throw new UserError(`--since (${isoOf(from)}) is in the future`, { hint: 'Give an earlier --since.' });
  }
  return { from, to };
}

const isWithin = ({ epoch }: TrailEvent, { from, to }: Window) =>
  (from === undefined || epoch >= from) && (to === undefined || epoch <= to);

async function openSource(
  options: ReplayOptions,
  host: Host,
  { from, to }: Window,
  rules: readonly Rule[],
): Promise<Opened> {
  if (options.files.length > 0) {
    const { archive } = await import('../sources/archive.ts');
    return { source: archive(options.files, { stdin: host.stdin }), finish: () => undefined, notes: [] };
  }
  const { openTrail } = await import('./open-trail.ts');
  return openTrail(options, host, { from: from ?? host.now() - DAY, to: to ?? host.now() }, rules);
}

/** `--min-severity`, then `--limit`: the worst are kept, and shown in order of time. */
function cut(
  findings: readonly Finding[],
  { minSeverity, limit }: ReplayOptions,
): { shown: Finding[]; leftOut: number } {
  const grave = findings.filter(({ severity }) => rank(severity) <= rank(minSeverity));
  const worst = grave
    .toSorted((a, b) => rank(a.severity) - rank(b.severity) || byTime(b.event, a.event))
    .slice(0, limit);
  const kept = new Set(worst);
  return { shown: grave.filter((finding) => kept.has(finding)), leftOut: grave.length - kept.size };
}

async function notify(
  findings: readonly Finding[],
  options: ReplayOptions,
  settings: Settings,
  context: Context,
  host: Host,
): Promise<void> {
  const { notifyChannels } = await import('./notify.ts');
  await notifyChannels(findings, options, settings, context, host);
}

function exitOf({ findings, partial }: Report, { failOn }: ReplayOptions): Exit {
  const isFound = findings.some(
    ({ severity, muted }) => muted === null && failOn !== undefined && rank(severity) <= rank(failOn),
  );
  if (isFound) return EXIT.found;
  return partial ? EXIT.refused : EXIT.done;
}

/** Said in the same order every time: regions first by name, then the rest; each once. */
function sorted(notCovered: readonly NotCovered[]): NotCovered[] {
  const byText = new Map(notCovered.map((item) => [`${item.region ?? '~'} ${item.reason}`, item]));
  return [...byText].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, item]) => item);
}

const first = (events: readonly TrailEvent[]) => extreme(events, Math.min);
const last = (events: readonly TrailEvent[]) => extreme(events, Math.max);

function extreme(events: readonly TrailEvent[], pick: (a: number, b: number) => number): number | undefined {
  return events.reduce<number | undefined>(
    (found, { epoch }) => (found === undefined ? epoch : pick(found, epoch)),
    undefined,
  );
}

function isoOf(epoch: number): string;
function isoOf(epoch: number | undefined): string | null;
function isoOf(epoch: number | undefined): string | null {
  return epoch === undefined ? null : `${new Date(epoch).toISOString().slice(0, 19)}Z`;
}
