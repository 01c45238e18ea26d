/** Verdicts in the order in which people read them: failures on top, by severity. */
import type { Result, Verdict } from '../../auditing/verdict.ts';
import { SEVERITIES } from '../../core/rule.ts';

const ORDER: readonly Result[] = ['fail', 'unknown', 'pass'];

export function sorted(verdicts: readonly Verdict[]): readonly Verdict[] {
  const rank = ({ result, severity }: Verdict) =>
    ORDER.indexOf(result) * SEVERITIES.length + SEVERITIES.indexOf(severity);
  const isPassed = ({ result }: Verdict) => result === 'pass';
  return [
    ...verdicts.filter((one) => !isPassed(one)).toSorted((a, b) => rank(a) - rank(b)),
    ...verdicts.filter(isPassed),
  ];
}
