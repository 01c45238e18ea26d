/** An audit for people: the verdict, a row for each check, what to do, and what wasn't looked at. */
import { Chalk } from 'chalk';
import type { AuditComparison } from '../../auditing/compare.ts';
import type { Verdict } from '../../auditing/verdict.ts';
import { accountText } from '../../core/accounts.ts';
import type { Language } from '../../core/language.ts';
import { visible } from '../../core/text.ts';
import { AUDIT_WORDS } from '../../messages/audit/report.ts';
import { messagesIn } from '../../messages/messages.ts';
import { columns } from '../columns.ts';
import { wrap } from '../wrap.ts';
import { comparedParts } from './compared.ts';
import { type AuditReport, countsOf } from './report.ts';
import { sorted } from './sorted.ts';
import { todoLines } from './todo.ts';

export interface Look {
  readonly columns: number;
  readonly colour: boolean;
  readonly isPlain?: boolean | undefined;
  readonly language: Language;
  /** With the evidence of each check. */
  readonly isVerbose: boolean;
}

const WIDEST = 140;
const INDENT = '  ';
export function renderAuditTable(report: AuditReport, look: Look): string {
  const { language, isPlain } = look;
  const words = AUDIT_WORDS[language];
  const paint = new Chalk({ level: look.colour ? 1 : 0 });
  const width = Math.min(look.columns, WIDEST);
  const lines = (text: string, indent = '') =>
    isPlain ? [text] : wrap(visible(text), width - indent.length).map((part) => indent + part);
  const section = (head: string, items: readonly string[]) =>
    items.length === 0 ? [] : [[paint.bold(head), ...items.flatMap((item) => lines(item, INDENT))].join('\n')];
  const differences = (compared: AuditComparison) =>
    comparedParts(compared, language)
      .flatMap(({ head, items }) => [
        ...lines(head).map((line) => paint.bold(line)),
        ...items.flatMap((item) => lines(item, INDENT)),
      ])
      .join('\n');
  const todoIn = (verdicts: readonly Verdict[]) => {
    const all = todoLines(sorted(verdicts), language, look.isVerbose);
    const shown = all.flatMap(({ text, isPasted }) => (isPasted ? [text] : lines(text, INDENT)));
    return all.length === 0 ? [] : [[paint.bold(words.todo), ...shown].join('\n')];
  };
  const parts = [
    lines(words.verdict(countsOf(report.verdicts)))
      .map((line) => paint.bold(line))
      .join('\n') +
      `\n${lines(words.place(accountText(report.account, report.accountName), report.regions.length)).join('\n')}`,
    ...(report.compared === undefined ? [] : [differences(report.compared)]),
    tableOf(report.verdicts, look, width),
    ...(look.isVerbose ? section(words.evidence, evidenceOf(report.verdicts, language)) : []),
    ...todoIn(report.verdicts),
    ...section(
      words.limits,
      report.limits.map((limit) => `- ${limit[language]}`),
    ),
  ];
  return `${parts.join('\n\n')}\n`;
}

function tableOf(verdicts: readonly Verdict[], { language, colour, isPlain }: Look, width: number): string {
  const words = AUDIT_WORDS[language];
  const severities = messagesIn(language).severity;
  const paint = new Chalk({ level: colour ? 1 : 0 });
  const colours = { fail: paint.red, unknown: paint.magenta, pass: paint.green };
  return columns({
    head: words.head,
    rows: sorted(verdicts).map(({ id, result, severity, title, said }) => [
      { text: id },
      { text: words.results[result], paint: colours[result] },
      { text: result === 'pass' ? '' : severities[severity] },
      { text: visible(`${title[language]}${language === 'ja' ? '：' : ': '}${said[language]}`) },
    ]),
    flexible: 3,
    width,
    isPlain,
  });
}

const evidenceOf = (verdicts: readonly Verdict[], language: Language): readonly string[] =>
  sorted(verdicts).flatMap(({ id, evidence }) => evidence.map((one) => `${id}: ${one[language]}`));
