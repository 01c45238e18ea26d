/** Files of other kinds that are recognised, in each language. A reason ends a sentence that begins with the file's name. */
import type { WordTable } from '../../core/words.ts';

/** Binary formats, of which some could hold records. */
export type Format =
  | 'parquet'
  | 'orc'
  | 'avro'
  | 'spreadsheet'
  | 'pdf'
  | 'zstd'
  | 'xz'
  | 'bzip2'
  | 'sevenZip'
  | 'snappy'
  | 'sqlite'
  | 'windowsEvents'
  | 'pcap';

/** Logs and lists of other services, as text or JSON. */
export type OtherLog =
  | 'flowLogs'
  | 'elbLogs'
  | 'cloudFront'
  | 'resolver'
  | 'publicDns'
  | 's3Access'
  | 'waf'
  | 'guardDuty'
  | 'securityHub'
  | 'otherOcsf';

interface Trouble {
  readonly reason: string;
  readonly hint: string;
}

export interface OtherKindsWords {
  readonly format: (format: Format) => Trouble;
  readonly otherLog: (log: OtherLog) => string;
  /** `--output table` or `text` of the AWS CLI, without whole records. */
  readonly cliText: Trouble;
  /** The CloudTrail console's own CSV. */
  readonly consoleCsv: (lacking: string) => Trouble;
  /** Files in S3 that a notification names. */
  readonly namesObjects: string;
  /** Elastic's own fields, without the record they were made of. */
  readonly ecs: string;
  /** EventBridge events of other services; `kinds`: their detail types. */
  readonly otherEvents: (count: number, kinds: string) => string;
}

const TABLES: readonly Format[] = ['parquet', 'orc', 'avro'];
const PACKED: readonly Format[] = ['zstd', 'xz', 'bzip2', 'sevenZip', 'snappy'];

const enFormats: Readonly<Record<Format, string>> = {
  parquet: 'a Parquet file',
  orc: 'an ORC file',
  avro: 'an Avro file',
  spreadsheet: 'an Excel workbook or another office document',
  pdf: 'a PDF document',
  zstd: 'packed with zstd',
  xz: 'packed with xz',
  bzip2: 'packed with bzip2',
  sevenZip: 'packed with 7-Zip',
  snappy: 'packed with Snappy',
  sqlite: 'an SQLite database',
  windowsEvents: 'a Windows event log',
  pcap: 'a capture of network packets',
};
const enLogs: Readonly<Record<OtherLog, string>> = {
  flowLogs: 'VPC flow logs',
  elbLogs: 'access logs of a load balancer',
  cloudFront: 'access logs of CloudFront',
  resolver: 'query logs of Route 53 Resolver',
  publicDns: 'query logs of a Route 53 hosted zone',
  s3Access: 'server access logs of S3',
  waf: 'logs of AWS WAF',
  guardDuty: 'exported findings of GuardDuty',
  securityHub: 'findings of Security Hub',
  otherOcsf: 'OCSF events of another source',
};

const enHint = (format: Format): string => {
  if (TABLES.includes(format)) return "Read the trail's own files instead of Security Lake's, or export them as JSON.";
  if (PACKED.includes(format)) return 'Unpack it first, and read the result.';
  if (format === 'spreadsheet') return 'Save the sheet as CSV with a column that holds whole records, or export JSON.';
  return 'CloudTrail files are JSON, packed with gzip or not.';
};

const en: OtherKindsWords = {
  format: (format) => ({ reason: `is ${enFormats[format]}, which is not read`, hint: enHint(format) }),
  otherLog: (log) => `holds ${enLogs[log]}, not CloudTrail records`,
  cliText: {
    reason: 'holds a table or text of columns without whole records, such as the AWS CLI prints',
    hint: 'Run the AWS CLI again with `--output json`.',
  },
  consoleCsv: (lacking) => ({
    reason: `is the CloudTrail console's CSV file, whose rows are too short for records: it lacks ${lacking}`,
    hint: 'In the console choose "Download as JSON" instead.',
  }),
  namesObjects: 'names files in S3 and holds no records itself: read those files',
  ecs: 'holds Elastic documents without the original record (`event.original`) or its flattened fields',
  otherEvents: (count, kinds) =>
    `${count} EventBridge event${count === 1 ? '' : 's'} of other services (${kinds}): no chosen rule is about ${count === 1 ? 'it' : 'them'}`,
};

const jaFormats: Readonly<Record<Format, string>> = {
  parquet: 'Parquetファイル',
  orc: 'ORCファイル',
  avro: 'Avroファイル',
  spreadsheet: 'ExcelなどのOffice文書',
  pdf: 'PDF文書',
  zstd: 'zstdで圧縮されたファイル',
  xz: 'xzで圧縮されたファイル',
  bzip2: 'bzip2で圧縮されたファイル',
  sevenZip: '7-Zipで圧縮されたファイル',
  snappy: 'Snappyで圧縮されたファイル',
  sqlite: 'SQLiteのデータベース',
  windowsEvents: 'Windowsのイベントログ',
  pcap: 'ネットワークパケットのキャプチャ',
};
const jaLogs: Readonly<Record<OtherLog, string>> = {
  flowLogs: 'VPCフローログ',
  elbLogs: 'ロードバランサーのアクセスログ',
  cloudFront: 'CloudFrontのアクセスログ',
  resolver: 'Route 53 Resolverのクエリログ',
  publicDns: 'Route 53ホストゾーンのクエリログ',
  s3Access: 'S3のサーバーアクセスログ',
  waf: 'AWS WAFのログ',
  guardDuty: 'エクスポートされたGuardDutyの検出結果',
  securityHub: 'Security Hubの検出結果',
  otherOcsf: '別のソースのOCSFイベント',
};

const jaHint = (format: Format): string => {
  if (TABLES.includes(format))
    return 'Security Lakeのファイルではなく証跡のファイルを指定するか、JSONで書き出してください。';
  if (PACKED.includes(format)) return '先に展開し、その結果を指定してください。';
  if (format === 'spreadsheet') return '記録全体の列を含むCSVで保存するか、JSONで書き出してください。';
  return 'CloudTrailのファイルはJSONです（gzip圧縮も可）。';
};

const ja: OtherKindsWords = {
  format: (format) => ({ reason: `${jaFormats[format]}のため読み込めません`, hint: jaHint(format) }),
  otherLog: (log) => `${jaLogs[log]}であり、CloudTrailの記録ではありません`,
  cliText: {
    reason: '記録の全体を含まない表または列のテキストです（AWS CLIの表示形式など）',
    hint: 'AWS CLIを `--output json` で実行し直してください。',
  },
  consoleCsv: (lacking) => ({
    reason: `CloudTrailコンソールのCSVファイルで、行に記録の全体がありません（不足：${lacking}）`,
    hint: 'コンソールでは「JSONとしてダウンロード」を選んでください。',
  }),
  namesObjects: 'S3のファイル名だけで、記録を含みません。そのファイルを読み込んでください',
  ecs: '元の記録（`event.original`）もflattenedのフィールドも含まないElasticのドキュメントです',
  otherEvents: (count, kinds) =>
    `別のサービスのEventBridgeイベント${count}件（${kinds}）：対象とするルールが選ばれていません`,
};

export const OTHER_KINDS_WORDS: WordTable<OtherKindsWords> = { en, ja };
