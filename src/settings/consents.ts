/** Variables and hosts that the user allowed each settings file, in a small file of the user's own. */
import { createHash } from 'node:crypto';
import { mkdir, readFile, realpath } from 'node:fs/promises';
import { dirname, isAbsolute, join } from 'node:path';
import { z } from 'zod';
import { secretsOf } from '../channels/secrets-of.ts';
import { codeOf } from '../core/record/error-code.ts';
import type { ChannelSettings } from '../core/settings.ts';
import { currentUser, otherOwner } from './owner.ts';
import { replaceFile } from './writing/replace.ts';

/** Names of environment variables and hosts. */
export interface Allowed {
  readonly env: readonly string[];
  readonly hosts: readonly string[];
}

/** A settings file, and the channels it has now: another list of secrets is another question. */
export interface Naming {
  readonly file: string;
  readonly channels: readonly ChannelSettings[];
}

const NOTHING: Allowed = { env: [], hosts: [] };

const STATE = z.object({
  version: z.literal(1),
  files: z.record(z.string(), z.object({ names: z.string(), env: z.array(z.string()), hosts: z.array(z.string()) })),
});
type State = z.infer<typeof STATE>;

type Env = Readonly<Record<string, string | undefined>>;

/** https://specifications.freedesktop.org/basedir-spec/latest/ ; undefined without a home folder. */
function consentsFile(env: Env): string | undefined {
  const local = process.platform === 'win32' ? env['LOCALAPPDATA'] : undefined;
  const home = env['HOME'] ?? env['USERPROFILE'];
  const inHome = home === undefined || !isAbsolute(home) ? undefined : join(home, '.local', 'state');
  const folder = [env['XDG_STATE_HOME'], local, inHome].find((path) => path !== undefined && isAbsolute(path));
  return folder === undefined ? undefined : join(folder, 'login-watch', 'consents.json');
}

export async function allowedFor(naming: Naming, env: Env): Promise<Allowed> {
  const state = consentsFile(env);
  if (state === undefined) return NOTHING;
  const entry = (await readState(state)).files[await realpath(naming.file)];
  return entry?.names === digestOf(naming) ? entry : NOTHING;
}

/** Replaces what was allowed to the file. Returns the place and the error's code if it can't be stored. */
export async function allow(
  naming: Naming,
  { env: variables, hosts }: Allowed,
  env: Env,
): Promise<{ readonly file: string; readonly code: string } | undefined> {
  const state = consentsFile(env);
  if (state === undefined) return undefined;
  try {
    const entry = { names: digestOf(naming), env: [...variables], hosts: [...hosts] };
    const { files } = await readState(state);
    const kept = { ...files, [await realpath(naming.file)]: entry };
    await mkdir(dirname(state), { recursive: true, mode: 0o700 });
    const text = `${JSON.stringify({ version: 1, files: kept } satisfies State, undefined, 2)}\n`;
    await replaceFile(state, text, { mode: 0o600 });
    return undefined;
  } catch (error) {
    return { file: state, code: codeOf(error) ?? 'unknown reason' };
  }
}

/** A file that is damaged, or that another user could have written, allows nothing. */
async function readState(state: string): Promise<State> {
  const empty: State = { version: 1, files: {} };
  try {
    if ((await otherOwner(state, currentUser())) !== undefined) return empty;
    const read = STATE.safeParse(JSON.parse(await readFile(state, 'utf8')));
    return read.success ? read.data : empty;
  } catch {
    return empty;
  }
}

/** A digest of the secrets that the channels name: kinds, places and hosts. */
function digestOf({ channels }: Naming): string {
  const named = channels.flatMap(secretsOf).map(({ kind, place, host }) => JSON.stringify([kind, place, host ?? '']));
  return createHash('sha256').update(named.toSorted().join('\n')).digest('hex');
}
