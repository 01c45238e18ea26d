/** `login-watch watch`: the work. Rounds, each told before it is written down, until somebody stops it. */
import { resolve } from 'node:path';
import { faultOf } from '../../aws/fault.ts';
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
import { accountPlace } from '../shared/look-back/find-accounts.ts';
import { checkRegion } from '../shared/look-back/gather.ts';
import { type SearchOptions, searchFindings, withTrusted } from '../shared/look-back/search.ts';
import type { Several } from '../shared/look-back/several.ts';
import { warnOfTrusted } from '../shared/network-doubts.ts';
import { Fleet } from './fleet.ts';
import { Names } from './names.ts';
import { senderFor } from './notify.ts';
import { newState, readState, type WatchState, writeState } from './state.ts';
import { Status } from './status.ts';
import { closedIn, OF_CREDENTIALS, Troubles } from './troubles.ts';
import { type Found, type PolledHere, type Round, type Watched, Watcher } from './watcher.ts';

export interface WatchOptions extends GlobalOptions, SearchOptions {
  /** ms since the epoch; undefined: now. Counts for the first run only. */
  readonly since: number | undefined;
  readonly regions: readonly string[] | undefined;
  /** Several accounts; undefined for the caller's own alone. */
  readonly several: Several | undefined;
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
  const kept = file === undefined ? undefined : await readState(file);
  const fleet = new Fleet(options, settings, host);
  await fleet.find();
  checkAccounts(options, kept, fleet);
  const start = wholeSecond(Math.min(options.since ?? host.now(), host.now()));
  const state = kept ?? newState(start);
  let { known } = state;
  const sender = await senderFor(options, { stored, file: settingsFile, state }, host);
  const names = new Names(settings, host.signal);
  const watcher = new Watcher({ active, settings, names, overlap: options.overlap, host, state });
  const save = (doubtful: readonly string[] = []) =>
    file === undefined ? undefined : writeState(file, watcher.state({ ...(sender?.state ?? state), known }, doubtful));
  const troubles = new Troubles(language);
  takeAccounts();
  await save();

  await list(fleet.accounts);
  const regions = watcher.accounts.flatMap(({ id }) => watcher.regionsOf(id)).length;
  const counts = { accounts: watcher.accounts.length, regions, from: start };
  await status.begin(state, { ...options, ...counts, isNew: kept === undefined });
  for (const id of fleet.isComplete ? Object.keys(state.accounts) : []) {
    if (!fleet.accounts.some((one) => one.id === id)) await status.left({ place: accountPlace(id, settings) });
  }
  let failures = 0;
  let swept = host.now();
  for (;;) {
    await status.troubles(troubles.accountLines(fleet.troubles));
    const isHour = host.now() - swept >= HOUR;
    const round = await watcher.round(fleet.namers, isHour ? swept - FAR * options.overlap : undefined);
    if (host.signal.aborted) break;
    const failed = await tell(round);
    if (isHour) swept = host.now();
    const isLacking = failed.length > 0 || fleet.troubles.length > 0;
    if (options.once) return isLacking ? EXIT.refused : EXIT.done;
    if (isHour) await status.health(watcher);
    failures = isLacking ? failures + 1 : 0;
    const isAnyRead = failed.length < round.polled.length;
    const retry = Math.min(RETRY * 2 ** (failures - 1), isAnyRead ? EVERY : LONGEST_RETRY);
    const wait = isLacking ? retry : EVERY;
    if (failures === 1) await status.again(wait / SECOND);
    const until = host.now() + wait;
    await host.sleep(wait, host.signal);
    if (host.signal.aborted) break;
    if (host.now() - until > SLEPT) await status.slept(host.now() - until);
    const isRefused = failed.some(({ error }) => OF_CREDENTIALS.has(faultOf(error)));
    if (isHour || isRefused || !fleet.isComplete) await findAgain(isHour);
    else await list(fleet.unready, fleet.unready);
    if (host.signal.aborted) break;
  }
  await status.stopped(options.state);
  return EXIT.done;

  /** The accounts that were found, each from its state on, or from the last moment at which all were known. */
  function takeAccounts(): void {
    names.tellAccounts(fleet.names);
    for (const account of fleet.accounts) watcher.add(account, known);
    if (fleet.isComplete) known = wholeSecond(host.now());
  }

