/** Checks of a trail's bucket: sentences and remedies. */
import type { WordTable } from '../../core/words.ts';
import { counted } from '../units.ts';

/** A trail and its bucket, as sentences name them. */
interface Named {
  readonly trail: string;
  readonly bucket: string;
}

export interface Guards {
  readonly isVersioned: boolean;
  readonly hasMfaDelete: boolean;
  /** The mode of Object Lock in AWS's word, `''` if each object has its own; undefined without Object Lock. */
  readonly lock: string | undefined;
}

export interface BucketWords {
  readonly gone: (facts: Named) => string;
  readonly goneTodo: (facts: Named) => string;
  readonly elsewhere: (facts: Named) => string;
  readonly elsewhereTodo: (facts: Named) => string;
  /** `by`: what opens it. */
  readonly open: (facts: Named & { readonly by: readonly ('policy' | 'acl')[] }) => string;
  readonly openTodo: (facts: Named) => string;
  /** `isBlocked`: Block Public Access is fully on, for the bucket or the account. */
  readonly closed: (facts: Named & { readonly isBlocked: boolean }) => string;
  /** `whom`: undefined for everybody, else accounts and the like. */
  readonly deletable: (
    facts: Named & { readonly whom: readonly string[] | undefined; readonly action: string },
  ) => string;
  readonly deletableTodo: (facts: Named) => string;
  /** `keys`: conditions that decide. */
  readonly perhapsDeletable: (facts: Named & { readonly action: string; readonly keys: readonly string[] }) => string;
  readonly perhapsDeletableTodo: (facts: Named) => string;
  readonly kept: (facts: Named & Guards) => string;
  readonly tooShort: (facts: Named & { readonly rule: string; readonly days: number }) => string;
  readonly tooShortTodo: (facts: Named & { readonly rule: string }) => string;
  /** `isYear`: a year or longer. */
  readonly longEnough: (facts: Named & { readonly days: number; readonly isYear: boolean }) => string;
  readonly forever: (facts: Named) => string;
}

const guardsEn = ({ isVersioned, hasMfaDelete, lock }: Guards) => {
  const locked = lock === undefined ? 'no Object Lock' : `Object Lock${lock === '' ? '' : ` (${lock.toLowerCase()})`}`;
  const versions = isVersioned
    ? `Versioning is on, ${hasMfaDelete ? 'with' : 'without'} MFA delete; ${locked}`
    : `Versioning is off, so a deleted file is lost; ${locked}`;
  return `${versions}.`;
};

const guardsJa = ({ isVersioned, hasMfaDelete, lock }: Guards) => {
  const locked = lock === undefined ? 'なし' : `あり${lock === '' ? '' : `（${lock}）`}`;
  const versions = isVersioned
    ? `バージョニングは有効（MFA Delete${hasMfaDelete ? 'あり' : 'なし'}）`
    : 'バージョニングは無効で、削除されたファイルは戻せません';
  return `${versions}。オブジェクトロックは${locked}。`;
};

const en: BucketWords = {
  gone: ({ trail, bucket }) => `Bucket ${bucket} of trail ${trail} doesn't exist.`,
  goneTodo: ({ trail }) =>
    `Make the bucket of trail ${trail} again before somebody else takes its name, and find out who deleted it.`,
  elsewhere: ({ trail, bucket }) =>
    `Bucket ${bucket} of trail ${trail} belongs to another account, where this audit doesn't look.`,
  elsewhereTodo: ({ bucket }) => `Run \`login-watch audit\` in the account that owns bucket ${bucket} too.`,
  open: ({ trail, bucket, by }) =>
    `Bucket ${bucket} of trail ${trail} is public by its ${by.map((one) => (one === 'acl' ? 'ACL' : one)).join(' and its ')}.`,
  openTodo: ({ bucket }) =>
    `Turn on Block Public Access for bucket ${bucket}, and take everybody out of its policy and its ACL.`,
  closed: ({ trail, bucket, isBlocked }) =>
    `Bucket ${bucket} of trail ${trail} isn't public${isBlocked ? ', and Block Public Access keeps it so' : '; but Block Public Access is not fully on, so one change of its policy or its ACL could open it'}.`,
  deletable: ({ trail, bucket, whom, action }) =>
    `The policy of bucket ${bucket} lets ${whom === undefined ? 'everybody' : whom.join(' and ')} destroy log files of trail ${trail} (${action}).`,
  deletableTodo: ({ bucket }) =>
    `Deny other accounts that right in the policy of bucket ${bucket}, or take out what allows it; accounts of your own belong under \`accounts\` in the settings.`,
  perhapsDeletable: ({ trail, bucket, action, keys }) =>
    `The policy of bucket ${bucket} allows ${action} on log files of trail ${trail} under a condition that can't be judged here (${keys.join(', ')}).`,
  perhapsDeletableTodo: ({ bucket }) => `Check whom that statement of the policy of bucket ${bucket} lets in.`,
  kept: (facts) =>
    `The policy of bucket ${facts.bucket} lets no other account destroy log files of trail ${facts.trail}. ${guardsEn(facts)}`,
  tooShort: ({ trail, bucket, rule, days }) =>
    `Lifecycle rule ${rule} of bucket ${bucket} deletes log files of trail ${trail} after ${counted(days, 'day')}; AWS itself keeps 90 days in event history.`,
  tooShortTodo: ({ rule }) =>
    `Let lifecycle rule ${rule} keep log files for 90 days at least, better for a year, and find out who set it.`,
  longEnough: ({ trail, bucket, days, isYear }) =>
    `Bucket ${bucket} keeps log files of trail ${trail} for ${counted(days, 'day')}${isYear ? '' : ', less than the year that standards such as PCI DSS ask for'}.`,
  forever: ({ trail, bucket }) => `No lifecycle rule of bucket ${bucket} deletes log files of trail ${trail}.`,
};

