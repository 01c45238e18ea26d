/** Finds, reads and checks `login-watch.yaml`. */
import type { Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { codeOf } from '../core/record/error-code.ts';
import { DEFAULT_SETTINGS, type Settings } from '../core/settings.ts';
import { UserError } from '../core/user-error.ts';
import { refusalFrom } from '../core/words.ts';
import { SETTINGS_FILE_WORDS, type SettingsFileWords } from '../messages/settings/settings-file.ts';
import { MOST_SETTINGS, SETTINGS_FILE } from './file-name.ts';
import { type CurrentUser, currentUser, otherOwner } from './owner.ts';
import { readSettingsText } from './read-text.ts';

export interface Loaded {
  readonly settings: Settings;
  /** The settings' file; undefined if there is none and the defaults hold. */
  readonly file: string | undefined;
  /** The owner of a named file, if that is another user (root excepted). */
  readonly owner?: string;
}

interface Where {
  readonly cwd: string;
  /** The file that was named; undefined means: look for one upward. */
  readonly config?: string | undefined;
  readonly user?: CurrentUser | undefined;
}

/** A file of another user that was found; the program adds the command that names it. */
export class ForeignSettings extends UserError {
  readonly file: string;
  constructor(file: string, owner: string) {
    const { message, hint } = refusalFrom(SETTINGS_FILE_WORDS, (words) => words.foreign(file, owner));
    super(message, { hint });
    this.file = file;
  }
}

/**
 * The settings of the named file, or of the one found upward from the working folder. Throws a `UserError` with each
 * mistake by file, line and column. A named file must exist; one that is found must belong to this user.
 */
export async function loadSettings(where: Where): Promise<Loaded> {
  const { cwd } = where;
  const found = await findSettings(where);
  if (found === undefined) return { settings: DEFAULT_SETTINGS, file: undefined };
  // Most commands of a new user have no settings: the YAML parser and the checker are loaded only for a file.
  const { parseSettings } = await import('./parse.ts');
  const settings = parseSettings(found.text, relative(cwd, found.file) || found.file);
  return { settings, file: found.file, ...(found.owner === undefined ? {} : { owner: found.owner }) };
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
export function findSettings({ cwd, config, user = currentUser() }: Where): Promise<Found | undefined> {
  return config === undefined ? findUpward(cwd, user) : readNamed(resolve(cwd, config), config, user);
}

interface Found {
  readonly file: string;
  readonly text: string;
  readonly owner?: string;
}

/** Names close to the settings file's, and easily taken for it. */
const MISNAMED = ['login-watch.yml', '.login-watch.yaml', '.login-watch.yml'];

async function findUpward(folder: string, user: CurrentUser | undefined): Promise<Found | undefined> {
  const file = join(folder, SETTINGS_FILE);
  const stats = await statIfThere(file);
  if (stats !== undefined) {
    const owner = await otherOwner(file, user);
    if (owner !== undefined) throw new ForeignSettings(file, owner);
    return { file, text: await readOf(file, stats) };
  }
  for (const name of MISNAMED) {
    if ((await statIfThere(join(folder, name))) === undefined) continue;
    throw refusal((words) => words.misnamed(join(folder, name), SETTINGS_FILE));
  }
  const parent = dirname(folder);
  return parent === folder ? undefined : findUpward(parent, user);
}

async function readNamed(file: string, named: string, user: CurrentUser | undefined): Promise<Found> {
  const stats = await statIfThere(file);
  if (stats === undefined) throw refusal((words) => words.missing(named));
  const [text, owner] = [await readOf(file, stats), await otherOwner(file, user)];
  return { file, text, ...(owner === undefined ? {} : { owner }) };
}

async function readOf(file: string, stats: Stats): Promise<string> {
  if (!stats.isFile()) throw refusal((words) => words.notAFile(file));
  if (stats.size > MOST_SETTINGS) throw refusal((words) => words.tooLarge(file, stats.size));
  return readSettingsText(file).catch((error: unknown) => refuse(file, error));
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
  throw refusal((words) => words.unreadable(file, codeOf(error) ?? 'unknown reason'), error);
}

function refusal(pick: Parameters<typeof refusalFrom<SettingsFileWords>>[1], cause?: unknown): UserError {
  const { message, hint } = refusalFrom(SETTINGS_FILE_WORDS, pick);
  return new UserError(message, { hint, ...(cause === undefined ? {} : { cause }) });
}
