/** Help of `login-watch audit`, in each language. */
import type { WordTable } from '../../core/words.ts';
import type { HelpWords } from './words.ts';

type AuditHelp = HelpWords<{
  options: 'regions' | 'checks' | 'failOn' | 'output' | 'compare' | 'redact' | 'live' | 'only' | 'yes';
  examples: 'all' | 'alarms' | 'doors' | 'evidence' | 'job' | 'compare' | 'html' | 'sarif' | 'live' | 'policy';
  exit: 'done' | 'found' | 'refused';
}>;

const en: AuditHelp = {
  description:
    "Checks whether anybody is alerted, by whatever the account has. Sample records of sign-ins, of the 14 monitoring controls of CIS (CloudWatch.1 to CloudWatch.14) and of our rules at high and critical are run through every metric filter, log subscription and EventBridge rule, and each is followed: alarm, topic, key, subscription, function, queue. Before that: what the trails record, and whether their files arrive; and the doors: credentials of root and of IAM users, the sign-in guard, Identity Center and GuardDuty. After it: who could silence an alert, by IAM's policies, and whether somebody would hear of that.\nWithout --live nothing is changed and nothing is triggered. What isn't looked at stands below the result: among it a trail's bucket.",
  options: {
    regions: 'regions to look at, separated by commas (default: all enabled ones)',
    checks: 'only these checks, or groups of them: recording, doors, sign-ins, controls, rules, silence',
    failOn: 'exit with status 1 only for failures of this severity or higher',
    output: 'write the result to a file instead of standard output',
    compare: 'show what differs from an earlier audit (its JSON); the exit status stays that of this audit',
    redact: 'with --format html: put stand-ins in place of names, and leave out sentences that hold them',
    live: 'really put a marked, made-up record of each deed into the log group and watch the alerts; shows a plan and asks first',
    only: 'receivers who have been asked, separated by commas: addresses, hosts, names of functions and queues; nobody else gets an alert of --live',
    yes: "don't ask before --live puts records",
  },
  examples: {
    all: 'Who would be alerted to what?',
    alarms: 'Only root, and sign-ins without MFA',
    doors: 'Only credentials, the sign-in guard and GuardDuty',
    evidence: 'With each way to people, and each place where one ends',
    job: 'In a scheduled job',
    compare: 'What changed since the audit whose JSON was kept',
    html: 'A page to pass on: each check, and the path of its alert drawn',
    sarif: 'For code scanning and other tools that read SARIF',
    live: 'Ring the bell: does the alert about root really arrive at Alice?',
    policy: 'The permissions for it',
  },
  exit: {
    done: 'every check passed, or none failed at the severity of --fail-on',
    found: 'a check failed; with --live: an alert stopped on the way, or nothing listens',
    refused: "no check failed, but something couldn't be judged, or AWS or the network refused the run",
  },
};

const ja: AuditHelp = {
  description:
    'アカウントにある仕組みで、誰かに通知が届くかを確認します。サインイン、CISの14の監視コントロール（CloudWatch.1～CloudWatch.14）、重大度が「高」以上のルールについて、見本の記録をすべてのメトリクスフィルター、ログのサブスクリプション、EventBridgeルールにかけ、アラーム、トピック、キー、サブスクリプション、関数、キューまでたどります。その前に、証跡が何を記録し、ファイルが届いているかと、アカウントへの入口（ルートユーザーとIAMユーザーの認証情報、サインインの制限、Identity Center、GuardDuty）も確認します。最後に、通知を止められる利用者をIAMポリシーから割り出し、止めたことが通知されるかどうかを確認します。\n--live を付けない限り、何も変更せず、何も発生させません。確認していないことは結果の下に表示します。証跡のバケットなどは確認しません。',
  options: {
    regions: '確認するリージョン（カンマ区切り。既定：有効なすべてのリージョン）',
    checks: '指定したチェックまたはグループだけを実行。グループは recording、doors、sign-ins、controls、rules、silence',
    failOn: '指定した重大度以上の不合格がある場合にだけ、終了ステータスを1にする',
    output: '標準出力の代わりにファイルへ出力',
    redact: '--format html で、名前を仮の名前に置き換え、名前を含む文を省く',
    compare: '以前の監査（JSON）との違いを表示。終了ステータスは今回の監査の結果のまま',
    live: '印を付けた架空の記録を実際にロググループに書き込み、通知の経過を確認（計画を表示し、確認を求めてから実行）',
    only: '了承を得た受け取り先（カンマ区切り。メールアドレス、ホスト名、関数名、キュー名など）。--live で通知されるのはこの相手だけ',
    yes: '--live で記録を書き込む前に確認しない',
  },
  examples: {
    all: '何があれば誰に通知されるかを確認',
    alarms: 'ルートユーザーとMFAなしのサインインだけを確認',
    doors: '認証情報、サインインの制限、GuardDutyだけを確認',
    evidence: '通知の経路と、途切れている箇所もすべて表示',
    job: '定期ジョブで実行',
    compare: '保存しておいた以前の監査のJSONからの変化を表示',
    html: '共有できるページ：チェックごとの結果と通知の経路の図',
    sarif: 'コードスキャンなど、SARIFを読み込むツール用に出力',
    live: 'ルートユーザーについての通知が実際にAliceに届くかを確認',
    policy: '必要な権限を表示',
  },
  exit: {
    done: 'すべて合格、または --fail-on の重大度以上の不合格なし',
    found: '不合格あり。--live では、通知が途中で止まったか、記録を監視するものがない',
    refused: '不合格はないが判定できないものあり、またはAWSかネットワークが実行を拒否',
  },
};

export const AUDIT_HELP: WordTable<AuditHelp> = { en, ja };
