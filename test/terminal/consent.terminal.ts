/** The question about a variable that a settings file names, in a real terminal. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Server, serve } from '../helpers/host/server.ts';
import { hasTmux, Terminal } from '../helpers/host/terminal.ts';

const PRIVATE = ['abcdefgh', 'ijklmnop'].join('');

let cwd = '';
let vendor: Server;
let terminal: Terminal | undefined;
beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'login-watch-consent-'));
  vendor = await serve({ status: 200, body: 'ok' });
});
afterEach(async () => {
  await terminal?.close();
  await Promise.all([vendor.close(), rm(cwd, { recursive: true, force: true })]);
});

async function start(): Promise<Terminal> {
  await terminal?.close();
  const env = { HOME: cwd, SLACK_WEBHOOK: `${vendor.url}/services/T0/B0/${PRIVATE}` };
  terminal = await Terminal.start(['test'], { cwd, env });
  return terminal;
}

describe.skipIf(!hasTmux)('a variable that settings name', () => {
  test('is asked about once: no sends nothing, yes is kept', async () => {
    await writeFile(join(cwd, 'login-watch.yaml'), 'channels:\n  - slack: { webhook: env:SLACK_WEBHOOK }\n');
    const asked = await start();
    await asked.question('Allow SLACK_WEBHOOK for this file?');
    await asked.press('Enter');
    expect([await asked.end(), vendor.received.length]).toEqual([2, 0]);
    expect(await asked.screen()).toContain('login-watch test --allow-env SLACK_WEBHOOK');

    const again = await start();
    await again.question('Allow SLACK_WEBHOOK for this file?');
    await again.press('y', 'Enter');
    expect([await again.end(), vendor.received.length]).toEqual([0, 1]);

    const third = await start();
    expect([await third.end(), vendor.received.length]).toEqual([0, 2]);
    const screen = await third.screen();
    expect(screen).not.toContain('Allow');
    expect(screen).not.toContain(PRIVATE);
  });
});
