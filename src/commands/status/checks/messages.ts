/** Checks the function's recent numbers: messages, failures, errors. */
import { namesOf } from '../../../core/names.ts';
import type { HealthSettings } from '../../../core/settings.ts';
import { DAY, HOUR } from '../../../core/time.ts';
import type { StatusWords } from '../../../messages/operate/status.words.ts';
import type { CheckResult } from '../../../render/checks.ts';
import type { Check } from '../../shared/checks.ts';
import type { Facts } from './facts.ts';
import { DAYS, lastOf, type Numbers, sumSince } from './numbers.ts';
import { notChecked, say } from './results.ts';

const check = 'messages';

export const MESSAGES: Check<Facts> = {
  name: check,
  run: async ({ numbers, host, settings: { name, health } }) => {
    try {
      const found = await numbers();
      const now = host.now();
      return [sent(found, now), proof(found, now), ...heartbeat(found, now, health), ...failures(found, now, name)];
    } catch (error) {
      return [notChecked({ check }, error)];
    }
  },
};

function sent(numbers: Numbers, now: number): CheckResult {
  const about = { check, of: 'sent' } as const;
  const last = lastOf(numbers.get('Deliveries'));
  const failure = lastOf(numbers.get('DeliveryFailures'));
  const failed = sumSince(numbers.get('DeliveryFailures'), now - DAY);
  const when = (words: StatusWords) =>
    last === undefined ? words.messages.none(DAYS) : words.messages.last(now - last);
  const todo = say((words) => words.messages.test);
  if (failure !== undefined && (last === undefined || failure > last)) {
    const said = say((words) => words.messages.failedSince(when(words), now - failure));
    return { ...about, state: 'failed', said, todo, isFatal: true };
  }
  const said = say((words) => (failed === 0 ? when(words) : words.messages.someFailed(when(words), failed)));
  if (last === undefined || failed > 0) return { ...about, state: 'warning', said, todo };
  return { ...about, state: 'ok', said };
}

/** The last message of `login-watch test --deployed` that a channel took. */
function proof(numbers: Numbers, now: number): CheckResult {
  const last = lastOf(numbers.get('Proofs'));
  const said = say(({ messages }) => (last === undefined ? messages.noProof(DAYS) : messages.last(now - last)));
  return { check, of: 'proof', state: 'ok', said };
}

/** The last daily message, where the settings want one. It is sent once a day. */
function heartbeat(numbers: Numbers, now: number, health: HealthSettings | undefined): CheckResult[] {
  if (health?.heartbeat === undefined) return [];
  const about = { check, of: 'heartbeat' } as const;
  const last = lastOf(numbers.get('Heartbeats'));
  if (last !== undefined && now - last < DAY + HOUR)
    return [{ ...about, state: 'ok', said: say(({ messages }) => messages.last(now - last)) }];
  const said = say(({ messages }) =>
    last === undefined ? messages.noHeartbeat(DAYS) : messages.lateHeartbeat(now - last),
  );
  return [{ ...about, state: 'warning', said, todo: say(({ messages }) => messages.heartbeatTodo) }];
}

function failures(numbers: Numbers, now: number, name: string): CheckResult[] {
  const lately = (key: 'Errors' | 'Invocations' | 'Unreadable' | 'RuleFailures') =>
    sumSince(numbers.get(key), now - DAY);
  const [errors, runs] = [lately('Errors'), lately('Invocations')];
  const [unreadable, rules] = [lately('Unreadable'), lately('RuleFailures')];
  const log = say((words) => words.messages.log(namesOf(name).notifierLog));
  const said = say((words) => words.messages.errors(errors, runs));
  const isAll = errors >= runs;
  return [
    errors === 0
      ? { check, of: 'errors', state: 'ok', said }
      : { check, of: 'errors', state: isAll ? 'failed' : 'warning', said, todo: log, isFatal: isAll },
    ...noticed('unreadable', unreadable, {
      said: say((words) => words.messages.unreadable(unreadable)),
      todo: say((words) => words.messages.unreadableTodo),
    }),
    ...noticed('rules', rules, { said: say((words) => words.messages.rules(rules)), todo: log }),
  ];
}

function noticed(of: string, count: number, texts: Pick<CheckResult, 'said' | 'todo'>): CheckResult[] {
  return count === 0 ? [] : [{ check, of, state: 'warning', ...texts }];
}
