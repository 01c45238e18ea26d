/** Japanese words of alerts and reports. */
import { SEVERITIES } from '../core/rule.ts';
import type { Messages } from './messages.words.ts';

const severity = { critical: '緊急', high: '高', medium: '中', low: '低', info: '情報' };

export const ja: Messages = {
  severity,
  mfa: { used: '使用', 'not-used': '未使用', unknown: '不明' },
  attention: '注意',
  mark: '印',
  outcome: { success: '成功', failure: '失敗' },
  network: {
    trusted: '信頼済み',
    untrusted: '信頼されていない',
    'not-judged': '未判定',
    'not-an-address': 'アドレスではない',
  },
  label: {
    who: '誰が',
    what: '何を',
    object: '対象',
    where: 'どこから',
    when: 'いつ',
    mfa: 'MFA',
    browser: 'ブラウザー',
    region: 'リージョン',
    account: 'アカウント',
    severity: '重大度',
    rule: 'ルール',
    event: '内容',
  },
  openEvent: 'イベント履歴で開く',
  sample: 'これはテストメッセージです。実際には何も起きていません。',
  noTrustedNetwork:
    '信頼するネットワークが設定されていないため、サインインを判定していません。login-watch.yaml の `trusted` に設定してください。',
  muted: (count) => `営業時間中のため通知しなかった検出 ${count}件`,
  andMore: (count) => `ほか${count}件（重大度の高い順）`,
  times: (count, from, to) => `${count}回、${from} から ${to} まで`,
  counts: (counts) =>
    SEVERITIES.filter((name) => counts[name] > 0)
      .map((name) => `${severity[name]} ${counts[name]}件`)
      .join('、'),
  test: '【テスト】',
  again: (count) => `（${count}回）`,
  others: (count) => `（ほか${count}件）`,
  firstStep: '最初の対応',
  attemptStep: '変更は行われていない。本人またはロールの担当者に心当たりを確認し、なければ認証情報を無効化する。',
  crowdStep:
    '同じアドレスからのサインインが成功していないかを調べる。成功していれば、そのユーザーのセッションを無効化し、パスワードを変更する。',
  allSteps: 'すべての対応',
  wholeSession: 'このサインインによるすべての操作',
  headline: (count, bySeverity) => `login-watch：検出 ${count}件（${bySeverity}）`,
  noFindings: '検出はありません。',
  nothingInspected: '調べた記録がないため、検出できるものがありません。',
  notCovered: '調べられなかった範囲：',
  failures: '失敗したルール（不具合としてご報告ください）：',
  partial: '途中で中断したため、結果は一部です。',
  lookedAt: ({ records, inspected, notSelected, outside, duplicates, unreadable }) => {
    if (inspected === records) return `記録 ${records}件`;
    const parts = [
      `調査 ${inspected}件`,
      ...(notSelected > 0 ? [`ルールの対象外 ${notSelected}件`] : []),
      ...(outside > 0 ? [`指定した期間・リージョンの外 ${outside}件`] : []),
      ...(duplicates > 0 ? [`重複 ${duplicates}件`] : []),
      ...(unreadable > 0 ? [`読み取り不能 ${unreadable}件`] : []),
    ];
    return `記録 ${records}件（${parts.join('、')}）`;
  },
  within: (lookedAt, span) => `${lookedAt}、${span}`,
  asking: 'CloudTrailに問い合わせています',
  progress: ({ regionsDone, regions, pages, records, left, accounts }) =>
    `${accounts === undefined ? '' : `アカウント ${accounts.done}/${accounts.of}、`}リージョン ${regionsDone}/${regions}、${pages}ページ、記録 ${records}件${
      left === undefined ? '' : `、残り約${Math.ceil(left / 1000)}秒`
    }`,
  businessHours: '営業時間中',
  repeated: 'プログラムによる繰り返しのため通知なし',
  written: (file) => `${file} に書き込みました`,
  leftOut: (count) => `--limit により ${count}件を省略`,
  rulesOff: (ids) => `オフのルール ${ids.length}件：${ids.join('、')}`,
  rulesList: {
    state: '状態',
    title: '検出する内容',
    on: 'オン',
    off: 'オフ',
    because: (entry) => `設定の \`${entry}\` による`,
    onlyEvents: 'パイプライン `events` が必要',
    needs: (setting) => `設定の \`${setting}\` が必要`,
    explain: '説明を表示：`login-watch rules show <id>`',
    respond: '対応',
    controls: '対応する統制：',
    references: '参考',
    pattern: 'パターン',
  },
};
