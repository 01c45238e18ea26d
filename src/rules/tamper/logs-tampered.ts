/** Log groups, filters and subscriptions deleted, or kept for a shorter time. */
import type { TrailEvent } from '../../core/event.ts';
import { booleanAt, textAt } from '../../core/fields.ts';
import type { Rule } from '../../core/rule.ts';
import { anyOf, type Calls, hitOf, tellCall } from '../calls.ts';

/** Told of every log group. */
const DELETIONS = new Set([
  ...['DeleteLogGroup', 'DeleteLogStream', 'DeleteMetricFilter', 'DeleteSubscriptionFilter', 'PutAccountPolicy'],
  ...['DeleteAccountPolicy', 'DeleteDestination'],
]);
const GROUP_PATHS = ['logGroupName', 'logGroupIdentifier', 'resourceIdentifier', 'destinationName', 'policyName'];

const CALLS: Calls = {
  logs: {
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
    PutMetricFilter: {
      en: 'set a metric filter of log group {}',
      ja: 'ロググループ {} のメトリクスフィルターを設定しました',
    },
    PutSubscriptionFilter: {
      en: 'set a subscription filter of log group {}',
      ja: 'ロググループ {} のサブスクリプションフィルターを設定しました',
    },
    PutRetentionPolicy: {
      en: 'changed the retention of log group {}',
      ja: 'ロググループ {} の保持期間を変更しました',
    },
    DeleteRetentionPolicy: {
      en: 'set log group {} to keep everything',
      ja: 'ロググループ {} の保持期間を無期限にしました',
      severity: 'low',
    },
    PutLogGroupDeletionProtection: {
      en: 'ended the deletion protection of log group {}',
      ja: 'ロググループ {} の削除保護を解除しました',
      where: ({ record }) => booleanAt(record, 'requestParameters.deletionProtectionEnabled') === false,
    },
    AssociateKmsKey: {
      en: 'encrypted log group {} with another key',
      ja: 'ロググループ {} の暗号化キーを変更しました',
    },
    DisassociateKmsKey: {
      en: 'removed the key of log group {}',
      ja: 'ロググループ {} の暗号化キーを解除しました',
      severity: 'medium',
    },
    PutTransformer: {
      en: 'set a transformer of log group {}, which changes its records,',
      ja: 'ロググループ {} の記録を変えるトランスフォーマーを設定しました',
    },
    DeleteTransformer: {
      en: 'deleted the transformer of log group {}',
      ja: 'ロググループ {} のトランスフォーマーを削除しました',
    },
    PutDataProtectionPolicy: {
      en: 'set a policy of log group {} that masks its records',
      ja: 'ロググループ {} の記録をマスクするポリシーを設定しました',
    },
    DeleteDataProtectionPolicy: {
      en: 'deleted the policy of log group {} that masks its records',
      ja: 'ロググループ {} の記録をマスクするポリシーを削除しました',
      severity: 'low',
    },
    CreateLogGroup: { en: 'created log group {}', ja: 'ロググループ {} を作成しました', severity: 'low' },
    PutAccountPolicy: {
      en: 'set policy {} for all log groups of the account',
      ja: 'アカウントのすべてのロググループにポリシー {} を設定しました',
    },
    DeleteAccountPolicy: {
      en: 'deleted policy {} of all log groups of the account',
      ja: 'アカウントのすべてのロググループのポリシー {} を削除しました',
    },
    PutDestination: { en: 'changed log destination {}', ja: 'ログの送信先 {} を変更しました' },
    PutDestinationPolicy: {
      en: 'changed the policy of log destination {}',
      ja: 'ログの送信先 {} のポリシーを変更しました',
    },
    DeleteDestination: { en: 'deleted log destination {}', ja: 'ログの送信先 {} を削除しました' },
  },
};

const groupsOf = ({ record }: TrailEvent) =>
  GROUP_PATHS.flatMap((path) => textAt(record, `requestParameters.${path}`) ?? []);

export const logsTampered: Rule = {
  id: 'logs-tampered',
  theme: 'tamper',
  title: { en: 'CloudWatch Logs tampered with', ja: 'CloudWatch Logsの改変' },
  severity: 'medium',
  why: {
    en: 'Without its metric filter or subscription an alarm never fires again. High for log groups under `watched` and for our own; medium for all others, where people also tidy up. Filters, retentions and keys that are written over are reported for watched groups only, as strictly as deletions: every deploy writes some, and the record doesn’t hold what was there before.',
    ja: 'メトリクスフィルターやサブスクリプションがなくなれば、アラームは二度と鳴らない。`watched` に書いたロググループと本ツールのロググループは high、整理のために削除することもあるその他は medium。フィルター・保持期間・暗号化キーの上書きは、監視対象のロググループについてだけ、削除と同じ厳しさで通知する。デプロイのたびに書き込まれ、記録には以前の内容がないため。',
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
  when: anyOf(CALLS),
  check(event, context) {
    const hit = hitOf(CALLS, event, context);
    const isWatched = groupsOf(event).some((name) => context.isWatched(name));
    if (hit === undefined || (!isWatched && !DELETIONS.has(event.name))) return undefined;
    // Every deploy puts filters and retentions; the record doesn't hold what they replace.
    return isWatched ? { ...hit, severity: hit.severity ?? 'high' } : hit;
  },
  say: tellCall(CALLS, ...GROUP_PATHS),
};
