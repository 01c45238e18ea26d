/** Why a stack failed, what has become of the rest and what to do, in each language. */
import type { Language } from '../../core/rule.ts';

export type Doing = 'created' | 'changed' | 'deleted';

interface Place {
  readonly name: string;
  readonly region: string;
}

export interface StackFailureWords {
  readonly noReason: string;
  /** `others`: resources that failed, too. */
  readonly failed: (stack: Place, doing: Doing, why: string, others: readonly string[]) => string;
  readonly gone: string;
  /** `status`: CloudFormation's. */
  readonly became: (status: string) => string;
  readonly continueRollback: (stack: Place) => string;
  readonly allow: (action: string, command: string) => string;
  /** The policy of a resource of another account. */
  readonly allowThere: (action: string) => string;
  readonly emptyBucket: (bucket: string) => string;
  readonly nameTaken: string;
  readonly mend: string;
}

type Became = Readonly<Record<string, string>>;

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/view-stack-events.html */
const BECAME: Became = {
  DELETE_COMPLETE: 'CloudFormation has removed what it had made.',
  ROLLBACK_COMPLETE: 'CloudFormation has removed what it had made.',
  ROLLBACK_FAILED: 'Not all of what it had made could be removed (ROLLBACK_FAILED).',
  UPDATE_ROLLBACK_COMPLETE: 'CloudFormation has put it back to what it was.',
  UPDATE_ROLLBACK_FAILED: 'Putting it back to what it was failed too (UPDATE_ROLLBACK_FAILED).',
};

const en: StackFailureWords = {
  noReason: 'CloudFormation gives no reason',
  failed: ({ name, region }, doing, why, others) =>
    `Stack ${name} in ${region} could not be ${doing}: ${why}${others.length === 0 ? '' : ` (and ${others.join(', ')})`}. `,
  gone: 'The stack is gone.',
  became: (status) => BECAME[status] ?? `It is in ${status} now.`,
  continueRollback: ({ name, region }) =>
    `Mend what the stack's events name, then run \`aws cloudformation continue-update-rollback --stack-name ${name} --region ${region}\` (with --resources-to-skip for what can't be mended) and wait until it is done.`,
  allow: (action, command) =>
    `Allow ${action}: attach the policy that \`login-watch policy ${command}\` prints, or use a profile that has it; then run the same command again.`,
  allowThere: (action) =>
    `Its owner must allow ${action} in the resource’s policy: \`login-watch deploy --plan\` prints the statement for a topic of the trail’s files. Then run the same command again.`,
  emptyBucket: (bucket) =>
    `Empty the bucket ${bucket} (all versions of its objects too) once nothing in it is needed any more, then run the same command again.`,
  nameTaken:
    'Remove or rename what has that name, or choose another `name` in login-watch.yaml; then run the same command again.',
  mend: 'Mend what the reason names, then run the same command again.',
};

const BECAME_JA: Became = {
  DELETE_COMPLETE: '作成済みのものはCloudFormationが削除しました。',
  ROLLBACK_COMPLETE: '作成済みのものはCloudFormationが削除しました。',
  ROLLBACK_FAILED: '作成済みのものの一部を削除できませんでした（ROLLBACK_FAILED）。',
  UPDATE_ROLLBACK_COMPLETE: 'CloudFormationが元の状態に戻しました。',
  UPDATE_ROLLBACK_FAILED: '元の状態に戻すこともできませんでした（UPDATE_ROLLBACK_FAILED）。',
};

const DOING: Readonly<Record<Doing, string>> = { created: '作成', changed: '変更', deleted: '削除' };

const ja: StackFailureWords = {
  noReason: 'CloudFormationから理由が返されていません',
  failed: ({ name, region }, doing, why, others) =>
    `${region} のスタック ${name} を${DOING[doing]}できませんでした：${why}${others.length === 0 ? '' : `（ほか ${others.join('、')}）`}。`,
  gone: 'スタックはもうありません。',
  became: (status) => BECAME_JA[status] ?? `現在の状態は ${status} です。`,
  continueRollback: ({ name, region }) =>
    `スタックのイベントにある原因を取り除いてから \`aws cloudformation continue-update-rollback --stack-name ${name} --region ${region}\` を実行し（直せないリソースは --resources-to-skip で除く）、終わるまで待ってください。`,
  allow: (action, command) =>
    `${action} を許可してください。\`login-watch policy ${command}\` が表示するポリシーを付与するか、権限のあるプロファイルを使い、もう一度実行してください。`,
  allowThere: (action) =>
    `所有者が、そのリソースのポリシーで ${action} を許可する必要があります（証跡のファイルのトピックに必要なステートメントは \`login-watch deploy --plan\` で確認できます）。その後、もう一度実行してください。`,
  emptyBucket: (bucket) =>
    `バケット ${bucket} の中身が不要であれば（オブジェクトの全バージョンも含めて）空にし、もう一度実行してください。`,
  nameTaken: '同じ名前のものを削除または改名するか、login-watch.yaml の `name` を変えて、もう一度実行してください。',
  mend: '理由に書かれている原因を取り除き、もう一度実行してください。',
};

export const stackFailureWordsIn = (language: Language): StackFailureWords => ({ en, ja })[language];
