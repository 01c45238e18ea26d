/** Accounts that are good but for what a trail records, or where it goes. */
import { TRAIL } from './good.ts';
import { type Change, replaceTrail } from './steps.ts';

const DAY = 86_400;

export const RECORDING_BREAKS: Readonly<Record<string, Change>> = {
  'files are not delivered': (account) => account.cloudtrail.turn('main', { LatestDeliveryError: 'AccessDenied' }),
  'the log group gets nothing': (account) => {
    account.identity.rolePolicies.clear();
    account.cloudtrail.turn('main', { LatestCloudWatchLogsDeliveryError: 'Access denied. Check your role.' });
  },
  'no file for three days': (account) =>
    account.cloudtrail.turn('main', { LatestDeliveryTime: account.logs.world.now() / 1_000 - 3 * DAY }),
  'never a file': (account) =>
    replaceTrail(account, {}, { status: { StartLoggingTime: account.logs.world.now() / 1_000 - DAY } }),
  'no validation': (account) => replaceTrail(account, { LogFileValidationEnabled: false }),
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
