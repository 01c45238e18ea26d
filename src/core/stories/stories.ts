/** Items that a person would tell in one breath: one principal's deeds within minutes, and the same thing again. */
import { crowded } from '../counting/crowd.ts';
import type { TrailEvent } from '../event.ts';
import { groupBy } from '../group-by.ts';
import { SEVERITIES } from '../rule.ts';
import { MINUTE } from '../time.ts';
import type { DigestItem } from './digest.ts';
import { sentenceOf } from './sentence.ts';

/** The longest pause within a story, the longest one at one place, and the longest story. */
const PAUSE = 5 * MINUTE;
const PAUSE_AT_PLACE = 10 * MINUTE;
const LONGEST = 60 * MINUTE;

/** Stories of several kinds of deeds, and of all others one item for each kind, however often it happened. */
export function together(items: readonly DigestItem[]): readonly DigestItem[] {
  const alone: DigestItem[] = [];
  const told: DigestItem[] = [];
  for (const story of storiesOf(crowded(items))) {
    const kinds = byKind(story);
    if (kinds.length < 2) alone.push(...story);
    else told.push(merge(kinds.map(merge)));
  }
  return [...byKind(alone).map(merge), ...told];
}

/** The deeds of one principal in one account, or failed sign-ins from one address, divided where they paused. */
function storiesOf(items: readonly DigestItem[]): readonly (readonly DigestItem[])[] {
  const stories: DigestItem[][] = [];
  const open = new Map<string, { readonly story: DigestItem[]; readonly begun: number; end: number; place: string }>();
  for (const item of items.toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))) {
    const doer = doerOf(item.event);
    const [from, to] = [Date.parse(item.from), Date.parse(item.to)];
    const current = doer === undefined ? undefined : open.get(doer);
    const place = item.event.origin.text;
    if (current !== undefined && isWithin(current, { from, to, place })) {
      current.story.push(item);
      current.end = Math.max(current.end, to);
      current.place = place;
      continue;
    }
    const story = [item];
    stories.push(story);
    if (doer !== undefined) open.set(doer, { story, begun: from, end: to, place });
  }
  return stories;
}

/** True if what began and ended then at that place goes on with the story. Milliseconds since the epoch. */
export function isWithin(
  story: { readonly begun: number; readonly end: number; readonly place: string },
  { from, to, place }: { readonly from: number; readonly to: number; readonly place: string },
): boolean {
  const pause = story.place === place ? PAUSE_AT_PLACE : PAUSE;
  return from - story.end <= pause && story.begun - to <= pause && from - story.begun <= LONGEST;
}

/**
 * One principal in one account, or one address that tries names; undefined for services and for callers who can't be
 * told apart.
 */
export function doerOf({ actor, account, detailType, signIn, outcome, origin }: TrailEvent): string | undefined {
  const { kind, hidden, arn, identityCenterUserId, name } = actor;
  if (signIn !== undefined && outcome === 'failure' && origin.address !== undefined)
    return JSON.stringify(['failed sign-ins', account, origin.address]);
  if (hidden || detailType !== undefined || kind === 'service' || kind === 'unknown' || kind === 'account')
    return undefined;
  return JSON.stringify([account, kind, identityCenterUserId ?? arn ?? name]);
}

/** The same person doing the same from the same place. */
const byKind = (items: readonly DigestItem[]): readonly (readonly DigestItem[])[] => [
  ...groupBy(items, kindOf).values(),
];

function kindOf({ findings, event, severity }: DigestItem): string {
  const rules = [...new Set(findings.map(({ rule }) => rule.id))].sort();
  const { actor, origin, account, outcome, name } = event;
  return JSON.stringify([severity, rules, name, outcome, account, actor.kind, actor.arn ?? actor.name, origin.text]);
}

/** The gravest first; each deed that has words of its own stays a deed of its own, so that its object is named. */
export function merge(items: readonly DigestItem[]): DigestItem {
  const [first, ...others] = items.toSorted((a, b) => rankOf(a) - rankOf(b));
  if (first === undefined) throw new RangeError('nothing to merge');
  if (others.length === 0) return first;
  const all = [first, ...others];
  const bySentence = groupBy(
    all.flatMap(({ deeds }) => deeds),
    (deed) => sentenceOf(deed, 'en'),
  );
  const deeds = [...bySentence.values()].map((alike) => alike.flat());
  return {
    ...first,
    findings: deeds.flat(),
    deeds,
    count: all.reduce((sum, { count }) => sum + count, 0),
    from: all.map(({ from }) => from).sort()[0] ?? first.from,
    to:
      all
        .map(({ to }) => to)
        .sort()
        .at(-1) ?? first.to,
  };
}

const rankOf = ({ severity }: DigestItem) => SEVERITIES.indexOf(severity);
