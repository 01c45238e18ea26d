/** Why nobody is alerted, and what to do, in Japanese. */
import { MINUTE } from '../../../core/time.ts';
import { UNIT_WORDS } from '../../units.ts';
import type { BreakWords } from './breaks.words.ts';

const EVALUATED = {
  filter: (name: string) => `フィルター ${name} のパターン`,
  rule: (name: string) => `EventBridgeルール ${name} のパターン`,
  alarm: (name: string) => `アラーム ${name} の条件`,
  policy: (name: string) => `${name} のポリシーの条件`,
  subscription: (name: string) => `${name} のサブスクリプションのフィルターポリシー`,
} as const;

const DIFFERS = {
  case: '大文字と小文字が異なります',
  namespace: '名前空間が異なります',
  dimensions: 'ディメンションが異なります',
} as const;

const NEW_RULE = () =>
  'パイプライン `events` で通知機能をデプロイするか、`source` と `detail-type` だけを条件とするEventBridgeルールを各リージョンに追加してください。';

export const BREAKS_JA: BreakWords = {
  said: {
    'no-trail': ({ region }) => `${region} のこの管理イベントを現在記録している証跡がありません。`,
    'nothing-listens': () =>
      '記録に一致するメトリクスフィルター、サブスクリプションフィルター、EventBridgeルールがありません。',
    'no-rule': () => 'イベントに一致するEventBridgeルールがありません。このイベントは証跡には記録されません。',
    'left-out': ({ trail }) =>
      `証跡 ${trail} の記録対象外です。それでもEventBridgeに届くかどうかは、AWSのドキュメントに記載がありません。`,
    'telemetry-unsure': ({ group, by }) =>
      by === undefined
        ? `ロググループ ${group} は、CloudTrailが証跡なしで出力する先ですが、このアカウントにテレメトリルールが見当たりません。組織のルールや削除済みのルールにより、出力が続いている可能性があります。`
        : `テレメトリルール ${by.rule} の出力先はロググループ ${group} ですが、テレメトリルールの評価が ${by.status} のため、イベントが届いているかどうかは不明です。`,
    'bus-without-trail': ({ rule, region }) =>
      `${region} のイベントはテレメトリルール ${rule} が記録していますが、証跡はありません。この場合にEventBridgeに届くかどうかは、AWSのドキュメントに記載がありません。`,
    'no-log-group': ({ trail }) =>
      `証跡 ${trail} はロググループに出力しておらず、記録に一致するEventBridgeルールもありません。`,
    'group-elsewhere': ({ trail, group, account }) =>
      `証跡 ${trail} の出力先はアカウント ${account} のロググループ ${group} で、この監査からは見えません。`,
    'group-gets-nothing': ({ trail, group, reason }) =>
      `CloudTrailが証跡 ${trail} をロググループ ${group} に出力できません：${reason.replace(/\.$/, '')}。`,
    'group-not-fed': ({ filter, group }) =>
      `メトリクスフィルター ${filter} は一致しますが、そのロググループ ${group} に現在出力している証跡がありません。`,
    'no-alarm': ({ filter, metric }) =>
      `メトリクスフィルター ${filter} は一致しますが、そのメトリクス ${metric} を監視するアラームがありません。`,
    'other-metric': ({ filter, metric, alarm, wanted, differs }) =>
      differs === 'region'
        ? `メトリクスフィルター ${filter} は一致しますが、メトリクス ${metric} のアラーム ${alarm} は別のリージョン ${wanted} にあります。`
        : `メトリクスフィルター ${filter} は ${metric} に数えますが、アラーム ${alarm} が監視するのは ${wanted} で、${DIFFERS[differs]}。`,
    'below-threshold': ({ alarm, value, threshold, events }) =>
      `${events === undefined ? 'イベント1件' : `1分以内のイベント${events}件`}の値は ${value} ですが、アラーム ${alarm} の条件は ${threshold.trim()} です。`,
    'math-missing': ({ alarm }) =>
      `アラーム ${alarm} の数式は、他のメトリクスに値がないため、イベント1件では値を持ちません。`,
    'too-few-datapoints': ({ alarm, needed }) =>
      `アラーム ${alarm} にはデータポイントが${needed}個必要ですが、イベント1件では1個だけです。`,
    'too-late': ({ alarm, minutes }) =>
      `アラーム ${alarm} は複数のデータポイントが必要なため、イベント1件では約${UNIT_WORDS.ja.duration(minutes * MINUTE)}後に発報します。`,
    'always-alarm': ({ alarm }) =>
      `アラーム ${alarm} は欠落データをしきい値超過として扱うため、常にALARM状態で、イベントがあっても変化しません。`,
    stuck: ({ alarm }) =>
      `アラーム ${alarm} は欠落データを無視する設定でALARM状態のままのため、以後のイベントを通知しません。`,
    'actions-off': ({ alarm }) => `アラーム ${alarm} のアクションが無効です。`,
    'no-actions': ({ alarm }) => `アラーム ${alarm} にALARM状態のアクションがありません。`,
    'composite-needs': ({ composite, alarm }) =>
      `アラーム ${alarm} だけでは、複合アラーム ${composite} は発報しません。`,
    suppressed: ({ composite, suppressor }) =>
      `アラーム ${suppressor} が現在ALARM状態のため、複合アラーム ${composite} は抑制されています。`,
    muted: ({ alarm, mute }) => `ミュートルール ${mute} が、アラーム ${alarm} のアクションを現在ミュートしています。`,
    'muted-at-times': ({ alarm, mute, expression, duration, zone }) =>
      `ミュートルール ${mute} が、${expression}（${zone}）から ${duration} の間、アラーム ${alarm} のアクションをミュートします。`,
    'topic-gone': ({ topic }) => `SNSトピック ${topic} がありません。`,
    'topic-shut': ({ topic, service }) => `SNSトピック ${topic} のポリシーは ${service} による発行を許可していません。`,
    'key-shut': ({ topic, key, service }) =>
      `SNSトピック ${topic} は暗号化されていますが、キー ${key} のポリシーは ${service} による使用を許可していません。`,
    'key-of-aws': ({ topic }) =>
      `SNSトピック ${topic} は、CloudWatchとEventBridgeが使えないキー alias/aws/sns で暗号化されています。`,
    'key-off': ({ topic, key, state }) => `SNSトピック ${topic} を暗号化するキー ${key} の状態は ${state} です。`,
    'no-subscribers': ({ topic }) => `SNSトピック ${topic} にサブスクリプションがありません。`,
    unconfirmed: ({ topic, count }) => `SNSトピック ${topic} のサブスクリプション${count}件が未確認です。`,
    'filtered-out': ({ topic, endpoint }) =>
      `${endpoint} のサブスクリプションのフィルターポリシーにより、SNSトピック ${topic} の通知は届きません。`,
    'function-gone': ({ name }) => `関数 ${name} がありません。`,
    'function-shut': ({ name, service }) => `関数 ${name} のポリシーは ${service} による呼び出しを許可していません。`,
    'function-off': ({ name }) => `関数 ${name} は予約済同時実行数が0のため、実行されません。`,
    'no-own-rule': ({ name }) => `記録は通知機能（${name}）に届きますが、通知するルールがありません。`,
    'function-inactive': ({ name, state }) => `関数 ${name} の状態は ${state} です。`,
    'queue-gone': ({ name }) => `キュー ${name} がありません。`,
    'queue-shut': ({ name, service }) => `キュー ${name} のポリシーは ${service} による送信を許可していません。`,
    'queue-key-shut': ({ name, key, service }) =>
      `キュー ${name} は暗号化されていますが、キー ${key} のポリシーは ${service} による使用を許可していません。`,
    'queue-key-of-aws': ({ name }) =>
      `キュー ${name} は、SNSとEventBridgeが使えないキー alias/aws/sqs で暗号化されています。`,
    'queue-key-off': ({ name, key, state }) => `キュー ${name} を暗号化するキー ${key} の状態は ${state} です。`,
    'queue-unread': ({ name }) => `キュー ${name} を読み取る関数がなく、他の読み取り元はこの監査からは見えません。`,
    'archive-only': ({ name }) => `${name} は記録を保存するだけです。`,
    'rule-off': ({ rule, region }) => `${region} のEventBridgeルール ${rule} は一致しますが、無効です。`,
    'rule-elsewhere': ({ rule, there, region }) =>
      `EventBridgeルール ${rule} は一致しますが ${there} にあり、イベントは ${region} で発生します。`,
    'rule-skips-reads': ({ rule }) =>
      `EventBridgeルール ${rule} は一致しますが、現在の状態では読み取り専用イベントを受け取りません。`,
    'field-undocumented': ({ rule, fields }) =>
      `EventBridgeルール ${rule} は ${fields} を条件にしていますが、このイベントのその項目はAWSのドキュメントに記載がありません。`,
    'no-targets': ({ rule }) => `EventBridgeルール ${rule} は一致しますが、ターゲットがありません。`,
    'no-bus-role': ({ rule, target }) =>
      `EventBridgeルール ${rule} は ${target} のイベントバスにロールなしで転送するため、何も届きません。`,
    'role-gone': ({ rule, role }) => `EventBridgeルール ${rule} のターゲットが使うロール ${role} がありません。`,
    'role-shut': ({ rule, role }) =>
      `EventBridgeルール ${rule} のターゲットが使うロール ${role} を、events.amazonaws.com は引き受けられません。`,
    'role-lacks': ({ rule, role, action, to }) =>
      `EventBridgeルール ${rule} のターゲットが使うロール ${role} に、${to} への ${action} の権限がありません。`,
    'role-denied': ({ rule, role, action, to }) =>
      `EventBridgeルール ${rule} のターゲットが使うロール ${role} の ${action} を、${to} のポリシーが拒否しています。`,
    unread: ({ of, why }) => `${of} を読み取れませんでした。${why.ja}。`,
    'not-followed': ({ from, to }) => `${from} の先は ${to} で、この監査の対象外です。`,
    'not-evaluated': ({ what, name }) => `${EVALUATED[what](name)}は、ここでは評価できません。`,
  },
  todo: {
    'no-trail': () =>
      '管理イベントの読み取りと書き込みを記録する全リージョンの証跡を開始してください。`login-watch init` で作成できます。',
    'nothing-listens': () =>
      '`login-watch deploy` で通知機能をデプロイするか、メトリクスフィルターとアラームを追加してください。',
    'no-rule': NEW_RULE,
    'left-out': ({ trail }) =>
      `証跡 ${trail} で、すべてのサービスの管理イベント（読み取りと書き込み）を記録してください。`,
    'telemetry-unsure': ({ group, by }) =>
      by === undefined
        ? `ロググループ ${group} に新しいイベントが届いているか、組織のどのルールが出力しているかを確認してください。`
        : `${by.status === 'STOPPED' ? 'テレメトリルールの評価を再開し、' : ''}ロググループ ${group} に新しいイベントが届いているかを確認してください。テレメトリルールの状態は \`aws observabilityadmin get-telemetry-evaluation-status\` で確認できます。`,
    'bus-without-trail': () =>
      '管理イベントの読み取りと書き込みを記録する全リージョンの証跡を作成してください。`login-watch init` で作成できます。',
    'no-log-group': ({ trail }) =>
      `\`login-watch deploy\` で通知機能をデプロイするか、証跡 ${trail} をロググループに出力し、フィルターとアラームを設定してください。`,
    'group-elsewhere': ({ account }) => `アカウント ${account} でも \`login-watch audit\` を実行してください。`,
    'group-gets-nothing': ({ group }) =>
      `ロググループ ${group} があること、証跡のロールが書き込めることを確認してください。`,
    'group-not-fed': ({ filter }) => `メトリクスフィルター ${filter} を、記録中の証跡のロググループに移してください。`,
    'no-alarm': ({ metric }) => `${metric} のアラームを作成してください。`,
    'other-metric': ({ alarm, metric, differs }) =>
      differs === 'region'
        ? `アラーム ${alarm} をロググループのリージョンに作成してください。`
        : `アラーム ${alarm} のメトリクスを、ディメンションも含めて ${metric} に合わせてください。`,
    'below-threshold': ({ alarm }) => `アラーム ${alarm} の条件を「合計 ≥ 1」にしてください。`,
    'math-missing': ({ alarm }) => `アラーム ${alarm} のメトリクスを FILL(…, 0) で囲んでください。`,
    'too-few-datapoints': ({ alarm }) => `アラーム ${alarm} を「1個中1個のデータポイント」にしてください。`,
    'too-late': ({ alarm }) => `アラーム ${alarm} を「1個中1個のデータポイント」にしてください。`,
    'always-alarm': ({ alarm }) => `アラーム ${alarm} の欠落データの扱いを「適正」（notBreaching）にしてください。`,
    stuck: ({ alarm }) => `アラーム ${alarm} の欠落データの扱いを「適正」（notBreaching）にしてください。`,
    'actions-off': ({ alarm }) => `アラーム ${alarm} のアクションを有効にしてください。`,
    'no-actions': ({ alarm }) =>
      `アラーム ${alarm} のアクションに、サブスクリプションのあるSNSトピックを追加してください。`,
    'composite-needs': ({ alarm }) =>
      `アラーム ${alarm} 自体にアクションを設定するか、これだけで成り立つルールにしてください。`,
    suppressed: ({ composite, suppressor }) =>
      `アラーム ${suppressor} をOK状態に戻すか、${composite} のサプレッサーから外してください。`,
    muted: ({ alarm, mute }) => `アラーム ${alarm} をミュートルール ${mute} の対象から外すか、終了を待ってください。`,
    'muted-at-times': ({ alarm, mute }) => `アラーム ${alarm} をミュートルール ${mute} の対象から外してください。`,
    'topic-gone': ({ topic }) => `SNSトピック ${topic} を作成するか、別のトピックを指定してください。`,
    'topic-shut': ({ topic, service }) =>
      `SNSトピック ${topic} のポリシーで、${service} に sns:Publish を許可してください。`,
    'key-shut': ({ key, service }) =>
      `キー ${key} のポリシーで、${service} に kms:GenerateDataKey* と kms:Decrypt を許可してください。`,
    'key-of-aws': ({ topic }) =>
      `SNSトピック ${topic} を、サービスに使用を許可したカスタマー管理キーで暗号化してください。`,
    'key-off': ({ key }) => `キー ${key} を有効にするか、削除の予約を取り消してください。`,
    'no-subscribers': ({ topic }) => `SNSトピック ${topic} に通知先を登録し、確認を済ませてください。`,
    unconfirmed: ({ topic }) =>
      `SNSトピック ${topic} のサブスクリプションをメールのリンクで確認してください。2日を過ぎた場合は登録し直してください。`,
    'filtered-out': ({ endpoint }) => `${endpoint} のサブスクリプションのフィルターポリシーを外してください。`,
    'function-gone': ({ name }) => `関数 ${name} を作成するか、この関数を使わずに通知してください。`,
    'function-shut': ({ name, service }) =>
      `関数 ${name} のポリシーで、${service} に lambda:InvokeFunction を許可してください。`,
    'function-off': ({ name }) => `関数 ${name} の予約済同時実行数の設定を外してください。`,
    'no-own-rule': () =>
      'ルールを有効にするか（無効なルールは `login-watch rules list` で確認できます）、login-watch.yaml の `own` に独自のルールを書いてください。',
    'function-inactive': ({ name }) =>
      `Lambdaコンソールで関数 ${name} を確認するか、この関数を使わずに通知してください。`,
    'queue-gone': ({ name }) => `キュー ${name} を作成するか、このキューを使わずに通知してください。`,
    'queue-shut': ({ name, service }) =>
      `キュー ${name} のポリシーで、${service} に sqs:SendMessage を許可してください。`,
    'queue-key-shut': ({ key, service }) =>
      `キー ${key} のポリシーで、${service} に kms:GenerateDataKey* と kms:Decrypt を許可してください。`,
    'queue-key-of-aws': ({ name }) =>
      `キュー ${name} を、サービスに使用を許可したカスタマー管理キーで暗号化してください。`,
    'queue-key-off': ({ key }) => `キー ${key} を有効にするか、削除の予約を取り消してください。`,
    'queue-unread': ({ name }) =>
      `キュー ${name} をどのプログラムが読み取るかを確認するか、このキューを使わずに通知してください。`,
    'archive-only': () => '人に通知するターゲットを追加してください。',
    'rule-off': ({ rule }) => `EventBridgeルール ${rule} を有効にしてください。`,
    'rule-elsewhere': ({ region }) =>
      `同じルールを ${region} に作成してください。\`login-watch deploy\` は全リージョンに作成します。`,
    'rule-skips-reads': ({ rule }) =>
      `EventBridgeルール ${rule} の状態を ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS にしてください。`,
    'field-undocumented': NEW_RULE,
    'no-targets': ({ rule }) => `EventBridgeルール ${rule} にターゲットを設定してください。`,
    'no-bus-role': ({ rule }) =>
      `EventBridgeルール ${rule} のターゲットに、events:PutEvents を許可したロールを設定してください。`,
    'role-gone': ({ rule, role }) =>
      `ロール ${role} を作成するか、EventBridgeルール ${rule} のターゲットに別のロールを指定してください。`,
    'role-shut': ({ rule, role }) =>
      `EventBridgeルール ${rule} のターゲットに専用のロールを設定するか、ロール ${role} の信頼ポリシーで events.amazonaws.com に sts:AssumeRole を許可してください。`,
    'role-lacks': ({ role, action, to }) => `ロール ${role} に ${to} への ${action} を許可してください。`,
    'role-denied': ({ rule, role, to }) =>
      `${to} のポリシーの拒否からロール ${role} を除くか、EventBridgeルール ${rule} から別のロールまたはターゲットで通知してください。`,
    unread: ({ action, isDenied }) =>
      isDenied
        ? `${action} を許可してください。\`login-watch policy audit\` でポリシーを表示できます。`
        : '監査をもう一度実行してください。',
    'not-followed': ({ to }) => `${to} での扱いを確認してください。`,
    'not-evaluated': ({ name }) => `${name} を手動で確認してください。`,
  },
};
