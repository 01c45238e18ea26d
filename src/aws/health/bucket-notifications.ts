/** Whether a bucket sends events about its objects to EventBridge. */
import { type Asker, asking } from './asking.ts';

/** Throws a `UserError`. */
export function isOnEventBridge(bucket: string, asker: Asker): Promise<boolean> {
  return asking('s3:GetBucketNotification', asker, async () => {
    const { GetBucketNotificationConfigurationCommand } = await import('@aws-sdk/client-s3');
    const client = await asker.aws.s3();
    const command = new GetBucketNotificationConfigurationCommand({ Bucket: bucket });
    const { EventBridgeConfiguration } = await client.send(command, { abortSignal: asker.signal });
    return EventBridgeConfiguration !== undefined;
  });
}
