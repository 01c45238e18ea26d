/** Rules as people read them. */
import { Chalk } from 'chalk';
import type { RuleState } from '../core/activate.ts';
import type { Language, Rule } from '../core/rule.ts';
import type { Pipeline } from '../core/settings.ts';
import { visible } from '../core/text.ts';
import { messagesIn } from '../messages/messages.ts';
import { plainTable } from './plain-table.ts';

export interface RuleRow {
  readonly rule: Rule;
  readonly state: RuleState;
  readonly pipelines: readonly Pipeline[];
}

interface Options {
  readonly language: Language;
  readonly columns: number;
  readonly colour: boolean;
}

const WIDTHS = [23, 10, 10, null] as const;

export function renderRules(rows: readonly RuleRow[], { language, columns }: Options): string {
  const { rulesList, severity, label } = messagesIn(language);
  const table = plainTable({
    head: [label.rule, label.severity, rulesList.state, rulesList.title],
    rows: rows.map(({ rule, state, pipelines }) => [
      visible(rule.id),
      severity[state.severity],
      state.on ? rulesList.on : rulesList.off,
      [visible(rule.title[language]), ...remarks(rule, state, pipelines, language)].join(' '),
    ]),
    widths: WIDTHS,
    columns: Math.min(columns, 140),
    byWord: language !== 'ja',
  });
  return `${table}\n\n${rulesList.explain}\n`;
}

/** Why it is as it is, where that is not the default; and what can't be seen with these settings. */
function remarks(
  { on, needs }: Rule,
  { because }: RuleState,
  pipelines: readonly Pipeline[],
  language: Language,
): string[] {
  const { rulesList } = messagesIn(language);
  return [
    ...(because === 'default' || because.startsWith('needs ') ? [] : [`(${rulesList.because(because)})`]),
    ...(on !== undefined && !pipelines.includes('events') ? [`(${rulesList.onlyEvents})`] : []),
    ...(needs === undefined ? [] : [`(${rulesList.needs(needs)})`]),
  ];
}

export function renderRule({ rule, state, pipelines }: RuleRow, { language, colour }: Options): string {
  const paint = new Chalk({ level: colour ? 1 : 0 });
  const { rulesList, severity } = messagesIn(language);
  const controls = [
    ...(rule.cis ?? []).map((control) => `CIS ${control.replace(':', ' ')}`),
    ...(rule.securityHub ?? []).map((control) => `Security Hub ${control}`),
  ];
  const lines = [
    `${paint.bold(visible(rule.id))}: ${visible(rule.title[language])}`,
    [
      severity[state.severity],
      state.on ? rulesList.on : rulesList.off,
      ...remarks(rule, state, pipelines, language),
    ].join(', '),
    '',
    rule.why[language],
    ...(rule.respond[language].length === 0 ? [] : ['', paint.bold(rulesList.respond)]),
    ...rule.respond[language].map((step, index) => `  ${index + 1}. ${step}`),
    ...(controls.length === 0 ? [] : ['', `${paint.bold(rulesList.controls)} ${controls.join(', ')}`]),
    ...(rule.references.length === 0 ? [] : ['', paint.bold(rulesList.references)]),
    ...rule.references.map((url) => `  ${url}`),
    '',
    paint.bold(rulesList.pattern),
    JSON.stringify(rule.on === undefined ? rule.when : { ...rule.on, detail: rule.when }, undefined, 2),
  ];
  return `${lines.join('\n')}\n`;
}
