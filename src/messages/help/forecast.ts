/** Help of `login-watch forecast`, in each language. */
import type { WordTable } from '../../core/words.ts';
import type { HelpWords } from './words.ts';

type ForecastHelp = HelpWords<{
  options: 'since' | 'regions' | 'file' | 'groupBy' | 'lookUpNames' | 'write' | 'yes';
  examples: 'week' | 'write' | 'files' | 'organization' | 'hours' | 'json';
}>;

const en: ForecastHelp = {
  description:
    'Applies the rules of your settings to the last week and estimates the alerts a day, the noisiest rules and principals, and exceptions that would silence machines.\nSign-ins, root, tampering and actions of people are never proposed as exceptions. Nothing is sent, and nothing is changed without --write.',
  options: {
    since: '24h or 7d before now, or an ISO 8601 time (default: 7d; with files: everything)',
    regions: 'only these regions (default: every enabled region; with files: all)',
    file: 'read files or folders instead of CloudTrail; - is standard input',
    groupBy: 'count the findings by user, ip, account, rule or hour, instead of by rule and principal',
    lookUpNames: 'ask AWS for names of people and accounts that files lack (CloudTrail: always)',
    write: 'ask about each exception, and write the accepted ones to login-watch.yaml',
    yes: 'with --write: accept all of them',
  },
  examples: {
    week: 'How many alerts a day these settings would send',
    write: 'Accept exceptions one by one',
    files: 'From the files of a trail, without requests to AWS',
    organization: 'Every account of the organization, by a role that each of them has',
    hours: 'In which hours the alerts would come',
    json: 'For a script',
  },
};

const ja: ForecastHelp = {
  description:
    '設定で有効なルールを過去1週間に適用し、1日あたりの通知件数、検出の多いルールと主体、機械的な操作の通知を減らせる除外を見積もります。\nサインイン、ルートユーザー、改ざん、人の操作は除外の候補になりません。何も送信せず、--write を付けない限り何も変更しません。',
  options: {
    since: '開始時刻：現在から24h、7dなどさかのぼる期間、またはISO 8601形式（既定：7d、ファイルの場合は全期間）',
    regions: '対象のリージョン（既定：有効な全リージョン、ファイルの場合はすべて）',
    file: 'CloudTrailの代わりに読むファイルまたはフォルダー（- は標準入力）',
    groupBy: '検出をルールと主体ごとではなく、user、ip、account、rule、hour ごとに集計',
    lookUpNames: 'ファイルにない人とアカウントの名前をAWSに問い合わせる（CloudTrailの場合は常に）',
    write: '除外を1つずつ確認し、承認したものを login-watch.yaml に書き込む',
    yes: '--write の場合：すべて承認',
  },
  examples: {
    week: '現在の設定での1日あたりの通知件数',
    write: '除外を1つずつ承認',
    files: 'AWSにリクエストせず、証跡のファイルから',
    organization: '組織の全アカウントから（各アカウントにあるロールを使用）',
    hours: '通知が届く時間帯',
    json: 'スクリプト用',
  },
};

export const FORECAST_HELP: WordTable<ForecastHelp> = { en, ja };
