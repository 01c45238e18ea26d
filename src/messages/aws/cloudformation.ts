/** Refusals and waits of CloudFormation and of what belongs to stacks, in each language. */
import type { WordTable } from '../../core/words.ts';
import type { Doing } from './stack-failure.ts';

interface Refusal {
  readonly message: string;
  readonly hint: string;
}

export interface Wait {
  readonly waitingFor: string;
  /** AWS's work after the waiting ends, and the way to resume it. */
  readonly meanwhile: string;
}

export interface CloudFormationWords {
  /** `quoted`: AWS's own sentence. */
  readonly capabilities: (stack: string, region: string, quoted: string) => Refusal;
  readonly limit: (stack: string, region: string, quoted: string) => Refusal;
  readonly sameToken: (stack: string, region: string) => Refusal;
  readonly invalid: (stack: string, region: string, quoted: string) => Refusal;
  readonly enableRegion: (region: string) => string;
  readonly perhapsDisabled: (region: string) => string;
  readonly waitedTooLong: (minutes: number, waitingFor: string) => string;
  readonly stoppedWaiting: (waitingFor: string) => string;
  readonly whileWaiting: (message: string, waitingFor: string) => string;
  readonly stackToBe: (stack: string, region: string, doing: Doing) => Wait;
  readonly others: (stack: string, region: string) => Wait;
  readonly changeSet: (stack: string, region: string) => Wait;
  readonly drift: (stack: string, region: string) => Wait;
  readonly events: (stack: string, region: string) => Wait;
  readonly stuck: (stack: string, region: string, status: string) => string;
  readonly halfGone: (stack: string, region: string, status: string) => Refusal;
  readonly outdated: (stack: string, region: string) => Refusal;
  readonly protected: (stack: string, region: string) => Refusal;
  readonly refusedChanges: (stack: string, region: string, why: string) => string;
  readonly nameExists: string;
  readonly mendReason: string;
  readonly notDeployed: (stack: string, region: string) => Refusal;
  readonly notWhole: (stack: string, region: string, status: string) => Refusal;
  readonly noOutput: (key: string) => Refusal;
  readonly bucketGone: (bucket: string, stack: string) => Refusal;
  readonly noTrailBucket: (bucket: string) => Refusal;
  readonly bucketDenied: (message: string, bucket: string, account: string) => string;
  readonly bucketElsewhere: (hint: string) => string;
  readonly tableNotGone: (table: string, minutes: number) => Refusal;
  readonly tableStillProtected: (table: string, minutes: number) => Refusal;
  readonly bucketNotEmptied: (bucket: string, count: number, first: string) => Refusal;
  readonly noBundle: Refusal;
}

const AGAIN = 'run the same command again';

