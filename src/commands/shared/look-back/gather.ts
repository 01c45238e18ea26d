/** Records from CloudTrail or from files become events: the beginning of every command that looks back. */
import type { Aws } from '../../../aws/clients.ts';
import { EXIT, type Exit } from '../../../core/exit.ts';
import { type ActiveRule, isLacking, mayMatch, type Seen } from '../../../core/inspection/activate.ts';
import { once } from '../../../core/once.ts';
import { isRegion, nearestRegion } from '../../../core/regions.ts';
import type { Rule } from '../../../core/rule.ts';
import type { Settings } from '../../../core/settings.ts';
import { UserError } from '../../../core/user-error.ts';
import type { Verification } from '../../../core/verification.ts';
import { refusalFrom } from '../../../core/words.ts';
import type { Host } from '../../../host.ts';
import { EVENT_HISTORY_WORDS } from '../../../messages/look-back/event-history.ts';
import type { NotCovered } from '../../../render/replay/report.ts';
import { type Collected, collect, type Wanted } from '../../../sources/collect.ts';
import { type Limits, outsideOf } from '../../../sources/outside.ts';
import { startReading } from '../progress.ts';
import type { AthenaPlace } from './athena-flags.ts';
import { type AskedNames, NOT_ASKED } from './names.ts';
import { nothingWithin } from './nothing-within.ts';
import type { S3Place } from './open-s3.ts';
import type { Opened, TrailOptions } from './open-trail.ts';
import type { Several } from './several.ts';
import type { Window } from './window.ts';

export interface GatherOptions extends TrailOptions {
  /** Files and folders to read instead of asking CloudTrail. */
  readonly files: readonly string[];
  /** A trail's bucket to read instead. */
  readonly s3?: S3Place;
  /** A table in Athena to ask instead. */
  readonly athena?: AthenaPlace;
  /** Threads that read files; undefined is 1. */
  readonly threads?: number | undefined;
  /** Asks AWS for the names that the records lack. Without it files are read without AWS, and only they. */
  readonly lookUpNames?: boolean;
  /** Several accounts' event histories; undefined for the caller's own alone. */
  readonly several?: Several | undefined;
}

export interface Gathered extends Collected {
  /** Names of the sources read. */
  readonly sources: readonly string[];
  /** Every record lies outside what was asked for or can't be read, or files and bucket hold none. */
  readonly isNothingInspected: boolean;
  readonly names: AskedNames;
  /** Undefined unless it was asked for, and all was read. */
  readonly verification?: Verification | undefined;
}

/** True if CloudTrail's event history is asked, and not files or a bucket, which may be the wrong ones. */
export const readsHistory = ({ files, s3, athena }: Pick<GatherOptions, 'files' | 's3' | 'athena'>): boolean =>
  files.length === 0 && s3 === undefined && athena === undefined;

/**
 * Reads all events of the window that one of the rules could look at. With `onOther` files and buckets are parsed whole
 * for the other events; the event history is asked for no more than without. Errors: `UserError`.
 */
export async function gather(
  options: GatherOptions,
  host: Host,
  window: Window,
  active: readonly ActiveRule[],
  settings: Settings,
  onOther?: Wanted['onOther'],
): Promise<Gathered> {
  // A rule that was named is on, and yet it can't fire if the settings lack what it needs: nothing is read for it.
  const able = active.filter(({ rule }) => !isLacking(rule, settings));
  const rules = able.map(({ rule }) => rule);
  for (const region of options.regions ?? []) checkRegion(region);
  const limits = limitsOf(window, options);
  const wanted: Wanted & Bounded = { ...wantedBy(able, limits), onOther };
  const aws = once(async () => (await import('../../../aws/clients.ts')).makeAws(options));
  const opened = await openSource(options, host, limits, rules, wanted, aws, settings);
  const { source, finish, notes, lateNotes = [], verification } = opened;
  const isFile = options.files.length > 0;
  const isAsked = !isFile || options.lookUpNames === true;
  const asked = isAsked ? await openNames(opened, await aws(), settings, host) : undefined;
  try {
    const { people } = settings;
    const collected = await collect(source, host.signal, { ...wanted, people, askPeople: asked?.people });
    const names = (await asked?.end(collected.events)) ?? NOT_ASKED;
    const isLacking = !readsHistory(options) || collected.counts.unreadable > 0;
    const lack = isLacking ? nothingWithin(collected, window, options) : [];
    const notCovered = sorted([...collected.notCovered, ...notes, ...lateNotes, ...lack]);
    // Athena returns candidates alone: none of many records is an answer.
    const isEmpty =
      options.athena === undefined ? !readsHistory(options) && collected.counts.records === 0 : opened.isEmpty === true;
    const isNothingInspected = isEmpty || lack.length > 0;
    const verified = host.signal.aborted ? undefined : verification;
    return { ...collected, sources: source.names, notCovered, isNothingInspected, names, verification: verified };
  } finally {
    finish();
  }
}

