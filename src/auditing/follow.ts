/** Follows one record through an account: the filters and rules that take it, and whom each of them reaches. */
import type { JsonObject } from '../core/event.ts';
import { parseLogsPattern, readLogsMessage } from '../core/patterns/logs-pattern.ts';
import { parseBusPattern } from './bus-pattern.ts';
import { isNative } from './deeds/deed.ts';
import { busHop, followBus } from './follow-bus.ts';
import { followGroup } from './follow-logs.ts';
import { type Link, linkOf } from './link.ts';
import { type OwnNotifier, throughOwn } from './own.ts';
import { type Hop, stoppedAt, via } from './path.ts';
import { groupHop, recording, trailHop } from './recording.ts';
import type { Snapshot, TrailState } from './snapshot.ts';
import { after, broken, type Followed, NO_WAY, type Patterns, together } from './way.ts';

export function patterns(): Patterns {
  return {
    logs: remember(parseLogsPattern),
    rule: remember((text) => parseBusPattern(text, false)),
    maybe: remember((text) => parseBusPattern(text, true)),
  };
}

function remember<T>(parse: (text: string) => T): (text: string) => T | undefined {
  const known = new Map<string, T | undefined>();
  return (text) => {
    if (!known.has(text)) known.set(text, attempt(parse, text));
    return known.get(text);
  };
}

function attempt<T>(parse: (text: string) => T, text: string): T | undefined {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}

/** All that following takes. */
export interface Ground {
  readonly snapshot: Snapshot;
  readonly known: Patterns;
  /** Undefined if nothing is known of ours. */
  readonly own: OwnNotifier | undefined;
}

/** Those of this account: another one's can't be stopped from here. */
const trailLinks = (trails: readonly TrailState[], { account }: Snapshot): readonly Link[] =>
  trails.filter(({ owner }) => owner === account).map(({ arn, name }) => linkOf('trail', arn, name));

/** `record` as it comes in `region`; `times`: that often within a minute. `before`: the records before it. */
export function follow(
  record: JsonObject,
  region: string,
  { snapshot, known, own }: Ground,
  { before = [], times = 1 }: { readonly before?: readonly JsonObject[]; readonly times?: number } = {},
): Followed {
  if (isNative(record)) return followNative(record, region, { snapshot, known, own });
  const seen = recording(record, region, snapshot);
  const { groups, trails, isRecorded, stopped, idle, filesOnly, leftOutBy } = seen;
  const message = readLogsMessage(JSON.stringify(record));
  const followed = groups.map((group) => {
    const writers = trails.filter(({ logGroup }) => logGroup?.name === group.name && logGroup.region === group.region);
    const heard = followGroup({ message, times, group, snapshot, known });
    const { doubt } = group;
    const certain =
      doubt === undefined ? heard : heard.ways.length === 0 ? NO_WAY : stoppedAt(groupHop(group), broken(doubt));
    return after(viaAny(group.source, via(groupHop(group), certain)), trailLinks(writers, snapshot));
  });
  const onBus = () => after(followBus({ record, region, snapshot, known }), trailLinks(trails, snapshot));
  const [trail] = trails.map(trailHop);
  const [source] = groups.flatMap((group) => group.source ?? []);
  if (isRecorded !== 'no') followed.push(trail === undefined ? onBus() : via(trail, onBus()));
  else if (leftOutBy !== undefined && onBus().ways.length > 0)
    followed.push(stoppedAt(leftOutBy, broken({ kind: 'left-out', trail: leftOutBy.name })));
  else if (source !== undefined && onBus().ways.length > 0)
    followed.push(stoppedAt(source, broken({ kind: 'bus-without-trail', rule: source.name, region })));
  const whole = together(followed);
  const all = together([stopped, own === undefined ? whole : throughOwn(whole, [...before, record], own)]);
  if (all.breaks.length > 0) return all;
  if (isRecorded === 'no' && source === undefined)
    return stoppedAtAny(leftOutBy ?? idle, broken({ kind: 'no-trail', region }));
  if (all.ways.length > 0) return all;
  const silent = broken(
    filesOnly === undefined ? { kind: 'nothing-listens' } : { kind: 'no-log-group', trail: filesOnly.name },
  );
  const [group] = groups;
  if (group !== undefined) return viaAny(group.source, stoppedAt(groupHop(group), silent));
  return stoppedAtAny(filesOnly ?? trail, silent);
}

/** Filters never see an event that is in no trail, nor does it take one. */
function followNative(event: JsonObject, region: string, { snapshot, known, own }: Ground): Followed {
  const followed = followBus({ record: event, region, snapshot, known });
  if (followed.ways.length === 0 && followed.breaks.length === 0)
    return stoppedAt(busHop(region), broken({ kind: 'no-rule' }));
  return own === undefined ? followed : throughOwn(followed, [event], own);
}

const stoppedAtAny = (hop: Hop | undefined, followed: Followed): Followed =>
  hop === undefined ? followed : stoppedAt(hop, followed);
const viaAny = (hop: Hop | undefined, followed: Followed): Followed =>
  hop === undefined ? followed : via(hop, followed);
