import { trailChanged } from '../../../src/rules/tamper/trail-changed.ts';
import { apiCall, OFFICE } from '../../helpers/records/records.ts';
import { testRule } from '../../helpers/records/test-rule.ts';

testRule(trailChanged, {
  fires: [
    {
      name: 'changed to one region',
      title: 'Trail weakened',
      record: apiCall('cloudtrail', 'UpdateTrail', {
        from: OFFICE,
        request: { name: 'org', isMultiRegionTrail: false },
      }),
      told: [
        'high',
        'alice changed trail org from 203.0.113.24 (Tokyo office) (only one region)',
        'alice が 203.0.113.24（Tokyo office）から証跡 org の設定を変更しました（1リージョンのみ）',
      ],
    },
    {
      name: 'created',
      record: apiCall('cloudtrail', 'CreateTrail', { from: OFFICE, request: { name: 'org', s3BucketName: 'logs' } }),
      title: 'Trail created',
      told: [
        'low',
        'alice created trail org from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から証跡 org を作成しました',
      ],
    },
    {
      name: 'started',
      record: apiCall('cloudtrail', 'StartLogging', { from: OFFICE, request: { name: 'org' } }),
      title: 'Trail started',
      told: [
        'info',
        'alice started logging of trail org from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から証跡 org のログ記録を開始しました',
      ],
    },
    {
      name: 'an update that only adds',
      record: apiCall('cloudtrail', 'UpdateTrail', {
        from: OFFICE,
        request: {
          name: 'org',
          isMultiRegionTrail: true,
          cloudWatchLogsLogGroupArn: 'arn:aws:logs:us-east-1:111122223333:log-group:trail:*',
        },
      }),
      told: [
        'low',
        'alice changed trail org from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から証跡 org の設定を変更しました',
      ],
    },
    {
      name: 'a bucket, perhaps the one that was there',
      record: apiCall('cloudtrail', 'UpdateTrail', { from: OFFICE, request: { name: 'org', s3BucketName: 'logs-2' } }),
      told: [
        'medium',
        'alice changed trail org from 203.0.113.24 (Tokyo office) (bucket logs-2)',
        'alice が 203.0.113.24（Tokyo office）から証跡 org の設定を変更しました（バケット logs-2）',
      ],
    },
    {
      name: 'a key of somebody else, no validation',
      record: apiCall('cloudtrail', 'UpdateTrail', {
        from: OFFICE,
        request: {
          name: 'org',
          enableLogFileValidation: false,
          kmsKeyId: 'arn:aws:kms:us-east-1:444455556666:key/1234abcd',
        },
      }),
      title: 'Trail weakened',
      told: [
        'high',
        'alice changed trail org from 203.0.113.24 (Tokyo office) (no file validation, with resources of account 444455556666)',
        'alice が 203.0.113.24（Tokyo office）から証跡 org の設定を変更しました（ログファイル検証なし、アカウント 444455556666 のリソース）',
      ],
    },
    {
      name: 'a log group of another account',
      record: apiCall('cloudtrail', 'UpdateTrail', {
        from: OFFICE,
        request: { name: 'org', cloudWatchLogsLogGroupArn: 'arn:aws:logs:us-east-1:444455556666:log-group:x:*' },
      }),
      title: 'Trail leads to another account',
      told: [
        'high',
        'alice changed trail org from 203.0.113.24 (Tokyo office) (with resources of account 444455556666)',
        'alice が 203.0.113.24（Tokyo office）から証跡 org の設定を変更しました（アカウント 444455556666 のリソース）',
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
