/** The settings file and the secrets that it names. */
import { relative } from 'node:path';
import { readParameter } from '../../aws/secrets.ts';
import { type NamedSecret, secretsOf } from '../../channels/secrets-of.ts';
import { allRules } from '../../core/activate.ts';
import type { SecretReference } from '../../core/settings.ts';
import { UserError } from '../../core/user-error.ts';
import type { CheckResult } from '../../render/checks.ts';
import { remarksOn } from '../../render/settings.ts';
import { RULES } from '../../rules/index.ts';
import { failedWith } from '../shared/checks.ts';
import { problemWith } from '../shared/secret-form.ts';
import type { Check, Facts } from './check.ts';

export const SETTINGS: Check = {
  name: 'settings',
  run: async (facts) => {
    const check = 'settings';
    try {
      const { settings, file } = await facts.settings();
      if (file === undefined) return [NO_FILE];
      const remarks = remarksOn(settings, allRules(RULES, settings), facts.host.now());
      const said = `${relative(facts.host.cwd, file) || file} is in order`;
      const worthALook = remarks.map(
        (remark, at): CheckResult => ({
          check,
          state: 'warning',
          said: remark,
          ...(at === 0 ? { todo: `See to it in ${file}.` } : {}),
        }),
      );
      return [{ check, state: 'ok', said }, ...worthALook];
    } catch (error) {
      const { said, todo, ...result } = failedWith(check, error);
      // One mistake a line; what to do about them is the same.
      return said.split('\n').map((mistake, at) => ({ ...result, said: mistake, ...(at === 0 ? { todo } : {}) }));
    }
  },
};

const NO_FILE: CheckResult = {
  check: 'settings',
  state: 'warning',
  said: 'there is no login-watch.yaml, neither here nor in any folder above: no trusted network, no channel',
  todo: 'Write one (`login-watch init` asks for what belongs in it), or name one with --config.',
};

export const SECRETS: Check = {
  name: 'secrets',
  run: async (facts) => {
    const check = 'secrets';
    const loaded = await facts.settings().catch(() => undefined);
    if (loaded === undefined) {
      return [{ check, state: 'not checked', said: 'which ones there are, only settings without mistakes can tell' }];
    }
    const named = new Map(loaded.settings.channels.flatMap(secretsOf).map((secret) => [secret.place, secret]));
    if (named.size === 0) return [{ check, state: 'ok', said: 'the settings name none' }];
    return Promise.all([...named.values()].map((secret) => lookAt(secret, facts)));
  },
};

async function lookAt({ place, kind }: NamedSecret, facts: Facts): Promise<CheckResult> {
  const [check, of] = ['secrets', kind];
  try {
    const value = await read(place, facts);
    if (value === undefined) {
      return { check, of, state: 'not checked', said: `${place} can't be read without credentials` };
    }
    facts.keepSecret(value);
    const language = facts.host.language ?? 'en';
    const problem = problemWith(kind, value);
    if (problem === undefined) return { check, of, state: 'ok', said: `${place} is there, and has the right form` };
    return { check, of, state: 'failed', said: `${place}: ${problem.message[language]}`, todo: problem.hint[language] };
  } catch (error) {
    return { ...failedWith(check, error), of };
  }
}

/** Undefined where there are no credentials, which another check tells. */
async function read(place: SecretReference, { host, options, end }: Facts): Promise<string | undefined> {
  const [kind, name] = [place.slice(0, 3), place.slice(4)];
  if (kind === 'env') {
    const value = host.env[name]?.trim() ?? '';
    if (value !== '') return value;
    throw new UserError(`the environment variable ${name} is not set`, {
      hint: `Set ${name}, or name another place in login-watch.yaml.`,
    });
  }
  const hasKeys = await end().then(
    () => true,
    () => false,
  );
  return hasKeys ? readParameter(name, options) : undefined;
}
