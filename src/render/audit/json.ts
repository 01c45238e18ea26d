/** `audit --format json` and `csv`. */
import type { Remedy } from '../../auditing/remedies/remedy.ts';
import type { JudgedPath, Verdict } from '../../auditing/verdict.ts';
import type { Language } from '../../core/language.ts';
import { escapeJson } from '../../core/text.ts';
import { BY_HAND } from '../../messages/audit/by-hand.ts';
import { AUDIT_WORDS } from '../../messages/audit/report.ts';
import { type CsvValue, csvLine } from '../csv-text.ts';
import { comparedJson } from './compared.ts';
import { type AuditReport, countsOf } from './report.ts';

/** Fields are added within a version, never changed; the words are English. */
export function renderAuditJson({
  account,
  accountName,
  at,
  regions,
  verdicts,
  limits,
  compared,
}: AuditReport): string {
  const counts = countsOf(verdicts);
  const report = {
    version: 1,
    account,
    accountName,
    time: new Date(at).toISOString(),
    regions,
    verdict: AUDIT_WORDS.en.verdict(counts),
    counts,
    checks: verdicts.map(checkJson),
    notLookedAt: limits.map(({ en }) => en),
    compared: compared === undefined ? null : comparedJson(compared),
  };
  return escapeJson(`${JSON.stringify(report, undefined, 2)}\n`);
}

function checkJson({ id, area, title, result, severity, said, evidence, todo, controls, missing, paths }: Verdict) {
  const sentences = { said: said.en, evidence: evidence.map(({ en }) => en), todo: todo.map(({ en }) => en) };
  const remedies = todo.flatMap(remedyJson);
  const byHand = todo.flatMap(({ en, byHand: why }) => (why === undefined ? [] : [{ todo: en, why: BY_HAND[why].en }]));
  return {
    ...{ id, area, title: title.en, result, severity, ...sentences, controls, missing, remedies, byHand },
    paths: (paths?.listed ?? []).map(pathJson),
    pathsNotListed: paths?.unlisted ?? 0,
  };
}

/** Those of the remedies that can be applied as they stand. */
function remedyJson({ en, fix }: Remedy): readonly object[] {
  if (fix === undefined) return [];
  if (fix.kind === 'settings') return [{ todo: en, ...fix }];
  return [{ todo: en, kind: fix.kind, commands: fix.commands, afterwards: fix.afterwards?.en ?? null }];
}

const pathJson = ({ broken, ...path }: JudgedPath) => ({
  ...path,
  broken: broken === null ? null : { kind: broken.facts.kind, said: broken.said.en },
});

/** Columns are added at the end only, because scripts count them. */
const COLUMNS: readonly (readonly [name: string, value: (verdict: Verdict, language: Language) => CsvValue])[] = [
  ['id', ({ id }) => id],
  ['area', ({ area }) => area],
  ['result', ({ result }) => result],
  ['severity', ({ severity }) => severity],
  ['title', ({ title }, language) => title[language]],
  ['finding', ({ said }, language) => said[language]],
  ['todo', ({ todo }, language) => todo.map((one) => one[language]).join(' ')],
  ['cis', ({ controls }) => controls.cis.join(' ')],
  ['securityHub', ({ controls }) => controls.securityHub.join(' ')],
  ['rules', ({ controls }) => controls.rules.join(' ')],
  ['missing', ({ missing }) => missing.join(' ')],
  ['evidence', ({ evidence }, language) => evidence.map((one) => one[language]).join(' ')],
];

export function renderAuditCsv({ verdicts }: AuditReport, language: Language): string {
  const head = csvLine(COLUMNS.map(([name]) => name));
  return head + verdicts.map((verdict) => csvLine(COLUMNS.map(([, value]) => value(verdict, language)))).join('');
}
