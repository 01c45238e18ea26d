/** Secrets: questions for them, where they are kept, and why one isn't taken, in each language. */
import type { ChannelKind } from '../../core/settings.ts';
import type { WordTable } from '../../core/words.ts';

/** Names of secrets, as `login-watch secret set` takes them. */
type SecretName = Exclude<ChannelKind, 'email'> | 'webhook-secret';
/** Secrets that have a form of their own, other than a URL's. */
export type FormedSecret = 'chatwork' | 'pagerduty' | 'webhook-secret';

interface Refusal {
  readonly message: string;
  readonly hint: string;
}

export interface SecretWords {
  readonly what: Readonly<Record<SecretName, string>>;
  /** The question of `init`. */
  readonly ask: Readonly<Record<SecretName, string>>;
  readonly wrongForm: Readonly<Record<FormedSecret, Refusal>>;
  /** The question of `secret set`; `place`: the parameter. */
  readonly askToStore: (what: string, place: string) => string;
  readonly tooLong: Refusal;
  readonly nothingPiped: Refusal;
  readonly askToReplace: (place: string, region: string) => string;
  readonly leftAlone: (place: string, region: string) => Refusal;
  readonly stored: (place: string, region: string) => string;
  readonly namedAlready: string;
  /** In front of an entry for the settings. */
  readonly putIntoSettings: string;
  readonly tryIt: (command: string) => string;
  /** Values that the entry for the settings leaves open. */
  readonly roomNumber: string;
  readonly urlPlace: string;
  readonly severalPlaces: (kind: string, places: readonly string[]) => Refusal;
  readonly badParameter: Refusal;
  readonly missingParameter: (place: string, region: string) => Refusal;
  readonly emptyParameter: (place: string, region: string) => Refusal;
  /** AWS's refusal with the parameter that it is about. */
  readonly aboutParameter: (refusal: string, place: string) => string;
  readonly allow: (action: string, keyAction: string) => string;
  readonly missingVariable: (variable: string) => Refusal;
  /** Why the value of a variable isn't used; the problem holds nothing of it. */
  readonly inVariable: (variable: string, problem: string) => string;
  /** A variable of AWS or npm. */
  readonly forbiddenVariable: (variable: string) => Refusal;
}

const en: SecretWords = {
  what: {
    slack: 'Slack webhook URL',
    chatwork: 'Chatwork API token',
    teams: 'Teams Workflows URL',
    discord: 'Discord webhook URL',
    pagerduty: 'PagerDuty integration key',
    webhook: 'Webhook URL',
    'webhook-secret': 'Key that signs webhook requests',
  },
  ask: {
    slack: 'Slack webhook URL (https://hooks.slack.com/services/…):',
    chatwork: 'Chatwork API token:',
    teams: 'Teams Workflows URL:',
    discord: 'Discord webhook URL:',
    pagerduty: 'PagerDuty integration key (Events API v2):',
    webhook: 'Webhook URL (https://…):',
    'webhook-secret': 'Key that signs webhook requests (16 characters or more):',
  },
  wrongForm: {
    chatwork: {
      message: 'That doesn’t look like a Chatwork API token (letters and digits, no spaces)',
      hint: 'Copy it from Chatwork: Service Integration, API Token.',
    },
    pagerduty: {
      message: 'That doesn’t look like a PagerDuty integration key (32 letters and digits)',
      hint: 'Copy it from the service in PagerDuty: Integrations, Events API V2. A REST API key doesn’t work.',
    },
    'webhook-secret': {
      message: 'A key must have at least 16 characters and no spaces',
      hint: 'Create one with `openssl rand -hex 32`, and give the same one to the receiver.',
    },
  },
  askToStore: (what, place) => `${what} (to be stored in ${place}):`,
  tooLong: { message: 'The text on standard input is too long for a secret', hint: 'Pipe in the secret alone.' },
  nothingPiped: {
    message: 'Standard input is empty, and there is no terminal to ask on',
    hint: 'Run it in a terminal, or pipe the secret in.',
  },
  askToReplace: (place, region) => `${place} in ${region} holds a secret already. Replace it?`,
  leftAlone: (place, region) => ({
    message: `${place} in ${region} exists already and was left alone`,
    hint: 'Add --replace to replace it, or name another place with --parameter.',
  }),
  stored: (place, region) => `Stored in ${place} (${region}), encrypted.`,
  namedAlready: 'login-watch.yaml names it already.',
  putIntoSettings: 'Put this into login-watch.yaml:',
  tryIt: (command) => `Try it: ${command}`,
  roomNumber: '<the room’s number>',
  urlPlace: '<the place of the URL>',
  severalPlaces: (kind, places) => ({
    message: `The settings name ${places.length} places for ${kind}: ${places.join(', ')}`,
    hint: 'Choose one with --parameter.',
  }),
  badParameter: {
    message: '--parameter is not the name of a parameter',
    hint: 'Write a path, as /acme/slack-webhook.',
  },
  missingParameter: (place, region) => ({
    message: `There is no parameter ${place} in ${region}`,
    hint: 'Store the secret with `login-watch secret set`, name another parameter in login-watch.yaml, or another region with --region.',
  }),
  emptyParameter: (place, region) => ({
    message: `The parameter ${place} in ${region} is empty`,
    hint: 'Store the secret with `login-watch secret set`.',
  }),
  aboutParameter: (refusal, place) => `${refusal} (parameter ${place})`,
  allow: (action, keyAction) =>
    `Allow ${action} on that parameter. If a key of your own encrypts it, allow ${keyAction} on that key too.`,
  inVariable: (variable, problem) => `${variable}: ${problem}`,
  forbiddenVariable: (variable) => ({
    message: `The settings name ${variable}, which holds no secret of a channel`,
    hint: 'Variables of AWS and npm are never sent. Name another one in login-watch.yaml, as env:LOGIN_WATCH_WEBHOOK.',
  }),
  missingVariable: (variable) => ({
    message: `The environment variable ${variable} is not set`,
    hint: `Set ${variable}, or name another place in login-watch.yaml.`,
  }),
};

