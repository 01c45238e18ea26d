/** AWS SDK errors -> one clear sentence and the next step. Never a stack, never a secret. */
import { EXIT } from '../core/exit.ts';
import type { Language, Words } from '../core/language.ts';
import { clip } from '../core/text.ts';
import { UserError } from '../core/user-error.ts';
import { refusalFrom, wordsFrom } from '../core/words.ts';
import { AWS_ERRORS, type FailedCall } from '../messages/aws/aws-errors.ts';
import { CREDENTIAL_WORDS } from '../messages/aws/credentials.ts';
import { causeOf } from './credential-cause.ts';
import { faultOf, readError } from './fault.ts';

/** The call that failed. */
export interface Attempt {
  /** As IAM writes it, e.g. `cloudtrail:LookupEvents`. */
  readonly action: string;
  /** Its name, or words in its place. */
  readonly region: string | Words;
  readonly profile?: string | undefined;
  /** The command whose permissions `login-watch policy` prints. */
  readonly command?: string | undefined;
}

/** The error as a `UserError` with exit status 3, in every language; one that was explained before stays as it is. */
export function explainAws(error: unknown, attempt: Attempt): UserError {
  if (error instanceof UserError) return error;
  const fault = faultOf(error);
  const { region } = attempt;
  const cause = causeOf({
    fault,
    said: readError(error).message,
    profile: attempt.profile,
    region: typeof region === 'string' ? region : undefined,
  });
  if (cause !== undefined) {
    const { message, hint } = refusalFrom(CREDENTIAL_WORDS, (words) => words[cause.kind](cause));
    return new UserError(message, { hint, exit: EXIT.refused, cause: error });
  }
  const callIn = (language: Language): FailedCall => ({
    action: (fault === 'denied' ? deniedAction(error) : undefined) ?? attempt.action,
    region: typeof region === 'string' ? region : region[language],
    profile: attempt.profile,
    command: attempt.command ?? 'replay',
    code: codeOf(error),
    quoted: fault === 'denied' ? whyDenied(readError(error).message) : withoutSecrets(readError(error).message),
  });
  const message = wordsFrom(AWS_ERRORS, (explain, language) => explain[fault](callIn(language)).message);
  const hint = wordsFrom(AWS_ERRORS, (explain, language) => explain[fault](callIn(language)).hint);
  return new UserError(message, { hint, exit: EXIT.refused, cause: error });
}

function codeOf(error: unknown): string {
  const { name, code, host, status } = readError(error);
  const word = `${code || name || 'UnknownError'} ${host}`.trim();
  return status === undefined || status < 400 ? word : `${word}, HTTP ${status}`;
}

/** A profile that takes a role may be refused that before the call itself. */
function deniedAction(error: unknown): string | undefined {
  return /not authorized to perform: ([\w-]+:\w+)/.exec(readError(error).message)?.[1];
}

/** The part of AWS's sentence that names the kind of policy. */
function whyDenied(message: string): string {
  const because =
    /because (.{1,200})$/.exec(message)?.[1] ?? /with an explicit deny(?: in [^.:]{1,80})?/.exec(message)?.[0];
  return because === undefined ? '' : withoutSecrets(because);
}

/** Access keys and tokens: AWS quotes the signed request in some errors. */
function withoutSecrets(text: string): string {
  const redacted = text.replace(/\b(AKIA|ASIA)[A-Z0-9]{12,}/g, '$1…').replace(/[A-Za-z0-9+/_-]{40,}={0,2}/g, '…');
  return clip(redacted.replace(/\s+/g, ' ').trim(), 200);
}
