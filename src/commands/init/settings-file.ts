/** The settings file as it is before anything is asked: the one that is found, or where one will be. */
import { access } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import type { Host } from '../../host.ts';
import { findSettings } from '../../settings/load.ts';
import { parseSettings } from '../../settings/parse.ts';
import type { SettingsFile } from './state/context.ts';

const USUAL = 'login-watch.yaml';

const exists = (file: string) =>
  access(file).then(
    () => true,
    () => false,
  );

/** Throws a `UserError` where there is one that is not valid: it must not be written over. */
export async function settingsFile({ config }: { readonly config?: string }, { cwd }: Host): Promise<SettingsFile> {
  // Named, and not there yet: that is where it shall be.
  const isNew = config !== undefined && !(await exists(resolve(cwd, config)));
  const found = isNew ? undefined : await findSettings({ cwd, config });
  const path = found?.file ?? (config === undefined ? join(cwd, USUAL) : resolve(cwd, config));
  const shown = relative(cwd, path) || path;
  if (found === undefined) return { path, shown, before: undefined };
  return { path, shown, before: { text: found.text, settings: parseSettings(found.text, shown) } };
}
