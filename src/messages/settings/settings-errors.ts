/** Mistakes in the settings file, in each language. */
import type { WordTable } from '../../core/words.ts';

/** Kinds of values, as zod names them. */
type Noun = 'string' | 'number' | 'int' | 'boolean' | 'array' | 'object' | 'record';

/** Sentences that follow the name of a place; the schema names them by key. */
export interface SettingsProblems {
  readonly time: () => string;
  readonly accountId: () => string;
  readonly accounts: () => string;
  readonly bucketName: () => string;
  readonly bucketAccount: () => string;
  readonly bucketOrName: () => string;
  /** A key that means nothing without `bucket`. */
  readonly ofBucket: () => string;
  readonly topicArn: () => string;
  readonly keyArn: () => string;
  readonly arn: () => string;
  readonly network: () => string;
  readonly wholeInternet: () => string;
  readonly tooWide: () => string;
  readonly tooWideTogether: () => string;
  readonly day: () => string;
  readonly criticalMuted: () => string;
  readonly endlessHours: () => string;
  readonly ruleId: () => string;
  readonly name: () => string;
  readonly nameReserved: () => string;
  readonly timezone: () => string;
  readonly domain: () => string;
  readonly mail: () => string;
  readonly host: () => string;
  /** `most`: a number. */
  readonly mentionCount: (most: string) => string;
  /** `meant`: the mention that was probably meant. */
  readonly mentionMeant: (meant: string) => string;
  readonly mentionSlack: () => string;
  readonly mentionNameInSlack: () => string;
  readonly mentionTeams: () => string;
  readonly mentionAllInTeams: () => string;
  readonly mentionDiscord: () => string;
  readonly mentionNameInDiscord: () => string;
  /** `kind`: what `login-watch secret set` takes. */
  readonly secretMissing: (kind: string) => string;
  readonly secretInClear: (kind: string) => string;
  readonly oneChannelKind: (kinds: string) => string;
  readonly oneHealthKind: (kinds: string) => string;
  readonly healthNobody: () => string;
  readonly healthInEnv: () => string;
}

export interface SettingsErrorWords {
  readonly noun: Readonly<Record<Noun, string>>;
  readonly problem: SettingsProblems;
  readonly pattern: (reason: string) => string;
  /** A place and what is wrong there. */
  readonly at: (place: string, problem: string) => string;
  readonly theFile: string;
  readonly unknownKey: (key: string, didYouMean: string, where: string | undefined, known: string) => string;
  readonly didYouMean: (name: string) => string;
  readonly oneOf: (values: string) => string;
  readonly moreThan: (minimum: string) => string;
  readonly atLeast: (minimum: string) => string;
  readonly atMost: (maximum: string) => string;
  readonly listNotEmpty: string;
  readonly textNotEmpty: string;
  readonly somethingElse: (message: string) => string;
  readonly missing: (allowed: string) => string;
  readonly empty: (allowed: string) => string;
  readonly mustBe: (allowed: string) => string;
  readonly found: (value: string) => string;
  readonly aList: string;
  readonly keysWithValues: string;
  /** The forms of a rule's setting. */
  readonly ruleState: string;
  readonly removeQuotes: string;
  readonly hidden: (characters: number) => string;
  readonly andMore: (count: number) => string;
  readonly hint: string;
  readonly clearSecret: (channel: string) => string;
  readonly tooDeep: string;
  readonly tooManyAliases: string;
  readonly tab: string;
  readonly duplicateKey: string;
  readonly secondDocument: string;
  readonly secondColon: string;
  readonly yamlVersion: string;
  readonly noAnchor: string;
  readonly noPlainKey: string;
  readonly tag: string;
  /** With `trail.bucket`, these pipelines read something else, or `s3` is missing. */
  readonly bucketPipelines: string;
  readonly noSuchRule: (name: string, didYouMean: string) => string;
  readonly builtInId: string;
  readonly themeId: string;
  readonly takenId: string;
  readonly envelopeField: (field: string) => string;
  readonly noRecordField: (field: string, didYouMean: string) => string;
  readonly noField: (didYouMean: string, known: string) => string;
  readonly quoteAccount: string;
  /** Rules of EventBridge, not of the settings. */
  readonly tooManyBusRules: (count: number, most: number) => string;
}

