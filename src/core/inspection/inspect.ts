/** Events x rules -> findings and failures. The same in replay and in the function; only the memory differs. */
import { linksOf } from '../counting/chain.ts';
import type { Memory } from '../counting/memory.ts';
import { isRepeated, REPEATED } from '../counting/routine.ts';
import { type Burst, count } from '../counting/window.ts';
import type { TrailEvent } from '../event.ts';
import { byTime } from '../event.ts';
import { withPortals } from '../record/same-sign-in.ts';
import type { Failure, Finding, Hit, Severity } from '../rule.ts';
import type { ActiveRule } from './activate.ts';
import type { Context } from './context.ts';
import { failureOf, idOf, isAttempt, type Telling, type Trigger, toFinding } from './to-finding.ts';

export interface Inspection {
  /** In order of time, then of the rules. */
  readonly findings: readonly Finding[];
  readonly failures: readonly Failure[];
}

/** Parts of an inspection that all its events share. */
interface Round extends Telling {
  readonly memory: Memory;
}

export interface InspectOptions {
  /** Receives each event after all rules have seen it, when only its findings and windows will ask for it. */
  readonly onDone?: (event: TrailEvent) => void;
  /** Events of the same sign-ins that came by another input; they make no findings. */
  readonly earlier?: readonly TrailEvent[];
  /** Puts the English sentences in place of the Japanese ones, which take time: for a caller that shows none of those. */
  readonly onlyEnglish?: boolean;
}

/** Inspects events in order of time, in whatever order they come. Never throws for a bad event or rule. */
export async function inspect(
  events: readonly TrailEvent[],
  rules: readonly ActiveRule[],
  context: Context,
  memory: Memory,
  { onDone, earlier, onlyEnglish = false }: InspectOptions = {},
): Promise<Inspection> {
  const findings = new Map<string, Finding>();
  const failures: Failure[] = [];
  const candidates = candidatesBySource(rules);
  const round = { memory, context, failures, onlyEnglish };
  for (const one of withPortals(events.toSorted(byTime), earlier)) {
    const event = withCallersAccount(one, context);
    for (const { active, hit } of hitsOf(candidates(event), event, round)) {
      // Most rules ask no memory, and to wait would take longer than they do.
      const ofEvent = triggerOf(active, event, hit);
      const triggers = ofEvent ?? triggersOf(active, event, hit, round);
      for (const trigger of triggers instanceof Promise ? await triggers : triggers) {
        const { id } = trigger;
        const known = findings.get(id);
        if (known !== undefined && !isOther(known, trigger)) continue;
        const own =
          known === undefined ? trigger : { ...trigger, id: idOf(id, trigger.event.name, trigger.event.time) };
        const finding = toFinding(active, own, round);
        const isQuiet = finding.routine !== undefined && (await isRepeated(finding, context, memory));
        findings.set(own.id, isQuiet ? { ...finding, muted: REPEATED } : finding);
      }
    }
    onDone?.(event);
  }
  return { findings: [...findings.values()], failures };
}

/** Sentences name the account of a caller from elsewhere, of whom CloudTrail has little else. */
function withCallersAccount(event: TrailEvent, context: Context): TrailEvent {
  const { kind, account } = event.actor;
  const accountName = kind === 'account' && account !== undefined ? context.accountName(account) : null;
  return accountName === null ? event : { ...event, actor: { ...event.actor, accountName } };
}

interface RuleHit {
  readonly active: ActiveRule;
  readonly hit: Hit;
}

/** Hits of the event, but of no rule that yields to another one of them. */
function hitsOf(rules: readonly ActiveRule[], event: TrailEvent, { context, failures }: Round): readonly RuleHit[] {
  const hits: RuleHit[] = [];
  for (const active of rules) {
    const hit = tryRule(active, event, context, failures);
    if (hit !== undefined) hits.push({ active, hit });
  }
  if (hits.length < 2) return hits;
  const fired = new Set(hits.map(({ active }) => active.rule.id));
  return hits.filter(({ active }) => active.rule.yieldsTo?.some((id) => fired.has(id)) !== true);
}

