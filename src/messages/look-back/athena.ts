/** `replay --athena` and `athena setup`: what is asked, shown and refused, in each language. */
import type { WordTable } from '../../core/words.ts';
import { counted } from '../units.ts';
import { sizeOf } from './reading.ts';

interface Refusal {
  readonly message: string;
  readonly hint: string;
}

interface Facts {
  readonly table: string;
  readonly workgroup: string;
  /** Athena's own sentence. */
  readonly quoted: string;
}

export interface AthenaWords {
  readonly listing: string;
  /** Before the query: what it will scan. */
  readonly extent: (table: string, files: number, bytes: number, days: readonly [string, string]) => string;
  readonly question: string;
  readonly noTerminal: Refusal;
  readonly declined: string;
  readonly progress: (scanned: number, records: number) => string;
  /** After the query. */
  readonly done: (scanned: number, records: number) => string;
  /** The SQL, with `--verbose`. */
  readonly query: (sql: string) => string;
  readonly tooMuch: (bytes: number, most: number) => Refusal;
  /** The workgroup stops queries at fewer bytes. */
  readonly overCutoff: (bytes: number, cutoff: number, workgroup: string) => Refusal;
  readonly badSize: (text: string) => Refusal;
  readonly badTable: (text: string) => Refusal;
  readonly needsAthena: Refusal;
  readonly notBoth: Refusal;
  readonly noPlace: (table: string) => Refusal;
  readonly cancelled: (facts: Facts) => Refusal;
  readonly failed: Readonly<
    Record<'cutoff' | 'denied' | 'noTable' | 'schema' | 'noLocation' | 'other', (facts: Facts) => Refusal>
  >;
  /** A field that rules read and the table doesn't keep. */
  readonly lacking: (table: string, path: string, rules: readonly string[]) => string;
  readonly without: (table: string, paths: readonly string[]) => string;
  readonly ownTable: string;
  readonly notListed: (table: string, kind: 'account' | 'region', values: readonly string[]) => string;
  readonly beforeFirst: (table: string, day: string) => string;
  readonly changeTable: string;
  readonly byHand: (table: string) => string;
  readonly setup: {
    readonly planning: string;
    readonly working: string;
    /** The stack as it will be. */
    readonly will: (facts: SetupFacts) => string;
    readonly unchanged: (facts: SetupFacts) => string;
    readonly question: string;
    readonly done: (facts: SetupFacts) => string;
    readonly noTrail: (address: string) => Refusal;
    readonly needsAddress: Refusal;
    readonly foreign: (stack: string, region: string) => Refusal;
  };
}

export interface SetupFacts {
  readonly stack: string;
  readonly region: string;
  readonly table: string;
  readonly workgroup: string;
  readonly location: string;
  readonly results: string;
  /** Bytes at which a query is stopped. */
  readonly cutoff: number;
}

