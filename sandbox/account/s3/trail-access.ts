/** May CloudTrail write a trail's files? https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html */
import { isAllowedBy, serviceAsks } from '../resource-policy.ts';
import type { S3 } from './s3.ts';

/** Why it may not, in the words of `LatestDeliveryError`; empty if it may. `trail`: its ARN. */
export function trailAccess({ buckets }: S3, bucket: string, trail: string): string {
  const found = buckets.get(bucket);
  if (found === undefined) return 'NoSuchBucket';
  const caller = { service: 'cloudtrail.amazonaws.com', source: trail };
  const place = `arn:aws:s3:::${bucket}`;
  const folder = `${place}/AWSLogs/${trail.split(':')[4]}/CloudTrail`;
  const asks = [
    serviceAsks(caller, 's3:GetBucketAcl', place),
    serviceAsks(caller, 's3:PutObject', `${folder}/us-east-1/2026/11/29/file.json.gz`),
  ];
  const isFine = asks.every((asked) =>
    isAllowedBy(found.configurations.get('policy'), {
      ...asked,
      context: { ...asked.context, 's3:x-amz-acl': 'bucket-owner-full-control' },
    }),
  );
  return isFine ? '' : 'AccessDenied';
}
