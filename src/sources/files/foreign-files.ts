/** A folder's files that are nothing for us (digests, READMEs), told in one sentence for each reason. */
import type { Reading } from '../source.ts';

const EXAMPLES = 3;

export class ForeignFiles {
  /** Folder, then reason, then files. */
  readonly #files = new Map<string, Map<string, string[]>>();

  add(folder: string, file: string, reason: string): void {
    const reasons = this.#files.get(folder) ?? new Map<string, string[]>();
    this.#files.set(folder, reasons);
    reasons.set(reason, [...(reasons.get(reason) ?? []), file]);
  }

  *readings(): Generator<Reading> {
    for (const [folder, reasons] of this.#files) {
      for (const [reason, files] of reasons) {
        const [only] = files;
        if (only !== undefined && files.length === 1) yield { kind: 'not-covered', region: null, from: only, reason };
        else
          yield {
            kind: 'not-covered',
            region: null,
            from: folder,
            reason: `${files.length} files (${few(files)}): each ${reason}`,
          };
      }
    }
  }
}

function few(files: readonly string[]): string {
  const shown = files.slice(0, EXAMPLES).join(', ');
  return files.length > EXAMPLES ? `${shown}, …` : shown;
}
