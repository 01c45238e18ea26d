/** Topics, their subscribers, and the keys that encrypt them. */
import type { Subscription } from '@aws-sdk/client-sns';
import type { Found, KeyState, Reading, TopicState, TopicSubscriber } from '../../auditing/snapshot.ts';
import { mapConcurrent } from '../map-concurrent.ts';
import { attempt, attemptPages, attemptToFind, type Reader } from './attempt.ts';

/** Subscriptions of a topic whose attributes are asked for at a time. */
const AT_ONCE = 4;

const regionOf = (arn: string) => arn.split(':')[3] ?? '';

export async function readTopic(arn: string, reader: Reader): Promise<Found<TopicState>> {
  const { GetTopicAttributesCommand } = await import('@aws-sdk/client-sns');
  const region = regionOf(arn);
  const attributes = await attemptToFind('sns:GetTopicAttributes', region, reader, async () => {
    const client = await reader.aws.sns(region);
    const command = new GetTopicAttributesCommand({ TopicArn: arn });
    return (await client.send(command, { abortSignal: reader.signal })).Attributes ?? {};
  });
  if (attributes.kind === 'refused' || attributes.value === null) return attributes as Found<TopicState>;
  const { Policy = '', KmsMasterKeyId } = attributes.value;
  const subscriptions = await readSubscribers(arn, reader);
  return { kind: 'read', value: { policy: Policy, key: KmsMasterKeyId, subscriptions } };
}

async function readSubscribers(arn: string, reader: Reader): Promise<Reading<readonly TopicSubscriber[]>> {
  const { ListSubscriptionsByTopicCommand } = await import('@aws-sdk/client-sns');
  const region = regionOf(arn);
  const listed = await attemptPages<Subscription>('sns:ListSubscriptionsByTopic', region, reader, async (token) => {
    const client = await reader.aws.sns(region);
    const command = new ListSubscriptionsByTopicCommand({ TopicArn: arn, NextToken: token });
    const { Subscriptions = [], NextToken } = await client.send(command, { abortSignal: reader.signal });
    return [Subscriptions, NextToken];
  });
  if (listed.kind === 'refused') return listed;
  return {
    kind: 'read',
    value: await mapConcurrent(listed.value, AT_ONCE, (one) => readSubscriber(one, region, reader)),
  };
}

const NO_FILTER: TopicSubscriber['filter'] = { kind: 'read', value: { policy: undefined, scope: '' } };

async function readSubscriber(
  { Protocol = '', Endpoint = '', SubscriptionArn = '' }: Subscription,
  region: string,
  reader: Reader,
): Promise<TopicSubscriber> {
  // Else it is `PendingConfirmation` or `Deleted`: https://docs.aws.amazon.com/sns/latest/dg/sns-delete-subscription-topic.html
  const isConfirmed = SubscriptionArn.startsWith('arn:');
  const filter = isConfirmed ? await readFilter(SubscriptionArn, region, reader) : NO_FILTER;
  const arn = isConfirmed ? SubscriptionArn : '';
  return { arn, protocol: Protocol, endpoint: Endpoint, isConfirmed, filter };
}

async function readFilter(arn: string, region: string, reader: Reader): Promise<TopicSubscriber['filter']> {
  const { GetSubscriptionAttributesCommand } = await import('@aws-sdk/client-sns');
  return attempt('sns:GetSubscriptionAttributes', region, reader, async () => {
    const client = await reader.aws.sns(region);
    const command = new GetSubscriptionAttributesCommand({ SubscriptionArn: arn });
    const { Attributes = {} } = await client.send(command, { abortSignal: reader.signal });
    const { FilterPolicy, FilterPolicyScope = 'MessageAttributes' } = Attributes;
    return { policy: FilterPolicy, scope: FilterPolicyScope };
  });
}

/** `id`: a key's id, ARN or alias, as a topic of that region names it. */
export async function readKey(id: string, region: string, reader: Reader): Promise<Found<KeyState>> {
  const { DescribeKeyCommand, GetKeyPolicyCommand } = await import('@aws-sdk/client-kms');
  const described = await attemptToFind('kms:DescribeKey', region, reader, async () => {
    const client = await reader.aws.kms(region);
    return (await client.send(new DescribeKeyCommand({ KeyId: id }), { abortSignal: reader.signal })).KeyMetadata;
  });
  if (described.kind === 'refused') return described;
  if (described.value === null || described.value === undefined) return { kind: 'read', value: null };
  const { KeyId = id, KeyManager = '', KeyState: state = '' } = described.value;
  const policy = await attempt('kms:GetKeyPolicy', region, reader, async () => {
    const client = await reader.aws.kms(region);
    const command = new GetKeyPolicyCommand({ KeyId, PolicyName: 'default' });
    return (await client.send(command, { abortSignal: reader.signal })).Policy ?? '';
  });
  return { kind: 'read', value: { id: KeyId, manager: KeyManager, state, policy } };
}
