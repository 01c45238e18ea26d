/** The settings file as it is before anything is asked: the one that is found, or where one will be. */
import { join, relative, resolve } from 'node:path';
import { UserError } from '../../core/user-error.ts';
import type { Host } from '../../host.ts';
import { findSettings } from '../../settings/load.ts';
import { parseSettings } from '../../settings/parse.ts';
import type { SettingsFile } from './state/context.ts';

const USUAL = 'login-watch.yaml';

/** Throws a `UserError` where there is one that is not valid: it must not be written over. */
export async function settingsFile({ config }: { readonly config?: string }, { cwd }: Host): Promise<SettingsFile> {
  const found = await findSettings({ cwd, config }).catch((error: unknown) => {
    // Named, and not there yet: that is where it shall be.
    if (config !== undefined && error instanceof UserError && /^there is no settings file/.test(error.message))
      return undefined;
    throw error;
  });
  const path = found?.file ?? (config === undefined ? join(cwd, USUAL) : resolve(cwd, config));
  const shown = relative(cwd, path) || path;
  if (found === undefined) return { path, shown, before: undefined };
  return { path, shown, before: { text: found.text, settings: parseSettings(found.text, shown) } };
}
