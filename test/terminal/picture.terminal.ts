import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { interviewPicture } from '../../scripts/interview-picture.ts';
import { hasTmux } from '../helpers/host/terminal.ts';

/** What it says, without the moment at which it was made. */
const wordsOf = (svg: string) => svg.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\d{4}-\d\d-\d\d +\d\d:\d\d:\d\d/g, 'then');

test.skipIf(!hasTmux)('the picture in the README is of the interview as it is; if not: npm run picture', async () => {
  const drawn = await readFile(resolve(import.meta.dirname, '../../docs/init.svg'), 'utf8');
  expect(wordsOf(drawn)).toBe(wordsOf(await interviewPicture()));
});
