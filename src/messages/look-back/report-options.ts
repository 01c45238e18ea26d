/** Refusals of options that an asked format has no use for, in each language. */
import type { WordTable } from '../../core/words.ts';

interface Refusal {
  readonly message: string;
  readonly hint: string;
}

export interface ReportOptionsWords {
  readonly compareNeedsHtml: Refusal;
  readonly rawNeedsRecords: Refusal;
  /** `session --redact` */
  readonly redactNeedsHtml: Refusal;
  readonly unreadable: (file: string, reason: string) => Refusal;
  readonly notReport: (file: string) => Refusal;
}

const en: ReportOptionsWords = {
  compareNeedsHtml: {
    message: '--compare works with --format html alone.',
    hint: 'Add --format html --output report.html.',
  },
  rawNeedsRecords: {
    message: '--raw adds records to JSON, NDJSON and CSV; a table and the HTML report have no place for them.',
    hint: 'Add --format json, --format ndjson or --format csv, or leave --raw out.',
  },
  redactNeedsHtml: {
    message: 'session --redact works with --format html alone: the other formats print commands, which need the names.',
    hint: 'Add --format html --output session.html.',
  },
  unreadable: (file, reason) => ({
    message: `${file} can't be read (${reason}).`,
    hint: 'Name the JSON of an earlier run: login-watch replay --format json --output earlier.json',
  }),
  notReport: (file) => ({
    message: `${file} holds no report of login-watch replay --format json.`,
    hint: 'Name the JSON of an earlier run: login-watch replay --format json --output earlier.json',
  }),
};

const ja: ReportOptionsWords = {
  compareNeedsHtml: {
    message: '--compare は --format html でのみ使えます。',
    hint: '--format html --output report.html を付けてください。',
  },
  rawNeedsRecords: {
    message: '--raw は、JSON、NDJSON、CSVに記録を追加します。表とHTMLレポートには記録を表示する場所がありません。',
    hint: '--format json、--format ndjson、--format csv のいずれかを付けるか、--raw を外してください。',
  },
  redactNeedsHtml: {
    message:
      'session --redact は --format html でのみ使えます。ほかの形式は、名前を必要とするコマンドを表示するためです。',
    hint: '--format html --output session.html を付けてください。',
  },
  unreadable: (file, reason) => ({
    message: `${file} を読み取れません（${reason}）。`,
    hint: '以前の実行のJSONを指定してください：login-watch replay --format json --output earlier.json',
  }),
  notReport: (file) => ({
    message: `${file} は login-watch replay --format json のレポートではありません。`,
    hint: '以前の実行のJSONを指定してください：login-watch replay --format json --output earlier.json',
  }),
};

export const REPORT_OPTIONS_WORDS: WordTable<ReportOptionsWords> = { en, ja };
