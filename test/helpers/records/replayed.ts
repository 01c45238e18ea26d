/** Findings of `login-watch replay` on records, to compare with the notifier's. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { run } from '../../../src/cli.ts';
import type { JsonObject } from '../../../src/core/event.ts';
import type { Settings } from '../../../src/core/settings.ts';
import { newSettingsText } from '../../../src/settings/writing/new-text.ts';
import { fakeHost } from '../host/fake-host.ts';

/** `RULE ID` of each finding, in order. */
export async function replayed(records: readonly JsonObject[], settings: Settings): Promise<readonly string[]> {
  const cwd = await mkdtemp(join(tmpdir(), 'login-watch-'));
  await writeFile(join(cwd, 'login-watch.yaml'), newSettingsText(settings, { language: 'en' }));
  await writeFile(join(cwd, 'records.json'), JSON.stringify(records));
  const args = ['replay', '--file', join(cwd, 'records.json'), '--rules', 'on', '--format', 'json'];
  const host = fakeHost({ cwd });
  const code = await run(args, host);
  await rm(cwd, { recursive: true });
  expect({ code, stderr: host.err() }).toEqual({ code: 0, stderr: expect.any(String) });
  return JSON.parse(host.out()).findings.map(({ id, rule }: { id: string; rule: string }) => `${rule} ${id}`);
}
