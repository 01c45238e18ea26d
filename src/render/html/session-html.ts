/** `session --format html`: the same page as a replay's report, with one session. */
import { shellWord } from '../../core/shell.ts';
import type { RenderOptions } from '../replay/report.ts';
import type { ToldReport } from '../session/told-report.ts';
import { failureRow, notCoveredRow } from './head.ts';
import type { Parts } from './html.ts';
import { partsOf } from './html.ts';
import { dataElement } from './pack.ts';
import { told } from './rows.ts';
import type { SessionHead } from './session-model.ts';
import { sessionRow } from './session-rows.ts';

type Options = Pick<RenderOptions, 'language' | 'timezone' | 'isRedacted'>;

export function sessionHtml(report: ToldReport, options: Options, { page, deflate, version }: Parts): string {
  const [begin, middle, end] = partsOf(page);
  return `${begin}${dataElement('session', sessionHead(report, options, version), deflate)}${middle}${end}`;
}

const sessionHead = (
  report: ToldReport,
  { language, timezone, isRedacted }: Options,
  program: string,
): SessionHead => ({
  version: 1,
  program,
  language,
  timezone,
  isRedacted: isRedacted === true,
  window: report.window,
  sources: report.sources.map(told),
  records: report.records,
  partial: report.partial,
  notCovered: report.notCovered.map(notCoveredRow),
  failures: report.failures.map(failureRow),
  session: sessionRow(report.told),
  others: report.others.map(told),
  otherCount: report.otherCount,
  sessions: null,
  sessionArgs: report.sessionArgs?.map((word) => ` ${shellWord(word)}`).join('') ?? null,
});
