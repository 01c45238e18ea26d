/** The sender's world, from a host: clock, patience, and the secrets that may be used. */
import type { SendContext } from '../../delivery/send.ts';
import type { Host } from '../../host.ts';
import type { ReadSecret } from './consent/secrets.ts';

export const worldOf = (host: Host, secret: ReadSecret): SendContext => ({
  secret,
  now: host.now,
  sleep: host.sleep,
  random: Math.random,
  signal: host.signal,
});
