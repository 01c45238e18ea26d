/** Each kind of AWS error as one sentence and what to do next, in each language. */
import type { WordTable } from '../../core/words.ts';

/** Kinds of errors from the AWS SDK; `aws/fault.ts` tells them apart, in this order. */
export const FAULTS = [
  'no-credentials',
  'mfa-code',
  'expired',
  'bad-credentials',
  'denied',
  'clock',
  'throttled',
  'unreachable',
  'certificate',
  'region-disabled',
  'endpoint',
  'not-aws',
  'proxy',
  'server',
  'stopped',
  'other',
] as const;
export type Fault = (typeof FAULTS)[number];

/** The facts of one failed call. */
export interface FailedCall {
  /** As IAM writes it, e.g. `cloudtrail:LookupEvents`. */
  readonly action: string;
  readonly region: string;
  readonly profile: string | undefined;
  /** The command whose policy allows the call. */
  readonly command: string;
  /** The error's name, code, host and HTTP status. */
  readonly code: string;
  /** AWS's own words: which policy denied it, or the whole sentence. Empty if AWS said nothing. */
  readonly quoted: string;
}

interface Explanation {
  readonly message: string;
  readonly hint: string;
}

type Explanations = Readonly<Record<Fault, (call: FailedCall) => Explanation>>;

const ofProfile = ({ profile }: FailedCall) => (profile === undefined ? '' : ` for profile ${profile}`);
const option = ({ profile }: FailedCall) => (profile === undefined ? '' : ` --profile ${profile}`);

const en: Explanations = {
  'no-credentials': (call) => ({
    message: `No AWS credentials were found${ofProfile(call)}`,
    hint: 'Set them up with `aws configure sso`, `aws login` or `aws configure`, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.',
  }),
  'mfa-code': ({ profile }) => ({
    message: `The AWS profile${profile === undefined ? '' : ` ${profile}`} asks for an MFA code, which can't be entered here`,
    hint: 'Get temporary credentials first (`aws sts get-session-token`, or `aws login`), and run this with them.',
  }),
  expired: (call) => ({
    message: `The AWS session${ofProfile(call)} has expired or was never started`,
    hint: 'Get new temporary credentials from where these came, then try again.',
  }),
  'bad-credentials': (call) => ({
    message: `AWS does not accept the credentials${ofProfile(call)} in ${call.region}`,
    hint: `Check them with \`aws sts get-caller-identity${option(call)}\`; the key may be deleted, inactive or mistyped.`,
  }),
  denied: ({ action, region, command, quoted }) => ({
    message: `Not allowed to call ${action} in ${region}${quoted === '' ? '' : `: ${quoted}`}`,
    hint: `Attach the policy that \`login-watch policy ${command}\` prints, or use a profile that has it.`,
  }),
  clock: () => ({
    message: 'AWS refuses requests from this machine because its clock is wrong',
    hint: 'Set the clock (let the system synchronise it), then try again.',
  }),
  throttled: ({ action, region }) => ({
    message: `AWS kept throttling ${action} in ${region}`,
    hint: 'Something else in the account uses up the same quota. Try again later, or ask fewer regions with --regions.',
  }),
  unreachable: ({ action, region, code }) => ({
    message: `AWS can't be reached for ${action} in ${region} (${code})`,
    hint: 'Check the network, the region’s name, the proxy (HTTPS_PROXY, NO_PROXY) and AWS_ENDPOINT_URL.',
  }),
  certificate: ({ region, code }) => ({
    message: `The TLS certificate that answers for AWS in ${region} is not trusted (${code})`,
    hint: 'Behind a proxy that inspects TLS, name its certificate in NODE_EXTRA_CA_CERTS.',
  }),
  'region-disabled': ({ region }) => ({
    message: `Region ${region} is not enabled in this account`,
    hint: 'Enable it in the account settings, or leave it out of --regions.',
  }),
  endpoint: ({ action, region }) => ({
    message: `There is no valid endpoint for ${action} in ${region === '' ? 'a region without a name' : region}`,
    hint: 'Check the region’s name and AWS_ENDPOINT_URL.',
  }),
  'not-aws': ({ action, region, code }) => ({
    message: `The answer to ${action} in ${region} did not come from AWS (${code})`,
    hint: 'Check AWS_ENDPOINT_URL, and whether a proxy or a Wi-Fi login page answers in place of AWS.',
  }),
  proxy: ({ action, region }) => ({
    message: `The proxy on the way to AWS requires a login (HTTP 407) for ${action} in ${region}`,
    hint: 'Put user and password into HTTPS_PROXY, or exclude AWS with NO_PROXY=.amazonaws.com.',
  }),
  server: ({ action, region, code }) => ({
    message: `AWS failed to answer ${action} in ${region} (${code})`,
    hint: 'Try again later; https://health.aws.amazon.com shows whether the region has trouble.',
  }),
  stopped: ({ action, region }) => ({
    message: `Stopped while calling ${action} in ${region}`,
    hint: 'Run it again to see the rest.',
  }),
  other: ({ action, region, code, quoted }) => ({
    message: `AWS refused ${action} in ${region} (${code}: ${quoted})`,
    hint: 'Look the error’s name up in the AWS documentation of that action.',
  }),
};

