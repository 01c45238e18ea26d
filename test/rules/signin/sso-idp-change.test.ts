import { ssoIdpChange } from '../../../src/rules/signin/sso-idp-change.ts';
import { apiCall, ELSEWHERE } from '../../helpers/records/records.ts';
import { testRule } from '../../helpers/records/test-rule.ts';

testRule(ssoIdpChange, {
  fires: [
    {
      name: 'an external identity provider',
      record: apiCall('sso-directory', 'EnableExternalIdPConfigurationForDirectory', { from: ELSEWHERE }),
      told: [
        'critical',
        'alice enabled an external identity provider for IAM Identity Center from 198.51.100.77',
        'alice が 198.51.100.77 から IAM Identity Center で外部IDプロバイダーを有効にしました',
      ],
    },
    {
      name: 'a directory',
      record: apiCall('sso', 'DisassociateDirectory', { from: ELSEWHERE }),
      told: [
        'critical',
        'alice disconnected the directory of IAM Identity Center from 198.51.100.77',
        'alice が 198.51.100.77 から IAM Identity Center のディレクトリを切断しました',
      ],
    },
    {
      name: 'a denied attempt',
      record: apiCall('sso', 'AssociateDirectory', { from: ELSEWHERE, error: 'AccessDenied' }),
      attempt: true,
      told: [
        'high',
        'alice tried to connect a directory to IAM Identity Center from 198.51.100.77, and was denied (AccessDenied)',
        'alice が 198.51.100.77 から IAM Identity Center にディレクトリを接続しようとしました（拒否：AccessDenied）',
      ],
    },
  ],
  quiet: [
    { name: 'a user is added', record: apiCall('sso-directory', 'CreateUser') },
    { name: 'the configuration is read', record: apiCall('sso', 'DescribeRegisteredRegions') },
    { name: 'another service has the name', record: apiCall('ds', 'AssociateDirectory') },
  ],
});
