/** Writes `login-watch.yaml`: whole or not at all, and valid settings only. */
import type { Stats } from 'node:fs';
import { lstat } from 'node:fs/promises';
import { codeOf } from '../../core/record/error-code.ts';
import { UserError } from '../../core/user-error.ts';
import { refusalFrom, wordsFrom } from '../../core/words.ts';
import { WRITING_WORDS, type WritingWords } from '../../messages/writing.ts';
import { parseSettings } from '../parse.ts';
import { readSettingsText } from '../read-text.ts';
import { cannotWrite, replaceFile } from './replace.ts';

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
  if (was !== undefined && (old === undefined || (await readSettingsText(path)) !== was)) {
    throw refusal((words) => words.changedMeanwhile(path));
  }
  const beforeRename = () => {
    if (signal?.aborted) throw new UserError(wordsFrom(WRITING_WORDS, (words) => words.stopped(path)));
  };
  try {
    await replaceFile(path, text, { mode: old?.mode, beforeRename });
  } catch (error) {
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

function refusal(pick: (words: WritingWords) => { readonly message: string; readonly hint: string }) {
  const { message, hint } = refusalFrom(WRITING_WORDS, pick);
  return new UserError(message, { hint });
}
