/** Names of kept sign-ins that their rows lack: from other rows, AWS and the settings. */
import type { Aws } from '../../aws/clients.ts';
import { askAccounts } from '../../aws/names/accounts.ts';
import { askPeople } from '../../aws/names/people.ts';
import { accountNames } from '../../core/accounts.ts';
import type { Login } from '../../core/login.ts';
import type { NamelessUser } from '../../core/people/people.ts';
import type { Settings } from '../../core/settings.ts';
import type { NotCovered } from '../../render/replay/report.ts';
import { gapsIn } from '../shared/look-back/names.ts';

interface Named {
  readonly logins: readonly Login[];
  /** The refusals of AWS, with what they leave without a name. */
  readonly gaps: readonly NotCovered[];
}

export async function nameLogins(
  kept: readonly Login[],
  settings: Settings,
  aws: Aws,
  signal: AbortSignal,
): Promise<Named> {
  const inSettings = accountNames(settings.accounts);
  const isNamed = ({ account, accountName }: Login) => inSettings.has(account) || accountName !== '';
  const nameless = [...new Set(kept.filter((login) => !isNamed(login)).map(({ account }) => account))];
  // The newest of several names of a person counts; rows come newest first.
  const known = new Map(
    kept
      .toReversed()
      .flatMap(({ personId, person }): [string, string][] => (person === '' ? [] : [[personId, person]])),
  );
  const unknown = usersIn(kept).filter(({ id }) => !known.has(id));
  const [accounts, people] = await Promise.all([
    askAccounts(nameless, aws, { signal, command: 'logins' }),
    askPeople(unknown, aws, signal, 'logins'),
  ]);
  const names = new Map([...Object.entries(settings.people), ...people.names, ...known]);
  const logins = kept.map((login) => {
    const accountName = inSettings.get(login.account) ?? (login.accountName || accounts.names.get(login.account)) ?? '';
    return withPerson({ ...login, accountName }, names);
  });
  const unnamed = {
    groups: 0,
    people: unknown.filter(({ id }) => !names.has(id)).length,
    accounts: nameless.filter((id) => !accounts.names.has(id)).length,
  };
  return { logins, gaps: gapsIn(unnamed, { refused: { people: people.refusals, accounts: accounts.refusals } }) };
}

/** Each user once; rows of an older version don't say which identity store knows it. */
function usersIn(kept: readonly Login[]): readonly NamelessUser[] {
  const lacking = kept.filter(({ person, personId, personStore }) => person === '' && personId && personStore);
  const users = lacking.map(({ personId: id, personStore: store, region }) => ({ id, store, region }));
  return [...new Map(users.toReversed().map((user) => [user.id, user])).values()];
}

/** A sign-in kept before its person's name was known gets it from elsewhere. */
function withPerson(login: Login, names: ReadonlyMap<string, string>): Login {
  const name = login.person === '' && login.personId !== '' ? names.get(login.personId) : undefined;
  if (name === undefined) return login;
  return { ...login, person: name, user: login.userKind === 'identity-center-user' ? name : login.user };
}
