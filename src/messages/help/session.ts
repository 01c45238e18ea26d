/** Help of `login-watch session`, in each language. */
import type { WordTable } from '../../core/words.ts';
import type { HelpWords } from './words.ts';

type SessionHelp = HelpWords<{
  arguments: 'which' | 'paths';
  options: 'since' | 'until' | 'regions' | 'output' | 'redact' | 'lookUpNames' | 'file' | 's3' | 'requesterPays';
  examples: 'latest' | 'event' | 'person' | 'accounts' | 'files' | 'html' | 'json';
}>;

const en: SessionHelp = {
  description:
    'Shows one sign-in and everything that was done with it: the commands that would stop it first, then what it read, changed, was denied and became, and what still exists of what it made. Nothing is changed: commands are only printed.',
  arguments: {
    which:
      'an event id or the short name of an event that replay prints, an access key id, a user or person (* matches any characters), or `latest` for the last sign-in',
    paths: 'files or folders of CloudTrail records, or s3://BUCKET/PREFIX; without them the event history is read',
  },
  options: {
    since: '24h, 7d or 8w before now, or an ISO 8601 time (defaults to 24h; for files to their beginning)',
    until: 'an ISO 8601 time (defaults to now; for files to their end)',
    regions: 'ask only these regions (defaults to all enabled ones)',
    output: 'write the result to this file',
    redact: 'with --format html: put stand-ins in place of names, addresses and accounts, and leave commands out',
    lookUpNames: 'with files: ask AWS for names of accounts and people',
    file: 'the same as the paths',
    s3: "read a trail's bucket: s3://BUCKET/PREFIX",
    requesterPays: 'pay for the requests yourself, as some buckets ask for',
  },
  examples: {
    latest: 'The last sign-in of the last 24 hours',
    event: 'The session of an event that an alert names',
    person: 'The latest session of a person',
    accounts: 'A person in several accounts, with the roles that were taken from one to another',
    files: 'From files, without AWS',
    html: 'One file to forward, which needs no network',
    json: 'For a program',
  },
};

const ja: SessionHelp = {
  description:
    '1つのサインインと、それを使って行われたすべての操作を表示します。最初に止めるためのコマンド、続いて閲覧、変更、拒否、引き受けたロール、作成されて残っているものを示します。何も変更しません。コマンドは表示するだけです。',
  arguments: {
    which:
      'イベントID（またはreplayが表示する短い名前）、アクセスキーID、ユーザーまたは人の名前（* は任意の文字列）、または最後のサインインを示す latest',
    paths: 'CloudTrailの記録のファイルまたはフォルダー、または s3://BUCKET/PREFIX。なければイベント履歴を読みます',
  },
  options: {
    since: '開始時刻：現在から24h、7d、8wなどさかのぼる期間、またはISO 8601形式（既定は24h、ファイルではその始まり）',
    until: '終了時刻：ISO 8601形式（既定は現在、ファイルではその終わり）',
    regions: '対象のリージョン（既定は有効なすべてのリージョン）',
    output: '結果を書き込むファイル',
    redact: '--format html で、名前、IPアドレス、アカウントを仮の名前に置き換え、コマンドを省く',
    lookUpNames: 'ファイルを読む場合に、アカウントと人の名前をAWSに問い合わせる',
    file: '引数のパスと同じ',
    s3: '証跡のバケットを読む：s3://BUCKET/PREFIX',
    requesterPays: 'リクエスト料金を自分で支払う（そう設定されたバケット用）',
  },
  examples: {
    latest: '過去24時間の最後のサインイン',
    event: '通知にあるイベントのセッション',
    person: '1人の最新のセッション',
    accounts: '複数のアカウントにわたる1人の操作（アカウント間で引き受けたロールも含む）',
    files: 'AWSを使わず、ファイルから',
    html: 'ネットワークなしで開ける、転送用の1ファイル',
    json: 'プログラム用',
  },
};

export const SESSION_HELP: WordTable<SessionHelp> = { en, ja };
