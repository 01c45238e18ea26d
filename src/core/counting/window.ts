/** Counting: completes bursts and sequences, and finds new values. */
import type { TrailEvent } from '../event.ts';
import { byTime } from '../event.ts';
import { textAt, valueAt } from '../fields.ts';
import { subnetOf } from '../network.ts';
import { type Matcher, parsePattern } from '../patterns/pattern.ts';
import { principalOf } from '../people/principal.ts';
import type { Rule, Window, WindowField } from '../rule.ts';
import { MINUTE } from '../time.ts';
import type { Memory } from './memory.ts';
import type { Remembered, Tally } from './tally.ts';

/** A window made ready: its `closedBy` parsed. `index` distinguishes a rule's windows. */
export interface ActiveWindow {
  readonly window: Window;
  readonly index: number;
  /** The first of the rule's windows that groups and lasts alike: what they find together is one burst. */
  readonly burst: number;
  readonly closes: Matcher | undefined;
}

/** A window's hit. */
export interface Burst {
  readonly key: string;
  /** Id of the burst's first event in time at its first finding: the finding's id is made of it. */
  readonly first: string;
  /** It was reported before, with other events: it is the same finding. */
  readonly goesOn: boolean;
  /** The event that completed it. */
  readonly last: TrailEvent;
  /** In order of time. Listed only on demand: a long burst has thousands. */
  readonly events: () => readonly TrailEvent[];
}

export function activateWindows(rule: Rule): readonly ActiveWindow[] {
  const windows = rule.window === undefined ? [] : isList(rule.window) ? rule.window : [rule.window];
  return windows.map((window, index) => ({
    window,
    index,
    burst: windows.findIndex((other) => isAlike(other, window)),
    closes: window.closedBy === undefined ? undefined : parsePattern(window.closedBy),
  }));
}

const isAlike = (a: Window, b: Window) => a.minutes === b.minutes && a.by.join() === b.by.join();

// Array.isArray does not narrow a readonly array.
const isList = (window: Window | readonly Window[]): window is readonly Window[] => Array.isArray(window);

/** The value by which a window groups or counts; undefined if the event has none. */
export function fieldOf(event: TrailEvent, field: WindowField): string | undefined {
  switch (field) {
    case 'account':
      return event.account;
    case 'user':
      return personOf(event);
    case 'principal':
      return principalOf(event)?.id ?? personOf(event);
    case 'address':
      return event.origin.address;
    case 'network':
      return event.origin.address === undefined ? undefined : subnetOf(event.origin.address);
    case 'name':
      return event.name;
    case 'region':
      return event.region;
    case 'client':
      return clientOf(event);
    default: {
      const value = valueAt(event.record, field.slice('record:'.length));
      return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
    }
  }
}

/** `aws login` on whatever device; an agent's own registration. */
function clientOf({ signIn }: TrailEvent): string | undefined {
  const { oauth } = signIn ?? {};
  return oauth?.kind === 'agent' ? `agent ${oauth.client}` : oauth?.kind;
}

/**
 * One person under one name: failed and successful sign-ins of the same user carry different parts of the identity
 * (a failure has no ARN), but both have the user name; a role session is identified by its role.
 */
function personOf({ actor, account, record }: TrailEvent): string {
  if (actor.kind === 'root') return `root@${actor.account ?? account}`;
  if (actor.hidden) return `hidden@${account}`;
  const { identityCenterUserId, role, session } = actor;
  if (identityCenterUserId !== undefined) return `identity-center:${identityCenterUserId}`;
  if (role !== undefined) return `${actor.account ?? account}/${role}/${session ?? ''}`;
  const userName = textAt(record, 'userIdentity.userName');
  return `${actor.account ?? account}/${userName ?? actor.principalId ?? actor.name}`;
}

/** The part of a window's key that it groups by, without the rule: windows that group alike share it. */
export const groupOf = (key: string): string => /^\["[^"]*",\d+,(.*)$/s.exec(key)?.[1] ?? key;

/**
 * Remembers the event and returns the burst that it completes, if any. No promise where it completes none and the memory
 * counts without reading.
 */
export function count(
  active: ActiveWindow,
  rule: string,
  event: TrailEvent,
  memory: Memory,
): Promise<Burst | undefined> | undefined {
  const { window, index, burst: shared, closes } = active;
  const parts = window.by.map((field) => fieldOf(event, field));
  if (parts.includes(undefined)) return undefined;
  const field = window.distinct ?? window.unseen;
  const value = field === undefined ? undefined : fieldOf(event, field);
  if (field !== undefined && value === undefined) return undefined;

  const length = window.minutes * MINUTE;
  const key = JSON.stringify([rule, index, ...parts]);
  const burstKey = shared === index ? key : JSON.stringify([rule, shared, ...parts]);
  const entry = { event, value, closing: closes?.(event.record) ?? false };
  const tally = memory.tally?.(key, entry, length);
  const counted = tally === undefined ? undefined : tallied(tally, active, entry, burstKey);
  const isDecided = counted !== undefined || (tally !== undefined && !mayEndLater(tally, active));
  if (isDecided && counted === undefined) return undefined;
  const burst = isDecided ? counted : recalled(active, entry, { key, burstKey }, memory);
  return claimed(burst, active, memory);
}

