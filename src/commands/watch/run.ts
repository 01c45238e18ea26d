/** `login-watch watch`: the work. Rounds, each told before it is written down, until somebody stops it. */
import { resolve } from 'node:path';
import { faultOf } from '../../aws/fault.ts';
import { EXIT, type Exit } from '../../core/exit.ts';
import { allRules } from '../../core/inspection/activate.ts';
import { chooseRules } from '../../core/inspection/choose.ts';
import { HOUR, MINUTE, SECOND } from '../../core/time.ts';
import type { Host } from '../../host.ts';
import { RULES } from '../../rules/index.ts';
import { loadSettings } from '../../settings/load.ts';
import { wholeSecond } from '../../sources/event-history/stretch.ts';
import { activeRules } from '../shared/look-back/active-rules.ts';
import { checkRegion } from '../shared/look-back/gather.ts';
import { withTrusted } from '../shared/look-back/search.ts';
import { warnOfTrusted } from '../shared/network-doubts.ts';
import { Fleet } from './fleet.ts';
import { Names } from './names.ts';
import { senderFor } from './notify.ts';
import type { WatchOptions } from './options.ts';
import { refusal } from './refusal.ts';
import { Roster } from './roster.ts';
import { type PolledHere, Spots } from './spots.ts';
import { newState, readState, type WatchState, writeState } from './state.ts';
import { Status } from './status.ts';
import { Teller } from './teller.ts';
import { OF_CREDENTIALS, Troubles } from './troubles.ts';
import { type Round, Watcher } from './watcher.ts';

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
  const sender = await senderFor(options, { stored, file: settingsFile, state }, host);
  const names = new Names(settings, host.signal);
  const spots = new Spots(state, host);
  const watcher = new Watcher({ active, settings, names, spots, overlap: options.overlap, host, state });
  const troubles = new Troubles(language);
  const roster = new Roster({ options, fleet, spots, names, status, troubles, host }, state.known);
  const save = (doubtful: readonly string[] = []) =>
    file === undefined
      ? undefined
      : writeState(file, watcher.state({ ...(sender?.state ?? state), known: roster.known }, doubtful));
  const hasEarlier = kept !== undefined;
  const teller = new Teller({ options, settings, watcher, sender, save, host, hasEarlier });
  roster.take();
  await save();

  await roster.list(fleet.accounts);
  const regions = spots.accounts.flatMap((account) => account.regions).length;
  const counts = { accounts: spots.accounts.length, regions, from: start };
  await status.begin(state, { ...options, ...counts, isNew: kept === undefined });
  await roster.sayLeft(state, settings);
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
    if (options.once) {
      await teller.showGroups('end');
      return isLacking ? EXIT.refused : EXIT.done;
    }
    if (isHour) {
      await status.health(spots);
      await teller.showGroups('between');
    }
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
    if (isHour || isRefused || !fleet.isComplete) await roster.findAgain(isHour);
    else await roster.list(fleet.unready, fleet.unready);
    if (host.signal.aborted) break;
  }
  await teller.showGroups('end');
  await status.stopped(options.state);
  return EXIT.done;

  /** The polls that failed. */
  async function tell(round: Round): Promise<readonly PolledHere[]> {
    const failed: PolledHere[] = [];
    const lines: string[] = [];
    for (const account of spots.accounts) {
      const polled = round.polled.filter((one) => one.account === account.id);
      const left = await roster.withoutClosed(account, polled);
      lines.push(...troubles.lines(account, left));
      failed.push(...left.filter(({ error }) => error !== undefined));
    }
    await teller.show(round);
    await status.round(round);
    await status.troubles(lines);
    return failed;
  }
}

/** The file must be of these accounts, or of some of them. */
function checkAccounts({ state, several }: WatchOptions, kept: WatchState | undefined, { accounts }: Fleet): void {
  const watched = Object.keys(kept?.accounts ?? {});
  const asked = accounts.map(({ id }) => id);
  const isOther =
    several === undefined ? watched.some((id) => !asked.includes(id)) : !watched.some((id) => asked.includes(id));
  if (watched.length > 0 && isOther) throw refusal(({ otherAccount }) => otherAccount(state ?? '', watched, asked));
}
