/** Several accounts in one run: what can't be asked together, and accounts that weren't read, in each language. */
import type { WordTable } from '../../core/words.ts';
import { counted } from '../units.ts';

interface Refusal {
  readonly message: string;
  readonly hint: string;
}

export interface AccountsWords {
  /** Lines of `--help`. */
  readonly options: Readonly<Record<'profiles' | 'organization' | 'roleName', string>>;
  /** The place in front of a reason. `name`: the account's, or undefined. */
  readonly account: (id: string, name: string | undefined) => string;
  readonly profile: (name: string) => string;
  /** `state`: as AWS Organizations has it, e.g. `SUSPENDED`. */
  readonly notActive: (state: string) => string;
  readonly sameAccount: (profile: string) => string;
  readonly roleRefused: (role: string, caller: string) => Refusal;
  /** Behind the hint of a refused list of accounts. */
  readonly whoMayList: string;
  readonly noOrganization: Refusal;
  /** `reasons`: each a sentence without its end. */
  readonly noneRead: (count: number, reasons: readonly string[]) => string;
  readonly notTogether: (option: string, other: string) => Refusal;
  readonly roleMissing: Refusal;
  readonly roleAlone: Refusal;
  readonly notRole: (text: string) => Refusal;
  /** With `--verbose`. */
  readonly reading: (accounts: readonly string[]) => string;
}

const STATES_EN: Readonly<Record<string, string>> = {
  SUSPENDED: 'suspended',
  PENDING_CLOSURE: 'being closed',
  CLOSED: 'closed',
  PENDING_ACTIVATION: 'not activated yet',
};

const en: AccountsWords = {
  options: {
    profiles: 'read the accounts of these AWS profiles, each once',
    organization: 'read every account of the organization, with --role-name',
    roleName: 'with --organization: the role that is taken in each account',
  },
  account: (id, name) => (name === undefined ? `account ${id}` : `account ${name} (${id})`),
  profile: (name) => `profile ${name}`,
  notActive: (state) => `it is ${STATES_EN[state] ?? state}, so nothing in it was read`,
  sameAccount: (profile) => `it leads to the same account as profile ${profile}, which was read once`,
  roleRefused: (role, caller) => ({
    message: `Not allowed to take role ${role} there`,
    hint: `The role must exist in that account and trust this caller: \`login-watch policy replay --member ${caller}\` prints what it needs; \`login-watch policy replay --role-name ${role}\` prints what the caller needs.`,
  }),
  whoMayList:
    'AWS lists the accounts only to the management account and to delegated administrators; with other credentials, name profiles with --profiles.',
  noOrganization: {
    message: 'This account belongs to no organization',
    hint: 'Use credentials of the organization’s management account or of a delegated administrator, or name profiles with --profiles.',
  },
  noneRead: (count, reasons) => `None of ${counted(count, 'account')} could be read: ${reasons.join('; ')}`,
  notTogether: (option, other) => ({
    message: `${option} and ${other} cannot be used together`,
    hint: 'Leave one of them out.',
  }),
  roleMissing: {
    message: '--organization needs --role-name',
    hint: 'Name the role that is taken in each account. `login-watch policy replay --member ACCOUNT` prints what it needs.',
  },
  roleAlone: { message: '--role-name is for --organization', hint: 'Add --organization, or leave it out.' },
  notRole: (text) => ({
    message: `${text} is not the name of a role`,
    hint: 'Write its name, with its path if it has one: login-watch, or security/login-watch. The ARN differs in each account.',
  }),
  reading: (accounts) => `Accounts: ${accounts.join(', ')}`,
};

const STATES_JA: Readonly<Record<string, string>> = {
  SUSPENDED: '停止中',
  PENDING_CLOSURE: '閉鎖の手続き中',
  CLOSED: '閉鎖済み',
  PENDING_ACTIVATION: '有効化の前',
};

const ja: AccountsWords = {
  options: {
    profiles: 'これらのAWSプロファイルのアカウントを、それぞれ一度ずつ読む',
    organization: '組織の全アカウントを読む（--role-name とともに）',
    roleName: '--organization とともに：各アカウントで引き受けるロール',
  },
  account: (id, name) => (name === undefined ? `アカウント ${id}` : `アカウント ${name}（${id}）`),
  profile: (name) => `プロファイル ${name}`,
  notActive: (state) => `${STATES_JA[state] ?? state}のため、何も読み込んでいません`,
  sameAccount: (profile) => `プロファイル ${profile} と同じアカウントのため、一度だけ読み込みました`,
  roleRefused: (role, caller) => ({
    message: `このアカウントではロール ${role} を引き受けられません`,
    hint: `そのアカウントにロールがあり、この呼び出し元を信頼している必要があります。ロールに必要なものは \`login-watch policy replay --member ${caller}\`、呼び出し元に必要なものは \`login-watch policy replay --role-name ${role}\` で表示できます。`,
  }),
  whoMayList:
    'アカウントの一覧を取得できるのは、組織の管理アカウントと委任された管理者だけです。ほかの認証情報の場合は、--profiles でプロファイルを指定してください。',
  noOrganization: {
    message: 'このアカウントは組織に属していません',
    hint: '組織の管理アカウントか委任された管理者の認証情報を使うか、--profiles でプロファイルを指定してください。',
  },
  noneRead: (count, reasons) => `${count}件のアカウントのうち、1件も読み込めませんでした：${reasons.join('、')}`,
  notTogether: (option, other) => ({
    message: `${option} と ${other} は同時に指定できません`,
    hint: 'どちらか一方だけを指定してください。',
  }),
  roleMissing: {
    message: '--organization には --role-name が必要です',
    hint: '各アカウントで引き受けるロールの名前を指定してください。必要なものは `login-watch policy replay --member ACCOUNT` で表示できます。',
  },
  roleAlone: {
    message: '--role-name は --organization とともに使います',
    hint: '--organization を追加するか、--role-name を外してください。',
  },
  notRole: (text) => ({
    message: `${text} はロール名ではありません`,
    hint: 'ロール名を指定してください（パスがある場合は含めます）。例：login-watch、security/login-watch。ARNはアカウントごとに異なります。',
  }),
  reading: (accounts) => `アカウント：${accounts.join('、')}`,
};

export const ACCOUNTS_WORDS: WordTable<AccountsWords> = { en, ja };
