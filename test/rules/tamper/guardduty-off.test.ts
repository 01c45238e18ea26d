import { guarddutyOff } from '../../../src/rules/tamper/guardduty-off.ts';
import { apiCall, OFFICE } from '../../helpers/records/records.ts';
import { testRule } from '../../helpers/records/test-rule.ts';

const update = (request: object) =>
  apiCall('guardduty', 'UpdateDetector', { from: OFFICE, request: { detectorId: 'd1', ...request } });

testRule(guarddutyOff, {
  fires: [
    {
      name: 'deleted',
      record: apiCall('guardduty', 'DeleteDetector', { from: OFFICE, request: { detectorId: 'd1' } }),
      told: [
        'critical',
        'alice deleted GuardDuty detector d1 from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から GuardDutyのディテクター d1 を削除しました',
      ],
    },
    {
      name: 'suspended',
      record: update({ enable: false }),
      told: [
        'critical',
        'alice turned off GuardDuty detector d1 or parts of it from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から GuardDutyのディテクター d1 の全部または一部を無効にしました',
      ],
    },
    {
      name: 'a feature off',
      record: update({ enable: true, features: [{ name: 'S3_DATA_EVENTS', status: 'DISABLED' }] }),
      told: [
        'critical',
        'alice turned off GuardDuty detector d1 or parts of it from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から GuardDutyのディテクター d1 の全部または一部を無効にしました',
      ],
    },
    {
      name: 'a data source off, in the older form',
      record: update({ dataSources: { kubernetes: { auditLogs: { enable: false } } } }),
      told: [
        'critical',
        'alice turned off GuardDuty detector d1 or parts of it from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から GuardDutyのディテクター d1 の全部または一部を無効にしました',
      ],
    },
  ],
  quiet: [
    { name: 'a feature on', record: update({ features: [{ name: 'S3_DATA_EVENTS', status: 'ENABLED' }] }) },
    { name: 'how often it publishes', record: update({ enable: true, findingPublishingFrequency: 'ONE_HOUR' }) },
    { name: 'a detector made', record: apiCall('guardduty', 'CreateDetector') },
  ],
});
