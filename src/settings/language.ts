/**
 * The language of everything that the program prints: `--language`, else the settings', else the locale's, else
 * English.
 */
import { stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Language } from '../core/rule.ts';
import { isLanguage } from '../core/words.ts';
import type { Host } from '../host.ts';
import { MOST_SETTINGS, SETTINGS_FILE } from './file-name.ts';
import { readSettingsText } from './read-text.ts';

/** The same rule for every command and for errors before any command runs. Never throws: settings are checked elsewhere. */
export async function languageFor(argv: readonly string[], { cwd, env }: Pick<Host, 'cwd' | 'env'>): Promise<Language> {
  const named = optionIn(argv, '--language');
  if (isLanguage(named)) return named;
  const config = optionIn(argv, '--config');
  const text = config === undefined ? await nearest(cwd) : await readIfThere(resolve(cwd, config));
  return languageOfSettings(text ?? '') ?? languageOfLocale(env) ?? 'en';
}

/** The value of an option in the arguments, before they are parsed: `--name value` or `--name=value`. */
function optionIn(argv: readonly string[], option: string): string | undefined {
  const index = argv.findIndex((word) => word === option || word.startsWith(`${option}=`));
  const word = argv[index];
  if (word === undefined) return undefined;
  return word === option ? argv[index + 1] : word.slice(option.length + 1);
}

/** Read by line, because the YAML parser takes as long to load as the rest of `--help`. */
function languageOfSettings(text: string): Language | undefined {
  const value = /^language:[ \t]*["']?(\w+)["']?[ \t]*(?:#.*)?\r?$/m.exec(text)?.[1];
  return isLanguage(value) ? value : undefined;
}

/** POSIX order: https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/V1_chap08.html#tag_08_02 */
function languageOfLocale(env: Host['env']): Language | undefined {
  const locale = env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || '';
  const language = /^[a-z]+/.exec(locale)?.[0];
  return isLanguage(language) ? language : undefined;
}

async function nearest(folder: string): Promise<string | undefined> {
  const text = await readIfThere(join(folder, SETTINGS_FILE));
  const parent = dirname(folder);
  return text !== undefined || parent === folder ? text : nearest(parent);
}

/** Only of a file that may be settings: a pipe or a device in a working folder must not stop every command. */
async function readIfThere(file: string): Promise<string | undefined> {
  const stats = await stat(file).catch(() => undefined);
  if (stats?.isFile() !== true || stats.size > MOST_SETTINGS) return undefined;
  return readSettingsText(file).catch(() => undefined);
}
