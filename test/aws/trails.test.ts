import { afterEach, expect, test } from 'vitest';
import { makeAws } from '../../src/aws/clients.ts';
import { readTrails } from '../../src/aws/trails.ts';
import { type AwsAnswer, type AwsServer, awsError, startAws } from '../helpers/aws/aws-server.ts';

let server: AwsServer;
afterEach(() => server.close());

const ARN = 'arn:aws:cloudtrail:us-east-1:111122223333:trail/main';
const ORGANIZATION = 'arn:aws:cloudtrail:us-east-1:444455556666:trail/org';

async function read(answers: Readonly<Record<string, (name: unknown) => AwsAnswer>>) {
  server = await startAws(
    ({ action, body }) => answers[action]?.(body['Name'] ?? body['TrailName']) ?? awsError(400, 'Unknown'),
  );
  const aws = makeAws({ endpoint: server.endpoint, region: 'us-east-1' });
  return readTrails(aws, 'us-east-1');
}

test('what a trail is, whether it works, and what is in it', async () => {
  const trails = await read({
    DescribeTrails: () => ({
      body: {
        trailList: [
          {
            Name: 'main',
            TrailARN: ARN,
            HomeRegion: 'us-east-1',
            IsMultiRegionTrail: true,
            S3BucketName: 'main-trail',
            KmsKeyId: 'arn:aws:kms:us-east-1:111122223333:key/1',
            CloudWatchLogsLogGroupArn: 'arn:aws:logs:us-east-1:111122223333:log-group:/trail/main:*',
          },
          {
            Name: 'org',
            TrailARN: ORGANIZATION,
            HomeRegion: 'us-east-1',
            IsOrganizationTrail: true,
            S3BucketName: 'o',
          },
        ],
      },
    }),
    GetTrailStatus: (name) => ({
      body:
        name === ARN
          ? { IsLogging: true, LatestDeliveryTime: 1_795_000_000, LatestDeliveryError: 'AccessDenied' }
          : { IsLogging: false },
    }),
    GetEventSelectors: (name) =>
      name === ARN
        ? { body: { TrailARN: ARN, EventSelectors: [{ ReadWriteType: 'WriteOnly', IncludeManagementEvents: true }] } }
        : awsError(400, 'TrailNotFoundException'),
  });

  expect(trails).toEqual([
    {
      name: 'main',
      arn: ARN,
      homeRegion: 'us-east-1',
      owner: '111122223333',
      isMultiRegion: true,
      isOrganization: false,
      bucket: 'main-trail',
      keyArn: 'arn:aws:kms:us-east-1:111122223333:key/1',
      logGroup: { name: '/trail/main', account: '111122223333', region: 'us-east-1' },
      isLogging: true,
      hasReads: false,
      lastFile: '2026-11-18T11:06:40.000Z',
      fileError: 'AccessDenied',
      lastLogs: undefined,
      logsError: undefined,
    },
    expect.objectContaining({
      name: 'org',
      owner: '444455556666',
      isOrganization: true,
      isLogging: false,
      hasReads: undefined,
    }),
  ]);
});

test('who may not ask is told which permission is missing', async () => {
  await expect(read({ DescribeTrails: () => awsError(403, 'AccessDeniedException', 'no') })).rejects.toThrow(
    'Not allowed to call cloudtrail:DescribeTrails in us-east-1',
  );
});
