/** `login-watch watch`: the work. Rounds, each told before it is written down, until somebody stops it. */
import { resolve } from 'node:path';
import { askCaller } from '../../aws/access/caller.ts';
import { type Aws, makeAws } from '../../aws/clients.ts';
import { faultOf } from '../../aws/fault.ts';
import { enabledRegions } from '../../aws/regions.ts';
import { allRules } from '../../core/activate.ts';
import { chooseRules } from '../../core/choose.ts';
import { rank } from '../../core/digest.ts';
import { EXIT, type Exit } from '../../core/exit.ts';
import type { Severity } from '../../core/rule.ts';
import { HOUR, MINUTE, SECOND } from '../../core/time.ts';
import { UserError } from '../../core/user-error.ts';
import { refusalFrom } from '../../core/words.ts';
import type { Host } from '../../host.ts';
import { WATCH_WORDS, type WatchWords } from '../../messages/look-back/watch.ts';
import { watchJson, watchLine } from '../../render/watch.ts';
import { RULES } from '../../rules/index.ts';
import { loadSettings } from '../../settings/load.ts';
import { wholeSecond } from '../../sources/event-history/stretch.ts';
import type { GlobalOptions } from '../shared/command.ts';
import { activeRules } from '../shared/look-back/active-rules.ts';
import { checkRegion } from '../shared/look-back/gather.ts';
import { type SearchOptions, searchFindings, withTrusted } from '../shared/look-back/search.ts';
import { warnOfTrusted } from '../shared/network-doubts.ts';
import { Names } from './names.ts';
import { senderFor } from './notify.ts';
import { newState, readState, writeState } from './state.ts';
import { Status } from './status.ts';
import { closedIn, OF_CREDENTIALS, Troubles } from './troubles.ts';
import { type Found, type Round, Watcher } from './watcher.ts';

export interface WatchOptions extends GlobalOptions, SearchOptions {
  /** ms since the epoch; undefined: now. Counts for the first run only. */
  readonly since: number | undefined;
  readonly regions: readonly string[] | undefined;
  readonly rules: readonly string[] | undefined;
  readonly minSeverity: Severity;
  readonly format: 'table' | 'ndjson';
  /** The file of the state; undefined keeps none. */
  readonly state: string | undefined;
  /** Milliseconds in which a record may come late. */
  readonly overlap: number;
  /** One round, for cron. */
  readonly once: boolean;
  readonly notify: readonly string[] | undefined;
  readonly yes: boolean;
}

const EVERY = MINUTE;
/** Between rounds while something fails: twice as long each time. */
const RETRY = 30 * SECOND;
const LONGEST_RETRY = 5 * MINUTE;
/** A pause that was longer by so much was no pause: the machine slept. */
const SLEPT = 2 * MINUTE;
/** Once an hour a round goes back so many times the overlap before the last such round, and finds what came too late. */
const FAR = 2;