const en: CloudFormationWords = {
  capabilities: (stack, region, quoted) => ({
    message: `CloudFormation does not make stack ${stack} in ${region} without more being allowed: ${quoted}`,
    hint: 'The template names IAM resources itself or has macros, which login-watch does not allow: let CloudFormation choose the names.',
  }),
  limit: (stack, region, quoted) => ({
    message: `The account has reached its quota of stacks or change sets, so ${stack} can't be deployed in ${region}: ${quoted}`,
    hint: 'Delete stacks or change sets that are no longer needed, or ask for a higher quota of CloudFormation in Service Quotas.',
  }),
  sameToken: (stack, region) => ({
    message: `CloudFormation has already had the same request for stack ${stack} in ${region}`,
    hint: 'Run the same command again: it looks at what is there first.',
  }),
  invalid: (stack, region, quoted) => ({
    message: `CloudFormation refuses the request about stack ${stack} in ${region}: ${quoted}`,
    hint: 'Check what the sentence names: the settings, or a stack that is being changed elsewhere.',
  }),
  enableRegion: (region) =>
    `Enable ${region} in the account settings. With account:ListRegions allowed, regions that are off are left out.`,
  perhapsDisabled: (region) =>
    `AWS says the same where a region is not enabled in the account: if other regions work, enable ${region} or leave it out.`,
  waitedTooLong: (minutes, waitingFor) => `Waited ${minutes} minutes for ${waitingFor}, and it is not done`,
  stoppedWaiting: (waitingFor) => `Stopped waiting for ${waitingFor}`,
  whileWaiting: (message, waitingFor) => `${message}, while waiting for ${waitingFor}`,
  stackToBe: (stack, region, doing) => ({
    waitingFor: `stack ${stack} in ${region} to be ${doing}`,
    meanwhile: `AWS goes on with it by itself; ${AGAIN} to see the result and to go on from there.`,
  }),
  others: (stack, region) => ({
    waitingFor: `the change in progress on stack ${stack} in ${region}`,
    meanwhile: 'AWS goes on with it by itself, and nothing of this command was done; run it again later.',
  }),
  changeSet: (stack, region) => ({
    waitingFor: `the change set of stack ${stack} in ${region}`,
    meanwhile: `Nothing has been changed; ${AGAIN}.`,
  }),
  drift: (stack, region) => ({
    waitingFor: `the drift of stack ${stack} in ${region}`,
    meanwhile: `Looking changes nothing; ${AGAIN}.`,
  }),
  events: (stack, region) => ({
    waitingFor: `the events of stack ${stack} in ${region}`,
    meanwhile: `Nothing has been changed; ${AGAIN}.`,
  }),
  stuck: (stack, region, status) => `Stack ${stack} in ${region} is stuck in ${status} and takes no changes`,
  halfGone: (stack, region, status) => ({
    message: `Stack ${stack} in ${region} is in ${status}: some of it could not be removed`,
    hint: `Delete what is left with \`aws cloudformation delete-stack --stack-name ${stack} --region ${region}\`, then ${AGAIN}.`,
  }),
  outdated: (stack, region) => ({
    message: `Stack ${stack} in ${region} was changed elsewhere since the plan was made`,
    hint: 'Nothing of the plan was done. Run the same command again: it makes a new plan.',
  }),
  protected: (stack, region) => ({
    message: `Stack ${stack} in ${region} is protected against deletion`,
    hint: `To delete it anyway: \`aws cloudformation update-termination-protection --no-enable-termination-protection --stack-name ${stack} --region ${region}\`, then ${AGAIN}.`,
  }),
  refusedChanges: (stack, region, why) => `CloudFormation refuses the changes to stack ${stack} in ${region}: ${why}`,
  nameExists:
    'Remove or rename what has that name, or choose another `name` in login-watch.yaml. What an earlier stack left behind is taken over only if nothing else owns it. Nothing has been changed.',
  mendReason: `Nothing has been changed. Mend what the reason names, then ${AGAIN}.`,
  notDeployed: (stack, region) => ({
    message: `No notifier is deployed: there is no stack ${stack} in ${region}`,
    hint: 'Run `login-watch deploy`, or name another region with --region.',
  }),
  notWhole: (stack, region, status) => ({
    message: `The stack ${stack} in ${region} is not whole (${status})`,
    hint: 'Run `login-watch deploy`; if it is being deployed, wait until that is done.',
  }),
  noOutput: (key) => ({
    message: `The notifier's stack has no output ${key}`,
    hint: 'It is older than this program: run `login-watch deploy`.',
  }),
  bucketGone: (bucket, stack) => ({
    message: `Bucket ${bucket} is missing, though its stack exists: it was deleted by hand`,
    hint: `Delete the stack (\`aws cloudformation delete-stack --stack-name ${stack}\`, with the capitals of your \`name:\`), then ${AGAIN}.`,
  }),
  noTrailBucket: (bucket) => ({
    message: `The trail’s bucket ${bucket} does not exist, so pipeline s3 has nothing to read`,
    hint: 'The trail delivers nowhere: mend it first, or let one be made: `trail: { use: new }` in login-watch.yaml.',
  }),
  bucketDenied: (message, bucket, account) =>
    `${message}: either bucket ${bucket} belongs to another account than ${account}, or the permission is missing`,
  bucketElsewhere: (hint) =>
    `If the bucket is another account’s, name it and its owner in login-watch.yaml: \`trail: { use: existing, bucket: …, account: … }\`. Otherwise: ${hint}`,
  tableNotGone: (table, minutes) => ({
    message: `Table ${table} is being deleted, and AWS is not done after ${minutes} minutes`,
    hint: `AWS goes on with it by itself; ${AGAIN} to see the result.`,
  }),
  tableStillProtected: (table, minutes) => ({
    message: `The deletion protection of table ${table} is being turned off, and AWS is not done after ${minutes} minutes`,
    hint: `The table was not deleted; ${AGAIN}.`,
  }),
  bucketNotEmptied: (bucket, count, first) => ({
    message: `Bucket ${bucket} can’t be emptied: AWS keeps ${count === 1 ? '1 object version' : `${count} object versions`}, e.g. ${first}`,
    hint: `Object Lock or a policy holds them. Once that is over, or the policy is changed, ${AGAIN}.`,
  }),
  noBundle: {
    message: 'The function’s code is missing from this installation',
    hint: 'Install aws-login-watch again; in a clone of the repository run `npm run build`.',
  },
};

