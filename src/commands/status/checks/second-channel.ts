/** Checks the second channel of the notifier's health: its function, its queues, and when it last sent something. */
import { readEventSources, readFunction } from '../../../aws/health/deployed-function.ts';
import { queueDepth } from '../../../aws/health/queue-depth.ts';
import { namesOf } from '../../../core/names.ts';
import { inEach } from '../../../core/words.ts';
import type { CheckResult } from '../../../render/checks.ts';
import type { Check } from '../../shared/checks.ts';
import { type Facts, stackAt } from './facts.ts';
import { DAYS, lastOf } from './numbers.ts';
import { DEPLOY, goneOrNotChecked, notChecked, say, withoutStack } from './results.ts';

const check = 'second channel';

export const SECOND_CHANNEL: Check<Facts> = {
  name: check,
  run: async (facts) => {
    const { name, health } = facts.settings;
    if (health?.channel === undefined) return [];
    const stack = stackAt(facts, 'health');
    if (stack === undefined) return [withoutStack({ check }, facts, 'health')];
    const [waiting = '', dead = ''] = [stack.outputs['WaitingUrl'], stack.outputs['DeadUrl']];
    const { log } = namesOf(name).health;
    return Promise.all([
      ready(health.channel.kind, facts),
      counted('waiting', waiting, facts, (count) => ({
        ...{ check, of: 'waiting', state: 'warning' },
        said: say(({ second }) => second.waiting(count)),
        todo: say(({ second }) => second.log(log)),
      })),
      counted('dead', dead, facts, (count) => ({
        ...{ check, of: 'dead', state: 'failed' },
        said: say(({ second }) => second.dead(count)),
        todo: say(({ second }) => second.log(log)),
      })),
      proof(facts),
    ]);
  },
};

/** The function can run, and reads its queue. */
async function ready(kind: string, facts: Facts): Promise<CheckResult> {
  const about = { check, of: 'function' } as const;
  const { function: name, waiting } = namesOf(facts.settings.name).health;
  try {
    const { state, reserved, stateReason = '' } = await readFunction(name, facts);
    if (reserved === 0) {
      const todo = say((words) => words.function.noConcurrencyTodo);
      return { ...about, state: 'failed', said: say((words) => words.function.noConcurrency), todo };
    }
    if (state === 'Failed') {
      return { ...about, state: 'failed', said: say((words) => words.function.failed(stateReason)), todo: DEPLOY };
    }
    const source = (await readEventSources(name, facts)).find((one) => one.source.endsWith(`:${waiting}`));
    if (source?.state !== 'Enabled') {
      return {
        ...about,
        state: 'failed',
        said: say((words) => words.function.readsNothing(source?.state)),
        todo: DEPLOY,
      };
    }
    const [isReady, limits] = [say(({ second }) => second.ready(kind)), say(({ second }) => second.limits)];
    return { ...about, state: 'ok', said: inEach((language) => `${isReady[language]} (${limits[language]})`) };
  } catch (error) {
    return goneOrNotChecked(
      about,
      error,
      say((words) => words.functionGone(name)),
    );
  }
}

async function counted(
  of: string,
  url: string,
  facts: Facts,
  judge: (count: number) => CheckResult,
): Promise<CheckResult> {
  const about = { check, of } as const;
  try {
    const count = await queueDepth(url, facts);
    return count === 0 ? { ...about, state: 'ok', said: say((words) => words.queue.empty) } : judge(count);
  } catch (error) {
    return goneOrNotChecked(
      about,
      error,
      say((words) => words.gone.queue),
    );
  }
}

/** The last message that its channel took: of a test, a heartbeat, or a trouble. */
async function proof({ numbers, host }: Facts): Promise<CheckResult> {
  const about = { check, of: 'proof' } as const;
  try {
    const last = lastOf((await numbers()).get('HealthDeliveries'));
    const said = say(({ second }) => (last === undefined ? second.noProof(DAYS) : second.proof(host.now() - last)));
    return { ...about, state: 'ok', said };
  } catch (error) {
    return notChecked(about, error);
  }
}
