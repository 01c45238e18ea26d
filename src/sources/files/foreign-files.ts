/** A folder's files of other kinds (digests, READMEs), reported in one sentence for each reason. */
import type { Words } from '../../core/language.ts';
import { asWords, wordsFrom } from '../../core/words.ts';
import { FILE_WORDS } from '../../messages/look-back/files.ts';
import type { Reading } from '../source.ts';

const EXAMPLES = 3;

export class ForeignFiles {
  /** Folder, then reason, then files. */
  readonly #files = new Map<string, Map<string, { readonly reason: Words; readonly files: string[] }>>();

  add(folder: string, file: string, reason: Words): void {
    const reasons = this.#files.get(folder) ?? new Map<string, { readonly reason: Words; readonly files: string[] }>();
    this.#files.set(folder, reasons);
    const known = reasons.get(reason.en) ?? { reason, files: [] };
    known.files.push(file);
    reasons.set(reason.en, known);
  }

  *readings(): Generator<Reading> {
    for (const [folder, reasons] of this.#files) {
      for (const { reason, files } of reasons.values()) {
        const [only] = files;
        const isOne = only !== undefined && files.length === 1;
        yield {
          kind: 'not-covered',
          region: null,
          from: asWords(isOne ? only : folder),
          reason: isOne ? reason : together(files, reason),
        };
      }
    }
  }
}

const together = (files: readonly string[], reason: Words) =>
  wordsFrom(FILE_WORDS, ({ several }, language) => several(files.length, few(files), reason[language]));

function few(files: readonly string[]): string {
  const shown = files.slice(0, EXAMPLES).join(', ');
  return files.length > EXAMPLES ? `${shown}, …` : shown;
}
