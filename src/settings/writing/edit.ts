/** Changes a settings file as a careful person would: everything else stays, comments and all. */
import { isDeepStrictEqual } from 'node:util';
import { UserError } from '../../core/user-error.ts';
import { refusalFrom } from '../../core/words.ts';
import { WRITING_WORDS } from '../../messages/writing.ts';
import { parseRaw } from '../parse.ts';
import type { Raw } from '../to-raw.ts';
import { changedData, type SettingsChanges } from './changes.ts';
import { editYaml } from './yaml-edit.ts';
import { entryLines } from './yaml-text.ts';

/** The text with the changes. Throws a `UserError` if the text isn't valid settings, or wouldn't be any more. */
export function editSettings(text: string, changes: SettingsChanges, file = 'login-watch.yaml'): string {
  const before: Raw = parseRaw(text, file);
  const wanted = changedData(before, changes);
  if (isDeepStrictEqual(wanted, before)) return text;
  const edited = editYaml(text, wanted);
  if (edited === undefined || !isDeepStrictEqual(readBack(edited, file), plain(wanted)))
    throw byHand(before, wanted, file);
  return edited;
}

/** Mistakes are those of the changes, because the text had none. */
const readBack = (edited: string, file: string) => plain(parseRaw(edited, file));

/** Without prototypes and the like, which the checker may leave. */
const plain = (data: Raw): unknown => JSON.parse(JSON.stringify(data));

function byHand(before: Raw, wanted: Raw, file: string): UserError {
  const differing = Object.keys({ ...before, ...wanted }).filter((key) => !isDeepStrictEqual(before[key], wanted[key]));
  const { message, hint } = refusalFrom(WRITING_WORDS, (words) => {
    const entries = differing.map((key) =>
      key in wanted ? entryLines(key, wanted[key], { path: [key] }).join('\n') : words.noEntry(key),
    );
    return words.byHand(file, entries);
  });
  return new UserError(message, { hint });
}
