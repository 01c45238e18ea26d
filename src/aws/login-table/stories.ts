/** Stories that people are alerted to: one principal's findings within minutes, whichever invocations they come by. */
import { HOUR, MINUTE } from '../../core/time.ts';
import { expiryOf, KEPT, KEYS, ONLY } from './keys.ts';
import type { Item, Table } from './table.ts';

/** Milliseconds: the longest pause within a story, by the events' time and by their arrival, and the longest story. */
const PAUSE = 5 * MINUTE;
const LONGEST = HOUR;
/** Tries to write a story; one fails if another invocation wrote it at the same moment. */
const MOST_TRIES = 50;

export interface StoryPart {
  readonly story: string;
  /** Grows with the severity. */
  readonly weight: number;
  /** Ids of its findings, the gravest first. */
  readonly ids: readonly string[];
  /** Milliseconds since the epoch of its first and its last event. */
  readonly from: number;
  readonly to: number;
}

export interface Joined {
  /**
   * True if the part begins a story or is graver than all before it. Also where it is what began it, or comes by the
   * same invocation: the one before may have died.
   */
  readonly isLead: boolean;
  /** Id of the finding that began the story. */
  readonly first: string;
}

export interface Stories {
  /** Adds a part to its principal's open story, or begins one. */
  join(part: StoryPart, owner: string): Promise<Joined>;
}

export function tableStories(table: Table, now: () => number): Stories {
  return {
    async join(part, owner) {
      const pk = KEYS.story(part.story);
      for (let tries = 0; tries < MOST_TRIES; tries += 1) {
        const known = await table.get(pk, ONLY);
        const { isLead, item } = told(pk, part, owner, known, now());
        const version = Number(known?.['version'] ?? 0);
        const isOurs = await table.put(
          { ...item, version: version + 1 },
          known === undefined ? [] : [[{ attribute: 'version', is: '=', value: version }]],
        );
        if (isOurs) return { isLead, first: String(item.first) };
      }
      throw new Error('too many invocations tell the same story at once');
    },
  };
}

function told(pk: string, part: StoryPart, owner: string, known: Item | undefined, now: number) {
  const read = (name: string) => Number(known?.[name] ?? Number.NaN);
  const isOpen =
    known !== undefined &&
    now - read('last') <= PAUSE &&
    now - read('begun') <= LONGEST &&
    part.from - read('to') <= PAUSE &&
    read('from') - part.to <= PAUSE;
  const expiresAt = expiryOf(now, KEPT.story);
  const { weight, from, to, ids } = part;
  const lead = ids[0] ?? '';
  if (!isOpen)
    return {
      isLead: true,
      item: { pk, sk: ONLY, weight, from, to, first: lead, lead, owner, begun: now, last: now, expiresAt },
    };
  const isRepeated = known['owner'] === owner || ids.some((id) => id === known['lead']);
  const isLead = weight > read('weight') || isRepeated;
  const item = {
    ...known,
    weight: Math.max(weight, read('weight')),
    from: Math.min(from, read('from')),
    to: Math.max(to, read('to')),
    // A story of an earlier version has no `first`.
    first: String(known['first'] ?? known['lead']),
    lead: isLead ? lead : String(known['lead']),
    owner: isLead ? owner : String(known['owner']),
    last: now,
    expiresAt,
  };
  return { isLead, item };
}
