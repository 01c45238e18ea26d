/** Secrets from Parameter Store, cached for minutes, and read again once a channel refuses one. */
import type { SSMClient } from '@aws-sdk/client-ssm';
import { readError } from '../aws/fault.ts';
import { fetchParameter } from '../aws/parameter.ts';
import { EXIT } from '../core/exit.ts';
import type { SecretReference } from '../core/settings.ts';
import { MINUTE } from '../core/time.ts';
import { UserError } from '../core/user-error.ts';

const KEPT = 5 * MINUTE;

export interface Secrets {
  /** Throws a `UserError` without the value in it. */
  read(source: SecretReference): Promise<string>;
  forget(): void;
}

export function secretsFrom(client: () => Promise<SSMClient>, now: () => number): Secrets {
  const known = new Map<string, { readonly value: string; readonly until: number }>();
  return {
    async read(source) {
      const name = source.slice(source.indexOf(':') + 1);
      if (!source.startsWith('ssm:'))
        throw new UserError(`${source} is only for the command line`, { hint: 'Store it: `login-watch secret set`.' });
      const kept = known.get(name);
      if (kept !== undefined && kept.until > now()) return kept.value;
      const value = await fetchSecret(client, name);
      known.set(name, { value, until: now() + KEPT });
      return value;
    },
    forget: () => known.clear(),
  };
}

async function fetchSecret(client: () => Promise<SSMClient>, name: string): Promise<string> {
  try {
    const value = await fetchParameter(name, await client());
    if (value !== '') return value;
  } catch (error) {
    // AWS's own sentence is not kept: it may quote the request. Exit 3 is "later": somebody may mend it meanwhile.
    throw new UserError(`the parameter ${name} can't be read (${readError(error).name})`, {
      hint: `Is it there, and may the function call ssm:GetParameter on it? \`login-watch secret set\` stores it.`,
      exit: EXIT.refused,
    });
  }
  throw new UserError(`the parameter ${name} is empty`, {
    hint: '`login-watch secret set` stores it.',
    exit: EXIT.refused,
  });
}
