/** Help of `login-watch logins`, in each language. */
import type { WordTable } from '../../core/words.ts';
import type { HelpWords } from './words.ts';

type LoginsHelp = HelpWords<{
  options: 'since' | 'table' | 'groupBy';
  examples: 'week' | 'person' | 'network' | 'agents' | 'trusted' | 'csv';
}>;

const en: LoginsHelp = {
  description: 'Lists the sign-ins that the deployed notifier has stored (for 180 days), newest first.',
  options: {
    since: '24h, 7d or 8w before now, or an ISO 8601 time',
    groupBy: 'count the sign-ins instead of listing them, by user, ip, account or hour; no rule judged them',
    table: 'read another table instead of that of the deployed notifier',
  },
  examples: {
    week: 'The last week',
    person: 'One person, over a longer period',
    network: 'One account, from one network',
    agents: 'Agents that people let act for them',
    trusted: 'From which addresses, with one more network trusted in this run',
    csv: 'For a spreadsheet',
  },
};

const ja: LoginsHelp = {
  description: 'デプロイ済みの通知機能が保存したサインイン（180日分）を新しい順に一覧表示します。',
  options: {
    since: '開始時刻：現在から24h、7d、8wなどさかのぼる期間、またはISO 8601形式',
    groupBy: 'サインインを一覧にせず、user、ip、account、hour ごとに集計（ルールは適用されていないためruleは不可）',
    table: 'デプロイ済みの通知機能のテーブルの代わりに読むテーブル',
  },
  examples: {
    week: '過去1週間',
    person: '1人を、より長い期間で',
    network: '1つのアカウントを、1つのネットワークから',
    agents: '代理操作を許可されたエージェント',
    trusted: '今回だけネットワークを1つ信頼し、接続元ごとに集計',
    csv: '表計算ソフト用',
  },
};

export const LOGINS_HELP: WordTable<LoginsHelp> = { en, ja };
