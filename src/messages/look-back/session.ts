/** Sentences of `session`, in each language. */
import { ja as japanese } from '../../core/say.ts';
import type { NoSession } from '../../core/session/keys.ts';
import type { MadeKind } from '../../core/session/maker.ts';
import type { StopKind } from '../../core/session/stop.ts';
import type { WordTable } from '../../core/words.ts';
import { counted } from '../units.ts';

interface Refusal {
  readonly message: string;
  readonly hint: string;
}

export interface SessionWords {
  /** Nothing was found; `records`: how many were looked at. */
  readonly noEvent: (id: string, records: number) => Refusal;
  /** `text`: a short name of an event, which has several. */
  readonly severalEvents: (text: string, ids: readonly string[]) => Refusal;
  /** `none`: the sentence that nothing was found; `reason`: of a gap. */
  readonly notInRest: (none: string, reason: string) => string;
  readonly noPerson: (name: string, records: number) => Refusal;
  readonly noSignIn: (records: number) => Refusal;
  readonly noSession: (id: string, why: NoSession) => Refusal;
  readonly noRecords: Refusal;
  /** More than two minutes; undefined: longer than can be said yet. */
  readonly askLong: (minutes: number | undefined) => string;
  readonly tooLong: Refusal;
  /** Heading of the commands; `account`: where they are to be run. */
  readonly stopHead: (account: string) => string;
  readonly stop: Readonly<Record<StopKind, (of: string) => string>>;
  readonly byHand: string;
  readonly noStops: string;
  readonly session: (who: string, place: string, when: string) => string;
  readonly kind: Readonly<Record<'console' | 'key' | 'temporary' | 'portal', string>>;
  /** `failures`: failed sign-ins before it. */
  readonly signedIn: (mfa: 'used' | 'not-used' | 'unknown', failures: number) => string;
  readonly noSignInSeen: string;
  readonly sums: (calls: number, sessions: number, failed: number) => string;
  readonly asked: (id: string) => string;
  readonly read: (count: number, services: number, list: string) => string;
  readonly readNothing: string;
  readonly changed: string;
  readonly changedNothing: string;
  /** Above what failed for another reason than a denial. */
  readonly tried: string;
  readonly times: (count: number) => string;
  /** Further calls of the same name, on other objects. */
  readonly alike: (count: number) => string;
  readonly moreChanges: (count: number) => string;
  readonly denied: (count: number, first: string, when: string) => string;
  readonly deniedNothing: string;
  readonly became: string;
  readonly became1: (role: string, account: string, calls: number) => string;
  readonly becameUnseen: (role: string) => string;
  readonly lives: (count: number, made: number) => string;
  readonly livesNothing: (made: number) => string;
  /** Calls that make other kinds of things. */
  readonly unfollowed: (calls: readonly string[], more: number) => string;
  readonly made: Readonly<Record<MadeKind, string>>;
  readonly usedSince: (calls: number) => string;
  readonly others: (count: number, ids: readonly string[], more: number) => string;
  readonly notFollowed: (account: string) => string;
}

const calls = (count: number) => counted(count, 'call');

const NO_EN: Readonly<Record<NoSession, string>> = {
  'not-a-record': "it isn't a CloudTrail record",
  'aws-service': 'an AWS service did it by itself',
  'failed-sign-in': 'the sign-in failed, so nobody got in',
  'other-account': 'the caller is of another account, whose records have its key',
  anonymous: 'the request had no credentials',
  'no-key': 'the record has no access key and no time of creation, and no session stands near it',
};

