/** Log groups, filters and subscriptions deleted, or kept for a shorter time. */
import type { Rule } from '../../core/rule.ts';
import { firstOf, tell } from '../deed.ts';

const group = firstOf('logGroupName');

export const logsTampered: Rule = {
  id: 'logs-tampered',
  theme: 'tamper',
  title: { en: 'CloudWatch Logs tampered with', ja: 'CloudWatch Logsの改変' },
  severity: 'medium',
  why: {
    en: 'Without its metric filter or subscription an alarm never fires again. High for log groups under `watched` and for our own; medium for all others, where people also tidy up.',
    ja: 'メトリクスフィルターやサブスクリプションがなくなれば、アラームは二度と鳴らない。`watched` に書いたロググループと本ツールのロググループは high、整理で消すこともあるその他は medium。',
  },
  respond: {
    en: ['Make the filter or the group again; deploy again if it was ours.', 'See what else the same identity did.'],
    ja: [
      'フィルターやロググループを作り直す。本ツールのものなら再デプロイする。',
      '同じアイデンティティの他の操作を調べる。',
    ],
  },
  references: ['https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cw-logs-cloudtrail.html'],
  attack: ['T1562.008'],
  when: {
    eventSource: ['logs.amazonaws.com'],
    eventName: [
      'DeleteLogGroup',
      'DeleteLogStream',
      'DeleteMetricFilter',
      'DeleteSubscriptionFilter',
      'PutRetentionPolicy',
    ],
  },
  check(event, context) {
    const name = group(event);
    const isWatched = name !== undefined && context.isWatched(name);
    if (isWatched) return { severity: 'high' };
    // Setting a log group's retention is good practice; the rule fires for watched groups only.
    return event.name === 'PutRetentionPolicy' ? undefined : {};
  },
  say: tell(
    {
      DeleteLogGroup: { en: 'deleted log group {}', ja: 'ロググループ {} を削除しました' },
      DeleteLogStream: {
        en: 'deleted a log stream of log group {}',
        ja: 'ロググループ {} のログストリームを削除しました',
      },
      DeleteMetricFilter: {
        en: 'deleted a metric filter of log group {}',
        ja: 'ロググループ {} のメトリクスフィルターを削除しました',
      },
      DeleteSubscriptionFilter: {
        en: 'deleted a subscription filter of log group {}',
        ja: 'ロググループ {} のサブスクリプションフィルターを削除しました',
      },
      PutRetentionPolicy: {
        en: 'changed the retention of log group {}',
        ja: 'ロググループ {} の保持期間を変更しました',
      },
    },
    group,
  ),
};