const ja: BucketWords = {
  gone: ({ trail, bucket }) => `証跡 ${trail} のバケット ${bucket} が存在しません。`,
  goneTodo: ({ trail }) =>
    `同じ名前を他者に取られる前に証跡 ${trail} のバケットを作り直し、誰が削除したかを確認してください。`,
  elsewhere: ({ trail, bucket }) =>
    `証跡 ${trail} のバケット ${bucket} は別のアカウントのもので、この監査の対象外です。`,
  elsewhereTodo: ({ bucket }) =>
    `バケット ${bucket} を所有するアカウントでも \`login-watch audit\` を実行してください。`,
  open: ({ trail, bucket, by }) =>
    `証跡 ${trail} のバケット ${bucket} は${by.map((one) => (one === 'acl' ? 'ACL' : 'ポリシー')).join('と')}により公開されています。`,
  openTodo: ({ bucket }) =>
    `バケット ${bucket} のブロックパブリックアクセスを有効にし、ポリシーとACLから公開の許可を削除してください。`,
  closed: ({ trail, bucket, isBlocked }) =>
    `証跡 ${trail} のバケット ${bucket} は公開されて${isBlocked ? 'おらず、ブロックパブリックアクセスも有効です' : 'いませんが、ブロックパブリックアクセスの一部が無効なため、ポリシーやACLの変更だけで公開されるおそれがあります'}。`,
  deletable: ({ trail, bucket, whom, action }) =>
    `バケット ${bucket} のポリシーにより、${whom === undefined ? '誰でも' : `${whom.join('、')} が`}証跡 ${trail} のログファイルを消去できます（${action}）。`,
  deletableTodo: ({ bucket }) =>
    `バケット ${bucket} のポリシーで他のアカウントにこの操作を拒否するか、許可を削除してください。自社のアカウントであれば、設定の \`accounts\` に追加してください。`,
  perhapsDeletable: ({ trail, bucket, action, keys }) =>
    `バケット ${bucket} のポリシーは、ここでは評価できない条件（${keys.join('、')}）付きで、証跡 ${trail} のログファイルへの ${action} を許可しています。`,
  perhapsDeletableTodo: ({ bucket }) =>
    `バケット ${bucket} のポリシーのこのステートメントが誰に許可しているかを確認してください。`,
  kept: (facts) =>
    `バケット ${facts.bucket} のポリシーでは、他のアカウントは証跡 ${facts.trail} のログファイルを消去できません。${guardsJa(facts)}`,
  tooShort: ({ trail, bucket, rule, days }) =>
    `バケット ${bucket} のライフサイクルルール ${rule} により、証跡 ${trail} のログファイルは${days}日で削除されます。AWSのイベント履歴でも90日間は保存されます。`,
  tooShortTodo: ({ rule }) =>
    `ライフサイクルルール ${rule} の保存期間を90日以上（できれば1年以上）にし、誰が設定したかを確認してください。`,
  longEnough: ({ trail, bucket, days, isYear }) =>
    `バケット ${bucket} は証跡 ${trail} のログファイルを${days}日間保存します${isYear ? '' : '（PCI DSSなどが求める1年には足りません）'}。`,
  forever: ({ trail, bucket }) =>
    `証跡 ${trail} のログファイルを削除するライフサイクルルールは、バケット ${bucket} にありません。`,
};

export const BUCKET_WORDS: WordTable<BucketWords> = { en, ja };
