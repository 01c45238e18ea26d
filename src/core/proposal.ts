/** Exceptions that would quiet machines: which qualify, and findings that are never quieted. */
import type { TrailEvent } from './event.ts';
import { patternFor } from './machine-pattern.ts';
import { type EventPattern, parsePattern } from './pattern.ts';
import { isByPerson, type Principal, principalOf } from './principal.ts';
import type { Finding, Rule, Theme, Words } from './rule.ts';
import { visible } from './text.ts';
import { DAY, HOUR } from './time.ts';

/** An exception for one rule, to accept or refuse. */
export interface Proposal {
  /** The rule's id. */
  readonly rule: string;
  readonly except: EventPattern;
  readonly principal: Principal;
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
  return [...groups.values()]
    .filter((group) => !people.has(group.principal.id) && isHabit(group.findings))
    .flatMap((group) => proposalFor(group.principal, group.findings, findings) ?? [])
    .sort((a, b) => b.quiets - a.quiets || compare(a.rule, b.rule) || compare(a.principal.id, b.principal.id));
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
): Proposal | undefined {
  const rule = group[0]?.rule;
  if (rule === undefined || !mayBeQuieted(rule)) return undefined;
  const events = group.flatMap((finding) => [finding.event, ...finding.events]);
  const except = patternFor(principal, events);
  if (except === undefined) return undefined;
  const touched = touchedBy(except, rule, findings);
  if (!touched.every((finding) => isNoise(finding, principal))) return undefined;
  const told = touched.filter(({ muted }) => muted === null);
  if (told.length === 0) return undefined;
  return { rule: rule.id, except, principal, why: whyOf(principal, group), quiets: told.length, samples: some(told) };
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

function whyOf({ kind, name, account }: Principal, findings: readonly Finding[]): Words {
  const words = kind === 'role' || kind === 'iam-user' || kind === 'service' ? KINDS[kind] : KINDS.role;
  const hours = new Set(findings.map(({ event }) => Math.floor(event.epoch / HOUR))).size;
  const who = visible(name);
  return {
    en: `${words.en} ${who} of account ${visible(account)} did it ${findings.length} times, in ${hours} different hours, never from a console`,
    ja: `アカウント ${visible(account)} の${words.ja} ${who} が${findings.length}回（のべ${hours}時間帯で）実行。コンソールからの操作はなし`,
  };
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
