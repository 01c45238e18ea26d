/** Findings -> the answer to "who got in, and what did they do?": each person's story, and people by place. */
import { rank } from './digest.ts';
import { byTime, type Mfa, type TrailEvent } from './event.ts';
import { groupBy } from './group-by.ts';
import { personOf } from './person.ts';
import { type Finding, type NetworkVerdict, SEVERITIES, type Severity } from './rule.ts';
import { leadOf } from './sentence.ts';
import { isKeptSignIn, isSuccessfulSignIn } from './sign-in-events.ts';
import { MINUTE, spanOf } from './time.ts';

/** MFA of several sign-ins, as far as their records say it. */
export type MfaOfAll = Mfa | 'mixed';

/** One person's deeds, with no pause longer than half an hour between two of them. */
export interface Story {
  readonly severity: Severity;
  /** In order of time. */
  readonly findings: readonly Finding[];
  /** The event that names the person. */
  readonly event: TrailEvent;
  readonly accountName: string | null;
  /** Findings are of several accounts, so that one without a name is told by its id. */
  readonly isOneOfSeveral: boolean;
  /** Addresses and services that the deeds came from, in order of time. */
  readonly places: readonly string[];
  /** Failed sign-ins before the first one that succeeded, and after it. */
  readonly failures: { readonly before: number; readonly after: number };
  readonly signIns: number;
  readonly mfa: MfaOfAll;
  /** Deeds other than sign-ins, by their gravest findings. The gravest deed comes first. */
  readonly deeds: readonly Finding[];
  /** Milliseconds since the epoch. */
  readonly from: number;
  readonly to: number;
}

/** One person's sign-ins from one place. */
export interface PersonAtPlace {
  readonly severity: Severity;
  readonly event: TrailEvent;
  readonly accountName: string | null;
  /** As in a story. */
  readonly isOneOfSeveral: boolean;
  readonly place: string;
  readonly network: NetworkVerdict;
  readonly signIns: number;
  readonly failures: number;
  readonly mfa: MfaOfAll;
  /** Milliseconds since the epoch. */
  readonly first: number;
  readonly last: number;
}

export interface Answer {
  /** The gravest first, then the oldest. */
  readonly stories: readonly Story[];
  /** The gravest first, then those who came first. */
  readonly people: readonly PersonAtPlace[];
}

const PAUSE = 30 * MINUTE;

/** Findings in any order. Muted ones are in no story: the settings expect them. */
export function answerOf(findings: readonly Finding[]): Answer {
  const deeds = deedsOf(findings);
  const isOneOfSeveral = new Set(findings.map(({ event }) => event.account)).size > 1;
  const told = deeds.filter(({ findings }) => findings.some(({ muted }) => muted === null));
  return {
    stories: storiesOf(told)
      .map((all) => toStory(all, isOneOfSeveral))
      .sort(worstFirst),
    people: peopleOf(deeds, isOneOfSeveral).sort((a, b) => rank(a.severity) - rank(b.severity) || a.first - b.first),
  };
}

/** All findings about one event. Where ids were blotted out, all events have the same one, and the name tells them apart. */
interface Deed {
  readonly event: TrailEvent;
  readonly findings: readonly Finding[];
}

function deedsOf(findings: readonly Finding[]): readonly Deed[] {
  return [...groupBy(findings, ({ event: { id, name } }) => `${id} ${name}`).values()]
    .flatMap((all) => (all[0] === undefined ? [] : { event: all[0].event, findings: all }))
    .sort((a, b) => byTime(a.event, b.event));
}

interface OpenStory {
  readonly deeds: Deed[];
  end: number;
  /** Only failed sign-ins, none of which names anybody. */
  isNameless: boolean;
}

/** By person; failures that name nobody belong to the person who signs in from the same address. */
function storiesOf(deeds: readonly Deed[]): readonly (readonly Deed[])[] {
  const stories: OpenStory[] = [];
  const open = new Map<string, OpenStory>();
  for (const deed of deeds) {
    const [person, address] = [personKey(deed), addressKey(deed.event)];
    const at = (key: string | undefined) => {
      const story = key === undefined ? undefined : open.get(key);
      return story !== undefined && deed.event.epoch - story.end <= PAUSE ? story : undefined;
    };
    const near = at(address);
    const known = at(person) ?? (person === undefined || near?.isNameless === true ? near : undefined);
    const story = known ?? { deeds: [], end: deed.event.epoch, isNameless: true };
    if (known === undefined) stories.push(story);
    story.deeds.push(deed);
    story.end = deed.event.epoch;
    if (person !== undefined) story.isNameless = false;
    for (const key of [person, address]) if (key !== undefined) open.set(key, story);
  }
  return stories.map(({ deeds: all }) => all);
}

/** Undefined where CloudTrail hides or lacks the name. */
function personKey({ event, findings }: Deed): string | undefined {
  const { actor, account, detailType } = event;
  const { kind, hidden, name, arn } = actor;
  if (kind === 'root') return `root ${actor.account ?? account}`;
  const isOfIdentityCenter = kind === 'identity-center-user' || actor.role?.startsWith('AWSReservedSSO_') === true;
  const person = personOf(event);
  if (isOfIdentityCenter && person !== null) return `person ${person.toLowerCase()}`;
  if (detailType !== undefined || kind === 'service') return `${account} ${findings[0]?.rule.id} ${name}`;
  if (hidden || kind === 'unknown') return undefined;
  // A failed sign-in of a user has a name and no ARN. A robot's sessions have a new name each time.
  if (kind === 'iam-user') return `${account} ${kind} ${name}`;
  return kind === 'role' && person === null
    ? `${account} ${kind} ${actor.role ?? name} ${event.origin.text}`
    : `${account} ${kind} ${arn ?? name}`;
}

