/** Would anybody read it? Channels there are, mail lists and whether those on them have confirmed. */
import { readSubscribers, type Subscriber } from '../../../aws/health/subscribers.ts';
import { mailLists } from '../../../core/mail-lists.ts';
import type { CheckResult } from '../../../render/checks.ts';
import type { Check } from '../../shared/checks.ts';
import { type Facts, stackAt } from './facts.ts';
import { counted, DEPLOY, goneOrNotChecked, withoutStack } from './results.ts';

export const CHANNELS: Check<Facts> = {
  name: 'channels',
  run: async ({ settings: { channels } }) => {
    const check = 'channels';
    if (channels.length > 0) {
      const kinds = [...new Set(channels.map(({ kind }) => kind))].join(', ');
      return [{ check, state: 'ok', said: `${counted(channels.length, 'channel')} in the settings: ${kinds}` }];
    }
    const todo = 'Add one under `channels` in login-watch.yaml, then run `login-watch deploy`.';
    return [{ check, state: 'failed', said: 'none in the settings: findings are told to nobody', todo }];
  },
};

export const MAIL: Check<Facts> = {
  name: 'mail',
  run: async (facts) => {
    const lists = mailLists(facts.settings);
    if (lists.length === 0) return [];
    const arns = stackAt(facts, 'notifier')
      ?.outputs['MailTopicArns']?.split(',')
      .filter((arn) => arn !== '');
    if (arns === undefined) return [withoutStack({ check: 'mail' }, facts, 'notifier')];
    return (await Promise.all(lists.map((list, at) => lookAt(list, arns[at], facts)))).flat();
  },
};

async function lookAt(list: readonly string[], arn: string | undefined, facts: Facts): Promise<readonly CheckResult[]> {
  const check = 'mail';
  if (arn === undefined) {
    return [{ check, state: 'failed', said: `no topic is deployed for ${list.join(', ')}`, todo: DEPLOY }];
  }
  const about = { check, of: nameOf(arn) };
  try {
    const judged = judge(about, list, await readSubscribers(arn, facts));
    return [judged.said.includes(MISSING) ? { ...judged, todo: again(arn) } : judged];
  } catch (error) {
    return [goneOrNotChecked(about, error, 'the topic')];
  }
}

const nameOf = (arn: string) => arn.split(':').at(-1) ?? arn;
const MISSING = 'not subscribed (any more)';
const CONFIRM = '`login-watch confirm-email` confirms with the link in the mail from AWS.';
const again = (arn: string) =>
  `${CONFIRM} Nobody did so within two days: \`aws sns subscribe --region ${arn.split(':')[3]} --topic-arn ${arn} --protocol email --notification-endpoint ADDRESS\` sends a new one.`;

function judge(about: { check: string; of: string }, list: readonly string[], all: readonly Subscriber[]): CheckResult {
  const stateOf = (address: string) => {
    const found = all.filter(({ protocol, endpoint }) => protocol.startsWith('email') && endpoint === address);
    if (found.some(({ isConfirmed }) => isConfirmed)) return 'confirmed';
    return found.length > 0 ? 'pending' : 'missing';
  };
  const those = (state: string) => list.filter((address) => stateOf(address) === state);
  const [confirmed, pending, missing] = [those('confirmed'), those('pending'), those('missing')];
  if (confirmed.length === list.length) return { ...about, state: 'ok', said: `confirmed by ${list.join(', ')}` };
  const said = [
    ...(pending.length === 0 ? [] : [`not confirmed by ${pending.join(', ')}`]),
    // SNS deletes what nobody confirms: https://docs.aws.amazon.com/sns/latest/dg/sns-delete-subscription-topic.html
    ...(missing.length === 0 ? [] : [`${MISSING}: ${missing.join(', ')}`]),
    ...(confirmed.length === 0 ? ['so this mail reaches nobody'] : []),
  ].join('; ');
  return { ...about, state: confirmed.length === 0 ? 'failed' : 'warning', said, todo: CONFIRM };
}

/** CloudWatch's alarms about the notifier itself go by mail, whatever the channels are. */
export const HEALTH_MAIL: Check<Facts> = {
  name: 'health mail',
  run: async (facts) => {
    const about = { check: 'health mail' };
    const arn = stackAt(facts, 'notifier')?.outputs['TopicArn'];
    if (arn === undefined || arn === '') return [withoutStack(about, facts, 'notifier')];
    try {
      const confirmed = (await readSubscribers(arn, facts)).filter(({ isConfirmed }) => isConfirmed).length;
      if (confirmed > 0) return [{ ...about, state: 'ok', said: `${counted(confirmed, 'subscriber')} would be told` }];
      const said = 'nobody is told when the notifier itself is unwell';
      const isListed = mailLists(facts.settings).length > 0;
      return [{ ...about, state: 'warning', said, todo: isListed ? CONFIRM : ADD_MAIL }];
    } catch (error) {
      return [goneOrNotChecked(about, error, 'the topic')];
    }
  },
};

const ADD_MAIL =
  'Add a channel `email` to login-watch.yaml and run `login-watch deploy`, or subscribe to the topic in SNS yourself.';
