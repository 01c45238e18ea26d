/** Finds, reads and checks `login-watch.yaml`. */
import type { Stats } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { DEFAULT_SETTINGS, type Settings } from '../core/settings.ts';
import { UserError } from '../core/user-error.ts';
import { refusalFrom } from '../core/words.ts';
import { SETTINGS_FILE_WORDS, type SettingsFileWords } from '../messages/settings/settings-file.ts';
import { SETTINGS_FILE } from './file-name.ts';

export interface Loaded {
  readonly settings: Settings;
  /** The settings' file; undefined if there is none and the defaults hold. */
  readonly file: string | undefined;
}

/**
 * The settings of the named file, or of the one found upward from the working folder. Throws a `UserError` with each
 * mistake by file, line and column. A named file must exist.
 */
export async function loadSettings({ cwd, config }: { cwd: string; config?: string | undefined }): Promise<Loaded> {
  const found = await findSettings({ cwd, config });
  if (found === undefined) return { settings: DEFAULT_SETTINGS, file: undefined };
  // Most commands of a new user have no settings: the YAML parser and the checker are loaded only for a file.
  const { parseSettings } = await import('./parse.ts');
  return { settings: parseSettings(found.text, relative(cwd, found.file) || found.file), file: found.file };
}

/** True if this folder has a settings file. Doesn't read it: the program without a command must stay quick. */
export async function hasSettings(folder: string): Promise<boolean> {
  const isThere = await stat(join(folder, SETTINGS_FILE)).then(
    () => true,
    () => false,
  );
  const parent = dirname(folder);
  return isThere || (parent !== folder && (await hasSettings(parent)));
}

/** The same file, unchecked. */
export function findSettings({
  cwd,
  config,
}: {
  cwd: string;
  config?: string | undefined;
}): Promise<Found | undefined> {
  return config === undefined ? findUpward(cwd) : readNamed(resolve(cwd, config), config);
}

interface Found {
  readonly file: string;
  readonly text: string;
}

/** Settings written by hand are smaller; a larger file was named by mistake. */
const MOST_BYTES = 1_000_000;
/** Names close to the settings file's, and easily taken for it. */
const MISNAMED = ['login-watch.yml', '.login-watch.yaml', '.login-watch.yml'];

async function findUpward(folder: string): Promise<Found | undefined> {
  const file = join(folder, SETTINGS_FILE);
  const text = await readIfThere(file);
  if (text !== undefined) return { file, text };
  for (const name of MISNAMED) {
    if ((await statIfThere(join(folder, name))) === undefined) continue;
    throw refusal((words) => words.misnamed(join(folder, name), SETTINGS_FILE));
  }
  const parent = dirname(folder);
  return parent === folder ? undefined : findUpward(parent);
}

async function readNamed(file: string, named: string): Promise<Found> {
  const text = await readIfThere(file);
  if (text !== undefined) return { file, text };
  throw refusal((words) => words.missing(named));
}

async function readIfThere(file: string): Promise<string | undefined> {
  const stats = await statIfThere(file);
  if (stats === undefined) return undefined;
  if (!stats.isFile()) throw refusal((words) => words.notAFile(file));
  if (stats.size > MOST_BYTES) throw refusal((words) => words.tooLarge(file, stats.size));
  return readFile(file, 'utf8').catch((error: unknown) => refuse(file, error));
}

async function statIfThere(file: string): Promise<Stats | undefined> {
  try {
    return await stat(file);
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    return refuse(file, error);
  }
}

function refuse(file: string, error: unknown): never {
  throw refusal((words) => words.unreadable(file, codeOf(error)), error);
}

function refusal(pick: Parameters<typeof refusalFrom<SettingsFileWords>>[1], cause?: unknown): UserError {
  const { message, hint } = refusalFrom(SETTINGS_FILE_WORDS, pick);
  return new UserError(message, { hint, ...(cause === undefined ? {} : { cause }) });
}

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason');
