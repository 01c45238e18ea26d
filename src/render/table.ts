/** `--format table`: what a person reads, newest last, in the width of their terminal. */
import { Chalk } from 'chalk';
import { type Finding, SEVERITIES, type Severity } from '../core/rule.ts';
import { visible } from '../core/text.ts';
import { formatTime } from '../core/time.ts';
import { type Messages, messagesIn } from '../messages/messages.ts';
import { plainTable } from './plain-table.ts';
import type { Render, RenderOptions, Report } from './report.ts';

type Paint = InstanceType<typeof Chalk>;

/** Readable on light and on dark: no yellow, no white. */
const COLOURS: Readonly<Record<Severity, (paint: Paint) => (text: string) => string>> = {
  critical: (paint) => paint.bold.red,
  high: (paint) => paint.red,
  medium: (paint) => paint.magenta,
  low: (paint) => paint.cyan,
  info: (paint) => paint.green,
};

const NARROWEST = 60;
const WIDEST = 160;
/** From this width on the rule has a column of its own. */
const WIDE = 100;
const WIDTHS = { severity: 13, time: 21, rule: 22 };

export const renderTable: Render = (report, options) => {
  const messages = messagesIn(options.language);
  const paint = new Chalk({ level: options.colour ? 1 : 0 });
  const parts = [
    ...(report.findings.length === 0 ? [] : [findingsTable(report.findings, options, messages, paint)]),
    summary(report, options, messages, paint),
    ...troubles(report, messages, paint),
  ];
  return `${parts.join('\n\n')}\n`;
};

function findingsTable(findings: readonly Finding[], options: RenderOptions, messages: Messages, paint: Paint): string {
  const columns = Math.min(Math.max(options.columns, NARROWEST), WIDEST);
  const isWide = columns >= WIDE;
  const { severity, when, event, rule } = messages.label;
  return plainTable({
    head: [severity, when, event, ...(isWide ? [rule] : [])],
    rows: findings.map((finding) => row(finding, options, messages, paint, isWide)),
    widths: [WIDTHS.severity, WIDTHS.time, null, ...(isWide ? [WIDTHS.rule] : [])],
    columns,
    byWord: options.language !== 'ja',
  });
}

function row(
  finding: Finding,
  { language, timezone }: RenderOptions,
  messages: Messages,
  paint: Paint,
  isWide: boolean,
): string[] {
  const { severity, mark, event, muted, rule } = finding;
  const told = visible(finding.message[language]);
  const text = muted === null ? told : `${told} (${muted})`;
  const id = visible(rule.id);
  const start = [
    `${mark} ${COLOURS[severity](paint)(messages.severity[severity])}`,
    formatTime(event.epoch, timezone).slice(0, 19),
  ];
  return isWide ? [...start, text, paint.dim(id)] : [...start, `${text} ${paint.dim(`[${id}]`)}`];
}

function summary(report: Report, { timezone }: RenderOptions, messages: Messages, paint: Paint): string {
  const counts = { critical: 0, high: 0, medium: 0, low: 0, info: 0 };
  for (const { severity } of report.findings) counts[severity] += 1;
  const worst = SEVERITIES.find((severity) => counts[severity] > 0);
  const found =
    worst === undefined
      ? messages.noFindings
      : COLOURS[worst](paint)(`${messages.headline(report.findings.length)} (${messages.counts(counts)})`);
  const { records, duplicates, unreadable } = report.counts;
  const { from, to } = report.window;
  const span = [from, to].flatMap((time) => (time === null ? [] : [formatTime(Date.parse(time), timezone)]));
  const lines = [
    found,
    [messages.lookedAt(records, duplicates, unreadable), span.join(' – ')].filter(Boolean).join('; '),
  ];
  if (report.leftOut > 0) lines.push(messages.leftOut(report.leftOut));
  if (report.noTrustedNetwork) lines.push(messages.noTrustedNetwork);
  if (report.partial) lines.push(paint.bold(messages.partial));
  return lines.join('\n');
}

function troubles({ notCovered, failures }: Report, messages: Messages, paint: Paint): string[] {
  const parts: string[] = [];
  if (notCovered.length > 0) {
    const lines = notCovered.map(
      ({ region, reason }) => `  ${region === null ? '' : `${visible(region)}: `}${visible(reason)}`,
    );
    parts.push([paint.bold(messages.notCovered), ...lines].join('\n'));
  }
  if (failures.length > 0) {
    const lines = failures.map(
      (failure) => `  ${[failure.rule, failure.eventId, failure.reason].map(visible).join(', ')}`,
    );
    parts.push([paint.bold(messages.failures), ...lines].join('\n'));
  }
  return parts;
}
