/** Names of accounts for the function, which asks AWS for none: each deploy reads them and keeps them in the login table. */
import type { Aws } from '../aws/clients.ts';
import { explainAws } from '../aws/errors.ts';
import { readError } from '../aws/fault.ts';
import { type AccountNames, keepAccountNames, keepable, readAccountNames } from '../aws/login-table/account-names.ts';
import { openTable } from '../aws/login-table/table.ts';
import { askOrganization, type FoundAccounts } from '../aws/names/accounts.ts';
import { accountNames } from '../core/accounts.ts';
import { namesOf } from '../core/names.ts';
import type { Settings } from '../core/settings.ts';
import type { UserError } from '../core/user-error.ts';
import type { DeployNote } from '../messages/set-up/deploy.ts';

export interface AccountNaming {
  /** The own account's name; null if neither the settings nor AWS have one, or AWS may not be asked. */
  readonly own: string | null;
  /** The names to keep: of this deploy and of earlier ones, the newest of each account. */
  readonly names: AccountNames;
  /** Those of them that are not kept yet. */
  readonly changed: AccountNames;
  readonly notes: readonly DeployNote[];
}

interface Place {
  readonly account: string;
  /** The trail records the accounts of an organization. */
  readonly isOrganization: boolean;
}

interface Asking {
  readonly signal: AbortSignal;
  /** Names that AWS was asked for before. */
  readonly accounts?: FoundAccounts;
}

/** Names that the settings hold too are left to them. A refusal is a note, and names of earlier deploys stay. */
export async function nameAccounts(
  settings: Settings,
  { account, isOrganization }: Place,
  aws: Aws,
  { signal, accounts }: Asking,
): Promise<AccountNaming> {
  const inSettings = accountNames(settings.accounts);
  const asking = { signal, command: 'deploy', own: account } as const;
  const { names: found, refusals } = accounts ?? (await askOrganization(inSettings, aws, asking));
  const own = inSettings.get(account) ?? found.get(account) ?? null;
  const isLacking = own === null || isOrganization;
  const notes: DeployNote[] = isLacking && refusals.length > 0 ? [{ code: 'accounts-unnamed', why: refusals }] : [];
  const wanted = [...found].filter(([id]) => !inSettings.has(id));
  const none: AccountNames = new Map();
  if (wanted.length === 0) return { own, names: none, changed: none, notes };
  try {
    const kept = await keptBefore(settings.name, aws);
    const names = keepable(new Map([...kept, ...wanted]));
    const changed = new Map([...names].filter(([id, name]) => kept.get(id) !== name));
    return { own, names, changed, notes };
  } catch (error) {
    const why = [(await explained(error, 'dynamodb:GetItem', aws)).words];
    return { own, names: none, changed: none, notes: [...notes, { code: 'accounts-not-kept', why }] };
  }
}

/** Empty if the table isn't there yet. Throws AWS's error. */
async function keptBefore(name: string, aws: Aws): Promise<AccountNames> {
  try {
    return await readAccountNames(await tableOf(name, aws));
  } catch (error) {
    if (readError(error).name === 'ResourceNotFoundException') return new Map();
    throw error;
  }
}

/** Throws a `UserError`. */
export async function keepNames({ names }: Pick<AccountNaming, 'names'>, { name }: Settings, aws: Aws): Promise<void> {
  try {
    await keepAccountNames(names, await tableOf(name, aws));
  } catch (error) {
    throw await explained(error, 'dynamodb:PutItem', aws);
  }
}

/** In the home region. */
const tableOf = async (name: string, aws: Aws) => openTable(await aws.dynamodb(), namesOf(name).table, Date.now);

async function explained(error: unknown, action: string, aws: Aws): Promise<UserError> {
  return explainAws(error, { action, region: await aws.homeRegion(), profile: aws.profile, command: 'deploy' });
}
