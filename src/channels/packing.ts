/** Divides items into messages: some in detail, the rest a line each, and a count of those beyond the last message. */
import type { Digest, DigestItem } from '../core/stories/digest.ts';
import { clip } from '../core/text.ts';
import type { Messages } from '../messages/messages.ts';

export interface Packing {
  /** The most items in detail in the first message. */
  readonly detailed: number;
  /** The characters of an item in detail; fewer fit if names are long. Leave it out if `detailed` items always fit. */
  readonly cost?: (item: DigestItem) => number;
  /** Characters of one message's text as `measure` counts them. */
  readonly limit: number;
  readonly mostMessages: number;
  /** The length of text as the vendor will count it, after escaping. */
  readonly measure: (text: string) => number;
}

export interface Packed {
  /** Items in detail, in the first message. */
  readonly detailed: readonly DigestItem[];
  /** Further messages: items with their lines, and a note if the rest is only counted. */
  readonly rest: readonly {
    readonly items: readonly DigestItem[];
    readonly lines: readonly string[];
    readonly note: string | undefined;
  }[];
}

/** Every item is in exactly one message, in the digest's order: worst first. */
export function pack(
  digest: Digest,
  lineOf: (item: DigestItem) => string,
  messages: Messages,
  packing: Packing,
): Packed {
  const detailed = digest.items.slice(0, fitting(digest.items, packing));
  const rest: Packed['rest'][number][] = [];
  let left = digest.items.slice(detailed.length);
  while (left.length > 0) {
    const { items, lines } = take(left, lineOf, packing);
    const beyond = left.slice(items.length);
    const isLast = rest.length + 2 >= packing.mostMessages && beyond.length > 0;
    rest.push(
      isLast ? { items: left, lines, note: messages.andMore(beyond.length) } : { items, lines, note: undefined },
    );
    left = isLast ? [] : beyond;
  }
  return { detailed, rest };
}

/** The number of items that fit in detail, at least one. */
function fitting(items: readonly DigestItem[], { detailed, limit, cost = () => 0 }: Packing): number {
  let total = 0;
  const most = items.slice(0, detailed);
  const tooMuch = most.findIndex((item, index) => {
    total += cost(item);
    return index > 0 && total > limit;
  });
  return tooMuch < 0 ? most.length : tooMuch;
}

function take(items: readonly DigestItem[], lineOf: (item: DigestItem) => string, { limit, measure }: Packing) {
  const taken: DigestItem[] = [];
  const lines: string[] = [];
  let total = 0;
  for (const item of items) {
    const line = shorten(lineOf(item), limit, measure);
    const length = measure(line) + 1;
    if (total + length > limit && taken.length > 0) break;
    total += length;
    taken.push(item);
    lines.push(line);
  }
  return { items: taken, lines };
}

/** Clips text to a limit after escaping: an escape is longer than its character, and is never cut in two. */
export function shorten(text: string, limit: number, measure: (text: string) => number): string {
  let size = limit;
  let clipped = clip(text, size);
  while (measure(clipped) > limit && size > 1) {
    size = Math.max(1, Math.min(size - 1, Math.floor((size * limit) / measure(clipped))));
    clipped = clip(text, size);
  }
  return clipped;
}
