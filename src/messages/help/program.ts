/** Words about the program as a whole, in each language: its list of commands, options of all commands, the welcome. */
import type { ChannelTest, CommandName } from '../../core/command-names.ts';
import type { WordTable } from '../../core/words.ts';

/** Groups of commands in `--help`. */
export type CommandGroup = 'look' | 'setup' | 'operate' | 'settings' | 'help';

export interface ProgramWords {
  readonly tagline: string;
  readonly category: string;
  readonly group: Readonly<Record<CommandGroup, string>>;
  /** Each command's line in the list. */
  readonly summary: Readonly<Record<Exclude<CommandName, ChannelTest> | 'version', string>>;
  /** The line of `test-slack`, `test-chatwork`, …; `label` is the vendor. */
  readonly testOne: (label: string) => string;
  /** Those of kinds without a vendor. */
  readonly testKind: Readonly<Partial<Record<ChannelTest, string>>>;
  readonly options: Readonly<
    Record<
      | 'version'
      | 'profile'
      | 'region'
      | 'config'
      | 'allowEnv'
      | 'allowHost'
      | 'language'
      | 'noColor'
      | 'plain'
      | 'verbose',
      string
    >
  >;
  readonly examples: Readonly<Record<'day' | 'files', string>>;
  /** The line for each command that the program names when it is called without one. */
  readonly welcome: Readonly<Record<'replay' | 'init' | 'status' | 'help', string>>;
  /** The last line of a program that was stopped while it waited for something. */
  readonly stopped: string;
  /** Before the stack of an error that is a bug of ours. */
  readonly bug: (version: string) => string;
}

const en: ProgramWords = {
  tagline: 'Who signed in to your AWS account, from where, and will you be told next time?',
  category:
    'Sign-in alerts for AWS: see who signed in, then get alerted in Slack, Chatwork, Teams, Discord, PagerDuty or by e-mail.',
  group: {
    look: 'Look back:',
    setup: 'Set up:',
    operate: 'Operate:',
    settings: 'Settings and rules:',
    help: 'Help:',
  },
  summary: {
    demo: 'show a made-up day and its alerts; needs no account, settings or network',
    replay: 'show who signed in and what else the rules find, from CloudTrail or from files',
    session: 'show one sign-in and everything that was done with it',
    watch: 'show findings as they come, from CloudTrail; nothing is deployed',
    athena: 'prepare Amazon Athena for replay over archives of any size',
    logins: 'list the sign-ins that the deployed notifier has stored',
    init: 'set up alerts step by step: settings, channels, the notifier and a test alert',
    secret: 'store a webhook or a token, encrypted, in your account',
    deploy: 'deploy the notifier to your account, or update it',
    'confirm-email': 'confirm an e-mail subscription so that no mail scanner can end it',
    test: 'send a sample alert to your channels',
    status: 'check that the notifier is healthy and that alerts reach someone',
    audit: 'check who is alerted to what, by any alarm or rule of the account',
    doctor: 'check credentials, permissions, network and settings',
    redrive: "retry messages that the notifier couldn't handle or deliver",
    destroy: 'remove the deployment; stored records and sign-ins are kept by default',
    config: 'check login-watch.yaml, or print its JSON Schema',
    rules: 'list, explain, compile and test the rules',
    forecast: 'estimate how many alerts a day your settings would send, and how to reduce them',
    policy: 'print the IAM policy that a command needs',
    template: 'print a CloudFormation template with your settings compiled in',
    completion: 'print a script that completes commands and options in your shell',
    version: 'print the version',
  },
  testOne: (label) => `send a sample alert to ${label}`,
  testKind: {
    'test-webhook': 'send a sample alert to your own HTTPS endpoint',
    'test-email': 'send a sample alert by e-mail',
  },
  options: {
    version: 'print the version',
    profile: 'AWS profile, as in the AWS CLI',
    region: 'home region; defaults to the AWS configuration',
    config: 'settings file; defaults to the nearest login-watch.yaml in this folder or above',
    allowEnv:
      'let the settings use this environment variable as a secret; may be repeated (LOGIN_WATCH_* is always allowed)',
    allowHost: "let the settings send alerts to this host, which isn't a chat vendor's; may be repeated",
    language: 'language of everything that is printed; defaults to the settings, then to the locale',
    noColor: 'print without colors; NO_COLOR, FORCE_COLOR and CI are honored too',
    plain: 'for screen readers: one line per item, without spinner, colors or tables',
    verbose: 'print details to standard error',
  },
  examples: {
    day: 'Who signed in during the last day, in every region',
    files: 'All rules over the files of a trail, without access to AWS',
  },
  welcome: {
    replay: 'see who signed in, without deploying anything',
    init: 'set up alerts: settings, a notifier and a test alert',
    status: 'check that alerts reach you',
    help: 'list all commands',
  },
  stopped: 'Stopped before it was finished.',
  bug: (version) => `login-watch ${version} failed because of a bug. Please report this:`,
};

