/** The Japanese words of `status`. */
import { UNIT_WORDS } from '../units.ts';
import type { StatusWords } from './status.words.ts';

const { duration } = UNIT_WORDS.ja;
const because = (reason: string) => (reason === '' ? '' : `：${reason}`);
const listed = (names: readonly string[]) => names.join('、');
const CONFIRM = '`login-watch confirm-email` を実行し、AWSから届いたメールのリンクで確認してください。';
const lately = '直近24時間';
const waiting = (count: number) => `送信待ちのメッセージ${count}件`;

export const ja: StatusWords = {
  notDeployed: (name, region) => `${region} に通知機能 ${name} がデプロイされていません`,
  deployOrRegion: '`login-watch deploy` を実行するか、--region で別のリージョンを指定してください。',
  init: '`login-watch init` を実行してください。質問に答えると、設定からデプロイまで完了します。',
  deploy: '`login-watch deploy` を実行してください。',
  permissions: '`login-watch policy status` が表示するポリシーを割り当てるか、権限のあるプロファイルを使ってください。',
  soon: '1分ほど待って、もう一度確認してください。',
  later: '完了してから、もう一度確認してください。',
  gone: {
    queue: 'キューが削除されています',
    topic: 'トピックが削除されています',
    bucket: 'バケットが削除されています',
  },
  functionGone: (name) => `関数 ${name} が削除されています`,
  stack: {
    missing: (name, region) => `${region} にスタック ${name} がありません`,
    lacksOutput: (name) => `スタック ${name} に必要な出力がありません（古いバージョンでデプロイされています）`,
    unwanted: {
      alarms: 'デプロイ済み。ただし設定にパイプライン alarms がない',
      health: 'デプロイ済み。ただし設定の health に channel がない',
    },
    deployed: (status, date, isProtected) =>
      `${status}${date === undefined ? '' : `（${date} にデプロイ）`}${isProtected ? '、削除保護あり' : ''}`,
    rolledBack: (status) => `前回のデプロイは失敗し、その前の版が動作中（${status}）`,
    inProgress: (status) => `デプロイ中（${status}）`,
    broken: (status, reason) => `スタックが不完全です：${status}${because(reason)}`,
  },
  regions: {
    covered: (home, others) =>
      others.length === 0
        ? `${home}（フォワーダー不要）`
        : `${home} と、フォワーダーのある${others.length}リージョン：${listed(others)}`,
    missing: (regions) =>
      `有効な${regions.length}リージョンにフォワーダーがなく、そこでの操作は通知されません：${listed(regions)}`,
    missingButLater: (regions, others) =>
      `有効な${regions.length}リージョンにフォワーダーがなく、パイプライン ${listed(others)} から遅れて通知：${listed(regions)}`,
    forwarder: (said) => `フォワーダー：${said}`,
    alsoIn: (said, regions) => `${said}（${listed(regions)} も同様）`,
    notListed: (why) => `${why}。このため、有効化が必要なリージョンは確認していません`,
  },
  drift: {
    in: (stack, region) => `${stack}（${region}）`,
    none: 'デプロイ時のまま',
    unknown: 'AWSがスタックのリソースを一部読み取れなかった',
    unknownTodo:
      'すべてのリソースを読み取れる権限（ReadOnlyAccess など）で実行してください。AWSは実行者の権限で読み取ります。',
    changed: (count, shown) =>
      `リソース${count}件が手作業で変更されています：${shown.join('、')}${count > shown.length ? `、ほか${count - shown.length}件` : ''}`,
    changedTodo:
      '変更した人と理由を調べ（`login-watch replay --since 90d --rules all`）、元に戻してください。デプロイで変わるのは、テンプレートの差分だけです。',
  },
  trail: {
    missing: (name, region) => `${region} を記録する証跡 ${name} がありません`,
    logging: '記録中',
    notLogging: '証跡の記録が停止しているため、イベントが届きません',
    startLogging: (region, arn) =>
      `停止した人を調べてください。\`aws cloudtrail start-logging --region ${region} --name ${arn}\` で再開できます。`,
    obstacle: (why) => why,
    obstacleTodo:
      'これを直すか、login-watch.yaml で別の証跡またはパイプラインを選び、`login-watch deploy` を実行してください。',
    noReads:
      '読み取りイベントを記録していないため、`aws login` によるサインイン、許可されたエージェント、ロールのセッションは含まれません',
    noReadsTodo: '証跡のイベントセレクターで、管理イベントの読み取りも記録してください。',
    place: (kind, name) => (kind === 'file' ? `バケット ${name}` : `ロググループ ${name}`),
    last: (before) => `最後は${duration(before)}前`,
    never: 'まだなし',
    young: (age) => `まだなし（証跡の開始は${duration(age)}前）`,
    delivery: (kind, place, when) => `${place} への${kind === 'file' ? 'ファイル' : '配信'}：${when}`,
    fails: (place, error, when) => `CloudTrailが${place} に書き込めません（${error}）。${when}`,
    failsTodo: (url) => `CloudTrailの書き込み権限を直してください：${url}`,
    quietTodo: (url) =>
      `アカウントで操作があったのに届いていない場合は、CloudTrailの書き込み権限を確認してください：${url}`,
  },
  function: {
    noConcurrency: '関数を実行できません。予約済み同時実行数が0です',
    noConcurrencyTodo:
      '予約済み同時実行数を0にした人を調べ、設定を削除してください（`aws lambda delete-function-concurrency`）。',
    failed: (reason) => `関数を実行できません：Failed${because(reason)}`,
    updateFailed: (reason) => `前回の更新に失敗${because(reason)}`,
    ready: (runtime) => `Active、${runtime}`,
    updating: (reason) => `更新中${because(reason)}`,
    other: (state, reason) => `${state}${because(reason)}`,
    reads: '送信待ちのメッセージを読み取り中',
    mapping: (state) => state,
    readsNothing: (state) =>
      state === undefined
        ? 'メッセージを送信できません。送信待ちキューのイベントソースマッピングが削除されています'
        : `メッセージを送信できません。送信待ちキューのイベントソースマッピングが ${state} です`,
    readsNothingTodo: (command, isGone) =>
      `誰が変更したかを調べてください。\`${command}\` で${isGone ? '作り直せます' : '再び有効にできます'}。送信待ちのメッセージは14日間保存され、その後で送信されます。`,
    sameCode: 'このバージョンと設定に一致',
    otherCode: 'この設定またはプログラムのバージョンと異なる（デプロイ後に変更あり）',
    codeUnknown: (why) => `比較するコードを特定できません：${why}`,
  },
  pipeline: {
    unwanted: 'デプロイ済み。ただし設定からは削除されている',
    missing: (pipeline) => `パイプライン ${pipeline} は設定にありますが、デプロイされていません`,
    deaf: {
      logs: (stack) =>
        `スタック ${stack} は LogGroupName なしでデプロイされたため、サブスクリプションフィルターがなく、記録が届きません`,
      s3: (stack) =>
        `スタック ${stack} は TrailBucket なしでデプロイされたため、証跡のファイルのルールがなく、記録が届きません`,
      alarms: (stack) => `スタック ${stack} は LogGroupName なしでデプロイされたため、アラームが関数に届きません`,
    },
    deafTodo: (parameter) =>
      `\`login-watch deploy\` を実行するか、${parameter} を指定して手動でデプロイし直してください。`,
    none: (days) => `直近${days}日間の記録なし`,
    noneTodo:
      '`login-watch test --deployed` を実行すると、各パイプラインに架空のサインインを流し、どこまで届くかを確認できます。',
    noneYet: 'まだ記録がありません。デプロイ後、S3がバケットのイベントをEventBridgeに送り始めるまで約5分かかります',
    noneYetTodo: '10分後にもう一度確認してください。',
    last: (before) => `最後の記録は${duration(before)}前`,
    noLogGroup: '証跡がロググループに書き込んでいません',
    logGroupGone: (name) => `ロググループ ${name} が削除されています`,
    filters: (count, logGroup) => `ロググループ ${logGroup} にサブスクリプションフィルター${count}件`,
    tooFewFilters: (count, needed, logGroup) =>
      `ロググループ ${logGroup} のサブスクリプションフィルターが${count}件しかありません（必要数${needed}件）`,
    tooFewFiltersTodo:
      '削除した人を調べてください（`login-watch replay --since 90d --rules all`）。デプロイだけでは元に戻りません。パイプライン logs を外してデプロイし、戻してもう一度デプロイしてください。',
    bucketOn: (name) => `バケット ${name} は新しいファイルをEventBridgeに通知`,
    bucketOff: (name) => `バケット ${name} が新しいファイルをEventBridgeに通知していません`,
  },
  elsewhere: {
    trailUnseen: (bucket, account) =>
      `アカウント ${account} のバケット ${bucket} に書き込む証跡は、このアカウントからは見えません`,
    trailUnseenTodo: (account) =>
      `記録中かどうかはアカウント ${account} で確認できます。記録が届いている間は（パイプライン s3）記録中です。`,
    otherSource: '通知機能は、設定とは別のファイルを読むようにデプロイされています',
    bus: (bus, account) => `イベントバス ${bus} はアカウント ${account} のイベントを受け付ける`,
    busUnknown: (bus) => `イベントバス ${bus} とそのポリシーがデプロイ時のままかどうかを、AWSから確認できません`,
    busChanged: (bus, account) =>
      `イベントバス ${bus} かそのポリシーが変更または削除されたため、アカウント ${account} のイベントが拒否される可能性があります`,
    busChangedTodo:
      '変更した人を調べてください（`login-watch status --drift` で変更内容を確認できます）。デプロイだけでは元に戻りません。パイプライン s3 を外してデプロイし、戻してもう一度デプロイしてください。',
    subscribed: (topic) => `関数はトピック ${topic} を購読中`,
    notSubscribed: (topic) => `関数はトピック ${topic} を購読していません`,
    notSubscribedTodo:
      'トピックの所有者に、購読が削除されていないか確認してください。デプロイだけでは元に戻りません。パイプライン s3 を外してデプロイし、戻してもう一度デプロイしてください。',
    missing: (bucket) => `バケット ${bucket} がありません`,
    inRegion: (bucket, region) =>
      `バケット ${bucket} は ${region} にあり、パイプライン s3 は同じリージョンでしか使えません`,
    inRegionTodo: (region) => `通知機能をそこにデプロイしてください：\`login-watch deploy --region ${region}\``,
    ofAnother: (bucket, account) => `バケット ${bucket} はアカウント ${account} のものではありません`,
    closed: (bucket) => `この認証情報では、バケット ${bucket} の所有者、ファイル、通知設定のいずれも確認できません`,
    correct:
      'login-watch.yaml の `trail` にある `bucket` か `account` を直し、`login-watch deploy` を実行してください。',
    askOwner: (account) => `アカウント ${account} で許可が必要なことは \`login-watch deploy --plan\` で確認できます。`,
    newest: (bucket, age, access) =>
      `バケット ${bucket} の最新のログファイルは${duration(age)}前。${
        access === 'readable'
          ? 'この認証情報で読める'
          : `この認証情報では読めない${access === 'no-key' ? '（キーが拒否）' : ''}が、関数は自身のロールで読むため問題ない`
      }`,
    noFile: (bucket) => `バケット ${bucket} に、今日と昨日のログファイルがありません`,
    noFileTodo: (account) => `証跡がこのバケットに記録しているかどうか、アカウント ${account} に確認してください。`,
    publishes: (bucket, topic) => `バケット ${bucket} は新しいファイルをトピック ${topic} に発行`,
    publishesNot: (bucket, topic) =>
      `バケット ${bucket} はトピック ${topic} に発行していません。証跡が発行しているかどうかは、ここからは確認できません`,
    publishesNotTodo: (account) =>
      `証跡が発行しているか（SnsTopicName）、アカウント ${account} に確認してください。していなければ、バケットの設定を \`login-watch deploy --plan\` で確認できます。`,
    noRecordTodo: (account) =>
      `アカウント ${account} に確認してください。バケット（とキー）のポリシー、通知設定、それを送るルールには、ここから見えないものがあります。それぞれの内容は \`login-watch deploy --plan\` で、関数が読めなかったファイルは \`login-watch redrive\` で確認できます。`,
  },
  messages: {
    none: (days) => `直近${days}日間なし`,
    last: (before) => `最後は${duration(before)}前`,
    noProof: (days) => `直近${days}日間なし（\`login-watch test --deployed\` で確認できます）`,
    noHeartbeat: (days) => `直近${days}日間なし`,
    lateHeartbeat: (before) => `最後は${duration(before)}前（毎日届くはずです）`,
    heartbeatTodo:
      '最初の稼働報告は、デプロイ後に指定の時刻が来ると届きます。届かない場合は、関数のエラーと送信待ちのメッセージを確認してください。',
    failedSince: (when, before) => `メッセージの送信：${when}。以後はすべて失敗（最後の失敗は${duration(before)}前）`,
    someFailed: (when, count) => `${when}。${lately}に${count}件失敗`,
    test: '`login-watch test --deployed` を実行すると、架空のサインインを最後まで流し、各通知先の応答を確認できます。',
    errors: (count, runs) => `${lately}は${count === 0 ? 'なし' : `エラー${count}件`}（実行${runs}回）`,
    log: (name) => `原因は関数のログで確認できます（ロググループ ${name}）。`,
    unreadable: (count) => `${lately}に読み取れなかった記録${count}件`,
    unreadableTodo: '保存された記録は `login-watch redrive` で確認できます。',
    rules: (count) => `${lately}にルールの処理が${count}回失敗。見逃しの可能性あり`,
  },
  queue: {
    empty: '空',
    deadMessages: (count) => `どの通知先にも受け付けられなかったメッセージが${count}件あります`,
    deadRecords: (count) => `処理できず通知されなかった記録が${count}件あります`,
    redrive: '`login-watch redrive` で内容の確認と再送ができます。14日間保存されます。',
    waiting: (count, age) => `${waiting(count)}（${duration(age)}前から）`,
    waitingLong: (count, age) => `${waiting(count)}（最も古いものは${duration(age)}前から）`,
    waitingUnknown: (count) => `${waiting(count)}（待ち時間は不明）`,
    waitingTodo:
      '現在、通知先がメッセージを受け付けていません。各通知先の応答は `login-watch test --deployed` で確認できます。',
  },
  channels: {
    some: (count, kinds) => `設定に${count}件：${listed(kinds)}`,
    none: '設定に通知先がないため、通知は送信されません',
    noneTodo: 'login-watch.yaml の `channels` に通知先を追加し、`login-watch deploy` を実行してください。',
  },
  mail: {
    noTopic: (addresses) => `${listed(addresses)} 宛てのトピックがデプロイされていません`,
    confirmed: (addresses) => `確認済み：${listed(addresses)}`,
    open: (pending, missing, isAll) =>
      [
        ...(pending.length === 0 ? [] : [`未確認：${listed(pending)}`]),
        ...(missing.length === 0 ? [] : [`未登録または登録解除済み：${listed(missing)}`]),
        ...(isAll ? ['このメールは誰にも届きません'] : []),
      ].join('。'),
    confirm: CONFIRM,
    subscribe: (region, topic) =>
      `${CONFIRM}リンクの有効期限は2日です。\`aws sns subscribe --region ${region} --topic-arn ${topic} --protocol email --notification-endpoint ADDRESS\` で再送できます。`,
    healthSubscribers: (count) => `登録者${count}件に届く`,
    noHealth: '通知機能そのものに問題があっても、誰にも通知されない',
    addMail:
      'login-watch.yaml に `health: { email: [you@example.com] }` か、`health` の channel を追加し、`login-watch deploy` を実行してください。',
    verdict: '通知機能そのものが故障しても、誰にも知らされません。',
  },
  second: {
    ready: (kind) => `準備完了。${kind} に送信`,
    limits: 'このアカウントやリージョン、そのSNS・SQS・Lambda・CloudWatch、専用のトピックが失われると届かない',
    waiting: (count) => `2つ目の通知先：${waiting(count)}`,
    dead: (count) => `2つ目の通知先に3日間受け付けられなかったメッセージが${count}件あります`,
    log: (group) => `原因はロググループ ${group} に記録されています。\`login-watch test --health\` で試せます。`,
    noProof: (days) => `過去${days}日間の送信なし。\`login-watch test --health\` で試せます`,
    proof: (before) => `最後の送信は${duration(before)}前`,
  },
};
