/** `npm run picture`: docs/init.svg and docs/init.ja.svg. */
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { LANGUAGES } from '../src/core/rule.ts';
import { interviewPicture } from './interview-picture.ts';

for (const language of LANGUAGES) {
  const name = language === 'en' ? 'init.svg' : `init.${language}.svg`;
  await writeFile(resolve(import.meta.dirname, '../docs', name), await interviewPicture(language));
}