const ja: ProgramWords = {
  tagline: 'AWSアカウントに誰がどこからサインインしたか、次は通知が届くか。',
  category:
    'AWSのサインイン通知ツールです。誰がサインインしたかを確認し、以後はSlack、Chatwork、Teams、Discord、PagerDuty、メールで通知を受け取れます。',
  group: {
    look: '過去の確認：',
    setup: 'セットアップ：',
    operate: '運用：',
    settings: '設定とルール：',
    help: 'ヘルプ：',
  },
  summary: {
    demo: '架空の1日とその通知を表示（アカウント、設定、ネットワークは不要）',
    replay: 'サインインとルールの検出をCloudTrailまたはファイルから表示',
    session: '1つのサインインと、それを使ったすべての操作を表示',
    watch: '検出をCloudTrailから順次表示（デプロイ不要）',
    athena: '大規模なアーカイブをreplayで調べるためにAmazon Athenaを準備',
    logins: 'デプロイ済みの通知機能が保存したサインインを一覧表示',
    init: '通知を対話形式で設定（設定、通知先、デプロイ、テスト通知）',
    secret: 'WebhookやトークンをAWSアカウントに暗号化して保存',
    deploy: '通知機能をAWSアカウントにデプロイ、または更新',
    'confirm-email': 'メールスキャナーに購読解除されない方法で、メールの購読を確認',
    test: '通知先にサンプル通知を送信',
    status: '通知機能が正常で、通知が届く状態かを確認',
    audit: 'アカウントのアラームやルールで、何が誰に通知されるかを確認',
    doctor: '認証情報、権限、ネットワーク、設定を確認',
    redrive: '処理や配信に失敗したメッセージを再送',
    destroy: 'デプロイしたものを削除（記録とサインイン履歴は既定で残す）',
    config: 'login-watch.yaml を検査、またはJSON Schemaを出力',
    rules: 'ルールの一覧、説明、変換、テスト',
    forecast: '現在の設定での1日あたりの通知件数と、減らす方法を見積もり',
    policy: 'コマンドに必要なIAMポリシーを出力',
    template: '設定を組み込んだCloudFormationテンプレートを出力',
    completion: 'シェル補完用のスクリプトを出力',
    version: 'バージョンを表示',
  },
  testOne: (label) => `${label}にサンプル通知を送信`,
  testKind: {
    'test-webhook': '自分のHTTPSエンドポイントにサンプル通知を送信',
    'test-email': 'メールでサンプル通知を送信',
  },
  options: {
    version: 'バージョンを表示',
    profile: 'AWS CLIと同じAWSプロファイル名',
    region: 'ホームリージョン（既定：AWSの設定に従う）',
    config: '設定ファイル（既定：このフォルダーから上にたどって最初の login-watch.yaml）',
    allowEnv: '設定ファイルがこの環境変数をシークレットとして使うことを許可（複数指定可、LOGIN_WATCH_* は常に許可）',
    allowHost: '設定ファイルがチャットの提供元以外のこのホストに通知を送ることを許可（複数指定可）',
    language: '表示の言語（既定：設定ファイル、なければロケールに従う）',
    noColor: '色を付けずに表示（NO_COLOR、FORCE_COLOR、CI にも対応）',
    plain: 'スクリーンリーダー向け：1項目を1行で表示し、スピナー、色、表を使わない',
    verbose: '詳細を標準エラー出力に表示',
  },
  examples: {
    day: '過去1日のサインインを全リージョンから表示',
    files: 'AWSにアクセスせず、証跡のファイルに全ルールを適用',
  },
  welcome: {
    replay: '何もデプロイせずにサインインを確認',
    init: '通知を設定（設定、通知機能、テスト通知）',
    status: '通知が届く状態かを確認',
    help: 'すべてのコマンドを表示',
  },
  stopped: '完了する前に中断しました。',
  bug: (version) => `login-watch ${version} で内部エラーが発生しました。次の内容を報告してください：`,
};

export const PROGRAM_WORDS: WordTable<ProgramWords> = { en, ja };