const en: SessionWords = {
  noEvent: (id, records) => ({
    message: `No event ${id} among ${counted(records, 'record')}.`,
    hint: 'Check the id, or look further: --since 7d, other --regions, or the files of a trail. The event history keeps 90 days.',
  }),
  severalEvents: (text, ids) => ({
    message: `${text} names several events: ${ids.join(', ')}.`,
    hint: 'Name one of them by its whole id.',
  }),
  notInRest: (none, reason) => `${none} Not looked at: ${reason}`,
  noPerson: (name, records) => ({
    message: `No session of ${name} among ${counted(records, 'record')}.`,
    hint: 'Write the name as the records have it (* matches any characters), or look further with --since 7d.',
  }),
  noSignIn: (records) => ({
    message: `No successful sign-in among ${counted(records, 'record')}.`,
    hint: 'Look further with --since 7d, or name an event, an access key or a user.',
  }),
  noSession: (id, why) => ({
    message: `Event ${id} belongs to no session: ${NO_EN[why]}.`,
    hint: 'Name another event, an access key or a user.',
  }),
  noRecords: {
    message: 'There are no CloudTrail records to look at.',
    hint: 'Name the files of a trail, or check --since and --regions.',
  },
  askLong: (minutes) =>
    minutes === undefined
      ? 'Reading this session from the event history takes more than two minutes. Go on?'
      : `Reading this session from the event history takes about ${minutes} minutes. Go on?`,
  tooLong: {
    message: 'Reading this session from the event history would take more than two minutes.',
    hint: 'Add --yes to read it all the same, or ask for less with --since, --until or --regions.',
  },
  stopHead: (account) => `To stop it now, in account ${account} (check first; nothing was run):`,
  stop: {
    'key-inactive': (of) => `access key ${of} inactive`,
    'password-off': (of) => `no console password for user ${of}`,
    'user-sessions-denied': (of) => `deny the sessions that user ${of} has open`,
    'role-sessions-denied': (of) => `deny all sessions that role ${of} has open, of others too`,
    'assignment-removed': (of) =>
      `remove the assignment of ${of}, then end the active sessions of this person in IAM Identity Center`,
    'oauth-revoked': (of) => `revoke the sign-in session ${of} and its tokens`,
    root: (of) =>
      `root of account ${of} cannot be denied from inside: change its password, delete its access keys, or attach an SCP`,
    'service-linked': (of) => `role ${of} belongs to an AWS service and cannot be denied`,
  },
  byHand: ', by hand: no command can be printed for it',
  noStops: 'There is no command that would stop it.',
  session: (who, place, when) => `Session of ${who}${place === '' ? '' : ` from ${place}`}, ${when}`,
  kind: {
    console: 'console',
    key: 'access key',
    temporary: 'temporary credentials',
    portal: 'IAM Identity Center',
  },
  signedIn: (mfa, failures) => {
    const how = mfa === 'used' ? ' with MFA' : mfa === 'not-used' ? ' without MFA' : '';
    return `signed in${how}${failures === 0 ? '' : ` after ${counted(failures, 'failed sign-in')}`}`;
  },
  noSignInSeen: 'no sign-in in these records',
  sums: (all, sessions, failed) =>
    `${calls(all)} in ${counted(sessions, 'session')}${failed === 0 ? '' : `, ${failed} failed for other reasons than being denied`}`,
  asked: (id) => `asked for by ${id}`,
  read: (count, services, list) =>
    `Looked around: ${counted(count, 'read')} in ${counted(services, 'service')} (${list})`,
  readNothing: 'Looked around: no reads',
  changed: 'Changed:',
  changedNothing: 'Changed: nothing',
  tried: 'Tried, and failed:',
  times: (count) => ` (×${count})`,
  alike: (count) => ` (and ${count} more like it)`,
  moreChanges: (count) => `and ${count} more: --format json has all`,
  denied: (count, first, when) => `Was denied ${counted(count, 'call')}; first ${first} at ${when}`,
  deniedNothing: 'Was denied nothing',
  became: 'Became:',
  became1: (role, account, count) => `${role} in account ${account}: ${calls(count)}`,
  becameUnseen: (role) => `${role}: none of its calls are in these records`,
  lives: (count, made) =>
    `Still exists, ${count} of ${counted(made, 'thing')} that it made (undo in this order; nothing was run):`,
  livesNothing: (made) =>
    made === 0
      ? 'Made no user, key, role, policy, opening, share or other thing that is followed'
      : `Nothing still exists of ${counted(made, 'thing')} that it made`,
  unfollowed: (names, more) =>
    `Not followed, so it may still exist: what ${names.join(', ')}${more === 0 ? '' : ` and ${more} more`} made`,
  made: {
    user: 'user',
    'access-key': 'access key',
    password: 'console password of user',
    role: 'role',
    group: 'group',
    policy: 'policy',
    'attached-policy': 'attached policy',
    'inline-policy': 'inline policy',
    membership: 'membership',
    'identity-provider': 'identity provider',
    'instance-profile': 'instance profile',
    instance: 'instance',
    'security-group': 'security group',
    'opened-port': 'security group rule',
    'key-pair': 'key pair',
    'snapshot-share': 'shared snapshot',
    'image-share': 'shared image',
    'database-share': 'shared database snapshot',
    bucket: 'bucket',
    'bucket-policy': 'policy of bucket',
    function: 'function',
    'function-permission': 'permission of function',
    'function-url': 'URL of function',
    'kms-grant': 'KMS grant',
    'trust-anchor': 'trust anchor',
    assignment: 'assignment',
    'trail-off': 'trail that is switched off',
  },
  usedSince: (count) => `, used for ${calls(count)} since`,
  others: (count, ids, more) =>
    `${counted(count, 'other session')} besides: ${ids.join(', ')}${more === 0 ? '' : ` and ${more} more`}`,
  notFollowed: (account) => `account ${account}: its records weren't read, so what was done there isn't known`,
};

