/** Two audits of one account -> the checks whose results or evidence differ. */
import type { Words } from '../core/language.ts';
import type { Severity } from '../core/rule.ts';
import { asWords } from '../core/words.ts';
import type { Result, Verdict } from './verdict.ts';

/** An earlier audit as its JSON has it, as far as it is compared. */
export interface EarlierAudit {
  readonly account: string;
  /** ISO 8601. */
  readonly time: string;
  readonly regions: readonly string[];
  readonly checks: readonly EarlierCheck[];
}

export interface EarlierCheck {
  readonly id: string;
  readonly title: string;
  readonly result: Result;
  readonly severity: Severity;
  readonly said: string;
  readonly evidence: readonly string[];
  readonly paths?: readonly EarlierPath[] | undefined;
}

export interface EarlierPath {
  readonly hops: readonly { readonly kind: string; readonly name: string; readonly region: string | null }[];
  readonly calls: readonly string[];
  readonly regions: readonly string[];
  readonly broken: { readonly kind: string } | null;
}

export const CHANGES = ['fresh', 'mended', 'failing', 'changed', 'unjudged'] as const;
/** `changed`: passes as before, with other evidence. `unjudged`: one of the two audits didn't judge it, or not in as many regions. */
export type Change = (typeof CHANGES)[number];

export interface ComparedCheck {
  readonly id: string;
  readonly title: Words;
  readonly severity: Severity;
  readonly change: Change;
  /** True only for a check with the same result in both. */
  readonly isEvidenceOther: boolean;
  /** Null if that audit hasn't the check. Sentences of the earlier one are English. */
  readonly before: { readonly result: Result; readonly said: string } | null;
  readonly now: { readonly result: Result; readonly said: Words } | null;
}

export interface AuditComparison {
  /** The moment of the earlier audit, ISO 8601. */
  readonly time: string;
  readonly regionsOnlyBefore: readonly string[];
  readonly regionsOnlyNow: readonly string[];
  /** In the order of the later audit; those that are as they were, and pass, are only counted. */
  readonly checks: readonly ComparedCheck[];
  readonly same: number;
}

interface Later {
  readonly regions: readonly string[];
  readonly verdicts: readonly Verdict[];
}

export function compareAudits(earlier: EarlierAudit, { regions, verdicts }: Later): AuditComparison {
  const regionsOnlyBefore = earlier.regions.filter((region) => !regions.includes(region));
  const regionsOnlyNow = regions.filter((region) => !earlier.regions.includes(region));
  const before = new Map(earlier.checks.map((check) => [check.id, check]));
  const now = new Set(verdicts.map(({ id }) => id));
  const pairs: readonly Pair[] = [
    ...verdicts.map((verdict) => ({ old: before.get(verdict.id), verdict })),
    ...earlier.checks.filter(({ id }) => !now.has(id)).map((old) => ({ old, verdict: undefined })),
  ];
  const reach = { isWider: regionsOnlyNow.length > 0, isNarrower: regionsOnlyBefore.length > 0 };
  const compared = pairs.map((pair) => comparedCheck(pair, reach));
  const checks = compared.filter((one) => one !== undefined);
  return { time: earlier.time, regionsOnlyBefore, regionsOnlyNow, checks, same: compared.length - checks.length };
}

interface Pair {
  readonly old: EarlierCheck | undefined;
  readonly verdict: Verdict | undefined;
}

/** The regions of the later audit beside those of the earlier one. */
interface Reach {
  readonly isWider: boolean;
  readonly isNarrower: boolean;
}

/** Undefined for a check that passes as before. */
function comparedCheck({ old, verdict }: Pair, reach: Reach): ComparedCheck | undefined {
  const isEvidenceOther = old !== undefined && verdict !== undefined && hasOtherEvidence(old, verdict);
  const change = changeOf(old?.result, verdict?.result, isEvidenceOther, reach);
  if (change === undefined) return undefined;
  return {
    id: verdict?.id ?? old?.id ?? '',
    title: verdict?.title ?? asWords(old?.title ?? ''),
    severity: verdict?.severity ?? old?.severity ?? 'info',
    change,
    isEvidenceOther,
    before: old === undefined ? null : { result: old.result, said: old.said },
    now: verdict === undefined ? null : { result: verdict.result, said: verdict.said },
  };
}

function changeOf(
  before: Result | undefined,
  now: Result | undefined,
  isEvidenceOther: boolean,
  { isWider, isNarrower }: Reach,
): Change | undefined {
  if (before === undefined || now === undefined || before === 'unknown' || now === 'unknown') return 'unjudged';
  // A failure may be in a region that the other audit didn't look at.
  if (before === 'pass' && now === 'fail') return isWider ? 'unjudged' : 'fresh';
  if (before === 'fail' && now === 'pass') return isNarrower ? 'unjudged' : 'mended';
  if (now === 'fail') return 'failing';
  return isEvidenceOther ? 'changed' : undefined;
}

/** Paths are compared where both have them, since sentences change with the program. */
function hasOtherEvidence(old: EarlierCheck, { result, evidence, paths }: Verdict): boolean {
  if (old.result !== result) return false;
  const listed = paths?.listed ?? [];
  if (old.paths !== undefined && old.paths.length > 0 && listed.length > 0)
    return (
      keyOf(old.paths.map(keyOfPath)) !==
      keyOf(listed.map(({ broken, ...path }) => keyOfPath({ ...path, broken: broken?.facts ?? null })))
    );
  return keyOf(old.evidence.map(steady)) !== keyOf(evidence.map(({ en }) => steady(en)));
}

const keyOf = (texts: readonly string[]): string => JSON.stringify(texts.toSorted());

const keyOfPath = ({ hops, calls, regions, broken }: EarlierPath): string =>
  JSON.stringify([
    hops.map(({ kind, name, region }) => [kind, name, region]),
    calls.toSorted(),
    regions.toSorted(),
    broken?.kind ?? null,
  ]);

/** The sentence without how long ago something was: that differs in every audit. */
const steady = (text: string): string =>
  text.replace(/(?:\b\d+ (?:days?|hours?|h|minutes?|min|seconds?|s) )+ago\b/g, '… ago');
