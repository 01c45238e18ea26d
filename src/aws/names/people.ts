/** Names of people that no record holds, asked of Identity Center: each user once, and no more after a refusal. */
import type { Words } from '../../core/language.ts';
import type { NamelessUser } from '../../core/people.ts';
import type { Aws } from '../clients.ts';
import { explainAws } from '../errors.ts';
import { mapConcurrent } from '../map-concurrent.ts';
import { DESCRIBE_USER, describeUser, USERS_AT_ONCE } from './describe-user.ts';

export interface FoundPeople {
  /** By the user's id. */
  readonly names: ReadonlyMap<string, string>;
  /** AWS's refusals, one for each identity store. */
  readonly refusals: readonly Words[];
}

/** `command`: the one whose permissions `login-watch policy` prints. */
export async function askPeople(
  users: readonly NamelessUser[],
  aws: Aws,
  signal: AbortSignal,
  command: string,
): Promise<FoundPeople> {
  const names = new Map<string, string>();
  const refusals = new Map<string, Words>();
  const ask = async (user: NamelessUser) => {
    if (refusals.has(user.store)) return;
    try {
      const name = await describeUser(await aws.identitystore(user.region), user, signal);
      if (name !== undefined) names.set(user.id, name);
    } catch (error) {
      if (refusals.has(user.store)) return;
      const { region } = user;
      refusals.set(
        user.store,
        explainAws(error, { action: DESCRIBE_USER, region, profile: aws.profile, command }).words,
      );
    }
  };
  // The first of each store alone: if AWS refuses it, it would refuse the others too.
  const firsts = [...new Map(users.toReversed().map((user) => [user.store, user])).values()];
  await mapConcurrent(firsts, 1, ask);
  await mapConcurrent(
    users.filter((user) => !firsts.includes(user)),
    USERS_AT_ONCE,
    ask,
  );
  return { names, refusals: [...refusals.values()] };
}
