/** Texts of the audit's HTML page beside those of every page. */
import type { WordTable } from '../../core/words.ts';
import { counted } from '../units.ts';

export interface AuditPageWords {
  readonly title: string;
  readonly skip: string;
  /** `account` with its name; the moment as text. */
  readonly about: (account: string, regions: number, time: string, timezone: string) => string;
  readonly section: {
    readonly verdict: string;
    readonly checks: string;
    readonly compared: string;
    readonly limits: string;
  };
  /** Label of the counts of results. */
  readonly counts: string;
  readonly failures: string;
  readonly area: string;
  readonly result: string;
  readonly shown: (count: number, all: number) => string;
  readonly noneFits: string;
  readonly expand: string;
  readonly collapse: string;
  readonly paths: string;
  readonly morePaths: (count: number) => string;
  readonly deed: string;
  readonly receivers: string;
  /** Read aloud before the hops. */
  readonly reaches: (receivers: string, minutes: number) => string;
  readonly endsAt: string;
  readonly unclearAt: string;
  readonly evidence: string;
  readonly todo: string;
  readonly controls: string;
  readonly missing: string;
  readonly inRegions: (regions: readonly string[]) => string;
  readonly more: (count: number) => string;
  readonly program: (version: string) => string;
}

const MOST_NAMED = 4;

const en: AuditPageWords = {
  title: 'AWS alert audit',
  skip: 'Go to the checks',
  about: (account, regions, time, timezone) =>
    `Account ${account}, ${counted(regions, 'region')}, ${time} (${timezone})`,
  section: {
    verdict: 'Does anybody get alerted?',
    checks: 'Checks',
    compared: 'Compared with the earlier audit',
    limits: 'Not looked at',
  },
  counts: 'Checks by result',
  failures: 'Failures by severity',
  area: 'Group',
  result: 'Result',
  shown: (count, all) => `${count} of ${counted(all, 'check')}`,
  noneFits: 'No check fits the filters.',
  expand: 'Open all',
  collapse: 'Close all',
  paths: 'The path of the alert',
  morePaths: (count) => `${counted(count, 'more path')} are not drawn.`,
  deed: 'Deed',
  receivers: 'Receivers',
  reaches: (receivers, minutes) => `Reaches ${receivers} within about ${counted(minutes, 'minute')}.`,
  endsAt: 'ends here',
  unclearAt: 'not known from here on',
  evidence: 'Evidence',
  todo: 'What to do',
  controls: 'Controls',
  missing: 'Missing permissions',
  inRegions: (regions) => (regions.length > MOST_NAMED ? `${regions.length} regions` : regions.join(', ')),
  more: (count) => `and ${count} more`,
  program: (version) => `Made by login-watch ${version}.`,
};

const ja: AuditPageWords = {
  title: 'AWS通知の監査',
  skip: 'チェックへ移動',
  about: (account, regions, time, timezone) => `アカウント ${account}、${regions}リージョン、${time}（${timezone}）`,
  section: {
    verdict: '誰かに通知されるか',
    checks: 'チェック',
    compared: '以前の監査との比較',
    limits: '確認していないこと',
  },
  counts: '結果ごとのチェック数',
  failures: '重大度ごとの不合格数',
  area: 'グループ',
  result: '結果',
  shown: (count, all) => `${all}件中${count}件`,
  noneFits: '条件に合うチェックはありません。',
  expand: 'すべて開く',
  collapse: 'すべて閉じる',
  paths: '通知の経路',
  morePaths: (count) => `ほかに${count}経路あります（図は省略）。`,
  deed: '操作',
  receivers: '受信先',
  reaches: (receivers, minutes) => `約${minutes}分以内に届きます：${receivers}`,
  endsAt: 'ここで途切れます',
  unclearAt: 'ここから先は不明です',
  evidence: '根拠',
  todo: '対処',
  controls: 'コントロール',
  missing: '不足している権限',
  inRegions: (regions) => (regions.length > MOST_NAMED ? `${regions.length}リージョン` : regions.join('、')),
  more: (count) => `ほか${count}件`,
  program: (version) => `login-watch ${version} で作成`,
};

export const AUDIT_PAGE_WORDS: WordTable<AuditPageWords> = { en, ja };
