/** Does a bucket tell EventBridge of its objects? Switched on beside whatever else listens to it. */
import type { Aws } from './clients.ts';
import { explainAws } from './errors.ts';

export async function tellsEventBridge(bucket: string, aws: Aws, region: string): Promise<boolean> {
  const { GetBucketNotificationConfigurationCommand } = await import('@aws-sdk/client-s3');
  try {
    const client = await aws.s3(region);
    const found = await client.send(new GetBucketNotificationConfigurationCommand({ Bucket: bucket }));
    return found.EventBridgeConfiguration !== undefined;
  } catch (error) {
    throw explainAws(error, { action: 's3:GetBucketNotification', region, profile: aws.profile, command: 'deploy' });
  }
}

/** Reads the whole configuration and writes it back with one thing more: AWS replaces what is left out. */
export async function tellEventBridge(bucket: string, aws: Aws, region: string): Promise<void> {
  const { GetBucketNotificationConfigurationCommand, PutBucketNotificationConfigurationCommand } = await import(
    '@aws-sdk/client-s3'
  );
  try {
    const client = await aws.s3(region);
    const { $metadata: _, ...found } = await client.send(
      new GetBucketNotificationConfigurationCommand({ Bucket: bucket }),
    );
    await client.send(
      new PutBucketNotificationConfigurationCommand({
        Bucket: bucket,
        NotificationConfiguration: { ...found, EventBridgeConfiguration: {} },
      }),
    );
  } catch (error) {
    throw explainAws(error, { action: 's3:PutBucketNotification', region, profile: aws.profile, command: 'deploy' });
  }
}
