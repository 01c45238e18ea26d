/** Small charts of one line, on a terminal only. */
import { HOUR, spanOf } from '../../core/time.ts';

const HEIGHTS = '▂▃▄▅▆▇█';
const NONE = '▁';

export interface Sparkline {
  readonly text: string;
  /** How many hours a character stands for. */
  readonly hours: number;
}

/**
 * Moments (milliseconds since the epoch) -> how many of them fell in each hour, or in each few hours where the width holds
 * no more; undefined for fewer than two of these spans.
 */
export function sparkline(moments: readonly number[], width: number): Sparkline | undefined {
  const [first, last] = spanOf(moments.map((moment) => Math.floor(moment / HOUR)));
  if (moments.length === 0 || first === last || width < 2) return undefined;
  const hours = Math.ceil((last - first + 1) / width);
  const counts = new Array<number>(Math.floor((last - first) / hours) + 1).fill(0);
  for (const moment of moments) {
    const at = Math.floor((Math.floor(moment / HOUR) - first) / hours);
    counts[at] = (counts[at] ?? 0) + 1;
  }
  const most = Math.max(...counts);
  const height = (count: number) => HEIGHTS[Math.ceil((count / most) * HEIGHTS.length) - 1] ?? NONE;
  return { text: counts.map((count) => (count === 0 ? NONE : height(count))).join(''), hours };
}

/** A bar of at most `width` characters, at least one for anything at all. */
export const bar = (count: number, most: number, width: number): string =>
  '█'.repeat(count === 0 ? 0 : Math.max(1, Math.round((count / most) * width)));
