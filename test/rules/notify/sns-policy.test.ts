import { snsPolicy } from '../../../src/rules/notify/sns-policy.ts';
import { apiCall, OFFICE } from '../../helpers/records/records.ts';
import { testRule } from '../../helpers/records/test-rule.ts';

const topicArn = 'arn:aws:sns:ap-northeast-1:111122223333:alerts';
const set = (attributeName: string, more: Parameters<typeof apiCall>[2] = {}) =>
  apiCall('sns', 'SetTopicAttributes', { from: OFFICE, request: { topicArn, attributeName }, ...more });

testRule(snsPolicy, {
  fires: [
    {
      name: 'the policy of a topic',
      record: set('Policy'),
      told: [
        'high',
        'alice changed Policy of SNS topic alerts from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から SNS トピック alerts の Policy を変更しました',
      ],
    },
    {
      name: 'the filter of a subscription',
      record: apiCall('sns', 'SetSubscriptionAttributes', {
        from: OFFICE,
        request: {
          subscriptionArn: `${topicArn}:2bcfbf39-05c3-41de-beaa-fcfcc21c8f55`,
          attributeName: 'FilterPolicy',
        },
      }),
      told: [
        'high',
        'alice changed FilterPolicy of SNS subscription 2bcfbf39-05c3-41de-beaa-fcfcc21c8f55 of topic alerts from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から SNS トピック alerts のサブスクリプション 2bcfbf39-05c3-41de-beaa-fcfcc21c8f55 の FilterPolicy を変更しました',
      ],
    },
    {
      name: 'a permission',
      record: apiCall('sns', 'AddPermission', { from: OFFICE, request: { topicArn, label: 'x' } }),
      told: [
        'high',
        'alice changed the permissions of SNS topic alerts from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から SNS トピック alerts のアクセス許可を変更しました',
      ],
    },
    {
      name: 'a denied attempt',
      record: set('Policy', { error: 'AuthorizationError' }),
      attempt: true,
      told: [
        'medium',
        'alice tried to change Policy of SNS topic alerts from 203.0.113.24 (Tokyo office), and was denied (AuthorizationError)',
        'alice が 203.0.113.24（Tokyo office）から SNS トピック alerts の Policy を変更しようとしました（拒否：AuthorizationError）',
      ],
    },
  ],
  quiet: [
    { name: 'the display name', record: set('DisplayName') },
    { name: 'tracing', record: set('TracingConfig') },
    { name: 'read', record: apiCall('sns', 'GetTopicAttributes', { also: { readOnly: true } }) },
    { name: 'a permission of a queue', record: apiCall('sqs', 'AddPermission') },
  ],
});
