/** Replaces a file whole or not at all: written beside, synced, then renamed. */
import { randomUUID } from 'node:crypto';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { EXIT } from '../../core/exit.ts';
import { codeOf } from '../../core/record/error-code.ts';
import { UserError } from '../../core/user-error.ts';
import { refusalFrom } from '../../core/words.ts';
import { WRITING_WORDS } from '../../messages/writing.ts';

export interface Replacing {
  /** The mode of the file that is replaced; undefined if there is none. */
  readonly mode: number | undefined;
  /** Called before the new file takes the old one's place; throws to leave the old one. */
  readonly beforeRename?: () => void;
}

/** On an error the old file is left as it was, and nothing beside it. */
export async function replaceFile(
  path: string,
  text: string | Iterable<string>,
  { mode, beforeRename }: Replacing,
): Promise<void> {
  // In the same folder, because a file can't be renamed from one disk to another.
  const draft = join(dirname(path), `.${basename(path).slice(0, 60)}.${randomUUID()}.tmp`);
  try {
    await writeDraft(draft, text, mode);
    beforeRename?.();
    await rename(draft, path);
    await syncFolder(dirname(path));
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

async function writeDraft(draft: string, text: string | Iterable<string>, mode: number | undefined): Promise<void> {
  const file = await open(draft, 'wx', mode === undefined ? 0o666 : 0o600);
  try {
    for (const piece of typeof text === 'string' ? [text] : text) await file.writeFile(piece);
    if (mode !== undefined) await file.chmod(mode & 0o7777);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** So that the new name outlives a power cut; not every system can. */
async function syncFolder(folder: string): Promise<void> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(folder, 'r');
    await handle.sync();
  } catch {
    // The file is written; only its name may not outlive a power cut.
  } finally {
    await handle?.close();
  }
}

/** Codes of paths that can't be written to; any other failure is the disk's or the device's. */
const WRONG_PATH =
  /^(?:EACCES|EEXIST|EINVAL|EISDIR|ELOOP|ENAMETOOLONG|ENOENT|ENOTDIR|ENXIO|EPERM|EROFS|ETXTBSY|ERR_INVALID_ARG_VALUE)$/;

/** The error of a file that wasn't written: exit status 2 for its path, 3 for a full disk or a broken device. */
export function cannotWrite(path: string, error: unknown): UserError {
  const code = codeOf(error);
  const isPath = WRONG_PATH.test(code ?? '');
  const { message, hint } = refusalFrom(WRITING_WORDS, (words) =>
    isPath ? words.cannotWrite(path, code) : words.writingFailed(path, code),
  );
  return new UserError(message, { hint, exit: isPath ? EXIT.wrongUse : EXIT.refused, cause: error });
}
