import { readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { resolve } from 'node:path';
import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { healthCode } from '../../scripts/health-code.ts';
import { functionZip, zipOf } from '../../src/aws/function-zip.ts';
import { DEFAULT_SETTINGS } from '../../src/core/settings.ts';
import { FILE_WORDS } from '../../src/messages/look-back/files.ts';
import { ANSWER_WORDS } from '../../src/messages/sending/answers.ts';
import { RULES } from '../../src/rules/index.ts';
import { readTemplate } from '../../src/template/templates.ts';
import { readAs } from '../helpers/aws/template.ts';

const bundle = readFileSync(resolve(import.meta.dirname, '../../dist/lambda/index.cjs'));
const text = bundle.toString('utf8');

test('the bundle is at most 470 kB', () => {
  expect(bundle.length).toBeLessThanOrEqual(470_000);
});

test('the second channel’s function in its template is current, asks the runtime alone, and is small', async () => {
  const { Resources } = readAs(readTemplate('health'));
  const { Code } = Resources['Function']?.Properties ?? {};
  const inline = String(Reflect.get(Object(Code), 'ZipFile'));
  // If not, run `npm run templates`.
  expect(inline).toBe((await healthCode()).value);
  const asked = [...inline.matchAll(/require\("([^"]+)"\)/g)].map(([, name = '']) => name);
  expect(new Set(asked)).toEqual(new Set(['node:crypto', '@aws-sdk/client-ssm']));
  expect(inline.length).toBeLessThan(15_000);
});

test('the bundle asks the runtime for Node.js and its SDK alone, and never by import', () => {
  const asked = [...text.matchAll(/require\("([^"]+)"\)/g)].map(([, name = '']) => name);
  const proxies = ['agent-base', 'https-proxy-agent', 'proxy-from-env'];
  expect(asked.filter((name) => !name.startsWith('node:') && !name.startsWith('@aws-sdk/'))).toEqual(
    expect.not.arrayContaining(['yaml', 'zod', 'commander', 'chalk']),
  );
  const others = asked.filter((name) => !isBuiltin(name) && !name.startsWith('@aws-sdk/') && !proxies.includes(name));
  expect(others).toEqual([]);
  expect(text).not.toMatch(/\bimport\(/);
});

test('every rule is in it, with what it says, and without what only `rules show` says', () => {
  for (const { id, title, why } of RULES) {
    expect(text).toContain(id);
    expect(text).toContain(title.ja);
    expect(text).not.toContain(why.en.slice(0, 60));
  }
});

test('it says why a message or a file was refused, and leaves what to do about it to commands', () => {
  const holds = (sentence: string) => text.includes(sentence);
  for (const words of [ANSWER_WORDS.en, ANSWER_WORDS.ja]) {
    const { slack, chatwork, discord, pagerduty, webPage, noAnswer, notPrepared } = words;
    const hints = [slack, chatwork, discord, pagerduty].flatMap((table) => Object.values(table));
    expect([...hints, webPage('', 200).hint].filter((hint) => holds(hint.slice(0, 40)))).toEqual([]);
    const refusals = [noAnswer['proxy-url'](''), noAnswer['secret-characters'](''), notPrepared];
    expect(refusals.map(({ why, hint }) => [why, holds(why), holds(hint)])).toEqual(
      refusals.map(({ why }) => [why, true, false]),
    );
  }
  for (const words of [FILE_WORDS.en, FILE_WORDS.ja]) {
    const { archiveDamaged, notRegular, gzipCut, gzipTrailing } = words;
    const troubles = [archiveDamaged, notRegular, gzipCut, gzipTrailing];
    expect(troubles.map(({ reason, hint }) => [reason, holds(reason), holds(hint)])).toEqual(
      troubles.map(({ reason }) => [reason, true, false]),
    );
  }
});

test('the same bundle and settings give the same bytes, whatever order the settings are in', async () => {
  const { name, language, ...rest } = DEFAULT_SETTINGS;
  const one = await functionZip(DEFAULT_SETTINGS);
  const other = zipOf(bundle, { ...rest, language, name });
  expect(other.key).toBe(one.key);
  expect(Buffer.from(other.bytes).equals(Buffer.from(one.bytes))).toBe(true);
  expect(one.key).toMatch(/^notifier-[0-9a-f]{40}\.zip$/);

  expect((await functionZip({ ...DEFAULT_SETTINGS, timezone: 'Asia/Tokyo' })).key).not.toBe(one.key);
  expect(zipOf(Buffer.from('other'), DEFAULT_SETTINGS).key).not.toBe(one.key);
  const files = unzipSync(one.bytes);
  expect(Object.keys(files).sort()).toEqual(['index.js', 'settings.json']);
  expect(JSON.parse(Buffer.from(files['settings.json'] ?? []).toString('utf8'))).toEqual(DEFAULT_SETTINGS);
});
