/** An audit -> its format -> standard output or a file. */
import type { Language } from '../../core/language.ts';
import type { Host } from '../../host.ts';
import { messagesIn } from '../../messages/messages.ts';
import type { AuditReport } from '../../render/audit/report.ts';
import type { Look } from '../../render/audit/table.ts';
import { VERSION } from '../../version.ts';
import { writeOut } from '../shared/write-out.ts';
import type { AuditFormat } from './formats.ts';

/** Each format and its modules are loaded only when it is asked for. */
const RENDERS: Readonly<Record<AuditFormat, (report: AuditReport, look: Look) => Promise<string>>> = {
  table: async (report, look) => (await import('../../render/audit/table.ts')).renderAuditTable(report, look),
  json: async (report) => (await import('../../render/audit/json.ts')).renderAuditJson(report),
  csv: async (report, { language }) => (await import('../../render/audit/json.ts')).renderAuditCsv(report, language),
  sarif: async (report) => (await import('../../render/audit/sarif.ts')).renderAuditSarif(report, VERSION),
};

const FILE_COLUMNS = 120;

interface Where {
  readonly format: AuditFormat;
  /** Undefined means: standard output. */
  readonly output: string | undefined;
  readonly isVerbose: boolean;
}

export async function writeAudit(report: AuditReport, where: Where, language: Language, host: Host): Promise<void> {
  const { format, output, isVerbose } = where;
  const { columns, colour } = output === undefined ? host.stdout : { columns: FILE_COLUMNS, colour: false };
  const { isPlain } = host;
  const text = await RENDERS[format](report, { columns, colour, isPlain, language, isVerbose });
  if (output === undefined) return await host.stdout.write(text);
  await writeOut(output, text, host);
  if (host.stderr.isTerminal) await host.stderr.write(`${messagesIn(language).written(output)}\n`);
}
