/** Findings -> one digest: grouped by what a person would read together, worst first. */
import { BUSINESS_HOURS } from '../counting/routine.ts';
import type { TrailEvent } from '../event.ts';
import type { Context } from '../inspection/context.ts';
import type { Words } from '../language.ts';
import { isSameSignIn } from '../record/same-sign-in.ts';
import { isSuccessfulSignIn } from '../record/sign-in-events.ts';
import { type Finding, type Mark, SEVERITIES, type Severity } from '../rule.ts';
import { merge, together } from './stories.ts';

/** One item to read: a sign-in or change, the same many times, or all that one principal did within minutes. */
export interface DigestItem {
  /** The severity of the worst finding. */
  readonly severity: Severity;
  readonly mark: Mark;
  /** The finding that the item is named for: the worst, then the one with most events. */
  readonly head: Finding;
  /** All of them, head first. */
  readonly findings: readonly Finding[];
  /** The findings of each deed that the item tells, the gravest deed first; of a repeated deed all findings. */
  readonly deeds: readonly (readonly Finding[])[];
  /** The event that is shown: for Identity Center the one that names the human, the permission set and the account. */
  readonly event: TrailEvent;
  /** The name of that event's account, or null. */
  readonly accountName: string | null;
  /** How many sign-ins or changes the item stands for (1 for most). */
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
  /** How many findings business hours muted. */
  readonly muted: number;
  /**
   * A sign-in was found and no trusted network is configured: one line says so, instead of an alarm for each sign-in.
   */
  readonly noTrustedNetwork: boolean;
  /** A test message: says so in its first line. */
  readonly sample: boolean;
  /** A sentence of the notifier about itself; such a digest has no items. */
  readonly notice?: Notice;
}

/** A message about the notifier itself. */
export interface Notice {
  readonly title: Words;
  readonly lines: readonly Words[];
  /** The same for the beginning and the end of one trouble. */
  readonly about: string;
  /** The trouble is over, or there is none: nobody has to act. */
  readonly isGood: boolean;
  /** The daily message: no incident, whatever it says. */
  readonly isHeartbeat?: true;
}

export const noticeDigest = (notice: Notice): Digest => ({
  items: [],
  counts: countBySeverity([]),
  muted: 0,
  noTrustedNetwork: false,
  sample: false,
  notice,
});

/** Makes the digest of the findings of `inspect`. */
export function makeDigest(
  findings: readonly Finding[],
  context: Pick<Context, 'hasTrusted'>,
  { sample = false }: { sample?: boolean } = {},
): Digest {
  const told = findings.filter((finding) => finding.muted === null);
  const items = together(sameStory(told).map(toItem));
  return {
    items: items.toSorted(worstFirst),
    counts: countBySeverity(told),
    muted: findings.filter(({ muted }) => muted === BUSINESS_HOURS).length,
    noTrustedNetwork: lacksTrustedNetwork(told, context),
    sample,
  };
}

/** True if a sign-in was found and no network is trusted, so that sign-ins can't be judged by network. */
export function lacksTrustedNetwork(
  findings: readonly Finding[],
  { hasTrusted }: Pick<Context, 'hasTrusted'>,
): boolean {
  return !hasTrusted && findings.some(({ event }) => isSuccessfulSignIn(event));
}

export const rank = (severity: Severity): number => SEVERITIES.indexOf(severity);

export function countBySeverity(findings: readonly Pick<Finding, 'severity'>[]): Record<Severity, number> {
  const counts = { critical: 0, high: 0, medium: 0, low: 0, info: 0 };
  for (const { severity } of findings) counts[severity] += 1;
  return counts;
}

/** Findings that share an event (a burst shares its events with their other findings), and one human's one sign-in. */
function sameStory(findings: readonly Finding[]): readonly (readonly Finding[])[] {
  const stories = new Map<Finding, Set<Finding>>(findings.map((finding) => [finding, new Set([finding])]));
  const join = (a: Finding, b: Finding) => {
    const one = stories.get(a);
    const other = stories.get(b);
    if (one === undefined || other === undefined || one === other) return;
    for (const finding of other) stories.set(finding, one.add(finding));
  };
  const byEvent = new Map<string, Finding>();
  for (const finding of findings) {
    for (const event of [finding.event, ...finding.events]) {
      const other = byEvent.get(event.id);
      if (other === undefined) byEvent.set(event.id, finding);
      else join(other, finding);
    }
  }
  const starts = findings.filter(({ event }) => event.name === 'UserAuthentication' || event.name === 'GetSigninToken');
  for (const finding of findings) {
    for (const start of starts) if (isSameSignIn(start.event, finding.event)) join(start, finding);
  }
  const inOrder = new Map(findings.map((finding, position) => [finding, position]));
  const position = (finding: Finding) => inOrder.get(finding) ?? 0;
  return [...new Set(stories.values())].map((story) => [...story].sort((a, b) => position(a) - position(b)));
}

/** All of the findings as one item. */
export const oneItem = (findings: readonly Finding[]): DigestItem => merge(sameStory(findings).map(toItem));

function toItem(findings: readonly Finding[]): DigestItem {
  const sorted = findings.toSorted((a, b) => rank(a.severity) - rank(b.severity) || b.events.length - a.events.length);
  const head = sorted[0];
  if (head === undefined) throw new RangeError('an item needs a finding');
  const times = findings
    .flatMap(({ event, events }) => [event, ...events])
    .map(({ time }) => time)
    .sort();
  const shown = sorted.find(({ event }) => event.signIn?.permissionSet !== undefined) ?? head;
  return {
    severity: head.severity,
    mark: head.mark,
    head,
    findings: sorted,
    deeds: [sorted],
    event: shown.event,
    accountName: shown.accountName,
    count: head.events.length,
    from: times[0] ?? head.event.time,
    to: times.at(-1) ?? head.event.time,
  };
}

function worstFirst(a: DigestItem, b: DigestItem): number {
  return (
    rank(a.severity) - rank(b.severity) || (a.from < b.from ? -1 : a.from > b.from ? 1 : compare(a.head.id, b.head.id))
  );
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
