/** Recipients of a bucket's notifications about new objects. */
import { type Asker, asking } from './asking.ts';

export interface BucketNotifications {
  readonly hasEventBridge: boolean;
  /** ARNs of topics that hear of new objects, in any folder. */
  readonly topics: readonly string[];
}

/** `owner`: the account that must own the bucket; undefined for any. Throws a `UserError`. */
export function readNotifications(bucket: string, asker: Asker, owner?: string): Promise<BucketNotifications> {
  return asking('s3:GetBucketNotification', asker, async () => {
    const { GetBucketNotificationConfigurationCommand } = await import('@aws-sdk/client-s3');
    const client = await asker.aws.s3();
    const command = new GetBucketNotificationConfigurationCommand({
      Bucket: bucket,
      ...(owner === undefined ? {} : { ExpectedBucketOwner: owner }),
    });
    const found = await client.send(command, { abortSignal: asker.signal });
    const { EventBridgeConfiguration, TopicConfigurations = [] } = found;
    return {
      hasEventBridge: EventBridgeConfiguration !== undefined,
      topics: TopicConfigurations.flatMap(({ TopicArn }) => TopicArn ?? []),
    };
  });
}
