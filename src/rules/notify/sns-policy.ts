/** A topic's or a subscription's attributes changed: its publishers, subscribers or filters. */
import type { TrailEvent } from '../../core/event.ts';
import { textAt } from '../../core/fields.ts';
import type { Language, Rule } from '../../core/rule.ts';
import { fromWhere, ja, shown, who } from '../../core/say.ts';
import { SNS_SECURITY, topicName } from './topic.ts';

/** Attributes that decide on recipients and messages, unlike a display name or a tracing mode. */
const ATTRIBUTES = [
  'Policy',
  'KmsMasterKeyId',
  'DeliveryPolicy',
  'FilterPolicy',
  'FilterPolicyScope',
  'RedrivePolicy',
  'RawMessageDelivery',
  'SubscriptionRoleArn',
  'DataProtectionPolicy',
];

export const snsPolicy: Rule = {
  id: 'sns-policy',
  theme: 'notify',
  title: { en: 'SNS topic or subscription changed', ja: 'SNSトピック・サブスクリプションの設定変更' },
  severity: 'high',
  why: {
    en: 'A policy can let strangers subscribe or stop alarms from publishing; a filter policy can drop just the alerts that matter. Changes of a display name are quiet.',
    ja: 'ポリシーを変えれば、部外者の購読を許すことも、アラームの発行を止めることもできる。フィルターポリシーで重要な通知だけを落とすことも可能。表示名の変更などは通知しない。',
  },
  respond: {
    en: [
      'Compare the new value with what it should be: `aws sns get-topic-attributes`.',
      'Put it back, then send a test message through the topic.',
    ],
    ja: [
      '現在の値を本来の値と比べる（`aws sns get-topic-attributes`）。',
      '元に戻し、テストメッセージを送って届くことを確かめる。',
    ],
  },
  references: [SNS_SECURITY, 'https://docs.aws.amazon.com/sns/latest/api/API_SetTopicAttributes.html'],
  attack: ['T1562.001'],
  when: {
    eventSource: ['sns.amazonaws.com'],
    eventName: [
      'SetTopicAttributes',
      'SetSubscriptionAttributes',
      'AddPermission',
      'RemovePermission',
      'PutDataProtectionPolicy',
    ],
  },
  // It names the account that gets in.
  yieldsTo: ['resource-opened'],
  check(event) {
    const attribute = attributeOf(event);
    return attribute === undefined || ATTRIBUTES.includes(attribute) ? {} : undefined;
  },
  say: {
    en: (told) =>
      `${who.en(told.event)} changed ${shown(attributeOf(told.event) ?? 'the permissions')} of SNS ${objectOf(told.event, 'en')}${fromWhere.en(told)}`,
    ja: (told) =>
      ja`${who.ja(told.event)}が${fromWhere.ja(told)}SNS${objectOf(told.event, 'ja')} の${shown(attributeOf(told.event) ?? 'アクセス許可')}を変更しました`,
  },
};

const attributeOf = ({ record }: TrailEvent) => textAt(record, 'requestParameters.attributeName');
const isOfSubscription = ({ name }: TrailEvent) => name === 'SetSubscriptionAttributes';

/** `topic alerts`, `subscription 2bcfbf39-… of topic alerts` */
function objectOf(event: TrailEvent, language: Language): string {
  if (!isOfSubscription(event))
    return { en: `topic ${topicName(event)}`, ja: `トピック ${topicName(event)}` }[language];
  const id = shown(textAt(event.record, 'requestParameters.subscriptionArn')?.split(':').at(-1));
  return {
    en: `subscription ${id} of topic ${topicName(event)}`,
    ja: `トピック ${topicName(event)} のサブスクリプション ${id}`,
  }[language];
}
