/** The one sentence that sums up all checks. Silence is a claim: what could not be checked never counts as fine. */
import type { Language, Words } from '../core/rule.ts';
import { wordsIn } from '../core/words.ts';
import { VERDICT_WORDS } from '../messages/operate/verdicts.ts';
import { type CheckResult, nameOf } from './checks.ts';

/** Unchecked things that are named; the others are only counted. */
const MOST_NAMED = 3;

/** The gravest failure, else what could not be checked, else yes and the number of warnings. */
export const verdictOf = (results: readonly CheckResult[], topic: 'status' | 'doctor'): Words =>
  wordsIn((language) => sentence(results, topic, language));

function sentence(results: readonly CheckResult[], topic: 'status' | 'doctor', language: Language): string {
  const words = VERDICT_WORDS[language][topic];
  const failed = results.filter(({ state }) => state === 'failed');
  const unchecked = results.filter(({ state }) => state === 'not checked');
  const fatal = failed.find(({ isFatal }) => isFatal);
  const gravest = fatal ?? failed[0];
  if (gravest !== undefined) {
    const reason = gravest.said[language].replace(/[.。]$/, '');
    return (fatal === undefined ? words.partly : words.bad)(reason, failed.length - 1);
  }
  if (unchecked.length > 0) {
    const fine = results.filter(({ state }) => state === 'ok').length;
    const names = listed(
      unchecked.map((result) => nameOf(result, language)),
      language,
    );
    return (fine > unchecked.length ? words.probably : words.unknown)(unchecked.length, names);
  }
  return words.good(results.filter(({ state }) => state === 'warning').length);
}

function listed(names: readonly string[], language: Language): string {
  const shown = names.slice(0, MOST_NAMED).join(language === 'ja' ? '、' : ', ');
  if (names.length <= MOST_NAMED) return shown;
  return language === 'ja' ? `${shown}など` : `${shown} and others`;
}
