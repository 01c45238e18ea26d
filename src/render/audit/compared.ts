/** The differences from an earlier audit, as lines of the table and as JSON. */
import { type AuditComparison, CHANGES, type Change, type ComparedCheck } from '../../auditing/compare.ts';
import type { Language } from '../../core/language.ts';
import { COMPARE_WORDS } from '../../messages/audit/compare.ts';
import { AUDIT_WORDS } from '../../messages/audit/report.ts';

export interface ComparedPart {
  readonly head: string;
  readonly items: readonly string[];
}

/** `2026-11-20 09:12:41 UTC` */
const momentText = (time: string): string => `${new Date(time).toISOString().slice(0, 19).replace('T', ' ')} UTC`;

const withChange = ({ checks }: AuditComparison, change: Change): readonly ComparedCheck[] =>
  checks.filter((check) => check.change === change);

/** The first part is about the whole; each of the others holds the checks of a kind. */
export function comparedParts(compared: AuditComparison, language: Language): readonly ComparedPart[] {
  const words = COMPARE_WORDS[language];
  const { time, regionsOnlyBefore, regionsOnlyNow, same } = compared;
  const about = [
    ...(regionsOnlyBefore.length === 0 ? [] : [words.onlyBefore(regionsOnlyBefore)]),
    ...(regionsOnlyNow.length === 0 ? [] : [words.onlyNow(regionsOnlyNow)]),
    words.same(same),
  ];
  const parts = CHANGES.flatMap((change) => {
    const checks = withChange(compared, change);
    // That there is none of these two is worth a line.
    if (checks.length === 0 && change !== 'fresh' && change !== 'mended') return [];
    const items =
      change === 'unjudged' ? unjudgedLines(checks, language) : checks.map((check) => itemOf(check, language));
    return [{ head: words[change](checks.length), items }];
  });
  return [{ head: words.against(momentText(time)), items: about }, ...parts];
}

/** `fail → not checked: CloudWatch.9, CloudWatch.10`, failures first. */
function unjudgedLines(checks: readonly ComparedCheck[], language: Language): readonly string[] {
  const { absent } = COMPARE_WORDS[language];
  const { results } = AUDIT_WORDS[language];
  const ids = new Map<string, string[]>();
  const isFailed = ({ before, now }: ComparedCheck) => before?.result === 'fail' || now?.result === 'fail';
  for (const check of [...checks.filter(isFailed), ...checks.filter((one) => !isFailed(one))]) {
    const [before, now] = [check.before, check.now].map((one) => (one === null ? absent : results[one.result]));
    const key = `${before} → ${now}`;
    ids.set(key, [...(ids.get(key) ?? []), check.id]);
  }
  const [colon, comma] = language === 'ja' ? ['：', '、'] : [': ', ', '];
  return [...ids].map(([key, names]) => `${key}${colon}${names.join(comma)}`);
}

function itemOf({ id, change, isEvidenceOther, before, now }: ComparedCheck, language: Language): string {
  const words = COMPARE_WORDS[language];
  const colon = language === 'ja' ? '：' : ': ';
  switch (change) {
    case 'fresh':
    case 'mended':
      return `${id}${colon}${now?.said[language] ?? ''}`;
    case 'failing':
      return isEvidenceOther ? `${id}${colon}${words.otherEvidence}` : id;
    case 'changed': {
      const said = now?.said[language] ?? '';
      return now?.said.en === before?.said
        ? `${id}${colon}${said}`
        : `${id}${colon}${said} (${words.before(before?.said ?? '')})`;
    }
    case 'unjudged':
      return id;
  }
}

export const comparedJson = ({ checks, ...compared }: AuditComparison) => ({
  ...compared,
  counts: Object.fromEntries(CHANGES.map((change) => [change, checks.filter((one) => one.change === change).length])),
  checks: checks.map(({ title, now, ...check }) => ({
    ...check,
    title: title.en,
    now: now === null ? null : { result: now.result, said: now.said.en },
  })),
});
