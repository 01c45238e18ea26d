/** Two reports -> the findings that are new, gone or changed since the earlier one. */
import type { Severity } from '../rule.ts';

/** A finding as JSON has it, as far as it is compared. */
export interface ComparableFinding {
  readonly id: string;
  readonly rule: string;
  readonly severity: Severity;
  readonly title: string;
  readonly message: string;
  /** ISO 8601. */
  readonly time: string;
  readonly region: string;
  readonly muted: string | null;
  readonly events: number;
}

export interface ComparableReport {
  readonly window: { readonly from: string | null; readonly to: string | null };
  readonly findings: readonly ComparableFinding[];
}

export interface Comparison {
  readonly fresh: readonly ComparableFinding[];
  readonly gone: readonly ComparableFinding[];
  readonly changed: readonly { readonly before: ComparableFinding; readonly after: ComparableFinding }[];
  readonly same: number;
  /** Earlier findings that the later report didn't ask for, so that their absence says nothing. */
  readonly notAsked: number;
  /** New findings of a time that the earlier report didn't cover. */
  readonly notAskedBefore: number;
}

/** `isAsked`: whether the later report would have an earlier finding if it were still there; times are looked at here. */
export function compareReports(
  earlier: ComparableReport,
  later: ComparableReport,
  isAsked: (finding: ComparableFinding) => boolean,
): Comparison {
  const before = new Map(earlier.findings.map((finding) => [finding.id, finding]));
  const after = new Set(later.findings.map(({ id }) => id));
  const missing = earlier.findings.filter(({ id }) => !after.has(id));
  const gone = missing.filter((finding) => isWithin(finding, later) && isAsked(finding));
  const fresh = later.findings.filter(({ id }) => !before.has(id));
  const known = later.findings.flatMap((finding) => {
    const old = before.get(finding.id);
    return old === undefined ? [] : [{ before: old, after: finding }];
  });
  const changed = known.filter((pair) => isChanged(pair.before, pair.after));
  return {
    fresh,
    gone,
    changed,
    same: known.length - changed.length,
    notAsked: missing.length - gone.length,
    notAskedBefore: fresh.filter((finding) => !isWithin(finding, earlier)).length,
  };
}

/** A report without a period saw no event. */
function isWithin({ time }: ComparableFinding, { window: { from, to } }: ComparableReport): boolean {
  const at = Date.parse(time);
  return from !== null && to !== null && at >= Date.parse(from) && at <= Date.parse(to);
}

/** Sentences change with the program; they aren't a finding's. */
const isChanged = (before: ComparableFinding, after: ComparableFinding) =>
  before.severity !== after.severity || before.muted !== after.muted || before.events !== after.events;
