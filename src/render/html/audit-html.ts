/** `audit --format html`: the same page as a replay's report, with the checks of an audit. */
import { adviceOf, type Fix, type Remedy } from '../../auditing/remedies/remedy.ts';
import { AREAS, type JudgedPath, type Verdict } from '../../auditing/verdict.ts';
import { accountText } from '../../core/accounts.ts';
import { asWords, inEach, mapWords } from '../../core/words.ts';
import { AREA_NAMES } from '../../messages/audit/hops.ts';
import { AUDIT_WORDS } from '../../messages/audit/report.ts';
import { type AuditReport, countsOf } from '../audit/report.ts';
import { sorted } from '../audit/sorted.ts';
import type { RenderOptions } from '../replay/report.ts';
import type { AuditCheckRow, AuditHead, AuditPathRow } from './audit-model.ts';
import { type Parts, partsOf } from './html.ts';
import { dataElement } from './pack.ts';
import { told } from './rows.ts';

type Options = Pick<RenderOptions, 'language' | 'timezone' | 'isRedacted'>;

export function auditHtml(report: AuditReport, options: Options, { page, deflate, version }: Parts): string {
  const [begin, middle, end] = partsOf(page);
  return `${begin}${dataElement('audit', auditHead(report, options, version), deflate)}${middle}${end}`;
}

export function auditHead(
  { account, accountName, at, regions, verdicts, limits, compared }: AuditReport,
  { language, timezone, isRedacted }: Options,
  program: string,
): AuditHead {
  const counts = countsOf(verdicts);
  const used = AREAS.filter((area) => verdicts.some((verdict) => verdict.area === area));
  return {
    version: 1,
    program,
    language,
    timezone,
    isRedacted: isRedacted === true,
    window: { from: null, to: null },
    sources: [],
    account: told(accountText(account, accountName)),
    time: Math.floor(at / 1_000),
    regions: regions.map(told),
    counts,
    verdict: inEach((of) => AUDIT_WORDS[of].verdict(counts)),
    checks: sorted(verdicts).map(checkRow),
    areas: used.map((id) => ({ id, name: AREA_NAMES[id] ?? asWords(id) })),
    limits: limits.map((limit) => mapWords(limit, told)),
    compared: compared ?? null,
  };
}

const checkRow = (verdict: Verdict): AuditCheckRow => ({
  id: told(verdict.id),
  area: verdict.area,
  title: mapWords(verdict.title, told),
  result: verdict.result,
  severity: verdict.severity,
  said: mapWords(verdict.said, told),
  evidence: verdict.evidence.map((one) => mapWords(one, told)),
  todo: verdict.todo.map(todoRow),
  controls: [
    ...verdict.controls.cis.map((one) => `CIS ${one.replace(':', ' ')}`),
    ...verdict.controls.securityHub.map((one) => `Security Hub ${one}`),
    ...verdict.controls.rules,
  ],
  missing: verdict.missing,
  paths: (verdict.paths?.listed ?? []).map(pathRow),
  morePaths: verdict.paths?.unlisted ?? 0,
});

function todoRow(remedy: Remedy): AuditCheckRow['todo'][number] {
  const { fix } = remedy;
  return {
    text: mapWords(adviceOf(remedy), told),
    lines: fix === undefined ? [] : linesOf(fix).map(told),
    afterwards: fix?.kind === 'commands' && fix.afterwards !== undefined ? mapWords(fix.afterwards, told) : null,
  };
}

const linesOf = (fix: Fix): readonly string[] =>
  fix.kind === 'commands'
    ? fix.commands
    : ['# login-watch.yaml', ...fix.settings.trimEnd().split('\n'), 'login-watch deploy'];

const pathRow = ({ hops, calls, regions, minutes, result, broken }: JudgedPath): AuditPathRow => ({
  hops: hops.map(({ kind, name, region, state }) => ({ kind, name: told(name), region, state })),
  calls: calls.map(told),
  regions,
  minutes,
  result,
  said: broken === null ? null : mapWords(broken.said, told),
});
