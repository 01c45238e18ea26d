/**
 * Sentences of the settings' definition: zod carries their key, and `explain.ts` prints them in the reader's language.
 */
import type { z } from 'zod';
import type { SettingsProblems } from '../messages/settings/settings-errors.words.ts';
import type { Sentence } from './mistake.ts';

const MARK = 'login-watch:';

/** For zod's `error`: the sentence's key in `messages/settings/settings-errors.words.ts`, and the value in it. */
export const problem = (key: keyof SettingsProblems, value = ''): string => `${MARK}${key} ${value}`;

/** The sentence of an issue that the definition raised; undefined for one of zod's own. */
export function sayProblem({ message, ...issue }: z.core.$ZodIssue): Sentence | undefined {
  if (!message.startsWith(MARK)) return undefined;
  const [key = '', ...rest] = message.slice(MARK.length).split(' ');
  const value = rest.join(' ');
  if (key === PATTERN) return (words, language) => words.pattern(reasonIn(issue, language));
  return ({ problem: problems }) => {
    for (const [name, say] of Object.entries(problems)) if (name === key) return say(value);
    throw new RangeError(`no sentence is called ${key}`);
  };
}

const PATTERN = 'pattern';
/** For zod's `addIssue`: a pattern that AWS would refuse. The reason stands in the issue's `params`. */
export const PATTERN_PROBLEM = `${MARK}${PATTERN}`;

function reasonIn(issue: object, language: string): string {
  const params: unknown = Reflect.get(issue, 'params');
  const reason: unknown = typeof params === 'object' && params !== null ? Reflect.get(params, 'reason') : undefined;
  return typeof reason === 'object' && reason !== null ? String(Reflect.get(reason, language)) : '';
}
