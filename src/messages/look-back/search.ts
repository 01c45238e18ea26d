/** Help and refusals of the options that search, alike in every command that looks back. */
import type { WordTable } from '../../core/words.ts';

interface Refusal {
  readonly message: string;
  readonly hint: string;
}

export interface SearchWords {
  readonly user: string;
  readonly account: string;
  readonly ip: string;
  readonly event: string;
  readonly client: string;
  readonly trusted: string;
  readonly groupBy: string;
  readonly notAddress: (option: string, text: string) => Refusal;
  readonly tooWide: (text: string) => Refusal;
  /** How many findings fit, of how many. */
  readonly searched: (shown: number, all: number, asked: string) => string;
  /** Heading of the column with the number of findings. */
  readonly count: string;
  readonly hour: string;
  /** `found`: what there is instead, the most frequent first. */
  readonly none: (records: number, asked: string, found: readonly string[]) => string;
}

const en: SearchWords = {
  user: 'only this user, role or person; * matches any characters',
  account: 'only this account, by id or name',
  ip: 'only from this address or CIDR block',
  event: 'only this event, such as ConsoleLogin',
  client: 'only this program: browser, aws-cli, mcp:claude, …',
  trusted: 'trust these addresses or CIDR blocks too, in this run',
  groupBy: 'count the findings instead of listing them, by user, ip, account, rule or hour',
  notAddress: (option, text) => ({
    message: `${option} ${text} is neither an address nor a CIDR block.`,
    hint: 'Write it as 198.51.100.7, 203.0.113.0/24 or 2001:db8::/32.',
  }),
  tooWide: (text) => ({
    message: `--trusted ${text} covers so much of the internet that it would hide strangers.`,
    hint: 'Name the networks of your offices and VPNs one by one.',
  }),
  searched: (shown, all, asked) => `${shown} of ${all} findings fit ${asked}`,
  count: 'Findings',
  hour: 'Hour',
  none: (records, asked, found) =>
    `None of ${records} records that the rules looked at fits ${asked}; there are ${found.join(', ')}`,
};

const ja: SearchWords = {
  user: '対象のユーザー、ロール、または人の名前（* は任意の文字列）',
  account: '対象のアカウント（IDまたは名前）',
  ip: '接続元のIPアドレスまたはCIDRブロック',
  event: '対象のイベント（ConsoleLoginなど）',
  client: '対象のプログラム：browser、aws-cli、mcp:claudeなど',
  trusted: '今回に限り信頼するIPアドレスまたはCIDRブロック',
  groupBy: '検出を一覧にせず、user、ip、account、rule、hour ごとに集計',
  notAddress: (option, text) => ({
    message: `${option} ${text} はIPアドレスでもCIDRブロックでもありません。`,
    hint: '198.51.100.7、203.0.113.0/24、2001:db8::/32 のように指定してください。',
  }),
  tooWide: (text) => ({
    message: `--trusted ${text} は範囲が広すぎ、外部からの接続を見逃します。`,
    hint: 'オフィスやVPNのネットワークを1つずつ指定してください。',
  }),
  searched: (shown, all, asked) => `検出${all}件のうち${shown}件が ${asked} に該当`,
  count: '検出',
  hour: '時間帯',
  none: (records, asked, found) =>
    `ルールが調べた記録${records}件のうち、${asked} に当てはまるものはありません。実際にあるのは ${found.join('、')} です`,
};

export const SEARCH_WORDS: WordTable<SearchWords> = { en, ja };