const jaProfile = ({ profile }: FailedCall) => (profile === undefined ? '' : `（プロファイル ${profile}）`);

const ja: Explanations = {
  'no-credentials': (call) => ({
    message: `AWSの認証情報が見つかりません${jaProfile(call)}`,
    hint: '`aws configure sso`、`aws login`、`aws configure` のいずれかで設定するか、AWS_ACCESS_KEY_ID と AWS_SECRET_ACCESS_KEY を設定してください。',
  }),
  'mfa-code': ({ profile }) => ({
    message: `AWSのプロファイル${profile === undefined ? '' : ` ${profile} `}がMFAコードを求めていますが、ここでは入力できません`,
    hint: '先に一時的な認証情報を取得し（`aws sts get-session-token` または `aws login`）、それを使って実行してください。',
  }),
  expired: (call) => ({
    message: `AWSのセッション${jaProfile(call)}の有効期限が切れているか、まだ開始されていません`,
    hint: '一時的な認証情報を取得し直してから、再試行してください。',
  }),
  'bad-credentials': (call) => ({
    message: `${call.region} のAWSがこの認証情報${jaProfile(call)}を受け付けません`,
    hint: `\`aws sts get-caller-identity${option(call)}\` で確認してください。キーが削除済み、無効、または入力誤りの可能性があります。`,
  }),
  denied: ({ action, region, command, quoted }) => ({
    message: `${region} で ${action} を呼び出す権限がありません${quoted === '' ? '' : `：${quoted}`}`,
    hint: `\`login-watch policy ${command}\` が表示するポリシーを割り当てるか、権限のあるプロファイルを使ってください。`,
  }),
  clock: () => ({
    message: 'このマシンの時計がずれているため、AWSがリクエストを拒否しています',
    hint: '時刻を合わせて（自動同期を有効にして）、再試行してください。',
  }),
  throttled: ({ action, region }) => ({
    message: `${region} の ${action} がAWSのスロットリングで制限され続けています`,
    hint: 'アカウント内のほかの処理が同じクォータを使っています。時間をおくか、--regions で対象リージョンを減らしてください。',
  }),
  unreachable: ({ action, region, code }) => ({
    message: `${region} の ${action} でAWSに接続できません（${code}）`,
    hint: 'ネットワーク、リージョン名、プロキシ（HTTPS_PROXY、NO_PROXY）、AWS_ENDPOINT_URL を確認してください。',
  }),
  certificate: ({ region, code }) => ({
    message: `${region} のAWSとして応答したTLS証明書を信頼できません（${code}）`,
    hint: 'TLSを検査するプロキシを使っている場合は、その証明書を NODE_EXTRA_CA_CERTS に指定してください。',
  }),
  'region-disabled': ({ region }) => ({
    message: `リージョン ${region} はこのアカウントで有効になっていません`,
    hint: 'アカウント設定で有効にするか、--regions から外してください。',
  }),
  endpoint: ({ action, region }) => ({
    message: `${region === '' ? '名前のないリージョン' : region} の ${action} に有効なエンドポイントがありません`,
    hint: 'リージョン名と AWS_ENDPOINT_URL を確認してください。',
  }),
  'not-aws': ({ action, region, code }) => ({
    message: `${region} の ${action} に応答したのはAWSではありません（${code}）`,
    hint: 'AWS_ENDPOINT_URL と、プロキシやWi-Fiのログインページが代わりに応答していないかを確認してください。',
  }),
  proxy: ({ action, region }) => ({
    message: `${region} の ${action} で、AWSまでの経路にあるプロキシがログインを求めています（HTTP 407）`,
    hint: 'HTTPS_PROXY にユーザー名とパスワードを含めるか、NO_PROXY=.amazonaws.com でAWSを除外してください。',
  }),
  server: ({ action, region, code }) => ({
    message: `${region} の ${action} でAWSがエラーを返しました（${code}）`,
    hint: '時間をおいて再試行してください。リージョンの障害情報は https://health.aws.amazon.com で確認できます。',
  }),
  stopped: ({ action, region }) => ({
    message: `${region} で ${action} を呼び出している途中で中断しました`,
    hint: '残りを見るには、もう一度実行してください。',
  }),
  other: ({ action, region, code, quoted }) => ({
    message: `${region} の ${action} がAWSに拒否されました（${code}: ${quoted}）`,
    hint: 'エラー名を、そのアクションのAWSドキュメントで確認してください。',
  }),
};

export const AWS_ERRORS: WordTable<Explanations> = { en, ja };
