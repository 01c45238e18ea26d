/** Results that several checks of `status` share. */
import { faultOf } from '../../../aws/fault.ts';
import { isGone } from '../../../aws/health/asking.ts';
import { namesOf } from '../../../core/names.ts';
import type { Words } from '../../../core/rule.ts';
import { UserError } from '../../../core/user-error.ts';
import { mapWords, wordsFrom } from '../../../core/words.ts';
import { STATUS_WORDS } from '../../../messages/operate/status.ts';
import type { StatusWords } from '../../../messages/operate/status.words.ts';
import type { CheckResult } from '../../../render/checks.ts';
import { saidBy, todoOf } from '../../shared/checks.ts';
import type { AtHome, Facts } from './facts.ts';

/** A sentence of `status` in every language. */
export const say = (pick: (words: StatusWords) => string): Words => wordsFrom(STATUS_WORDS, pick);

export const DEPLOY = say((words) => words.deploy);
export const PERMISSIONS = say((words) => words.permissions);

type About = Pick<CheckResult, 'check' | 'of'>;

/** A refused question never counts as fine. Anything but a `UserError` is a mistake of ours. */
export function notChecked(about: About, error: unknown): CheckResult {
  if (!(error instanceof UserError)) throw error;
  const todo = faultOf(error.cause) === 'denied' ? PERMISSIONS : todoOf(error);
  return { ...about, state: 'not checked', said: inOneLine(saidBy(error)), todo };
}

/** For parts of a stack: one that is gone has failed, one that may not be read is not checked. */
export function goneOrNotChecked(about: About, error: unknown, gone: Words): CheckResult {
  if (isGone(error)) return { ...about, state: 'failed', said: gone, todo: DEPLOY };
  return notChecked(about, error);
}

/** For checks that need a stack's outputs when they are not known. */
export function withoutStack(about: About, { stacks, settings, region }: Facts, stack: AtHome): CheckResult {
  const found = stacks[stack];
  if (found instanceof UserError) return notChecked(about, found);
  const name = namesOf(settings.name).stack(stack);
  const said = say(({ stack: words }) => (found === undefined ? words.missing(name, region) : words.lacksOutput(name)));
  return { ...about, state: 'not checked', said, todo: DEPLOY };
}

export const inOneLine = (words: Words): Words =>
  mapWords(words, (text, language) => text.replace(/[:：]?\s*\n\s*/g, language === 'ja' ? '。' : '; '));
