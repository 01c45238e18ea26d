/** The data of an audit's page. Texts are visible and cut to a length. */
import type { AuditComparison } from '../../auditing/compare.ts';
import type { Result } from '../../auditing/verdict.ts';
import type { Words } from '../../core/language.ts';
import type { Severity } from '../../core/rule.ts';
import type { HopKind } from '../../messages/audit/hops.ts';
import type { AnyHead } from './model.ts';

export interface AuditPathRow {
  readonly hops: readonly {
    readonly kind: HopKind;
    readonly name: string;
    readonly region: string | null;
    readonly state: Result;
  }[];
  readonly calls: readonly string[];
  readonly regions: readonly string[];
  readonly minutes: number | null;
  readonly result: Result;
  /** The reason at the last hop; null for a path that reaches somebody. */
  readonly said: Words | null;
}

export interface AuditCheckRow {
  readonly id: string;
  readonly area: string;
  readonly title: Words;
  readonly result: Result;
  readonly severity: Severity;
  readonly said: Words;
  readonly evidence: readonly Words[];
  /** `lines`: to paste; none for a remedy that takes a person. */
  readonly todo: readonly {
    readonly text: Words;
    readonly lines: readonly string[];
    readonly afterwards: Words | null;
  }[];
  readonly controls: readonly string[];
  readonly missing: readonly string[];
  readonly paths: readonly AuditPathRow[];
  /** Paths that the file doesn't hold. */
  readonly morePaths: number;
}

/** All that the page of an audit shows. */
export interface AuditHead extends AnyHead {
  readonly account: string;
  /** Seconds since the epoch. */
  readonly time: number;
  readonly regions: readonly string[];
  readonly counts: Readonly<Record<Result, number>>;
  readonly verdict: Words;
  /** The worst first. */
  readonly checks: readonly AuditCheckRow[];
  /** Groups that have a check, in their order. */
  readonly areas: readonly { readonly id: string; readonly name: Words }[];
  readonly limits: readonly Words[];
  readonly compared: AuditComparison | null;
}
