/** Deeds of one sign-in: looked around, changed, was denied, became, and what still lives of it. */
import { isRead } from '../call-words.ts';
import { byTime, type TrailEvent } from '../event.ts';
import { textAt } from '../fields.ts';
import { groupBy } from '../group-by.ts';
import { isDenied } from '../inspection/attempt.ts';
import type { Words } from '../language.ts';
import { isSuccessfulSignIn } from '../record/sign-in-events.ts';
import type { Finding, Severity } from '../rule.ts';
import { rank } from '../stories/digest.ts';
import { predicateOf } from '../stories/predicate.ts';
import { sentenceOf } from '../stories/sentence.ts';
import { MINUTE, spanOf } from '../time.ts';
import { inEach } from '../words.ts';
import { type Remains, remainsOf } from './made.ts';
import { rootOf, type Session, type Sessions, treeOf } from './session.ts';
import { type Stop, stopsOf } from './stop.ts';

/** Calls of one kind, in one of the sessions. */
export interface Deed {
  readonly session: Session;
  /** The deed, without who did it. */
  readonly text: Words;
  /** The gravest of its rules; null if no rule has words for it. */
  readonly severity: Severity | null;
  readonly rules: readonly string[];
  readonly events: readonly TrailEvent[];
}

export interface Denied {
  readonly service: string;
  readonly name: string;
  readonly events: readonly TrailEvent[];
}

export interface Became {
  readonly from: Session;
  /** The call; undefined if the person and the time connect the two. */
  readonly by: TrailEvent | undefined;
  /** Undefined where the records hold nothing that was done with the credentials. */
  readonly to: Session | undefined;
}

export interface SessionStory {
  /** The sign-in that it all goes back to, and every session that it led to. */
  readonly root: Session;
  readonly tree: readonly Session[];
  /** The session that was asked for. */
  readonly asked: Session;
  /** The event of the sign-in; undefined where the records have none, as for an access key. */
  readonly signIn: TrailEvent | undefined;
  /** Failed sign-ins of the same user or from the same address, in the half hour before it. */
  readonly failuresBefore: number;
  readonly events: number;
  /** Milliseconds since the epoch. */
  readonly from: number;
  readonly to: number;
  /** Addresses and services, the first first. */
  readonly places: readonly string[];
  readonly stops: readonly Stop[];
  readonly reads: {
    readonly count: number;
    readonly services: readonly { readonly service: string; readonly count: number }[];
  };
  /** In order of time. */
  readonly changes: readonly Deed[];
  /** Deeds of rules that failed for another reason than a denial, in order of time; other failed calls are counted only. */
  readonly tried: readonly Deed[];
  /** In order of time. */
  readonly denied: readonly Denied[];
  readonly failed: number;
  readonly became: readonly Became[];
  readonly remains: Remains;
}

