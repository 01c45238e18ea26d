import { telemetryStopped } from '../../../src/rules/tamper/telemetry-stopped.ts';
import { apiCall, OFFICE } from '../../helpers/records/records.ts';
import { testRule } from '../../helpers/records/test-rule.ts';

const call = (name: string) => apiCall('observabilityadmin', name, { from: OFFICE });

testRule(telemetryStopped, {
  fires: [
    {
      name: 'a rule deleted',
      record: call('DeleteTelemetryRule'),
      told: [
        'high',
        'alice deleted a telemetry rule from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からテレメトリルールを削除しました',
      ],
    },
    {
      name: 'evaluation stopped',
      record: call('StopTelemetryEvaluation'),
      told: [
        'high',
        'alice stopped the evaluation of telemetry rules from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からテレメトリルールの評価を停止しました',
      ],
    },
    {
      name: 'centralization deleted',
      record: call('DeleteCentralizationRuleForOrganization'),
      told: [
        'high',
        'alice deleted a log centralization rule of the organization from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から組織のログ集約ルールを削除しました',
      ],
    },
  ],
  quiet: [
    { name: 'started', record: call('StartTelemetryEvaluation') },
    { name: 'a rule created', record: call('CreateTelemetryRule') },
  ],
});
