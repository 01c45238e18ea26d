import { chownSync, symlinkSync, writeFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { withCommand } from '../../src/commands/shared/command-again.ts';
import { UserError } from '../../src/core/user-error.ts';
import { ForeignSettings, loadSettings } from '../../src/settings/load.ts';
import { currentUser } from '../../src/settings/owner.ts';

const STRANGER = 64_242;
let folder = '';
let file = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'login-watch-owner-'));
  file = join(folder, 'login-watch.yaml');
  writeFileSync(file, 'name: trap\n');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Only root may give files away; anybody else looks at their own file as a stranger. */
const isRoot = process.getuid?.() === 0;
const give = (path: string) => (isRoot ? chownSync(path, STRANGER, STRANGER) : undefined);
const ME = { uid: isRoot ? 64_243 : STRANGER };

async function refusalOf(work: Promise<unknown>): Promise<UserError> {
  const error = await work.then(
    () => new Error('it was taken'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof UserError)) throw error;
  return error;
}

test('settings of another user are found and refused, also from a folder below', async () => {
  give(file);
  const below = join(folder, 'a', 'b');
  await mkdir(below, { recursive: true });
  for (const cwd of [folder, below]) {
    const error = await refusalOf(loadSettings({ cwd, user: ME }));
    expect(error).toBeInstanceOf(ForeignSettings);
    expect(error.message).toMatch(/login-watch\.yaml belongs to another user \(.+\), so its settings are not used$/);
  }
});

test('the file of the user who called sudo is taken, and so is a named one, with its owner', async () => {
  give(file);
  const owner = isRoot ? STRANGER : (process.getuid?.() ?? 0);
  expect((await loadSettings({ cwd: folder, user: { ...ME, sudoer: owner } })).settings.name).toBe('trap');
  expect((await loadSettings({ cwd: folder, user: { uid: owner } })).owner).toBeUndefined();
  const named = await loadSettings({ cwd: folder, config: 'login-watch.yaml', user: ME });
  expect([named.settings.name, named.owner]).toEqual(['trap', expect.stringMatching(/^.+$/)]);
});

test("a link of another user's to a file of one's own, or of root's, is refused", async () => {
  if (isRoot) {
    const at = join(folder, 'sub');
    await mkdir(at);
    symlinkSync(file, join(at, 'login-watch.yaml'));
    const { lchownSync } = await import('node:fs');
    lchownSync(join(at, 'login-watch.yaml'), STRANGER, STRANGER);
    expect(await refusalOf(loadSettings({ cwd: at, user: ME }))).toBeInstanceOf(ForeignSettings);
  }
  expect((await loadSettings({ cwd: folder, user: currentUser() })).settings.name).toBe('trap');
});

test('the refusal ends with the command that names the file, and repeats no option', () => {
  const names = ['replay', 'config', 'test-slack'];
  const commandOf = (argv: readonly string[], path: string) => {
    const error = withCommand(new ForeignSettings(path, 'eve'), argv, names);
    return error instanceof UserError ? [error.hint, error.todo('ja')].map((hint) => hint?.split('\n').at(-1)) : [];
  };
  const secret = ['--profile', 'x', 'test-slack', '--webhook-url', 'https://hooks.slack.com/services/T/B/x'];
  const told = (line: string) => [`  ${line}`, `  ${line}`];
  expect(commandOf(secret, '/srv/a.yaml')).toEqual(told('login-watch test-slack --config /srv/a.yaml'));
  expect(commandOf(['config', 'check'], "/srv/a b's/y")).toEqual(
    told(`login-watch config check --config '/srv/a b'\\''s/y'`),
  );
  const other = new UserError({ en: 'x', ja: 'x' });
  expect(withCommand(other, [], names)).toBe(other);
});
