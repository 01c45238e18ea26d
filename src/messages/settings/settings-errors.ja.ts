/** Mistakes in the settings file, in Japanese. */
import type { SettingsErrorWords } from './settings-errors.words.ts';

export const SETTINGS_ERRORS_JA: SettingsErrorWords = {
  noun: {
    string: '文字列',
    number: '数値',
    int: '整数',
    boolean: 'true または false',
    array: 'リスト',
    object: 'キーと値',
    record: 'キーと値',
  },
  problem: {
    time: () => '時刻ではありません。"09:00" のように HH:MM で書いてください',
    accountId: () => 'アカウントIDではありません。12桁の数字を書いてください',
    accounts: () => 'アカウントIDのリストか、IDごとの名前（`{ 444455556666: payments }`）を書いてください',
    bucketName: () => 'バケットの名前ではありません。s3:// やフォルダーを付けずに書いてください',
    bucketAccount: () => '指定がありません。バケットを所有するアカウントの12桁のIDを書いてください',
    bucketOrName: () => '`bucket` と一緒には書けません。どちらか1つにしてください',
    ofBucket: () => '別アカウントの `bucket` と一緒に書くキーです。`bucket` を書くか、このキーを削除してください',
    topicArn: () => 'SNSトピックのARNではありません（例：arn:aws:sns:us-east-1:444455556666:trail-files）',
    keyArn: () =>
      'KMSキーのARNではありません（エイリアスは使えません。例：arn:aws:kms:us-east-1:444455556666:key/1234abcd-12ab-34cd-56ef-1234567890ab）',
    arn: () => 'ARNではありません',
    network: () => 'IPアドレスでもCIDRブロックでもありません（例：198.51.100.7、203.0.113.0/24、2001:db8::/32）',
    wholeInternet: () => 'インターネット全体を指しています。信頼するネットワークはもっと狭く指定してください',
    tooWide: () => 'インターネットの16分の1を超えています。信頼するネットワークはもっと狭く指定してください',
    tooWideTogether: () =>
      '合わせるとインターネットの16分の1を超えます。信頼するネットワークはもっと狭く指定してください',
    day: () => '日付ではありません。YYYY-MM-DD で書いてください',
    criticalMuted: () => 'critical は指定できません。緊急の検出はいつでも通知されます',
    endlessHours: () => '`from` と同じです。終わらない営業時間ではすべてが保留されます',
    ruleId: () => 'ルールIDではありません。小文字の単語をハイフンでつないでください',
    name: () => '名前に使えません。英字で始まる40文字以内の英数字で書いてください（ハイフンは途中に1つずつ使えます）',
    nameReserved: () => 'aws または ssm で始まる名前は、Parameter Store の予約語のため使えません',
    timezone: () => 'タイムゾーンではありません。Asia/Tokyo のようなIANA名を書いてください',
    domain: () => 'ドメインではありません（例：example.com）',
    mail: () => 'メールアドレスではありません（例：security@example.com）',
    host: () => 'ホスト名ではありません。名前だけを書いてください（例：chat.example.com、chat.example.com:8443）',
    mentionCount: (most) => `メンションを1～${most}個、空白で区切って書いてください`,
    mentionMeant: (meant) => `${meant} と書いてください`,
    mentionSlack: () =>
      'Slackのメンションではありません。@here、@channel、ユーザーのID（U…）、ユーザーグループのID（S…）のいずれかを書いてください',
    mentionNameInSlack: () =>
      '名前ではなくIDを書いてください。ユーザーのID（U…）はプロフィールの「メンバーIDをコピー」で、ユーザーグループはそのID（S…）で指定します',
    mentionTeams: () =>
      'Teamsのメンションではありません。ユーザーのメールアドレスかEntraのオブジェクトIDを書いてください',
    mentionAllInTeams: () =>
      'Teamsにはこれに当たるものがありません。Webhookからメンションできるのは個々のユーザーだけです。メールアドレスかEntraのオブジェクトIDを書いてください',
    mentionDiscord: () =>
      'Discordのメンションではありません。@here、@everyone、ユーザーのID（数字）、ロールのIDの前に & を付けたもののいずれかを書いてください',
    mentionNameInDiscord: () =>
      '名前ではなくIDを書いてください。開発者モードでユーザーのIDをコピーするか、ロールのIDをコピーして前に & を付けます',
    secretMissing: (kind) =>
      `指定がありません。シークレットの保存場所を ssm:/name または env:NAME で書いてください（\`login-watch secret set ${kind}\` で保存できます）`,
    secretInClear: (kind) =>
      `シークレットそのものではなく、保存場所（ssm:/name または env:NAME）を書いてください。\`login-watch secret set ${kind}\` で移せます`,
    oneHealthKind: (kinds) => `種類は1つだけ書いてください（${kinds}）`,
    healthNobody: () => '連絡先がありません。email か channel、または両方を指定してください',
    healthInEnv: () => 'シークレットは、関数が読み取れるAWS上の場所（ssm:/name）に保存してください',
    oneChannelKind: (kinds) => `種類は1つだけ書いてください（${kinds}）。通知先ごとに行頭のハイフンを分けます`,
  },
  pattern: (reason) => `イベントパターンではありません。${reason}`,
  at: (place, problem) => `${place}：${problem}`,
  theFile: 'ファイル',
  unknownKey: (key, didYouMean, where, known) =>
    `不明なキー ${key}${didYouMean}。${where === undefined ? 'ここ' : `${where} `}で使えるキー：${known}`,
  didYouMean: (name) => `（\`${name}\` の誤りですか？）`,
  oneOf: (values) => `次のいずれか：${values}`,
  moreThan: (minimum) => `${minimum}より大きい値`,
  atLeast: (minimum) => `${minimum}以上`,
  atMost: (maximum) => `${maximum}以下`,
  listNotEmpty: '空でないリスト',
  textNotEmpty: '空でない文字列',
  somethingElse: (message) => `別の値（${message}）`,
  missing: (allowed) => `指定がありません${allowed === '' ? '' : `。書ける値：${allowed}`}`,
  empty: (allowed) => `空です。${allowed === '' ? '値' : allowed}を書くか、キーを削除してください`,
  mustBe: (allowed) => `書ける値は${allowed}です`,
  found: (value) => `（現在の値：${value}）`,
  aList: 'リスト',
  keysWithValues: 'キーと値',
  ruleState: 'on、off、またはキーと値',
  removeQuotes: '（引用符を外してください）',
  hidden: (characters) => `${characters}文字（表示しません）`,
  andMore: (count) => `…ほか${count}件`,
  hint: '各キーに書ける値は `login-watch config schema` で確認できます。エディターでも利用できます。',
  clearSecret: (channel) =>
    `${channel} のWebhook URLが平文で書かれています。削除し、\`login-watch secret set ${channel}\` で保存してください（このファイルを読んだ人に知られているおそれがあるため、再発行を推奨します）`,
  tooDeep: '入れ子が深すぎ、設定として読めません',
  tooManyAliases: 'エイリアス（*name）の展開が大きすぎます。値を直接書いてください',
  tab: 'タブで字下げされています。YAMLで使えるのはスペースだけです',
  duplicateKey: 'このキーは2回目です',
  secondDocument: 'ここから2つ目の文書（---）が始まっています。設定は1つにしてください',
  secondColon: '1行に2つ目の `: ` があります。これを含む文字列は引用符で囲んでください',
  yamlVersion: 'YAML 1.2で書いてください。%YAML の行は削除してください',
  noAnchor: 'エイリアス（*name）に対応するアンカー（&name）がありません',
  noPlainKey: 'キーが単純な文字列ではありません',
  tag: 'タグ（!name）は使えません。削除してください',
  bucketPipelines:
    '`trail.bucket` を書くときは [s3] か [events, s3] にしてください。logs と alarms が読むロググループは、別アカウントの証跡ではそのアカウントにあります',
  noSuchRule: (name, didYouMean) =>
    `\`${name}\` というルールもテーマもありません${didYouMean}。一覧は \`login-watch rules list\` で確認できます`,
  builtInId: '組み込みルールのIDと同じです',
  themeId: 'テーマ名と同じです',
  takenId: 'ほかの独自ルールのIDと同じです',
  envelopeField: (field) =>
    `CloudTrailの記録と照合されます。記録に \`${field}\` はありません。\`detail\` の中身を書いてください`,
  noRecordField: (field, didYouMean) => `記録に \`${field}\` というフィールドはありません${didYouMean}`,
  noField: (didYouMean, known) =>
    `フィールドではありません${didYouMean}。${known} のいずれか、または記録内のパス（例：requestParameters.bucketName）を書いてください`,
  quoteAccount: '引用符で囲んでください。アカウントIDは文字列です',
  tooManyBusRules: (count, most) =>
    `これらのルールにはEventBridgeのルールが${count}個必要ですが、パイプライン events で使えるのは${most}個までです。リストを短くするか、ほかのパイプラインを使ってください`,
};
