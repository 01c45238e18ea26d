/** Things that a session made and nobody has ended since, as far as the records reach. */
import { byTime, type TrailEvent } from '../event.ts';
import { awsCommand } from '../shell.ts';
import type { Fields, MadeKind, Maker } from './maker.ts';
import { MAKERS } from './makers.ts';

export interface Made {
  readonly kind: MadeKind;
  /** The object in words: its names, the most telling first. Text from an event. */
  readonly of: readonly string[];
  readonly event: TrailEvent;
  /** Undefined where a name isn't one that AWS gives. */
  readonly undo: string | undefined;
  /** Calls that were made with an access key that the session made. */
  readonly used: number;
}

export interface Remains {
  /** The last that was made comes first: that is the order in which it can be undone. */
  readonly lives: readonly Made[];
  /** How many things it made and ended, or somebody else ended. */
  readonly ended: number;
  /** Calls that make things of other kinds, which aren't followed: names, the most frequent first. */
  readonly unfollowed: readonly string[];
}

const plainName = (name: string) => name.replace(/\d{4}_?\d{2}_?\d{2}(?:v\d+)?$/, '');
const keyOf = (service: string, call: string) => `${service}.amazonaws.com ${call}`;
const BY_CALL = new Map(MAKERS.map((maker) => [keyOf(maker.service, maker.call), maker]));
const makerOf = ({ source, name }: TrailEvent) => BY_CALL.get(`${source} ${plainName(name)}`);

/** `done`: the session's events; `all`: every event there is, by which others may have ended what it made. */
export function remainsOf(done: readonly TrailEvent[], all: readonly TrailEvent[]): Remains {
  const things = new Map<string, Thing>();
  for (const event of done.toSorted(byTime)) {
    const maker = event.outcome === 'success' ? makerOf(event) : undefined;
    for (const of of maker?.objects(event.record) ?? []) {
      if (maker === undefined) continue;
      const thing = { maker, of, event };
      things.set(JSON.stringify([event.account, maker.kind, of]), thing);
    }
  }
  const ends = endingsOf([...things.values()], all);
  const made = [...things.values()];
  const lives = made.filter((thing) => !isEnded(thing, ends));
  const used = usesOf(lives, all);
  return {
    lives: lives.toSorted((a, b) => byTime(b.event, a.event)).map((thing) => toMade(thing, used)),
    ended: made.length - lives.length,
    unfollowed: unfollowedIn(done),
  };
}

const MAKES =
  /^(?:Add|Allocate|Attach|Authorize|Copy|Create|Import|Publish|Put|Register|Restore|Run|Share|Upload)[A-Z]/;
/** A tag or a key pair's tag is no thing. */
const NO_THING = /Tags?$|Tagging$/;

function unfollowedIn(done: readonly TrailEvent[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const event of done) {
    const { name, outcome } = event;
    const isThing = outcome === 'success' && MAKES.test(name) && !NO_THING.test(name) && event.signIn === undefined;
    if (isThing && (makerOf(event)?.objects(event.record) ?? []).length === 0)
      counts.set(plainName(name), (counts.get(plainName(name)) ?? 0) + 1);
  }
  return [...counts].sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1)).map(([name]) => name);
}

/** Names of calls that would end something the session made, by which the event history can be asked. */
export function endingCalls(done: readonly TrailEvent[]): readonly string[] {
  const calls = done.flatMap((event) =>
    event.outcome === 'success' ? (makerOf(event)?.ended.map(({ call }) => call) ?? []) : [],
  );
  return [...new Set(calls)].sort();
}

interface Thing {
  readonly maker: Maker;
  readonly of: Fields;
  readonly event: TrailEvent;
}

/** Successful calls that end something, by service and name. */
type Ends = ReadonlyMap<string, readonly TrailEvent[]>;

function endingsOf(things: readonly Thing[], all: readonly TrailEvent[]): Ends {
  const wanted = new Set(things.flatMap(({ maker }) => maker.ended.map(({ call }) => keyOf(maker.service, call))));
  const ends = new Map<string, TrailEvent[]>();
  if (wanted.size === 0) return ends;
  for (const event of all) {
    const key = `${event.source} ${plainName(event.name)}`;
    if (event.outcome !== 'success' || !wanted.has(key)) continue;
    const known = ends.get(key);
    if (known === undefined) ends.set(key, [event]);
    else known.push(event);
  }
  return ends;
}

function isEnded({ maker, of, event }: Thing, ends: Ends): boolean {
  return maker.ended.some(({ call, by, objects }) =>
    (ends.get(keyOf(maker.service, call)) ?? []).some(
      (end) =>
        end.account === event.account &&
        byTime(end, event) > 0 &&
        objects(end.record).some((ended) => by.every((name) => of[name] !== undefined && ended[name] === of[name])),
    ),
  );
}

/** Calls by access key. */
function usesOf(things: readonly Thing[], all: readonly TrailEvent[]): ReadonlyMap<string, number> {
  const uses = new Map<string, number>(
    things.flatMap(({ of: { accessKeyId } }) => (accessKeyId === undefined ? [] : [[accessKeyId, 0]])),
  );
  if (uses.size === 0) return uses;
  for (const { actor } of all) {
    const known = uses.get(actor.accessKeyId ?? '');
    if (known !== undefined && actor.accessKeyId !== undefined) uses.set(actor.accessKeyId, known + 1);
  }
  return uses;
}

function toMade({ maker, of, event }: Thing, used: ReadonlyMap<string, number>): Made {
  return {
    kind: maker.kind,
    of: maker.shown.flatMap((name) => of[name] ?? []),
    event,
    undo: awsCommand(maker.undo(of), maker.isGlobal ? {} : { region: event.region }),
    used: used.get(of['accessKeyId'] ?? '') ?? 0,
  };
}