export async function runWatch(options: WatchOptions, host: Host): Promise<Exit> {
  const { settings: stored, file: settingsFile } = await loadSettings({ cwd: host.cwd, config: options.config });
  const language = host.language ?? 'en';
  const settings = withTrusted({ ...stored, language }, options);
  await warnOfTrusted(stored, settingsFile, options.trusted, host);
  const { rules, named } = chooseRules(allRules(RULES, settings), options.rules);
  const { active } = activeRules(rules, named, settings);
  for (const region of options.regions ?? []) checkRegion(region);
  if (options.once && options.state === undefined) throw refusal(({ onceNeedsState }) => onceNeedsState);
  const file = options.state === undefined ? undefined : resolve(host.cwd, options.state);
  const status = new Status(host, settings.timezone);
  const known = file === undefined ? undefined : await readState(file);
  let aws = makeAws(options);
  const { account } = await askCaller(aws, 'watch', host.signal);
  if (known !== undefined && known.account !== account)
    throw refusal(({ otherAccount }) => otherAccount(options.state ?? '', known.account, account));
  const begun = known?.begun ?? wholeSecond(Math.min(options.since ?? host.now(), host.now()));
  const state = known ?? newState(account, begun);
  const sender = await senderFor(options, { stored, file: settingsFile, state }, host);
  if (file !== undefined) await writeState(file, state);

  const names = new Names(settings, host.signal);
  const watcher = new Watcher({ active, settings, names, overlap: options.overlap, host, state });
  const troubles = new Troubles(language, () => aws);
  const closed = new Set<string>();
  watcher.watch(await regionsOf(aws, options, host, status));
  await status.begin(watcher.regions.length, state, { isNew: known === undefined, ...options });
  let failures = 0;
  let swept = host.now();
  for (;;) {
    const isHour = host.now() - swept >= HOUR;
    const round = await watcher.round(aws, isHour ? swept - FAR * options.overlap : undefined);
    if (host.signal.aborted) break;
    const failed = await tell(round);
    if (isHour) swept = host.now();
    if (options.once) return failed ? EXIT.refused : EXIT.done;
    if (isHour) {
      await status.health(watcher);
      closed.clear();
      await listAgain();
    }
    failures = failed ? failures + 1 : 0;
    const wait = failed ? Math.min(RETRY * 2 ** (failures - 1), LONGEST_RETRY) : EVERY;
    if (failures === 1) await status.again(wait / SECOND);
    const until = host.now() + wait;
    await host.sleep(wait, host.signal);
    if (host.signal.aborted) break;
    if (host.now() - until > SLEPT) await status.slept(host.now() - until);
  }
  await status.stopped(options.state);
  return EXIT.done;

  /** True if a region couldn't be read. */
  async function tell(round: Round): Promise<boolean> {
    const isNamed = options.regions !== undefined;
    const shut = isNamed ? [] : closedIn(round.polled, (region) => state.marks[region] !== undefined || isRead(region));
    const left = round.polled.filter((one) => !shut.includes(one));
    const [first] = shut;
    // Where every region refuses, the permission is missing.
    if (left.length === 0 && first !== undefined)
      throw troubles.explain(
        first.error,
        shut.map(({ region }) => region),
      );
    for (const one of shut) closed.add(one.region);
    if (shut.length > 0) {
      await status.closed(shut, troubles);
      watcher.watch(left.map(({ region }) => region));
    }
    await show(round);
    await status.round(round, troubles.lines(left));
    const failed = left.filter(({ error }) => error !== undefined);
    if (failed.some(({ error }) => OF_CREDENTIALS.has(faultOf(error)))) aws = makeAws(options);
    return failed.length > 0;
  }

  function isRead(region: string): boolean {
    return watcher.regions.find((one) => one.region === region)?.mark !== undefined;
  }

  /** Written down before (in doubt), shown, written down (told), sent, written down. A stop between repeats, and never skips. */
  async function show(round: Round): Promise<void> {
    const shown = chosen(round);
    const save = (doubtful: readonly string[] = []) =>
      file === undefined ? undefined : writeState(file, watcher.state(sender?.state ?? state, doubtful));
    if (shown.length > 0) await save(shown.map(({ finding }) => finding.id));
    for (const one of shown) await host.stdout.write(lineOf(one));
    watcher.advance(round);
    sender?.add(shown.map(({ finding }) => finding));
    await save();
    if (sender === undefined || !sender.hasUnsent) return;
    await sender.send(round.context);
    await save();
  }

  function chosen({ found, context }: Round): readonly Found[] {
    const grave = found.filter(({ finding }) => rank(finding.severity) <= rank(options.minSeverity));
    const fit = new Set(
      searchFindings(
        grave.map(({ finding }) => finding),
        options,
        context,
      ),
    );
    return grave.filter(({ finding }) => fit.has(finding));
  }

  function lineOf(one: Found): string {
    if (options.format === 'ndjson') return watchJson(one);
    const { columns, colour } = host.stdout;
    return watchLine(one, { language, timezone: settings.timezone, columns, colour, isPlain: host.isPlain });
  }

  /** Regions that were enabled meanwhile; closed ones are tried again. A refusal changes nothing. */
  async function listAgain(): Promise<void> {
    if (options.regions !== undefined) return;
    const listed = await enabledRegions(aws, host.signal).catch(() => undefined);
    if (listed?.notCovered === undefined && listed !== undefined) watcher.watch(listed.regions);
  }
}

async function regionsOf(aws: Aws, { regions }: WatchOptions, host: Host, status: Status): Promise<readonly string[]> {
  if (regions !== undefined) return [...new Set(regions)];
  const listed = await enabledRegions(aws, host.signal);
  if (listed.notCovered !== undefined) await status.notCovered(listed.notCovered);
  if (listed.regions.length === 0) throw refusal(({ nothingWatched }) => nothingWatched);
  return listed.regions;
}

function refusal(pick: (words: WatchWords) => { readonly message: string; readonly hint: string }): UserError {
  const { message, hint } = refusalFrom(WATCH_WORDS, pick);
  return new UserError(message, { hint });
}
