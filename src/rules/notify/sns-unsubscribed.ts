/** A subscription removed: its recipient gets no more alerts. */
import type { TrailEvent } from '../../core/event.ts';
import { textAt } from '../../core/fields.ts';
import type { Rule } from '../../core/rule.ts';
import { fromWhere, ja, shown, who } from '../../core/say.ts';
import { SNS_SECURITY, topicName, worseIfWatched } from './topic.ts';

export const snsUnsubscribed: Rule = {
  id: 'sns-unsubscribed',
  theme: 'notify',
  title: { en: 'SNS subscription removed', ja: 'SNSサブスクリプションの解除' },
  severity: 'medium',
  why: {
    en: 'The quietest way to silence alerts. A mail scanner that follows the unsubscribe link does it too, without any identity. Critical for the topics under `watched` and for our own.',
    ja: '通知を止める最も目立たない方法。メールスキャナーが解除リンクを開いただけでも、認証なしで解除される。`watched` に書いたトピックと本ツールのトピックは critical として通知する。',
  },
  respond: {
    en: [
      'Subscribe the person again.',
      'Confirm with `AuthenticateOnUnsubscribe`, so that only a signed request can unsubscribe it.',
    ],
    ja: [
      '対象者を再度登録する。',
      '確認時に `AuthenticateOnUnsubscribe` を指定し、署名付きリクエスト以外では解除できないようにする。',
    ],
  },
  references: [SNS_SECURITY, 'https://docs.aws.amazon.com/sns/latest/api/API_ConfirmSubscription.html'],
  attack: ['T1562.001'],
  when: { eventSource: ['sns.amazonaws.com'], eventName: ['Unsubscribe'] },
  check: worseIfWatched,
  say: {
    en: (told) =>
      `${who.en(told.event)} removed subscription ${shown(subscriptionOf(told.event))} of SNS topic ${topicName(told.event)}${fromWhere.en(told)}`,
    ja: (told) =>
      ja`${who.ja(told.event)}が${fromWhere.ja(told)}SNSトピック ${topicName(told.event)}のサブスクリプション${shown(subscriptionOf(told.event))}を解除しました`,
  },
};

/** The last part of its ARN, because the sentence also names the topic. */
function subscriptionOf({ record }: TrailEvent): string | undefined {
  return textAt(record, 'requestParameters.subscriptionArn')?.split(':').at(-1);
}
