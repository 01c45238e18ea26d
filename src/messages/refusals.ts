/** Why a deployment is refused before it begins, and what to do, in each language. */
import type { Language } from '../core/rule.ts';

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
  readonly bucketElsewhere: (bucket: string, region: string) => Refusal;
  readonly templateTooLarge: (stack: string, bytes: number, most: number) => Refusal;
}

/** `AWS::SQS::Queue` -> `queue`; `AWS::Logs::LogGroup` -> `log group` */
const wordFor = (type: string) => (type.split('::').at(-1) ?? type).replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();

const OTHER_NAME =
  'Nothing of it was touched. Choose another `name:` in login-watch.yaml, or remove it if nobody needs it any more.';

const en: RefusalWords = {
  localSecret: (variable) => ({
    message: `a channel takes its secret from the environment variable ${variable}, which the function can’t see`,
    hint: 'Store it in your account with `login-watch secret set`, and name it `ssm:/…` in login-watch.yaml.',
  }),
  namesTaken: (stack, others) => ({
    message: [
      `what is to be made for stack ${stack} has names that others have:`,
      ...others.map(({ type, name, region }) => `  ${wordFor(type)} ${name} in ${region}`),
    ].join('\n'),
    hint: OTHER_NAME,
  }),
  foreignStack: (stack, region) => ({
    message: `stack ${stack} in ${region} is not of login-watch`,
    hint: OTHER_NAME,
  }),
  foreignForwarder: (stack, region, home) => ({
    message: `stack ${stack} in ${region} forwards to another notifier, in ${home}`,
    hint: `If that one is needed no more: \`login-watch destroy --region ${home}\`, then run this again.`,
  }),
  foreignFilters: (logGroup, lines) => ({
    message: `log group ${logGroup} has subscription filters of our names that lead elsewhere:\n${lines}`,
    hint: 'Nothing of theirs is touched. Choose another `name:` in login-watch.yaml, or use pipeline s3 in place of logs.',
  }),
  filtersFull: (logGroup, needed, others, lines) => ({
    message: `log group ${logGroup} takes two subscription filters, ${needed === 1 ? 'one is' : 'two are'} needed, and others have ${others}:\n${lines}`,
    hint: 'Nothing of theirs is touched. Remove one of them, switch rules off until one filter is enough, or use pipeline s3 in place of logs.',
  }),
  bucketElsewhere: (bucket, region) => ({
    message: `the trail’s bucket ${bucket} is in ${region}, and pipeline s3 must be where it is`,
    hint: `Deploy there (--region ${region}), or use pipeline logs.`,
  }),
  templateTooLarge: (stack, bytes, most) => ({
    message: `the template of stack ${stack} has ${bytes.toLocaleString('en-US')} bytes, and CloudFormation takes ${most.toLocaleString('en-US')}`,
    hint: 'Use fewer rules and mail addresses: switch rules off, say several in one, or put the addresses behind one mailing list.',
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
  bucketElsewhere: (bucket, region) => ({
    message: `証跡のバケット ${bucket} は ${region} にあり、パイプライン s3 は同じリージョンでしか使えません`,
    hint: `--region ${region} を付けてデプロイするか、パイプライン logs を使ってください。`,
  }),
  templateTooLarge: (stack, bytes, most) => ({
    message: `スタック ${stack} のテンプレートが ${bytes.toLocaleString('en-US')} バイトあり、CloudFormationの上限 ${most.toLocaleString('en-US')} バイトを超えています`,
    hint: 'ルールやメールアドレスを減らしてください。ルールを1つにまとめる、アドレスをメーリングリストにするなどの方法があります。',
  }),
};

export const refusalWordsIn = (language: Language): RefusalWords => ({ en, ja })[language];
