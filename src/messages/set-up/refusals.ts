/** Why a deployment is refused before it begins, and what to do, in each language. */
import type { WordTable } from '../../core/words.ts';

interface Refusal {
  readonly message: string;
  readonly hint: string;
}

interface Taken {
  readonly type: string;
  readonly name: string;
  readonly region: string;
}

export interface RefusalWords {
  readonly localSecret: (variable: string) => Refusal;
  readonly namesTaken: (stack: string, others: readonly Taken[]) => Refusal;
  readonly foreignStack: (stack: string, region: string) => Refusal;
  readonly foreignForwarder: (stack: string, region: string, home: string) => Refusal;
  /** `lines`: the filters. */
  readonly foreignFilters: (logGroup: string, lines: string) => Refusal;
  readonly filtersFull: (logGroup: string, needed: number, others: number, lines: string) => Refusal;
  /** `lines`: the filters with a regular expression, with their patterns. */
  readonly expressionsFull: (logGroup: string, needed: number, others: number, lines: string) => Refusal;
  /** `hasLogs`: the trail may feed pipeline `logs` instead. */
  readonly bucketElsewhere: (bucket: string, region: string, hasLogs: boolean) => Refusal;
  /** `account`: the owner by the settings. */
  readonly bucketOfAnother: (bucket: string, account: string) => Refusal;
  readonly topicElsewhere: (topic: string, region: string, home: string) => Refusal;
  readonly templateTooLarge: (stack: string, bytes: number, most: number) => Refusal;
}

/** `AWS::SQS::Queue` -> `queue`; `AWS::Logs::LogGroup` -> `log group` */
const wordFor = (type: string) => (type.split('::').at(-1) ?? type).replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();

const OTHER_NAME =
  'It was left untouched. Choose another `name:` in login-watch.yaml, or remove it if it is no longer needed.';

const en: RefusalWords = {
  localSecret: (variable) => ({
    message: `A channel reads its secret from the environment variable ${variable}, which the function can’t see`,
    hint: 'Store it in your account with `login-watch secret set`, and name it `ssm:/…` in login-watch.yaml.',
  }),
  namesTaken: (stack, others) => ({
    message: [
      `Stack ${stack} can’t be created: these names are taken:`,
      ...others.map(({ type, name, region }) => `  ${wordFor(type)} ${name} in ${region}`),
    ].join('\n'),
    hint: OTHER_NAME,
  }),
  foreignStack: (stack, region) => ({
    message: `Stack ${stack} in ${region} doesn’t belong to login-watch`,
    hint: OTHER_NAME,
  }),
  foreignForwarder: (stack, region, home) => ({
    message: `Stack ${stack} in ${region} forwards to another notifier, in ${home}`,
    hint: `If that one is no longer needed, run \`login-watch destroy --region ${home}\`, then this command again.`,
  }),
  foreignFilters: (logGroup, lines) => ({
    message: `Log group ${logGroup} has subscription filters with the same names and other destinations:\n${lines}`,
    hint: 'They were left untouched. Choose another `name:` in login-watch.yaml, or use pipeline s3 instead of logs.',
  }),
  filtersFull: (logGroup, needed, others, lines) => ({
    message: `Log group ${logGroup} allows two subscription filters; ${needed === 1 ? 'one is' : 'two are'} needed, but ${others} ${others === 1 ? 'is' : 'are'} in use:\n${lines}`,
    hint: 'They were left untouched. Remove one of them, turn rules off until one filter is enough, or use pipeline s3 instead of logs.',
  }),
  expressionsFull: (logGroup, needed, others, lines) => ({
    message: `Log group ${logGroup} allows five filters with a regular expression; ${needed === 1 ? 'one is' : `${needed} are`} needed, but ${others} ${others === 1 ? 'is' : 'are'} in use:\n${lines}`,
    hint: 'They were left untouched. Write one of them without a regular expression (%…%), turn rules off until our filters need none, or use pipeline s3 instead of logs.',
  }),
  bucketElsewhere: (bucket, region, hasLogs) => ({
    message: `The trail’s bucket ${bucket} is in ${region}, and pipeline s3 works only in the same region`,
    hint: `Deploy there (--region ${region})${hasLogs ? ', or use pipeline logs' : ''}.`,
  }),
  bucketOfAnother: (bucket, account) => ({
    message: `Bucket ${bucket} doesn’t belong to account ${account}`,
    hint: 'Correct `account` or `bucket` under `trail` in login-watch.yaml. A bucket of the account that you deploy to takes that account’s number.',
  }),
  topicElsewhere: (topic, region, home) => ({
    message: `Topic ${topic} is in ${region}, and the notifier in ${home}: messages that can’t be delivered would be lost`,
    hint: `Ask the owner for a topic in ${home}, or remove \`topic\` from login-watch.yaml and use EventBridge.`,
  }),
  templateTooLarge: (stack, bytes, most) => ({
    message: `The template of stack ${stack} has ${bytes.toLocaleString('en-US')} bytes; CloudFormation allows ${most.toLocaleString('en-US')}`,
    hint: 'Use fewer rules and mail addresses: turn rules off, combine several in one, or put the addresses behind one mailing list.',
  }),
};

