/** A notification topic deleted, and with it all its subscriptions, without notice to the subscribers. */
import type { Rule } from '../../core/rule.ts';
import { fromWhere, ja, who } from '../../core/say.ts';
import { SNS_SECURITY, topicName, worseIfWatched } from './topic.ts';

export const snsTopicDeleted: Rule = {
  id: 'sns-topic-deleted',
  theme: 'notify',
  title: { en: 'SNS topic deleted', ja: 'SNSトピックの削除' },
  severity: 'medium',
  why: {
    en: 'Alarms that publish to a deleted topic reach nobody, and nothing complains. Critical for the topics under `watched` and for our own.',
    ja: '削除されたトピックに発行するアラームは誰にも届かず、エラーも表に出ない。`watched` に書いたトピックと本ツールのトピックは critical として通知する。',
  },
  respond: {
    en: [
      'Find out which alarms published to it: `aws cloudwatch describe-alarms`.',
      'Create it again with its policy and subscriptions; people must confirm theirs anew.',
    ],
    ja: [
      'このトピックを発行先にしていたアラームを調べる（`aws cloudwatch describe-alarms`）。',
      'ポリシーとサブスクリプションを含めて作り直す。購読者は改めて確認が必要。',
    ],
  },
  references: [SNS_SECURITY],
  attack: ['T1562.001'],
  when: { eventSource: ['sns.amazonaws.com'], eventName: ['DeleteTopic'] },
  check: worseIfWatched,
  say: {
    en: (told) => `${who.en(told.event)} deleted SNS topic ${topicName(told.event)}${fromWhere.en(told)}`,
    ja: (told) => ja`${who.ja(told.event)}が${fromWhere.ja(told)}SNSトピック ${topicName(told.event)}を削除しました`,
  },
};
