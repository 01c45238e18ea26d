/** The accounts of a watch and their regions: which are read, how far each is, and which were left. */
import type { Aws } from '../../aws/clients.ts';
import type { TrailEvent } from '../../core/event.ts';
import type { Words } from '../../core/language.ts';
import type { Host } from '../../host.ts';
import { type Mark, type Polled, RegionWatch } from '../../sources/event-history/region-watch.ts';
import type { AccountState, WatchState } from './state.ts';

/** An account that is watched. */
export interface Watched {
  readonly id: string;
  /** In front of what is said about it; undefined if it is the only one. */
  readonly place: Words | undefined;
  readonly aws: Aws;
}

/** An account with its regions, from `begun` (ms since the epoch) on. */
interface Spot extends Watched {
  readonly begun: number;
  readonly regions: readonly RegionWatch[];
}

export interface PolledHere extends Polled {
  readonly account: string;
}

/** The longest delay of a record, and when a region was read. */
export interface Lag {
  readonly region: string;
  readonly mark: Mark | undefined;
  /** In ms. */
  readonly delay: number;
}

export class Spots {
  readonly #state: Pick<WatchState, 'accounts'>;
  readonly #host: Host;
  /** By the account's id. */
  readonly #accounts = new Map<string, Spot>();
  /** The longest delay of a record in each region of an account since it was asked for, in ms. */
  readonly #delays = new Map<RegionWatch, number>();
  /** Accounts that are watched no more. */
  readonly #left: Record<string, AccountState> = {};

  constructor(state: Pick<WatchState, 'accounts'>, host: Host) {
    this.#state = state;
    this.#host = host;
  }

  get accounts(): readonly Spot[] {
    return [...this.#accounts.values()];
  }

  regionsOf(account: string): readonly RegionWatch[] {
    return this.#accounts.get(account)?.regions ?? [];
  }

  /** The moment (ms since the epoch) from which on the account is still to be read. */
  sinceOf(account: string): number {
    const { begun, regions = [] } = this.#accounts.get(account) ?? { begun: 0 };
    return Math.min(...regions.map(({ mark }) => mark?.through ?? begun), Number.POSITIVE_INFINITY);
  }

  /** Adds an account, from its state on or from `begun`; or takes its new clients. Its regions are named by `watch`. */
  add(account: Watched, begun: number): void {
    const before = this.#accounts.get(account.id);
    const kept = this.#state.accounts[account.id];
    const { id, place, aws } = account;
    const regions = before?.regions ?? [];
    this.#accounts.set(id, { id, place, aws, regions, begun: before?.begun ?? kept?.begun ?? begun });
  }

  /** From the next round on these regions are watched; a new one from its mark in the state on, or from the account's begin. */
  watch(account: string, regions: readonly string[]): void {
    const before = this.#accounts.get(account);
    if (before === undefined) return;
    const marks = this.#state.accounts[account]?.marks ?? {};
    const known = new Map(before.regions.map((one) => [one.region, one]));
    const watched = regions
      .toSorted()
      .map((name) => known.get(name) ?? new RegionWatch(name, this.#host, Math.random, marks[name]));
    this.#accounts.set(account, { ...before, regions: watched });
  }

  /** Leaves an account alone; its marks stay in the state. */
  leave(account: string): void {
    const left = this.#accounts.get(account);
    if (left !== undefined) this.#left[account] = stateOf(left);
    this.#accounts.delete(account);
  }

  /** The account's region that the event was read from. */
  spotOf({ account, region }: TrailEvent): RegionWatch | undefined {
    const [only] = this.#accounts.size === 1 ? this.#accounts.keys() : [];
    return this.regionsOf(only ?? account).find((one) => one.region === region);
  }

  /** Takes the delay (ms) of a record that came after its region had been read beyond it. */
  delayed(event: TrailEvent, delay: number): void {
    const spot = this.spotOf(event);
    if (spot?.mark === undefined || event.epoch > spot.mark.through) return;
    this.#delays.set(spot, Math.max(this.#delays.get(spot) ?? 0, delay));
  }

  /** Regions that were read whole aren't read again. */
  advance(polled: readonly PolledHere[]): void {
    for (const { account, region, error, next } of polled) {
      if (error === undefined)
        this.regionsOf(account)
          .find((one) => one.region === region)
          ?.advance(next);
    }
  }

  /** The earliest moment (ms since the epoch) up to which a region was read with its whole overlap. */
  get deep(): number {
    const deep = this.accounts.flatMap(({ regions, begun }) => regions.map(({ mark }) => mark?.deep ?? begun));
    return Math.min(...deep, this.#host.now());
  }

  /** All accounts that were ever watched, as the state keeps them. */
  state(): WatchState['accounts'] {
    const { accounts: kept } = this.#state;
    const watched = [...this.#accounts].map(([id, one]) => {
      const { begun, marks } = stateOf(one);
      return [id, { begun, marks: { ...kept[id]?.marks, ...marks } }] as const;
    });
    return { ...kept, ...this.#left, ...Object.fromEntries(watched) };
  }

  /** How far behind the regions of an account are, and their longest delays since the last call. */
  takeLags(account: string): readonly Lag[] {
    return this.regionsOf(account).map((spot) => {
      const delay = this.#delays.get(spot) ?? 0;
      this.#delays.delete(spot);
      return { region: spot.region, mark: spot.mark, delay };
    });
  }
}

function stateOf({ begun, regions }: Spot): AccountState {
  const marks = regions.flatMap(({ region, mark }) => (mark === undefined ? [] : [[region, mark] as const]));
  return { begun, marks: Object.fromEntries(marks) };
}
