/** The organization's accounts, each with its state. */
import { UserError } from '../../core/user-error.ts';
import { mapWords, refusalFrom, wordsFrom } from '../../core/words.ts';
import { ACCOUNTS_WORDS } from '../../messages/look-back/accounts.ts';
import type { Aws } from '../clients.ts';
import { explainAws } from '../errors.ts';
import { faultOf, readError } from '../fault.ts';
import { LIST_ACCOUNTS } from './accounts.ts';

export interface Member {
  readonly id: string;
  readonly name: string | undefined;
  /** `ACTIVE`, `SUSPENDED`, `PENDING_CLOSURE`, `CLOSED`, `PENDING_ACTIVATION`. */
  readonly state: string;
}

/**
 * In order of their ids. Throws a `UserError` where AWS refuses. `Status` is the older field:
 * https://docs.aws.amazon.com/organizations/latest/APIReference/API_Account.html
 */
export async function listMembers(aws: Aws, command: string, signal: AbortSignal): Promise<readonly Member[]> {
  try {
    const { paginateListAccounts } = await import('@aws-sdk/client-organizations');
    const client = await aws.organizations();
    const members: Member[] = [];
    for await (const { Accounts = [] } of paginateListAccounts({ client }, {}, { abortSignal: signal })) {
      for (const { Id: id, Name: name, State, Status } of Accounts)
        if (id !== undefined) members.push({ id, name, state: State ?? Status ?? 'ACTIVE' });
    }
    return members.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  } catch (error) {
    throw await explained(error, aws, command);
  }
}

async function explained(error: unknown, aws: Aws, command: string): Promise<UserError> {
  const refusal = explainAws(error, {
    action: LIST_ACCOUNTS,
    region: await aws.homeRegion(),
    profile: aws.profile,
    command,
  });
  if (readError(error).name === 'AWSOrganizationsNotInUseException') {
    const { message, hint } = refusalFrom(ACCOUNTS_WORDS, ({ noOrganization }) => noOrganization);
    return new UserError(message, { hint, exit: refusal.exit, cause: error });
  }
  if (faultOf(error) !== 'denied' || refusal.nextStep === undefined) return refusal;
  const who = wordsFrom(ACCOUNTS_WORDS, ({ whoMayList }) => whoMayList);
  const hint = mapWords(refusal.nextStep, (text, language) =>
    language === 'ja' ? `${text}${who.ja}` : `${text} ${who.en}`,
  );
  return new UserError(refusal.words, { hint, exit: refusal.exit, cause: error });
}
