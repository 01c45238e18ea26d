/** A mistake in the settings file, and all of them as one error. */
import type { LineCounter } from 'yaml';
import { nearest } from '../core/nearest.ts';
import type { Language } from '../core/rule.ts';
import { UserError } from '../core/user-error.ts';
import { wordsFrom } from '../core/words.ts';
import { SETTINGS_ERRORS } from '../messages/settings/settings-errors.ts';
import type { SettingsErrorWords } from '../messages/settings/settings-errors.words.ts';
import { tellable } from './secret-shapes.ts';

/** A sentence, once its reader is known. */
export type Sentence = (words: SettingsErrorWords, language: Language) => string;

export interface Mistake {
  /** Characters from the beginning of the text. */
  readonly offset: number;
  readonly text: Sentence;
}

/** Keys from the root to a value. */
export type Path = readonly PropertyKey[];

const MOST_TOLD = 20;

/** One error with all mistakes, in the order of the file, each on a line that editors can jump to. */
export function settingsError(mistakes: readonly Mistake[], lines: LineCounter, file: string): UserError {
  const sorted = mistakes.toSorted((a, b) => a.offset - b.offset);
  const rest = sorted.length - MOST_TOLD;
  const said = wordsFrom(SETTINGS_ERRORS, (words, language) => {
    const texts = sorted.slice(0, MOST_TOLD).map(({ offset, text }) => {
      const { line, col } = lines.linePos(offset);
      return `${file}:${line}:${col}: ${text(words, language)}`;
    });
    return [...texts, ...(rest > 0 ? [words.andMore(rest)] : [])].join('\n');
  });
  return new UserError(said, { hint: wordsFrom(SETTINGS_ERRORS, ({ hint }) => hint) });
}

/** ` (did you mean …?)`, or nothing if no known name is similar. */
export function didYouMean(name: string, known: readonly string[], words: SettingsErrorWords): string {
  const near = nearest(name, known);
  return near === undefined || near === name ? '' : words.didYouMean(near);
}

/** `channels[0].slack.webhook` */
export function pathText(path: Path, { theFile }: SettingsErrorWords): string {
  const text = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${tellable(String(key))}`)).join('');
  return text === '' ? theFile : `\`${text.replace(/^\./, '')}\``;
}

/** A value inside plain data. Own properties only. */
export function valueAtPath(data: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined,
    data,
  );
}
