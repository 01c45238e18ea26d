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
        'alice changed trail org (only one region) from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から証跡 org（1リージョンのみ）の設定を変更しました',
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
        'alice changed trail org (bucket logs-2) from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から証跡 org（バケット logs-2）の設定を変更しました',
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
        'alice changed trail org (no file validation, with resources of account 444455556666) from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から証跡 org（ログファイル検証なし、アカウント 444455556666 のリソース）の設定を変更しました',
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
        'alice changed trail org (with resources of account 444455556666) from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から証跡 org（アカウント 444455556666 のリソース）の設定を変更しました',
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
        'alice deleted event data store EXAMPLE from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からイベントデータストア EXAMPLE を削除しました',
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
