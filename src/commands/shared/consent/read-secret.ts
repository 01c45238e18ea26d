/** A channel's secret from its place, checked: no variable of AWS or npm, none without the channel's form. */
import type { NamedSecret } from '../../../channels/secrets-of.ts';
import type { SecretReference } from '../../../core/settings.ts';
import { UserError } from '../../../core/user-error.ts';
import { mapWords, refusalFrom } from '../../../core/words.ts';
import type { Host } from '../../../host.ts';
import { SECRET_WORDS, type SecretWords } from '../../../messages/settings/secrets.ts';
import { problemWith } from '../secret-form.ts';
import { isOfOthers } from './of-others.ts';

/** Where secrets in AWS are read. */
export interface SecretOptions {
  readonly profile?: string | undefined;
  readonly region?: string | undefined;
}

/** The environment variable of a place; undefined for one in AWS. */
export const variableOf = (place: SecretReference): string | undefined =>
  place.startsWith('env:') ? place.slice('env:'.length) : undefined;

/** Throws a `UserError` that holds nothing of the value. `uses`: all that the place is named for. */
export async function readSecret(
  place: SecretReference,
  uses: readonly NamedSecret[],
  options: SecretOptions,
  host: Host,
): Promise<string> {
  const variable = variableOf(place);
  if (variable === undefined) {
    const { readParameter } = await import('../../../aws/secrets.ts');
    return readParameter(place.slice('ssm:'.length), { profile: options.profile, region: options.region });
  }
  const value = variableFor(variable, host);
  for (const use of uses) {
    const problem = problemWith(use.kind, value, use.host);
    if (problem === undefined) continue;
    const message = mapWords(problem.message, (text, language) => SECRET_WORDS[language].inVariable(variable, text));
    throw new UserError(message, { hint: problem.hint });
  }
  return value;
}

function variableFor(variable: string, { env }: Host): string {
  refuseOthers(variable);
  const value = env[variable]?.trim() ?? '';
  if (value === '') throw missingVariable(variable);
  return value;
}

/** Throws a `UserError` for a variable of AWS or npm. */
export function refuseOthers(variable: string): void {
  if (isOfOthers(variable)) throw refusalOf((words) => words.forbiddenVariable(variable));
}

/** The error for a variable that should hold a secret and isn't set. */
export const missingVariable = (name: string): UserError => refusalOf((words) => words.missingVariable(name));

function refusalOf(pick: Parameters<typeof refusalFrom<SecretWords>>[1]): UserError {
  const { message, hint } = refusalFrom(SECRET_WORDS, pick);
  return new UserError(message, { hint });
}
