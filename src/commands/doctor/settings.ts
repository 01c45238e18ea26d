/** Checks the settings file and the secrets that it names. */
import { relative } from 'node:path';
import { readParameter } from '../../aws/secrets.ts';
import type { Problem } from '../../channels/kinds.ts';
import { allChannels, type NamedSecret, secretsOf } from '../../channels/secrets-of.ts';
import { allRules } from '../../core/inspection/activate.ts';
import type { SecretReference } from '../../core/settings.ts';
import { UserError } from '../../core/user-error.ts';
import { wordsFrom } from '../../core/words.ts';
import { DOCTOR_WORDS } from '../../messages/operate/doctor.ts';
import { CONSENT_WORDS } from '../../messages/settings/consent.ts';
import type { CheckResult } from '../../render/checks.ts';
import { remarksOn } from '../../render/settings.ts';
import { RULES } from '../../rules/index.ts';
import { failedWith } from '../shared/checks.ts';
import { lackingConsent, type Use } from '../shared/consent/consent.ts';
import { ConsentNeeded, type Lacking } from '../shared/consent/needed.ts';
import { refuseOthers } from '../shared/consent/read-secret.ts';
import { problemWith, problemWithNew } from '../shared/secret-form.ts';
import { type Check, type DoctorFacts, say } from './check.ts';

export const SETTINGS: Check = {
  name: 'settings',
  run: async (facts) => {
    const check = 'settings';
    try {
      const { settings, file } = await facts.settings();
      if (file === undefined) return [NO_FILE];
      const remarks = remarksOn(settings, allRules(RULES, settings), facts.host.now());
      const said = say((words) => words.settings.good(relative(facts.host.cwd, file) || file));
      const worthALook = remarks.map(
        (remark, at): CheckResult => ({
          check,
          state: 'warning',
          said: remark,
          ...(at === 0 ? { todo: say((words) => words.settings.remarksTodo(file)) } : {}),
        }),
      );
      return [{ check, state: 'ok', said }, ...worthALook];
    } catch (error) {
      const { said, todo, ...result } = failedWith(check, error);
      // One mistake a line; the hint is the same for all.
      const lines = { en: said.en.split('\n'), ja: said.ja.split('\n') };
      return lines.en.map((mistake, at) => ({
        ...result,
        said: { en: mistake, ja: lines.ja[at] ?? mistake },
        ...(at === 0 ? { todo } : {}),
      }));
    }
  },
};

const NO_FILE: CheckResult = {
  check: 'settings',
  state: 'warning',
  said: say((words) => words.settings.noFile),
  todo: say((words) => words.settings.noFileTodo),
};

export const SECRETS: Check = {
  name: 'secrets',
  run: async (facts) => {
    const check = 'secrets';
    const loaded = await facts.settings().catch(() => undefined);
    if (loaded === undefined) {
      return [{ check, state: 'not checked', said: say((words) => words.secrets.noSettings) }];
    }
    const { channels } = loaded.settings;
    const named = new Map(
      allChannels(loaded.settings)
        .flatMap(secretsOf)
        .map((secret) => [secret.place, secret]),
    );
    if (named.size === 0) return [{ check, state: 'ok', said: say((words) => words.secrets.none) }];
    const good: Use[] = [];
    const results = await Promise.all([...named.values()].map((secret) => lookAt(secret, good, facts)));
    const lacking = await lackingConsent(good, { file: loaded.file, channels }, facts.options, facts.host);
    return [...results, ...(lacking === undefined ? [] : notAllowed(lacking))];
  },
};

/** A job without a terminal would be refused. */
function notAllowed(lacking: Lacking): readonly CheckResult[] {
  const none: Lacking['env'] = new Map();
  const parts = [
    { ...lacking, hosts: none },
    { ...lacking, env: none },
  ].filter(({ env, hosts }) => env.size + hosts.size > 0);
  return parts.map((part) => {
    const { words: said, flags } = new ConsentNeeded(part);
    const todo = wordsFrom(CONSENT_WORDS, ({ allowLater }) => allowLater(flags.join(' ')));
    return { check: 'secrets', state: 'warning', said, todo };
  });
}

/** `good` takes the secrets that a channel could use. */
async function lookAt(secret: NamedSecret, good: Use[], facts: DoctorFacts): Promise<CheckResult> {
  const { place, kind, host } = secret;
  const about = { check: 'secrets', of: kind } as const;
  try {
    const value = await read(place, facts);
    if (value === undefined) {
      return { ...about, state: 'not checked', said: say((words) => words.secrets.unreadable(place)) };
    }
    facts.keepSecret(value);
    const problem = problemWith(kind, value, host);
    if (problem === undefined) {
      good.push({ ...secret, value });
      const retired = problemWithNew(kind, value, host);
      if (retired === undefined) return { ...about, state: 'ok', said: say((words) => words.secrets.good(place)) };
      return { ...about, state: 'warning', said: worded(place, retired), todo: retired.hint };
    }
    return { ...about, state: 'failed', said: worded(place, problem), todo: problem.hint };
  } catch (error) {
    return { ...failedWith('secrets', error), of: kind };
  }
}

const worded = (place: SecretReference, { message }: Problem) =>
  wordsFrom(DOCTOR_WORDS, (words, language) => words.secrets.bad(place, message[language]));

/** Undefined without credentials, which another check reports. */
async function read(place: SecretReference, { host, options, end }: DoctorFacts): Promise<string | undefined> {
  const [kind, name] = [place.slice(0, 3), place.slice(4)];
  if (kind === 'env') {
    refuseOthers(name);
    const value = host.env[name]?.trim() ?? '';
    if (value !== '') return value;
    throw new UserError(
      say((words) => words.secrets.noVariable(name)),
      { hint: say((words) => words.secrets.noVariableTodo(name)) },
    );
  }
  const hasKeys = await end().then(
    () => true,
    () => false,
  );
  return hasKeys ? readParameter(name, options) : undefined;
}
