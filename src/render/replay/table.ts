/** `--format table`: the answer, then the findings, newest last, in the width of the terminal. */
import { Chalk, type ChalkInstance } from 'chalk';
import { accountCell } from '../../core/accounts.ts';
import { BUSINESS_HOURS, REPEATED } from '../../core/counting/routine.ts';
import type { TrailEvent } from '../../core/event.ts';
import { onceForEach } from '../../core/once.ts';
import { type Finding, type Mark, SEVERITIES, type Severity } from '../../core/rule.ts';
import { groupsOf } from '../../core/stories/group.ts';
import { visible } from '../../core/text.ts';
import { formatTime, localTime } from '../../core/time.ts';
import { ANSWER_WORDS } from '../../messages/look-back/answer.ts';
import { DIGEST_WORDS } from '../../messages/look-back/digest-files.ts';
import { NAMES_WORDS } from '../../messages/look-back/names.ts';
import { SEARCH_WORDS } from '../../messages/look-back/search.ts';
import { type Messages, messagesIn } from '../../messages/messages.ts';
import { type Cell, rowTexts } from '../columns.ts';
import { inForceLine } from '../in-force.ts';
import { markText } from '../marks.ts';
import { widthOf, wrap } from '../wrap.ts';
import { answerLines } from './answer.ts';
import { SEVERITY_COLOURS } from './colours.ts';
import { findingGroupRows } from './groups.ts';
import { clockOf } from './minutes.ts';
import { type Repeated, repeated } from './repeated.ts';
import type { Render, RenderOptions, Report } from './report.ts';
import { renderTroubles } from './troubles.ts';

const NARROWEST = 60;
const WIDEST = 160;
/** From this width on the rule has a column of its own, and from the next on the region too. */
const WIDE = 100;
const WIDER = 140;
/** Beside a time of this length a longer name of a time zone would only take room away. */
const TIME_LENGTH = '2026-11-19 09:12:41'.length;

export const renderTable: Render = (report, options) => ({
  *[Symbol.iterator]() {
    let isFirst = true;
    for (const part of partsOf(report, options)) {
      if (!isFirst) yield '\n';
      isFirst = false;
      yield* part;
    }
  },
});

/** Parts of the text in their order, each with a line break at its end; between them stands an empty line. */
function partsOf(report: Report, options: RenderOptions): readonly Iterable<string>[] {
  const messages = messagesIn(options.language);
  const paint = new Chalk({ level: options.colour ? 1 : 0 });
  const lines = answerLines(report, options, paint, lineWidth(options));
  const answer = lines.length === 0 ? [] : [[`${lines.join('\n')}\n`]];
  const { groupBy: by } = options;
  // Counts that were asked for are no list of findings, which the summary leaves out.
  const isWithout = report.findings.length === 0 || (options.isSummary && by === undefined);
  const rows =
    by === undefined
      ? findingsTable(report.findings, options, messages, paint)
      : findingGroupRows(groupsOf(report.findings, by), by, options, paint);
  const findings = isWithout ? [] : [inPieces(rows)];
  const troubles = renderTroubles(report, options);
  return [
    // Scripts and screen readers know the findings by the header in the first line.
    ...(options.isPlain ? [...findings, ...answer] : [...answer, ...findings]),
    [`${summary(report, options, messages, paint)}\n`],
    ...(troubles === '' ? [] : [[troubles]]),
  ];
}

/** Rows that are written at a time. */
const PIECE = 100;

function* inPieces(rows: Iterable<string>): Generator<string> {
  let piece: string[] = [];
  for (const row of rows) {
    piece.push(`${row}\n`);
    if (piece.length < PIECE) continue;
    yield piece.join('');
    piece = [];
  }
  yield piece.join('');
}

const lineWidth = ({ columns }: RenderOptions) => Math.min(Math.max(columns, NARROWEST), WIDEST);

function findingsTable(
  findings: readonly Finding[],
  options: RenderOptions,
  messages: Messages,
  paint: ChalkInstance,
): Iterable<string> {
  const width = lineWidth(options);
  const { severity, when, event, account, region, rule } = messages.label;
  const isNamed = findings.some(({ accountName }) => accountName !== null);
  const hasAccounts = isNamed || new Set(findings.map((finding) => finding.event.account)).size > 1;
  const cells = cellsIn(options, messages, paint);
  const look = { ...options, messages, paint, cells, hasAccounts, isWide: width >= WIDE, isWider: width >= WIDER };
  const zoned = `${when} (${options.timezone})`;
  return rowTexts({
    head: [
      options.isPlain ? messages.mark : '',
      severity,
      zoned.length > TIME_LENGTH ? when : zoned,
      ...(hasAccounts ? [account] : []),
      event,
      ...(look.isWider ? [region] : []),
      ...(look.isWide ? [rule] : []),
    ],
    rows: rowsOf(repeated(findings), look),
    flexible: hasAccounts ? 4 : 3,
    width,
    isPlain: options.isPlain,
  });
}

interface Look extends RenderOptions {
  readonly messages: Messages;
  readonly paint: ChalkInstance;
  readonly cells: Cells;
  /** A column of its own where there are several accounts, or one with a name. */
  readonly hasAccounts: boolean;
  readonly isWide: boolean;
  readonly isWider: boolean;
}