const AGAIN_JA = '同じコマンドをもう一度実行してください';
const DOING: Readonly<Record<Doing, string>> = { created: '作成', changed: '変更', deleted: '削除' };

const ja: CloudFormationWords = {
  capabilities: (stack, region, quoted) => ({
    message: `${region} のスタック ${stack} の作成には追加の許可が必要です：${quoted}`,
    hint: 'テンプレートがIAMリソースに名前を付けているか、マクロを含んでいます。login-watch では使えないため、名前はCloudFormationに任せてください。',
  }),
  limit: (stack, region, quoted) => ({
    message: `スタックまたは変更セットの数が上限に達しているため、${region} に ${stack} をデプロイできません：${quoted}`,
    hint: '不要なスタックや変更セットを削除するか、Service QuotasでCloudFormationの上限緩和を申請してください。',
  }),
  sameToken: (stack, region) => ({
    message: `${region} のスタック ${stack} に対する同じリクエストは受け付け済みです`,
    hint: `${AGAIN_JA}。先に現在の状態を確認します。`,
  }),
  invalid: (stack, region, quoted) => ({
    message: `${region} のスタック ${stack} へのリクエストがCloudFormationに拒否されました：${quoted}`,
    hint: '示された箇所（設定、または別の場所で変更中のスタック）を確認してください。',
  }),
  enableRegion: (region) =>
    `アカウント設定で ${region} を有効にしてください。account:ListRegions を許可すると、無効なリージョンは対象から外れます。`,
  perhapsDisabled: (region) =>
    `リージョンがアカウントで無効な場合も同じ応答になります。ほかのリージョンで動作するなら、${region} を有効にするか対象から外してください。`,
  waitedTooLong: (minutes, waitingFor) => `${waitingFor}を${minutes}分待ちましたが、終わりません`,
  stoppedWaiting: (waitingFor) => `${waitingFor}の待機を中断しました`,
  whileWaiting: (message, waitingFor) => `${message}（${waitingFor}を待っている間）`,
  stackToBe: (stack, region, doing) => ({
    waitingFor: `${region} のスタック ${stack} の${DOING[doing]}`,
    meanwhile: `AWS側の処理は続いています。結果を確認して続けるには、${AGAIN_JA}。`,
  }),
  others: (stack, region) => ({
    waitingFor: `${region} のスタック ${stack} で進行中の変更`,
    meanwhile: 'AWS側の処理は続いており、このコマンドではまだ何も行っていません。時間をおいて再実行してください。',
  }),
  changeSet: (stack, region) => ({
    waitingFor: `${region} のスタック ${stack} の変更セット`,
    meanwhile: `何も変更していません。${AGAIN_JA}。`,
  }),
  drift: (stack, region) => ({
    waitingFor: `${region} のスタック ${stack} のドリフト検出`,
    meanwhile: `確認だけで何も変更しません。${AGAIN_JA}。`,
  }),
  events: (stack, region) => ({
    waitingFor: `${region} のスタック ${stack} のイベント`,
    meanwhile: `何も変更していません。${AGAIN_JA}。`,
  }),
  stuck: (stack, region, status) => `${region} のスタック ${stack} は ${status} のままで、変更を受け付けません`,
  halfGone: (stack, region, status) => ({
    message: `${region} のスタック ${stack} は ${status} で、一部を削除できていません`,
    hint: `残りを \`aws cloudformation delete-stack --stack-name ${stack} --region ${region}\` で削除してから、${AGAIN_JA}。`,
  }),
  outdated: (stack, region) => ({
    message: `${region} のスタック ${stack} は、計画の作成後に別の場所で変更されました`,
    hint: `計画は何も実行していません。${AGAIN_JA}。計画を作り直します。`,
  }),
  protected: (stack, region) => ({
    message: `${region} のスタック ${stack} は削除保護されています`,
    hint: `それでも削除する場合は \`aws cloudformation update-termination-protection --no-enable-termination-protection --stack-name ${stack} --region ${region}\` を実行してから、${AGAIN_JA}。`,
  }),
  refusedChanges: (stack, region, why) =>
    `${region} のスタック ${stack} への変更がCloudFormationに拒否されました：${why}`,
  nameExists:
    '同じ名前のものを削除または改名するか、login-watch.yaml の `name` を変えてください。以前のスタックが残したものは、ほかに所有者がない場合だけ引き継ぎます。何も変更していません。',
  mendReason: `何も変更していません。理由に書かれている原因を取り除いてから、${AGAIN_JA}。`,
  notDeployed: (stack, region) => ({
    message: `通知機能がデプロイされていません（${region} にスタック ${stack} がありません）`,
    hint: '`login-watch deploy` を実行するか、--region で別のリージョンを指定してください。',
  }),
  notWhole: (stack, region, status) => ({
    message: `${region} のスタック ${stack} は完成していません（${status}）`,
    hint: '`login-watch deploy` を実行してください。デプロイ中であれば、終わるまで待ってください。',
  }),
  noOutput: (key) => ({
    message: `通知機能のスタックに出力 ${key} がありません`,
    hint: 'このプログラムより古いバージョンです。`login-watch deploy` を実行してください。',
  }),
  bucketGone: (bucket, stack) => ({
    message: `スタックはありますが、バケット ${bucket} がありません（手動で削除されています）`,
    hint: `スタックを削除し（\`aws cloudformation delete-stack --stack-name ${stack}\`。大文字と小文字は \`name:\` に合わせる）、${AGAIN_JA}。`,
  }),
  noTrailBucket: (bucket) => ({
    message: `証跡のバケット ${bucket} がないため、パイプライン s3 で読めるものがありません`,
    hint: '証跡の送り先がありません。先に証跡を直すか、login-watch.yaml に `trail: { use: new }` と書いて新しい証跡を作成してください。',
  }),
  bucketDenied: (message, bucket, account) =>
    `${message}（バケット ${bucket} が ${account} 以外のアカウントのものか、権限がありません）`,
  bucketElsewhere: (hint) =>
    `別のアカウントのバケットであれば、login-watch.yaml に名前と所有者を書いてください：\`trail: { use: existing, bucket: …, account: … }\`。そうでなければ：${hint}`,
  tableNotGone: (table, minutes) => ({
    message: `テーブル ${table} は削除中ですが、${minutes}分たっても終わりません`,
    hint: `AWS側の処理は続いています。結果を確認するには、${AGAIN_JA}。`,
  }),
  tableStillProtected: (table, minutes) => ({
    message: `テーブル ${table} の削除保護を無効にしていますが、${minutes}分たっても終わりません`,
    hint: `テーブルは削除していません。${AGAIN_JA}。`,
  }),
  bucketNotEmptied: (bucket, count, first) => ({
    message: `バケット ${bucket} を空にできません。オブジェクトの${count}バージョンが残っています（例：${first}）`,
    hint: `オブジェクトロックまたはポリシーで保護されています。保護の期限後か、ポリシーの変更後に、${AGAIN_JA}。`,
  }),
  noBundle: {
    message: 'インストールに関数のコードが含まれていません',
    hint: 'aws-login-watch を再インストールしてください。リポジトリのクローンでは `npm run build` を実行してください。',
  },
};

export const CLOUDFORMATION_WORDS: WordTable<CloudFormationWords> = { en, ja };
