/** The page of the HTML report, which the build writes beside the program. */
import { readFile } from 'node:fs/promises';
import { deflateRawSync } from 'node:zlib';
import { VERSION } from '../../version.ts';

/** Throws if the program was not built. */
export const reportPage = async () => ({
  page: await readFile(new URL('../../report-page.html', import.meta.url), 'utf8'),
  deflate: (text: string): Buffer => deflateRawSync(text),
  version: VERSION,
});