const rowsOf = (findings: readonly Repeated[], look: Look): Iterable<Cell[]> => ({
  *[Symbol.iterator]() {
    for (const one of findings) yield row(one, look);
  },
});

function row({ finding, count, last }: Repeated, look: Look): Cell[] {
  const { severity, mark, event, accountName, rule } = finding;
  const { timezone, cells, hasAccounts, isWide, isWider } = look;
  const when = formatTime(event.epoch, timezone).slice(0, TIME_LENGTH);
  const row: Cell[] = [cells.mark(mark), cells.severity(severity), { text: when, width: TIME_LENGTH }];
  if (hasAccounts) row.push(cells.plain(accountCell(event.account, accountName)));
  const text = sentenceOf(finding, look) + (count === 1 ? '' : timesOf(count, event, last, look));
  row.push(isWide ? { text } : tagged(text, cells.tag(rule.id)));
  if (isWider) row.push(cells.plain(event.region));
  if (isWide) row.push(cells.rule(rule.id));
  return row;
}

type Cells = ReturnType<typeof cellsIn>;

/** Cells that come again in the rows: of a hundred thousand findings, each is laid out twice. */
const cellsIn = ({ isPlain }: RenderOptions, messages: Messages, paint: ChalkInstance) => ({
  mark: once((mark: Mark) => counted(markText(mark, messages, isPlain))),
  severity: once((severity: Severity) => counted(messages.severity[severity], SEVERITY_COLOURS[severity](paint))),
  plain: once((text: string) => counted(visible(text))),
  rule: once((id: string) => counted(visible(id), paint.dim)),
  tag: once((id: string) => counted(`[${visible(id)}]`, paint.dim)),
});

/** More would be of texts that somebody chose. */
const MOST_CELLS = 1_000;
const once = <Key extends string>(make: (key: Key) => Counted) => onceForEach(make, MOST_CELLS);

type Counted = ReturnType<typeof counted>;

const counted = (text: string, paint = (line: string) => line) => ({ text, paint, width: widthOf(text) });

function sentenceOf({ message, muted }: Finding, { language, messages }: Look): string {
  const told = visible(message[language]);
  const why = muted === BUSINESS_HOURS ? messages.businessHours : muted === REPEATED ? messages.repeated : muted;
  return why === null ? told : `${told} (${why})`;
}

const timesOf = (count: number, first: TrailEvent, last: TrailEvent, { language, timezone }: Look): string =>
  ANSWER_WORDS[language].repeated(count, clockOf(first.epoch, timezone), clockOf(last.epoch, timezone));

/** With the rule's id behind it: one word without spaces, so that it is never broken and can be dimmed as a whole. */
function tagged(told: string, tag: Counted): Cell {
  const dimTag = (line: string) =>
    line.endsWith(tag.text) ? line.slice(0, -tag.text.length) + tag.paint(tag.text) : line;
  return { text: `${told} ${tag.text}`, width: widthOf(told) + 1 + tag.width, paint: dimTag };
}

function summary(report: Report, options: RenderOptions, messages: Messages, paint: ChalkInstance): string {
  const counts = { critical: 0, high: 0, medium: 0, low: 0, info: 0 };
  for (const { severity } of report.findings) counts[severity] += 1;
  const worst = SEVERITIES.find((severity) => counts[severity] > 0);
  const found =
    worst === undefined
      ? report.isNothingInspected
        ? messages.nothingInspected
        : messages.noFindings
      : SEVERITY_COLOURS[worst](paint)(messages.headline(report.findings.length, messages.counts(counts)));
  const [lookedAt, within] = [messages.lookedAt(report.counts), span(report, options)];
  const lines = [within === '' ? lookedAt : messages.within(lookedAt, within)];
  const { verification } = report;
  if (verification !== undefined)
    lines.push(DIGEST_WORDS[options.language].summary(verification.digestFiles, verification.logFiles));
  const settings = inForceLine(report.settings, options.language);
  if (settings !== undefined) lines.push(settings);
  if (report.searched.asked !== undefined)
    lines.push(
      SEARCH_WORDS[options.language].searched(report.findings.length, report.searched.of, report.searched.asked),
    );
  if (report.leftOut > 0) lines.push(messages.leftOut(report.leftOut));
  if (report.rulesOff.length > 0) lines.push(messages.rulesOff(report.rulesOff.map(visible)));
  if (report.noTrustedNetwork) lines.push(messages.noTrustedNetwork);
  const { people, groups, isAsked, isRefused } = report.unnamed;
  const { peopleUnknown, peopleNotAsked } = NAMES_WORDS[options.language];
  if (people + groups > 0 && !isRefused) lines.push((isAsked ? peopleUnknown : peopleNotAsked)({ people, groups }));
  return [found, ...lines.flatMap((line) => wrap(line, lineWidth(options)))].join('\n');
}

/** The offset stands once, unless daylight saving began or ended between. */
function span({ window: { from, to } }: Report, { timezone }: RenderOptions): string {
  if (from === null || to === null) return '';
  const [start, end] = [Date.parse(from), Date.parse(to)];
  const { date, clock, offset } = localTime(start, timezone);
  const isAlike = offset === localTime(end, timezone).offset;
  return `${date} ${clock}${isAlike ? '' : ` ${offset}`} – ${formatTime(end, timezone)}`;
}
