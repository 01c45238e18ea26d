/** Counts of findings for the charts: sign-ins over time and by hour of the week, places by their first appearance. */
import type { Finding } from '../../core/rule.ts';
import { whom } from '../../core/say.ts';
import { DAY, HOUR, MINUTE } from '../../core/time.ts';
import { KIND, type PageHead, type PlaceRow, type Trend } from './model.ts';
import { hourOfWeek, kindOf, told } from './rows.ts';

/** Steps of a chart, the finest that gives at most so many. */
const STEPS = [5 * MINUTE, 15 * MINUTE, HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 7 * DAY, 28 * DAY];
const MOST_STEPS = 240;

/** Each sign-in once, however many findings there are about it; a burst of failures counts with all its events. */
function* signInsOf(findings: readonly Finding[]): Generator<readonly [epoch: number, isFailed: boolean]> {
  const seen = new Set<string>();
  for (const { event, events } of findings) {
    for (const one of events.length > 1 ? events : [event]) {
      const kind = kindOf(one);
      if (kind === KIND.other || seen.has(one.id)) continue;
      seen.add(one.id);
      yield [one.epoch, kind === KIND.failedSignIn];
    }
  }
}

export function signInCharts(findings: readonly Finding[], timezone: string): Pick<PageHead, 'hours' | 'trend'> {
  const hours = { signIns: zeros(168), failures: zeros(168) };
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const [epoch, isFailed] of signInsOf(findings)) {
    add(isFailed ? hours.failures : hours.signIns, hourOfWeek(epoch, timezone));
    first = Math.min(first, epoch);
    last = Math.max(last, epoch);
  }
  return { hours, trend: first > last ? null : trendOf(findings, first, last) };
}

/** `first` and `last`: those of the sign-ins. */
function trendOf(findings: readonly Finding[], first: number, last: number): Trend {
  const step =
    STEPS.find((one) => (last - first) / one < MOST_STEPS - 1) ?? Math.ceil((last - first) / MOST_STEPS / DAY) * DAY;
  const start = Math.floor(first / step) * step;
  const length = Math.floor((last - start) / step) + 1;
  const trend = { signIns: zeros(length), failures: zeros(length) };
  for (const [epoch, isFailed] of signInsOf(findings)) {
    add(isFailed ? trend.failures : trend.signIns, Math.floor((epoch - start) / step));
  }
  return { start: start / 1_000, step: step / 1_000, ...trend };
}

const zeros = (count: number): number[] => new Array<number>(count).fill(0);

function add(counts: number[], at: number): void {
  counts[at] = (counts[at] ?? 0) + 1;
}

/** In order of their first appearance. */
export function placesOf(findings: readonly Finding[]): readonly PlaceRow[] {
  const places = new Map<string, { finding: Finding; findings: number }>();
  for (const finding of findings) {
    const { origin, epoch } = finding.event;
    if (origin.kind !== 'address' && origin.kind !== 'malformed') continue;
    const known = places.get(origin.text);
    if (known === undefined) places.set(origin.text, { finding, findings: 1 });
    else {
      known.findings += 1;
      if (epoch < known.finding.event.epoch) known.finding = finding;
    }
  }
  return [...places.values()]
    .toSorted((a, b) => a.finding.event.epoch - b.finding.event.epoch)
    .map(({ finding: { event, network }, findings: count }) => ({
      place: told(event.origin.text),
      verdict: network.verdict,
      networkName: network.name === null ? null : told(network.name),
      who: { en: told(whom.en(event)), ja: told(whom.ja(event)) },
      first: Math.floor(event.epoch / 1_000),
      findings: count,
    }));
}
