/** A mistake in the settings file, and all of them as one error. */
import type { LineCounter } from 'yaml';
import { nearest } from '../core/nearest.ts';
import { UserError } from '../core/user-error.ts';
import { tellable } from './secret-shapes.ts';

export interface Mistake {
  /** Where, in characters from the beginning of the text. */
  readonly offset: number;
  readonly text: string;
}

/** Keys from the root to a place. */
export type Path = readonly PropertyKey[];

const MOST_TOLD = 20;

/** All of them at once, in the order of the file, each on a line of its own that editors can jump to. */
export function settingsError(mistakes: readonly Mistake[], lines: LineCounter, file: string): UserError {
  const sorted = mistakes.toSorted((a, b) => a.offset - b.offset);
  const texts = sorted.slice(0, MOST_TOLD).map(({ offset, text }) => {
    const { line, col } = lines.linePos(offset);
    return `${file}:${line}:${col}: ${text}`;
  });
  if (sorted.length > MOST_TOLD) texts.push(`… and ${sorted.length - MOST_TOLD} more`);
  return new UserError(texts.join('\n'), {
    hint: 'What may stand where: `login-watch config schema`, which editors read too.',
  });
}

/** ` (did you mean …?)`, or nothing where no known name is similar. */
export function didYouMean(name: string, known: readonly string[]): string {
  const near = nearest(name, known);
  return near === undefined || near === name ? '' : ` (did you mean \`${near}\`?)`;
}

/** `channels[0].slack.webhook` */
export function nameOf(path: Path): string {
  const text = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${tellable(String(key))}`)).join('');
  return text === '' ? 'the file' : `\`${text.replace(/^\./, '')}\``;
}

/** A value inside plain data. Own properties only. */
export function valueAt(data: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined,
    data,
  );
}
