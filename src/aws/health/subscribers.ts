/** Subscribers of a topic, confirmed and unconfirmed. */
import { type Asker, asking } from './asking.ts';

export interface Subscriber {
  /** `email`, `lambda`, `https` */
  readonly protocol: string;
  readonly endpoint: string;
  readonly isConfirmed: boolean;
}

/** Throws a `UserError`. */
export function readSubscribers(topicArn: string, asker: Asker): Promise<readonly Subscriber[]> {
  return asking('sns:ListSubscriptionsByTopic', asker, async () => {
    const { paginateListSubscriptionsByTopic } = await import('@aws-sdk/client-sns');
    const client = await asker.aws.sns();
    const found: Subscriber[] = [];
    const pages = paginateListSubscriptionsByTopic({ client }, { TopicArn: topicArn }, { abortSignal: asker.signal });
    for await (const { Subscriptions = [] } of pages) {
      for (const { Protocol = '', Endpoint = '', SubscriptionArn = '' } of Subscriptions) {
        // Else it is `PendingConfirmation` or `Deleted`: https://docs.aws.amazon.com/sns/latest/dg/sns-delete-subscription-topic.html
        found.push({ protocol: Protocol, endpoint: Endpoint, isConfirmed: SubscriptionArn.startsWith('arn:') });
      }
    }
    return found;
  });
}
