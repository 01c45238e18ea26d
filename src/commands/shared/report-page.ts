/** The page of the HTML report, which the build writes beside the program. */
import { readFile } from 'node:fs/promises';
import { brotliDecompressSync, deflateRawSync } from 'node:zlib';
import { VERSION } from '../../version.ts';

/** Throws if the program was not built. */
export const reportPage = async () => ({
  page: brotliDecompressSync(await readFile(new URL('../../report-page.html.br', import.meta.url))).toString('utf8'),
  deflate: (text: string): Buffer => deflateRawSync(text),
  version: VERSION,
});
