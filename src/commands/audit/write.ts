/** An audit -> its format -> standard output or a file. */
import type { Settings } from '../../core/settings.ts';
import type { Host } from '../../host.ts';
import { AUDIT_WORDS } from '../../messages/audit/report.ts';
import { messagesIn } from '../../messages/messages.ts';
import { type AuditReport, countsOf } from '../../render/audit/report.ts';
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
  const counts = countsOf(report.verdicts);
  const isWell = counts.pass > 0 && counts.fail + counts.unknown === 0;
  // The log of a failing job says why.
  if (isWell && !host.stderr.isTerminal) return;
  const { language } = how;
  const said = AUDIT_WORDS[language].verdict(counts);
  await host.stderr.write(`${said}${language === 'ja' ? '' : ' '}${messagesIn(language).written(output)}\n`);
}
