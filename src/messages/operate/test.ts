/** `login-watch test` and `test-slack`, `test-teams`, …: help, questions and refusals, in each language. */
import type { ChannelKind } from '../../core/settings.ts';
import type { WordTable } from '../../core/words.ts';

interface Refusal {
  readonly message: string;
  readonly hint: string;
}

export interface TestWords {
  readonly help: {
    readonly all: string;
    readonly channels: string;
    readonly deployed: string;
    readonly health: string;
    /** `vendor`: the channel's label; `variable`: where Slack's webhook may stand. */
    readonly one: (vendor: string) => string;
    readonly secretFrom: (flag: string, variable: string | undefined) => string;
    readonly mail: string;
    readonly incident: string;
    readonly webhookUrl: string;
    readonly token: string;
    readonly routingKey: string;
    readonly eu: string;
    readonly room: string;
    readonly dryRun: string;
    readonly preview: string;
    readonly examples: Readonly<
      Record<
        'all' | 'dryRun' | 'deployed' | 'health' | 'settings' | 'given' | 'typed' | 'variable' | 'japanese',
        string
      >
    >;
  };
  /** The question for a secret that is used once. */
  readonly askOnce: (what: string) => string;
  readonly askRoom: string;
  readonly badRoom: string;
  readonly roomMissing: Refusal;
  readonly deployedAlone: Refusal;
  /** `known`: the kinds of the settings' channels. */
  readonly noChannel: (names: readonly string[], known: readonly string[]) => string;
  readonly listChannels: string;
  /** `flag`: the option for the secret. */
  readonly giveSecret: (kind: ChannelKind, flag: string, variable: string | undefined) => string;
  readonly wrotePreview: (file: string) => string;
  readonly preview: { readonly title: string; readonly heading: string; readonly note: string };
}

const en: TestWords = {
  help: {
    all: 'Sends a sample alert over the channels of your settings, and shows what each vendor answered.',
    channels: 'kinds or names of channels (default: all of the settings)',
    deployed: 'through the deployed notifier: a made-up sign-in by each pipeline, every hop and how long it took',
    health: 'a message to those who hear that the notifier itself is unwell, by the way of its alarms',
    one: (vendor) => `Sends a sample alert with every kind of finding to ${vendor}, and shows the answer.`,
    secretFrom: (flag, variable) =>
      `The secret comes from ${flag}, ${variable === undefined ? '' : `${variable}, `}the settings, or a hidden prompt; it is never shown.`,
    incident: 'It opens an incident and resolves it again; whoever is on call may be notified.',
    mail: 'Mail is sent through the deployed notifier, to the addresses of the settings.',
    webhookUrl: 'the webhook; your shell’s history keeps it, so prefer the prompt',
    token: 'the API token; your shell’s history keeps it, so prefer the prompt',
    routingKey: 'the integration key; your shell’s history keeps it, so prefer the prompt',
    eu: 'the PagerDuty account is in the EU service region',
    room: 'the room’s number: the digits after #!rid in its URL',
    dryRun: 'show the exact requests, secrets blanked, and send nothing; needs no settings',
    preview: 'write a page (HTML) that shows how it looks in each channel, and send nothing; needs no settings',
    examples: {
      all: 'All channels of login-watch.yaml',
      dryRun: 'The requests, without sending',
      deployed: 'Through the deployed notifier, hop by hop',
      health: 'To those who hear if the notifier itself fails',
      settings: 'With the channel of login-watch.yaml, or asked for on a terminal',
      given: 'Without settings',
      typed: 'The secret is typed, hidden',
      variable: 'With the webhook in the environment',
      japanese: 'In Japanese',
    },
  },
  askOnce: (what) => `${what} (not kept):`,
  askRoom: 'Chatwork room (the digits after #!rid in its URL):',
  badRoom: 'A room is a number: the digits after #!rid in its URL.',
  roomMissing: {
    message: 'The Chatwork room is missing',
    hint: 'Add --room with the digits after #!rid in the room’s URL.',
  },
  deployedAlone: {
    message: '--deployed goes through all channels of the deployed notifier',
    hint: 'Leave out channel names, --dry-run and --preview.',
  },
  noChannel: (names, known) =>
    `No channel ${names.length === 0 ? '' : `${names.join(', ')} `}is set up${known.length === 0 ? '' : ` (there are: ${known.join(', ')})`}`,
  listChannels:
    'List your channels under `channels` in login-watch.yaml, or try one: `login-watch test-slack --webhook-url …`.',
  giveSecret: (kind, flag, variable) =>
    `Run it in a terminal to be asked, give ${flag}${variable === undefined ? '' : ` or ${variable}`}, or list ${kind} under \`channels\` in login-watch.yaml.`,
  wrotePreview: (file) => `Wrote ${file}. Open it in a browser.`,
  preview: {
    title: 'login-watch: how alerts look',
    heading: 'How alerts look',
    note: 'Drawn from the exact messages. The apps’ own fonts and spacing differ.',
  },
};

