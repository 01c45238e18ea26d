/** Writes a file that the user named. */
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { UserError } from '../../core/user-error.ts';
import { refusalFrom } from '../../core/words.ts';
import type { Host } from '../../host.ts';
import { WRITING_WORDS } from '../../messages/writing.ts';

/** Throws a `UserError` if the file can't be written. */
export async function writeOut(output: string, text: string, { cwd }: Host): Promise<void> {
  try {
    await writeFile(resolve(cwd, output), text);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
    const { message, hint } = refusalFrom(WRITING_WORDS, (words) => words.cannotWrite(output, code));
    throw new UserError(message, { hint });
  }
}
