/** One human sign-in is one message, though its events come by several invocations: portal and console, dual stack. */
import type { SignInPart } from '../aws/login-table/parts.ts';
import { AT_ONCE } from '../aws/login-table/table.ts';
import { mapConcurrent } from '../aws/map-concurrent.ts';
import type { TrailEvent } from '../core/event.ts';
import { isOneSignIn, isSameSignIn, mayBePart } from '../core/record/same-sign-in.ts';
import { type Finding, SEVERITIES } from '../core/rule.ts';
import { rank } from '../core/stories/digest.ts';
import type { Notifier } from './notifier.ts';

type Joining = Pick<Notifier, 'parts'>;

/** Events of the table that may belong to the same sign-ins as these. */
export async function partsNear(events: readonly TrailEvent[], { parts }: Joining): Promise<readonly TrailEvent[]> {
  const near = await mapConcurrent(events.filter(mayBePart), AT_ONCE, parts.near);
  return near.flat().map((part) => part.event);
}

/** Keeps these events for others of the same sign-in, with the severity that people are about to be alerted to. */
export async function noteParts(
  events: readonly TrailEvent[],
  findings: readonly Finding[],
  { parts }: Joining,
): Promise<void> {
  const loud = findings.filter(({ muted }) => muted === null);
  const noted = events.filter(mayBePart).map((event) => ({
    event,
    weight: weightOf(loud.filter((finding) => finding.event.id === event.id)),
  }));
  await parts.note(noted);
}

/** Findings about each event of which one sign-in leaves several. */
export function byPart(findings: readonly Finding[]): readonly (readonly Finding[])[] {
  const events = new Map<string, Finding[]>();
  for (const finding of findings) {
    if (!mayBePart(finding.event)) continue;
    events.set(finding.event.id, [...(events.get(finding.event.id) ?? []), finding]);
  }
  return [...events.values()];
}

/** True if people were alerted to another event of the same sign-in (one of `others`), at least as grave. */
export const isToldBy = (others: readonly SignInPart[], members: readonly Finding[]): boolean =>
  others.some(({ isTold, weight }) => isTold && weight >= weightOf(members));

/** The event that began the sign-in, at least as grave, of which another invocation is about to alert people. */
export const pendingStart = (others: readonly SignInPart[], members: readonly Finding[]): TrailEvent | undefined =>
  others.find(
    (part) =>
      !part.isTold && part.weight >= weightOf(members) && members.some(({ event }) => isSameSignIn(part.event, event)),
  )?.event;

/** Leaves out what people know by another event of the same sign-in that isn't among these. */
export async function withoutTold(findings: readonly Finding[], notifier: Joining): Promise<readonly Finding[]> {
  const known = new Set<Finding>();
  for (const members of byPart(findings)) {
    const others = await partsOfSame(members, findings, notifier);
    if (isToldBy(others, members)) for (const one of members) known.add(one);
  }
  return findings.filter((finding) => !known.has(finding));
}

/** Events of the same sign-in that came by other invocations; `leaving` are all findings of this one. */
export async function partsOfSame(
  members: readonly Finding[],
  leaving: readonly Finding[],
  { parts }: Joining,
): Promise<readonly SignInPart[]> {
  const event = members[0]?.event;
  if (event === undefined) return [];
  const here = new Set(leaving.map((finding) => finding.event.id));
  const others = (await parts.near(event)).filter((part) => !here.has(part.event.id));
  return others.filter((part) => isOneSignIn(part.event, event));
}

/** 0 for none. The second address of a computer with IPv4 and IPv6 makes a sign-in no graver. */
function weightOf(findings: readonly Finding[]): number {
  const weights = findings.map(({ severity, event }) => {
    const isDualStack = event.signIn?.portal !== undefined && rank(severity) >= rank('medium');
    return SEVERITIES.length - rank(isDualStack ? 'info' : severity);
  });
  return Math.max(0, ...weights);
}
