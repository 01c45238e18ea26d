/** Rounds of a watch: every region's new records -> findings that were not told before. It tells nothing by itself. */
import type { Aws } from '../../aws/clients.ts';
import { type ActiveRule, isLacking, mayMatch } from '../../core/activate.ts';
import { type Context, makeContext } from '../../core/context.ts';
import { dropDetails } from '../../core/details.ts';
import type { TrailEvent } from '../../core/event.ts';
import { inspect } from '../../core/inspect.ts';
import { type LastingMemory, lastingMemory } from '../../core/lasting-memory.ts';
import type { Failure, Finding } from '../../core/rule.ts';
import { CHAIN_MINUTES, mayBePart } from '../../core/same-sign-in.ts';
import type { Settings } from '../../core/settings.ts';
import { DAY, HOUR, MINUTE } from '../../core/time.ts';
import type { Host } from '../../host.ts';
import type { NotCovered } from '../../render/replay/report.ts';
import { planLookup, queriesOf } from '../../selection/lookup-plan.ts';
import { collect } from '../../sources/collect.ts';
import { type Polled, RegionWatch } from '../../sources/event-history/region-watch.ts';
import type { Names } from './names.ts';
import type { SenderState } from './sender.ts';
import type { WatchState } from './state.ts';

export interface WatcherParts {
  readonly active: readonly ActiveRule[];
  readonly settings: Settings;
  readonly names: Names;
  /** Milliseconds in which a record may come late. */
  readonly overlap: number;
  readonly host: Host;
  readonly state: WatchState;
}

export interface Found {
  readonly finding: Finding;
  /** Minutes after it happened, if CloudTrail showed it later than the overlap. */
  readonly late: number | undefined;
  /** It may have been shown before the program was ended. */
  readonly isDoubtful: boolean;
}

export interface Round {
  /** Not told before, in order of time. */
  readonly found: readonly Found[];
  readonly polled: readonly Polled[];
  /** Records seen for the first time that a rule could look at. */
  readonly fresh: number;
  readonly failures: readonly Failure[];
  readonly notCovered: readonly NotCovered[];
  readonly context: Context;
}

/** A routine's repeats are known for seven days, and a finding for longer. */
const TOLD_KEPT = 8 * DAY;

export class Watcher {
  readonly #parts: WatcherParts;
  readonly #memory: LastingMemory;
  readonly #told: Map<string, number>;
  readonly #doubtful: ReadonlySet<string>;
  /** Events that were inspected, by key, with their moment. */
  readonly #seen = new Map<string, number>();
  /** Parts of sign-ins of the last minutes, which explain the next ones. */
  #recent: readonly TrailEvent[] = [];
  #regions: readonly RegionWatch[] = [];
  /** The longest delay of a record in each region since it was asked for, in ms. */
  readonly #delays = new Map<string, number>();

  constructor(parts: WatcherParts) {
    this.#parts = parts;
    this.#memory = lastingMemory(parts.state.memory);
    this.#told = new Map(parts.state.told);
    this.#doubtful = new Set(parts.state.doubtful);
  }

  get regions(): readonly RegionWatch[] {
    return this.#regions;
  }

