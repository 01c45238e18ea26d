/** Findings -> what people are told at once: grouped by what a person would read together, worst first. */
import type { TrailEvent } from './event.ts';
import type { Finding, Mark, Severity } from './rule.ts';

/** One thing to read: all findings about one sign-in or change, or the same thing many times. */
export interface DigestItem {
  /** Of its worst finding. */
  readonly severity: Severity;
  readonly mark: Mark;
  /** The finding that the item is named for: the worst, then the most telling. */
  readonly head: Finding;
  /** All of them, head first. */
  readonly findings: readonly Finding[];
  /** The event that is shown: for a sign-in through Identity Center the one that names the human, the permission set and the account. */
  readonly event: TrailEvent;
  /** How many events of this kind the item stands for (1 for most). */
  readonly count: number;
  /** ISO times of the first and the last event. */
  readonly from: string;
  readonly to: string;
}

export interface Digest {
  /** Worst first, then oldest first. Muted findings are not in it. */
  readonly items: readonly DigestItem[];
  /** Findings by severity, of those in `items`. */
  readonly counts: Readonly<Record<Severity, number>>;
  /** How many findings were muted. */
  readonly muted: number;
  /** No trusted network is configured: said once, instead of a red alarm for everybody's first sign-in. */
  readonly noTrustedNetwork: boolean;
  /** A test message: says so in its first line. */
  readonly sample: boolean;
}