  /** Asks which regions these accounts have. `fresh`: those of them that weren't watched until now. */
  async function list(accounts: readonly Watched[], fresh: readonly Watched[] = []): Promise<void> {
    for (const { reason } of fleet.leftOut) await status.notCovered(reason);
    for (const { account, regions: found } of await fleet.regionsOf(accounts)) {
      if (found.notCovered !== undefined) await status.notCovered(found.notCovered, account);
      // A list that AWS refused is no reason to leave regions.
      if (found.notCovered !== undefined && watcher.regionsOf(account.id).length > 0) continue;
      if (found.regions.length === 0 && account.place === undefined) throw refusal((words) => words.nothingWatched);
      watcher.watch(account.id, found.regions);
      if (fresh.some(({ id }) => id === account.id)) await status.joined(account, watcher.sinceOf(account.id));
    }
  }

  /** Accounts and regions that came or went meanwhile; closed ones are tried again. A refusal changes nothing. */
  async function findAgain(isHour: boolean): Promise<void> {
    const before = new Set(watcher.accounts.map(({ id }) => id));
    await fleet.findAgain();
    const [only] = fleet.accounts;
    if (options.several === undefined && only !== undefined && !before.has(only.id)) {
      await status.otherCaller([...before].join(', '), only.id);
      return;
    }
    const ids = new Set(fleet.accounts.map(({ id }) => id));
    for (const account of watcher.accounts.filter(({ id }) => !ids.has(id))) {
      await status.left(account);
      watcher.leave(account.id);
    }
    const fresh = [...fleet.accounts.filter(({ id }) => !before.has(id)), ...fleet.unready];
    takeAccounts();
    const isListed = isHour && options.regions === undefined;
    await list(isListed ? fleet.accounts : fresh, fresh).catch(orLater);
  }

  /** The polls that failed. */
  async function tell(round: Round): Promise<readonly PolledHere[]> {
    const failed: PolledHere[] = [];
    const lines: string[] = [];
    for (const account of watcher.accounts) {
      const polled = round.polled.filter((one) => one.account === account.id);
      const left = await withoutClosed(account, polled);
      lines.push(...troubles.lines(account, left));
      failed.push(...left.filter(({ error }) => error !== undefined));
    }
    await show(round);
    await status.round(round);
    await status.troubles(lines);
    return failed;
  }

  /** Regions that the account keeps closed are watched no more. Where every region refuses, the permission is missing. */
  async function withoutClosed(account: Watched, polled: readonly PolledHere[]): Promise<readonly PolledHere[]> {
    if (options.regions !== undefined) return polled;
    const wasRead = new Set(watcher.regionsOf(account.id).flatMap(({ region, mark }) => (mark ? [region] : [])));
    const shut = closedIn(polled, (region) => wasRead.has(region));
    const [first] = shut;
    if (first === undefined) return polled;
    const left = polled.filter((one) => !shut.includes(one));
    if (left.length === 0) {
      if (account.place !== undefined) return polled;
      const named = shut.map(({ region }) => region);
      throw troubles.explain(first.error, named, account);
    }
    await status.closed(account, shut, troubles);
    watcher.watch(
      account.id,
      left.map(({ region }) => region),
    );
    return left;
  }

  /** Written down before (in doubt), shown, written down (told), sent, written down. A stop between repeats, and never skips. */
  async function show(round: Round): Promise<void> {
    const shown = chosen(round);
    if (shown.length > 0) await save(shown.map(({ finding }) => finding.id));
    for (const one of shown) await host.stdout.write(lineOf(one));
    watcher.advance(round);
    sender?.add(
      shown.map(({ finding }) => finding),
      round.context.isBusinessHours(host.now()),
    );
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
}

/** Regions are listed again every hour; until then those that are known are watched. */
function orLater(error: unknown): void {
  if (!(error instanceof UserError)) throw error;
}

/** The file must be of these accounts, or of some of them. */
function checkAccounts({ state, several }: WatchOptions, kept: WatchState | undefined, { accounts }: Fleet): void {
  const watched = Object.keys(kept?.accounts ?? {});
  const asked = accounts.map(({ id }) => id);
  const isOther =
    several === undefined ? watched.some((id) => !asked.includes(id)) : !watched.some((id) => asked.includes(id));
  if (watched.length > 0 && isOther) throw refusal(({ otherAccount }) => otherAccount(state ?? '', watched, asked));
}

function refusal(pick: (words: WatchWords) => { readonly message: string; readonly hint: string }): UserError {
  const { message, hint } = refusalFrom(WATCH_WORDS, pick);
  return new UserError(message, { hint });
}
