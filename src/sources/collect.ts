/** A source -> events, with counts of duplicates and unreadable records: the intake of both hosts. */
import type { TrailEvent } from '../core/event.ts';
import { isObject } from '../core/fields.ts';
import type { Seen } from '../core/inspection/activate.ts';
import type { Words } from '../core/language.ts';
import { namelessSubjects } from '../core/people/assigned.ts';
import { directoryKey, mayName, type NamelessUser, namelessUsers, People, userKey } from '../core/people/people.ts';
import { isTimeless, normalise } from '../core/record/normalise.ts';
import type { RecordCounts } from '../core/record/record-counts.ts';
import type { NotCovered } from '../render/replay/report.ts';
import { Gaps } from './gaps.ts';
import { saveMemory } from './heap.ts';
import { earliest, latest, type Moment, type Outside, type OutsideEvents, OutsideTally } from './outside.ts';
import { plainFactsOf } from './plain-facts.ts';
import { shareTexts } from './share-texts.ts';
import type { Batch, Reading, Source } from './source.ts';

export interface Collected {
  /** With the names of people that any record of the source holds. */
  readonly events: readonly TrailEvent[];
  readonly people: People;
  readonly counts: RecordCounts;
  readonly outside: OutsideEvents;
  readonly notCovered: readonly NotCovered[];
  /** When the first and the last event happened, in ms since the epoch; of all events that were asked for. */
  readonly first: number | undefined;
  readonly last: number | undefined;
}

export interface Wanted {
  /** Undefined if the event is in the wanted time and regions. Defaults to that. */
  readonly outside?: (moment: Moment) => Outside | undefined;
  /** Can a rule fire on it? Other events are dropped at once, so that archives may be larger than the memory. */
  readonly isOfUse: (event: TrailEvent) => boolean;
  /** Asks AWS for the names of users that no record holds; called once at most. Names by the user's id. */
  readonly askPeople?: ((users: readonly NamelessUser[]) => Promise<ReadonlyMap<string, string>>) | undefined;
  /** Names of people by their id, for those whose name neither a record nor AWS holds. */
  readonly people?: Readonly<Record<string, string>> | undefined;
  /** Judges a record before an event is made of it, which takes far longer. False only where `isOfUse` is. */
  readonly mayBeOfUse?: (seen: Seen) => boolean;
  /** Receives each event within the wanted time and regions that no rule can fire on; one may come several times. */
  readonly onOther?: ((event: TrailEvent) => void) | undefined;
  /** Receives each record that can't be read, in order. */
  readonly onUnreadable?: (unreadable: Unreadable) => void;
  /**
   * Keeps events whose id came before. The function needs no memory of ids, because a finding is sent once; and an id
   * that was forged can hide no other event there.
   */
  readonly hasRepeats?: boolean;
}

export interface Unreadable {
  readonly from: Words;
  readonly reason: Words;
  /** The record, or the text that should have been one; undefined if it isn't known. */
  readonly content: unknown;
}

/** Reads all of the source. */
export async function collect(
  source: Source<Reading | Batch>,
  signal: AbortSignal,
  wanted: Wanted,
): Promise<Collected> {
  const collector = new Collector(wanted);
  for await (const reading of source.read(signal)) collector.take(reading);
  await collector.ask(signal);
  return collector.end();
}

class Collector {
  readonly #wanted: Wanted;
  /** By id; it shares its text with the event, where a longer key would be one more text for each. */
  readonly #firsts = new Map<string, TrailEvent>();
  /** Keys of further events that have an id in common with the first, and are not the same. */
  readonly #others = new Set<string>();
  readonly #events: TrailEvent[] = [];
  /** By the id of the record that each stands for. */
  readonly #addenda = new Map<string, TrailEvent>();
  readonly #people = new People();
  readonly #gaps = new Gaps();
  readonly #outside = new OutsideTally();
  #records = 0;
  #notSelected = 0;
  #duplicates = 0;
  #unreadable = 0;
  #first: number | undefined;
  #last: number | undefined;

  constructor(wanted: Wanted) {
    this.#wanted = wanted;
  }

  take(reading: Reading | Batch): void {
    if (reading.kind === 'several') for (const one of reading.readings) this.#takeOne(one);
    else this.#takeOne(reading);
  }

