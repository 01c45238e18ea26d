/** The sender's world, from a host: clock, patience, and where secrets come from. */
import type { SecretReference } from '../../core/settings.ts';
import { UserError } from '../../core/user-error.ts';
import { refusalFrom } from '../../core/words.ts';
import type { SendContext } from '../../delivery/send.ts';
import type { Host } from '../../host.ts';
import { SECRET_WORDS, type SecretWords } from '../../messages/settings/secrets.ts';

interface SecretOptions {
  readonly profile?: string | undefined;
  readonly region?: string | undefined;
}

export function worldOf(host: Host, options: SecretOptions): SendContext {
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

/** Variables that hold secrets of AWS and of npm: settings that name one would send it to a chat or a web address. */
const OF_OTHERS = /^(?:AWS_|npm_)/i;

async function resolveSecret(source: SecretReference, host: Host, options: SecretOptions): Promise<string> {
  const [kind, name] = [source.slice(0, 3), source.slice(4)];
  if (kind !== 'env') return (await import('../../aws/secrets.ts')).readParameter(name, options);
  if (OF_OTHERS.test(name)) throw refusalOf((words) => words.forbiddenVariable(name));
  const value = host.env[name]?.trim() ?? '';
  if (value === '') throw missingVariable(name);
  return value;
}

/** The error for a variable that should hold a secret and isn't set. */
export const missingVariable = (name: string): UserError => refusalOf((words) => words.missingVariable(name));

function refusalOf(pick: Parameters<typeof refusalFrom<SecretWords>>[1]): UserError {
  const { message, hint } = refusalFrom(SECRET_WORDS, pick);
  return new UserError(message, { hint });
}
