/** The Japanese words of `doctor`. */
import { UNIT_WORDS } from '../units.ts';
import type { DoctorWords } from './doctor.words.ts';

const { duration } = UNIT_WORDS.ja;
const listed = (names: readonly string[]) => names.join('、');
const withMore = (names: readonly string[], more: number) => `${listed(names)}${more > 0 ? `、ほか${more}件` : ''}`;
const off = (skew: number) => `時計がAWSより${duration(skew)}${skew > 0 ? '遅れて' : '進んで'}います`;

export const ja: DoctorWords = {
  node: {
    install: (lts) => `Node.js ${lts} をインストールしてください：https://nodejs.org`,
    tooOld: (version, oldest) => `Node.js ${version} は古すぎます。${oldest} 以降が必要です`,
    untilUnknown: (version) => `${version} は対応版（サポート期限は、このバージョンのプログラムでは不明）`,
    shortTerm: (version) => `${version} は対応版だが、長期サポート版ではない`,
    supported: (version, last) => `${version} は対応版（セキュリティ修正は ${last} まで）`,
    unsupported: (version, last, taken) =>
      `${version} のセキュリティ修正は ${last} で終了${taken === undefined ? '' : `（このプログラムの対応は${taken.year}年${taken.month}月まで）`}`,
  },
  credentials: {
    lasting: (arn, account) => `${arn}（アカウント ${account}、無期限の認証情報）`,
    until: (arn, account, end, left) =>
      `${arn}（アカウント ${account}、期限 ${end} UTC、${left < 0 ? `${duration(left)}前に終了` : `残り${duration(left)}`}）`,
    renew: (profile) => `まもなく期限です。更新してください（\`aws sso login${profile}\` など）。`,
    root: 'ルートユーザーのキー。ポリシーで制限できない',
    rootTodo:
      '削除して、ロールを使ってください：https://docs.aws.amazon.com/IAM/latest/UserGuide/root-user-best-practices.html',
    notAskedInTime: '認証情報はあるが、誰のものかは時間内に確認できなかった',
    notAsked: (why) => `認証情報はあるが、誰のものかを確認できなかった：${why}`,
  },
  proxy: {
    notUrl: 'HTTPS_PROXY（または ALL_PROXY）の値がURLではありません',
    notUrlTodo:
      'http://proxy.example.com:3128 の形式で指定してください。パスワードの特殊文字はパーセントエンコーディングが必要です。',
    none: 'なし（AWSに直接接続）',
    used: (proxies, direct) =>
      `${listed(proxies)} 経由でAWSに接続${direct.length === 0 ? '' : `（${listed(direct)} を除く：NO_PROXY）`}`,
  },
  endpoints: {
    answer: (services, region) => `${region} で応答あり：${listed(services)}`,
    late: (services, region) => `${region} の ${services} から時間内に応答がありません`,
    lateTodo: 'ネットワークと、ファイアウォールやプロキシがAWSへの通信を遮断していないかを確認してください。',
    custom: (places) =>
      `AWS以外のエンドポイントを使用中：${listed(places.map(({ variable, host }) => `${variable}（${host ?? 'URLではない'}）`))}`,
    customTodo: (variables) => `意図した設定でなければ、${listed(variables)} を解除してください。`,
  },
  clock: {
    unknown: '未確認（応答したエンドポイントがない）',
    right: 'AWSの時計と一致',
    off,
    refused: (skew) => `${off(skew)}。5分を超えるずれは拒否されます`,
    todo: '時刻の自動同期を有効にしてください。',
  },
  permissions: {
    noSettings: '設定に誤りがあるため、必要な権限がわからない',
    noCaller: 'AWSが受け付ける認証情報がないため、権限を確認できない',
    unknownCommand: (name) => `${name} は権限を必要とするコマンドではありません`,
    knownCommands: (names) => `権限を必要とするコマンド：${listed(names)}`,
    allowed: (actions, more) => `許可：${withMore(actions, more)}`,
    denied: (actions, more) => `許可されていません：${withMore(actions, more)}`,
    deniedTodo: (command) =>
      `\`login-watch policy ${command}\` が表示するポリシーを割り当てるか、権限のあるプロファイルを使ってください。`,
    open: (actions, more) => `判定できなかった：${withMore(actions, more)}`,
    openTodo: (command) => `\`login-watch policy ${command}\` が表示するポリシーと比べてください。`,
    none: 'この設定では不要',
    on: (action, resource) => `${action}（${resource}）`,
    summary: (allowed, all) => (allowed === all ? `全${all}コマンド ✔` : `${all}コマンド中${allowed} ✔`),
  },
  settings: {
    noFile: 'login-watch.yaml が現在のフォルダーにも上位のフォルダーにもない（信頼するネットワークも通知先もなし）',
    noFileTodo: '作成するか（`login-watch init` の質問に答えると作成されます）、--config で指定してください。',
    good: (file) => `${file} に問題なし`,
    remarksTodo: (file) => `意図した設定でなければ、${file} を直してください。`,
  },
  secrets: {
    noSettings: '設定に誤りがあるため、どのシークレットが必要かわからない',
    none: '設定にシークレットの指定なし',
    unreadable: (place) => `${place} は認証情報がないと読み取れない`,
    good: (place) => `${place} あり、形式も正しい`,
    bad: (place, why) => `${place}：${why}`,
    noVariable: (name) => `環境変数 ${name} が設定されていません`,
    noVariableTodo: (name) => `${name} を設定するか、login-watch.yaml で別の場所を指定してください。`,
  },
};