/** True if two events have one id and are not the same: an id alone hides no event. A burst is one finding. */
const isOther = ({ event, events }: Finding, { event: { id, name, time } }: Trigger) =>
  events.length === 1 && event.id === id && (event.name !== name || event.time !== time);

/** Most rules name their event sources, so most events meet only a few rules. */
function candidatesBySource(rules: readonly ActiveRule[]): (event: TrailEvent) => readonly ActiveRule[] {
  const bySource = new Map<string, readonly ActiveRule[]>();
  return ({ source }) => {
    const known = bySource.get(source);
    if (known) return known;
    const few = rules.filter((active) => active.sources === undefined || active.sources.has(source));
    bySource.set(source, few);
    return few;
  };
}

function tryRule(active: ActiveRule, event: TrailEvent, context: Context, failures: Failure[]): Hit | undefined {
  const { rule } = active;
  try {
    if (!active.matches(event) || active.except?.(event.record)) return undefined;
    const hit = rule.check === undefined ? {} : rule.check(event, context);
    if (hit === undefined || !isAttempt(rule, event)) return hit;
    // Counting an attempt would report a burst that never happened.
    return isGrave(hit.severity ?? rule.severity) && (rule.window === undefined || hit.alone) ? hit : undefined;
  } catch (error) {
    failures.push(failureOf(rule, event, error));
    return undefined;
  }
}

const isGrave = (severity: Severity) => severity === 'critical' || severity === 'high';

/** Undefined if only the memory knows whether the event, or another one with it, is a finding. */
function triggerOf({ rule, windows, chain }: ActiveRule, event: TrailEvent, hit: Hit): readonly [Trigger] | undefined {
  if ((chain !== undefined || windows.length > 0) && !hit.alone) return undefined;
  return [{ id: idOf(event.id, rule.id), hit, event, events: () => [event] }];
}

/** A promise only if an answer of the memory must be waited for: most events complete no window, and are many. */
function triggersOf(
  active: ActiveRule,
  event: TrailEvent,
  hit: Hit,
  round: Round,
): readonly Trigger[] | Promise<readonly Trigger[]> {
  const { rule, windows, chain } = active;
  if (chain !== undefined) return chained(active, event, hit, round);
  for (const [at, window] of windows.entries()) {
    const burst = count(window, rule.id, event, round.memory);
    if (burst !== undefined) return triggersOfBursts(burst, active, windows.slice(at + 1), { event, hit, round });
  }
  return [];
}

async function triggersOfBursts(
  earliest: Promise<Burst | undefined>,
  { rule }: ActiveRule,
  windows: ActiveRule['windows'],
  { event, hit, round }: { readonly event: TrailEvent; readonly hit: Hit; readonly round: Round },
): Promise<readonly Trigger[]> {
  const bursts: Burst[] = [];
  const first = await earliest;
  if (first !== undefined) bursts.push(first);
  for (const window of windows) {
    const burst = await count(window, rule.id, event, round.memory);
    if (burst !== undefined) bursts.push(burst);
  }
  // Two windows of a rule that the same event completes make the same finding; a new burst wins.
  const burst = bursts.find(({ goesOn }) => !goesOn) ?? bursts[0];
  return burst === undefined
    ? []
    : [{ id: idOf(rule.id, burst.key, burst.first), hit, event: burst.last, events: burst.events }];
}

/** The deed, once; and events of it that deserve a finding of their own. */
async function chained(
  { rule, chain }: ActiveRule,
  event: TrailEvent,
  hit: Hit,
  { memory, context, failures }: Round,
): Promise<readonly Trigger[]> {
  if (chain === undefined) return [];
  const { deed, joined } = await linksOf(chain, rule.id, event, memory);
  const own = deed === undefined ? [] : [{ id: idOf(deed, rule.id), hit, event, events: () => [event] }];
  const others = joined.flatMap(({ event: follower, start }): Trigger[] => {
    try {
      const joinedHit = chain.chain.join(follower, start, context);
      if (joinedHit === undefined) return [];
      const id = idOf(follower.id, rule.id, 'joined');
      return [{ id, hit: joinedHit, event: follower, events: () => [start, follower] }];
    } catch (error) {
      failures.push(failureOf(rule, follower, error));
      return [];
    }
  });
  return [...own, ...others];
}
