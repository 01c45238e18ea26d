/** Finds, reads and checks `login-watch.yaml`. */
import { readFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { DEFAULT_SETTINGS, type Settings } from '../core/settings.ts';
import { UserError } from '../core/user-error.ts';

export const SETTINGS_FILE = 'login-watch.yaml';

export interface Loaded {
  readonly settings: Settings;
  /** The file that they come from; undefined where there is none and the defaults hold. */
  readonly file: string | undefined;
}

/**
 * The settings of the file that is named, or found upward from the working folder. Throws a `UserError` that names each
 * mistake by file, line and column. A file that is named must exist.
 */
export async function loadSettings({ cwd, config }: { cwd: string; config?: string | undefined }): Promise<Loaded> {
  const found = config === undefined ? await findUpward(cwd) : await readNamed(resolve(cwd, config), config);
  if (found === undefined) return { settings: DEFAULT_SETTINGS, file: undefined };
  // Most commands of a new user have no settings: the YAML parser and the checker are loaded for those who do.
  const { parseSettings } = await import('./parse.ts');
  return { settings: parseSettings(found.text, relative(cwd, found.file) || found.file), file: found.file };
}

interface Found {
  readonly file: string;
  readonly text: string;
}

async function findUpward(folder: string): Promise<Found | undefined> {
  const file = join(folder, SETTINGS_FILE);
  const text = await readIfThere(file);
  if (text !== undefined) return { file, text };
  const parent = dirname(folder);
  return parent === folder ? undefined : findUpward(parent);
}

async function readNamed(file: string, named: string): Promise<Found> {
  const text = await readIfThere(file);
  if (text !== undefined) return { file, text };
  throw new UserError(`there is no settings file ${named}`, {
    hint: 'Check the path given with --config, or leave it out.',
  });
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw new UserError(`cannot read ${file}: ${String(code)}`, {
      hint: 'It must be a file that you may read.',
      cause: error,
    });
  }
}
