import { securityhubOff } from '../../../src/rules/tamper/securityhub-off.ts';
import { apiCall, OFFICE } from '../../helpers/records/records.ts';
import { testRule } from '../../helpers/records/test-rule.ts';

testRule(securityhubOff, {
  fires: [
    {
      name: 'all of it',
      record: apiCall('securityhub', 'DisableSecurityHub', { from: OFFICE }),
      told: [
        'high',
        'alice turned off Security Hub from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から Security Hubを無効にしました',
      ],
    },
    {
      name: 'its standards',
      record: apiCall('securityhub', 'BatchDisableStandards', { from: OFFICE }),
      told: [
        'high',
        'alice turned off Security Hub standards from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から Security Hubのセキュリティ標準を無効にしました',
      ],
    },
  ],
  quiet: [
    { name: 'turned on', record: apiCall('securityhub', 'EnableSecurityHub') },
    { name: 'a finding worked on', record: apiCall('securityhub', 'BatchUpdateFindings') },
    { name: 'another service has the name', record: apiCall('macie2', 'DisassociateFromAdministratorAccount') },
  ],
});
