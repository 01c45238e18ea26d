/** Help of `login-watch replay`, in each language. */
import type { WordTable } from '../../core/words.ts';
import type { HelpWords } from './words.ts';

export type ReplayHelp = HelpWords<{
  arguments: 'paths';
  options:
    | 'since'
    | 'until'
    | 'regions'
    | 'rules'
    | 'minSeverity'
    | 'output'
    | 'failOn'
    | 'notify'
    | 'lookUpNames'
    | 'limit'
    | 'sort'
    | 'summary'
    | 'raw'
    | 'compare'
    | 'redact'
    | 'file'
    | 'threads'
    | 's3'
    | 'resume'
    | 'requesterPays'
    | 'verify'
    | 'athena'
    | 'table'
    | 'workgroup'
    | 'maxScan';
  examples:
    | 'person'
    | 'accounts'
    | 'organization'
    | 'day'
    | 'json'
    | 'html'
    | 'redacted'
    | 'files'
    | 'threads'
    | 'bucket'
    | 'verify'
    | 'athena'
    | 'pipe'
    | 'job'
    | 'slack';
  exit: 'done' | 'found' | 'wrongUse' | 'refused';
}>;

const en: ReplayHelp = {
  description:
    'Reads recent events from CloudTrail (or from files), applies the rules and shows the findings.\nNothing is deployed and nothing is changed.',
  arguments: { paths: 'files or folders to read instead of CloudTrail, as --file' },
  options: {
    since: '30m, 24h or 7d before now, or an ISO 8601 time (default: 24h; with files: everything)',
    until: 'end of the period, in the same form (default: now)',
    regions: 'only these regions (default: every enabled region; with files: all)',
    rules: 'rule IDs, themes, all, or on: those that the settings turn on (default: signin,root)',
    minSeverity: 'show this severity or higher',
    output: 'write the result to a file instead of standard output',
    failOn: 'exit with status 1 if there is a finding of this severity or higher',
    notify: 'send the findings to these channels (default: all channels in the settings)',
    lookUpNames: 'ask AWS for names of people and accounts that files lack (CloudTrail: always)',
    limit: 'show at most N findings, most severe first',
    sort: 'order of the findings: time, or the gravest first',
    compare: 'with --format html: show what is new, gone or changed since the JSON of an earlier run',
    redact:
      'replace names, addresses and accounts by stand-ins (person-1, address-1, account-1), and leave free texts out',
    raw: 'add the whole record to each finding in JSON, NDJSON and CSV',
    summary: 'print the answer alone: the gravest stories, and people by place',
    file: 'read files or folders instead of CloudTrail; - is standard input',
    threads: 'read files by this many threads, on a machine with more than two cores (default: 1)',
    s3: "read a trail's bucket: s3://BUCKET/PREFIX (only the folders of the period, default: 24h)",
    resume: 'with --s3: keep what was read in this file, and go on from it in the next run',
    verify:
      'with --s3: hold the log files against the digest files that CloudTrail signed; what is changed, deleted or unsigned is said',
    requesterPays: 'with --s3: pay for requests to a bucket that bills its readers',
    athena:
      'ask Amazon Athena, which searches archives of any size and bills for the bytes that it scans; it shows them and asks first',
    table: 'with --athena: a table over the log files of a trail (default: that of `athena setup`)',
    workgroup: 'with --athena: the workgroup that asks (default: that of `athena setup`)',
    maxScan: 'with --athena: ask nothing that would scan more: 500MB, 2TB (default: 100GB)',
  },
  examples: {
    day: 'Who signed in during the last day, in every region',
    json: 'All rules, only severe findings, as JSON',
    html: 'A report to forward: one file with the answer, charts and every finding',
    redacted: 'The same, without a real name, and compared with the JSON of an earlier run',
    files: 'From the files of a trail, without access to AWS',
    threads: 'From a large archive, by several threads',
    bucket: 'From the bucket of a trail, also of an organization; Ctrl-C and the same command go on',
    verify: 'The same, and whether anybody changed or deleted log files',
    athena: 'From an archive too large for one machine, by Amazon Athena',
    accounts: 'The accounts of two AWS profiles',
    organization: 'Every account of the organization, by a role that each of them has',
    pipe: 'From a pipe',
    job: 'In a scheduled job: exit status 1 if there is a finding of high severity',
    person: 'One person, counted by address',
    slack: 'Send the findings to Slack',
  },
  exit: {
    done: 'done',
    found: 'found something that --fail-on names',
    wrongUse: 'wrong usage, settings or input; a damaged file, of which the rest was used',
    refused: 'AWS or the network refused a request, or the run was interrupted; the result so far is shown',
  },
};

