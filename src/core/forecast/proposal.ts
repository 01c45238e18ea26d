/** Exceptions that would quiet machines: which qualify, and findings that are never quieted. */
import { byTime, type TrailEvent } from '../event.ts';
import { groupBy } from '../group-by.ts';
import { type EventPattern, parsePattern } from '../patterns/pattern.ts';
import { isByPerson, type Principal, principalOf } from '../people/principal.ts';
import type { Finding, Rule, Theme, Words } from '../rule.ts';
import { visible } from '../text.ts';
import { DAY, HOUR } from '../time.ts';
import { either, patternFor, shapeOf } from './machine-pattern.ts';

/** An exception for one rule, to accept or refuse. */
export interface Proposal {
  /** The rule's id. */
  readonly rule: string;
  readonly except: EventPattern;
  /** The one of the most findings, where there are several accounts. */
  readonly principal: Principal;
  /** The accounts of the principal: one, or several that have a role of this name. */
  readonly accounts: readonly string[];
  readonly why: Words;
  /** The number of unmuted findings that it quiets. */
  readonly quiets: number;
  /** Some of them: the first, one in the middle, the last. */
  readonly samples: readonly Finding[];
}

/** Themes that show an account being taken over, or its watchers being blinded. */
const NEVER_QUIET: readonly Theme[] = ['signin', 'root', 'tamper', 'notify', 'org', 'findings'];
/** Fewer may be chance rather than a machine's habit. */
const LEAST_FINDINGS = 3;
const LEAST_HOURS = 3;

export interface Seen {
  readonly findings: readonly Finding[];
  /** All events of the same time, with and without findings: they show which principals are people. */
  readonly events: readonly TrailEvent[];
}

/** All exceptions that could be proposed, the most effective first. No two quiet the same finding. */
export function possibleProposals({ findings, events }: Seen): readonly Proposal[] {
  const people = new Set(events.filter(isByPerson).map((event) => principalOf(event)?.id));
  const groups = new Map<string, { principal: Principal; findings: Finding[] }>();
  for (const finding of findings) {
    const principal = principalOf(finding.event);
    if (principal === undefined) continue;
    const key = JSON.stringify([finding.rule.id, principal.id]);
    const group = groups.get(key) ?? { principal, findings: [] };
    group.findings.push(finding);
    groups.set(key, group);
  }
  const single = [...groups.values()]
    .filter((group) => !people.has(group.principal.id) && isHabit(group.findings))
    .flatMap((group) => proposalFor(group.principal, group.findings, findings) ?? []);
  return inManyAccounts(single).toSorted(
    (a, b) => b.quiets - a.quiets || compare(a.rule, b.rule) || compare(a.principal.id, b.principal.id),
  );
}

/** Repeated, over more than a day: one night's work of a stranger isn't a habit. */
function isHabit(findings: readonly Finding[]): boolean {
  const moments = findings.map(({ event }) => event.epoch).sort((a, b) => a - b);
  const hours = new Set(moments.map((moment) => Math.floor(moment / HOUR)));
  const span = (moments.at(-1) ?? 0) - (moments[0] ?? 0);
  return findings.length >= LEAST_FINDINGS && hours.size >= LEAST_HOURS && span >= DAY;
}

function proposalFor(
  principal: Principal,
  group: readonly Finding[],
  findings: readonly Finding[],
): Grounded | undefined {
  const rule = group[0]?.rule;
  if (rule === undefined || !mayBeQuieted(rule)) return undefined;
  const events = group.flatMap((finding) => [finding.event, ...finding.events]);
  const except = patternFor(principal, events);
  if (except === undefined) return undefined;
  const touched = touchedBy(except, rule, findings);
  if (!touched.every((finding) => isNoise(finding, principal))) return undefined;
  const told = touched.filter(({ muted }) => muted === null);
  if (told.length === 0) return undefined;
  return grounded({ rule: rule.id, except, principal, accounts: [principal.account], findings: group, told });
}

