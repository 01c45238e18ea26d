/** Accounts that are good but for what a trail records, or where it goes. */
import type { JsonObject } from '../../src/core/event.ts';
import { BUCKET, FOR_TRAIL, HOME, TRAIL } from './good.ts';
import { type Change, keyPolicy, replaceTrail } from './steps.ts';

const DAY = 86_400;

const TLS_ONLY: JsonObject = {
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Resource: [`arn:aws:s3:::${BUCKET}`, `arn:aws:s3:::${BUCKET}/*`],
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
};

export const RECORDING_BREAKS: Readonly<Record<string, Change>> = {
  'files are not delivered': (account) => account.cloudtrail.turn('main', { LatestDeliveryError: 'AccessDenied' }),
  'files are not delivered, and the policy has lost CloudTrail': (account) => {
    account.s3.bucket(BUCKET).configurations.set('policy', JSON.stringify(keyPolicy(TLS_ONLY)));
    account.cloudtrail.turn('main', { LatestDeliveryError: 'AccessDenied' });
  },
  'files are not delivered, and the policy names another trail': (account) => {
    const of = { StringEquals: { 'aws:SourceArn': account.cloudtrail.arnOf('old', HOME) } };
    const statements = FOR_TRAIL.map((statement) => ({ ...statement, Condition: of }));
    account.s3.bucket(BUCKET).configurations.set('policy', JSON.stringify(keyPolicy(...statements)));
    account.cloudtrail.turn('main', { LatestDeliveryError: 'AccessDenied' });
  },
  'files are not delivered, because the bucket is gone': (account) => {
    account.s3.buckets.delete(BUCKET);
    account.cloudtrail.turn('main', { LatestDeliveryError: 'NoSuchBucket' });
  },
  'the log group gets nothing': (account) => {
    account.identity.rolePolicies.clear();
    account.cloudtrail.turn('main', { LatestCloudWatchLogsDeliveryError: 'Access denied. Check your role.' });
  },
  'no file for three days': (account) =>
    account.cloudtrail.turn('main', { LatestDeliveryTime: account.logs.world.now() / 1_000 - 3 * DAY }),
  'never a file': (account) =>
    replaceTrail(account, {}, { status: { StartLoggingTime: account.logs.world.now() / 1_000 - DAY } }),
  'no validation': (account) => replaceTrail(account, { LogFileValidationEnabled: false }),
  'trail of reads only': (account) =>
    replaceTrail(
      account,
      {},
      { selectors: { EventSelectors: [{ ReadWriteType: 'ReadOnly', IncludeManagementEvents: true }] } },
    ),
  'data events only': (account) =>
    replaceTrail(
      account,
      {},
      {
        selectors: {
          AdvancedEventSelectors: [{ Name: 'objects', FieldSelectors: [{ Field: 'eventCategory', Equals: ['Data'] }] }],
        },
      },
    ),
  'advanced selectors without KMS': (account) =>
    replaceTrail(
      account,
      {},
      {
        selectors: {
          AdvancedEventSelectors: [
            {
              FieldSelectors: [
                { Field: 'eventCategory', Equals: ['Management'] },
                { Field: 'eventSource', NotEquals: ['kms.amazonaws.com', 'rdsdata.amazonaws.com'] },
              ],
            },
          ],
        },
      },
    ),
  'stopped since a day, beside one of one region': (account) => {
    account.cloudtrail.turn('main', { IsLogging: false, StopLoggingTime: Date.UTC(2026, 10, 14) / 1_000 });
    const status = { LatestDeliveryTime: account.logs.world.now() / 1_000 };
    account.cloudtrail.add({ ...TRAIL, Name: 'local', IsMultiRegionTrail: false }, { status });
  },
};
