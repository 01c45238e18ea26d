/** An audit that can leave the house: paths with stand-ins, and no sentence that may hold a name. */
import type { AuditComparison, ComparedCheck } from '../../auditing/compare.ts';
import type { Hop } from '../../auditing/path.ts';
import type { JudgedPath, Result, Verdict } from '../../auditing/verdict.ts';
import type { Words } from '../../core/language.ts';
import { isRegion } from '../../core/regions.ts';
import { wordsFrom } from '../../core/words.ts';
import { sentenceOf } from '../../messages/audit/breaks/breaks.ts';
import type { Break } from '../../messages/audit/breaks/breaks.words.ts';
import { REDACTED_AUDIT_WORDS } from '../../messages/audit/redacted.ts';
import { AUDIT_WORDS } from '../../messages/audit/report.ts';
import { REDACTED_WORDS } from '../../messages/look-back/redacted.ts';
import type { AuditReport } from '../audit/report.ts';
import { type StandInKind, StandIns } from './stand-ins.ts';

/** Facts of breaks that are words of AWS or of this program. */
const KEPT = new Set(['kind', 'differs', 'what', 'service', 'action', 'state']);
const WORD = /^[A-Za-z][\w.:-]{0,60}$/;
/** Kinds of names that facts hold; all others are objects. */
const KINDS: Readonly<Record<string, StandInKind>> = {
  trail: 'trail',
  group: 'log-group',
  filter: 'metric-filter',
  metric: 'metric',
  wanted: 'metric',
  alarm: 'alarm',
  suppressor: 'alarm',
  composite: 'composite-alarm',
  topic: 'topic',
  rule: 'rule',
  endpoint: 'subscription',
  account: 'account',
};

export function redactAudit(report: AuditReport): AuditReport {
  const standIns = new StandIns();
  const account = standIns.of('account', report.account);
  return {
    ...report,
    account,
    accountName: null,
    verdicts: report.verdicts.map((verdict) => redactedVerdict(verdict, standIns)),
    limits: report.limits.map(redactedLimit),
    compared: report.compared === undefined ? undefined : redactedComparison(report.compared),
  };
}

const said = (result: Result): Words => wordsFrom(REDACTED_AUDIT_WORDS, (words) => words.said[result]);

function redactedVerdict(verdict: Verdict, standIns: StandIns): Verdict {
  const { paths, result, controls } = verdict;
  return {
    ...verdict,
    said: said(result),
    evidence: [],
    todo: [],
    controls,
    ...(paths === undefined
      ? {}
      : { paths: { ...paths, listed: paths.listed.map((path) => redactedPath(path, standIns)) } }),
  };
}

function redactedPath({ broken, hops, ...path }: JudgedPath, standIns: StandIns): JudgedPath {
  const facts = broken === null ? null : redactedBreak(broken.facts, standIns);
  return {
    ...path,
    hops: hops.map((hop) => ({ ...hop, ...redactedHop(hop, standIns) })),
    broken: facts === null ? null : { facts, said: sentenceOf(facts) },
  };
}

const redactedHop = ({ kind, name, region }: Hop, standIns: StandIns): Hop => ({
  kind,
  name: kind === 'event-bus' || name === '' ? name : standIns.of(kind, name),
  region,
});

/** Its numbers and words of AWS stay. A break keeps its kind, so that it keeps its shape. */
function redactedBreak(facts: Break, standIns: StandIns): Break {
  const redacted = Object.entries(facts).map(([key, value]: [string, unknown]) => [
    key,
    redactedFact(key, value, facts, standIns),
  ]);
  return Object.fromEntries(redacted) as Break;
}

function redactedFact(key: string, value: unknown, { kind }: Break, standIns: StandIns): unknown {
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  // AWS's own message.
  if (typeof value !== 'string') return wordsFrom(REDACTED_AUDIT_WORDS, ({ reason }) => reason);
  if (isRegion(value) || (KEPT.has(key) && WORD.test(value))) return value;
  if (key === 'name' && kind.startsWith('function-')) return standIns.of('function', value);
  if (key === 'name' && kind.startsWith('queue-')) return standIns.of('queue', value);
  if (key === 'name' && kind === 'no-own-rule') return standIns.of('notifier', value);
  return standIns.of(KINDS[key] ?? 'object', value);
}

const OWN_WORDS = new Set(AUDIT_WORDS.en.notLookedAt);

/** Sentences that hold regions and ids of checks alone stay. */
const redactedLimit = (limit: Words): Words =>
  OWN_WORDS.has(limit.en) || /^(?:regions|checks) other than [\w.,\s-]+$/.test(limit.en)
    ? limit
    : wordsFrom(REDACTED_WORDS, ({ notRead }) => notRead);

const redactedComparison = (compared: AuditComparison): AuditComparison => ({
  ...compared,
  regionsOnlyBefore: compared.regionsOnlyBefore.filter(isRegion),
  checks: compared.checks.filter(isKnown).map(redactedCheck),
});

/** The earlier file may be anybody's: of a check that this audit hasn't nothing is kept. */
const isKnown = ({ now }: ComparedCheck): boolean => now !== null;

const redactedCheck = (check: ComparedCheck): ComparedCheck => ({
  ...check,
  before: check.before === null ? null : { ...check.before, said: said(check.before.result).en },
  now: check.now === null ? null : { ...check.now, said: said(check.now.result) },
});
