/** What the checks of `status` say alike. */
import { faultOf } from '../../../aws/fault.ts';
import { isGone } from '../../../aws/health/asking.ts';
import { namesOf } from '../../../core/names.ts';
import { UserError } from '../../../core/user-error.ts';
import type { CheckResult } from '../../../render/checks.ts';
import type { AtHome, Facts } from './facts.ts';

export const DEPLOY = 'Run `login-watch deploy`.';
const PERMISSIONS = 'Attach the policy that `login-watch policy status` prints, or use a profile that has it.';

type About = Pick<CheckResult, 'check' | 'of'>;

/** What could not be asked is never told as fine. Anything but a `UserError` is a mistake of ours. */
export function notChecked(about: About, error: unknown): CheckResult {
  if (!(error instanceof UserError)) throw error;
  const todo = faultOf(error.cause) === 'denied' ? PERMISSIONS : error.hint;
  return { ...about, state: 'not checked', said: inOneLine(error.message), todo };
}

/** Of something that belongs to a stack: gone is worse than not to be asked. */
export function goneOrNotChecked(about: About, error: unknown, what: string): CheckResult {
  if (isGone(error)) return { ...about, state: 'failed', said: `${what} is gone`, todo: DEPLOY };
  return notChecked(about, error);
}

/** Where a stack's outputs are needed and not known. */
export function withoutStack(about: About, { stacks, settings: { name } }: Facts, stack: AtHome): CheckResult {
  const found = stacks[stack];
  if (found instanceof UserError) return notChecked(about, found);
  const why = found === undefined ? 'is not there' : 'does not tell where it is';
  return { ...about, state: 'not checked', said: `the stack ${namesOf(name).stack(stack)} ${why}`, todo: DEPLOY };
}

export const inOneLine = (text: string): string => text.replace(/:?\s*\n\s*/g, '; ');

export const counted = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;
