/** Rules that write CloudTrail's events into log groups without a trail, or that gather logs of all accounts, ended. */
import type { Rule } from '../../core/rule.ts';
import { firstOf, isByAws, tell } from '../deed.ts';

export const telemetryStopped: Rule = {
  id: 'telemetry-stopped',
  theme: 'tamper',
  title: { en: 'Telemetry or log centralization stopped', ja: 'テレメトリ・ログ集約の停止' },
  severity: 'high',
  why: {
    en: 'Telemetry rules bring events into a log group without a trail. AWS keeps what a deleted rule has set up, but sets up nothing new and mends nothing, so the log ends unnoticed at the next change. A deleted centralization rule leaves the copies in the central account incomplete.',
    ja: 'テレメトリルールは、証跡なしでイベントをロググループへ送る。削除しても設定済みの出力は残るが、新しい設定や修復は行われなくなり、次の変更で気付かないうちに出力が止まる。集約ルールを削除すると、集約先のログが欠ける。',
  },
  respond: {
    en: ['Ask who did it and why.', 'Put the rule back, and look in the event history for what was done meanwhile.'],
    ja: ['誰が何のために行ったのかを確認する。', 'ルールを元に戻し、その間の操作をイベント履歴で調べる。'],
  },
  references: [
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/telemetry-config-cloudwatch.html',
    'https://docs.aws.amazon.com/cloudwatch/latest/observabilityadmin/API_DeleteTelemetryRule.html',
    'https://docs.aws.amazon.com/eventbridge/latest/ref/events-ref-observabilityadmin.html',
  ],
  attack: ['T1562.008'],
  when: {
    eventSource: ['observabilityadmin.amazonaws.com'],
    eventName: [
      'DeleteTelemetryRule',
      'DeleteTelemetryRuleForOrganization',
      'StopTelemetryEvaluation',
      'StopTelemetryEvaluationForOrganization',
      'DeleteCentralizationRuleForOrganization',
    ],
  },
  check: (event) => (isByAws(event) ? undefined : {}),
  say: tell(
    {
      DeleteTelemetryRule: { en: 'deleted a telemetry rule', ja: 'テレメトリルールを削除しました' },
      DeleteTelemetryRuleForOrganization: {
        en: 'deleted a telemetry rule of the organization',
        ja: '組織のテレメトリルールを削除しました',
      },
      StopTelemetryEvaluation: {
        en: 'stopped the evaluation of telemetry rules',
        ja: 'テレメトリルールの評価を停止しました',
      },
      StopTelemetryEvaluationForOrganization: {
        en: 'stopped the evaluation of telemetry rules in the organization',
        ja: '組織のテレメトリルールの評価を停止しました',
      },
      DeleteCentralizationRuleForOrganization: {
        en: 'deleted a log centralization rule of the organization',
        ja: '組織のログ集約ルールを削除しました',
      },
    },
    firstOf('ruleIdentifier', 'ruleName'),
  ),
};
