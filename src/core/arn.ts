/** ARNs and URLs that are written rather than read; the region says which partition they belong to. */
import { dnsSuffixOf, partitionOf } from './regions.ts';

/** A place to write the ARN of: a region of an account. */
export interface ArnPlace {
  readonly account: string;
  readonly region: string;
}

/** ARN of a resource in a region: `arnIn({ account, region }, 'sns', 'alerts')`. */
export const arnIn = ({ account, region }: ArnPlace, service: string, resource: string): string =>
  `arn:${partitionOf(region)}:${service}:${region}:${account}:${resource}`;

/** ARN of a resource of IAM or STS, which has no region in it; `region` is any region of the account's partition. */
export const iamArn = ({ account, region }: ArnPlace, resource: string, service: 'iam' | 'sts' = 'iam'): string =>
  `arn:${partitionOf(region)}:${service}::${account}:${resource}`;

/** ARN of a bucket, or of `bucket/key`. */
export const bucketArn = (region: string, bucket: string): string => `arn:${partitionOf(region)}:s3:::${bucket}`;

/** A queue's URL: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-queue-message-identifiers.html */
export function queueUrlOf(arn: string): string {
  const [region = '', account = '', name = ''] = arn.split(':').slice(3);
  return `https://sqs.${region}.${dnsSuffixOf(region)}/${account}/${name}`;
}
