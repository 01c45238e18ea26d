/** The paths of all records of a deed, each once, with what it carries. */
import { sentenceOf } from '../../messages/audit/breaks/breaks.ts';
import type { Break } from '../../messages/audit/breaks/breaks.words.ts';
import type { Path } from '../path.ts';
import type { JudgedPath, VerdictPaths } from '../verdict.ts';
import { isUnknown } from './leading.ts';

/** Paths of one deed that are listed: an account may have hundreds of alarms on one metric. */
const MOST_PATHS = 30;

export interface Carried {
  readonly paths: readonly Path[];
  /** The name of the sample. */
  readonly call: string;
  /** Where it is recorded. */
  readonly region: string;
}

/** Paths to receivers, then those that end in one of `breaks`, in their order. */
export function pathsOf(cases: readonly Carried[], breaks: readonly Break[]): VerdictPaths {
  const order = new Map(breaks.map((one, at) => [JSON.stringify(one), at]));
  const rankOf = ({ broken }: Path) => (broken === undefined ? -1 : order.get(JSON.stringify(broken)));
  const known = new Map<string, { rank: number; path: Path; calls: Set<string>; regions: Set<string> }>();
  for (const { paths, call, region } of cases) {
    for (const path of paths) {
      const rank = rankOf(path);
      if (rank === undefined) continue;
      const key = JSON.stringify([path.hops, path.broken]);
      const one = known.get(key) ?? { rank, path, calls: new Set(), regions: new Set() };
      known.set(key, one);
      one.calls.add(call);
      one.regions.add(region);
    }
  }
  const sorted = [...known.values()].toSorted((a, b) => a.rank - b.rank);
  const listed = sorted.slice(0, MOST_PATHS);
  return {
    listed: listed.map(({ path, calls, regions }) => judged(path, [...calls], [...regions])),
    unlisted: sorted.length - listed.length,
  };
}

function judged({ hops, broken, minutes }: Path, calls: readonly string[], regions: readonly string[]): JudgedPath {
  const last = broken === undefined ? 'pass' : isUnknown(broken) ? 'unknown' : 'fail';
  return {
    hops: hops.map((hop, at) => ({ ...hop, state: at === hops.length - 1 ? last : 'pass' })),
    calls,
    regions,
    minutes: minutes ?? null,
    result: last,
    broken: broken === undefined ? null : { said: sentenceOf(broken), facts: broken },
  };
}
