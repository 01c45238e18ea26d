/** Calls that mend topics and their subscriptions. */
import type { Break } from '../../messages/audit/breaks/breaks.words.ts';
import { lets } from '../lets.ts';
import type { Snapshot, TopicState } from '../snapshot.ts';
import type { Holder } from './keys.ts';
import { publishersOf } from './leads-to.ts';
import { isTopicOf, mayPublish, newTopic, setAttribute, subscribe, widened } from './people.ts';
import type { AwsCall } from './remedy.ts';

/** Topics of that name with all that was read of them. */
const topicsNamed = (name: string, { topics }: Snapshot): readonly (readonly [string, TopicState])[] =>
  [...topics].flatMap(([arn, found]) =>
    isTopicOf(name)(arn) && found.kind === 'read' && found.value !== null ? [[arn, found.value] as const] : [],
  );

const regionOf = (arn: string) => arn.split(':')[3];

export function topicGone({ topic }: Break<'topic-gone'>, snapshot: Snapshot): readonly AwsCall[] {
  const gone = [...snapshot.topics].filter(
    ([arn, found]) => isTopicOf(topic)(arn) && found.kind === 'read' && found.value === null,
  );
  return gone.flatMap(([arn]) => [
    ...newTopic(topic, regionOf(arn) ?? '', [...publishersOf(arn, snapshot).keys()], snapshot),
    subscribe(arn),
  ]);
}

export function topicShut({ topic, service }: Break<'topic-shut'>, snapshot: Snapshot): readonly AwsCall[] {
  const { account } = snapshot;
  return topicsNamed(topic, snapshot).flatMap(([arn, { policy }]) => {
    const source = publishersOf(arn, snapshot).get(service);
    if (source === undefined) return [];
    const call = { service, resource: arn, account, source };
    if (lets(policy, { ...call, action: 'sns:Publish' }) !== 'no') return [];
    const wider = widened(policy, mayPublish(arn, service, account), call, ['sns:Publish']);
    return wider === undefined ? [] : [setAttribute(arn, 'Policy', wider)];
  });
}

/** As those whose keys are mended. */
export const topicHolders = (name: string, snapshot: Snapshot): readonly Holder[] =>
  topicsNamed(name, snapshot).map(([arn, { key }]) => ({
    arn,
    key,
    encryptWith: (other) => setAttribute(arn, 'KmsMasterKeyId', other),
  }));

/** A topic without a confirmed subscription. */
export function noSubscribers({ topic }: Break<'no-subscribers'>, snapshot: Snapshot): readonly AwsCall[] {
  return topicsNamed(topic, snapshot).flatMap(([arn, { subscriptions }]) =>
    subscriptions.kind === 'read' && subscriptions.value.length === 0 ? [subscribe(arn)] : [],
  );
}

/** A second subscription of the same address makes SNS send its link again; addresses of other kinds hold secrets. */
export function unconfirmed({ topic }: Break<'unconfirmed'>, snapshot: Snapshot): readonly AwsCall[] {
  return topicsNamed(topic, snapshot).flatMap(([arn, { subscriptions }]) =>
    (subscriptions.kind === 'read' ? subscriptions.value : [])
      .filter(({ isConfirmed, protocol }) => !isConfirmed && protocol === 'email')
      .map(({ endpoint }) => subscribe(arn, endpoint)),
  );
}

/** An empty policy lets all messages through: https://docs.aws.amazon.com/sns/latest/dg/message-filtering-policy-remove.html */
export function filteredOut({ topic }: Break<'filtered-out'>, snapshot: Snapshot): readonly AwsCall[] {
  return topicsNamed(topic, snapshot).flatMap(([arn, { subscriptions }]) =>
    (subscriptions.kind === 'read' ? subscriptions.value : []).flatMap(({ arn: SubscriptionArn, filter }): AwsCall[] =>
      filter.kind === 'read' && (filter.value.policy ?? '{}') !== '{}' && filter.value.scope !== 'MessageBody'
        ? [
            [
              'sns',
              'set-subscription-attributes',
              regionOf(arn),
              { SubscriptionArn, AttributeName: 'FilterPolicy', AttributeValue: '{}' },
            ],
          ]
        : [],
    ),
  );
}
