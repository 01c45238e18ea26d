/** AWS clients of the function, each made when it is first needed. */
import type { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import type { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import type { IdentitystoreClient } from '@aws-sdk/client-identitystore';
import type { S3Client } from '@aws-sdk/client-s3';
import type { SNSClient } from '@aws-sdk/client-sns';
import type { SQSClient } from '@aws-sdk/client-sqs';
import type { SSMClient } from '@aws-sdk/client-ssm';
import { checked } from '../aws/answers.ts';
import { isLoopbackEndpoint } from '../aws/loopback.ts';
import { once } from '../core/once.ts';

/** Most invocations find nothing and need the table at most. */
export interface Clients {
  readonly cloudwatch: () => Promise<CloudWatchClient>;
  readonly identitystore: (region: string) => Promise<IdentitystoreClient>;
  readonly logs: () => Promise<CloudWatchLogsClient>;
  readonly s3: () => Promise<S3Client>;
  readonly sns: () => Promise<SNSClient>;
  readonly sqs: () => Promise<SQSClient>;
  readonly ssm: () => Promise<SSMClient>;
}

/** About ten seconds of attempts instead of less than one: throttling ends sooner than Lambda would try again. */
export const PATIENT = { maxAttempts: 8 };

/** For what an alert does without: no alert waits longer than seconds for it. */
const HASTY = {
  maxAttempts: 2,
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 3_000, throwOnRequestTimeout: true },
};

/**
 * Loads a client's code with its first use, because that takes ten to twenty ms. Objects of S3 aren't answers: who reads
 * them judges what they hold.
 */
export function lazyClients(): Clients {
  return {
    cloudwatch: once(async (): Promise<CloudWatchClient> => {
      const { CloudWatchClient } = await import('@aws-sdk/client-cloudwatch');
      return checked(new CloudWatchClient({}));
    }),
    identitystore: async (region) => {
      const { IdentitystoreClient } = await import('@aws-sdk/client-identitystore');
      return checked(new IdentitystoreClient({ region, ...HASTY }));
    },
    logs: once(async (): Promise<CloudWatchLogsClient> => {
      const { CloudWatchLogsClient } = await import('@aws-sdk/client-cloudwatch-logs');
      return checked(new CloudWatchLogsClient(PATIENT));
    }),
    s3: once(async (): Promise<S3Client> => {
      const { S3Client } = await import('@aws-sdk/client-s3');
      return new S3Client({ forcePathStyle: isLoopbackEndpoint() });
    }),
    sns: once(async (): Promise<SNSClient> => {
      const { SNSClient } = await import('@aws-sdk/client-sns');
      return checked(new SNSClient({}));
    }),
    sqs: once(async (): Promise<SQSClient> => {
      const { SQSClient } = await import('@aws-sdk/client-sqs');
      return checked(new SQSClient(PATIENT));
    }),
    ssm: once(async (): Promise<SSMClient> => {
      const { SSMClient } = await import('@aws-sdk/client-ssm');
      return checked(new SSMClient({}));
    }),
  };
}
