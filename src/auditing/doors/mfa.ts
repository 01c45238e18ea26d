/** The MFA of a user with a password, by the devices of now and else by the credential report. */
import type { Credentials, DoorsState } from './state.ts';

/** `sms`: nothing but text messages, which are intercepted more easily. */
export type Mfa = 'good' | 'none' | 'sms';

const SMS = /:sms-mfa\//;

export type Devices = Pick<DoorsState, 'virtualDevices' | 'otherDevices'>;

/** A device may be gone, or new, since the report was made. */
export function mfaOf({ name, hasMfa }: Credentials, { virtualDevices, otherDevices }: Devices): Mfa {
  const devices = otherDevices.get(name);
  if (devices?.kind !== 'read') {
    const isVirtual = virtualDevices.kind === 'read' && virtualDevices.value.users.has(name);
    return hasMfa || isVirtual ? 'good' : 'none';
  }
  // The user was deleted.
  if (devices.value === null) return 'good';
  if (devices.value.length === 0) return 'none';
  return devices.value.every((serial) => SMS.test(serial)) ? 'sms' : 'good';
}
