/** `npm run docs`: writes the pages that are made from the code. */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { LANGUAGES } from '../src/core/rule.ts';
import { PAGES, rulesPage } from './rules-page.ts';

for (const language of LANGUAGES)
  writeFileSync(resolve(import.meta.dirname, '..', PAGES[language]), rulesPage(language));
