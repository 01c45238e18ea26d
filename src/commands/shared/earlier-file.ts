/** `--compare`: the JSON of an earlier run, checked before anything else is done. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { z } from 'zod';
import { codeOf } from '../../core/record/error-code.ts';
import { visible } from '../../core/text.ts';
import { UserError } from '../../core/user-error.ts';
import { refusalFrom, type WordTable } from '../../core/words.ts';

interface Refusal {
  readonly message: string;
  readonly hint: string;
}

/** Why a file isn't compared with. */
export interface EarlierWords {
  readonly unreadable: (file: string, reason: string) => Refusal;
  readonly notReport: (file: string) => Refusal;
}

/** Throws a `UserError` if the file can't be read, or holds something else. */
export async function readEarlierFile<Shape extends z.ZodType>(
  file: string,
  cwd: string,
  shape: Shape,
  words: WordTable<EarlierWords>,
): Promise<z.infer<Shape>> {
  const shown = visible(file);
  const refused = (pick: (words: EarlierWords) => Refusal) => {
    const { message, hint } = refusalFrom(words, pick);
    return new UserError(message, { hint });
  };
  const text = await readFile(resolve(cwd, file), 'utf8').catch((error: unknown) => {
    throw refused(({ unreadable }) => unreadable(shown, codeOf(error) ?? '-'));
  });
  const parsed = shape.safeParse(jsonOf(text));
  if (!parsed.success) throw refused(({ notReport }) => notReport(shown));
  return parsed.data;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
