import { snsTopicDeleted } from '../../../src/rules/notify/sns-topic-deleted.ts';
import { apiCall, OFFICE } from '../../helpers/records/records.ts';
import { testRule } from '../../helpers/records/test-rule.ts';

const topicArn = 'arn:aws:sns:ap-northeast-1:111122223333:alerts';
const deleted = apiCall('sns', 'DeleteTopic', { from: OFFICE, request: { topicArn } });

testRule(snsTopicDeleted, {
  fires: [
    {
      name: 'any topic',
      record: deleted,
      told: [
        'medium',
        'alice deleted SNS topic alerts from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から SNSトピック alerts を削除しました',
      ],
    },
    {
      name: 'a topic that is watched, by name',
      record: deleted,
      settings: { watched: ['alerts'] },
      told: [
        'critical',
        'alice deleted SNS topic alerts from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から SNSトピック alerts を削除しました',
      ],
    },
    {
      name: 'a denied attempt at a topic that is watched',
      record: apiCall('sns', 'DeleteTopic', { from: OFFICE, request: { topicArn }, error: 'AuthorizationError' }),
      settings: { watched: ['arn:aws:sns:*:alerts'] },
      attempt: true,
      told: [
        'high',
        'alice tried to delete SNS topic alerts from 203.0.113.24 (Tokyo office), and was denied (AuthorizationError)',
        'alice が 203.0.113.24（Tokyo office）から SNSトピック alerts を削除しようとしました（拒否：AuthorizationError）',
      ],
    },
  ],
  quiet: [
    {
      name: 'a denied attempt at another topic',
      record: apiCall('sns', 'DeleteTopic', { request: { topicArn }, error: 'AuthorizationError' }),
      settings: { watched: ['alert'] },
    },
    { name: 'a topic made', record: apiCall('sns', 'CreateTopic') },
    { name: 'a topic of another service', record: apiCall('iot', 'DeleteTopic') },
  ],
});