const ja: ReplayHelp = {
  description:
    '最近のイベントをCloudTrail（またはファイル）から読み取り、ルールを適用して検出を表示します。\n何もデプロイせず、何も変更しません。',
  arguments: { paths: 'CloudTrailの代わりに読むファイルまたはフォルダー（--file と同じ）' },
  options: {
    since: '開始時刻：現在から30m、24h、7dなどさかのぼる期間、またはISO 8601形式（既定：24h、ファイルの場合は全期間）',
    until: '終了時刻：形式は同じ（既定：現在）',
    regions: '対象のリージョン（既定：有効な全リージョン、ファイルの場合はすべて）',
    rules: 'ルールのID、テーマ、all、または on（設定でオンのもの）（既定：signin,root）',
    minSeverity: 'この重大度以上を表示',
    output: '標準出力の代わりにファイルへ出力',
    failOn: 'この重大度以上の検出があれば終了ステータス1',
    notify: '検出を通知先に送信（既定：設定にある全通知先）',
    lookUpNames: 'ファイルにない人とアカウントの名前をAWSに問い合わせる（CloudTrailの場合は常に）',
    limit: '表示する検出の上限（重大度の高い順）',
    sort: '検出の並び順：時刻順、または重大度の高い順',
    compare: '--format html とともに：以前の実行のJSONと比べて、新しい検出、なくなった検出、変わった検出を表示',
    redact: '名前、IPアドレス、アカウントを仮の名前（person-1、address-1、account-1）に置き換え、自由文を省く',
    raw: 'JSON、NDJSON、CSVの各検出に記録全体を追加',
    summary: '結論（重大な出来事、人と場所）だけを表示',
    file: 'CloudTrailの代わりに読むファイルまたはフォルダー（- は標準入力）',
    threads: 'ファイルを読み込むスレッドの数。コアが3つ以上のマシン向け（既定：1）',
    s3: '証跡のバケットを読む：s3://BUCKET/PREFIX（期間のフォルダーのみ、既定：24h）',
    resume: '--s3 とともに：読み込んだ分をこのファイルに保存し、次の実行で続きから読む',
    verify:
      '--s3 とともに：CloudTrailが署名したダイジェストファイルでログファイルを検証し、変更、削除、署名のないものを表示する',
    requesterPays: '--s3 とともに：読み手に請求するバケットのリクエスト料金を支払う',
    athena:
      'どんな大きさのアーカイブも検索できるAmazon Athenaに問い合わせる。料金のかかるスキャン量を先に表示して確認する',
    table: '--athena とともに：証跡のログファイルを対象とするテーブル（既定：`athena setup` のもの）',
    workgroup: '--athena とともに：問い合わせに使うワークグループ（既定：`athena setup` のもの）',
    maxScan: '--athena とともに：これを超えてスキャンするクエリは実行しない：500MB、2TB など（既定：100GB）',
  },
  examples: {
    day: '過去1日のサインインを全リージョンから表示',
    json: '全ルールを適用し、重大な検出だけをJSONで出力',
    html: '転送用のレポート：結論、グラフ、すべての検出を1つのファイルに出力',
    redacted: '同じレポートを仮名化し、以前の実行のJSONと比較',
    files: 'AWSにアクセスせず、証跡のファイルから表示',
    threads: '大きなアーカイブを複数のスレッドで',
    bucket: '証跡のバケット（組織の証跡も可）から。Ctrl-Cの後も同じコマンドで続きから再開',
    verify: '同じバケットから。ログファイルの変更や削除も検証',
    athena: '1台では扱えない大きさのアーカイブから、Amazon Athenaで',
    accounts: '2つのAWSプロファイルのアカウントから',
    organization: '組織の全アカウントから（各アカウントにあるロールを使用）',
    pipe: 'パイプから',
    job: '定期実行：重大度 high 以上の検出があれば終了ステータス1',
    person: '1人分を、IPアドレスごとに集計',
    slack: '検出をSlackに送信',
  },
  exit: {
    done: '正常終了',
    found: '--fail-on に該当する検出あり',
    wrongUse: '使い方、設定、入力の誤り（破損したファイルは、読めた部分だけを使用）',
    refused: 'AWSまたはネットワークがリクエストを拒否、あるいは途中で中断（それまでの結果を表示）',
  },
};

export const REPLAY_HELP: WordTable<ReplayHelp> = { en, ja };
