/** Which accounts and regions a watch reads: at the start, those that come or go meanwhile, and those that are closed. */
import type { Settings } from '../../core/settings.ts';
import { UserError } from '../../core/user-error.ts';
import type { Host } from '../../host.ts';
import { wholeSecond } from '../../sources/event-history/stretch.ts';
import { accountPlace } from '../shared/look-back/find-accounts.ts';
import type { Fleet } from './fleet.ts';
import type { Names } from './names.ts';
import type { WatchOptions } from './options.ts';
import { refusal } from './refusal.ts';
import type { PolledHere, Spots, Watched } from './spots.ts';
import type { WatchState } from './state.ts';
import type { Status } from './status.ts';
import { closedIn, type Troubles } from './troubles.ts';

interface RosterParts {
  readonly options: WatchOptions;
  readonly fleet: Fleet;
  readonly spots: Spots;
  readonly names: Names;
  readonly status: Status;
  readonly troubles: Troubles;
  readonly host: Host;
}

export class Roster {
  readonly #parts: RosterParts;
  #known: number;

  /** `known`: the last moment (ms since the epoch) at which all accounts were known. */
  constructor(parts: RosterParts, known: number) {
    this.#parts = parts;
    this.#known = known;
  }

  /** The last moment (ms since the epoch) at which all accounts were known. */
  get known(): number {
    return this.#known;
  }

  /** The accounts that were found, each from its state on, or from the last moment at which all were known. */
  take(): void {
    const { fleet, spots, names, host } = this.#parts;
    names.tellAccounts(fleet.names);
    for (const account of fleet.accounts) spots.add(account, this.#known);
    if (fleet.isComplete) this.#known = wholeSecond(host.now());
  }

  /** Asks which regions these accounts have. `fresh`: those of them that weren't watched until now. */
  async list(accounts: readonly Watched[], fresh: readonly Watched[] = []): Promise<void> {
    const { fleet, spots, status } = this.#parts;
    for (const { reason } of fleet.leftOut) await status.notCovered(reason);
    for (const { account, regions: found } of await fleet.regionsOf(accounts)) {
      if (found.notCovered !== undefined) await status.notCovered(found.notCovered, account);
      // A list that AWS refused is no reason to leave regions.
      if (found.notCovered !== undefined && spots.regionsOf(account.id).length > 0) continue;
      if (found.regions.length === 0 && account.place === undefined) throw refusal((words) => words.nothingWatched);
      spots.watch(account.id, found.regions);
      if (fresh.some(({ id }) => id === account.id)) await status.joined(account, spots.sinceOf(account.id));
    }
  }

  /** Says which accounts of the state are gone, where all are known. */
  async sayLeft({ accounts }: WatchState, settings: Settings): Promise<void> {
    const { fleet, status } = this.#parts;
    for (const id of fleet.isComplete ? Object.keys(accounts) : [])
      if (!fleet.accounts.some((one) => one.id === id)) await status.left({ place: accountPlace(id, settings) });
  }

  /** Accounts and regions that came or went meanwhile; closed ones are tried again. A refusal changes nothing. */
  async findAgain(isHour: boolean): Promise<void> {
    const { options, fleet, spots, status } = this.#parts;
    const before = new Set(spots.accounts.map(({ id }) => id));
    await fleet.findAgain();
    const [only] = fleet.accounts;
    if (options.several === undefined && only !== undefined && !before.has(only.id)) {
      await status.otherCaller([...before].join(', '), only.id);
      return;
    }
    const ids = new Set(fleet.accounts.map(({ id }) => id));
    for (const account of spots.accounts.filter(({ id }) => !ids.has(id))) {
      await status.left(account);
      spots.leave(account.id);
    }
    const fresh = [...fleet.accounts.filter(({ id }) => !before.has(id)), ...fleet.unready];
    this.take();
    const isListed = isHour && options.regions === undefined;
    await this.list(isListed ? fleet.accounts : fresh, fresh).catch(orLater);
  }

  /** Polls but those of regions that the account keeps closed, which are watched no more. Throws where every region refuses. */
  async withoutClosed(account: Watched, polled: readonly PolledHere[]): Promise<readonly PolledHere[]> {
    const { options, spots, status, troubles } = this.#parts;
    if (options.regions !== undefined) return polled;
    const wasRead = new Set(spots.regionsOf(account.id).flatMap(({ region, mark }) => (mark ? [region] : [])));
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
    spots.watch(
      account.id,
      left.map(({ region }) => region),
    );
    return left;
  }
}

/** Regions are listed again every hour; until then those that are known are watched. */
function orLater(error: unknown): void {
  if (!(error instanceof UserError)) throw error;
}
