/** How long a user's password and keys are unused, and how old keys are; and which users an audit asks about again. */
import { DAY } from '../../core/time.ts';
import { type Devices, mfaOf } from './mfa.ts';
import type { AccessKey, CredentialReport, Credentials } from './state.ts';

/** Days after which AWS calls a credential unused: Security Hub's IAM.8. CIS says 45. */
export const UNUSED = 90;
export const UNUSED_CIS = 45;
/** Days after which a key is to be replaced. */
export const OLD = 90;

/** The later of its last use and its making: a new credential isn't unused for long. */
const latest = (...times: readonly (number | undefined)[]): number => Math.max(0, ...times.map((time) => time ?? 0));

export const activeKeys = ({ keys }: Credentials): readonly AccessKey[] => keys.filter(({ isActive }) => isActive);

/** `at`: milliseconds since the epoch. */
export function isPasswordUnused({ password, created }: Credentials, days: number, at: number): boolean {
  return password !== undefined && at - latest(password.used, password.changed ?? created) >= days * DAY;
}

/** Active keys of the user that weren't used for so many days. */
export const unusedKeys = (user: Credentials, days: number, at: number): readonly AccessKey[] =>
  activeKeys(user).filter(({ used, rotated }) => at - latest(used, rotated ?? user.created) >= days * DAY);

export const oldKeys = (user: Credentials, at: number): readonly AccessKey[] =>
  activeKeys(user).filter(({ rotated }) => at - latest(rotated ?? user.created) > OLD * DAY);

/** The active keys but the one that was used last. */
export const spareKeys = (user: Credentials): readonly AccessKey[] =>
  activeKeys(user)
    .toSorted((one, other) => latest(other.used, other.rotated) - latest(one.used, one.rotated))
    .slice(1);

/** Most users of either kind that are asked about again; the others are judged by the report alone. */
const MOST_ASKED = 100;
const some = (users: readonly Credentials[]) =>
  users
    .map(({ name }) => name)
    .toSorted()
    .slice(0, MOST_ASKED);

/** Users whose passwords a check would name, by a report that may be four hours old. */
export const passwordsInQuestion = ({ users }: CredentialReport, devices: Devices, at: number): readonly string[] =>
  some(
    users.filter(
      (user) =>
        user.password !== undefined && (mfaOf(user, devices) !== 'good' || isPasswordUnused(user, UNUSED_CIS, at)),
    ),
  );

/** Users whose keys a check would name. */
export const keysInQuestion = ({ users }: CredentialReport, at: number): readonly string[] =>
  some(
    users.filter(
      (user) =>
        activeKeys(user).length > 1 || oldKeys(user, at).length > 0 || unusedKeys(user, UNUSED_CIS, at).length > 0,
    ),
  );
