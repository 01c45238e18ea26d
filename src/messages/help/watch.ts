/** Help of `login-watch watch`, in each language. */
import type { WordTable } from '../../core/words.ts';
import type { HelpWords } from './words.ts';

type WatchHelp = HelpWords<{
  options: 'since' | 'regions' | 'rules' | 'minSeverity' | 'notify' | 'state' | 'overlap' | 'once' | 'groupBy';
  examples: 'terminal' | 'slack' | 'cron' | 'organization' | 'person' | 'counts';
  exit: 'done' | 'wrongUse' | 'refused';
}>;

const en: WatchHelp = {
  description:
    "Watches CloudTrail's event history in every enabled region and shows findings as they come; nothing is deployed.\nRecords reach the event history some minutes late. A finding is shown once, also after a restart with --state.",
  options: {
    since: 'begin in the past: 30m, 24h or 7d before now, or an ISO 8601 time (default: now; counts for the first run)',
    regions: 'only these regions (default: every enabled region)',
    rules: 'rule IDs, themes, all, or on: those that the settings turn on (default: signin,root)',
    minSeverity: 'show this severity or higher',
    notify: 'send the findings to these channels (default: all channels in the settings)',
    state: 'keep what was told in this file, so that the next run neither repeats nor skips',
    overlap: 'look back so far for records that come late, such as 1h or 6h',
    once: 'one round, for cron; needs --state',
    groupBy: 'count what this run shows too, by user, ip, account, rule or hour: every hour and at the end',
  },
  examples: {
    terminal: 'In a terminal, from now on; Ctrl-C ends it',
    slack: 'In a container: every rule that is on, sent to Slack',
    cron: 'From cron, every few minutes',
    organization: 'Every account of the organization, by a role that each of them has',
    person: 'One person, from an hour ago on',
    counts: 'With counts by address, every hour and at the end',
  },
  exit: {
    done: 'stopped by Ctrl-C or SIGTERM; with --once: every region was read',
    wrongUse: 'wrong usage, settings or state file',
    refused: 'AWS or the network refused at the start; with --once: a region was not read, the next run reads it',
  },
};

const ja: WatchHelp = {
  description:
    '有効な全リージョンでCloudTrailのイベント履歴を監視し、検出を順次表示します。何もデプロイしません。\n記録は数分遅れてイベント履歴に現れます。検出の表示は一度だけです（--state があれば、再起動しても同じです）。',
  options: {
    since: '過去から開始：現在から30m、24h、7dなどさかのぼる期間、またはISO 8601形式（既定：現在、最初の実行だけ）',
    regions: '対象のリージョン（既定：有効な全リージョン）',
    rules: 'ルールのID、テーマ、all、または on（設定でオンのもの）（既定：signin,root）',
    minSeverity: 'この重大度以上を表示',
    notify: '検出を通知先に送信（既定：設定にある全通知先）',
    state: '通知済みの内容をこのファイルに保存し、次の実行での重複と抜けを防ぐ',
    overlap: '遅れて現れる記録のために、1h、6hなど、この期間だけさかのぼる',
    once: 'cron用：1回だけ確認（--state が必要）',
    groupBy: '表示した検出を、user、ip、account、rule、hour ごとにも集計（1時間ごとと終了時）',
  },
  examples: {
    terminal: 'ターミナルで、これから監視（Ctrl-Cで終了）',
    slack: 'コンテナで、オンの全ルールを適用しSlackに送信',
    cron: 'cronから、数分おきに',
    organization: '組織の全アカウント（各アカウントにあるロールを使用）',
    person: '1人分を、1時間前から',
    counts: '1時間ごとと終了時に、IPアドレスごとの件数も表示',
  },
  exit: {
    done: 'Ctrl-CまたはSIGTERMで終了。--once では全リージョンの読み込みに成功',
    wrongUse: '使い方、設定、状態ファイルの誤り',
    refused: '開始時にAWSまたはネットワークが拒否。--once では読み込めないリージョンあり（次の実行で読み込む）',
  },
};

export const WATCH_HELP: WordTable<WatchHelp> = { en, ja };
