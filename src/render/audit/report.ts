/** An audit, ready to be rendered. */
import type { AuditComparison } from '../../auditing/compare.ts';
import type { Verdict } from '../../auditing/verdict.ts';
import type { Words } from '../../core/language.ts';

export interface AuditReport {
  readonly account: string;
  /** Null if the account has none. */
  readonly accountName: string | null;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly regions: readonly string[];
  readonly verdicts: readonly Verdict[];
  /** Things that were not looked at. */
  readonly limits: readonly Words[];
  /** Undefined without an earlier audit. */
  readonly compared?: AuditComparison | undefined;
}

export type Counts = Readonly<Record<Verdict['result'], number>>;

export function countsOf(verdicts: readonly Verdict[]): Counts {
  const count = (wanted: Verdict['result']) => verdicts.filter(({ result }) => result === wanted).length;
  return { pass: count('pass'), fail: count('fail'), unknown: count('unknown') };
}
