/** Why there are no usable credentials, by what the AWS configuration says of the profile, in each language. */
import type { WordTable } from '../../core/words.ts';

const CAUSES = [
  'unknown-profile',
  'no-source',
  'no-sso-session',
  'process',
  'no-keys',
  'nothing',
  'expired-environment',
  'expired-keys',
  'expired-process',
  'expired-login',
  'expired-sso',
  'global-token',
] as const;
export type CauseKind = (typeof CAUSES)[number];

/** The facts of a cause. */
export interface CredentialCause {
  readonly kind: CauseKind;
  /** The profile that is used; `default` if none was named. */
  readonly profile: string;
  /** The profile or the session that it refers to, or the profile itself. */
  readonly name: string;
  /** Profiles in the configuration. */
  readonly known: readonly string[];
  readonly region: string;
}

interface Explanation {
  readonly message: string;
  readonly hint: string;
}

type CauseWords = Readonly<Record<CauseKind, (cause: CredentialCause) => Explanation>>;

const MOST = 12;
const few = (names: readonly string[], and: string) =>
  `${names.slice(0, MOST).join(and)}${names.length > MOST ? `${and}…` : ''}`;
const knownEn = (names: readonly string[]) =>
  names.length === 0 ? 'The AWS configuration has no profile.' : `Profiles there are: ${few(names, ', ')}.`;
const optionOf = (name: string) => (name === 'default' ? '' : ` --profile ${name}`);
const expiredEn = (profile: string) =>
  `The AWS session${profile === 'default' ? '' : ` for profile ${profile}`} has expired or was never started`;

const en: CauseWords = {
  'unknown-profile': ({ profile, known }) => ({
    message: `There is no AWS profile ${profile}`,
    hint: `${knownEn(known)} ${known.length === 0 ? 'Make it' : 'Name one of them, or make this one'} with \`aws configure --profile ${profile}\`.`,
  }),
  'no-source': ({ profile, name, known }) => ({
    message: `AWS profile ${profile} takes its credentials from profile ${name}, which does not exist`,
    hint: `Correct \`source_profile\` of profile ${profile}. ${knownEn(known)}`,
  }),
  'no-sso-session': ({ profile, name }) => ({
    message: `AWS profile ${profile} signs in by sso-session ${name}, which does not exist`,
    hint: `Add [sso-session ${name}] to the AWS configuration, or set the profile up again with \`aws configure sso${optionOf(profile)}\`.`,
  }),
  process: ({ profile, name }) => ({
    message: `The program that gives AWS profile ${profile} its credentials (\`credential_process\`) failed or gave none that are valid`,
    hint: `Run the \`credential_process\` of profile ${name} by hand, and see what it says.`,
  }),
  'no-keys': ({ profile, name }) => ({
    message: `AWS profile ${profile} holds no credentials`,
    hint: `Add them with \`aws configure${optionOf(name)}\` or \`aws configure sso${optionOf(name)}\`, or name another profile with --profile.`,
  }),
  nothing: ({ known }) => ({
    message: 'No AWS credentials were found',
    hint: `There is no profile default, and none was named. ${knownEn(known)} Name one with --profile or AWS_PROFILE.`,
  }),
  'expired-environment': ({ profile }) => ({
    message: expiredEn(profile),
    hint: 'It is the one of the environment variables: set new ones, or unset AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN and name a profile.',
  }),
  'expired-keys': ({ profile, name }) => ({
    message: expiredEn(profile),
    hint: `Profile ${name} holds temporary keys: put new ones in their place.`,
  }),
  'expired-process': ({ profile, name }) => ({
    message: expiredEn(profile),
    hint: `Renew the sign-in of the program that \`credential_process\` of profile ${name} runs.`,
  }),
  'expired-login': ({ profile, name }) => ({
    message: expiredEn(profile),
    hint: `Run \`aws login${optionOf(name)}\`, then try again.`,
  }),
  'expired-sso': ({ profile, name }) => ({
    message: expiredEn(profile),
    hint: `Run \`aws sso login${optionOf(name)}\`, then try again.`,
  }),
  'global-token': ({ region }) => ({
    message: `AWS does not accept these credentials in ${region}, a region that an account has to enable`,
    hint: 'Enable the region, or leave it out of --regions. If it is enabled, their session may come from the global STS endpoint: set AWS_STS_REGIONAL_ENDPOINTS=regional and get a new one.',
  }),
};