  #takeOne(reading: Reading): void {
    if (reading.kind === 'not-covered') this.#gaps.lacks(reading);
    else if (reading.kind === 'passed-over') this.#passOver(reading);
    else {
      this.#records += 1;
      if (reading.kind === 'unreadable') this.#cannotRead({ ...reading, content: reading.text });
      else this.#judge(reading);
    }
  }

  #judge({ record, from }: Extract<Reading, { kind: 'record' }>): void {
    const facts = this.#wanted.mayBeOfUse === undefined ? undefined : plainFactsOf(record);
    if (facts !== undefined && this.#wanted.mayBeOfUse?.(facts) === false && !mayName(facts.record)) {
      this.#leaveOut(facts, record);
      return;
    }
    const result = normalise(record);
    // The notifier keeps its events in a table, where a place would only take room.
    if (result.kind === 'event') this.#take(this.#wanted.hasRepeats ? result.event : placedAt(result.event, from.en));
    else this.#cannotRead({ from, reason: result.reason, content: record });
  }

  #passOver({ within, first, last, outside }: Extract<Reading, { kind: 'passed-over' }>): void {
    this.#records += within + outside.time + outside.region;
    this.#notSelected += within;
    this.#outside.addAll(outside);
    this.#first = earliest(this.#first, first);
    this.#last = latest(this.#last, last);
  }

  #leaveOut(moment: Moment, record: unknown): void {
    if (!this.#isWithin(moment)) return;
    this.#notSelected += 1;
    const { onOther } = this.#wanted;
    const result = onOther === undefined ? undefined : normalise(record);
    if (result?.kind === 'event') onOther?.(result.event);
  }

  #take(event: TrailEvent): void {
    if (!this.#wanted.hasRepeats && isObject(event.record['addendum'])) this.#defer(event);
    else this.#keep(event);
  }

  #keep(event: TrailEvent): void {
    // A record outside of what is asked for may hold the name of somebody inside.
    this.#people.learn(event);
    if (!this.#isWithin(event)) return;
    if (!this.#wanted.isOfUse(event)) this.#passBy(event);
    else if (this.#isRepeat(event)) this.#duplicates += 1;
    else {
      this.#events.push(event);
      shareTexts(event.record);
      saveMemory(this.#events.length);
    }
  }

  #passBy(event: TrailEvent): void {
    this.#notSelected += 1;
    this.#wanted.onOther?.(event);
    this.#gaps.passBy(event);
  }

  /** Counts where it lies. */
  #isWithin(moment: Moment): boolean {
    const outside = this.#wanted.outside?.(moment);
    if (outside !== undefined) {
      this.#outside.add(moment, outside);
      return false;
    }
    if (isTimeless(moment)) {
      this.#gaps.lacksTime();
      return true;
    }
    this.#first = earliest(this.#first, moment.epoch);
    this.#last = latest(this.#last, moment.epoch);
    return true;
  }

  /** Only of events that a rule can look at: remembering every record's id would take memory without end. */
  #isRepeat(event: TrailEvent): boolean {
    if (this.#wanted.hasRepeats) return false;
    const first = this.#firsts.get(event.id);
    if (first === undefined) this.#firsts.set(event.id, event);
    if (first === undefined || isSame(first, event)) return first !== undefined;
    const key = keyOf(event);
    const isKnown = this.#others.has(key);
    this.#others.add(key);
    return isKnown;
  }

  /** A record that CloudTrail wrote again, with what it lacked: it stands for the first one, whichever comes first. */
  #defer(event: TrailEvent): void {
    const known = this.#addenda.get(event.id);
    if (known !== undefined) this.#duplicates += 1;
    if (known === undefined || event.eventId > known.eventId) this.#addenda.set(event.id, event);
  }

  #replaceByAddenda(): void {
    if (this.#addenda.size === 0) return;
    const places = new Map(this.#events.map(({ id, name }, place) => [`${id} ${name}`, place] as const));
    for (const event of this.#addenda.values()) {
      const place = places.get(`${event.id} ${event.name}`);
      if (place === undefined) this.#keep(event);
      else {
        this.#duplicates += 1;
        this.#people.learn(event);
        this.#events[place] = event;
      }
    }
  }

  #cannotRead({ from, reason, content }: Unreadable): void {
    this.#unreadable += 1;
    this.#wanted.onUnreadable?.({ from, reason, content });
    this.#gaps.cannotRead(from, reason);
  }

  async ask(signal: AbortSignal): Promise<void> {
    this.#replaceByAddenda();
    const callers = namelessUsers(this.#events.map(this.#people.named));
    const known = new Set(callers.map(({ id }) => id));
    const subjects = namelessSubjects(this.#events, this.#people).filter(({ id }) => !known.has(id));
    const asked = [...callers, ...subjects];
    if (asked.length === 0 || signal.aborted) return;
    const names = await this.#wanted.askPeople?.(asked);
    for (const one of asked) {
      const name = names?.get(one.id);
      if (name !== undefined) this.#people.add(directoryKey(one), name);
    }
  }

  end(): Collected {
    for (const [id, name] of Object.entries(this.#wanted.people ?? {})) this.#people.add(userKey(id), name);
    return {
      events: this.#events.map(this.#people.named),
      people: this.#people,
      counts: {
        records: this.#records,
        inspected: this.#events.length,
        notSelected: this.#notSelected,
        outside: this.#outside.count,
        duplicates: this.#duplicates,
        unreadable: this.#unreadable,
      },
      outside: this.#outside.end(),
      notCovered: this.#gaps.end(),
      first: this.#first,
      last: this.#last,
    };
  }
}

/** In place: a copy of each would take time and memory. */
const placedAt = (event: TrailEvent, readFrom: string): TrailEvent => Object.assign(event, { readFrom });

/** An id may be forged, or stand in a made-up record for several: only the same deed at the same time is a repeat. */
const isSame = (one: TrailEvent, other: TrailEvent) =>
  one.eventId === other.eventId && one.name === other.name && one.epoch === other.epoch;
const keyOf = ({ id, eventId, name, epoch }: TrailEvent) => `${id} ${eventId} ${name} ${epoch}`;