const en: AthenaWords = {
  listing: 'Listing the bucket',
  extent: (table, files, bytes, [first, last]) =>
    `Athena will scan about ${sizeOf(bytes)} (${counted(files, 'file')}, ${first} to ${last}) of ${table}, and bills for that.`,
  question: 'Run the query?',
  noTerminal: { message: 'A query in Athena costs money, and nobody can be asked here', hint: 'Add --yes to run it.' },
  declined: 'Nothing was asked of Athena.',
  progress: (scanned, records) => `Athena: ${sizeOf(scanned)} scanned, ${counted(records, 'record')}`,
  done: (scanned, records) =>
    `Athena scanned ${sizeOf(scanned)} and returned ${counted(records, 'record')} that the rules may be about.`,
  query: (sql) => `SQL: ${sql}`,
  tooMuch: (bytes, most) => ({
    message: `The query would scan ${sizeOf(bytes)}, more than --max-scan allows (${sizeOf(most)})`,
    hint: 'Shorten the period (--since, --until), name --regions, or raise --max-scan.',
  }),
  overCutoff: (bytes, cutoff, workgroup) => ({
    message: `The query would scan ${sizeOf(bytes)}, and workgroup ${workgroup} stops queries at ${sizeOf(cutoff)}`,
    hint: 'Shorten the period, or raise the limit: `login-watch athena setup --max-scan SIZE`.',
  }),
  badSize: (text) => ({ message: `${text} is not an amount of data`, hint: 'Write 500MB, 100GB or 2TB.' }),
  badTable: (text) => ({
    message: `${text} is not a table`,
    hint: 'Write DATABASE.TABLE, such as default.cloudtrail_logs.',
  }),
  needsAthena: {
    message: '--table, --workgroup and --max-scan need --athena',
    hint: 'Add --athena, or leave them out.',
  },
  notBoth: {
    message: '--athena cannot be used together with files, --s3, --profiles or --organization',
    hint: 'One table holds all accounts of its trail: name only --athena.',
  },
  noPlace: (table) => ({
    message: `Table ${table} has no place in S3`,
    hint: 'Name a table over the files of a trail, or make one: `login-watch athena setup`.',
  }),
  cancelled: ({ quoted }) => ({
    message: `The query was cancelled in Athena${quoted === '' ? '' : `: ${quoted}`}`,
    hint: 'Run it again, if that was not on purpose.',
  }),
  failed: {
    cutoff: ({ workgroup, quoted }) => ({
      message: `Workgroup ${workgroup} stopped the query at its limit: ${quoted}`,
      hint: 'Shorten the period, or raise the limit: `login-watch athena setup --max-scan SIZE`.',
    }),
    denied: ({ quoted }) => ({
      message: `Athena may not read what the query needs: ${quoted}`,
      hint: 'Attach the policy that `login-watch policy replay --athena` prints. Encrypted logs need kms:Decrypt on their key, and Lake Formation grants of its own.',
    }),
    noTable: ({ table, quoted }) => ({
      message: `Athena does not find ${table}: ${quoted}`,
      hint: 'Make it with `login-watch athena setup`, or name another with --table. --region is the region of the table.',
    }),
    schema: ({ table, quoted }) => ({
      message: `Athena cannot read ${table} this way: ${quoted}`,
      hint: 'The columns of the table do not fit its files or the query. Make a table with `login-watch athena setup`.',
    }),
    noLocation: ({ workgroup, quoted }) => ({
      message: `Workgroup ${workgroup} has no place for results: ${quoted}`,
      hint: 'Set its query result location, or name another with --workgroup.',
    }),
    other: ({ quoted }) => ({
      message: `The query failed in Athena: ${quoted}`,
      hint: 'Run it again. If it fails alike, look the sentence up in Athena’s documentation.',
    }),
  },
  lacking: (table, path, rules) =>
    `${table} does not keep ${path}, which ${rules.join(', ')} ${rules.length === 1 ? 'reads' : 'read'}: what depends on it was not found`,
  without: (table, paths) => `${table} lacks columns of AWS's own table (${paths.join(', ')}): rules did not see them`,
  ownTable: 'Make a table that keeps more: `login-watch athena setup`.',
  notListed: (table, kind, values) =>
    `${table} does not list ${kind} ${values.join(', ')}, so the files of ${values.length === 1 ? 'it' : 'them'} were not searched`,
  beforeFirst: (table, day) => `${table} begins at ${day}, so nothing before it was searched`,
  changeTable: 'Change the projection of the table, or make one: `login-watch athena setup`.',
  byHand: (table) => `partitions of ${table} are registered by hand, and days without one were not searched`,
  setup: {
    planning: 'Planning',
    working: 'Setting up',
    will: ({ stack, region, table, workgroup, location, results, cutoff }) =>
      [
        `Stack ${stack} in ${region}:`,
        `  table      ${table} over ${location}`,
        `  workgroup  ${workgroup}, queries stop at ${sizeOf(cutoff)}`,
        `  results    s3://${results}/ (a new bucket, encrypted, kept for 7 days)`,
      ].join('\n'),
    unchanged: ({ stack, table }) => `Stack ${stack} is as it should be; the table is ${table}.`,
    question: 'Set it up?',
    done: ({ table }) => `Done: ${table}. Try it: login-watch replay --athena --since 24h`,
    noTrail: (address) => ({
      message: `${address} holds no log files of a trail`,
      hint: 'Name the bucket and prefix of the trail: `aws cloudtrail describe-trails` shows them.',
    }),
    needsAddress: {
      message: 'The place of the log files is missing',
      hint: 'Add --s3 s3://BUCKET/PREFIX; `aws cloudtrail describe-trails` shows the bucket of each trail.',
    },
    foreign: (stack, region) => ({
      message: `There is a stack ${stack} in ${region} that login-watch did not make`,
      hint: 'Choose another `name` in login-watch.yaml, or delete that stack.',
    }),
  },
};

