/** Why a URL can't take messages, in each language; no sentence holds a part of the URL. */
import type { ChannelKind } from '../../core/settings.ts';
import type { WordTable } from '../../core/words.ts';

export interface TargetWords {
  readonly notUrl: string;
  readonly notHttps: string;
  readonly userInfo: string;
  /** `vendor`: the label of the channel that the URL is for. */
  readonly elsewhere: (vendor: string) => string;
  /** The URL is a webhook of another vendor's; `example` shows what was asked for. */
  readonly otherVendor: (found: string, wanted: string, example: string) => string;
  /** A chat's webhook, which refuses the JSON of channel `webhook`; `kind` is the channel that suits it. */
  readonly chat: (found: string, kind: string) => string;
  /** A webhook where a token or a key was asked for. */
  readonly notToken: (found: string) => string;
  readonly workflowBuilder: string;
  readonly incomplete: string;
  /** An Office 365 connector of Teams. */
  readonly retired: { readonly message: string; readonly hint: string };
  /** The place to copy it from. */
  readonly whereFrom: Readonly<Record<ChannelKind, string>>;
}

const WHOLE_EN = 'Copy the whole URL, without spaces or quotes.';
const WHOLE_JA = '空白や引用符を含めず、URL全体をコピーしてください。';

const en: TargetWords = {
  notUrl: 'That is not a URL',
  notHttps: 'The URL does not begin with https://',
  userInfo: 'The URL holds a user name or password',
  elsewhere: (vendor) => `The URL does not lead to ${vendor}`,
  otherVendor: (found, wanted, example) => `That is a ${found} webhook; a ${wanted} webhook looks like ${example}`,
  chat: (found, kind) => `That is a ${found} webhook, which refuses this JSON; use the channel ${kind} for it`,
  notToken: (found) => `That is a ${found} webhook, not an API token or key`,
  workflowBuilder: 'That is a Workflow Builder URL, which takes no alerts',
  incomplete: 'The URL is incomplete',
  retired: {
    message: 'That is an Office 365 connector, which Microsoft has retired from Teams: messages may stop at any time',
    hint: 'Create a workflow “Post to a channel when a webhook request is received” and store its URL with `login-watch secret set teams`.',
  },
  whereFrom: {
    slack:
      'Copy the whole URL from your Slack app’s “Incoming Webhooks” page: https://hooks.slack.com/services/T…/B…/…',
    chatwork: WHOLE_EN,
    teams: 'Copy the whole URL from your workflow “Post to a channel when a webhook request is received”.',
    discord: 'Copy the whole URL from the Discord channel’s settings: Integrations, Webhooks.',
    pagerduty: WHOLE_EN,
    webhook: WHOLE_EN,
    email: WHOLE_EN,
  },
};

const ja: TargetWords = {
  notUrl: 'URLではありません',
  notHttps: 'URLが https:// で始まっていません',
  userInfo: 'URLにユーザー名またはパスワードが含まれています',
  elsewhere: (vendor) => `${vendor}のURLではありません`,
  otherVendor: (found, wanted, example) => `${found}のWebhookです。${wanted}のWebhookは ${example} のような形です`,
  chat: (found, kind) => `${found}のWebhookです。この形式のJSONは受け付けないため、通知先には ${kind} を使ってください`,
  notToken: (found) => `APIトークンやキーではなく、${found}のWebhookです`,
  workflowBuilder: 'ワークフロービルダーのURLです。通知の送信には使えません',
  incomplete: 'URLが途中で切れています',
  retired: {
    message: 'Microsoftが提供を終了したTeamsのOffice 365コネクタのURLです。通知はいつ届かなくなるか分かりません',
    hint: 'ワークフロー「Webhook要求を受信したときにチャネルに投稿する」を作成し、そのURLを `login-watch secret set teams` で保存してください。',
  },
  whereFrom: {
    slack:
      'Slackアプリの「Incoming Webhooks」のページから、URL全体（https://hooks.slack.com/services/T…/B…/…）をコピーしてください。',
    chatwork: WHOLE_JA,
    teams: 'ワークフロー「Webhook要求を受信したときにチャネルに投稿する」から、URL全体をコピーしてください。',
    discord: 'Discordのチャンネル設定の「連携サービス」の「ウェブフック」から、URL全体をコピーしてください。',
    pagerduty: WHOLE_JA,
    webhook: WHOLE_JA,
    email: WHOLE_JA,
  },
};

export const TARGET_WORDS: WordTable<TargetWords> = { en, ja };
