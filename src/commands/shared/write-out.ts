/** Writes a file that the user named: whole, or what was there stays. */
import { realpath, stat, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { codeOf } from '../../core/record/error-code.ts';
import type { Host } from '../../host.ts';
import { cannotWrite, replaceFile } from '../../settings/writing/replace.ts';

/** Throws a `UserError` if the file can't be written. */
export async function writeOut(output: string, text: string | Iterable<string>, { cwd }: Host): Promise<void> {
  const path = resolve(cwd, output);
  try {
    const old = await stat(path).catch(nothingThere);
    // Devices, pipes and folders aren't replaced: the first two take the text, a folder refuses it.
    if (old !== undefined && !old.isFile()) return await writeFile(path, text);
    // A link stays one: the file behind it is replaced.
    await replaceFile(old === undefined ? path : await realpath(path), text, { mode: old?.mode }).catch((error) => {
      if (old === undefined || !NO_DRAFT.test(codeOf(error) ?? '')) throw error;
      return writeFile(path, text);
    });
  } catch (error) {
    throw cannotWrite(output, error);
  }
}

/** The folder takes no new file, though the file itself may be written. */
const NO_DRAFT = /^(?:EACCES|EPERM)$/;

function nothingThere(error: unknown): undefined {
  if (codeOf(error) !== 'ENOENT') throw error;
}
