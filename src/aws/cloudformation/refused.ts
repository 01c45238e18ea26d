/** A refusal of CloudFormation's, or of ours about a stack, as an error in every language. */
import { type ErrorExit, EXIT } from '../../core/exit.ts';
import { UserError } from '../../core/user-error.ts';
import { refusalFrom } from '../../core/words.ts';
import { CLOUDFORMATION_WORDS, type CloudFormationWords } from '../../messages/aws/cloudformation.ts';

/** Exit status 3 unless another is given. */
export function refused(
  pick: (words: CloudFormationWords) => { readonly message: string; readonly hint: string },
  { cause, exit = EXIT.refused }: { readonly cause?: unknown; readonly exit?: ErrorExit } = {},
): UserError {
  const { message, hint } = refusalFrom(CLOUDFORMATION_WORDS, pick);
  return new UserError(message, { hint, exit, ...(cause === undefined ? {} : { cause }) });
}
