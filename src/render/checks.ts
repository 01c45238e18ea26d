/** Results of checks (`doctor`, `status`), as people and programs read them. */
import { Chalk } from 'chalk';
import { accountText } from '../core/accounts.ts';
import type { Language, Words } from '../core/rule.ts';
import { escapeJson, visible } from '../core/text.ts';
import { asWords } from '../core/words.ts';
import { CHECK_WORDS, type CheckName, type CheckState, type CheckWords } from '../messages/operate/checks.ts';
import { columns } from './columns.ts';
import { wrap } from './wrap.ts';

export type { CheckName, CheckState };

const STATES: readonly CheckState[] = ['failed', 'warning', 'not checked', 'ok'];

export interface CheckResult {
  readonly check: CheckName;
  /** The part of it, e.g. a command whose permissions they are. */
  readonly of?: string | Words | undefined;
  readonly state: CheckState;
  /** A failure as a whole sentence without its full stop, all else as a fragment. */
  readonly said: Words;
  /** The remedy. */
  readonly todo?: Words | undefined;
  /** While this has failed, nothing works at all. */
  readonly isFatal?: boolean;
}

export interface Place {
  readonly account: string;
  /** Null if the account has none. */
  readonly accountName: string | null;
  readonly region: string;
}

interface Options {
  readonly columns: number;
  readonly colour: boolean;
  readonly isPlain?: boolean | undefined;
  /** Defaults to English. */
  readonly language?: Language | undefined;
  /** Comes first. */
  readonly verdict: Words;
  /** Below the verdict: what was looked at. */
  readonly place?: Place | undefined;
}

const WIDEST = 140;
const INDENT = '  ';

/** The verdict, a line for each result, what to do about those that are not fine, and a count. */
export function renderChecks(results: readonly CheckResult[], options: Options): string {
  const { language = 'en', isPlain, verdict, place } = options;
  const paint = new Chalk({ level: options.colour ? 1 : 0 });
  const colours = { failed: paint.red, warning: paint.magenta, 'not checked': paint.dim, ok: paint.green };
  const words = CHECK_WORDS[language];
  const width = Math.min(options.columns, WIDEST);
  const lines = (text: string, indent = '') =>
    isPlain ? [text] : wrap(text, width - indent.length).map((part) => indent + part);
  const table = columns({
    head: words.head,
    rows: results.map((result) => [
      { text: labelOf(result, language) },
      { text: words.states[result.state], paint: colours[result.state] },
      { text: visible(result.said[language]) },
    ]),
    flexible: 2,
    width,
    isPlain,
  });
  const todo = results.flatMap((result) => {
    const text = result.todo?.[language] ?? '';
    return text === '' ? [] : lines(`${labelOf(result, language)}: ${visible(text)}`, INDENT);
  });
  const parts = [
    lines(visible(verdict[language]))
      .map((line) => paint.bold(line))
      .join('\n') + (place === undefined ? '' : `\n${lines(visible(placeOf(place, words))).join('\n')}`),
    table,
    ...(todo.length === 0 ? [] : [[paint.bold(words.todo), ...todo].join('\n')]),
    tally(results, words),
  ];
  return `${parts.join('\n\n')}\n`;
}

const placeOf = ({ account, accountName, region }: Place, words: CheckWords) =>
  words.place(accountText(account, accountName), region);

/** The check and its part, as they stand before the state. */
function labelOf({ check, of }: CheckResult, language: Language): string {
  const words = CHECK_WORDS[language];
  return visible(
    of === undefined ? words.check[check] : `${words.check[check]}: ${partOf(check, of, words, language)}`,
  );
}

/** The check and its part, within a sentence. */
export function nameOf({ check, of }: CheckResult, language: Language): string {
  const words = CHECK_WORDS[language];
  return of === undefined ? words.check[check] : words.inline(words.check[check], partOf(check, of, words, language));
}

function partOf(check: CheckName, of: string | Words, words: CheckWords, language: Language): string {
  if (typeof of !== 'string') return of[language];
  const parts = new Map(Object.entries(words.part[check] ?? {}));
  return parts.get(of) ?? of;
}

function tally(results: readonly CheckResult[], words: CheckWords): string {
  const counts = STATES.map((state) => [state, results.filter((result) => result.state === state).length] as const);
  return words.tally(counts.filter(([, count]) => count > 0));
}

/** Fields are added within a version, never changed; the words are English. */
export function renderChecksJson(results: readonly CheckResult[], verdict: Words, place?: Place): string {
  const checks = results.map(({ check, of, state, said, todo }) => ({
    check,
    of: of === undefined ? null : (typeof of === 'string' ? asWords(of) : of).en,
    state,
    said: said.en,
    todo: todo?.en ?? null,
  }));
  const ok = results.every(({ state }) => state !== 'failed');
  return escapeJson(`${JSON.stringify({ version: 1, ok, verdict: verdict.en, ...place, checks }, undefined, 2)}\n`);
}