const knownJa = (names: readonly string[]) =>
  names.length === 0 ? 'AWSの設定にプロファイルがありません。' : `設定にあるプロファイル：${few(names, '、')}。`;
const expiredJa = (profile: string) =>
  `AWSのセッション${profile === 'default' ? '' : `（プロファイル ${profile}）`}の有効期限が切れているか、まだ開始されていません`;

const ja: CauseWords = {
  'unknown-profile': ({ profile, known }) => ({
    message: `AWSのプロファイル ${profile} がありません`,
    hint: `${knownJa(known)}${known.length === 0 ? '' : 'この中から指定するか、'}\`aws configure --profile ${profile}\` で作成してください。`,
  }),
  'no-source': ({ profile, name, known }) => ({
    message: `AWSのプロファイル ${profile} が参照するプロファイル ${name} がありません`,
    hint: `プロファイル ${profile} の \`source_profile\` を直してください。${knownJa(known)}`,
  }),
  'no-sso-session': ({ profile, name }) => ({
    message: `AWSのプロファイル ${profile} が参照するsso-session ${name} がありません`,
    hint: `AWSの設定に [sso-session ${name}] を追加するか、\`aws configure sso${optionOf(profile)}\` で設定し直してください。`,
  }),
  process: ({ profile, name }) => ({
    message: `AWSのプロファイル ${profile} の認証情報を取得するプログラム（\`credential_process\`）が失敗したか、有効な認証情報を返しませんでした`,
    hint: `プロファイル ${name} の \`credential_process\` を直接実行して、出力を確認してください。`,
  }),
  'no-keys': ({ profile, name }) => ({
    message: `AWSのプロファイル ${profile} に認証情報がありません`,
    hint: `\`aws configure${optionOf(name)}\` または \`aws configure sso${optionOf(name)}\` で追加するか、--profile で別のプロファイルを指定してください。`,
  }),
  nothing: ({ known }) => ({
    message: 'AWSの認証情報が見つかりません',
    hint: `プロファイルdefaultがなく、プロファイルが指定されていません。${knownJa(known)}--profile または AWS_PROFILE で指定してください。`,
  }),
  'expired-environment': ({ profile }) => ({
    message: expiredJa(profile),
    hint: '環境変数のセッションです。新しい認証情報を設定するか、AWS_ACCESS_KEY_ID、AWS_SECRET_ACCESS_KEY、AWS_SESSION_TOKEN を削除してプロファイルを指定してください。',
  }),
  'expired-keys': ({ profile, name }) => ({
    message: expiredJa(profile),
    hint: `プロファイル ${name} の一時的なキーを新しいものに置き換えてください。`,
  }),
  'expired-process': ({ profile, name }) => ({
    message: expiredJa(profile),
    hint: `プロファイル ${name} の \`credential_process\` が実行するプログラムで、サインインし直してください。`,
  }),
  'expired-login': ({ profile, name }) => ({
    message: expiredJa(profile),
    hint: `\`aws login${optionOf(name)}\` を実行してから、再試行してください。`,
  }),
  'expired-sso': ({ profile, name }) => ({
    message: expiredJa(profile),
    hint: `\`aws sso login${optionOf(name)}\` を実行してから、再試行してください。`,
  }),
  'global-token': ({ region }) => ({
    message: `有効化が必要なリージョン ${region} のAWSがこの認証情報を受け付けません`,
    hint: 'リージョンを有効にするか、--regions から外してください。有効になっている場合、STSのグローバルエンドポイントで取得したセッションの可能性があります。AWS_STS_REGIONAL_ENDPOINTS=regional を設定して取得し直してください。',
  }),
};

export const CREDENTIAL_WORDS: WordTable<CauseWords> = { en, ja };
