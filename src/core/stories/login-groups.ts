/** `logins --group-by`: kept sign-ins counted by one of their facts. No rule judged them, so that none counts them. */
import { groupBy } from '../group-by.ts';
import type { Login } from '../login.ts';
import { HOUR, isoTime, spanOf } from '../time.ts';

export const LOGIN_GROUP_KEYS = ['user', 'ip', 'account', 'hour'] as const;
export type LoginGroupKey = (typeof LOGIN_GROUP_KEYS)[number];

export interface LoginGroup {
  /** A person's or user's name, an address, an account's id, or the beginning of an hour as ISO time. */
  readonly key: string;
  /** The account's name, where the key is an account that has one. */
  readonly name: string | null;
  readonly count: number;
  readonly failures: number;
  /** Milliseconds since the epoch. */
  readonly first: number;
  readonly last: number;
}

/** The largest group first; hours in order of time. Sign-ins without a time are in no group. */
export function loginGroups(logins: readonly Login[], by: LoginGroupKey): readonly LoginGroup[] {
  const timed = logins.filter(({ time }) => !Number.isNaN(Date.parse(time)));
  const groups = [...groupBy(timed, (login) => keyOf(login, by))].map(([key, all]) => toGroup(key, all, by));
  return groups.toSorted(by === 'hour' ? (a, b) => a.first - b.first : largestFirst);
}

const largestFirst = (a: LoginGroup, b: LoginGroup) => b.count - a.count || (a.key < b.key ? -1 : 1);

function keyOf({ user, person, address, account, time }: Login, by: LoginGroupKey): string {
  switch (by) {
    case 'user':
      return person || user || '-';
    case 'ip':
      return address || '-';
    case 'account':
      return account;
    default:
      return isoTime(Math.floor(Date.parse(time) / HOUR) * HOUR);
  }
}

function toGroup(key: string, logins: readonly Login[], by: LoginGroupKey): LoginGroup {
  const [first, last] = spanOf(logins.map(({ time }) => Date.parse(time)));
  const named = logins.find(({ accountName }) => accountName !== '');
  return {
    key,
    name: by === 'account' ? (named?.accountName ?? null) : null,
    count: logins.length,
    failures: logins.filter(({ outcome }) => outcome === 'failure').length,
    first,
    last,
  };
}
