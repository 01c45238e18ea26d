/** Findings -> the answer to "who got in, and what did they do?": each person's story, and people by place. */
import { byTime, type Mfa, type TrailEvent } from '../event.ts';
import { groupByTwo } from '../group-by.ts';
import { once } from '../once.ts';
import type { Finding, NetworkVerdict, Severity } from '../rule.ts';
import { MINUTE, spanOf } from '../time.ts';
import { type Deed, deedsOf, enteredIn, failuresIn, worstOf } from './deed.ts';
import { countBySeverity, rank } from './digest.ts';
import { leadOf } from './sentence.ts';

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
  /** The gravest first, then the oldest. Made when they are first read: a table shows few of a hundred thousand. */
  readonly stories: readonly Story[];
  /** Those of severity medium or above; made as late. */
  readonly grave: readonly Story[];
  /** The number of stories of each severity. */
  readonly counts: Readonly<Record<Severity, number>>;
  /** The gravest first, then those who came first. */
  readonly people: readonly PersonAtPlace[];
}

const PAUSE = 30 * MINUTE;

/** Findings in any order. Muted ones are in no story: the settings expect them. */
export function answerOf(findings: readonly Finding[]): Answer {
  const deeds = deedsOf(findings);
  const account = findings[0]?.event.account;
  const isOneOfSeveral = findings.some(({ event }) => event.account !== account);
  const drafts = storiesOf(deeds.filter(({ findings }) => findings.some(({ muted }) => muted === null)));
  const made = (of: typeof drafts) => of.map((draft) => toStory(draft, isOneOfSeveral)).sort(worstFirst);
  const stories = once(() => made(drafts));
  const grave = once(() => made(drafts.filter((draft) => isGrave(worstOf(draft)))));
  return {
    get stories() {
      return stories();
    },
    get grave() {
      return grave();
    },
    counts: countBySeverity(drafts.map((draft) => ({ severity: worstOf(draft) }))),
    people: peopleOf(deeds, isOneOfSeveral).sort((a, b) => rank(a.severity) - rank(b.severity) || a.first - b.first),
  };
}

/** An answer of stories that are made already, in their order. */
export const answerFrom = ({ stories, people }: Pick<Answer, 'stories' | 'people'>): Answer => ({
  stories,
  grave: stories.filter(({ severity }) => isGrave(severity)),
  counts: countBySeverity(stories),
  people,
});

const isGrave = (severity: Severity): boolean => severity !== 'low' && severity !== 'info';

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
  /** By account, then by address: a key of both would be one more text for each deed. */
  const places = new Map<string, Map<string, OpenStory>>();
  for (const deed of deeds) {
    const { person, event } = deed;
    const { address } = event.origin;
    const inAccount = places.get(event.account) ?? new Map<string, OpenStory>();
    const near = address === undefined ? undefined : goingOn(inAccount.get(address), event);
    const own = person === undefined ? undefined : goingOn(open.get(person), event);
    const known = own ?? (person === undefined || near?.isNameless === true ? near : undefined);
    const story = known ?? { deeds: [deed], end: event.epoch, isNameless: true };
    if (known === undefined) stories.push(story);
    else story.deeds.push(deed);
    story.end = event.epoch;
    if (person !== undefined) {
      story.isNameless = false;
      open.set(person, story);
    }
    if (address === undefined) continue;
    inAccount.set(address, story);
    places.set(event.account, inAccount);
  }
  return stories.map(({ deeds: all }) => all);
}

const goingOn = (story: OpenStory | undefined, { epoch }: TrailEvent): OpenStory | undefined =>
  story !== undefined && epoch - story.end <= PAUSE ? story : undefined;

function toStory(deeds: readonly Deed[], isOneOfSeveral: boolean): Story {
  // Copied, because `flatMap` leaves room for sixteen more, in each of a hundred thousand stories.
  const findings = [...deeds.flatMap((deed) => deed.findings)];
  const [first] = findings;
  if (first === undefined) throw new RangeError('a story needs a finding');
  const entered = enteredIn(deeds);
  const failed = [...failuresIn(deeds).values()];
  const before = failed.filter(({ epoch }) => entered[0] === undefined || epoch <= entered[0].epoch).length;
  const named = entered[0] ?? deeds.find(({ person }) => person !== undefined)?.event ?? first.event;
  const [from, to] = spanOf([...deeds.map(({ event }) => event.epoch), ...failed.map(({ epoch }) => epoch)]);
  const others = deeds.filter(({ signIn }) => signIn === undefined).flatMap((deed) => leadOf(deed.findings) ?? []);
  return {
    severity: worstOf(deeds),
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
  const signIns = deeds.filter(({ signIn }) => signIn !== undefined);
  const byPlace = groupByTwo(
    signIns,
    ({ person, event }) => person ?? `${event.account} ${event.actor.name}`,
    ({ event }) => event.origin.text,
  );
  return byPlace.flatMap((all) => atPlace(all, isOneOfSeveral) ?? []);
}

function atPlace(deeds: readonly Deed[], isOneOfSeveral: boolean): PersonAtPlace | undefined {
  const [first] = deeds;
  const finding = first?.findings[0];
  if (first === undefined || finding === undefined) return undefined;
  const entered = enteredIn(deeds);
  const [begin, end] = spanOf(deeds.map(({ event }) => event.epoch));
  return {
    severity: worstOf(deeds),
    event: entered[0] ?? first.event,
    accountName: finding.accountName,
    isOneOfSeveral,
    place: first.event.origin.text,
    network: finding.network,
    signIns: signInsOf(entered),
    failures: failuresIn(deeds).size,
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

const worstFirst = (a: Story, b: Story) => rank(a.severity) - rank(b.severity) || a.from - b.from;
