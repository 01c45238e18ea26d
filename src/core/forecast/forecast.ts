/** Noise of these rules: alerts a day, their main causes, and the exceptions that would quiet them. */
import { createMemory } from '../counting/memory.ts';
import type { TrailEvent } from '../event.ts';
import { groupBy } from '../group-by.ts';
import { activate } from '../inspection/activate.ts';
import { type Context, type FoundNames, makeContext } from '../inspection/context.ts';
import { inspect } from '../inspection/inspect.ts';
import { parsePattern } from '../patterns/pattern.ts';
import { type Principal, principalOf } from '../people/principal.ts';
import type { Failure, Finding, Rule } from '../rule.ts';
import type { Settings } from '../settings.ts';
import { makeDigest } from '../stories/digest.ts';
import { DAY, MINUTE } from '../time.ts';
import { applyProposals } from './apply-proposals.ts';
import { type Proposal, possibleProposals, type Seen } from './proposal.ts';

export interface RuleNoise {
  /** The rule's id. */
  readonly rule: string;
  /** All of them, muted ones too. */
  readonly findings: number;
  /** Findings a day that are not muted. */
  readonly aDay: number;
  /** Muted by business hours, or a machine's repeats. */
  readonly muted: number;
}

export interface PrincipalNoise {
  readonly principal: Principal;
  /** The name of the principal's account; null if it has none or it isn't known. */
  readonly accountName: string | null;
  /** Ids of the rules that fire on it, most often first. */
  readonly rules: readonly string[];
  readonly findings: number;
  readonly aDay: number;
}

export interface Forecast {
  /** Length of the inspection. */
  readonly days: number;
  /** Messages a day after grouping. */
  readonly alertsADay: number;
  /** Noisiest first. */
  readonly perRule: readonly RuleNoise[];
  readonly principals: readonly PrincipalNoise[];
  readonly proposals: readonly Proposal[];
}

/** Findings that belong together reach people as one message if they come within this time. */
const TOGETHER = 5 * MINUTE;
/** Quiet enough for people to read every alert. */
const QUIET_A_DAY = 1;

/**
 * From an inspection. `span` in milliseconds; less than a day counts as one, so that an hour isn't projected to a day.
 */
function makeForecast(seen: Seen, span: number, context: Context): Forecast {
  const days = Math.max(span, DAY) / DAY;
  const told = seen.findings.filter(({ muted }) => muted === null);
  return {
    days,
    alertsADay: alertsADay(seen.findings, days, context),
    perRule: perRule(seen.findings, days),
    principals: perPrincipal(told, days, context),
    proposals: enough(possibleProposals(seen), told, days, context),
  };
}

/** Digest items, counted in slices of time as the notifier gets them; muted findings don't count. */
function alertsADay(findings: readonly Finding[], days: number, context: Context): number {
  const slices = groupBy(findings, ({ event }) => Math.floor(event.epoch / TOGETHER));
  let alerts = 0;
  for (const slice of slices.values()) alerts += makeDigest(slice, context).items.length;
  return alerts / days;
}

function perRule(findings: readonly Finding[], days: number): readonly RuleNoise[] {
  return [...groupBy(findings, ({ rule }) => rule.id)]
    .map(([rule, all]) => {
      const muted = all.filter((finding) => finding.muted !== null).length;
      return { rule, findings: all.length, aDay: (all.length - muted) / days, muted };
    })
    .sort((a, b) => b.aDay - a.aDay || b.findings - a.findings || compare(a.rule, b.rule));
}

function perPrincipal(told: readonly Finding[], days: number, context: Context): readonly PrincipalNoise[] {
  const known = told.flatMap((finding) => {
    const principal = principalOf(finding.event);
    return principal === undefined ? [] : [{ principal, finding }];
  });
  return [...groupBy(known, ({ principal }) => principal.id)]
    .flatMap(([, all]) => {
      const principal = all[0]?.principal;
      if (principal === undefined) return [];
      const byRule = [...groupBy(all, ({ finding }) => finding.rule.id)];
      const rules = byRule.sort(([a, x], [b, y]) => y.length - x.length || compare(a, b)).map(([rule]) => rule);
      const accountName = context.accountName(principal.account);
      return [{ principal, accountName, rules, findings: all.length, aDay: all.length / days }];
    })
    .sort((a, b) => b.findings - a.findings || compare(a.principal.id, b.principal.id));
}

/** The proposals that quiet most, and no more than needed. */
function enough(
  possible: readonly Proposal[],
  told: readonly Finding[],
  days: number,
  context: Context,
): readonly Proposal[] {
  const chosen: Proposal[] = [];
  let left = told;
  for (const proposal of possible) {
    if (alertsADay(left, days, context) <= QUIET_A_DAY) break;
    const matches = parsePattern(proposal.except);
    left = left.filter(({ rule, event }) => rule.id !== proposal.rule || !matches(event.record));
    chosen.push(proposal);
  }
  return chosen;
}

export interface Foreseen {
  readonly forecast: Forecast;
  readonly findings: readonly Finding[];
  readonly failures: readonly Failure[];
  /** Alerts a day that would remain with these accepted, found by inspecting the same events again. */
  readonly remaining: (accepted: readonly Proposal[]) => Promise<number>;
}

/** Inspects events of `span` milliseconds with the rules that the settings have on. */
export async function foresee(
  events: readonly TrailEvent[],
  rules: readonly Rule[],
  settings: Settings,
  span: number,
  names?: FoundNames,
): Promise<Foreseen> {
  const look = (changed: Settings) =>
    inspect(events, activate(rules, changed), makeContext(changed, names), createMemory());
  const { findings, failures } = await look(settings);
  const forecast = makeForecast({ findings, events }, span, makeContext(settings, names));
  return {
    forecast,
    findings,
    failures,
    remaining: async (accepted) => {
      const changed = applyProposals(settings, accepted);
      return alertsADay((await look(changed)).findings, forecast.days, makeContext(changed));
    },
  };
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
