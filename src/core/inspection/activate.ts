/** Rules made ready: patterns parsed, and each rule's settings applied. */
import { type ActiveChain, activateChain } from '../counting/chain.ts';
import { type ActiveWindow, activateWindows } from '../counting/window.ts';
import type { TrailEvent } from '../event.ts';
import { isObject } from '../fields.ts';
import { type EventPattern, exactTexts, type Matcher, parsePattern } from '../patterns/pattern.ts';
import type { Rule, Severity } from '../rule.ts';
import type { Settings } from '../settings.ts';
import { ownRules } from './own-rule.ts';

/** As much of an event as decides whether a rule looks at it. */
export type Seen = Pick<TrailEvent, 'source' | 'detailType' | 'record'>;

/** A rule made ready. */
export interface ActiveRule {
  readonly rule: Rule;
  /** The severity from the settings; undefined leaves it to the rule and the circumstances. */
  readonly severity: Severity | undefined;
  /** True if the rule looks at this event at all. */
  readonly matches: (event: Seen) => boolean;
  readonly except: Matcher | undefined;
  readonly windows: readonly ActiveWindow[];
  readonly chain: ActiveChain | undefined;
  /** The only values of `eventSource` that can match, if the pattern lists them. */
  readonly sources: ReadonlySet<string> | undefined;
}

/** Whether a rule is on, and the reason. */
export interface RuleState {
  readonly on: boolean;
  readonly severity: Severity;
  /**
   * `default`, the entry of `rules` in the settings that decided (the rule's own id, or its theme), or
   * `needs breakGlass`: the settings lack what the rule needs.
   */
  readonly because: string;
}

/** Applies the settings to a rule; its own entry wins over its theme's, each part by itself. */
export function stateOf(rule: Rule, settings: Settings): RuleState {
  const entries = [rule.id, rule.theme].map((key) => ({ key, setting: settings.rules[key] }));
  const decided = entries.find(({ setting }) => setting?.on !== undefined);
  const severity = severityOf(rule, settings) ?? rule.severity;
  const on = decided?.setting?.on ?? rule.byDefault !== 'off';
  if (on && isLacking(rule, settings)) return { on: false, severity, because: `needs ${rule.needs}` };
  return { on, severity, because: decided?.key ?? 'default' };
}

/** Off rather than idle: AWS must not be asked for every AssumeRole if no role is for emergencies. */
export function isLacking({ needs }: Rule, settings: Settings): boolean {
  if (needs === undefined) return false;
  const setting = settings[needs];
  return setting === undefined || ('length' in setting && setting.length === 0);
}

function severityOf(rule: Rule, settings: Settings): Severity | undefined {
  return settings.rules[rule.id]?.severity ?? settings.rules[rule.theme]?.severity;
}

/** The built-in rules and the user's own, in order. */
export function allRules(builtIn: readonly Rule[], settings: Settings): readonly Rule[] {
  return [...builtIn, ...ownRules(settings.own)];
}

/**
 * The rules that are on, ready to inspect. `named` are ids that the user asked for: those are on whatever the
 * settings say. Throws `PatternError` for a pattern that AWS would refuse (settings are checked before this).
 */
export function activate(
  rules: readonly Rule[],
  settings: Settings,
  named: readonly string[] = [],
): readonly ActiveRule[] {
  return rules
    .filter((rule) => named.includes(rule.id) || stateOf(rule, settings).on)
    .map((rule) => ({
      rule,
      severity: severityOf(rule, settings),
      matches: matcherOf(rule),
      except: exceptOf(rule, settings),
      windows: activateWindows(rule),
      chain: activateChain(rule),
      sources: rule.on === undefined ? exactSources(rule) : undefined,
    }));
}

/**
 * True if the rule can fire on this event, or if its pattern throws: the inspection meets the same error and reports
 * it.
 */
export function mayMatch({ sources, matches }: ActiveRule, event: Seen): boolean {
  if (sources !== undefined && !sources.has(event.source)) return false;
  try {
    return matches(event);
  } catch {
    return true;
  }
}

function matcherOf(rule: Rule): ActiveRule['matches'] {
  const { on } = rule;
  const isAnyDetail = on !== undefined && Object.keys(rule.when).length === 0;
  const when = isAnyDetail ? () => true : fast(rule.when, parsePattern(rule.when));
  if (on === undefined) return (event) => event.detailType === undefined && when(event.record);
  return (event) =>
    event.detailType !== undefined &&
    on['detail-type'].includes(event.detailType) &&
    on.source.includes(event.source) &&
    when(event.record);
}

/** The same, looked up: most rules ask for names by source and nothing else, and some for hundreds of them. */
function fast(when: EventPattern, slow: Matcher): Matcher {
  const { $or } = when;
  const branches = Array.isArray($or) && Object.keys(when).length === 1 ? $or : [when];
  const bySource = new Map<string, { readonly names: Set<string>; readonly stems: string[] }>();
  for (const { eventSource, eventName, ...finer } of branches) {
    const sources = exactTexts(eventSource);
    if (sources === undefined || !Array.isArray(eventName) || Object.keys(finer).length > 0) return slow;
    for (const source of sources) {
      const asked = bySource.get(source) ?? { names: new Set(), stems: [] };
      for (const leaf of eventName) {
        const stem: unknown = typeof leaf === 'string' ? undefined : Reflect.get(Object(leaf), 'prefix');
        if (typeof leaf === 'string') asked.names.add(leaf);
        else if (typeof stem === 'string') asked.stems.push(stem);
        else return slow;
      }
      bySource.set(source, asked);
    }
  }
  return (record) => {
    const { eventSource, eventName } = isObject(record) ? record : {};
    // EventBridge looks into lists.
    if (typeof eventSource !== 'string' || typeof eventName !== 'string') return slow(record);
    const asked = bySource.get(eventSource);
    if (asked === undefined) return false;
    return asked.names.has(eventName) || asked.stems.some((stem) => eventName.startsWith(stem));
  };
}

/** Both exceptions count: a theme's, and the rule's own. */
function exceptOf(rule: Rule, settings: Settings): Matcher | undefined {
  const patterns = [settings.rules[rule.id]?.except, settings.rules[rule.theme]?.except];
  const matchers = patterns.filter((pattern) => pattern !== undefined).map((pattern) => parsePattern(pattern));
  if (matchers.length === 0) return undefined;
  return (record) => matchers.some((matches) => matches(record));
}

function exactSources({ when }: Rule): ReadonlySet<string> | undefined {
  const { $or } = when;
  const alternatives = Array.isArray($or) && when['eventSource'] === undefined ? $or : [when];
  const lists = alternatives.map((alternative) => exactTexts(alternative['eventSource']));
  return lists.every((list) => list !== undefined) ? new Set(lists.flat()) : undefined;
}