const ja: TestWords = {
  help: {
    all: '設定の通知先にサンプル通知を送り、各サービスの応答を表示します。',
    channels: '通知先の種類または名前（既定：設定のすべて）',
    deployed: 'デプロイした通知機能を通す：各パイプラインに架空のサインインを流し、区間ごとの結果と所要時間を表示',
    health: '通知機能そのものの異常の連絡先に、アラームと同じ経路でメッセージを送る',
    one: (vendor) => `すべての種類の検出を含むサンプル通知を${vendor}に送り、応答を表示します。`,
    secretFrom: (flag, variable) =>
      `シークレットは ${flag}、${variable === undefined ? '' : `${variable}、`}設定、端末での入力（非表示）のいずれかで渡します。表示されることはありません。`,
    incident: 'インシデントを1つ作成し、すぐに解決済みにします。当番の担当者に連絡が届くことがあります。',
    mail: 'メールは、デプロイした通知機能から設定のアドレスに送信します。',
    webhookUrl: 'WebhookのURL（シェルの履歴に残るため、端末での入力を推奨）',
    token: 'APIトークン（シェルの履歴に残るため、端末での入力を推奨）',
    routingKey: 'インテグレーションキー（シェルの履歴に残るため、端末での入力を推奨）',
    eu: 'PagerDutyのアカウントがEUのサービスリージョンにある',
    room: 'ルームID：ルームのURLの #!rid に続く数字',
    dryRun: '送信せずに、リクエストをそのまま表示（シークレットは伏せる）。設定は不要',
    preview: '送信せずに、各通知先での見え方をHTMLページに書き出す。設定は不要',
    examples: {
      all: 'login-watch.yaml のすべての通知先',
      dryRun: '送信せずにリクエストを表示',
      deployed: 'デプロイした通知機能を区間ごとに確認',
      health: '通知機能の異常の連絡先への経路を確認',
      settings: 'login-watch.yaml の通知先を使用（なければ端末で入力）',
      given: '設定なしで送信',
      typed: 'シークレットを端末で入力（非表示）',
      variable: 'Webhookを環境変数で指定',
      japanese: '日本語で送信',
    },
  },
  askOnce: (what) => `${what}（保存されません）：`,
  askRoom: 'Chatworkのルーム（ルームのURLの #!rid に続く数字）：',
  badRoom: 'ルームIDは数字です（ルームのURLの #!rid に続く部分）。',
  roomMissing: {
    message: 'Chatworkのルームが指定されていません',
    hint: 'ルームのURLの #!rid に続く数字を --room で指定してください。',
  },
  deployedAlone: {
    message: '--deployed はデプロイした通知機能のすべての通知先を通します',
    hint: '通知先の名前、--dry-run、--preview を外してください。',
  },
  noChannel: (names, known) =>
    `通知先${names.length === 0 ? '' : ` ${names.join('、')} `}が設定されていません${known.length === 0 ? '' : `（設定済み：${known.join('、')}）`}`,
  listChannels:
    'login-watch.yaml の `channels` に通知先を書くか、`login-watch test-slack --webhook-url …` で試してください。',
  giveSecret: (kind, flag, variable) =>
    `端末で実行して入力するか、${flag}${variable === undefined ? '' : ` または ${variable}`} で指定するか、login-watch.yaml の \`channels\` に ${kind} を書いてください。`,
  wrotePreview: (file) => `${file} に書き出しました。ブラウザーで開いてください。`,
  preview: {
    title: 'login-watch：通知の見え方',
    heading: '通知の見え方',
    note: '実際に送信される内容から描画しています。フォントや間隔は各アプリと異なります。',
  },
};

export const TEST_WORDS: WordTable<TestWords> = { en, ja };
