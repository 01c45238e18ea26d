/** Checks that alerts have readers: channels in the settings, mail lists and their confirmations. */
import { readSubscribers, type Subscriber } from '../../../aws/health/subscribers.ts';
import { healthList, healthPosition, mailLists, namesHealth } from '../../../core/mail-lists.ts';
import type { CheckResult } from '../../../render/checks.ts';
import type { Check } from '../../shared/checks.ts';
import { type Facts, stackAt } from './facts.ts';
import { DEPLOY, goneOrNotChecked, say, withoutStack } from './results.ts';

export const CHANNELS: Check<Facts> = {
  name: 'channels',
  run: async ({ settings: { channels } }) => {
    const check = 'channels';
    if (channels.length > 0) {
      const kinds = [...new Set(channels.map(({ kind }) => kind))];
      return [{ check, state: 'ok', said: say((words) => words.channels.some(channels.length, kinds)) }];
    }
    const todo = say((words) => words.channels.noneTodo);
    return [{ check, state: 'failed', said: say((words) => words.channels.none), todo, isFatal: true }];
  },
};

export const MAIL: Check<Facts> = {
  name: 'mail',
  run: async (facts) => {
    const lists = mailLists(facts.settings);
    const health = healthList(facts.settings);
    if (lists.length + health.length === 0) return [];
    const arns = stackAt(facts, 'notifier')
      ?.outputs['MailTopicArns']?.split(',')
      .filter((arn) => arn !== '');
    if (arns === undefined) return [withoutStack({ check: 'mail' }, facts, 'notifier')];
    const all = lists.map((list, at) => [list, arns[at]] as const);
    if (health.length > 0) all.push([health, arns[healthPosition(facts.settings)]]);
    return (await Promise.all(all.map(([list, arn]) => lookAt(list, arn, facts)))).flat();
  },
};

async function lookAt(list: readonly string[], arn: string | undefined, facts: Facts): Promise<readonly CheckResult[]> {
  const check = 'mail';
  if (arn === undefined) {
    return [{ check, state: 'failed', said: say((words) => words.mail.noTopic(list)), todo: DEPLOY }];
  }
  const of = nameOf(arn);
  try {
    return [judge(arn, list, await readSubscribers(arn, facts))];
  } catch (error) {
    return [
      goneOrNotChecked(
        { check, of },
        error,
        say((words) => words.gone.topic),
      ),
    ];
  }
}

const nameOf = (arn: string) => arn.split(':').at(-1) ?? arn;
const CONFIRM = say((words) => words.mail.confirm);

function judge(arn: string, list: readonly string[], all: readonly Subscriber[]): CheckResult {
  const about = { check: 'mail', of: nameOf(arn) } as const;
  const stateOf = (address: string) => {
    const found = all.filter(({ protocol, endpoint }) => protocol.startsWith('email') && endpoint === address);
    if (found.some(({ isConfirmed }) => isConfirmed)) return 'confirmed';
    return found.length > 0 ? 'pending' : 'missing';
  };
  const those = (state: string) => list.filter((address) => stateOf(address) === state);
  const [confirmed, pending, missing] = [those('confirmed'), those('pending'), those('missing')];
  if (confirmed.length === list.length) {
    return { ...about, state: 'ok', said: say((words) => words.mail.confirmed(list)) };
  }
  const said = say((words) => words.mail.open(pending, missing, confirmed.length === 0));
  // SNS deletes unconfirmed subscriptions: https://docs.aws.amazon.com/sns/latest/dg/sns-delete-subscription-topic.html
  const again = say((words) => words.mail.subscribe(arn.split(':')[3] ?? '', arn));
  const todo = missing.length > 0 ? again : CONFIRM;
  return { ...about, state: confirmed.length === 0 ? 'failed' : 'warning', said, todo };
}

/** CloudWatch's alarms about the notifier itself go by mail, whatever the channels are. */
export const HEALTH_MAIL: Check<Facts> = {
  name: 'health mail',
  run: async (facts) => {
    const about = { check: 'health mail' } as const;
    const arn = stackAt(facts, 'notifier')?.outputs['TopicArn'];
    if (arn === undefined || arn === '') return [withoutStack(about, facts, 'notifier')];
    try {
      const confirmed = (await readSubscribers(arn, facts)).filter(({ isConfirmed }) => isConfirmed).length;
      if (confirmed > 0) {
        return [{ ...about, state: 'ok', said: say((words) => words.mail.healthSubscribers(confirmed)) }];
      }
      const said = say((words) => words.mail.noHealth);
      const isListed = namesHealth(facts.settings);
      return [{ ...about, state: 'warning', said, todo: isListed ? CONFIRM : say((words) => words.mail.addMail) }];
    } catch (error) {
      return [
        goneOrNotChecked(
          about,
          error,
          say((words) => words.gone.topic),
        ),
      ];
    }
  },
};
