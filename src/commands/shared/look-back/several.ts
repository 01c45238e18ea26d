/** `--profiles` and `--organization --role-name`: which accounts one run reads. */
import { UserError } from '../../../core/user-error.ts';
import { refusalFrom } from '../../../core/words.ts';
import { ACCOUNTS_WORDS, type AccountsWords } from '../../../messages/look-back/accounts.ts';

export type Several =
  | { readonly kind: 'profiles'; readonly names: readonly string[] }
  /** `role`: its name, with its path if it has one. */
  | { readonly kind: 'organization'; readonly role: string };

interface Flags {
  readonly profile?: string | undefined;
  readonly profiles?: readonly string[] | undefined;
  readonly organization?: true | undefined;
  readonly roleName?: string | undefined;
}

/** Undefined for one account. `isElsewhere`: files or a bucket are read. Throws a `UserError` for what can't go together. */
export function severalOf(
  { profile, profiles, organization, roleName }: Flags,
  isElsewhere: boolean,
): Several | undefined {
  if (profiles === undefined && organization === undefined) {
    if (roleName !== undefined) throw refusal(({ roleAlone }) => roleAlone);
    return undefined;
  }
  const option = profiles === undefined ? '--organization' : '--profiles';
  if (isElsewhere) throw refusal(({ notTogether }) => notTogether(option, '--file, --s3'));
  if (profiles !== undefined) {
    const other = organization ? '--organization' : profile === undefined ? undefined : '--profile';
    if (other !== undefined) throw refusal(({ notTogether }) => notTogether(option, other));
    if (roleName !== undefined) throw refusal(({ roleAlone }) => roleAlone);
    return { kind: 'profiles', names: [...new Set(profiles)] };
  }
  if (roleName === undefined) throw refusal(({ roleMissing }) => roleMissing);
  return { kind: 'organization', role: checkRole(roleName) };
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const ROLE_NAME = /^(?:[\w+=,.@-]+\/)*[\w+=,.@-]{1,64}$/;

/** Throws a `UserError` for a text that names no role. */
export function checkRole(text: string): string {
  if (ROLE_NAME.test(text)) return text;
  throw refusal(({ notRole }) => notRole(JSON.stringify(text)));
}

function refusal(pick: (words: AccountsWords) => { readonly message: string; readonly hint: string }): UserError {
  const { message, hint } = refusalFrom(ACCOUNTS_WORDS, pick);
  return new UserError(message, { hint });
}
