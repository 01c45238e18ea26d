/** Follows one record through an account: the filters and rules that take it, and whom each of them reaches. */
import type { JsonObject } from '../core/event.ts';
import { booleanAt } from '../core/fields.ts';
import { parseLogsPattern, readLogsMessage } from '../core/logs-pattern.ts';
import { parsePattern } from '../core/pattern.ts';
import { followBus } from './follow-bus.ts';
import { followGroup } from './follow-logs.ts';
import { type Link, linkOf } from './link.ts';
import { type OwnNotifier, throughOwn } from './own.ts';
import { recording } from './recording.ts';
import type { Snapshot, TrailState } from './snapshot.ts';
import { after, broken, type Followed, type Patterns, together } from './way.ts';

export function patterns(): Patterns {
  return { logs: remember(parseLogsPattern), rule: remember((text: string) => parsePattern(JSON.parse(text))) };
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

/** `record` as CloudTrail records it in `region`. */
export function follow(record: JsonObject, region: string, { snapshot, known, own }: Ground): Followed {
  const { groups, trails, isRecorded, breaks, filesOnly, leftOutBy } = recording(record, region, snapshot);
  const message = readLogsMessage(JSON.stringify(record));
  const followed = groups.map((group) => {
    const writers = trails.filter(({ logGroup }) => logGroup?.name === group.name && logGroup.region === group.region);
    return after(followGroup({ message, group, snapshot, known }), trailLinks(writers, snapshot));
  });
  const isRead = booleanAt(record, 'readOnly') === true;
  const onBus = () => after(followBus({ record, region, isRead, snapshot, known }), trailLinks(trails, snapshot));
  if (isRecorded !== 'no') followed.push(onBus());
  else if (leftOutBy !== undefined && onBus().ways.length > 0)
    followed.push(broken({ kind: 'left-out', trail: leftOutBy }));
  const whole = together(followed);
  const { ways, breaks: rest } = own === undefined ? whole : throughOwn(whole, record, own);
  const all = [...breaks, ...rest];
  if (isRecorded === 'no' && all.length === 0) all.push({ kind: 'no-trail', region });
  if (ways.length === 0 && all.length === 0)
    all.push(filesOnly === undefined ? { kind: 'nothing-listens' } : { kind: 'no-log-group', trail: filesOnly });
  return { ways, breaks: all };
}
