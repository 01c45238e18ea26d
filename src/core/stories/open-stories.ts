/** Stories that may go on: the story that a finding belongs to, whichever digest or round it comes by. */
import type { Finding } from '../rule.ts';
import { type Digest, type DigestItem, oneItem } from './digest.ts';
import { doerOf, isWithin } from './stories.ts';

/** A story as data, kept for the next run. */
export interface OpenStory {
  readonly doer: string;
  /** Id of its first finding. */
  readonly first: string;
  /** Milliseconds since the epoch of its first and its last event. */
  readonly begun: number;
  readonly end: number;
  /** Where its last event came from. */
  readonly place: string;
}

export class OpenStories {
  #open: Map<string, OpenStory>;

  constructor(kept: readonly OpenStory[] = []) {
    this.#open = new Map(kept.map((story) => [story.doer, story]));
  }

  /** Names each finding's story, in the given order. One without a principal belongs to none. */
  tag(findings: readonly Finding[]): readonly Finding[] {
    const tagged = new Map(findings.toSorted(byTime).map((finding) => [finding, this.#tag(finding)]));
    return findings.map((finding) => tagged.get(finding) ?? finding);
  }

  /** Forgets stories that ended before, and returns the others. */
  keep(since: number): readonly OpenStory[] {
    this.#open = new Map([...this.#open].filter(([, { end }]) => end >= since));
    return [...this.#open.values()];
  }

  #tag(finding: Finding): Finding {
    const doer = doerOf(finding.event);
    if (finding.story !== undefined || doer === undefined) return finding;
    const { event, events } = finding;
    const times = [event, ...events].map(({ epoch }) => epoch);
    const [from, to, place] = [Math.min(...times), Math.max(...times), event.origin.text];
    const open = this.#open.get(doer);
    if (open !== undefined && isWithin(open, { from, to, place })) {
      this.#open.set(doer, { ...open, begun: Math.min(open.begun, from), end: Math.max(open.end, to), place });
      return { ...finding, story: open.first };
    }
    // A record that came long after its time begins no story for those that come now.
    if (open === undefined || open.begun < from) {
      this.#open.set(doer, { doer, first: finding.id, begun: from, end: to, place });
    }
    return { ...finding, story: finding.id };
  }
}

const byTime = (a: Finding, b: Finding) => a.event.epoch - b.event.epoch;

export interface ToldStory {
  /** Id of the story's first finding; no other story has it. */
  readonly id: string;
  readonly item: DigestItem;
}

/**
 * The digest's stories, each as one item, in the digest's order. What has no principal stays the item that it is, and so
 * does a crowd.
 */
export function storiesIn({ items }: Pick<Digest, 'items'>): readonly ToldStory[] {
  const untold = items.flatMap(({ findings }) => findings);
  const tagged = new Map(new OpenStories().tag(untold).map((finding, index) => [untold[index], finding]));
  const groups = new Map<string, { readonly item: DigestItem; readonly findings: Finding[] }>();
  for (const item of items) {
    const first = item.findings.toSorted(byTime)[0]?.id ?? '';
    if (item.findings.some(({ tells }) => tells !== undefined)) {
      groups.set(first, { item, findings: [...item.findings] });
      continue;
    }
    for (const finding of item.findings) {
      const id = tagged.get(finding)?.story ?? first;
      const group = groups.get(id) ?? { item, findings: [] };
      group.findings.push(finding);
      groups.set(id, group);
    }
  }
  return [...groups].map(([id, { item, findings }]) => ({
    id,
    item: isWhole(item, findings) ? item : oneItem(findings),
  }));
}

const isWhole = (item: DigestItem, findings: readonly Finding[]) =>
  findings.length === item.findings.length && findings.every((finding) => item.findings.includes(finding));
