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
  const open = new Map<string, (typeof rows)[number]>();
  for (const finding of findings) {
    const key = keyOf(finding);
    const row = open.get(key);
    if (row !== undefined && finding.event.epoch - row.last.epoch <= PAUSE) {
      row.count += 1;
      row.last = finding.event;
    } else {
      const next = { finding, count: 1, last: finding.event };
      rows.push(next);
      open.set(key, next);
    }
  }
  return rows;
}

const keyOf = ({ rule, severity, mark, message, muted, event }: Finding): string =>
  JSON.stringify([rule.id, severity, mark, message.en, muted, event.account, event.region]);
