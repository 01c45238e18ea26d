/** Names of accounts that the settings don't name: from the organization, else the alias of the caller's own account. */
import { type Accounts, accountNames } from '../../core/accounts.ts';
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
  /** The caller's account, where it is known already. */
  readonly own?: string;
}

export const LIST_ACCOUNTS = 'organizations:ListAccounts';
const LIST_ALIASES = 'iam:ListAccountAliases';

/** Reads the organization until all of these are named. Names of others that it meets on the way are kept too. */
export async function askAccounts(ids: readonly string[], aws: Aws, asking: Asking): Promise<FoundAccounts> {
  const wanted = new Set(ids.filter((id) => /^\d{12}$/.test(id)));
  if (wanted.size === 0) return { names: new Map(), refusals: [] };
  const { names, refusal } = await readOrganization(aws, asking, wanted);
  return withAlias({ names, refusals: refusal === undefined ? [] : [refusal] }, wanted, aws, asking);
}

/** Reads the whole organization; the alias of the own account if neither that nor `known` names it. */
export async function askOrganization(
  known: ReadonlyMap<string, string>,
  aws: Aws,
  asking: Asking & { readonly own: string },
): Promise<FoundAccounts> {
  const { names, refusal } = await readOrganization(aws, asking);
  const wanted = new Set(known.has(asking.own) ? [] : [asking.own]);
  return withAlias({ names, refusals: refusal === undefined ? [] : [refusal] }, wanted, aws, asking);
}

async function withAlias(
  { names, refusals }: FoundAccounts,
  wanted: ReadonlySet<string>,
  aws: Aws,
  asking: Asking,
): Promise<FoundAccounts> {
  if ([...wanted].every((id) => names.has(id))) return { names, refusals };
  const named = new Map(names);
  try {
    const account = asking.own ?? (await askCaller(aws, asking.command, asking.signal)).account;
    const isLacking = wanted.has(account) && !names.has(account);
    const alias = isLacking ? await readAlias(aws, asking.signal) : undefined;
    if (alias !== undefined) named.set(account, alias);
    return { names: named, refusals };
  } catch (error) {
    return { names: named, refusals: [...refusals, await explained(error, LIST_ALIASES, aws, asking)] };
  }
}

/** The name of the caller's own account, of the settings before AWS; null if none has one or may tell it. Never throws. */
export async function nameOwnAccount(
  account: string,
  accounts: Accounts,
  aws: Aws,
  asking: Asking,
): Promise<string | null> {
  const name = accountNames(accounts).get(account);
  return name ?? (await askAccounts([account], aws, { ...asking, own: account })).names.get(account) ?? null;
}

interface Organization {
  readonly names: ReadonlyMap<string, string>;
  /** Undefined if AWS answered, and if there is no organization. */
  readonly refusal: Words | undefined;
}

/** All accounts of the organization; with `wanted` only as many pages as name these. */
export async function readOrganization(aws: Aws, asking: Asking, wanted?: ReadonlySet<string>): Promise<Organization> {
  const names = new Map<string, string>();
  const isEnough = () => wanted !== undefined && [...wanted].every((id) => names.has(id));
  try {
    const { paginateListAccounts } = await import('@aws-sdk/client-organizations');
    const client = await aws.organizations();
    for await (const { Accounts = [] } of paginateListAccounts({ client }, {}, { abortSignal: asking.signal })) {
      for (const { Id, Name } of Accounts) if (Id !== undefined && Name !== undefined) names.set(Id, Name);
      if (isEnough()) break;
    }
    return { names, refusal: undefined };
  } catch (error) {
    const isNone = readError(error).name === 'AWSOrganizationsNotInUseException';
    return { names, refusal: isNone ? undefined : await explained(error, LIST_ACCOUNTS, aws, asking) };
  }
}

/** Undefined if the account has none. Throws AWS's refusal. */
export async function readAlias(aws: Aws, signal: AbortSignal): Promise<string | undefined> {
  const { ListAccountAliasesCommand } = await import('@aws-sdk/client-iam');
  const client = await aws.iam();
  return (await client.send(new ListAccountAliasesCommand({}), { abortSignal: signal })).AccountAliases?.[0];
}

async function explained(error: unknown, action: string, aws: Aws, { command }: Asking): Promise<Words> {
  return explainAws(error, { action, region: await aws.homeRegion(), profile: aws.profile, command }).words;
}
