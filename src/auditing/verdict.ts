/** The verdict of an audit on one thing. */
import type { Words } from '../core/language.ts';
import type { Severity } from '../core/rule.ts';
import type { Break } from '../messages/audit/breaks/breaks.words.ts';
import type { Controls } from './deeds/deed.ts';
import type { Hop } from './path.ts';
import type { Remedy } from './remedies/remedy.ts';

/** Groups of checks, as `--checks` takes them. */
export const AREAS = ['recording', 'doors', 'sign-ins', 'controls', 'rules', 'silence'] as const;
export type Area = (typeof AREAS)[number];

/** `unknown`: AWS refused a read, or it lies where the audit doesn't look. Never counts as passed. */
export type Result = 'pass' | 'fail' | 'unknown';

export interface Verdict {
  readonly id: string;
  readonly area: Area;
  readonly title: Words;
  readonly result: Result;
  readonly severity: Severity;
  /** One or two sentences. */
  readonly said: Words;
  /** Sentences, the most telling first. */
  readonly evidence: readonly Words[];
  /** Each closes the finding, or a part of it. */
  readonly todo: readonly Remedy[];
  readonly controls: Controls;
  /** Actions of IAM that were refused. */
  readonly missing: readonly string[];
  /** The ways to people, and the places where others end; absent from checks that follow none. */
  readonly paths?: VerdictPaths;
}

export interface VerdictPaths {
  readonly listed: readonly JudgedPath[];
  readonly unlisted: number;
}

export interface JudgedPath {
  /** From the trail on. All but the last one pass. */
  readonly hops: readonly (Hop & { readonly state: Result })[];
  /** Names of the samples that take it, and where these are recorded. */
  readonly calls: readonly string[];
  readonly regions: readonly string[];
  /** From the deed on; null for a path that reaches nobody. */
  readonly minutes: number | null;
  readonly result: Result;
  readonly broken: { readonly said: Words; readonly facts: Break } | null;
}
