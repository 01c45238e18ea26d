/** What the function did lately: messages, failures, errors. */
import { namesOf } from '../../../core/names.ts';
import { DAY } from '../../../core/time.ts';
import type { CheckResult } from '../../../render/checks.ts';
import { type Check, lasting } from '../../shared/checks.ts';
import type { Facts } from './facts.ts';
import { DAYS, lastOf, type Numbers, sumSince } from './numbers.ts';
import { counted, notChecked } from './results.ts';

const check = 'messages';

export const MESSAGES: Check<Facts> = {
  name: check,
  run: async ({ numbers, host, settings: { name } }) => {
    try {
      const found = await numbers();
      const now = host.now();
      return [sent(found, now), ...failures(found, now, name)];
    } catch (error) {
      return [notChecked({ check }, error)];
    }
  },
};

const TEST = '`login-watch test --deployed` sends a made-up sign-in all the way, and tells what each channel answers.';

function sent(numbers: Numbers, now: number): CheckResult {
  const about = { check, of: 'sent' };
  const last = lastOf(numbers.get('Deliveries'));
  const failure = lastOf(numbers.get('DeliveryFailures'));
  const failed = sumSince(numbers.get('DeliveryFailures'), now - DAY);
  const when = last === undefined ? `none in the last ${DAYS} days` : `the last ${lasting(now - last)} ago`;
  if (failure !== undefined && (last === undefined || failure > last)) {
    const said = `${when}, and since then only attempts that failed, the last ${lasting(now - failure)} ago`;
    return { ...about, state: 'failed', said, todo: TEST };
  }
  const told = failed === 0 ? when : `${when}; ${counted(failed, 'attempt')} failed in the last 24 h`;
  if (last === undefined) return { ...about, state: 'warning', said: told, todo: TEST };
  return failed === 0 ? { ...about, state: 'ok', said: told } : { ...about, state: 'warning', said: told, todo: TEST };
}

function failures(numbers: Numbers, now: number, name: string): CheckResult[] {
  const lately = (key: 'Errors' | 'Invocations' | 'Unreadable' | 'RuleFailures') =>
    sumSince(numbers.get(key), now - DAY);
  const [errors, runs] = [lately('Errors'), lately('Invocations')];
  const log = `Its log says why: log group ${namesOf(name).notifierLog}.`;
  const none = `none in the last 24 h, in ${counted(runs, 'run')}`;
  const some = `${errors} in the last 24 h, in ${counted(runs, 'run')}`;
  return [
    errors === 0
      ? { check, of: 'errors', state: 'ok', said: none }
      : { check, of: 'errors', state: errors >= runs ? 'failed' : 'warning', said: some, todo: log },
    ...noticed(
      'unreadable',
      lately('Unreadable'),
      'record',
      'could not be read',
      '`login-watch redrive` looks at what is kept of them.',
    ),
    ...noticed(
      'rules',
      lately('RuleFailures'),
      'time',
      'a rule failed on a record, and may have missed something',
      log,
    ),
  ];
}

function noticed(of: string, count: number, one: string, what: string, todo: string): CheckResult[] {
  if (count === 0) return [];
  return [{ check, of, state: 'warning', said: `${counted(count, one)} in the last 24 h ${what}`, todo }];
}
