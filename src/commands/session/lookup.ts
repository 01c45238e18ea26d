/** Questions to the event histories, each asked once, and all that they were answered. */
import type { TrailEvent } from '../../core/event.ts';
import { MINUTE } from '../../core/time.ts';
import type { NotCovered } from '../../render/replay/report.ts';
import type { LookupQuery } from '../../selection/lookup-plan.ts';
import { startProgress } from '../shared/progress.ts';
import { ALONE, type Histories, type Span } from './histories.ts';
import { type Patience, patience } from './patience.ts';
import { type Read, type Reader, readAll } from './reading.ts';

/** Queries that have one span of time. */
export interface Asked {
  readonly queries: readonly LookupQuery[];
  readonly span: Span;
  /** In every account, not only in those of the session: nobody knows where it began. */
  readonly isEverywhere?: boolean;
}

/** The questions that were asked and the events that came, over several requests. */
export class Lookup {
  readonly #asked = new Set<string>();
  readonly #events = new Map<string, TrailEvent>();
  readonly #reads: Read[] = [];

  readonly #reader: Reader;
  readonly #histories: Histories;
  readonly #patience: Patience;
  /** Accounts that couldn't be read at all. */
  readonly #refused = new Set<string | undefined>();

  constructor(reader: Reader, histories: Histories) {
    this.#reader = reader;
    this.#histories = histories;
    this.#patience = patience(reader.host, reader.isPatient);
  }

  get events(): readonly TrailEvent[] {
    return [...this.#events.values()];
  }

  /** Gaps of all answers, each once. */
  get notCovered(): readonly NotCovered[] {
    const gaps = this.#reads.flatMap(({ notCovered }) =>
      notCovered.map((one) => [`${one.region} ${one.reason.en}`, one] as const),
    );
    return [...new Map(gaps).values()];
  }

  /** False if all of it was asked before. */
  async askAll(all: readonly Asked[], accounts: ReadonlySet<string>): Promise<boolean> {
    let isNew = false;
    for (const asked of all) isNew = (await this.ask(asked, asked.isEverywhere ? undefined : accounts)) || isNew;
    return isNew;
  }

  /** Asks each of these accounts what it wasn't asked before; without them, every account. */
  async ask({ queries, span }: Asked, accounts?: ReadonlySet<string>): Promise<boolean> {
    const todo = new Map<string, readonly LookupQuery[]>();
    for (const id of this.#histories.ids) {
      const isMeant = id === ALONE || accounts === undefined || accounts.has(id);
      if (!isMeant || this.#refused.has(id)) continue;
      const fresh = queries.filter(({ attribute }) => !this.#asked.has(keyOf(id, attribute, span)));
      if (fresh.length > 0) todo.set(id, fresh);
    }
    // A question to no account at all says why none can be asked.
    const isFirst = this.#reads.length === 0;
    if ((todo.size === 0 && !isFirst) || this.#reader.host.signal.aborted) return false;
    for (const [id, fresh] of todo) for (const { attribute } of fresh) this.#asked.add(keyOf(id, attribute, span));
    const read = await this.#patience((onProgress, signal) => this.#read(todo, span, onProgress, signal));
    this.#reads.push(read);
    for (const { account, region, hint } of read.notCovered)
      if (account !== undefined && region === null && hint !== undefined) this.#refused.add(account);
    for (const event of read.events) this.#events.set(`${event.eventId} ${event.name} ${event.region}`, event);
    return true;
  }

  async #read(
    queries: ReadonlyMap<string, readonly LookupQuery[]>,
    span: Span,
    onProgress: Parameters<Parameters<Patience>[0]>[0],
    signal: AbortSignal,
  ): Promise<Read> {
    const { host, options } = this.#reader;
    const progress = await startProgress(host, options.language);
    const source = this.#histories.source({ queries, span }, this.#reads.length === 0, (now) => {
      progress.update(now);
      onProgress(now);
    });
    const { namers, names } = this.#histories;
    try {
      const reader = { ...this.#reader, host: { ...host, signal } };
      return await readAll(source, span, reader, this.#reads.length === 0 ? namers : undefined, names);
    } finally {
      progress.stop();
    }
  }

  /** All that came, as one. Throws if nothing was asked. */
  read(): Read {
    const [first] = this.#reads;
    if (first === undefined) throw new RangeError('nothing was asked');
    return {
      ...first,
      events: this.events.map(first.people.named),
      counts: { ...first.counts, records: this.#events.size },
      notCovered: this.notCovered,
    };
  }
}

const keyOf = (account: string, attribute: LookupQuery['attribute'], { from, to }: Span) =>
  JSON.stringify([
    account,
    attribute,
    Math.floor(from / 1000),
    attribute?.key === 'EventId' ? 0 : Math.floor(to / MINUTE),
  ]);
