/** The AWS configuration's profiles, as far as they tell why there are no credentials. Reads names, never shows values. */
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

export type Profile = ReadonlyMap<string, string>;

export interface Profiles {
  readonly profiles: ReadonlyMap<string, Profile>;
  /** Names of `[sso-session …]`. */
  readonly sessions: ReadonlySet<string>;
}

/** https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-files.html; a file that can't be read is an empty one. */
export function readProfiles(env: Readonly<Record<string, string | undefined>> = process.env): Profiles {
  const folder = join(env['HOME'] || env['USERPROFILE'] || homedir(), '.aws');
  const profiles = new Map<string, Map<string, string>>();
  const sessions = new Set<string>();
  const take = (name: string, keys: ReadonlyMap<string, string>) =>
    profiles.set(name, new Map([...(profiles.get(name) ?? []), ...keys]));
  for (const [title, keys] of sectionsOf(env['AWS_CONFIG_FILE'] || join(folder, 'config'))) {
    const [, kind, name] = /^(?:(profile|sso-session)\s+)?["']?(.+?)["']?$/.exec(title) ?? [];
    if (name === undefined) continue;
    if (kind === 'sso-session') sessions.add(name);
    else if (kind === 'profile' || name === 'default') take(name, keys);
  }
  for (const [name, keys] of sectionsOf(env['AWS_SHARED_CREDENTIALS_FILE'] || join(folder, 'credentials'))) {
    take(name, keys);
  }
  return { profiles, sessions };
}

function sectionsOf(file: string): readonly (readonly [title: string, keys: ReadonlyMap<string, string>])[] {
  const sections: [string, Map<string, string>][] = [];
  for (const line of textOf(file).split(/\r?\n/)) {
    const title = /^\s*\[\s*([^\]]+?)\s*\]/.exec(line)?.[1];
    if (title !== undefined) sections.push([title, new Map()]);
    const [, key, value] = /^([\w.-]+)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    if (key !== undefined && value !== undefined) sections.at(-1)?.[1].set(key.toLowerCase(), value);
  }
  return sections;
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
