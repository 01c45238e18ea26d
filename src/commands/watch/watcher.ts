/** Rounds of a watch: every region's new records -> findings that were not told before. It tells nothing by itself. */
import type { Aws } from '../../aws/clients.ts';
import { mapConcurrent } from '../../aws/map-concurrent.ts';
import { type LastingMemory, lastingMemory } from '../../core/counting/lasting-memory.ts';
import type { TrailEvent } from '../../core/event.ts';
import { type ActiveRule, isLacking, mayMatch } from '../../core/inspection/activate.ts';
import { type Context, makeContext } from '../../core/inspection/context.ts';
import { inspect } from '../../core/inspection/inspect.ts';
import { dropDetails } from '../../core/record/details.ts';
import { CHAIN_MINUTES, mayBePart } from '../../core/record/same-sign-in.ts';
import type { Failure, Finding } from '../../core/rule.ts';
import type { Settings } from '../../core/settings.ts';
import { DAY, HOUR, MINUTE } from '../../core/time.ts';
import type { Host } from '../../host.ts';
import type { NotCovered } from '../../render/replay/report.ts';
import { planLookup, queriesOf } from '../../selection/lookup-plan.ts';
import { collect } from '../../sources/collect.ts';
import type { Polled } from '../../sources/event-history/region-watch.ts';
import type { Names } from './names.ts';
import type { SenderState } from './sender.ts';
import type { PolledHere, Spots } from './spots.ts';
import type { WatchState } from './state.ts';

export interface WatcherParts {
  readonly active: readonly ActiveRule[];
  readonly settings: Settings;
  readonly names: Names;
  readonly spots: Spots;
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
  readonly polled: readonly PolledHere[];
  /** Records seen for the first time that a rule could look at. */
  readonly fresh: number;
  readonly failures: readonly Failure[];
  readonly notCovered: readonly NotCovered[];
  readonly context: Context;
}

/** Each account reads all its regions side by side, so that more would open hundreds of connections. */
const AT_ONCE = 4;
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

  constructor(parts: WatcherParts) {
    this.#parts = parts;
    this.#memory = lastingMemory(parts.state.memory);
    this.#told = new Map(parts.state.told);
    this.#doubtful = new Set(parts.state.doubtful);
  }

  /** Reads every region once. `sweep`: the moment to go back to, if that is further than usual. Tells and advances nothing. */
  async round(namers: readonly Aws[], sweep?: number): Promise<Round> {
    const { active, settings, names, host, overlap, spots } = this.#parts;
    const able = active.filter(({ rule }) => !isLacking(rule, settings));
    const queries = queriesOf(planLookup(able.map(({ rule }) => rule)));
    const { accounts } = spots;
    const polls = await mapConcurrent(accounts, AT_ONCE, ({ id, aws, begun, regions }) =>
      Promise.all(
        regions.map(async (region) => ({
          ...(await region.poll(aws, { queries, overlap, begun }, sweep, host.signal)),
          account: id,
        })),
      ),
    );
    const polled = polls.flat();
    const begun = Math.min(...accounts.map((one) => one.begun));
    const isOfUse = (event: Parameters<typeof mayMatch>[1]) => able.some((rule) => mayMatch(rule, event));
    const collected = await collect({ names: [], read: () => readingsOf(polled) }, host.signal, {
      isOfUse,
      mayBeOfUse: isOfUse,
      outside: ({ epoch }) => (epoch < begun ? 'time' : undefined),
      people: { ...names.people, ...settings.people },
      askPeople: (users) => names.askPeople(users, namers),
    });
    names.learn(collected.people.learned);
    const fresh = collected.events.filter((event) => !this.#seen.has(keyOf(event)));
    await names.askAccounts(fresh, namers);
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
      this.#parts.spots.delayed(event, now - event.epoch);
    }
    const since = now - CHAIN_MINUTES * MINUTE - this.#parts.overlap;
    this.#recent = [...this.#recent, ...fresh.filter(mayBePart)].filter(({ epoch }) => epoch >= since);
  }

  #found(finding: Finding): Found {
    const { event, id } = finding;
    const mark = this.#parts.spots.spotOf(event)?.mark;
    // The last reading of the whole overlap would have seen it, had it been there in time.
    const isLate = mark !== undefined && event.epoch < mark.deep - this.#parts.overlap;
    const minutes = Math.round((this.#parts.host.now() - event.epoch) / MINUTE);
    return { finding, late: isLate ? minutes : undefined, isDoubtful: this.#doubtful.has(id) };
  }

  /** Once the round was told: it won't be told again, and what was read whole isn't read again. */
  advance({ found, polled }: Pick<Round, 'found' | 'polled'>): void {
    for (const { finding } of found) this.#told.set(finding.id, finding.event.epoch);
    this.#parts.spots.advance(polled);
    const oldest = this.#oldest();
    for (const [key, epoch] of this.#seen) if (epoch < oldest) this.#seen.delete(key);
    for (const [id, epoch] of this.#told) if (epoch < oldest - TOLD_KEPT) this.#told.delete(id);
  }

  /** No later reading goes back further: a sweep reaches for an hour and twice the overlap. */
  #oldest(): number {
    return this.#parts.spots.deep - 3 * this.#parts.overlap - 2 * HOUR;
  }

  /** The state after the last `advance`. */
  state(
    { known, unsent, stories, held }: SenderState & Pick<WatchState, 'known'>,
    doubtful: readonly string[] = [],
  ): WatchState {
    const { state, spots } = this.#parts;
    return {
      ...state,
      ...{ known, unsent, stories, held },
      accounts: spots.state(),
      told: [...this.#told],
      doubtful,
      memory: this.#memory.keep(this.#oldest()),
    };
  }
}

const keyOf = ({ eventId, name, epoch }: TrailEvent) => `${eventId} ${name} ${epoch}`;

async function* readingsOf(polled: readonly Polled[]) {
  for (const { readings } of polled) yield* readings;
}
