import { configTampered } from '../../../src/rules/tamper/config-tampered.ts';
import { apiCall, OFFICE, role } from '../../helpers/records/records.ts';
import { testRule } from '../../helpers/records/test-rule.ts';

testRule(configTampered, {
  fires: [
    {
      name: 'the recorder stopped',
      record: apiCall('config', 'StopConfigurationRecorder', {
        from: OFFICE,
        request: { configurationRecorderName: 'default' },
      }),
      told: [
        'high',
        'alice stopped the configuration recorder default from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から設定レコーダー default を停止しました',
      ],
    },
    {
      name: 'a rule deleted',
      record: apiCall('config', 'DeleteConfigRule', { from: OFFICE, request: { configRuleName: 'mfa' } }),
      told: [
        'medium',
        'alice deleted Config rule mfa from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から Configルール mfa を削除しました',
      ],
    },
  ],
  quiet: [
    {
      name: 'Security Hub manages its rules',
      record: apiCall('config', 'DeleteConfigRule', {
        by: { ...role('AWSServiceRoleForSecurityHub', 'securityhub'), invokedBy: 'securityhub.amazonaws.com' },
      }),
    },
    { name: 'the recorder started', record: apiCall('config', 'StartConfigurationRecorder') },
    { name: 'a rule’s results written', record: apiCall('config', 'PutEvaluations') },
    { name: 'a rule’s deletion denied', record: apiCall('config', 'DeleteConfigRule', { error: 'AccessDenied' }) },
  ],
});
