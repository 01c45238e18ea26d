/** Events x rules -> findings and failures. */
import type { Context } from './context.ts';
import type { TrailEvent } from './event.ts';
import type { Memory } from './memory.ts';
import type { Matcher } from './pattern.ts';
import type { Failure, Finding, Rule, Severity } from './rule.ts';

/** A rule made ready: its pattern parsed, the settings' say applied. */
export interface ActiveRule {
  readonly rule: Rule;
  readonly severity: Severity | undefined;
  readonly matches: Matcher;
  readonly except: Matcher | undefined;
}

export interface Inspection {
  readonly findings: readonly Finding[];
  readonly failures: readonly Failure[];
}

/** Inspects events in order of time. */
export type Inspect = (
  events: readonly TrailEvent[],
  rules: readonly ActiveRule[],
  context: Context,
  memory: Memory,
) => Promise<Inspection>;
