/** The refusal of what a settings file has sent without the user's consent. */
import { UserError } from '../../../core/user-error.ts';
import { wordsFrom } from '../../../core/words.ts';
import { CONSENT_WORDS } from '../../../messages/settings/consent.ts';

/** Variables and hosts that a settings file names and that aren't allowed yet. */
export interface Lacking {
  readonly file: string;
  /** Environment variables, and what each is used for. */
  readonly env: ReadonlyMap<string, readonly string[]>;
  readonly hosts: ReadonlyMap<string, readonly string[]>;
}

/** The named flags lift it; the program adds the whole command. */
export class ConsentNeeded extends UserError {
  readonly flags: readonly string[];
  constructor({ file, env, hosts }: Lacking) {
    const message = wordsFrom(CONSENT_WORDS, (words) =>
      [
        ...(env.size === 0 ? [] : [words.variableNotAllowed(file, [...env.keys()].join(', '))]),
        ...(hosts.size === 0 ? [] : [words.hostNotAllowed(file, [...hosts.keys()].join(', '))]),
      ].join('\n'),
    );
    const hint = wordsFrom(CONSENT_WORDS, (words) =>
      [...(env.size === 0 ? [] : [words.alwaysAllowed]), words.ifTrusted].join('\n'),
    );
    super(message, { hint });
    this.flags = [
      ...[...env.keys()].flatMap((name) => ['--allow-env', name]),
      ...[...hosts.keys()].flatMap((name) => ['--allow-host', name]),
    ];
  }
}
