/** Names of accounts that the settings don't name: from the organization, else the alias of the caller's own account. */
import type { Words } from '../../core/language.ts';
import { askCaller } from '../access/caller.ts';
import type { Aws } from '../clients.ts';
import { explainAws } from '../errors.ts';
import { readError } from '../fault.ts';

export interface FoundAccounts {
  /** By the account's id. */
  readonly names: ReadonlyMap<string, string>;
  /** AWS's refusals; an account without an organization or an alias is none. */
  readonly refusals: readonly Words[];
}

interface Asking {
  readonly signal: AbortSignal;
  /** The command whose permissions `login-watch policy` prints. */
  readonly command: string;
}

const LIST_ACCOUNTS = 'organizations:ListAccounts';
const LIST_ALIASES = 'iam:ListAccountAliases';

/** Reads the organization until all of these are named. Names of others that it meets on the way are kept too. */
export async function askAccounts(ids: readonly string[], aws: Aws, asking: Asking): Promise<FoundAccounts> {
  const refusals: Words[] = [];
  const tell = async (error: unknown, action: string) => {
    const { profile } = aws;
    refusals.push(explainAws(error, { action, region: await aws.homeRegion(), profile, ...asking }).words);
  };
  const wanted = new Set(ids.filter((id) => /^\d{12}$/.test(id)));
  if (wanted.size === 0) return { names: new Map(), refusals };
  const names = new Map<string, string>();
  try {
    for await (const [id, name] of members(aws, asking.signal)) {
      names.set(id, name);
      wanted.delete(id);
      if (wanted.size === 0) break;
    }
  } catch (error) {
    if (readError(error).name !== 'AWSOrganizationsNotInUseException') await tell(error, LIST_ACCOUNTS);
  }
  if (wanted.size === 0) return { names, refusals };
  try {
    const { account } = await askCaller(aws, asking.command, asking.signal);
    const alias = wanted.has(account) ? await readAlias(aws, asking.signal) : undefined;
    if (alias !== undefined) names.set(account, alias);
  } catch (error) {
    await tell(error, LIST_ALIASES);
  }
  return { names, refusals };
}

/** All accounts of the organization, page by page, as far as they are asked for. */
async function* members(aws: Aws, signal: AbortSignal): AsyncGenerator<readonly [id: string, name: string]> {
  const { paginateListAccounts } = await import('@aws-sdk/client-organizations');
  const pages = paginateListAccounts({ client: await aws.organizations() }, {}, { abortSignal: signal });
  for await (const { Accounts = [] } of pages) {
    for (const { Id, Name } of Accounts) if (Id !== undefined && Name !== undefined) yield [Id, Name];
  }
}

/** Undefined if the account has none. */
async function readAlias(aws: Aws, signal: AbortSignal): Promise<string | undefined> {
  const { ListAccountAliasesCommand } = await import('@aws-sdk/client-iam');
  const client = await aws.iam();
  return (await client.send(new ListAccountAliasesCommand({}), { abortSignal: signal })).AccountAliases?.[0];
}
