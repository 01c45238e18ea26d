/** Secrets that were given beforehand: by `--secret`, or in the variables that other commands read too. */
import { type SecretKind, secretCalled } from '../../../channels/kinds.ts';
import { UserError } from '../../../core/user-error.ts';
import type { Host } from '../../../host.ts';
import { missingVariable } from '../../shared/consent/read-secret.ts';
import { problemWithNew } from '../../shared/secret-form.ts';
import type { SecretSource } from '../state/answers.ts';
import type { GivenSecret } from '../state/context.ts';

/** Throws a `UserError` that holds nothing of the secret where a variable is missing or holds none. */
export function secretSources(
  sources: readonly SecretSource[],
  env: Host['env'],
): (kind: SecretKind, host?: string) => GivenSecret | undefined {
  return (kind, host) => {
    const source = sources.find((one) => one.kind === kind);
    if (source?.from === 'ssm') return { from: 'parameter', name: source.name };
    const variable = source?.name ?? secretCalled(kind).variable;
    const value = variable === undefined ? '' : (env[variable] ?? '').trim();
    if (value === '' && source === undefined) return undefined;
    if (value === '') throw missingVariable(variable ?? '');
    const problem = problemWithNew(kind, value, host);
    if (problem !== undefined) {
      const { message, hint } = problem;
      throw new UserError({ en: `${variable}: ${message.en}`, ja: `${variable}：${message.ja}` }, { hint });
    }
    return { from: 'value', value };
  };
}
