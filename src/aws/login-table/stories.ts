/** Stories that people are alerted to: one principal's findings within minutes, whichever invocations they come by. */
import { gunzipSync, gzipSync } from 'node:zlib';
import { HOUR, MINUTE } from '../../core/time.ts';
import { expiryOf, KEPT, KEYS, markOf, ONLY } from './keys.ts';
import { byPage, changePages } from './pages.ts';
import type { Item, Table } from './table.ts';

/** Milliseconds: the longest pause within a story, by the events' time and by their arrival, and the longest story. */
const PAUSE = 5 * MINUTE;
const LONGEST = HOUR;
/** Stories kept of one page, the last ones: a page of 400 kB would be refused. */
const MOST_STORIES = 2_000;

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
  /** Adds each part to its principal's open story, or begins one; returns what became of each, in their order. */
  join(parts: readonly StoryPart[], owner: string): Promise<readonly Joined[]>;
}

/** Times in milliseconds since the epoch: of events, then of arrival. */
interface Story {
  readonly weight: number;
  readonly from: number;
  readonly to: number;
  readonly first: string;
  /** The finding that people were alerted to last, and its invocation. */
  readonly lead: string;
  readonly owner: string;
  readonly begun: number;
  readonly last: number;
}

export function tableStories(table: Table, now: () => number): Stories {
  return {
    async join(parts, owner) {
      const pages = byPage(parts, ({ story }) => story, KEYS.stories);
      const joined = new Map<StoryPart, Joined>();
      await changePages(
        table,
        [...pages.keys()],
        (pk, item, others) => {
          const stories = readPage(item);
          for (const part of pages.get(pk) ?? []) {
            const known = stories.get(markOf(part.story)) ?? legacyStory(others.get(KEYS.story(part.story)));
            const { isLead, story } = told(part, owner, known, now());
            joined.set(part, { isLead, first: story.first });
            // At the end, for those that are kept are the last ones.
            stories.delete(markOf(part.story));
            stories.set(markOf(part.story), story);
          }
          return { page: pageItem(stories, now()), result: undefined };
        },
        parts.map(({ story }) => ({ pk: KEYS.story(story), sk: ONLY })),
      );
      return parts.map((part) => joined.get(part) ?? { isLead: true, first: part.ids[0] ?? '' });
    },
  };
}

function told(part: StoryPart, owner: string, known: Story | undefined, now: number) {
  const { weight, from, to, ids } = part;
  const lead = ids[0] ?? '';
  if (known === undefined || !isOpen(known, now) || from - known.to > PAUSE || known.from - to > PAUSE)
    return { isLead: true, story: { weight, from, to, first: lead, lead, owner, begun: now, last: now } };
  const isRepeated = known.owner === owner || ids.includes(known.lead);
  const isLead = weight > known.weight || isRepeated;
  const story: Story = {
    ...known,
    weight: Math.max(weight, known.weight),
    from: Math.min(from, known.from),
    to: Math.max(to, known.to),
    ...(isLead ? { lead, owner } : {}),
    last: now,
  };
  return { isLead, story };
}

const isOpen = ({ last, begun }: Story, now: number) => now - last <= PAUSE && now - begun <= LONGEST;

/** By the marks of their principals. */
function readPage(item: Item | undefined): Map<string, Story> {
  const stories = item?.['stories'];
  return new Map(stories instanceof Uint8Array ? JSON.parse(gunzipSync(stories).toString('utf8')) : []);
}

/** Stories that are over go with the next one. */
function pageItem(stories: ReadonlyMap<string, Story>, now: number) {
  const open = [...stories].filter(([, story]) => isOpen(story, now)).slice(-MOST_STORIES);
  return { stories: gzipSync(JSON.stringify(open)), expiresAt: expiryOf(now, KEPT.stories) };
}

/** An item of a version before pages, of which the first ones had no `first`. */
function legacyStory(item: Item | undefined): Story | undefined {
  if (item === undefined) return undefined;
  const number = (name: string) => Number(item[name] ?? Number.NaN);
  const text = (name: string) => String(item[name] ?? '');
  return {
    weight: number('weight'),
    from: number('from'),
    to: number('to'),
    first: text('first') || text('lead'),
    lead: text('lead'),
    owner: text('owner'),
    begun: number('begun'),
    last: number('last'),
  };
}
