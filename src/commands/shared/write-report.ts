/** A report -> its format -> standard output or a file. */
import type { Settings } from '../../core/settings.ts';
import type { Host } from '../../host.ts';
import { messagesIn } from '../../messages/messages.ts';
import type { Render, RenderOptions, Report } from '../../render/replay/report.ts';
import { renderTroubles } from '../../render/replay/troubles.ts';
import { writeOut } from './write-out.ts';

export type ReportFormat = 'table' | 'json' | 'ndjson' | 'csv' | 'html';

/** Each format and its modules are loaded only when it is asked for. */
const RENDERS: Readonly<Record<ReportFormat, () => Promise<Render>>> = {
  table: async () => (await import('../../render/replay/table.ts')).renderTable,
  json: async () => (await import('../../render/replay/json.ts')).renderJson,
  ndjson: async () => (await import('../../render/replay/json.ts')).renderNdjson,
  csv: async () => (await import('../../render/replay/csv.ts')).renderCsv,
  html: async () => {
    const { reportPage } = await import('./report-page.ts');
    return (await import('../../render/html/html.ts')).renderHtml(await reportPage());
  },
};

const FILE_COLUMNS = 120;

interface Where extends Pick<RenderOptions, 'isSummary' | 'groupBy' | 'isRaw' | 'isRedacted'> {
  readonly format: ReportFormat;
  /** Undefined means: standard output. */
  readonly output: string | undefined;
}

type How = Pick<Settings, 'language' | 'timezone'>;

export async function write(report: Report, where: Where, how: How, host: Host): Promise<void> {
  const { format, output, isSummary, groupBy, isRaw, isRedacted } = where;
  const what = { isSummary, groupBy, isRaw, isRedacted };
  const render = await RENDERS[format]();
  if (output === undefined) {
    const { columns, colour, isTerminal } = host.stdout;
    const { isPlain } = host;
    const options = { ...how, ...what, columns, colour, isPlain, hasCharts: isTerminal && !isPlain };
    for (const text of render(report, options)) await host.stdout.write(text);
  } else {
    await writeOut(output, render(report, { ...how, ...what, columns: FILE_COLUMNS, colour: false }), host);
    if (host.stderr.isTerminal) await host.stderr.write(`${messagesIn(how.language).written(output)}\n`);
  }
  await tellTroubles(report, where, how, host);
}

/** A result with gaps must not look whole: gaps that its reader can't see in it go to standard error. */
export async function tellTroubles(
  report: Pick<Report, 'partial' | 'notCovered' | 'failures'>,
  { format, output }: Where,
  how: How,
  { stdout, stderr }: Host,
): Promise<void> {
  if (format === 'table' && output === undefined && stdout.isTerminal) return;
  const isRow = format === 'csv' || format === 'ndjson';
  const notCovered = report.notCovered.filter(({ hint }) => isRow || hint !== undefined);
  const told = { partial: report.partial, notCovered, failures: isRow ? report.failures : [] };
  const { columns, colour } = stderr;
  const text = renderTroubles(told, { ...how, columns, colour });
  if (text !== '') await stderr.write(text);
}
