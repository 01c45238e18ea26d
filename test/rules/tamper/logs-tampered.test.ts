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
  ],
  quiet: [
    { name: 'any group kept for less', record: call('PutRetentionPolicy', '/aws/lambda/web'), settings },
    { name: 'a group made', record: call('CreateLogGroup', 'acme-trail-logs'), settings },
    { name: 'a filter put', record: call('PutMetricFilter', 'acme-trail-logs'), settings },
  ],
});
