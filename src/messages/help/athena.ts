/** Help of `login-watch athena setup`, in each language. */
import type { WordTable } from '../../core/words.ts';
import type { HelpWords, SubcommandWords } from './words.ts';

interface AthenaHelp {
  readonly athena: HelpWords<{ examples: 'setup' | 'replay' }>;
  readonly setup: SubcommandWords<{
    options: 's3' | 'maxScan' | 'plan';
    examples: 'setup' | 'limit' | 'plan';
  }>;
}

const en: AthenaHelp = {
  athena: {
    description:
      'Prepares Amazon Athena for `replay --athena`, where an archive is too large for one machine.\nAthena bills for the bytes that a query scans.',
    examples: {
      setup: 'A table over the log files of a trail',
      replay: 'Ask it: every rule over 90 days',
    },
  },
  setup: {
    summary: 'make a table over the log files of a trail, and a workgroup',
    description:
      "Makes a CloudFormation stack in your account: a database and a table over the trail's log files, a workgroup with a limit on the bytes of a query, and an encrypted bucket for results. The plan is shown first. Nothing in it runs by itself.",
    options: {
      s3: "the trail's bucket: s3://BUCKET/PREFIX",
      maxScan: 'stop each query at this amount: 500MB, 100GB or 2TB (default: 100GB)',
      plan: 'show what would change and exit with status 1, without changing anything',
    },
    examples: {
      setup: 'A table over all accounts and regions in the bucket',
      limit: 'For larger queries',
      plan: 'Look at it first',
    },
  },
};

const ja: AthenaHelp = {
  athena: {
    description:
      '1台のマシンでは扱えない大きさのアーカイブを `replay --athena` で調べるために、Amazon Athenaを準備します。\nAthenaの料金は、クエリがスキャンしたバイト数で決まります。',
    examples: {
      setup: '証跡のログファイルを対象とするテーブルを作成',
      replay: 'それを使って、90日分に全ルールを適用',
    },
  },
  setup: {
    summary: '証跡のログファイルを対象とするテーブルとワークグループを作成',
    description:
      'AWSアカウントにCloudFormationスタックを作成します。内容は、証跡のログファイルを対象とするデータベースとテーブル、スキャン量に上限のあるワークグループ、結果を保存する暗号化されたバケットです。先に計画を表示します。自動的に動くものはありません。',
    options: {
      s3: '証跡のバケット：s3://BUCKET/PREFIX',
      maxScan: '1回のクエリの上限：500MB、100GB、2TB など（既定：100GB）',
      plan: '変更内容を表示し、何も変更せずに終了コード1で終了',
    },
    examples: {
      setup: 'バケットにある全アカウント、全リージョンのテーブル',
      limit: 'より大きなクエリのために',
      plan: '先に内容を確認',
    },
  },
};

export const ATHENA_HELP: WordTable<AthenaHelp> = { en, ja };
