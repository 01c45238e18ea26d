/** The form that each secret must have. No sentence here holds one. */
import { factsOf, type Problem, type SecretKind, secretCalled } from '../../channels/kinds.ts';
import { UserError } from '../../core/user-error.ts';
import { refusalFrom, wordsFrom } from '../../core/words.ts';
import { checkTarget, retirementOf, vendorOf } from '../../delivery/target.ts';
import { TARGET_WORDS } from '../../messages/sending/targets.ts';
import { SECRET_WORDS } from '../../messages/settings/secrets.ts';

/** The problem with a secret that is to be set up: its form, or that its vendor has retired it. */
export function problemWithNew(kind: SecretKind, value: string, host?: string): Problem | undefined {
  const { form, channel } = secretCalled(kind);
  const problem = problemWith(kind, value, host);
  return problem === undefined && form === 'url' ? retirementOf(channel, new URL(value)) : problem;
}

/** The problem with the form, in words that hold nothing of the secret. `host`: one's own that the settings allow. */
export function problemWith(kind: SecretKind, value: string, host?: string): Problem | undefined {
  const { form, channel } = secretCalled(kind);
  if (form !== 'url') {
    if (form.shape.test(value)) return undefined;
    const problem = refusalFrom(SECRET_WORDS, ({ wrongForm }) => wrongForm[form.name]);
    const vendor = URL.canParse(value) ? vendorOf(new URL(value)) : undefined;
    if (vendor === undefined || form.name === 'webhook-secret') return problem;
    const { label } = factsOf(vendor);
    return { ...problem, message: wordsFrom(TARGET_WORDS, ({ notToken }, language) => notToken(label[language])) };
  }
  try {
    checkTarget(channel, value, host);
    return undefined;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const message = { en: error.said('en'), ja: error.said('ja') };
    return { message, hint: { en: error.todo('en') ?? '', ja: error.todo('ja') ?? '' } };
  }
}
