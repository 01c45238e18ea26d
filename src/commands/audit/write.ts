/** An audit -> its format -> standard output or a file. */
import type { Settings } from '../../core/settings.ts';
import type { Host } from '../../host.ts';
import { messagesIn } from '../../messages/messages.ts';
import type { AuditReport } from '../../render/audit/report.ts';
import type { Look } from '../../render/audit/table.ts';
import { VERSION } from '../../version.ts';
import { writeOut } from '../shared/write-out.ts';
import type { AuditFormat } from './formats.ts';

/** Each format and its modules are loaded only when it is asked for. */
const RENDERS: Readonly<Record<AuditFormat, (report: AuditReport, look: AuditLook) => Promise<string>>> = {
  table: async (report, look) => (await import('../../render/audit/table.ts')).renderAuditTable(report, look),
  json: async (report) => (await import('../../render/audit/json.ts')).renderAuditJson(report),
  csv: async (report, { language }) => (await import('../../render/audit/json.ts')).renderAuditCsv(report, language),
  html: async (report, { language, timezone, isRedacted }) => {
    const { reportPage } = await import('../shared/report-page.ts');
    const shown = isRedacted ? (await import('../../render/redact/redact-audit.ts')).redactAudit(report) : report;
    const { auditHtml } = await import('../../render/html/audit-html.ts');
    return auditHtml(shown, { language, timezone, isRedacted }, await reportPage());
  },
  sarif: async (report) => (await import('../../render/audit/sarif.ts')).renderAuditSarif(report, VERSION),
};

const FILE_COLUMNS = 120;

interface AuditLook extends Look {
  readonly timezone: string;
  readonly isRedacted: boolean;
}

interface Where {
  readonly format: AuditFormat;
  /** Undefined means: standard output. */
  readonly output: string | undefined;
  readonly isVerbose: boolean;
  readonly isRedacted: boolean;
}

type How = Pick<Settings, 'language' | 'timezone'>;

export async function writeAudit(report: AuditReport, where: Where, how: How, host: Host): Promise<void> {
  const { format, output, isVerbose, isRedacted } = where;
  const { columns, colour } = output === undefined ? host.stdout : { columns: FILE_COLUMNS, colour: false };
  const { isPlain } = host;
  const text = await RENDERS[format](report, { ...how, columns, colour, isPlain, isVerbose, isRedacted });
  if (output === undefined) return await host.stdout.write(text);
  await writeOut(output, text, host);
  if (host.stderr.isTerminal) await host.stderr.write(`${messagesIn(how.language).written(output)}\n`);
}