const en: SettingsErrorWords = {
  noun: {
    string: 'text',
    number: 'a number',
    int: 'a whole number',
    boolean: 'true or false',
    array: 'a list',
    object: 'keys with values',
    record: 'keys with values',
  },
  problem: {
    time: () => 'is not a time of day; write HH:MM, as "09:00"',
    accountId: () => 'is not an account id; write its 12 digits',
    accounts: () => 'must be a list of account ids, or a name for each: `{ 444455556666: payments }`',
    bucketName: () => 'is not the name of a bucket; write it without s3:// and without folders',
    bucketAccount: () => 'is missing; write the 12 digits of the account that owns the bucket',
    bucketOrName: () => 'and `bucket` name two trails; keep one of them',
    ofBucket: () => 'belongs to a `bucket` of another account; name the bucket, or remove this',
    topicArn: () => 'is not the ARN of an SNS topic, as arn:aws:sns:us-east-1:444455556666:trail-files',
    keyArn: () =>
      'is not the ARN of a KMS key (no alias), as arn:aws:kms:us-east-1:444455556666:key/1234abcd-12ab-34cd-56ef-1234567890ab',
    arn: () => 'is not an ARN',
    network: () => 'is neither an address nor a CIDR block, as 198.51.100.7, 203.0.113.0/24 or 2001:db8::/32',
    wholeInternet: () => 'is the whole internet; a trusted network must be smaller',
    tooWide: () => 'is more than a sixteenth of the internet; a trusted network must be smaller',
    tooWideTogether: () => 'holds more than a sixteenth of the internet in all; trusted networks must be smaller',
    day: () => 'is not a day; write YYYY-MM-DD',
    criticalMuted: () => 'must not be critical: critical findings alert at any hour',
    endlessHours: () => 'is the same as `from`: hours that never end mute everything',
    ruleId: () => 'is not a rule id; write lower-case words joined by hyphens',
    name: () =>
      'is not a name; write up to 40 letters and digits, starting with a letter, with single hyphens between them',
    nameReserved: () => 'must not begin with aws or ssm: Parameter Store reserves those names',
    timezone: () => 'is not a time zone; write an IANA name, as Asia/Tokyo',
    domain: () => 'is not a domain, as example.com',
    mail: () => 'is not a mail address, as security@example.com',
    host: () => 'is not a host; write its name alone, as chat.example.com or chat.example.com:8443',
    mentionCount: (most) => `must have 1 to ${most} mentions, with spaces between`,
    mentionMeant: (meant) => `must be written as ${meant}`,
    mentionSlack: () => 'is no mention of Slack’s; write @here, @channel, a user’s id (U…) or a user group’s (S…)',
    mentionNameInSlack: () =>
      'is a name, and Slack mentions by id; copy the user’s “member ID” from the profile (U…), or the user group’s id (S…)',
    mentionTeams: () => 'is no mention of Teams’; write the mail address or the Entra object id of a user',
    mentionAllInTeams: () =>
      'has no counterpart in Teams, where a webhook can mention single users only; write their mail addresses or Entra object ids',
    mentionDiscord: () =>
      'is no mention of Discord’s; write @here, @everyone, a user’s id (digits) or & and a role’s id (&digits)',
    mentionNameInDiscord: () =>
      'is a name, and Discord mentions by id; in developer mode copy the user’s id, or the role’s and put & before it',
    secretMissing: (kind) =>
      `is missing; name the place of the secret: ssm:/name or env:NAME (\`login-watch secret set ${kind}\` stores it)`,
    secretInClear: (kind) =>
      `must name the place of the secret, ssm:/name or env:NAME, and never hold the secret itself; move it with \`login-watch secret set ${kind}\``,
    oneHealthKind: (kinds) => `must name exactly one kind: ${kinds}`,
    healthNobody: () => 'names nobody: give email, channel or both',
    healthInEnv: () => 'needs its secret in AWS (ssm:/name), where its function can read it',
    oneChannelKind: (kinds) => `must name exactly one kind: ${kinds}; begin each with a dash of its own`,
  },
  pattern: (reason) => `is not an event pattern: ${reason}`,
  at: (place, problem) => `${place} ${problem}`,
  theFile: 'the file',
  unknownKey: (key, didYouMean, where, known) =>
    `unknown key ${key}${didYouMean}; known ${where === undefined ? 'here' : `in ${where}`}: ${known}`,
  didYouMean: (name) => ` (did you mean \`${name}\`?)`,
  oneOf: (values) => `one of ${values}`,
  moreThan: (minimum) => `more than ${minimum}`,
  atLeast: (minimum) => `at least ${minimum}`,
  atMost: (maximum) => `at most ${maximum}`,
  listNotEmpty: 'a list that is not empty',
  textNotEmpty: 'text that is not empty',
  somethingElse: (message) => `something else (${message})`,
  missing: (allowed) => `is missing${allowed === '' ? '' : `; write ${allowed}`}`,
  empty: (allowed) => `is empty; write ${allowed === '' ? 'a value' : allowed}, or remove the key`,
  mustBe: (allowed) => `must be ${allowed}`,
  found: (value) => `; found ${value}`,
  aList: 'a list',
  keysWithValues: 'keys with values',
  ruleState: 'on, off or keys with values',
  removeQuotes: ' (remove the quotes)',
  hidden: (characters) => `${characters} characters that are not shown`,
  andMore: (count) => `… and ${count} more`,
  hint: '`login-watch config schema` prints what each key allows; editors read it too.',
  clearSecret: (channel) =>
    `a webhook URL of ${channel} in clear text: remove it, and store it with \`login-watch secret set ${channel}\` (anyone who has read this file may have it, so create a new one)`,
  tooDeep: 'nested too deeply to be settings',
  tooManyAliases: 'unfolds to too much: write values out instead of using aliases (*name)',
  tab: 'indented with a tab; YAML takes spaces only',
  duplicateKey: 'this key appears for the second time',
  secondDocument: 'a second document begins here (---); the settings are a single one',
  secondColon: 'a second `: ` in one line; put text that holds one in quotes',
  yamlVersion: 'must be YAML 1.2; remove the %YAML line',
  noAnchor: 'an alias (*name) without its anchor (&name)',
  noPlainKey: 'a key that is not a plain word',
  tag: 'a tag (!name) means nothing here; remove it',
  bucketPipelines:
    'must be [s3] or [events, s3] with `trail.bucket`: logs and alarms read a log group, which a trail of another account has there',
  noSuchRule: (name, didYouMean) =>
    `no rule or theme is called \`${name}\`${didYouMean}; \`login-watch rules list\` shows all`,
  builtInId: 'is the id of a built-in rule',
  themeId: 'is the name of a theme',
  takenId: 'is the id of another rule of your own',
  envelopeField: (field) =>
    `is matched over the CloudTrail record, which has no \`${field}\`: write the content of \`detail\``,
  noRecordField: (field, didYouMean) => `no field of a record is called \`${field}\`${didYouMean}`,
  noField: (didYouMean, known) =>
    `is not a field${didYouMean}; write one of ${known}, or a path in the record, as requestParameters.bucketName`,
  quoteAccount: 'must be in quotes: account ids are text',
  tooManyBusRules: (count, most) =>
    `these rules need ${count} EventBridge rules, and pipeline events takes ${most}; shorten their lists, or use other pipelines`,
};

const ja: SettingsErrorWords = {
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

export const SETTINGS_ERRORS: WordTable<SettingsErrorWords> = { en, ja };
