/** A file that the user named, written. */
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { UserError } from '../../core/user-error.ts';
import type { Host } from '../../host.ts';

/** Throws a `UserError` where the file can't be written. */
export async function writeOut(output: string, text: string, { cwd }: Host): Promise<void> {
  try {
    await writeFile(resolve(cwd, output), text);
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
    throw new UserError(`cannot write ${output}: ${reason}`, {
      hint: 'Name a file in a folder that exists and that you may write to.',
    });
  }
}