const UNTOUCHED = '既存のものは変更していません。';

const ja: RefusalWords = {
  localSecret: (variable) => ({
    message: `通知先のシークレットに環境変数 ${variable} が指定されていますが、関数からは参照できません`,
    hint: '`login-watch secret set` でアカウントに保存し、login-watch.yaml に `ssm:/…` と書いてください。',
  }),
  namesTaken: (stack, others) => ({
    message: [
      `スタック ${stack} で作成するものの名前が既に使われています：`,
      ...others.map(({ type, name, region }) => `  ${type.replace(/^AWS::/, '')} ${name}（${region}）`),
    ].join('\n'),
    hint: `${UNTOUCHED}login-watch.yaml の \`name:\` を変えるか、不要であれば削除してください。`,
  }),
  foreignStack: (stack, region) => ({
    message: `${region} のスタック ${stack} は login-watch のものではありません`,
    hint: `${UNTOUCHED}login-watch.yaml の \`name:\` を変えるか、不要であれば削除してください。`,
  }),
  foreignForwarder: (stack, region, home) => ({
    message: `${region} のスタック ${stack} は ${home} にある別の通知機能に転送しています`,
    hint: `それが不要であれば \`login-watch destroy --region ${home}\` で削除し、もう一度実行してください。`,
  }),
  foreignFilters: (logGroup, lines) => ({
    message: `ロググループ ${logGroup} に、同じ名前で送信先の異なるサブスクリプションフィルターがあります：\n${lines}`,
    hint: `${UNTOUCHED}login-watch.yaml の \`name:\` を変えるか、パイプライン logs の代わりに s3 を使ってください。`,
  }),
  filtersFull: (logGroup, needed, others, lines) => ({
    message: `ロググループ ${logGroup} のサブスクリプションフィルターは2個までです。${needed}個必要ですが、既に${others}個使われています：\n${lines}`,
    hint: `${UNTOUCHED}どれかを削除するか、フィルターが1個で足りるまでルールを減らすか、パイプライン logs の代わりに s3 を使ってください。`,
  }),
  expressionsFull: (logGroup, needed, others, lines) => ({
    message: `ロググループ ${logGroup} で正規表現を使えるフィルターは5個までです。${needed}個必要ですが、既に${others}個使われています：\n${lines}`,
    hint: `${UNTOUCHED}どれかを正規表現（%…%）を使わない形に書き換えるか、正規表現が不要になるまでルールを減らすか、パイプライン logs の代わりに s3 を使ってください。`,
  }),
  bucketElsewhere: (bucket, region, hasLogs) => ({
    message: `証跡のバケット ${bucket} は ${region} にあり、パイプライン s3 は同じリージョンでしか使えません`,
    hint: `--region ${region} を付けてデプロイ${hasLogs ? 'するか、パイプライン logs を使って' : 'して'}ください。`,
  }),
  bucketOfAnother: (bucket, account) => ({
    message: `バケット ${bucket} はアカウント ${account} のものではありません`,
    hint: 'login-watch.yaml の `trail` にある `account` か `bucket` を直してください。デプロイ先のアカウントのバケットなら、そのアカウントの番号を書きます。',
  }),
  topicElsewhere: (topic, region, home) => ({
    message: `トピック ${topic} は ${region} に、通知機能は ${home} にあります。配信できなかったメッセージが失われます`,
    hint: `所有者に ${home} のトピックを用意してもらうか、login-watch.yaml の \`topic\` を削除してEventBridgeを使ってください。`,
  }),
  templateTooLarge: (stack, bytes, most) => ({
    message: `スタック ${stack} のテンプレートが ${bytes.toLocaleString('en-US')} バイトあり、CloudFormationの上限 ${most.toLocaleString('en-US')} バイトを超えています`,
    hint: 'ルールやメールアドレスを減らしてください。ルールを1つにまとめる、アドレスをメーリングリストにするなどの方法があります。',
  }),
};

export const REFUSAL_WORDS: WordTable<RefusalWords> = { en, ja };