const ja: AthenaWords = {
  listing: 'バケットの一覧を取得しています',
  extent: (table, files, bytes, [first, last]) =>
    `Athenaは ${table} の約${sizeOf(bytes)}（${files}個のファイル、${first} から ${last} まで）をスキャンし、その分の料金がかかります。`,
  question: 'クエリを実行しますか？',
  noTerminal: {
    message: 'Athenaのクエリには料金がかかりますが、ここでは確認できません',
    hint: '実行するには --yes を付けてください。',
  },
  declined: 'Athenaには何も問い合わせていません。',
  progress: (scanned, records) => `Athena：${sizeOf(scanned)} をスキャン、記録 ${records}件`,
  done: (scanned, records) =>
    `Athenaは${sizeOf(scanned)}をスキャンし、ルールに当てはまる可能性のある記録を${records}件返しました。`,
  query: (sql) => `SQL：${sql}`,
  tooMuch: (bytes, most) => ({
    message: `このクエリは${sizeOf(bytes)}をスキャンし、--max-scan の上限（${sizeOf(most)}）を超えます`,
    hint: '期間を短くする（--since、--until）、--regions を指定する、または --max-scan を大きくしてください。',
  }),
  overCutoff: (bytes, cutoff, workgroup) => ({
    message: `このクエリは${sizeOf(bytes)}をスキャンしますが、ワークグループ ${workgroup} の上限は${sizeOf(cutoff)}です`,
    hint: '期間を短くするか、上限を上げてください：`login-watch athena setup --max-scan SIZE`',
  }),
  badSize: (text) => ({
    message: `${text} はデータ量ではありません`,
    hint: '500MB、100GB、2TB のように指定してください。',
  }),
  badTable: (text) => ({
    message: `${text} はテーブルではありません`,
    hint: 'default.cloudtrail_logs のように DATABASE.TABLE の形で指定してください。',
  }),
  needsAthena: {
    message: '--table、--workgroup、--max-scan には --athena が必要です',
    hint: '--athena を付けるか、これらを外してください。',
  },
  notBoth: {
    message: '--athena は、ファイル、--s3、--profiles、--organization と同時には使えません',
    hint: '1つのテーブルに証跡のすべてのアカウントが含まれます。--athena だけを指定してください。',
  },
  noPlace: (table) => ({
    message: `テーブル ${table} の場所がS3にありません`,
    hint: '証跡のファイルを対象とするテーブルを指定するか、作成してください：`login-watch athena setup`',
  }),
  cancelled: ({ quoted }) => ({
    message: `クエリはAthenaで取り消されました${quoted === '' ? '' : `：${quoted}`}`,
    hint: '意図したものでなければ、もう一度実行してください。',
  }),
  failed: {
    cutoff: ({ workgroup, quoted }) => ({
      message: `ワークグループ ${workgroup} の上限に達したため、クエリが停止しました：${quoted}`,
      hint: '期間を短くするか、上限を上げてください：`login-watch athena setup --max-scan SIZE`',
    }),
    denied: ({ quoted }) => ({
      message: `クエリに必要なものをAthenaが読み込めません：${quoted}`,
      hint: '`login-watch policy replay --athena` が表示するポリシーを付けてください。暗号化されたログにはキーへの kms:Decrypt が、Lake Formationを使っている場合はその許可も必要です。',
    }),
    noTable: ({ table, quoted }) => ({
      message: `Athenaに ${table} がありません：${quoted}`,
      hint: '`login-watch athena setup` で作成するか、--table で別のテーブルを指定してください。--region にはテーブルのリージョンを指定します。',
    }),
    schema: ({ table, quoted }) => ({
      message: `Athenaはこの方法では ${table} を読み込めません：${quoted}`,
      hint: 'テーブルの列がファイルまたはクエリに合っていません。`login-watch athena setup` でテーブルを作成してください。',
    }),
    noLocation: ({ workgroup, quoted }) => ({
      message: `ワークグループ ${workgroup} に結果の保存先がありません：${quoted}`,
      hint: 'クエリ結果の場所を設定するか、--workgroup で別のワークグループを指定してください。',
    }),
    other: ({ quoted }) => ({
      message: `Athenaでクエリが失敗しました：${quoted}`,
      hint: 'もう一度実行してください。同じように失敗する場合は、この文をAthenaのドキュメントで調べてください。',
    }),
  },
  lacking: (table, path, rules) =>
    `${table} には ${rules.join('、')} が参照する ${path} がないため、これに依存するものは検出していません`,
  without: (table, paths) =>
    `${table} にはAWSの標準のテーブルにある列（${paths.join('、')}）がなく、ルールはその値を参照していません`,
  ownTable: 'より多くの項目を持つテーブルを作成してください：`login-watch athena setup`',
  notListed: (table, kind, values) =>
    `${table} には${kind === 'account' ? 'アカウント' : 'リージョン'} ${values.join('、')} の指定がないため、そのファイルは調べていません`,
  beforeFirst: (table, day) => `${table} は ${day} から始まるため、それより前は調べていません`,
  changeTable: 'テーブルのパーティション射影を変更するか、作成してください：`login-watch athena setup`',
  byHand: (table) => `${table} のパーティションは手動で登録するもので、登録されていない日は調べていません`,
  setup: {
    planning: '計画しています',
    working: '設定しています',
    will: ({ stack, region, table, workgroup, location, results, cutoff }) =>
      [
        `${region} のスタック ${stack}：`,
        `  テーブル         ${table}（${location}）`,
        `  ワークグループ   ${workgroup}（クエリの上限 ${sizeOf(cutoff)}）`,
        `  結果             s3://${results}/（新しいバケット、暗号化、7日間保存）`,
      ].join('\n'),
    unchanged: ({ stack, table }) => `スタック ${stack} に変更はありません。テーブルは ${table} です。`,
    question: '設定しますか？',
    done: ({ table }) => `完了しました：${table}。試すには：login-watch replay --athena --since 24h`,
    noTrail: (address) => ({
      message: `${address} に証跡のログファイルがありません`,
      hint: '証跡のバケットとプレフィックスを指定してください。`aws cloudtrail describe-trails` で表示できます。',
    }),
    needsAddress: {
      message: 'ログファイルの場所が指定されていません',
      hint: '--s3 s3://BUCKET/PREFIX を付けてください。各証跡のバケットは `aws cloudtrail describe-trails` で表示できます。',
    },
    foreign: (stack, region) => ({
      message: `${region} に、login-watchが作成したものではないスタック ${stack} があります`,
      hint: 'login-watch.yaml の `name` を変更するか、そのスタックを削除してください。',
    }),
  },
};

export const ATHENA_WORDS: WordTable<AthenaWords> = { en, ja };