export interface Told {
  readonly sessions: Sessions;
  readonly asked: Session;
  /** Findings about these events, by any rule. */
  readonly findings: readonly Finding[];
  /** Every event there is: others may have ended what the session made. */
  readonly all: readonly TrailEvent[];
  /** Words for calls that no rule has words for. */
  readonly say: (event: TrailEvent) => Words;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

export function sessionStory({ sessions, asked, findings, all, say, now }: Told): SessionStory {
  const root = rootOf(asked, sessions);
  const tree = treeOf(root, sessions);
  const events = tree.flatMap((session) => session.events).toSorted(byTime);
  const [from, to] = spanOf(events.map(({ epoch }) => epoch));
  const places = new Set(events.flatMap(({ origin }) => (origin.kind === 'address' ? origin.text : [])));
  const succeeded = events.filter(({ outcome }) => outcome === 'success');
  const reads = succeeded.filter((event) => isRead(event) && !isStep(event));
  const denied = events.filter(isDenied);
  const signIn = root.events.find((event) => isSuccessfulSignIn(event) || event.name === 'AssumeRoleWithSAML');
  return {
    root,
    tree,
    asked,
    signIn,
    failuresBefore: signIn === undefined ? 0 : failuresBefore(signIn, sessions),
    events: events.length,
    from,
    to,
    places: [...places],
    stops: stopsOf(tree, now),
    reads: {
      count: reads.length,
      services: [...groupBy(reads, serviceOf)]
        .map(([service, some]) => ({ service, count: some.length }))
        .sort((a, b) => b.count - a.count || (a.service < b.service ? -1 : 1)),
    },
    changes: changesIn(tree, findings, say),
    tried: triedIn(tree, findings, say),
    denied: [...groupBy(denied, ({ source, name }) => `${source} ${name}`).values()].flatMap((some) =>
      some[0] === undefined ? [] : { service: serviceOf(some[0]), name: some[0].name, events: some },
    ),
    failed: events.filter((event) => event.outcome === 'failure' && !isDenied(event)).length,
    became: becameIn(tree, sessions),
    remains: remainsOf(succeeded, all),
  };
}

const BEFORE = 30 * MINUTE;

function failuresBefore(signIn: TrailEvent, { without }: Sessions): number {
  const isOfIt = ({ account, actor, origin, epoch }: TrailEvent) =>
    account === signIn.account &&
    (actor.name === signIn.actor.name || (origin.address !== undefined && origin.address === signIn.origin.address)) &&
    epoch <= signIn.epoch &&
    signIn.epoch - epoch <= BEFORE;
  return without.filter(({ event, why }) => why === 'failed-sign-in' && isOfIt(event)).length;
}

export const serviceOf = ({ source }: TrailEvent): string => source.replace(/\.amazonaws\.com$/, '');

/** Steps of signing in, and calls that give out credentials: those are told as such. */
const isStep = ({ signIn, source, name }: TrailEvent): boolean =>
  signIn !== undefined || source === 'sso.amazonaws.com' || (source === 'sts.amazonaws.com' && GIVES_OUT.test(name));

const GIVES_OUT = /^(?:AssumeRo|GetSessionToken$|GetFederationToken$)/;

function changesIn(
  tree: readonly Session[],
  findings: readonly Finding[],
  say: (event: TrailEvent) => Words,
): readonly Deed[] {
  // A burst tells of many records at once; here each tells its own.
  const single = findings.filter(({ events, attempt }) => events.length === 1 && !attempt);
  const byEvent = groupBy(single, ({ event }) => event);
  const isChange = (event: TrailEvent) =>
    event.outcome === 'success' && !isStep(event) && !(isRead(event) && !byEvent.has(event));
  return deedsInOrder(tree, byEvent, isChange, say);
}

function triedIn(
  tree: readonly Session[],
  findings: readonly Finding[],
  say: (event: TrailEvent) => Words,
): readonly Deed[] {
  const byEvent = groupBy(
    findings.filter(({ attempt, event }) => attempt && !isDenied(event)),
    ({ event }) => event,
  );
  return deedsInOrder(tree, byEvent, (event) => byEvent.has(event), say);
}

function deedsInOrder(
  tree: readonly Session[],
  byEvent: ReadonlyMap<TrailEvent, readonly Finding[]>,
  isMeant: (event: TrailEvent) => boolean,
  say: (event: TrailEvent) => Words,
): readonly Deed[] {
  const deeds = tree.flatMap((session) => deedsIn(session, byEvent, isMeant, say));
  return deeds.sort((a, b) => byTime(first(a), first(b)));
}

const first = ({ events: [event] }: Deed): TrailEvent => {
  if (event === undefined) throw new RangeError('a deed has events');
  return event;
};

function deedsIn(
  session: Session,
  findings: ReadonlyMap<TrailEvent, readonly Finding[]>,
  isMeant: (event: TrailEvent) => boolean,
  say: (event: TrailEvent) => Words,
): readonly Deed[] {
  const deeds = new Map<
    string,
    { readonly text: Words; readonly found: readonly Finding[]; readonly events: TrailEvent[] }
  >();
  for (const event of session.events.filter(isMeant)) {
    const found = findings.get(event) ?? [];
    const text = textOf(event, session, found, say);
    const known = deeds.get(text.en);
    if (known === undefined) deeds.set(text.en, { text, found, events: [event] });
    else known.events.push(event);
  }
  return [...deeds.values()].map(({ text, found, events }) => ({
    session,
    text,
    severity: found.map(({ severity }) => severity).sort((a, b) => rank(a) - rank(b))[0] ?? null,
    rules: [...new Set(found.map(({ rule }) => rule.id))],
    events,
  }));
}

/** The rules' own words; a place other than the session's first one stays in them. */
function textOf(
  event: TrailEvent,
  session: Session,
  found: readonly Finding[],
  say: (event: TrailEvent) => Words,
): Words {
  const [finding] = found;
  if (finding === undefined) return say(event);
  const isKnown = event.origin.text === session.who.origin.text;
  return inEach((language) => {
    const text = sentenceOf(found, language);
    return predicateOf(finding, text, isKnown, language) ?? text;
  });
}

/** Each step once; and calls that gave out credentials of which no record tells. */
function becameIn(tree: readonly Session[], { steps }: Sessions): readonly Became[] {
  const inTree = new Set(tree);
  const followed: Became[] = steps.filter(({ from }) => inTree.has(from));
  const known = new Set(followed.map(({ by }) => by));
  // A program may ask twice in a second: the credentials are then of one session.
  const seen = new Set(followed.flatMap(({ to }) => to?.who.actor.arn ?? []));
  const unseen = tree.flatMap((from) =>
    from.events
      .filter((event) => event.outcome === 'success' && isGivingOut(event) && !known.has(event))
      .filter(({ actor, record }) => isKeyed(actor.accessKeyId) && !seen.has(textAt(record, NEW_ARN) ?? ''))
      .map((by): Became => ({ from, by, to: undefined })),
  );
  const moment = ({ by, to, from }: Became) => by ?? to?.who ?? from.who;
  return [...followed, ...unseen].sort((a, b) => byTime(moment(a), moment(b)));
}

const isGivingOut = ({ source, name }: TrailEvent) => source === 'sts.amazonaws.com' && GIVES_OUT.test(name);
const NEW_ARN = 'responseElements.assumedRoleUser.arn';
/** Else it is the copy in another account, or the call by which somebody from outside came in. */
const isKeyed = (key: string | undefined) => key !== undefined && key !== '';
