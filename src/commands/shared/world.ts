/** The sender's world, from a host: clock, patience, and where secrets come from. */
import type { SecretReference } from '../../core/settings.ts';
import { UserError } from '../../core/user-error.ts';
import type { World } from '../../delivery/send.ts';
import type { Host } from '../../host.ts';

interface SecretOptions {
  readonly profile?: string | undefined;
  readonly region?: string | undefined;
}

export function worldOf(host: Host, options: SecretOptions): World {
  const known = new Map<SecretReference, Promise<string>>();
  return {
    secret(source) {
      const found = known.get(source) ?? resolveSecret(source, host, options);
      known.set(source, found);
      return found;
    },
    now: host.now,
    sleep: host.sleep,
    random: Math.random,
    signal: host.signal,
  };
}

async function resolveSecret(source: SecretReference, host: Host, options: SecretOptions): Promise<string> {
  const [kind, name] = [source.slice(0, 3), source.slice(4)];
  if (kind === 'env') {
    return present(
      host.env[name],
      `the environment variable ${name} is not set`,
      `Set ${name}, or name another place in login-watch.yaml.`,
    );
  }
  const { readParameter } = await import('../../aws/secrets.ts');
  return readParameter(name, options);
}

function present(value: string | undefined, message: string, hint: string): string {
  if (value === undefined || value.trim() === '') throw new UserError(message, { hint });
  return value.trim();
}
