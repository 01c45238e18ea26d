/** A refusal of `watch` in both languages. */
import { UserError } from '../../core/user-error.ts';
import { refusalFrom } from '../../core/words.ts';
import { WATCH_WORDS, type WatchWords } from '../../messages/look-back/watch.ts';

export function refusal(pick: (words: WatchWords) => { readonly message: string; readonly hint: string }): UserError {
  const { message, hint } = refusalFrom(WATCH_WORDS, pick);
  return new UserError(message, { hint });
}
