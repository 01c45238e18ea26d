/** Comments above the sections of a new settings file. */
import type { Language } from '../../core/rule.ts';
import type { Section } from '../to-raw.ts';

export const SECTION_COMMENTS: Readonly<Record<Section, Readonly<Record<Language, string>>>> = {
  name: { en: 'Prefix of everything that is deployed', ja: 'デプロイするものすべての名前の先頭に付く' },
  language: { en: 'Of alerts and reports: en or ja', ja: '通知とレポートの言語：en または ja' },
  timezone: { en: 'Times are shown in it', ja: '表示する時刻のタイムゾーン' },
  trusted: {
    en: 'A sign-in from these networks is 🟢, from any other 🔴; `until` is the last day',
    ja: 'ここからのサインインは🟢、それ以外は🔴。until はその日まで有効',
  },
  pipelines: {
    en: 'How records reach the notifier: events is fast, logs is complete',
    ja: '記録が通知機能に届く経路：events は速く、logs は漏れがない',
  },
  trail: { en: 'The trail that is watched', ja: '監視する証跡' },
  channels: {
    en: 'Where alerts go, and from which severity on; secrets are named here, never written',
    ja: '通知先と、通知する最低の重大度。シークレットは場所だけを書き、値は書かない',
  },
  health: {
    en: 'Who hears that the notifier itself is unwell: by mail, and by a second channel',
    ja: '通知機能そのものの異常の連絡先。メールと、2つ目の通知先',
  },
  table: {
    en: 'How the table of sign-ins is protected: backups, and against deletion',
    ja: 'サインイン履歴のテーブルの保護：バックアップと削除保護',
  },
  businessHours: {
    en: 'In these hours the severities under `mute` wait for a digest at their end',
    ja: 'この時間帯は mute の重大度をためておき、終わりにまとめて通知する',
  },
  rules: {
    en: 'What differs from the rules as they are; `login-watch rules list` shows all',
    ja: '既定と異なるルール設定。一覧は login-watch rules list',
  },
  own: { en: 'Rules of your own', ja: '独自のルール' },
  watched: {
    en: 'Names or ARNs of buckets, topics and log groups that matter more',
    ja: '特に重要なバケット、トピック、ロググループの名前またはARN',
  },
  accounts: {
    en: 'Your other accounts, with names or without: sharing with them is not reported',
    ja: '自社の他のアカウント。名前も書ける（共有しても通知しない）',
  },
  people: {
    en: 'Names of Identity Center users by id, where CloudTrail has none',
    ja: 'CloudTrailに名前が残らないIdentity Centerユーザーの名前（IDごと）',
  },
  names: {
    en: 'The notifier asks Identity Center for names that no record holds',
    ja: '記録にない名前を、通知機能がIdentity Centerに問い合わせる',
  },
  breakGlass: { en: 'Users and roles for emergencies', ja: '緊急用のユーザーとロール' },
  mailDomains: { en: 'Domains that alert subscriptions may go to', ja: '通知の購読先として認めるドメイン' },
  schedulerRole: { en: 'Written by a deploy; leave it alone', ja: 'デプロイ時に書き込まれる。変更しない' },
};
