/** Subscriptions of this account's, to topics of other accounts too. */
import { type Asker, asking } from './asking.ts';

/** Whether `endpoint` is subscribed to the topic. Throws a `UserError`. */
export function isSubscribed(topicArn: string, endpoint: string, asker: Asker): Promise<boolean> {
  return asking('sns:ListSubscriptions', asker, async () => {
    const { paginateListSubscriptions } = await import('@aws-sdk/client-sns');
    const client = await asker.aws.sns();
    for await (const { Subscriptions = [] } of paginateListSubscriptions(
      { client },
      {},
      { abortSignal: asker.signal },
    )) {
      if (Subscriptions.some(({ TopicArn, Endpoint }) => TopicArn === topicArn && Endpoint === endpoint)) return true;
    }
    return false;
  });
}