const addressKey = ({ account, origin }: TrailEvent): string | undefined =>
  origin.address === undefined ? undefined : `${account} at ${origin.address}`;

/** Failed sign-ins that the findings tell; a burst holds several, and one over accounts those of other stories too. */
const failuresIn = (findings: readonly Finding[]): readonly TrailEvent[] =>
  findings.flatMap(({ event, events }) =>
    [event, ...events].filter((one) => one.account === event.account && isFailedSignIn(one)),
  );

const isFailedSignIn = (event: TrailEvent): boolean =>
  event.outcome === 'failure' && (isKeptSignIn(event) || event.name === 'CheckMfa');

const isSignIn = (event: TrailEvent): boolean => isSuccessfulSignIn(event) || isFailedSignIn(event);

function toStory(deeds: readonly Deed[], isOneOfSeveral: boolean): Story {
  // Copied, because `flatMap` leaves room for sixteen more, in each of a hundred thousand stories.
  const findings = [...deeds.flatMap((deed) => deed.findings)];
  const [first] = findings;
  if (first === undefined) throw new RangeError('a story needs a finding');
  const entered = deeds.filter(({ event }) => isSuccessfulSignIn(event)).map(({ event }) => event);
  const failed = [...new Map(failuresIn(findings).map((event) => [event.id, event])).values()];
  const before = failed.filter(({ epoch }) => entered[0] === undefined || epoch <= entered[0].epoch).length;
  const named = entered[0] ?? deeds.find((deed) => personKey(deed) !== undefined)?.event ?? first.event;
  const [from, to] = spanOf([...deeds.map(({ event }) => event.epoch), ...failed.map(({ epoch }) => epoch)]);
  const others = deeds.filter(({ event }) => !isSignIn(event)).flatMap((deed) => leadOf(deed.findings) ?? []);
  return {
    severity: worst(findings),
    findings,
    event: named,
    accountName: findings.find(({ event }) => event.account === named.account)?.accountName ?? first.accountName,
    isOneOfSeveral,
    places: [...new Set(deeds.flatMap(({ event: { origin } }) => (origin.kind === 'absent' ? [] : origin.text)))],
    failures: { before, after: failed.length - before },
    signIns: signInsOf(entered),
    mfa: mfaOf(entered),
    deeds: others.toSorted((a, b) => rank(a.severity) - rank(b.severity) || byTime(a.event, b.event)),
    from,
    to,
  };
}

/** The portal and the console that it opens are one sign-in. */
const signInsOf = (entered: readonly TrailEvent[]): number => {
  const own = entered.filter(({ signIn }) => signIn?.permissionSet === undefined).length;
  return entered.length === 0 ? 0 : Math.max(own, 1);
};

function peopleOf(deeds: readonly Deed[], isOneOfSeveral: boolean): PersonAtPlace[] {
  const signIns = deeds.filter(({ event }) => isSignIn(event));
  const byPlace = groupBy(signIns, (deed) => {
    const { origin, account, actor } = deed.event;
    return `${personKey(deed) ?? `${account} ${actor.name}`} ${origin.text}`;
  });
  return [...byPlace.values()].flatMap((all) => atPlace(all, isOneOfSeveral) ?? []);
}

function atPlace(deeds: readonly Deed[], isOneOfSeveral: boolean): PersonAtPlace | undefined {
  const [first] = deeds;
  const finding = first?.findings[0];
  if (first === undefined || finding === undefined) return undefined;
  const findings = deeds.flatMap((deed) => deed.findings);
  const entered = deeds.filter(({ event }) => isSuccessfulSignIn(event)).map(({ event }) => event);
  const failed = new Set(failuresIn(findings).map(({ id }) => id));
  const [begin, end] = spanOf(deeds.map(({ event }) => event.epoch));
  return {
    severity: worst(findings),
    event: entered[0] ?? first.event,
    accountName: finding.accountName,
    isOneOfSeveral,
    place: first.event.origin.text,
    network: finding.network,
    signIns: signInsOf(entered),
    failures: failed.size,
    mfa: mfaOf(entered),
    first: begin,
    last: end,
  };
}

/** A record that doesn't tell says nothing against one that does. */
function mfaOf(entered: readonly TrailEvent[]): MfaOfAll {
  const told = new Set(entered.map(({ mfa }) => mfa));
  if (told.has('used') && told.has('not-used')) return 'mixed';
  return told.has('not-used') ? 'not-used' : told.has('used') ? 'used' : 'unknown';
}

const worst = (findings: readonly Finding[]): Severity => {
  const told = new Set(findings.filter(({ muted }) => muted === null).map(({ severity }) => severity));
  return SEVERITIES.find((severity) => told.has(severity)) ?? 'info';
};

const worstFirst = (a: Story, b: Story) => rank(a.severity) - rank(b.severity) || a.from - b.from;
