/** The words of `login-watch forecast`, in each language. */
import type { ActorKind } from '../../core/event.ts';
import type { WordTable } from '../../core/words.ts';

export interface ForecastMessages {
  readonly headline: (aDay: string, days: string) => string;
  readonly quiet: string;
  readonly byRule: string;
  readonly byPrincipal: string;
  readonly proposals: string;
  readonly noProposals: string;
  /** A robot's habits don't show in less than a day. */
  readonly tooShort: string;
  readonly remaining: (aDay: string) => string;
  readonly yaml: string;
  /** The question about one exception: short, because a prompt is broken anywhere. */
  readonly accept: (rule: string, principal: string) => string;
  readonly written: (count: number, file: string) => string;
  readonly noTerminal: { readonly message: string; readonly hint: string };
  /** `file`: undefined if there are no settings. */
  readonly settingsFrom: (file: string | undefined) => string;
  readonly moreRows: (count: number) => string;
  readonly forExample: string;
  readonly quiets: (count: number, aDay: string) => string;
  readonly label: Readonly<Record<'principal' | 'findings' | 'aDay' | 'muted' | 'rules' | 'account', string>>;
  readonly kind: Readonly<Record<ActorKind, string>>;
}

/** `2.7 alerts`, `1 alert`: a number as it is shown. */
export const alertsOf = (shown: string) => `${shown} ${shown === '1' ? 'alert' : 'alerts'}`;

const en: ForecastMessages = {
  headline: (aDay, days) => `login-watch: ${alertsOf(aDay)} a day, going by ${days} ${days === '1' ? 'day' : 'days'}`,
  quiet: 'No alerts would have been sent.',
  byRule: 'By rule:',
  byPrincipal: 'Users and roles with most findings:',
  proposals: 'Exceptions that would remove alerts about routine work of machines:',
  noProposals: 'No exception is proposed: no frequent finding comes from machines alone.',
  tooShort: 'The time is too short to distinguish machines from people. Look at a week.',
  remaining: (aDay) =>
    `With all of them: ${alertsOf(aDay)} a day. Alerts about sign-ins, root and tampering stay as they are.`,
  yaml: 'Review each, then add those that you accept to login-watch.yaml, replacing entries of the same name:',
  accept: (rule, principal) => `Stop ${rule} alerts about ${principal}?`,
  written: (count, file) => `${count} ${count === 1 ? 'exception' : 'exceptions'} written to ${file}`,
  noTerminal: {
    message: 'forecast --write asks about each exception, and there is no terminal to ask on',
    hint: 'Run it in a terminal, or accept all of them with --yes.',
  },
  settingsFrom: (file) => (file === undefined ? 'Settings: none found; the defaults apply' : `Settings: ${file}`),
  moreRows: (count) => `and ${count} more`,
  forExample: 'e.g.',
  quiets: (count, aDay) => `removes ${count} findings, ${aDay} a day`,
  label: {
    principal: 'Who',
    findings: 'Findings',
    aDay: 'A day',
    muted: 'Not sent',
    rules: 'Rules',
    account: 'Account',
  },
  kind: {
    root: 'root user',
    'iam-user': 'user',
    role: 'role',
    'saml-user': 'SAML user',
    'web-identity-user': 'web identity user',
    'federated-user': 'federated user',
    'identity-center-user': 'Identity Center user',
    service: 'service',
    account: 'account',
    unknown: 'unknown',
  },
};

const ja: ForecastMessages = {
  headline: (aDay, days) => `login-watch：1日あたりの通知 ${aDay}件（${days}日間から推定）`,
  quiet: '通知される検出はありませんでした。',
  byRule: 'ルール別：',
  byPrincipal: '検出が多いユーザー・ロール：',
  proposals: '除外すると通知が減る操作（機械的なもの）：',
  noProposals: '除外の候補はありません。頻繁に検出された操作のうち、機械だけによるものはありませんでした。',
  tooShort: '期間が短いため、機械と人を区別できません。1週間分を調べてください。',
  remaining: (aDay) =>
    `すべて適用すると1日あたりの通知は${aDay}件です。サインイン、ルートユーザー、改ざんの通知は減りません。`,
  yaml: '内容を確認し、同意できるものを login-watch.yaml に書いてください（同じ名前の項目は置き換えます）：',
  accept: (rule, who) => `${who} を ${rule} の通知から除外しますか`,
  written: (count, file) => `${file} に除外${count}件を書き込みました`,
  noTerminal: {
    message: 'forecast --write は除外ごとに確認しますが、確認できる端末ではありません',
    hint: '端末で実行するか、--yes ですべて受け入れてください。',
  },
  settingsFrom: (file) => (file === undefined ? '設定：見つからないため既定値を使用' : `設定：${file}`),
  moreRows: (count) => `ほか${count}件`,
  forExample: '例：',
  quiets: (count, aDay) => `検出${count}件（1日あたり${aDay}件）の通知が減ります`,
  label: {
    principal: '主体',
    findings: '検出',
    aDay: '1日あたり',
    muted: '通知なし',
    rules: 'ルール',
    account: 'アカウント',
  },
  kind: {
    root: 'ルートユーザー',
    'iam-user': 'ユーザー',
    role: 'ロール',
    'saml-user': 'SAMLユーザー',
    'web-identity-user': 'Web IDユーザー',
    'federated-user': 'フェデレーションユーザー',
    'identity-center-user': 'Identity Centerユーザー',
    service: 'サービス',
    account: 'アカウント',
    unknown: '不明',
  },
};

export const FORECAST_WORDS: WordTable<ForecastMessages> = { en, ja };
