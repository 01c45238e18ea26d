/** The words of `login-watch template`, in each language. */
import type { WordTable } from '../../core/words.ts';

interface Refusal {
  readonly message: string;
  readonly hint: string;
}

export interface TemplateWords {
  /** `meant`: the nearest name; undefined if none is near. */
  readonly unknown: (name: string, meant: string | undefined, known: readonly string[]) => Refusal;
  readonly wrote: (file: string) => string;
  /** The first line of the comment. */
  readonly madeBy: (stack: string) => string;
  readonly values: string;
  readonly bucket: string;
  readonly note: Readonly<Record<'trail' | 'notifier' | 'health' | 'alarms' | 'forwarder', string>>;
  /** The needs of pipeline `s3`. */
  readonly files: string;
  /** Health has no second channel in the settings. */
  readonly noHealth: string;
  /** The same, where the bucket is another account's. */
  readonly elsewhere: (account: string) => string;
  /** The stack's pipeline is off in the settings. */
  readonly isOff: (pipeline: string) => string;
}

const en: TemplateWords = {
  unknown: (name, meant, known) => ({
    message: `There is no template ${name}`,
    hint: `${meant === undefined ? '' : `Did you mean ${meant}? `}The templates are ${known.join(', ')}.`,
  }),
  wrote: (file) => `Wrote ${file}. Its first lines say how to deploy it.`,
  madeBy: (stack) => `${stack}: made by login-watch from your settings. To deploy it by hand:`,
  values: 'Replace each … by the value described below, under Parameters.',
  bucket: 'It is too large to be sent as text: BUCKET is any bucket of yours in that region.',
  note: {
    trail: 'Only if no trail of all regions exists: a second one costs money.',
    notifier: 'CodeKey is the function’s zip: index.js and settings.json, of the same settings as this template.',
    health: 'TopicArn is the output TopicArn of the notifier stack, if your settings have health.',
    alarms: 'AlarmTopicArn is the output AlarmTopicArn of the notifier stack.',
    forwarder: 'In every enabled region except the home region, which HomeRegion names.',
  },
  files:
    'TrailBucket must send its events to EventBridge; the bucket of template trail does. If its files have a KMS key, add TrailKeyArn=….',
  noHealth: 'Your settings have no channel under health: add one first, or set Channel and SecretName by hand.',
  elsewhere: (account) =>
    `Bucket TrailBucket is account ${account}’s, which must do what \`login-watch template notifier\` prints beside this template. If its files have a KMS key, name it as \`key\` under \`trail\`.`,
  isOff: (pipeline) =>
    `Pipeline ${pipeline} is off in your settings: the notifier ignores this stack. Add ${pipeline} to pipelines first.`,
};

const ja: TemplateWords = {
  unknown: (name, meant, known) => ({
    message: `テンプレート ${name} はありません`,
    hint: `${meant === undefined ? '' : `${meant} のことですか。`}テンプレートは ${known.join('、')} です。`,
  }),
  wrote: (file) => `${file} に書き込みました。デプロイの方法は先頭の行にあります。`,
  madeBy: (stack) => `${stack}：設定から login-watch が作成しました。手動でデプロイするには：`,
  values: '… は、下の Parameters に説明のある値に置き換えてください。',
  bucket: 'テキストとして送るには大きすぎます。BUCKET には、そのリージョンにある任意のバケットを指定してください。',
  note: {
    trail: '全リージョンの証跡がない場合だけ使ってください。2つ目の証跡には費用がかかります。',
    notifier: 'CodeKey は関数のzip（index.js と settings.json）です。このテンプレートと同じ設定で作ってください。',
    health: 'TopicArn は、設定に health がある場合の、通知機能のスタックの出力 TopicArn です。',
    alarms: 'AlarmTopicArn は、通知機能のスタックの出力 AlarmTopicArn です。',
    forwarder: 'HomeRegion のホームリージョンを除く、有効なすべてのリージョンにデプロイしてください。',
  },
  files:
    'TrailBucket はイベントをEventBridgeに送る必要があります（テンプレート trail のバケットは送ります）。ファイルにKMSキーがある場合は TrailKeyArn=… も指定してください。',
  noHealth: '設定の health に channel がありません。先に追加するか、Channel と SecretName を手動で指定してください。',
  elsewhere: (account) =>
    `TrailBucket のバケットはアカウント ${account} のもので、\`login-watch template notifier\` がこのテンプレートと別に表示する作業が、そのアカウントで必要です。ファイルにKMSキーがある場合は、設定の \`trail\` に \`key\` として書いてください。`,
  isOff: (pipeline) =>
    `設定ではパイプライン ${pipeline} がオフのため、通知機能はこのスタックを無視します。先に pipelines に ${pipeline} を追加してください。`,
};

export const TEMPLATE_WORDS: WordTable<TemplateWords> = { en, ja };