async function openNames({ namers, accountNames }: Opened, aws: Aws, settings: Settings, { signal }: Host) {
  const { namesFromAws } = await import('./ask-names.ts');
  return namesFromAws(namers ?? [aws], settings, signal, accountNames);
}

/** A result that lacks something that was asked for is never a success. */
export function exitForWhatLacks({
  notCovered,
  partial,
}: {
  readonly notCovered: readonly NotCovered[];
  readonly partial: boolean;
}): Exit {
  const lacks = notCovered.filter(({ hint }) => hint !== undefined);
  if (partial || lacks.some(({ region, account }) => region !== null || account !== undefined)) return EXIT.refused;
  return lacks.length > 0 ? EXIT.wrongUse : EXIT.done;
}

type Bounded = Required<Pick<Wanted, 'outside'>>;

/** CloudTrail was asked region by region; a file holds whatever it holds. */
const limitsOf = ({ from, to }: Window, options: GatherOptions): Limits => ({
  from,
  to,
  regions: readsHistory(options) ? undefined : options.regions,
});

function wantedBy(active: readonly ActiveRule[], limits: Limits): Wanted & Bounded {
  const isOfUse = (seen: Seen) => active.some((rule) => mayMatch(rule, seen));
  return { outside: outsideOf(limits), isOfUse, mayBeOfUse: isOfUse };
}

/** Without the rules over EventBridge's own events, which stand in no trail file. */
const overRecords = (rules: readonly Rule[]) =>
  rules.filter(({ on }) => on === undefined).map(({ when }) => ({ when }));

/** Throws a `UserError` for a text that names no region. */
export function checkRegion(region: string): void {
  if (isRegion(region)) return;
  const said = refusalFrom(EVENT_HISTORY_WORDS, ({ notRegion }) =>
    notRegion(JSON.stringify(region), nearestRegion(region)),
  );
  throw new UserError(said.message, { hint: said.hint });
}

async function openSource(
  options: GatherOptions,
  host: Host,
  limits: Limits,
  rules: readonly Rule[],
  { outside, onOther }: Wanted & Bounded,
  aws: () => Promise<Aws>,
  settings: Settings,
): Promise<Opened> {
  const { from, to } = limits;
  if (from === undefined || to === undefined || options.files.length > 0) {
    const { archive } = await import('../../../sources/files/archive.ts');
    const asked = onOther === undefined ? { rules: overRecords(rules), limits } : undefined;
    const { meter, stop } = startReading(host, options.language);
    const { threads } = options;
    return { source: archive(options.files, { stdin: host.stdin, asked, threads, meter }), finish: stop, notes: [] };
  }
  if (options.s3 !== undefined) {
    const { openS3 } = await import('./open-s3.ts');
    return openS3(
      await aws(),
      options.s3,
      options,
      host,
      { from, to },
      { rules: onOther === undefined ? rules : undefined, outside },
    );
  }
  if (options.athena !== undefined) {
    const { openAthena } = await import('./open-athena.ts');
    const asked = { place: options.athena, span: { from, to }, rules, settings };
    return openAthena(await aws(), asked, options, host);
  }
  const { openAccounts, openTrail } = await import('./open-trail.ts');
  const { several } = options;
  if (several === undefined) return openTrail(await aws(), options, host, { from, to }, rules);
  return openAccounts(await aws(), several, options, settings, host, { from, to }, rules);
}

/** Said in the same order every time: regions first by name, then the rest; each once. */
function sorted(notCovered: readonly NotCovered[]): NotCovered[] {
  const byText = new Map(notCovered.map((item) => [`${item.region ?? '~'} ${item.reason.en}`, item]));
  return [...byText].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, item]) => item);
}
