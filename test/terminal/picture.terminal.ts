import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { interviewPicture } from '../../scripts/interview-picture.ts';
import type { Language } from '../../src/core/rule.ts';
import { hasTmux } from '../helpers/host/terminal.ts';

/** What it says, without the moment at which it was made. */
const wordsOf = (svg: string) => svg.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\d{4}-\d\d-\d\d +\d\d:\d\d:\d\d/g, 'then');

const PICTURES: readonly (readonly [name: string, language: Language])[] = [
  ['init.svg', 'en'],
  ['init.ja.svg', 'ja'],
];

test.skipIf(!hasTmux).each(PICTURES)(
  'docs/%s is of the interview as it is; if not: npm run picture',
  async (name, language) => {
    const drawn = await readFile(resolve(import.meta.dirname, '../../docs', name), 'utf8');
    expect(wordsOf(drawn)).toBe(wordsOf(await interviewPicture(language)));
  },
);
