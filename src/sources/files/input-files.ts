/** `--file PATH…` -> the files to read, folders opened up and sorted. */
import { readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { OPEN_ERRORS } from '../../messages/look-back/files.ts';
import { type Trouble, troubleFrom } from './file-report.ts';

export interface InputFile {
  /** As the user would name it. */
  readonly path: string;
  /** The folder that was named, where this file was found in one. */
  readonly folder: string | undefined;
}

export interface Unopened extends InputFile {
  readonly trouble: Trouble;
}

export const STDIN = '-';

/**
 * CloudWatch Logs' file beside an export, which shows that it may write:
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/S3ExportTasks.html
 */
const EXPORT_PROBE = 'aws-logs-write-test';

/** Sorted within each folder by code units, so that every machine reads in the same order. Hidden files in folders are left out. */
export async function* inputFiles(paths: readonly string[]): AsyncGenerator<InputFile | Unopened> {
  for (const path of paths) {
    if (path === STDIN) yield { path, folder: undefined };
    else yield* open(path, undefined, new Set());
  }
}

async function* open(
  path: string,
  folder: string | undefined,
  visited: Set<string>,
): AsyncGenerator<InputFile | Unopened> {
  try {
    if (!(await stat(path)).isDirectory()) {
      yield { path, folder };
      return;
    }
    // A link may lead back into a folder above.
    const real = await realpath(path);
    if (visited.has(real)) return;
    visited.add(real);
    const names = (await readdir(path)).filter((name) => !name.startsWith('.') && name !== EXPORT_PROBE);
    for (const name of names.toSorted()) yield* open(join(path, name), folder ?? path, visited);
  } catch (error) {
    const trouble = whyUnopened(error);
    if (trouble === undefined) throw error;
    yield { path, folder, trouble };
  }
}

/** The operating system's refusal in words; undefined for any other error. */
export function whyUnopened(error: unknown): Trouble | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (typeof code !== 'string') return undefined;
  const known = OPEN_ERRORS.find((one) => one === code);
  const refused = troubleFrom(({ unopened, unopenedOtherwise }) =>
    known === undefined ? unopenedOtherwise(code) : unopened[known],
  );
  return { ...refused, isForeign: false };
}
