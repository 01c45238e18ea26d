/** The text of a settings file, also where an editor or a shell of Windows wrote it in UTF-16. */
import { readFile } from 'node:fs/promises';
import { encodingOf } from '../sources/files/encoding.ts';

/** Rejects as `readFile` does. Without a byte order mark the encoding is known by the file's first, ASCII, character. */
export async function readSettingsText(file: string): Promise<string> {
  const bytes = await readFile(file);
  const encoding = encodingOf(bytes);
  // UTF-8 keeps its byte order mark, so that an edited file begins as it did.
  return new TextDecoder(encoding, { ignoreBOM: encoding === 'utf-8' }).decode(bytes);
}
