/** The last hop of alerts changed: chat rooms of Amazon Q (AWS Chatbot) and AWS User Notifications. */
import type { Rule } from '../../core/rule.ts';
import { anyOf, type Calls, hitOf, tellCall } from '../calls.ts';
import { isByAws } from '../deed.ts';

const CALLS: Calls = {
  chatbot: {
    DeleteSlackChannelConfiguration: {
      en: 'deleted Slack channel configuration {}',
      ja: 'Slackの設定 {} を削除しました',
    },
    UpdateSlackChannelConfiguration: {
      en: 'changed Slack channel configuration {}',
      ja: 'Slackの設定 {} を変更しました',
    },
    DeleteSlackWorkspaceAuthorization: {
      en: 'disconnected Slack workspace {}',
      ja: 'Slackワークスペース {} の接続を解除しました',
      of: ['slackTeamId'],
    },
    DeleteMicrosoftTeamsChannelConfiguration: {
      en: 'deleted Teams channel configuration {}',
      ja: 'Teamsの設定 {} を削除しました',
    },
    UpdateMicrosoftTeamsChannelConfiguration: {
      en: 'changed Teams channel configuration {}',
      ja: 'Teamsの設定 {} を変更しました',
    },
    DeleteMicrosoftTeamsConfiguredTeam: {
      en: 'disconnected Teams team {}',
      ja: 'Teamsのチーム {} の接続を解除しました',
      of: ['teamId'],
    },
    DeleteChimeWebhookConfiguration: {
      en: 'deleted Chime webhook configuration {}',
      ja: 'Chime Webhookの設定 {} を削除しました',
    },
    UpdateChimeWebhookConfiguration: {
      en: 'changed Chime webhook configuration {}',
      ja: 'Chime Webhookの設定 {} を変更しました',
    },
  },
  notifications: {
    DeleteNotificationConfiguration: {
      en: 'deleted notification configuration {}',
      ja: '通知設定 {} を削除しました',
    },
    UpdateNotificationConfiguration: {
      en: 'changed notification configuration {}',
      ja: '通知設定 {} を変更しました',
    },
    DeleteEventRule: { en: 'deleted notification rule {}', ja: '通知ルール {} を削除しました' },
    UpdateEventRule: { en: 'changed notification rule {}', ja: '通知ルール {} を変更しました' },
    DisassociateChannel: {
      en: 'took a delivery channel off notification configuration {}',
      ja: '通知設定 {} の配信先の関連付けを解除しました',
      of: ['notificationConfigurationArn'],
    },
    DeregisterNotificationHub: {
      en: 'removed notification hub {}',
      ja: '通知ハブ {} を削除しました',
      of: ['notificationHubRegion'],
    },
    DisassociateManagedNotificationAccountContact: {
      en: 'took an account contact off AWS’s own notifications',
      ja: 'AWSからの通知の連絡先を解除しました',
    },
  },
  'notifications-contacts': {
    DeleteEmailContact: { en: 'deleted mail contact {} of notifications', ja: '通知のメール連絡先 {} を削除しました' },
  },
};

export const alertChannelChanged: Rule = {
  id: 'alert-channel-changed',
  theme: 'notify',
  title: { en: 'Alert channel changed', ja: '通知先の変更' },
  severity: 'medium',
  why: {
    en: 'Where alerts reach people by AWS’s own chat and notification services, one call turns them to another room or to nobody, and the alarm still looks healthy. New configurations are quiet.',
    ja: 'AWSのチャット連携や通知サービスを使っている場合、1回の呼び出しで通知を別の部屋に向けることも、誰にも届かなくすることもでき、アラームは正常に見えたままになる。新しい設定の作成は通知しない。',
  },
  respond: {
    en: ['Ask whoever did it what for.', 'Put the former channel back, then send a test message through it.'],
    ja: ['操作した人に目的を確認する。', '元の通知先に戻し、テストメッセージが届くことを確かめる。'],
  },
  references: [
    'https://docs.aws.amazon.com/chatbot/latest/adminguide/logging-using-cloudtrail.html',
    'https://docs.aws.amazon.com/notifications/latest/userguide/what-is-service.html',
  ],
  attack: ['T1562.001'],
  when: anyOf(CALLS),
  check: (event, context) => (isByAws(event) ? undefined : hitOf(CALLS, event, context)),
  say: tellCall(CALLS, 'chatConfigurationArn', 'arn'),
};
