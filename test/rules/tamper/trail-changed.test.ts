import { trailChanged } from '../../../src/rules/tamper/trail-changed.ts';
import { apiCall, OFFICE } from '../../helpers/records/records.ts';
import { testRule } from '../../helpers/records/test-rule.ts';

testRule(trailChanged, {
  fires: [
    {
      name: 'changed',
      record: apiCall('cloudtrail', 'UpdateTrail', {
        from: OFFICE,
        request: { name: 'org', isMultiRegionTrail: false },
      }),
      told: [
        'high',
        'alice changed trail org from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から証跡 org の設定を変更しました',
      ],
    },
    {
      name: 'an event data store',
      record: apiCall('cloudtrail', 'DeleteEventDataStore', {
        from: OFFICE,
        request: { eventDataStore: 'arn:aws:cloudtrail:us-east-1:111122223333:eventdatastore/EXAMPLE' },
      }),
      told: [
        'high',
        'alice deleted event data store arn:aws:cloudtrail:us-east-1:111122223333:eventdatastore/EXAMPLE from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からイベントデータストア arn:aws:cloudtrail:us-east-1:111122223333:eventdatastore/EXAMPLE を削除しました',
      ],
    },
    {
      name: 'a denied attempt',
      record: apiCall('cloudtrail', 'UpdateTrail', { from: OFFICE, request: { name: 'org' }, error: 'AccessDenied' }),
      attempt: true,
      told: [
        'medium',
        'alice tried to change trail org from 203.0.113.24 (Tokyo office), and was denied (AccessDenied)',
        'alice が 203.0.113.24（Tokyo office）から証跡 org の設定を変更しようとしました（拒否：AccessDenied）',
      ],
    },
  ],
  quiet: [
    { name: 'tags', record: apiCall('cloudtrail', 'AddTags') },
    { name: 'stopped, told by trail-stopped', record: apiCall('cloudtrail', 'StopLogging') },
  ],
});
