/** Calls that mend topics, their subscriptions, and the keys that encrypt them. */
import type { Break } from '../../messages/audit/breaks/breaks.words.ts';
import { lets } from '../lets.ts';
import { keyPlace, type Snapshot, type TopicState } from '../snapshot.ts';
import { sourcesIn } from './leads-to.ts';
import { isTopicOf, mayPublish, newTopic, setAttribute, sidOf, subscribe, widened } from './people.ts';
import type { AwsCall } from './remedy.ts';

/** Topics of that name with all that was read of them. */
const topicsNamed = (name: string, { topics }: Snapshot): readonly (readonly [string, TopicState])[] =>
  [...topics].flatMap(([arn, found]) =>
    isTopicOf(name)(arn) && found.kind === 'read' && found.value !== null ? [[arn, found.value] as const] : [],
  );

const regionOf = (arn: string) => arn.split(':')[3];

/** The services that lead to a topic, each with one of its sources. */
function publishersOf(topic: string, snapshot: Snapshot): ReadonlyMap<string, string> {
  return new Map(sourcesIn(snapshot).flatMap(({ to, service, arn }) => (to === topic ? [[service, arn]] : [])));
}

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

/** The statement that AWS shows has no condition: https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html */
export function keyShut({ topic, key, service }: Break<'key-shut'>, snapshot: Snapshot): readonly AwsCall[] {
  const { account, keys } = snapshot;
  return topicsNamed(topic, snapshot).flatMap(([arn]): readonly AwsCall[] => {
    const found = keys.get(keyPlace(key, arn));
    if (found?.kind !== 'read' || found.value === null || found.value.policy.kind === 'refused') return [];
    const { id, policy } = found.value;
    const statement = {
      Sid: sidOf(service),
      Effect: 'Allow',
      Principal: { Service: service },
      Action: ['kms:GenerateDataKey*', 'kms:Decrypt'],
      Resource: '*',
    };
    const call = { service, resource: '*', account, source: publishersOf(arn, snapshot).get(service) ?? '' };
    const wider = widened(policy.value, statement, call, ['kms:GenerateDataKey', 'kms:Decrypt']);
    if (wider === undefined) return [];
    return [['kms', 'put-key-policy', regionOf(arn), { KeyId: id, PolicyName: 'default', Policy: wider }]];
  });
}

export function keyOff({ topic, key, state }: Break<'key-off'>, snapshot: Snapshot): readonly AwsCall[] {
  if (state !== 'Disabled' && state !== 'PendingDeletion') return ownKey({ topic }, snapshot);
  return topicsNamed(topic, snapshot).flatMap(([arn]): readonly AwsCall[] => {
    const found = snapshot.keys.get(keyPlace(key, arn));
    if (found?.kind !== 'read' || found.value === null || found.value.state !== state) return [];
    const KeyId = { KeyId: found.value.id };
    const region = regionOf(arn);
    // A key whose deletion is cancelled is disabled.
    const cancel: AwsCall = ['kms', 'cancel-key-deletion', region, KeyId];
    return [...(state === 'PendingDeletion' ? [cancel] : []), ['kms', 'enable-key', region, KeyId]];
  });
}

const STACK = 'login-watch-alert-key';
const ALIAS = 'alias/login-watch-alerts';

/** A key of one's own, as a stack, with an alias that the topic then names. */
export function ownKey({ topic }: { readonly topic: string }, snapshot: Snapshot): readonly AwsCall[] {
  const { account, keys } = snapshot;
  const regions = new Map<string, string[]>();
  for (const [arn, { key }] of topicsNamed(topic, snapshot)) {
    const found = key === undefined ? undefined : keys.get(keyPlace(key, arn));
    const isUsable = found?.kind !== 'read' || (found.value?.manager !== 'AWS' && found.value?.state === 'Enabled');
    if (!isUsable) regions.set(regionOf(arn) ?? '', [...(regions.get(regionOf(arn) ?? '') ?? []), arn]);
  }
  return [...regions].flatMap(([region, arns]): readonly AwsCall[] => [
    [
      'cloudformation',
      'create-stack',
      region,
      { StackName: STACK, TemplateBody: JSON.stringify(keyTemplate(account)) },
    ],
    ['cloudformation', 'wait stack-create-complete', region, { StackName: STACK }],
    ...arns.map((arn) => setAttribute(arn, 'KmsMasterKeyId', ALIAS)),
  ]);
}

const keyTemplate = (account: string) => ({
  Resources: {
    Key: {
      Type: 'AWS::KMS::Key',
      Properties: {
        Description: 'Encrypts topics to which CloudWatch and EventBridge publish',
        EnableKeyRotation: true,
        KeyPolicy: {
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Principal: { AWS: `arn:aws:iam::${account}:root` },
              Action: 'kms:*',
              Resource: '*',
            },
            {
              Effect: 'Allow',
              Principal: { Service: ['cloudwatch.amazonaws.com', 'events.amazonaws.com'] },
              Action: ['kms:GenerateDataKey*', 'kms:Decrypt'],
              Resource: '*',
            },
          ],
        },
      },
    },
    Alias: { Type: 'AWS::KMS::Alias', Properties: { AliasName: ALIAS, TargetKeyId: { Ref: 'Key' } } },
  },
});

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
