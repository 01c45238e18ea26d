/** Writes `login-watch.yaml`: whole or not at all, and valid settings only. */
import { randomUUID } from 'node:crypto';
import type { Stats } from 'node:fs';
import { type FileHandle, lstat, open, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { UserError } from '../../core/user-error.ts';
import { refusalFrom, wordsFrom } from '../../core/words.ts';
import { WRITING_WORDS, type WritingWords } from '../../messages/writing.ts';
import { parseSettings } from '../parse.ts';

export type { SettingsChanges } from './changes.ts';
export { editSettings } from './edit.ts';
export { newSettingsText } from './new-text.ts';
export { writeSchemaBeside } from './schema-beside.ts';

export interface WriteOptions {
  readonly signal?: AbortSignal;
  /** The file's text when it was read: if it has changed since, the file is left alone. */
  readonly was?: string;
}

/** Throws a `UserError`, and leaves the old file, if the text isn't valid settings or the file can't be written. */
export async function writeSettings(path: string, text: string, options: WriteOptions = {}): Promise<void> {
  check(text, path);
  const old = await oldFile(path);
  const { signal, was } = options;
  if (was !== undefined && (old === undefined || (await readFile(path, 'utf8')) !== was)) {
    throw refusal((words) => words.changedMeanwhile(path));
  }
  // In the same folder, because a file can't be renamed from one disk to another.
  const draft = join(dirname(path), `.${basename(path)}.${randomUUID()}.tmp`);
  try {
    await writeDraft(draft, text, old?.mode);
    if (signal?.aborted) throw new UserError(wordsFrom(WRITING_WORDS, (words) => words.stopped(path)));
    await rename(draft, path);
    await syncFolder(dirname(path));
  } catch (error) {
    await rm(draft, { force: true });
    throw error instanceof UserError ? error : cannotWrite(path, error);
  }
}

function check(text: string, path: string): void {
  parseSettings(text, path);
  // Half of a character outside of the basic plane isn't UTF-8, and would be read back as another.
  if (Buffer.from(text).toString() !== text) {
    throw refusal((words) => words.halfCharacter(path));
  }
}

async function oldFile(path: string): Promise<Stats | undefined> {
  const stats = await lstat(path).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw cannotWrite(path, error);
  });
  if (stats === undefined || stats.isFile()) return stats;
  throw refusal((words) => (stats.isSymbolicLink() ? words.isLink(path) : words.isNotFile(path)));
}

async function writeDraft(draft: string, text: string, mode: number | undefined): Promise<void> {
  const file = await open(draft, 'wx', mode === undefined ? 0o666 : 0o600);
  try {
    await file.writeFile(text);
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

const cannotWrite = (path: string, error: unknown) => refusal((words) => words.cannotWrite(path, codeOf(error)), error);

function refusal(pick: (words: WritingWords) => { readonly message: string; readonly hint: string }, cause?: unknown) {
  const { message, hint } = refusalFrom(WRITING_WORDS, pick);
  return new UserError(message, { hint, cause });
}

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : undefined);
