/** What checks found (`doctor`, `status`), as people and programs read it. */
import { Chalk } from 'chalk';
import type { Language } from '../core/rule.ts';
import { escapeJson, visible } from '../core/text.ts';
import { columns } from './columns.ts';
import { wrap } from './wrap.ts';

const STATES = ['failed', 'warning', 'not checked', 'ok'] as const;
export type CheckState = (typeof STATES)[number];

export interface CheckResult {
  /** `credentials` */
  readonly check: string;
  /** What of it, e.g. a command whose permissions they are. */
  readonly of?: string | undefined;
  readonly state: CheckState;
  /** One sentence, without its full stop. */
  readonly said: string;
  /** What to do about it. */
  readonly todo?: string | undefined;
}

interface Options {
  readonly columns: number;
  readonly colour: boolean;
  readonly isPlain?: boolean | undefined;
  /** Of what stands around the sentences; English unless said. */
  readonly language?: Language;
}

const WORDS: Readonly<Record<Language, { head: readonly string[]; todo: string; states: Record<CheckState, string> }>> =
  {
    en: {
      head: ['Check', 'State', 'What was found'],
      todo: 'What to do:',
      states: { failed: 'failed', warning: 'warning', 'not checked': 'not checked', ok: 'ok' },
    },
    ja: {
      head: ['項目', '状態', '結果'],
      todo: '対処:',
      states: { failed: '異常', warning: '警告', 'not checked': '未確認', ok: '正常' },
    },
  };

const WIDEST = 140;
const INDENT = '  ';

/** A line for each result, what to do about those that are not fine, and a count. */
export function renderChecks(results: readonly CheckResult[], options: Options): string {
  const paint = new Chalk({ level: options.colour ? 1 : 0 });
  const colours = { failed: paint.red, warning: paint.magenta, 'not checked': paint.dim, ok: paint.green };
  const words = WORDS[options.language ?? 'en'];
  const width = Math.min(options.columns, WIDEST);
  const table = columns({
    head: words.head,
    rows: results.map((result) => [
      { text: labelOf(result) },
      { text: words.states[result.state], paint: colours[result.state] },
      { text: visible(result.said) },
    ]),
    flexible: 2,
    width,
    isPlain: options.isPlain,
  });
  const todo = results.flatMap((result) =>
    result.todo === undefined || result.todo === '' ? [] : [`${labelOf(result)}: ${visible(result.todo)}`],
  );
  const wrapped = todo.flatMap((line) => (options.isPlain ? [line] : indented(line, width)));
  const parts = [
    table,
    ...(todo.length === 0 ? [] : [[paint.bold(words.todo), ...wrapped].join('\n')]),
    count(results, words.states),
  ];
  return `${parts.join('\n\n')}\n`;
}

const indented = (line: string, width: number) => wrap(line, width - INDENT.length).map((part) => INDENT + part);

const labelOf = ({ check, of }: CheckResult) => visible(of === undefined ? check : `${check}: ${of}`);

function count(results: readonly CheckResult[], words: Readonly<Record<CheckState, string>>): string {
  const counts = STATES.map((state) => [state, results.filter((result) => result.state === state).length] as const);
  return counts.flatMap(([state, many]) => (many === 0 ? [] : [`${many} ${words[state]}`])).join(', ');
}

/** Fields are added within a version, never changed. */
export function renderChecksJson(results: readonly CheckResult[]): string {
  const checks = results.map(({ check, of = null, state, said, todo = null }) => ({ check, of, state, said, todo }));
  const ok = results.every(({ state }) => state !== 'failed');
  return escapeJson(`${JSON.stringify({ version: 1, ok, checks }, undefined, 2)}\n`);
}
