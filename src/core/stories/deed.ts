/** Findings -> deeds: all findings about one event. The pieces of which an answer makes stories. */
import { byTime, type TrailEvent } from '../event.ts';
import { personOf } from '../people/person.ts';
import { isKeptSignIn, isSuccessfulSignIn } from '../record/sign-in-events.ts';
import type { Finding, Severity } from '../rule.ts';
import { rank } from './digest.ts';

/** All findings about one event. Where ids were blotted out, all events have the same one, and the name tells them apart. */
export interface Deed {
  readonly event: TrailEvent;
  readonly findings: readonly [Finding, ...Finding[]];
  /** As `personKey` makes it. */
  readonly person: string | undefined;
  /** A sign-in that succeeded, or one that failed. */
  readonly signIn: 'entered' | 'failed' | undefined;
}

export function deedsOf(findings: readonly Finding[]): readonly Deed[] {
  const deeds: (Deed & { readonly findings: Finding[] })[] = [];
  const byId = new Map<string, (typeof deeds)[number]>();
  /** By id and name, where an event of another name has the id. */
  const others = new Map<string, (typeof deeds)[number]>();
  for (const finding of findings) {
    const { event } = finding;
    const first = byId.get(event.id);
    const isOther = first !== undefined && first.event.name !== event.name;
    const known = isOther ? others.get(`${event.id} ${event.name}`) : first;
    if (known === undefined) {
      const deed = deedOf(finding);
      deeds.push(deed);
      if (isOther) others.set(`${event.id} ${event.name}`, deed);
      else byId.set(event.id, deed);
    } else known.findings.push(finding);
  }
  return deeds.sort((a, b) => byTime(a.event, b.event));
}

function deedOf(finding: Finding): Deed & { readonly findings: [Finding, ...Finding[]] } {
  const { event } = finding;
  const signIn = isSuccessfulSignIn(event) ? 'entered' : isFailedSignIn(event) ? 'failed' : undefined;
  return { event, findings: [finding], person: personKey(finding), signIn };
}

/** Undefined where CloudTrail hides or lacks the name. */
function personKey({ event, rule }: Finding): string | undefined {
  const { actor, account, detailType } = event;
  const { kind, hidden, name, arn } = actor;
  if (kind === 'root') return `root ${actor.account ?? account}`;
  const isOfIdentityCenter = kind === 'identity-center-user' || actor.role?.startsWith('AWSReservedSSO_') === true;
  const person = personOf(event);
  if (isOfIdentityCenter && person !== null) return `person ${person.toLowerCase()}`;
  if (detailType !== undefined || kind === 'service') return `${account} ${rule.id} ${name}`;
  if (hidden || kind === 'unknown') return undefined;
  // A failed sign-in of a user has a name and no ARN. A robot's sessions have a new name each time.
  if (kind === 'iam-user') return `${account} ${kind} ${name}`;
  return kind === 'role' && person === null
    ? `${account} ${kind} ${actor.role ?? name} ${event.origin.text}`
    : `${account} ${kind} ${arn ?? name}`;
}

/** Failed sign-ins that the findings tell; a burst holds several, and one over accounts those of other stories too. */
export function failuresIn(deeds: readonly Deed[]): ReadonlyMap<string, TrailEvent> {
  const failures = new Map<string, TrailEvent>();
  for (const { event: own, findings, signIn } of deeds) {
    for (const { event, events } of findings) {
      const isFailed = event === own ? signIn === 'failed' : isFailedSignIn(event);
      if (isFailed) failures.set(event.id, event);
      for (const one of events) {
        const isOne = one === event ? isFailed : one.account === event.account && isFailedSignIn(one);
        if (isOne) failures.set(one.id, one);
      }
    }
  }
  return failures;
}

const isFailedSignIn = (event: TrailEvent): boolean =>
  event.outcome === 'failure' && (isKeptSignIn(event) || event.name === 'CheckMfa');

export const enteredIn = (deeds: readonly Deed[]): readonly TrailEvent[] =>
  deeds.filter(({ signIn }) => signIn === 'entered').map(({ event }) => event);

/** `info` if all are muted. */
export function worstOf(deeds: readonly Deed[]): Severity {
  let worst: Severity = 'info';
  for (const { findings } of deeds)
    for (const { muted, severity } of findings) if (muted === null && rank(severity) < rank(worst)) worst = severity;
  return worst;
}
