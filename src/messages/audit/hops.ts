/** Names of the hops of a path, from the trail to a receiver. */
import type { Words } from '../../core/language.ts';

export type HopKind =
  | (
      | 'trail'
      | 'telemetry-rule'
      | 'log-group'
      | 'metric-filter'
      | 'metric'
      | 'alarm'
      | 'composite-alarm'
      | 'subscription-filter'
    )
  | ('event-bus' | 'rule' | 'topic' | 'subscription')
  | ('mail' | 'sms' | 'chat' | 'endpoint' | 'function' | 'queue' | 'app' | 'notifier' | 'archive');

export const HOP_NAMES: Readonly<Record<HopKind, Words>> = {
  trail: { en: 'Trail', ja: '証跡' },
  'telemetry-rule': { en: 'Telemetry rule', ja: 'テレメトリルール' },
  'log-group': { en: 'Log group', ja: 'ロググループ' },
  'metric-filter': { en: 'Metric filter', ja: 'メトリクスフィルター' },
  metric: { en: 'Metric', ja: 'メトリクス' },
  alarm: { en: 'Alarm', ja: 'アラーム' },
  'composite-alarm': { en: 'Composite alarm', ja: '複合アラーム' },
  'subscription-filter': { en: 'Subscription filter', ja: 'サブスクリプションフィルター' },
  'event-bus': { en: 'Event bus', ja: 'イベントバス' },
  rule: { en: 'EventBridge rule', ja: 'EventBridgeルール' },
  topic: { en: 'SNS topic', ja: 'SNSトピック' },
  subscription: { en: 'Subscription', ja: 'サブスクリプション' },
  mail: { en: 'E-mail', ja: 'メール' },
  sms: { en: 'Text message', ja: 'SMS' },
  chat: { en: 'Chat', ja: 'チャット' },
  endpoint: { en: 'Endpoint', ja: 'エンドポイント' },
  function: { en: 'Function', ja: '関数' },
  queue: { en: 'Queue', ja: 'キュー' },
  app: { en: 'Mobile app', ja: 'モバイルアプリ' },
  notifier: { en: 'Notifier', ja: '通知機能' },
  archive: { en: 'Archive', ja: 'アーカイブ' },
};

/** Names of the groups of checks. One without a name here is shown by its id. */
export const AREA_NAMES: Readonly<Record<string, Words>> = {
  recording: { en: 'Recording', ja: '記録' },
  'sign-ins': { en: 'Sign-ins', ja: 'サインイン' },
  controls: { en: 'Controls of CIS and Security Hub', ja: 'CISとSecurity Hubのコントロール' },
  rules: { en: 'Deeds of our rules', ja: 'ルールが検出する操作' },
  silence: { en: 'Who could silence an alert', ja: '通知を止められる利用者' },
  doors: { en: 'Credentials and entrances', ja: '認証情報とサインインの入口' },
};
