/** Help of `login-watch init`, in each language. */
import type { WordTable } from '../../core/words.ts';
import type { HelpWords } from './words.ts';

type InitHelp = HelpWords<{
  options:
    | 'yes'
    | 'despiteMissing'
    | 'name'
    | 'change'
    | 'trail'
    | 'trailAccount'
    | 'pipelines'
    | 'room'
    | 'pagerduty'
    | 'sign'
    | 'mail'
    | 'health'
    | 'stored'
    | 'trustOwn'
    | 'trusted'
    | 'alertLanguage'
    | 'timezone'
    | 'hours'
    | 'mute'
    | 'accounts'
    | 'names'
    | 'rules'
    | 'forecast'
    | 'quiet'
    | 'noTest'
    | 'noDeploy';
  examples: 'start' | 'script' | 'change' | 'deploy';
}> & {
  /** `kinds`: those of the settings, joined. */
  readonly channelsOption: (kinds: string) => string;
  /** `kinds`: those of `secret set`, joined. */
  readonly secretOption: (kinds: string) => string;
};

const en: InitHelp = {
  description:
    'Asks a few questions, writes login-watch.yaml, deploys the notifier, and proves with a made-up sign-in that alerts arrive.\nEvery question has an option. If it is interrupted, the next run resumes from what exists.',
  options: {
    yes: 'ask nothing: use the options, then the settings file, then the suggested values',
    despiteMissing: 'continue although permissions seem to be missing',
    name: 'prefix of everything that is deployed (default: login-watch)',
    change:
      'on a second run: trail, pipelines, channels, health, trusted, language, timezone, hours, accounts, names, rules',
    trail: 'trail to use, new, or s3://BUCKET for its files in another account',
    trailAccount: 'account that owns the bucket',
    pipelines: 'events,logs,s3,alarms',
    room: 'number of the Chatwork room',
    pagerduty: 'service region of the PagerDuty account',
    sign: 'sign webhook requests with the stored key (a new key: --secret webhook-secret=…)',
    mail: 'e-mail addresses',
    health:
      'who hears when the notifier itself fails: e-mail addresses, and one channel (slack, …); - for none (default)',
    stored: 'keep or replace secrets that are already stored',
    trustOwn: 'trust the address of your own last sign-in',
    trusted: 'trusted networks: "203.0.113.0/24 Tokyo office, 198.51.100.7", or - for none',
    alertLanguage: 'language of the alerts (--language is that of the questions)',
    timezone: 'IANA time zone, e.g. Asia/Tokyo',
    hours: 'business hours: "mon-fri 09:00-18:00", or - for none',
    mute: 'severities that wait for the end of the business hours',
    accounts: 'list only this account as yours (own), or all of the organization (all)',
    names: 'let the notifier ask Identity Center for names that CloudTrail doesn’t record',
    rules: 'themes of rules: signin,root,iam,…',
    forecast: 'try the rules on the last 7 days',
    quiet: 'accept the proposed exceptions, or skip them',
    noTest: 'send no test message to the channels',
    noDeploy: 'write the settings only',
  },
  channelsOption: (kinds) => `kinds of channels: ${kinds}`,
  secretOption: (kinds) =>
    `place of a secret: slack=env:NAME (login-watch stores its value) or slack=ssm:/path (already stored); kinds: ${kinds}`,
  examples: {
    start: 'From nothing to proven alerts',
    script: 'Without questions',
    change: 'Change one thing later',
    deploy: 'Deploy login-watch.yaml as it is',
  },
};

const ja: InitHelp = {
  description:
    '質問に答えると login-watch.yaml を作成してデプロイし、架空のサインインで通知が届くことを確認します。\nすべての質問はオプションでも指定できます。中断しても、次の実行で続きから再開します。',
  options: {
    yes: '質問せずに実行（オプション、設定ファイル、推奨値の順に使用）',
    despiteMissing: '権限が不足しているようでも続行',
    name: 'デプロイするものの名前の接頭辞（既定：login-watch）',
    change:
      '2回目以降の変更対象：trail, pipelines, channels, health, trusted, language, timezone, hours, accounts, names, rules',
    trail: '使用する証跡の名前、new、または別のアカウントのファイルを示す s3://BUCKET',
    trailAccount: 'バケットを所有するアカウント',
    pipelines: 'events,logs,s3,alarms',
    room: 'Chatworkのルーム番号',
    pagerduty: 'PagerDutyのアカウントのサービスリージョン',
    sign: 'Webhookのリクエストに保存済みの鍵で署名（新しい鍵は --secret webhook-secret=…）',
    mail: 'メールアドレス',
    health: '通知機能そのものの異常の連絡先：メールアドレスと通知先1つ（slack など）、なければ -（既定）',
    stored: '保存済みのシークレットを使う（keep）か置き換える（replace）か',
    trustOwn: '自分の直近のサインイン元アドレスを信頼するか',
    trusted: '信頼するネットワーク："203.0.113.0/24 Tokyo office, 198.51.100.7"、なければ -',
    alertLanguage: '通知の言語（質問の言語は --language）',
    timezone: 'IANAのタイムゾーン名（例：Asia/Tokyo）',
    hours: '営業時間："mon-fri 09:00-18:00"、なければ -',
    mute: '営業時間の終わりまで保留する重大度',
    accounts: 'このアカウントだけ（own）か、組織の全アカウント（all）を自社として登録',
    names: 'CloudTrailに記録されない名前を、通知機能がIdentity Centerに問い合わせるか',
    rules: 'ルールのテーマ：signin,root,iam,…',
    forecast: '過去7日間でルールを試すか',
    quiet: '提案された除外を承認するか',
    noTest: '通知先にテスト通知を送信しない',
    noDeploy: '設定の書き込みまで実行',
  },
  channelsOption: (kinds) => `通知先の種類：${kinds}`,
  secretOption: (kinds) =>
    `シークレットの場所：slack=env:NAME（値を保存）または slack=ssm:/path（保存済み）、種類：${kinds}`,
  examples: {
    start: '最初の設定から通知の確認まで',
    script: '質問なしで実行',
    change: '後から1か所を変更',
    deploy: 'login-watch.yaml のままデプロイ',
  },
};

export const INIT_HELP: WordTable<InitHelp> = { en, ja };
