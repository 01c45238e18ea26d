/** A report -> its format -> standard output or a file. */
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Settings } from '../core/settings.ts';
import { UserError } from '../core/user-error.ts';
import type { Host } from '../host.ts';
import type { Render, Report } from '../render/report.ts';
import type { Format, ReplayOptions } from './replay.ts';

/** Each format with what it needs is loaded only when it is asked for. */
const RENDERS: Readonly<Record<Format, () => Promise<Render>>> = {
  table: async () => (await import('../render/table.ts')).renderTable,
  json: async () => (await import('../render/json.ts')).renderJson,
  ndjson: async () => (await import('../render/json.ts')).renderNdjson,
  csv: async () => (await import('../render/csv.ts')).renderCsv,
};

const FILE_COLUMNS = 120;

export async function write(
  report: Report,
  { format, output }: Pick<ReplayOptions, 'format' | 'output'>,
  { language, timezone }: Pick<Settings, 'language' | 'timezone'>,
  host: Host,
): Promise<void> {
  const render = await RENDERS[format]();
  const isFile = output !== undefined;
  const columns = isFile ? FILE_COLUMNS : host.stdout.columns;
  const text = render(report, { language, timezone, columns, colour: !isFile && host.stdout.colour });
  if (!isFile) return host.stdout.write(text);
  try {
    await writeFile(resolve(host.cwd, output), text);
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
    throw new UserError(`cannot write ${output}: ${reason}`, {
      hint: 'Name a file in a folder that exists and that you may write to.',
    });
  }
}
