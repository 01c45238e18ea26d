/** Sentences of `session`, in Japanese. */
import { ja as japanese } from '../../core/say.ts';
import type { NoSession } from '../../core/session/keys.ts';
import type { SessionWords } from './session.words.ts';

const NO_JA: Readonly<Record<NoSession, string>> = {
  'not-a-record': 'CloudTrailの記録ではありません',
  'aws-service': 'AWSのサービス自身の操作です',
  'failed-sign-in': 'サインインに失敗しており、誰も入っていません',
  'other-account': '呼び出し元は別のアカウントで、そのキーは相手側の記録にしかありません',
  anonymous: '認証情報のないリクエストです',
  'no-key': '記録にアクセスキーも作成時刻もなく、近くにセッションもありません',
};

export const SESSION_JA: SessionWords = {
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
