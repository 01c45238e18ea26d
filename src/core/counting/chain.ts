/** One deed with several events: decides which of them is reported, and which of them belong to another. */
import { byTime, type TrailEvent } from '../event.ts';
import { type Matcher, parsePattern } from '../patterns/pattern.ts';
import type { Chain, Rule } from '../rule.ts';
import { HOUR, MINUTE, SECOND } from '../time.ts';
import type { Memory } from './memory.ts';
import type { Remembered } from './tally.ts';
import { fieldOf } from './window.ts';

/** A chain made ready. */
export interface ActiveChain {
  readonly chain: Chain;
  readonly starts: Matcher;
}

/** An event's place in its deed. */
export interface Links {
  /** Set if this event is reported as the deed: the id of the event that the deed is known by. */
  readonly deed: string | undefined;
  /** Events that belong to a start, this one or others that came before their start. */
  readonly joined: readonly { readonly event: TrailEvent; readonly start: TrailEvent }[];
}

/** Clocks of AWS's hosts differ a little. */
const SKEW = 5 * SECOND;
/** Values of `Remembered`. */
const START = 'start';

export const activateChain = ({ chain }: Rule): ActiveChain | undefined =>
  chain === undefined ? undefined : { chain, starts: parsePattern(chain.startedBy) };

/** Remembers the event, and finds what it belongs to. */
export async function linksOf(active: ActiveChain, rule: string, event: TrailEvent, memory: Memory): Promise<Links> {
  const { chain, starts } = active;
  const parts = chain.by.map((field) => fieldOf(event, field));
  if (parts.includes(undefined)) return { deed: event.id, joined: [] };
  const isStart = starts(event.record);
  const entry: Remembered = { event, value: isStart ? START : undefined, closing: false };
  const key = JSON.stringify([rule, 'chain', ...parts]);
  const known = await memory.recall(key, entry, event.epoch - chain.hours * HOUR, event.epoch + chain.minutes * MINUTE);
  const others = known.filter((one) => one.event.id !== event.id);
  /** True if the follower was, or now is, reported as a deed by itself, and not with this start. */
  const isReported = async (follower: TrailEvent, by: TrailEvent) => {
    const until = follower.epoch + chain.minutes * MINUTE;
    return (await memory.claim(`${key} ${follower.id}`, by.id, follower.epoch, until)) === follower.id;
  };
  if (!isStart) {
    const links = linksOfFollower(event, others, chain);
    if (links.deed !== undefined) await isReported(event, event);
    return links;
  }
  const followers = others.filter((one) => one.value !== START && isWithin(one.event, event, chain));
  const nearest = followers.find((one) => one.event.origin.address === event.origin.address)?.event;
  const isKnown = nearest !== undefined && (await isReported(nearest, event));
  const apart = firstOfEachAddress(followers.map((one) => one.event));
  return { deed: isKnown ? nearest.id : event.id, joined: apart.map((one) => ({ event: one, start: event })) };
}

function linksOfFollower(event: TrailEvent, others: readonly Remembered[], chain: Chain): Links {
  const start = others.findLast((one) => one.value === START && isWithin(event, one.event, chain))?.event;
  const before = others.filter((one) => byTime(one.event, event) < 0).map((one) => one.event);
  if (start === undefined) return { deed: before.length === 0 ? event.id : undefined, joined: [] };
  const isRepeated = before.some((one) => one.origin.address === event.origin.address && isWithin(one, start, chain));
  return { deed: undefined, joined: isRepeated ? [] : [{ event, start }] };
}

/** True if the event can belong to this start. */
function isWithin(event: TrailEvent, start: TrailEvent, { minutes }: Chain): boolean {
  const gap = event.epoch - start.epoch;
  return gap >= -SKEW && gap <= minutes * MINUTE;
}

function firstOfEachAddress(events: readonly TrailEvent[]): readonly TrailEvent[] {
  return [...new Map(events.toReversed().map((event) => [event.origin.address, event])).values()].toReversed();
}
