/** The form that each secret must have. Nothing here shows one. */
import { type Problem, type SecretKind, secretCalled } from '../../channels/kinds.ts';
import { UserError } from '../../core/user-error.ts';
import { checkTarget } from '../../delivery/target.ts';

/** What is wrong with the form, in words that hold nothing of the secret. */
export function problemWith(kind: SecretKind, value: string): Problem | undefined {
  const { form, channel } = secretCalled(kind);
  if (form !== 'url') return form.shape.test(value) ? undefined : form.problem;
  try {
    checkTarget(channel, value);
    return undefined;
  } catch (error) {
    if (error instanceof UserError) return { message: error.message, hint: error.hint ?? '' };
    throw error;
  }
}
