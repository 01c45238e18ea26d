import { alertChannelChanged } from '../../../src/rules/notify/alert-channel-changed.ts';
import { apiCall, OFFICE, role } from '../../helpers/records/records.ts';
import { testRule } from '../../helpers/records/test-rule.ts';

const call = (service: string, name: string, request: object, more: Parameters<typeof apiCall>[2] = {}) =>
  apiCall(service, name, { from: OFFICE, request, ...more });
const chat = { chatConfigurationArn: 'arn:aws:chatbot::111122223333:chat-configuration/slack-channel/alerts' };
const configuration = 'arn:aws:notifications::111122223333:configuration/a01';

testRule(alertChannelChanged, {
  fires: [
    {
      name: 'a Slack channel deleted',
      record: call('chatbot', 'DeleteSlackChannelConfiguration', chat),
      told: [
        'medium',
        'alice deleted Slack channel configuration slack-channel/alerts from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から Slackの設定 slack-channel/alerts を削除しました',
      ],
    },
    {
      name: 'another Slack channel',
      record: call('chatbot', 'UpdateSlackChannelConfiguration', { ...chat, slackChannelId: 'C1' }),
      told: [
        'medium',
        'alice changed Slack channel configuration slack-channel/alerts from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から Slackの設定 slack-channel/alerts を変更しました',
      ],
    },
    {
      name: 'a workspace',
      record: call('chatbot', 'DeleteSlackWorkspaceAuthorization', { slackTeamId: 'T01' }),
      told: [
        'medium',
        'alice disconnected Slack workspace T01 from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から Slackワークスペース T01 の接続を解除しました',
      ],
    },
    {
      name: 'notifications',
      record: call('notifications', 'DeleteNotificationConfiguration', { arn: configuration }),
      told: [
        'medium',
        'alice deleted notification configuration a01 from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から通知設定 a01 を削除しました',
      ],
    },
    {
      name: 'their channel',
      record: call('notifications', 'DisassociateChannel', { arn: 'x', notificationConfigurationArn: configuration }),
      told: [
        'medium',
        'alice took a delivery channel off notification configuration a01 from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から通知設定 a01 の配信先の関連付けを解除しました',
      ],
    },
    {
      name: 'their rule',
      record: call('notifications', 'UpdateEventRule', { arn: `${configuration}/rule/r1` }),
      told: [
        'medium',
        'alice changed notification rule a01/rule/r1 from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から通知ルール a01/rule/r1 を変更しました',
      ],
    },
  ],
  quiet: [
    { name: 'a new one', record: call('chatbot', 'CreateSlackChannelConfiguration', chat) },
    { name: 'tags', record: call('notifications', 'TagResource', { arn: configuration }) },
    {
      name: 'AWS itself',
      record: call('chatbot', 'UpdateSlackChannelConfiguration', chat, {
        by: role('AWSServiceRoleForAWSChatbot', 'x'),
      }),
    },
  ],
});
