import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { programFor } from '../src/cli.ts';
import { parseSettings } from '../src/settings/parse.ts';
import { VERSION } from '../src/version.ts';
import { fakeHost } from './helpers/host/fake-host.ts';

const ROOT = resolve(import.meta.dirname, '..');
const pages = ['README.md', 'README.ja.md'].map((name) => [name, readFileSync(resolve(ROOT, name), 'utf8')] as const);

/** The command lines of a page, in code blocks and in tables, without comments and placeholders. */
function commandsOf(page: string): string[] {
  return [
    ...page.matchAll(
      /(?:^|`|npx )(?:aws-)?login-watch ((?:init|replay|watch|forecast|rules|test|config|secret|policy|doctor|completion|logins|confirm-email|redrive|status|audit|deploy|destroy|template)[^`#\n]*)/gm,
    ),
  ]
    .map((match) => (match[1] ?? '').trim())
    .filter((line) => !/[<…]/.test(line));
}

test.each(pages)('every command line in %s is one that the program takes', async (_, page) => {
  const commands = commandsOf(page);
  expect(commands.length).toBeGreaterThan(5);
  for (const line of commands) {
    const argv = line.split(/\s+/);
    const program = await programFor(argv, fakeHost(), () => undefined);
    const command = program.commands.find((one) => one.name() === argv[0]);
    // Parsed, not run.
    for (const one of [command, ...(command?.commands ?? [])]) one?.action(() => undefined);
    await expect(program.parseAsync(argv, { from: 'user' }), line).resolves.toBeDefined();
  }
});

test.each(pages)('the settings in %s are settings that are taken', (_, page) => {
  const yaml = /```yaml\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
  expect(parseSettings(yaml, 'README').channels.length).toBeGreaterThan(1);
});

test('the version is that of the package', () => {
  expect(JSON.parse(readFileSync(resolve(ROOT, 'package.json'), 'utf8')).version).toBe(VERSION);
});
