/** `npm run picture`: docs/init.svg. */
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { interviewPicture } from './interview-picture.ts';

await writeFile(resolve(import.meta.dirname, '../docs/init.svg'), await interviewPicture());
