/** A refusal before anything is deployed, as an error in every language. */
import type { ErrorExit } from '../core/exit.ts';
import { UserError } from '../core/user-error.ts';
import { refusalFrom } from '../core/words.ts';
import { REFUSAL_WORDS, type RefusalWords } from '../messages/set-up/refusals.ts';

/** Exit status 2 unless another is given. */
export function refusal(
  pick: (words: RefusalWords) => { readonly message: string; readonly hint: string },
  exit?: ErrorExit,
): UserError {
  const { message, hint } = refusalFrom(REFUSAL_WORDS, pick);
  return new UserError(message, { hint, ...(exit === undefined ? {} : { exit }) });
}
