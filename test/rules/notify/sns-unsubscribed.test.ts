import { snsUnsubscribed } from '../../../src/rules/notify/sns-unsubscribed.ts';
import { apiCall, OFFICE } from '../../helpers/records/records.ts';
import { testRule } from '../../helpers/records/test-rule.ts';

const request = {
  subscriptionArn: 'arn:aws:sns:ap-northeast-1:111122223333:alerts:2bcfbf39-05c3-41de-beaa-fcfcc21c8f55',
};

testRule(snsUnsubscribed, {
  fires: [
    {
      name: 'of any topic',
      record: apiCall('sns', 'Unsubscribe', { from: OFFICE, request }),
      told: [
        'medium',
        'alice removed subscription 2bcfbf39-05c3-41de-beaa-fcfcc21c8f55 of SNS topic alerts from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から SNSトピック alerts のサブスクリプション 2bcfbf39-05c3-41de-beaa-fcfcc21c8f55 を解除しました',
      ],
    },
    {
      name: 'of a topic that is watched',
      record: apiCall('sns', 'Unsubscribe', { from: OFFICE, request }),
      settings: { watched: ['arn:aws:sns:ap-northeast-1:111122223333:alerts'] },
      told: [
        'critical',
        'alice removed subscription 2bcfbf39-05c3-41de-beaa-fcfcc21c8f55 of SNS topic alerts from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から SNSトピック alerts のサブスクリプション 2bcfbf39-05c3-41de-beaa-fcfcc21c8f55 を解除しました',
      ],
    },
    {
      name: 'by the link in a mail, which has no identity',
      record: apiCall('sns', 'Unsubscribe', {
        from: OFFICE,
        by: { type: 'AWSAccount', principalId: 'Anonymous', accountId: 'anonymous' },
        request,
      }),
      told: [
        'medium',
        'Somebody without credentials removed subscription 2bcfbf39-05c3-41de-beaa-fcfcc21c8f55 of SNS topic alerts from 203.0.113.24 (Tokyo office)',
        '認証情報のない利用者が 203.0.113.24（Tokyo office）から SNSトピック alerts のサブスクリプション 2bcfbf39-05c3-41de-beaa-fcfcc21c8f55 を解除しました',
      ],
    },
  ],
  quiet: [
    { name: 'a subscription', record: apiCall('sns', 'Subscribe') },
    { name: 'denied', record: apiCall('sns', 'Unsubscribe', { request, error: 'AuthorizationError' }) },
  ],
});
