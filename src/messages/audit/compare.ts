/** `audit --compare`: the words around the differences from an earlier audit. */
import type { WordTable } from '../../core/words.ts';
import { counted } from '../units.ts';

interface Refusal {
  readonly message: string;
  readonly hint: string;
}

export interface CompareWords {
  /** `time`: of the earlier audit. */
  readonly against: (time: string) => string;
  /** Headings, with how many. */
  readonly fresh: (count: number) => string;
  readonly mended: (count: number) => string;
  readonly failing: (count: number) => string;
  readonly changed: (count: number) => string;
  readonly unjudged: (count: number) => string;
  readonly same: (count: number) => string;
  readonly onlyBefore: (regions: readonly string[]) => string;
  readonly onlyNow: (regions: readonly string[]) => string;
  /** A result of an audit that hasn't the check. */
  readonly absent: string;
  /** Beside a check that still fails. */
  readonly otherEvidence: string;
  /** Before the earlier sentence, which is English. */
  readonly before: (said: string) => string;
  readonly unreadable: (file: string, reason: string) => Refusal;
  readonly notReport: (file: string) => Refusal;
  readonly otherAccount: (file: string, account: string, wanted: string) => Refusal;
  readonly notWith: (format: string) => Refusal;
}

const HINT = 'login-watch audit --format json --output earlier.json';

const en: CompareWords = {
  against: (time) => `Compared with the audit of ${time}:`,
  fresh: (count) => `${counted(count, 'new failure')}`,
  mended: (count) => `${count} mended`,
  failing: (count) => `${count} still failing`,
  changed: (count) => `${count} passing as before, with other evidence`,
  unjudged: (count) => `${count} not comparable: one of the two audits didn't judge them, or not in the same regions`,
  same: (count) => `${count} passing as before.`,
  onlyBefore: (regions) => `Only the earlier audit looked at ${regions.join(', ')}: nothing is called mended.`,
  onlyNow: (regions) => `The earlier audit didn't look at ${regions.join(', ')}: no failure is called new.`,
  absent: 'not checked',
  otherEvidence: 'with other evidence',
  before: (said) => `before: ${said}`,
  unreadable: (file, reason) => ({
    message: `${file} can't be read (${reason}).`,
    hint: `Name the JSON of an earlier audit: ${HINT}`,
  }),
  notReport: (file) => ({
    message: `${file} holds no report of login-watch audit --format json.`,
    hint: `Name the JSON of an earlier audit: ${HINT}`,
  }),
  otherAccount: (file, account, wanted) => ({
    message: `${file} is an audit of account ${account}, and these credentials are of account ${wanted}.`,
    hint: 'Name an audit of the same account, or other credentials with --profile.',
  }),
  notWith: (format) => ({
    message: `--compare doesn't work with --format ${format}.`,
    hint: 'Use --format table, json or html.',
  }),
};

const ja: CompareWords = {
  against: (time) => `${time} の監査との比較:`,
  fresh: (count) => `新たに不合格になったもの：${count}件`,
  mended: (count) => `合格に変わったもの：${count}件`,
  failing: (count) => `不合格のままのもの：${count}件`,
  changed: (count) => `合格のままで根拠が変わったもの：${count}件`,
  unjudged: (count) => `比較できないもの（どちらかの監査で判定していない、またはリージョンが異なる）：${count}件`,
  same: (count) => `合格のまま変化のないもの：${count}件。`,
  onlyBefore: (regions) =>
    `${regions.join('、')} を確認したのは以前の監査だけです。そのため「合格に変わった」とは判定しません。`,
  onlyNow: (regions) =>
    `以前の監査は ${regions.join('、')} を確認していません。そのため「新たに不合格」とは判定しません。`,
  absent: '未確認',
  otherEvidence: '根拠に変化あり',
  before: (said) => `以前：${said}`,
  unreadable: (file, reason) => ({
    message: `${file} を読み取れません（${reason}）。`,
    hint: `以前の監査のJSONを指定してください：${HINT}`,
  }),
  notReport: (file) => ({
    message: `${file} は login-watch audit --format json のレポートではありません。`,
    hint: `以前の監査のJSONを指定してください：${HINT}`,
  }),
  otherAccount: (file, account, wanted) => ({
    message: `${file} はアカウント ${account} の監査ですが、認証情報はアカウント ${wanted} のものです。`,
    hint: '同じアカウントの監査を指定するか、--profile で認証情報を選んでください。',
  }),
  notWith: (format) => ({
    message: `--compare は --format ${format} では使えません。`,
    hint: '--format table、json、html のいずれかを使ってください。',
  }),
};

export const COMPARE_WORDS: WordTable<CompareWords> = { en, ja };
