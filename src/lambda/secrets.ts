/** Secrets from Parameter Store, cached for minutes, and read again once a channel refuses one. */
import type { SSMClient } from '@aws-sdk/client-ssm';
import { readError } from '../aws/fault.ts';
import { fetchParameter } from '../aws/parameter.ts';
import { type ErrorExit, EXIT } from '../core/exit.ts';
import type { SecretReference } from '../core/settings.ts';
import { MINUTE } from '../core/time.ts';
import { UserError } from '../core/user-error.ts';
import { refusalFrom } from '../core/words.ts';
import { FUNCTION_SECRET_WORDS, type FunctionSecretWords } from '../messages/sending/function-secrets.ts';

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
      if (!source.startsWith('ssm:')) throw refusal(({ notThere }) => notThere(source));
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
    // AWS's own sentence is left out: it may quote the request. Exit 3 means "later": the cause may be mended meanwhile.
    throw refusal(({ unreadable }) => unreadable(name, readError(error).name), EXIT.refused);
  }
  throw refusal(({ empty }) => empty(name), EXIT.refused);
}

function refusal(pick: Parameters<typeof refusalFrom<FunctionSecretWords>>[1], exit?: ErrorExit): UserError {
  const { message, hint } = refusalFrom(FUNCTION_SECRET_WORDS, pick);
  return new UserError(message, { hint, ...(exit === undefined ? {} : { exit }) });
}
