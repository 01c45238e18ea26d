/** Ways into an account, in Japanese. */
import type { DoorWords, GuardFacts } from './doors.words.ts';

const MOST_NAMED = 5;

/** `a、b、c`; `a、b、c、d、e、ほか4件` */
function list(names: readonly string[], unit = '件'): string {
  const more = names.length - MOST_NAMED;
  return `${names.slice(0, MOST_NAMED).join('、')}${more > 0 ? `、ほか${more}${unit}` : ''}`;
}

const users = (names: readonly string[]): string =>
  names.length === 1 ? `ユーザー ${list(names)} ` : `${names.length}人のユーザー（${list(names, '人')}）`;

/** The networks that get in, and who does from anywhere. */
function scope({ networks, excluded, vpcs }: GuardFacts): string {
  const from = [...networks, ...vpcs];
  const rest = excluded.length > 0 ? `（${list(excluded)} は制限の対象外）` : '';
  return `${from.length === 0 ? 'なし' : ` ${list(from)}${rest === '' ? ' ' : ''}`}${rest}`;
}

export const DOORS_JA: DoorWords = {
  reportLate: '1分半待ちましたが、IAMの認証情報レポートの作成が終わりません',
  unread: (why) => `判定できません。${why}。`,
  unreadableRows: (count) => `判定できません。認証情報レポートの${count}行を読み取れませんでした。`,
  unreadableRowsTodo:
    'レポートを確認してください：`aws iam get-credential-report --query Content --output text | base64 -d`。',
  reportTime: (time) => `${time} 時点の認証情報レポートによります（IAMが新しく作成するのは最短でも4時間ごとです）。`,

  rootKeys: 'ルートユーザーにアクセスキーがあります。',
  rootKeysTodo:
    'ルートユーザーでサインインし、使われていないことを確認してから「セキュリティ認証情報」でアクセスキーを削除してください。メンバーアカウントのキーは、組織の管理アカウントからも削除できます（タスクポリシー IAMDeleteRootUserCredentials を指定した `aws sts assume-root`）。',
  noRootKeys: 'ルートユーザーにアクセスキーはありません。',
  noRootMfa: 'ルートユーザーにパスワードがあり、MFAデバイスがありません。',
  rootMfaTodo:
    'ルートユーザーでサインインし、「セキュリティ認証情報」でMFAデバイス（パスキーまたはセキュリティキー）を2つ割り当ててください。',
  rootMfa: 'ルートユーザーにMFAデバイスがあります。',
  noRootPassword: 'ルートユーザーにパスワードはありません。',
  rootVirtual:
    'ルートユーザーのMFAデバイスに仮想デバイスがあります。シードやスマートフォンを複製されると、MFAも突破されます。',
  rootVirtualTodo:
    'ルートユーザーでサインインし、「セキュリティ認証情報」でセキュリティキーまたはハードウェアトークンを割り当て、仮想デバイスを削除してください。',
  rootHardware: 'ルートユーザーにMFAがあり、仮想デバイスではありません。',
  rootCertificates: 'ルートユーザーに署名用証明書があります。',
  rootCertificatesTodo: 'ルートユーザーでサインインし、「セキュリティ認証情報」でX.509証明書を削除してください。',
  noRootCertificates: 'ルートユーザーに署名用証明書はありません。',
  rootUsed: ({ on, by, days }) =>
    `ルートユーザーが ${on} に使われました（${by === 'key' ? 'アクセスキー' : 'パスワード'}、直近${days}日以内）。`,
  rootUsedTodo:
    '何のために使われたかを確認してください。記録されたサインインは `login-watch replay --since 30d` で表示できます。ルートユーザーが必要な作業以外にはロールを使ってください。',
  rootIdle: (on) =>
    on === undefined ? 'ルートユーザーの使用の記録はありません。' : `ルートユーザーが最後に使われたのは ${on} です。`,
  memberRoot:
    '組織がメンバーアカウントのルートユーザーの認証情報を一元管理しています。認証情報が残っているアカウントがあるかどうかは確認していません。',
  noMemberRoot: '組織がメンバーアカウントのルートユーザーの認証情報を一元管理していません。',
  memberRootTodo:
    'IAMでメンバーアカウントのルートユーザーの認証情報を一元管理し、残っている認証情報を削除してください。',
  allFeatures:
    '組織ですべての機能が有効になっていないため、メンバーアカウントのルートユーザーの認証情報を一元管理できません。',
  allFeaturesTodo: '組織のすべての機能を有効にしてください。招待したアカウントの承認が必要です。',
  allFeaturesAfterwards:
    '招待したアカウントがリクエストを承認した後、管理アカウントでも承認してください（AWS Organizationsの「設定」）。その後もう一度監査を実行すると、ルートユーザーの認証情報を一元管理するコマンドを表示します。',

  noMfa: (names) => `${users(names)}にパスワードがあり、MFAがありません。`,
  onlySms: (names) => `${users(names)}のMFAはSMSだけです。`,
  mfaTodo: 'パスキーまたは認証アプリを登録してもらってください。',
  dropPasswordsTodo: 'または、不要なパスワードを削除してください。',
  allMfa: (count) =>
    count === 0 ? 'パスワードのあるユーザーはいません。' : `パスワードのあるユーザー${count}人全員にMFAがあります。`,
  unusedPasswords: (names, days) => `${users(names)}に、${days}日以上使われていないパスワードがあります。`,
  unusedKeys: (names, days) => `${users(names)}に、${days}日以上使われていない有効なアクセスキーがあります。`,
  unusedPasswordsTodo: (names) => `${list(names, '人')} のパスワードを削除してください。`,
  unusedKeysTodo: (names) =>
    `${list(names, '人')} の使われていないアクセスキーを無効にしてください（\`--status Active\` で元に戻せます）。`,
  allUsed: (days) => `パスワードと有効なアクセスキーは、すべて${days}日以内に使われています。`,
  oldKeys: (names, days) => `${users(names)}に、作成から${days}日を超えた有効なアクセスキーがあります。`,
  oldKeysTodo: (names) =>
    `${list(names, '人')} の古いアクセスキーの代わりにロールを使うか、キーを交換してください。新しいキーは \`aws iam create-access-key\` で作成できます。`,
  dropOldKeysTodo: '使われなくなった古いアクセスキーを無効にしてください（`--status Active` で元に戻せます）。',
  noOldKeys: (days) => `作成から${days}日を超えた有効なアクセスキーはありません。`,
  twoKeys: (names) => `${users(names)}に、有効なアクセスキーが2つあります。`,
  twoKeysTodo: (names) =>
    `${list(names, '人')} の2つのアクセスキーのうち、最後の使用が古いほうを無効にしてください（\`--status Active\` で元に戻せます）。`,
  oneKey: '有効なアクセスキーが2つあるユーザーはいません。',
  noPolicy:
    'アカウント独自のパスワードポリシーがありません。8文字あればよく、以前のパスワードを何度でも再利用できます。',
  weakPolicy: ({ length, reuse }) =>
    `パスワードポリシーの最小文字数は${length}（CIS：14）で、${reuse === 0 ? '以前のパスワードを再利用できます' : `再利用を防ぐのは直近${reuse}個です`}（CIS：直近24個の再利用を防止）。`,
  policyTodo: '最小文字数を14とし、直近24個のパスワードの再利用を防ぐパスワードポリシーを設定してください。',
  goodPolicy: ({ length, reuse }) =>
    `パスワードポリシーの最小文字数は${length}で、直近${reuse}個のパスワードの再利用を防いでいます。`,

  noGuard: 'サインインの制限がないため、盗まれたパスワードやセッションはどのネットワークからでも使えます。',
  noGuardTodo:
    'サインインをネットワークで制限するかどうかを検討してください（https://docs.aws.amazon.com/signin/latest/userguide/console-access-control.html）。IAM Identity Centerのポータルを使う人はサインインできなくなり、対象外のプリンシパルを指定しなければ自分も締め出されるおそれがあります。',
  noGuardAfterwards:
    '実行する前に、ネットワークが使えなくなった場合に備えてどこからでもサインインできるユーザーまたはロールを、user/you の代わりに指定してください。',
  guardIdle: 'サインインを制限するステートメントはありますが、コンソール認可が無効のため、効果がありません。',
  guardIdleTodo: '締め出される人がいないことを確認してから、コンソール認可を有効にしてください。',
  guardEmpty:
    'サインインの制限は有効ですが、このアカウントのステートメントがありません。組織のポリシーは確認していません。',
  guardUnclear: (condition) => `サインインの制限は有効ですが、条件 ${condition} はここでは評価できません。`,
  guardLookTodo: 'ステートメントを確認してください：`aws signin get-resource-policy --region us-east-1`。',
  guardHalf: (phase) =>
    phase === 'before'
      ? 'サインインの制限は認証の後だけを対象とし、認証の前（signin:Authenticate）のネットワークを制限していません。'
      : 'サインインの制限は認証の前だけを対象とし、認証の後（signin:AuthorizeOAuth2Access、signin:CreateOAuth2Token）のネットワークを制限していません。',
  guardHalfTodo: '同じネットワークと対象外のプリンシパルで、3つのアクションすべてを対象にしてください。',
  guardAgrees: (facts) => `サインインを許可するネットワークは${scope(facts)}で、設定の \`trusted\` と一致しています。`,
  guardAlone: (facts) =>
    `サインインを許可するネットワークは${scope(facts)}です。設定に信頼するネットワークはありません。`,
  guardWider: (networks) =>
    `サインインの制限は、設定で信頼していない ${list(networks)} からのサインインを許可しています。`,
  guardNarrower: (networks) =>
    `サインインの制限は、設定で信頼している ${list(networks)} からのサインインを拒否しています。`,
  guardTodo:
    '設定が正しい場合は、`aws signin list-resource-permission-statements --region us-east-1` で表示されるステートメントを変更してください。',
  guardTrustedTodo: 'サインインの制限が正しい場合は、許可しているネットワークだけを設定で信頼してください。',
  guardPortal:
    'サインインの制限がネットワークを条件としているため、IAM Identity Centerのポータルを使う人はサインインできません。',
  guardPortalTodo:
    'Identity Centerのユーザーがどうサインインするかを確認してください。AWSはポータルでのネットワーク条件に対応していません：https://docs.aws.amazon.com/signin/latest/userguide/console-access-control.html',

  centers: (places) =>
    `${places.map(({ region, arn, owner }) => `${region} でIdentity Centerが有効です（${arn}、所有アカウント ${owner}）`).join('。')}。`,
  noCenter: 'このアカウントから見えるIdentity Centerのインスタンスはありません。',
  noGuardDuty: (regions, all) =>
    regions.length === all
      ? 'GuardDutyはどのリージョンでも有効になっていません。'
      : `${list(regions)} でGuardDutyが有効になっていません。`,
  guardDutyOff: (regions) => `${list(regions)} でGuardDutyが一時停止されています。`,
  guardDutyTodo: (regions) =>
    `${list(regions)} でGuardDutyを有効にしてください（イベントの量に応じた料金がかかります）。`,
  guardDutyOnTodo: (regions) => `${list(regions)} でGuardDutyを再開してください。`,
  guardDuty: (regions) => `${regions}リージョンすべてでGuardDutyが有効です。`,

  limits: {
    memberRoot:
      'メンバーアカウントのルートユーザーの認証情報（管理方法を確認できるのは、組織の管理アカウントとIAMの委任管理者だけです）',
    portal: (regions) =>
      `Identity Center（${list(regions)}）がMFAを求めるかどうか（公開APIでは確認できません。「設定」の「認証」で確認してください）`,
    guardWithPortal:
      'サインインの制限（設定されておらず、設定するとIdentity Centerのポータルを使う人がサインインできなくなります）',
    noGuardHere: 'サインインの制限（このパーティションのAWSにはありません）',
  },
};