  /** From the next round on these are watched; a new one from its mark in the state on, or from now. */
  watch(regions: readonly string[]): void {
    const { host, state } = this.#parts;
    const known = new Map(this.#regions.map((one) => [one.region, one]));
    this.#regions = regions
      .toSorted()
      .map((name) => known.get(name) ?? new RegionWatch(name, host, Math.random, state.marks[name]));
  }

  /** Reads every region once. `sweep`: the moment to go back to, if that is further than usual. Tells and advances nothing. */
  async round(aws: Aws, sweep?: number): Promise<Round> {
    const { active, settings, names, host, overlap, state } = this.#parts;
    const able = active.filter(({ rule }) => !isLacking(rule, settings));
    const span = { queries: queriesOf(planLookup(able.map(({ rule }) => rule))), overlap, begun: state.begun };
    const polled = await Promise.all(this.#regions.map((region) => region.poll(aws, span, sweep, host.signal)));
    const isOfUse = (event: Parameters<typeof mayMatch>[1]) => able.some((rule) => mayMatch(rule, event));
    const collected = await collect({ names: [], read: () => readingsOf(polled) }, host.signal, {
      isOfUse,
      mayBeOfUse: isOfUse,
      outside: ({ epoch }) => (epoch < state.begun ? 'time' : undefined),
      people: { ...names.people, ...settings.people },
      askPeople: (users) => names.askPeople(users, aws),
    });
    names.learn(collected.people.learned);
    const fresh = collected.events.filter((event) => !this.#seen.has(keyOf(event)));
    await names.askAccounts(fresh, aws);
    const context = makeContext(settings, { personName: collected.people.nameOf, accounts: names.accounts });
    const options = { onDone: dropDetails, earlier: this.#recent };
    const { findings, failures } = await inspect(fresh, able, context, this.#memory, options);
    this.#note(fresh);
    const found = findings.filter(({ id }) => !this.#told.has(id)).map((finding) => this.#found(finding));
    return { found, polled, fresh: fresh.length, failures, notCovered: collected.notCovered, context };
  }

  #note(fresh: readonly TrailEvent[]): void {
    const now = this.#parts.host.now();
    for (const event of fresh) {
      this.#seen.set(keyOf(event), event.epoch);
      const mark = this.#markOf(event);
      if (mark === undefined || event.epoch > mark.through) continue;
      this.#delays.set(event.region, Math.max(this.#delays.get(event.region) ?? 0, now - event.epoch));
    }
    const since = now - CHAIN_MINUTES * MINUTE - this.#parts.overlap;
    this.#recent = [...this.#recent, ...fresh.filter(mayBePart)].filter(({ epoch }) => epoch >= since);
  }

  #markOf = ({ region }: TrailEvent) => this.#regions.find((one) => one.region === region)?.mark;

  #found(finding: Finding): Found {
    const { event, id } = finding;
    const mark = this.#markOf(event);
    // The last reading of the whole overlap would have seen it, had it been there in time.
    const isLate = mark !== undefined && event.epoch < mark.deep - this.#parts.overlap;
    const minutes = Math.round((this.#parts.host.now() - event.epoch) / MINUTE);
    return { finding, late: isLate ? minutes : undefined, isDoubtful: this.#doubtful.has(id) };
  }

  /** Once the round was told: it won't be told again, and what was read whole isn't read again. */
  advance({ found, polled }: Pick<Round, 'found' | 'polled'>): void {
    for (const { finding } of found) this.#told.set(finding.id, finding.event.epoch);
    for (const { region, error, next } of polled) {
      if (error === undefined) this.#regions.find((one) => one.region === region)?.advance(next);
    }
    const oldest = this.#oldest();
    for (const [key, epoch] of this.#seen) if (epoch < oldest) this.#seen.delete(key);
    for (const [id, epoch] of this.#told) if (epoch < oldest - TOLD_KEPT) this.#told.delete(id);
  }

  /** No later reading goes back further: a sweep reaches for an hour and twice the overlap. */
  #oldest(): number {
    const deep = this.#regions.map(({ mark }) => mark?.deep ?? this.#parts.state.begun);
    return Math.min(...deep, this.#parts.host.now()) - 3 * this.#parts.overlap - 2 * HOUR;
  }

  /** The state after the last `advance`. */
  state({ unsent, stories }: SenderState, doubtful: readonly string[] = []): WatchState {
    const { state } = this.#parts;
    const marks = this.#regions.flatMap(({ region, mark }) => (mark === undefined ? [] : [[region, mark] as const]));
    return {
      ...state,
      marks: { ...state.marks, ...Object.fromEntries(marks) },
      told: [...this.#told],
      doubtful,
      unsent,
      stories,
      memory: this.#memory.keep(this.#oldest()),
    };
  }

  /** The longest delay since the last call, by region, in ms. */
  takeDelays(): ReadonlyMap<string, number> {
    const delays = new Map(this.#delays);
    this.#delays.clear();
    return delays;
  }
}

const keyOf = ({ eventId, name, epoch }: TrailEvent) => `${eventId} ${name} ${epoch}`;

async function* readingsOf(polled: readonly Polled[]) {
  for (const { readings } of polled) yield* readings;
}
