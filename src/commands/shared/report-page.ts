/** The page of the HTML report, which the build writes beside the program. */
import { readFile } from 'node:fs/promises';
import { deflateRawSync } from 'node:zlib';

/** Throws if the program was not built. */
export const readReportPage = (): Promise<string> =>
  readFile(new URL('../../report-page.html', import.meta.url), 'utf8');

export const deflate = (text: string): Buffer => deflateRawSync(text);
