import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { PAGES, rulesPage } from '../scripts/rules-page.ts';
import { LANGUAGES } from '../src/core/rule.ts';

test.each(LANGUAGES)('the page about the rules (%s) is current: if not, run `npm run docs`', (language) => {
  const page = readFileSync(resolve(import.meta.dirname, '..', PAGES[language]), 'utf8');
  expect(page.replaceAll('\r\n', '\n')).toBe(rulesPage(language));
});