const NO_JA: Readonly<Record<NoSession, string>> = {
  'not-a-record': 'CloudTrailの記録ではありません',
  'aws-service': 'AWSのサービス自身の操作です',
  'failed-sign-in': 'サインインに失敗しており、誰も入っていません',
  'other-account': '呼び出し元は別のアカウントで、そのキーは相手側の記録にしかありません',
  anonymous: '認証情報のないリクエストです',
  'no-key': '記録にアクセスキーも作成時刻もなく、近くにセッションもありません',
};

const ja: SessionWords = {
  noEvent: (id, records) => ({
    message: `${records}件の記録の中に、イベント ${id} がありません。`,
    hint: 'IDを確認するか、--since 7d、別の --regions、証跡のファイルなどで範囲を広げてください。イベント履歴に残るのは90日です。',
  }),
  severalEvents: (text, ids) => ({
    message: `${text} に当てはまるイベントが複数あります：${ids.join('、')}。`,
    hint: 'どれか1つのIDを省略せずに指定してください。',
  }),
  notInRest: (none, reason) => `${none}調べられなかった範囲：${reason}`,
  noPerson: (name, records) => ({
    message: `${records}件の記録の中に、${name} のセッションがありません。`,
    hint: '記録にあるとおりの名前（* は任意の文字列）を指定するか、--since 7d などで範囲を広げてください。',
  }),
  noSignIn: (records) => ({
    message: `${records}件の記録の中に、成功したサインインがありません。`,
    hint: '--since 7d などで範囲を広げるか、イベント、アクセスキー、ユーザーを指定してください。',
  }),
  noSession: (id, why) => ({
    message: `イベント ${id} はどのセッションにも属しません：${NO_JA[why]}。`,
    hint: '別のイベント、アクセスキー、ユーザーを指定してください。',
  }),
  noRecords: {
    message: '調べるCloudTrailの記録がありません。',
    hint: '証跡のファイルを指定するか、--since と --regions を確認してください。',
  },
  askLong: (minutes) =>
    minutes === undefined
      ? 'イベント履歴からこのセッションを読むには2分より長くかかります。続けますか？'
      : `イベント履歴からこのセッションを読むには約${minutes}分かかります。続けますか？`,
  tooLong: {
    message: 'イベント履歴からこのセッションを読むには2分より長くかかります。',
    hint: 'それでも読む場合は --yes を付けてください。--since、--until、--regions で範囲を狭めることもできます。',
  },
  stopHead: (account) =>
    japanese`今すぐ止めるには、アカウント ${account} で（確認してから実行。まだ何も実行していません）：`,
  stop: {
    'key-inactive': (of) => japanese`アクセスキー ${of} を無効化`,
    'password-off': (of) => japanese`ユーザー ${of} のコンソールパスワードを削除`,
    'user-sessions-denied': (of) => japanese`ユーザー ${of} の開いているセッションを拒否`,
    'role-sessions-denied': (of) =>
      japanese`ロール ${of} の開いているセッションをすべて拒否（ほかの人のセッションも対象）`,
    'assignment-removed': (of) =>
      japanese`${of} の割り当てを削除し、IAM Identity Centerでこの人のアクティブなセッションを終了`,
    'oauth-revoked': (of) => japanese`サインインセッション ${of} とそのトークンを取り消し`,
    root: (of) =>
      japanese`アカウント ${of} のルートユーザーは内側から拒否できません。パスワードの変更、アクセスキーの削除、SCPで対処してください`,
    'service-linked': (of) => japanese`ロール ${of} はAWSのサービスのもので、拒否できません`,
  },
  byHand: '（手作業で：表示できるコマンドがありません）',
  noStops: '止めるためのコマンドはありません。',
  session: (who, place, when) => `${who} のセッション${place === '' ? '' : `（${place}から）`}、${when}`,
  kind: {
    console: 'コンソール',
    key: 'アクセスキー',
    temporary: '一時的な認証情報',
    portal: 'IAM Identity Center',
  },
  signedIn: (mfa, failures) => {
    const how = mfa === 'used' ? 'MFAありで' : mfa === 'not-used' ? 'MFAなしで' : '';
    return `${failures === 0 ? '' : `サインイン失敗${failures}回の後、`}${how}サインイン`;
  },
  noSignInSeen: 'この記録の中にサインインはありません',
  sums: (all, sessions, failed) =>
    `${sessions}セッションで${all}回の操作${failed === 0 ? '' : `、ほかに拒否以外の理由による失敗${failed}回`}`,
  asked: (id) => japanese`指定：${id}`,
  read: (count, services, list) => `閲覧：${services}サービスで${count}回（${list}）`,
  readNothing: '閲覧：なし',
  changed: '変更：',
  changedNothing: '変更：なし',
  tried: '試みて失敗した操作：',
  times: (count) => `（×${count}）`,
  alike: (count) => `（ほか同様に${count}件）`,
  moreChanges: (count) => `ほか${count}件（--format json ですべて表示）`,
  denied: (count, first, when) => japanese`拒否：${count}回。最初は ${when} の ${first}`,
  deniedNothing: '拒否：なし',
  became: '引き受けたロールなど：',
  became1: (role, account, count) => japanese`アカウント ${account} の ${role}：${count}回の操作`,
  becameUnseen: (role) => `${role}：その操作はこの記録の中にありません`,
  lives: (count, made) =>
    `作成した${made}件のうち残っているもの${count}件（この順で元に戻せます。まだ何も実行していません）：`,
  livesNothing: (made) =>
    made === 0
      ? 'ユーザー、キー、ロール、ポリシー、公開、共有など、追跡対象のものは作成していません'
      : `作成した${made}件は何も残っていません`,
  unfollowed: (names, more) =>
    `追跡の対象外（残っている可能性があります）：${names.join('、')}${more === 0 ? '' : `、ほか${more}種類`} で作成されたもの`,
  made: {
    user: 'ユーザー',
    'access-key': 'アクセスキー',
    password: 'コンソールパスワード（ユーザー）',
    role: 'ロール',
    group: 'グループ',
    policy: 'ポリシー',
    'attached-policy': 'アタッチされたポリシー',
    'inline-policy': 'インラインポリシー',
    membership: 'グループのメンバー',
    'identity-provider': 'IDプロバイダー',
    'instance-profile': 'インスタンスプロファイル',
    instance: 'インスタンス',
    'security-group': 'セキュリティグループ',
    'opened-port': 'セキュリティグループのルール',
    'key-pair': 'キーペア',
    'snapshot-share': '共有されたスナップショット',
    'image-share': '共有されたイメージ',
    'database-share': '共有されたデータベーススナップショット',
    bucket: 'バケット',
    'bucket-policy': 'バケットポリシー',
    function: '関数',
    'function-permission': '関数の許可',
    'function-url': '関数のURL',
    'kms-grant': 'KMSの許可（grant）',
    'trust-anchor': 'トラストアンカー',
    assignment: '割り当て',
    'trail-off': '停止中の証跡',
  },
  usedSince: (count) => `、その後${count}回使用`,
  others: (count, ids, more) =>
    `ほかに${count}件のセッションが該当します：${ids.join('、')}${more === 0 ? '' : `、ほか${more}件`}`,
  notFollowed: (account) => japanese`アカウント ${account}：記録を読んでいないため、そこでの操作は分かりません`,
};

export const SESSION_WORDS: WordTable<SessionWords> = { en, ja };
