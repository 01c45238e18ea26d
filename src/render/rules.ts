/** Rules as people read them. */
import { Chalk } from 'chalk';
import type { RuleState } from '../core/inspection/activate.ts';
import type { Language, Rule } from '../core/rule.ts';
import type { Pipeline } from '../core/settings.ts';
import { escapeJson, visible } from '../core/text.ts';
import { messagesIn } from '../messages/messages.ts';
import { columns } from './columns.ts';
import { wrap } from './wrap.ts';

export interface RuleRow {
  readonly rule: Rule;
  readonly state: RuleState;
  readonly pipelines: readonly Pipeline[];
}

interface Options {
  readonly language: Language;
  readonly columns: number;
  readonly colour: boolean;
  readonly isPlain?: boolean | undefined;
}

const WIDEST = 140;
/** Longer lines of prose are hard to read. */
const WIDEST_PROSE = 100;

export function renderRules(rows: readonly RuleRow[], options: Options): string {
  const { language } = options;
  const { rulesList, severity, label } = messagesIn(language);
  const table = columns({
    head: [label.rule, label.severity, rulesList.state, rulesList.title],
    rows: rows.map(({ rule, state, pipelines }) => [
      { text: visible(rule.id) },
      { text: severity[state.severity] },
      { text: state.on ? rulesList.on : rulesList.off },
      {
        text: [
          visible(rule.title[language]),
          ...remarks(rule, state, pipelines, language),
          ...(rule.attack.length === 0 ? [] : [`[${rule.attack.join(', ')}]`]),
        ].join(' '),
      },
    ]),
    flexible: 3,
    width: Math.min(options.columns, WIDEST),
    isPlain: options.isPlain,
  });
  return `${table}\n\n${rulesList.explain}\n`;
}

/** The setting that decided the state, unless that is the default, and the settings that the rule needs. */
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

export function renderRule({ rule, state, pipelines }: RuleRow, options: Options): string {
  const { language, colour } = options;
  const width = Math.min(options.columns, WIDEST_PROSE);
  const paint = new Chalk({ level: colour ? 1 : 0 });
  const { rulesList, severity } = messagesIn(language);
  const controls = [
    ...rule.attack.map((technique) => `MITRE ATT&CK ${technique}`),
    ...(rule.cis ?? []).map((control) => `CIS ${control.replace(':', ' ')}`),
    ...(rule.securityHub ?? []).map((control) => `Security Hub ${control}`),
  ];
  const remarked = remarks(rule, state, pipelines, language);
  const lines = [
    `${paint.bold(visible(rule.id))}: ${visible(rule.title[language])}`,
    [severity[state.severity], state.on ? rulesList.on : rulesList.off, ...remarked].join(', '),
    '',
    ...wrap(visible(rule.why[language]), width),
    ...(rule.respond[language].length === 0 ? [] : ['', paint.bold(rulesList.respond)]),
    ...rule.respond[language].flatMap((step, index) => numbered(step, index + 1, width)),
    ...(controls.length === 0 ? [] : ['', ...wrap(`${rulesList.controls} ${controls.join(', ')}`, width)]),
    ...(rule.references.length === 0 ? [] : ['', paint.bold(rulesList.references)]),
    ...rule.references.map((url) => `  ${url}`),
    '',
    paint.bold(rulesList.pattern),
    escapeJson(JSON.stringify(rule.on === undefined ? rule.when : { ...rule.on, detail: rule.when }, undefined, 2)),
  ];
  return `${lines.join('\n')}\n`;
}

function numbered(step: string, number: number, width: number): string[] {
  const mark = `  ${number}. `;
  const lines = wrap(visible(step), width - mark.length);
  return lines.map((line, index) => (index === 0 ? mark : ' '.repeat(mark.length)) + line);
}
