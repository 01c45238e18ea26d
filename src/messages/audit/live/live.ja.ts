/** The words of `audit --live`, in Japanese. */
import { UNIT_WORDS } from '../../units.ts';
import { agoIn } from '../ago.ts';
import type { LiveWords } from './live.words.ts';

const { duration } = UNIT_WORDS.ja;
const MOST = 6;

const listOf = (names: readonly string[]): string =>
  names.length > MOST ? `${names.slice(0, MOST).join('、')}、ほか${names.length - MOST}件` : names.join('、');

const KINDS = {
  mail: 'メール',
  sms: 'SMS',
  chat: 'チャット',
  endpoint: 'HTTPS',
  app: 'モバイルアプリ',
  function: '関数',
  queue: 'キュー',
  archive: '保存先',
  topic: 'トピック',
  action: 'アクション',
} as const;

const THINGS = {
  rule: 'EventBridgeルール',
  subscription: 'トピックのサブスクリプション',
  queue: 'キュー',
  stream: 'ログストリーム',
} as const;

export const LIVE_JA: LiveWords = {
  reading: '架空の記録が誰に届くかを調べています',
  ringing: (records) => `架空の記録${records}件を書き込みました。経過を確認しています`,
  progress: (seen, all) => `経過を確認しています（${all}か所中${seen}か所を確認）`,
  plan: {
    head: (records, deeds) =>
      `${deeds}件のチェックについて、架空の記録${records}件を、アカウントのフィルターとルールが監視する場所に書き込みます。`,
    group: (group, region, records) => `ロググループ ${group}（${region}）：${records}件`,
    receivers: '通知や記録の写しを受け取る相手:',
    receiver: ({ kind, name, by, isOurs }) =>
      `${KINDS[kind]} ${name}${isOurs ? '（このlogin-watchのもの）' : ''}${by.length === 0 ? '' : `、経路：${listOf(by)}`}`,
    nobody: 'なし',
    calls: 'この実行のAPI呼び出しもCloudTrailに記録され、次の相手に伝わります。',
    rule: (rule, region, topics, puts) =>
      `トピック ${listOf(topics)}（${region}）：EventBridgeルール ${rule} と同じターゲットの一時的なルールにより、イベント1件${puts === 1 ? '' : `（最大${puts}回送信）`}`,
    made: (mark, { groups, rules, queues, topics }) =>
      `作成し、終了後に削除するもの：${[
        ...(groups === 0 ? [] : [`ログストリーム ${mark}`]),
        ...(rules === 0 ? [] : [`EventBridgeルール ${mark}-…（${rules}個）`]),
        ...(queues === 0 ? [] : [`同名のキュー${queues}個`, `トピックへのサブスクリプション${topics}件`]),
      ].join('、')}`,
    wait: (ms) => `最長で${duration(ms)}かかります。Ctrl-Cで中止すると、作成したものを削除します。`,
    marked: (mark) => `どの記録にも架空であることを示す印が付きます（eventIDが ${mark} で始まります）。`,
    question: (records) => `記録${records}件を書き込み、これらの相手に通知しますか？`,
    refused: (records) => `次の相手が --only で指定されていないため、記録${records}件は書き込みません。`,
    only: (command) => `相手の了承がある場合：${command}`,
    notListed:
      'このアカウントから確認できないため、ロググループのエクスポート、メトリクスストリーム、このアカウントのメトリクスを監視する他のアカウント、イベントバスのアーカイブとパイプ、受け取った側からの転送先は一覧に含まれません。',
  },
  leftovers: {
    head: '以前の audit --live が強制終了され、次のものが削除されずに残っています：',
    one: (kind, name, region, age) => `${region} の${THINGS[kind]} ${name}（${agoIn('ja', age)}前に作成）`,
    recent: (count) =>
      `30分以内に始まり、まだ実行中の可能性がある audit --live のものが${count}件あります。これらには触れません。`,
    unread: (actions) =>
      `以前の audit --live が残したものがほかにあるかどうかは不明です。${actions.join('、')} に失敗しました（\`login-watch policy audit --live\` でポリシーを表示できます）。`,
    question: (count) => `${count === 1 ? 'これ' : `これら${count}件`}を削除しますか？`,
    willGo: '最初にこれらを削除します。',
    gone: (count) => `以前の実行が残した${count}件を削除しました。`,
    how: '`login-watch audit --live` で削除できます。',
  },
  nothingDone: '何も書き込みませんでした。',
  head: ['チェック', '結果', '所要時間', '経路'],
  results: {
    arrived: '到達',
    stopped: '途絶',
    unknown: '不明',
    refused: '書き込みなし',
    unheard: '書き込みなし',
  },
  verdict: ({ arrived, stopped, unknown, notRung }) =>
    [
      `${arrived + stopped + unknown + notRung}件中${arrived}件が届きました。`,
      ...(stopped > 0 ? [`${stopped}件は途中で止まりました。`] : []),
      ...(unknown > 0 ? [`${unknown}件は最後まで確認できませんでした。`] : []),
      ...(notRung > 0 ? [`${notRung}件は記録を書き込んでいません。`] : []),
    ].join(''),
  steps: {
    record: 'ロググループ',
    metric: 'メトリクス',
    alarm: 'アラーム',
    action: '発行先',
    topic: 'トピック',
    receivers: 'サブスクリプション',
    forward: 'サブスクリプションフィルター',
    bus: 'イベントバス',
    rule: 'ルール',
    target: 'ターゲット',
  },
  hop: (step, name, after, why) =>
    `${step}${name === '' ? '' : ` ${name}`}：${[after, why].filter((part) => part !== '').join('、')}`,
  outcomes: { seen: '確認', missing: '確認できず', failed: '失敗', unseen: '未確認', listed: '登録あり' },
  auditSaid: (result) => `（--live なしの監査：${result}）`,
  foreign: (names) => `${listOf(names)} に届くため`,
  samples: (names) => `（${listOf(names)}）`,
  rules: '次のEventBridgeルールは鳴らしていません。パターンが記録に一致するかだけをAWSに確認しました。',
  rule: (rule, region, checks, said) => `${rule}（${region}、${listOf(checks)}）：${said}`,
  ruleOff: 'ルールは無効です',
  onlyRules: '記録に一致するのはEventBridgeルールだけで、これは鳴らせません。',
  bus: {
    noTopic: '鳴らすのはSNSトピックだけです（それ以外には、AWSのものではないイベントが届いてしまいます）',
    hidesMark: 'ターゲットが独自の文面に変換するため、架空のイベントであることが相手に伝わりません',
    onlyOwn: (topic) =>
      `ポリシーがこのルールを名指ししているため、トピック ${topic} では一時的なルールの扱いが同じになりません`,
    alsoTaken: (rules, isSure) =>
      `このツールのイベントがルール ${listOf(rules)} にも一致する${isSure ? '' : '可能性がある'}ため、届いたものからこのルールのことはわかりません`,
    tooMany: (most) => `1回に鳴らすルールは${most}個までです（\`--checks\` で選べます）`,
    notPut: 'イベントは送信していません',
    ownEvent: 'このツールのイベントです。AWSのイベントがここに届くかどうかは確認できません',
  },
  removed: '作成したものはすべて削除しました。',
  left: '削除できませんでした。手動で削除してください。',
  leftOne: (kind, name, region, why) => `${THINGS[kind]} ${name}（${region}）：${why}`,
  stays: (mark, time) => `残るもの（作業記録用。${mark}、${time}）:`,
  staysMetrics: (metrics) => `${listOf(metrics)} のデータポイント`,
  staysAlarms: (alarms) => `アラーム ${listOf(alarms)} の履歴`,
  staysCopies: (receivers) => `${listOf(receivers)} に届いた写し`,
  mayBeCopies: (receivers) => `${listOf(receivers)} に届いた可能性のある写し（到着は未確認）`,
  staysTrail: (calls) => `CloudTrailに残るこの実行の記録（${calls.join('、')}と、それぞれの削除）`,
  backToOk: 'アラームは評価期間が過ぎると自動的に元の状態に戻り、そのときOKのアクションを実行します。',
  denied: (action) => `${action} が許可されていません（\`login-watch policy audit --live\` でポリシーを表示できます）`,
  notWithin: (ms) => `${duration(ms)}以内に確認できず`,
  wasAlarm: '以前からALARM状態',
  machine: '受け取った後の動作は確認できません',
  othersTopic: '他のアカウントのトピックは監視できません',
  accountFilter: 'アカウント全体のフィルターには個別の件数がありません',
  subscribed: (names) => `${listOf(names)}（読まれたかどうかは確認できません）`,
  patternTakes: 'AWSの判定では、パターンは記録に一致します',
  patternLeaves: 'AWSの判定では、パターンは記録に一致しません',
  notAsked: 'AWSには確認していません',
  rejected: (group) => ({
    message: `CloudWatch Logsは、ロググループ ${group} への記録の一部を受け付けませんでした`,
    hint: 'このコンピューターの時計がずれている可能性があります。`login-watch doctor` で確認できます。',
  }),
  stopped: { message: 'すべてを確認する前に中止されました', hint: '同じコマンドをもう一度実行してください。' },
  noTerminal: {
    message: 'audit --live は書き込む前に確認しますが、ここでは誰も答えられません',
    hint: '受け取る人の了承がある場合は --yes を付けてください。',
  },
  onlyWithLive: {
    message: '--only と --yes は --live と一緒に使います',
    hint: '`login-watch audit --live --only alice@example.com` のように、了承を得た相手を指定します。',
  },
  noFormat: {
    message: '--live は --compare や --output と一緒に使えず、形式も限られます',
    hint: '使える形式は table と json で、結果は標準出力に表示します。',
  },
  unknownOnly: (names, known) => ({
    message: `${listOf(names)} に届く記録はありません`,
    hint: known.length === 0 ? '誰にも届きません。' : `届く相手は ${known.join('、')} です。`,
  }),
  callsHeard: (names, only) => ({
    message: `この実行のAPI呼び出しそのものが、指定されていない ${listOf(names)} に通知されます`,
    hint: `次のように指定してください：--only ${only.join(',')}`,
  }),
};
