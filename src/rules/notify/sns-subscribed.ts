/** A mail address or a web address outside one's own domains subscribed: alerts may go to a stranger. */
import type { TrailEvent } from '../../core/event.ts';
import { textAt } from '../../core/fields.ts';
import type { Context } from '../../core/inspection/context.ts';
import type { Hit, Language, Rule, Words } from '../../core/rule.ts';
import { fromWhere, ja, shown, who } from '../../core/say.ts';
import { SNS_SECURITY, topicName } from './topic.ts';

/** Protocols that leave the account for an address that anyone can choose. */
const TO_STRANGERS = new Set(['email', 'email-json', 'http', 'https']);

export const snsSubscribed: Rule = {
  id: 'sns-subscribed',
  theme: 'notify',
  title: { en: 'SNS subscription to an outside address', ja: '外部アドレスへのSNSサブスクリプション' },
  severity: 'high',
  why: {
    en: 'Whoever reads your alerts knows what you see and when. Domains listed under `mailDomains` are quiet. CloudTrail often hides the endpoint; then it can not be judged and is reported. A confirmation does not name the endpoint and is reported as medium.',
    ja: '通知を読める者は、何がいつ検知されているかを知ることができる。`mailDomains` に書いたドメインは通知しない。CloudTrailはエンドポイントを伏せることが多く、その場合は判定できないため通知する。確認（ConfirmSubscription）にはエンドポイントが含まれないため medium とする。',
  },
  respond: {
    en: [
      'Ask who subscribed it.',
      'Remove the subscription and narrow the topic policy: nobody but you needs `sns:Subscribe`.',
    ],
    ja: ['誰が登録したのかを確認する。', 'サブスクリプションを削除し、トピックポリシーで `sns:Subscribe` を絞る。'],
  },
  references: [SNS_SECURITY],
  attack: ['T1562.006'],
  when: { eventSource: ['sns.amazonaws.com'], eventName: ['Subscribe', 'ConfirmSubscription'] },
  check: judge,
  say: {
    en: (told) =>
      `${who.en(told.event)} ${told.event.name === 'Subscribe' ? `subscribed ${endpointOf(told.event, 'en')} to` : 'confirmed a subscription of'} SNS topic ${topicName(told.event)}${fromWhere.en(told)}`,
    ja: (told) =>
      ja`${who.ja(told.event)}が${fromWhere.ja(told)}SNSトピック ${topicName(told.event)}${told.event.name === 'Subscribe' ? ja`に${endpointOf(told.event, 'ja')}を登録しました` : 'のサブスクリプションを確認済みにしました'}`,
  },
};

function judge(event: TrailEvent, context: Context): Hit | undefined {
  if (event.name === 'ConfirmSubscription') return { severity: 'medium' };
  const protocol = textAt(event.record, 'requestParameters.protocol')?.toLowerCase();
  if (protocol === undefined || !TO_STRANGERS.has(protocol)) return undefined;
  const domain = domainOf(textAt(event.record, 'requestParameters.endpoint'));
  const isOurs = context.settings.mailDomains.some((ours) => isInside(domain, ours.toLowerCase()));
  return isOurs ? undefined : {};
}

/** Not `endsWith` alone: `notexample.com` isn't inside `example.com`. */
function isInside(domain: string | undefined, ours: string): boolean {
  return domain !== undefined && (domain === ours || domain.endsWith(`.${ours}`));
}

function domainOf(endpoint: string | undefined): string | undefined {
  if (endpoint === undefined) return undefined;
  if (/^https?:/i.test(endpoint)) return URL.canParse(endpoint) ? new URL(endpoint).hostname.toLowerCase() : undefined;
  return /@([^@\s]+)$/.exec(endpoint)?.[1]?.toLowerCase();
}

function endpointOf({ record }: TrailEvent, language: Language): string {
  const protocol = shown(textAt(record, 'requestParameters.protocol'));
  const endpoint = textAt(record, 'requestParameters.endpoint');
  const isHidden = endpoint === undefined || endpoint.startsWith('HIDDEN_');
  const address = isHidden ? HIDDEN[language] : shown(endpoint);
  return language === 'ja' ? `${address}（${protocol}）` : `${address} (${protocol})`;
}

const HIDDEN: Words = { en: 'a hidden address', ja: '非表示のアドレス' };