/** The burst under the id of the one that it goes on with, if any. */
async function claimed(
  found: Burst | undefined | Promise<Burst | undefined>,
  { window }: ActiveWindow,
  memory: Memory,
): Promise<Burst | undefined> {
  const burst = await found;
  if (burst === undefined || window.unseen !== undefined) return burst;
  const length = window.minutes * MINUTE;
  const end = burst.last.epoch;
  const holder = await memory.claim(burst.key, burst.first, end, end + length);
  return { ...burst, first: holder, goesOn: holder !== burst.first };
}

/** The burst that ends at the event. */
function tallied(tally: Tally, { window, closes }: ActiveWindow, entry: Remembered, key: string): Burst | undefined {
  const { event, closing } = entry;
  if (window.unseen !== undefined) {
    return tally.earlier === 0 || tally.alike > 0 ? undefined : newBurst(event, key);
  }
  if (closes !== undefined && !closing) return undefined;
  const reached = window.distinct === undefined ? tally.count : tally.distinct;
  if (reached < Math.max(window.count, 1)) return undefined;
  const events = () => {
    const counting = tally.counting().map((one) => one.event);
    return closes === undefined ? counting : [...counting, event];
  };
  return { key, first: tally.first()?.event.id ?? event.id, goesOn: false, last: event, events };
}

/** True if a window that holds the event and ends at a later one may be complete. */
function mayEndLater({ around }: Tally, { window, closes }: ActiveWindow): boolean {
  if (around === undefined || window.unseen !== undefined) return false;
  if (closes !== undefined && around.closing === 0) return false;
  return (window.distinct === undefined ? around.count : around.distinct) >= Math.max(window.count, 1);
}

/** The same over all events near in time, both ways, because events arrive late and out of order. */
async function recalled(
  active: ActiveWindow,
  entry: Remembered,
  { key, burstKey }: { readonly key: string; readonly burstKey: string },
  memory: Memory,
): Promise<Burst | undefined> {
  const { event } = entry;
  const length = active.window.minutes * MINUTE;
  const near = await memory.recall(key, entry, event.epoch - length, event.epoch + length);
  return active.window.unseen === undefined
    ? findBurst(near, active, event, burstKey, length)
    : findNew(near, entry, burstKey);
}

/** The first stretch of the window's length that holds this event and enough others. One pass: a bad day has thousands. */
function findBurst(
  near: readonly Remembered[],
  { window, closes }: ActiveWindow,
  event: TrailEvent,
  key: string,
  length: number,
): Burst | undefined {
  const own = near.findIndex((entry) => entry.event.id === event.id);
  const counts = new Counts(window.distinct !== undefined);
  let start = 0;
  for (const [position, end] of near.entries()) {
    counts.add(end, 1);
    for (let first = near[start]; first && first.event.epoch < end.event.epoch - length; first = near[start]) {
      counts.add(first, -1);
      start += 1;
    }
    if (start > own) return undefined;
    if (position < own || (closes !== undefined && !end.closing) || counts.reached < Math.max(window.count, 1))
      continue;
    const counting = near.slice(start, position + 1).filter((entry) => !entry.closing);
    const first = counting[0]?.event.id ?? event.id;
    const told = closes === undefined ? counting : [...counting, end];
    return { key, first, goesOn: false, last: end.event, events: () => told.map((entry) => entry.event) };
  }
  return undefined;
}

/** Counts in a stretch whose ends move. */
class Counts {
  readonly #isDistinct: boolean;
  readonly #byValue = new Map<string | undefined, number>();
  #all = 0;

  constructor(isDistinct: boolean) {
    this.#isDistinct = isDistinct;
  }

  get reached(): number {
    return this.#isDistinct ? this.#byValue.size : this.#all;
  }

  add({ value, closing }: Remembered, change: 1 | -1): void {
    if (closing) return;
    this.#all += change;
    const count = (this.#byValue.get(value) ?? 0) + change;
    if (count === 0) this.#byValue.delete(value);
    else this.#byValue.set(value, count);
  }
}

/** A value is new only against a history: a very first sign-in isn't. */
function findNew(near: readonly Remembered[], { event, value }: Remembered, key: string): Burst | undefined {
  const earlier = near.filter((entry) => byTime(entry.event, event) < 0);
  if (earlier.length === 0 || earlier.some((entry) => entry.value === value)) return undefined;
  return newBurst(event, key);
}

const newBurst = (event: TrailEvent, key: string): Burst => ({
  key,
  first: event.id,
  goesOn: false,
  last: event,
  events: () => [event],
});
