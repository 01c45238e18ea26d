/** Names of people that no record holds, asked of Identity Center: each user and group once, and no more after a refusal. */
import type { Words } from '../../core/language.ts';
import type { NamelessUser } from '../../core/people/people.ts';
import type { Aws } from '../clients.ts';
import { explainAws } from '../errors.ts';
import { mapConcurrent } from '../map-concurrent.ts';
import { describeAction, describeUser, USERS_AT_ONCE } from './describe-user.ts';

export interface FoundPeople {
  /** By the id of the user or the group. */
  readonly names: ReadonlyMap<string, string>;
  /** AWS's refusals: one for the users of each identity store, one for its groups. */
  readonly refusals: readonly Words[];
}

/** AWS refuses for all users, or for all groups, of a store. */
export const placeOf = ({ store, isGroup }: NamelessUser): string => `${store}${isGroup === true ? ' groups' : ''}`;

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
    const place = placeOf(user);
    if (refusals.has(place)) return;
    try {
      const name = await describeUser(await aws.identitystore(user.region), user, signal);
      if (name !== undefined) names.set(user.id, name);
    } catch (error) {
      if (refusals.has(place)) return;
      const { region } = user;
      const attempt = { action: describeAction(user), region, profile: aws.profile, command };
      refusals.set(place, explainAws(error, attempt).words);
    }
  };
  // The first of each store alone: if AWS refuses it, it would refuse the others too.
  const firsts = [...new Map(users.toReversed().map((user) => [placeOf(user), user])).values()];
  await mapConcurrent(firsts, 1, ask);
  await mapConcurrent(
    users.filter((user) => !firsts.includes(user)),
    USERS_AT_ONCE,
    ask,
  );
  return { names, refusals: [...refusals.values()] };
}
