/** Findings that say the same again and again -> one row with a count. */
import type { TrailEvent } from '../../core/event.ts';
import type { Finding } from '../../core/rule.ts';
import { MINUTE } from '../../core/time.ts';

export interface Repeated {
  /** The first one. */
  readonly finding: Finding;
  readonly count: number;
  /** The last one's event. */
  readonly last: TrailEvent;
}

/** A longer pause begins a new row. */
const PAUSE = 30 * MINUTE;

/** In the order of the first ones; the findings of each severity come in order of time. */
export function repeated(findings: readonly Finding[]): readonly Repeated[] {
  const rows: { finding: Finding; count: number; last: TrailEvent }[] = [];
  /** The latest rows by their sentence: a key of all that a row shares would be one more text for each finding. */
  const open = new Map<string, typeof rows>();
  for (const finding of findings) {
    const alike = open.get(finding.message.en);
    const at = alike?.findIndex((row) => saysSame(row.finding, finding)) ?? -1;
    const row = alike?.[at];
    if (row !== undefined && finding.event.epoch - row.last.epoch <= PAUSE) {
      row.count += 1;
      row.last = finding.event;
    } else {
      const next = { finding, count: 1, last: finding.event };
      rows.push(next);
      if (alike === undefined) open.set(finding.message.en, [next]);
      else alike.splice(at === -1 ? alike.length : at, 1, next);
    }
  }
  return rows;
}

/** Compares findings that have one sentence; the other facts of their rows. */
const saysSame = (a: Finding, b: Finding): boolean =>
  a.rule.id === b.rule.id &&
  a.severity === b.severity &&
  a.mark === b.mark &&
  a.muted === b.muted &&
  a.event.account === b.event.account &&
  a.event.region === b.event.region;
