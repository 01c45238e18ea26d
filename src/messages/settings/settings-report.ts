/** The report of `login-watch config check`, in each language. */
import type { WordTable } from '../../core/words.ts';

interface Refusal {
  readonly message: string;
  readonly hint: string;
}

export interface SettingsReportWords {
  readonly inOrder: (file: string) => string;
  readonly withDoubts: (file: string, count: number) => string;
  readonly row: Readonly<
    Record<
      'name' | 'language' | 'trusted' | 'trail' | 'pipelines' | 'channels' | 'health' | 'table' | 'hours' | 'rules',
      string
    >
  >;
  readonly timesIn: (language: string, timezone: string) => string;
  readonly noNetwork: string;
  readonly newTrail: string;
  readonly existingTrail: string;
  readonly trailBucket: (bucket: string, account: string) => string;
  readonly noChannel: string;
  readonly noHealth: string;
  readonly heartbeat: (at: string) => string;
  readonly recovery: (isOn: boolean) => string;
  readonly protection: (isOn: boolean) => string;
  readonly asItIs: string;
  readonly hours: (days: string, from: string, to: string, kept: string) => string;
  readonly nothing: string;
  readonly rules: (on: number, off: number, own: number) => string;
  readonly until: (day: string) => string;
  readonly room: (room: number) => string;
  readonly from: (channel: string, severity: string) => string;
  readonly worthALook: string;
  readonly neverFires: string;
  readonly noFile: Refusal;
}

const en: SettingsReportWords = {
  inOrder: (file) => `${file} is in order.`,
  withDoubts: (file, count) =>
    `${file} can be used, but ${count === 1 ? 'one pattern' : `${count} patterns`} in it can never match.`,
  row: {
    name: 'name',
    language: 'language',
    trusted: 'trusted',
    trail: 'trail',
    pipelines: 'pipelines',
    channels: 'channels',
    health: 'health',
    table: 'table',
    hours: 'hours',
    rules: 'rules',
  },
  timesIn: (language, timezone) => `${language}, times in ${timezone}`,
  noNetwork: 'no network',
  newTrail: 'a new one',
  existingTrail: 'an existing one',
  trailBucket: (bucket, account) => `files in bucket ${bucket} of account ${account}`,
  noChannel: 'none, so no alert is sent',
  heartbeat: (at) => `heartbeat at ${at}`,
  noHealth: 'nobody, so nobody hears that the notifier is unwell',
  recovery: (isOn) => `point-in-time recovery ${isOn ? 'on' : 'off'}`,
  protection: (isOn) => `deletion protection ${isOn ? 'on' : 'off'}`,
  asItIs: 'left as it is',
  hours: (days, from, to, kept) => `${days} ${from}-${to}; kept for later: ${kept}`,
  nothing: 'nothing',
  rules: (on, off, own) => `${on} on, ${off} off${own === 0 ? '' : `, ${own} of them your own`}`,
  until: (day) => ` until ${day}`,
  room: (room) => ` room ${room}`,
  from: (channel, severity) => `${channel} from ${severity}`,
  worthALook: 'Worth a look:',
  neverFires: 'Never matches:',
  noFile: {
    message: 'There is no login-watch.yaml, neither here nor in any folder above',
    hint: 'Write one, or name a file with --config. Without one the defaults hold: no trusted network, no channel.',
  },
};

const ja: SettingsReportWords = {
  inOrder: (file) => `${file} に問題はありません。`,
  withDoubts: (file, count) => `${file} は使えますが、決して一致しないパターンが${count}件あります。`,
  row: {
    name: '名前',
    language: '言語',
    trusted: '信頼するネットワーク',
    trail: '証跡',
    pipelines: 'パイプライン',
    channels: '通知先',
    health: '異常の連絡先',
    table: 'テーブル',
    hours: '営業時間',
    rules: 'ルール',
  },
  timesIn: (language, timezone) => `${language}（時刻は ${timezone}）`,
  noNetwork: 'なし',
  newTrail: '新規作成',
  existingTrail: '既存のもの',
  trailBucket: (bucket, account) => `アカウント ${account} のバケット ${bucket} にあるファイル`,
  noChannel: 'なし（通知は送信されません）',
  heartbeat: (at) => `毎日 ${at} に稼働報告`,
  noHealth: 'なし（通知機能の異常は誰にも届きません）',
  recovery: (isOn) => `ポイントインタイムリカバリ${isOn ? 'オン' : 'オフ'}`,
  protection: (isOn) => `削除保護${isOn ? 'オン' : 'オフ'}`,
  asItIs: '変更しない',
  hours: (days, from, to, kept) => `${days} ${from}-${to}、保留する重大度：${kept}`,
  nothing: 'なし',
  rules: (on, off, own) => `オン${on}件、オフ${off}件${own === 0 ? '' : `（うち独自ルール${own}件）`}`,
  until: (day) => `（${day} まで）`,
  room: (room) => ` ルーム ${room}`,
  from: (channel, severity) => `${channel}（${severity} 以上）`,
  worthALook: '確認を推奨：',
  neverFires: '決して一致しないパターン：',
  noFile: {
    message: 'login-watch.yaml がこのフォルダーにも上位のフォルダーにもありません',
    hint: '作成するか、--config でファイルを指定してください。なければ既定値（信頼するネットワークなし、通知先なし）が使われます。',
  },
};

export const SETTINGS_REPORT: WordTable<SettingsReportWords> = { en, ja };