const ja: SecretWords = {
  what: {
    slack: 'SlackのWebhook URL',
    chatwork: 'ChatworkのAPIトークン',
    teams: 'TeamsのワークフローURL',
    discord: 'DiscordのWebhook URL',
    pagerduty: 'PagerDutyのインテグレーションキー',
    webhook: 'WebhookのURL',
    'webhook-secret': 'Webhookの送信内容に署名する鍵',
  },
  ask: {
    slack: 'SlackのWebhook URL（https://hooks.slack.com/services/…）：',
    chatwork: 'ChatworkのAPIトークン：',
    teams: 'TeamsのワークフローURL：',
    discord: 'DiscordのWebhook URL：',
    pagerduty: 'PagerDutyのインテグレーションキー（Events API v2）：',
    webhook: 'WebhookのURL（https://…）：',
    'webhook-secret': '送信内容に署名する鍵（16文字以上）：',
  },
  wrongForm: {
    chatwork: {
      message: 'ChatworkのAPIトークンの形ではありません（英数字のみ、空白なし）',
      hint: 'Chatworkの「サービス連携」の「APIトークン」からコピーしてください。',
    },
    pagerduty: {
      message: 'PagerDutyのインテグレーションキーの形ではありません（英数字32文字）',
      hint: 'PagerDutyのサービスの「Integrations」の「Events API V2」からコピーしてください。REST APIキーは使えません。',
    },
    'webhook-secret': {
      message: '鍵は16文字以上で、空白を含められません',
      hint: '`openssl rand -hex 32` で作成し、受信側にも同じ鍵を設定してください。',
    },
  },
  askToStore: (what, place) => `${what}（${place} に保存）：`,
  tooLong: {
    message: '標準入力の内容がシークレットとしては長すぎます',
    hint: 'シークレットだけをパイプで渡してください。',
  },
  nothingPiped: {
    message: '標準入力が空で、入力できる端末もありません',
    hint: '端末で実行するか、シークレットをパイプで渡してください。',
  },
  askToReplace: (place, region) => `${region} の ${place} には既にシークレットがあります。置き換えますか？`,
  leftAlone: (place, region) => ({
    message: `${region} の ${place} は既にあるため、変更しませんでした`,
    hint: '置き換えるには --replace を付けてください。別の場所に保存するには --parameter を使ってください。',
  }),
  stored: (place, region) => `${place}（${region}）に暗号化して保存しました。`,
  namedAlready: 'login-watch.yaml には既にこの場所が書かれています。',
  putIntoSettings: 'login-watch.yaml に次のように書いてください：',
  tryIt: (command) => `送信の確認：${command}`,
  roomNumber: '<ルームID>',
  urlPlace: '<URLの保存場所>',
  severalPlaces: (kind, places) => ({
    message: `設定に ${kind} の保存場所が${places.length}つあります：${places.join('、')}`,
    hint: '--parameter でどれか1つを指定してください。',
  }),
  badParameter: {
    message: '--parameter の値はパラメータ名として使えません',
    hint: '/acme/slack-webhook のようなパスを書いてください。',
  },
  missingParameter: (place, region) => ({
    message: `${region} にパラメータ ${place} がありません`,
    hint: '`login-watch secret set` でシークレットを保存するか、login-watch.yaml に別のパラメータを書くか、--region で別のリージョンを指定してください。',
  }),
  emptyParameter: (place, region) => ({
    message: `${region} のパラメータ ${place} が空です`,
    hint: '`login-watch secret set` でシークレットを保存してください。',
  }),
  aboutParameter: (refusal, place) => `${refusal}（パラメータ ${place}）`,
  allow: (action, keyAction) =>
    `そのパラメータへの ${action} を許可してください。独自の鍵で暗号化している場合は、その鍵への ${keyAction} も必要です。`,
  inVariable: (variable, problem) => `${variable}：${problem}`,
  forbiddenVariable: (variable) => ({
    message: `設定に書かれた環境変数 ${variable} は、通知先のシークレットではありません`,
    hint: 'AWSとnpmの環境変数が送信されることはありません。login-watch.yaml に env:LOGIN_WATCH_WEBHOOK のような別の名前を書いてください。',
  }),
  missingVariable: (variable) => ({
    message: `環境変数 ${variable} が設定されていません`,
    hint: `${variable} を設定するか、login-watch.yaml に別の場所を書いてください。`,
  }),
};

export const SECRET_WORDS: WordTable<SecretWords> = { en, ja };
