import { logsTampered } from '../../../src/rules/tamper/logs-tampered.ts';
import { apiCall, OFFICE } from '../../helpers/records/records.ts';
import { testRule } from '../../helpers/records/test-rule.ts';

const settings = { watched: ['acme-trail-*'] };
const call = (name: string, logGroupName: string) => apiCall('logs', name, { from: OFFICE, request: { logGroupName } });

testRule(logsTampered, {
  fires: [
    {
      name: 'any group',
      record: call('DeleteLogGroup', '/aws/lambda/web'),
      settings,
      told: [
        'medium',
        'alice deleted log group /aws/lambda/web from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からロググループ /aws/lambda/web を削除しました',
      ],
    },
    {
      name: 'a group that is watched',
      record: call('DeleteSubscriptionFilter', 'acme-trail-logs'),
      settings,
      told: [
        'high',
        'alice deleted a subscription filter of log group acme-trail-logs from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からロググループ acme-trail-logs のサブスクリプションフィルターを削除しました',
      ],
    },
    {
      name: 'a group that is watched kept for less',
      record: call('PutRetentionPolicy', 'acme-trail-logs'),
      settings,
      told: [
        'high',
        'alice changed the retention of log group acme-trail-logs from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からロググループ acme-trail-logs の保持期間を変更しました',
      ],
    },
    {
      name: 'a filter overwritten',
      record: call('PutSubscriptionFilter', 'acme-trail-logs'),
      settings,
      told: [
        'high',
        'alice set a subscription filter of log group acme-trail-logs from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からロググループ acme-trail-logs のサブスクリプションフィルターを設定しました',
      ],
    },
    {
      name: 'a metric filter overwritten',
      record: call('PutMetricFilter', 'acme-trail-logs'),
      settings,
      told: [
        'high',
        'alice set a metric filter of log group acme-trail-logs from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からロググループ acme-trail-logs のメトリクスフィルターを設定しました',
      ],
    },
    {
      name: 'kept for good',
      record: call('DeleteRetentionPolicy', 'acme-trail-logs'),
      settings,
      told: [
        'low',
        'alice set log group acme-trail-logs to keep everything from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からロググループ acme-trail-logs の保持期間を無期限にしました',
      ],
    },
    {
      name: 'another key',
      record: call('AssociateKmsKey', 'acme-trail-logs'),
      settings,
      told: [
        'high',
        'alice encrypted log group acme-trail-logs with another key from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からロググループ acme-trail-logs の暗号化キーを変更しました',
      ],
    },
    {
      name: 'records changed, the group by its ARN',
      record: apiCall('logs', 'PutTransformer', {
        from: OFFICE,
        request: { logGroupIdentifier: 'arn:aws:logs:us-east-1:111122223333:log-group:acme-trail-logs:*' },
      }),
      settings,
      told: [
        'high',
        'alice set a transformer of log group acme-trail-logs, which changes its records, from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からロググループ acme-trail-logs の記録を変えるトランスフォーマーを設定しました',
      ],
    },
    {
      name: 'all groups of the account',
      record: apiCall('logs', 'PutAccountPolicy', { from: OFFICE, request: { policyName: 'mask' } }),
      told: [
        'medium',
        'alice set policy mask for all log groups of the account from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からアカウントのすべてのロググループにポリシー mask を設定しました',
      ],
    },
    {
      name: 'the group made again',
      record: call('CreateLogGroup', 'acme-trail-logs'),
      settings,
      told: [
        'low',
        'alice created log group acme-trail-logs from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からロググループ acme-trail-logs を作成しました',
      ],
    },
  ],
  quiet: [
    { name: 'any group kept for less', record: call('PutRetentionPolicy', '/aws/lambda/web'), settings },
    { name: 'a filter put into another group', record: call('PutMetricFilter', '/aws/lambda/web'), settings },
    { name: 'a group made', record: call('CreateLogGroup', '/aws/lambda/web'), settings },
    {
      name: 'a group protected',
      record: apiCall('logs', 'PutLogGroupDeletionProtection', {
        request: { logGroupIdentifier: 'acme-trail-logs', deletionProtectionEnabled: true },
      }),
      settings,
    },
  ],
});
