/** The ways from a deed to people, and the places at which others end. */
import type { LogsMatcher } from '../core/patterns/logs-pattern.ts';
import type { Matcher } from '../core/patterns/pattern.ts';
import type { Break } from '../messages/audit/breaks/breaks.words.ts';
import { distinctLinks, type Link } from './link.ts';
import { brokenPaths, type Path } from './path.ts';
import type { End } from './reach/ends.ts';

/** One way that ends at somebody. */
export interface Way {
  readonly by: 'alarm' | 'rule' | 'subscription';
  /** The name of the alarm, the rule or the filter. */
  readonly name: string;
  readonly region: string;
  /** From the deed on, as a rule. */
  readonly minutes: number;
  readonly ends: readonly End[];
  /** Resources of this account from the trail to the ends, each once. */
  readonly links: readonly Link[];
}

export interface Followed {
  readonly ways: readonly Way[];
  readonly breaks: readonly Break[];
  /** The same as hops. */
  readonly paths: readonly Path[];
}

/** Patterns are parsed once for all records. Undefined for one that can't be evaluated. */
export interface Patterns {
  logs(pattern: string): LogsMatcher | undefined;
  /** Takes an event beyond doubt. */
  rule(pattern: string): Matcher | undefined;
  /** As `rule`, or depends on what AWS doesn't document of the event. */
  maybe(pattern: string): Matcher | undefined;
}

export const NO_WAY: Followed = { ways: [], breaks: [], paths: [] };
export const broken = (...breaks: readonly Break[]): Followed => ({
  ways: [],
  breaks,
  paths: brokenPaths(breaks),
});

/** The same by way of these resources before all others. */
export const after = (followed: Followed, first: readonly Link[]): Followed => ({
  ...followed,
  ways: followed.ways.map((way) => ({ ...way, links: distinctLinks([...first, ...way.links]) })),
});

export const together = (parts: readonly Followed[]): Followed => ({
  ways: parts.flatMap(({ ways }) => ways),
  breaks: parts.flatMap(({ breaks }) => breaks),
  paths: parts.flatMap(({ paths }) => paths),
});
