import { snsSubscribed } from '../../../src/rules/notify/sns-subscribed.ts';
import { apiCall, OFFICE } from '../../helpers/records/records.ts';
import { testRule } from '../../helpers/records/test-rule.ts';

const topicArn = 'arn:aws:sns:ap-northeast-1:111122223333:alerts';
const subscribe = (protocol: string, endpoint?: string) =>
  apiCall('sns', 'Subscribe', { from: OFFICE, request: { topicArn, protocol, endpoint } });
const settings = { mailDomains: ['example.com'] };

testRule(snsSubscribed, {
  fires: [
    {
      name: 'a mail address elsewhere',
      record: subscribe('email', 'eve@example.net'),
      settings,
      told: [
        'high',
        'alice subscribed eve@example.net (email) to SNS topic alerts from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から SNSトピック alerts に eve@example.net（email）を登録しました',
      ],
    },
    {
      name: 'a domain that ends alike',
      record: subscribe('email', 'eve@notexample.com'),
      settings,
      told: [
        'high',
        'alice subscribed eve@notexample.com (email) to SNS topic alerts from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から SNSトピック alerts に eve@notexample.com（email）を登録しました',
      ],
    },
    {
      name: 'a web address',
      record: subscribe('https', 'https://hook.example.net/x'),
      settings,
      told: [
        'high',
        'alice subscribed https://hook.example.net/x (https) to SNS topic alerts from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から SNSトピック alerts に https://hook.example.net/x（https）を登録しました',
      ],
    },
    {
      name: 'an address that CloudTrail hides',
      record: subscribe('email', 'HIDDEN_DUE_TO_SECURITY_REASONS'),
      settings,
      told: [
        'high',
        'alice subscribed a hidden address (email) to SNS topic alerts from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から SNSトピック alerts に非表示のアドレス（email）を登録しました',
      ],
    },
    {
      name: 'no domains are set',
      record: subscribe('email', 'bob@example.com'),
      told: [
        'high',
        'alice subscribed bob@example.com (email) to SNS topic alerts from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から SNSトピック alerts に bob@example.com（email）を登録しました',
      ],
    },
    {
      name: 'a confirmation, which does not say whose',
      record: apiCall('sns', 'ConfirmSubscription', { from: OFFICE, request: { topicArn } }),
      settings,
      told: [
        'medium',
        'alice confirmed a subscription of SNS topic alerts from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から SNSトピック alerts のサブスクリプションを確認済みにしました',
      ],
    },
  ],
  quiet: [
    { name: 'a mail address of ours', record: subscribe('email', 'Bob@Example.com'), settings },
    { name: 'a part of our domain', record: subscribe('https', 'https://hook.ops.example.com/x'), settings },
    { name: 'a function', record: subscribe('lambda', 'arn:aws:lambda:ap-northeast-1:111122223333:function:notify') },
    { name: 'a queue', record: subscribe('sqs', 'arn:aws:sqs:ap-northeast-1:111122223333:alerts') },
  ],
});