/** A proposal with the findings that speak for it. */
interface Grounded extends Proposal {
  readonly findings: readonly Finding[];
  /** Those that it quiets. */
  readonly told: readonly Finding[];
}

const grounded = (one: Omit<Grounded, 'why' | 'quiets' | 'samples'>): Grounded => ({
  ...one,
  why: whyOf(one.principal, one.accounts, one.findings),
  quiets: one.told.length,
  samples: some(one.told),
});

/** Roles of one name, each of which qualifies in its own account, are one exception. No other account is in it. */
function inManyAccounts(proposals: readonly Grounded[]): readonly Proposal[] {
  const alike = groupBy(proposals, ({ rule, principal, except }) =>
    JSON.stringify([rule, principal.kind === 'role' ? [principal.name, shapeOf(except)] : principal.id]),
  );
  return [...alike.values()].map((several) => {
    const { findings: _, told: __, ...proposal } = several.reduce(together);
    return proposal;
  });
}

function together(one: Grounded, other: Grounded): Grounded {
  const [first, second] = one.principal.account < other.principal.account ? [one, other] : [other, one];
  return grounded({
    rule: one.rule,
    principal: (one.quiets >= other.quiets ? one : other).principal,
    except: either(first.except, second.except),
    accounts: [...one.accounts, ...other.accounts].toSorted(),
    findings: [...one.findings, ...other.findings],
    told: [...one.told, ...other.told].toSorted((a, b) => byTime(a.event, b.event)),
  });
}

/** A rule that is critical by itself is never quieted, whatever the settings make of its severity. */
function mayBeQuieted({ theme, severity, on }: Rule): boolean {
  // An exception is matched over the record; an event without one doesn't show its identity.
  return !NEVER_QUIET.includes(theme) && severity !== 'critical' && on === undefined;
}

/** The rule's findings with an event that the exception matches, so that they may go. */
function touchedBy(except: EventPattern, rule: Rule, findings: readonly Finding[]): readonly Finding[] {
  const matches = parsePattern(except);
  return findings.filter(
    (finding) =>
      finding.rule.id === rule.id && [finding.event, ...finding.events].some(({ record }) => matches(record)),
  );
}

/** True for a finding of this machine alone (also in bursts) that is neither critical nor about signing in. */
function isNoise({ severity, event, events }: Finding, principal: Principal): boolean {
  return (
    severity !== 'critical' &&
    [event, ...events].every((one) => one.source !== 'signin.amazonaws.com' && principalOf(one)?.id === principal.id)
  );
}

function some(findings: readonly Finding[]): readonly Finding[] {
  const places = [0, Math.floor(findings.length / 2), findings.length - 1];
  return [...new Set(places)].flatMap((place) => findings[place] ?? []);
}

const KINDS: Readonly<Record<'role' | 'iam-user' | 'service', Words>> = {
  role: { en: 'role', ja: 'ロール' },
  'iam-user': { en: 'user', ja: 'ユーザー' },
  service: { en: 'service', ja: 'サービス' },
};

function whyOf({ kind, name }: Principal, accounts: readonly string[], findings: readonly Finding[]): Words {
  const words = kind === 'role' || kind === 'iam-user' || kind === 'service' ? KINDS[kind] : KINDS.role;
  const hours = new Set(findings.map(({ event }) => Math.floor(event.epoch / HOUR))).size;
  const who = visible(name);
  const [account = ''] = accounts;
  const count = accounts.length;
  const where =
    count === 1
      ? { en: `account ${visible(account)}`, ja: `アカウント ${visible(account)} ` }
      : { en: `${count} accounts`, ja: `${count}件のアカウント` };
  return {
    en: `${words.en} ${who} of ${where.en} did it ${findings.length} times, in ${hours} different hours, never from a console`,
    ja: `${where.ja}の${words.ja} ${who} が${findings.length}回（のべ${hours}時間帯で）実行。コンソールからの操作はなし`,
  };
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
