import { ssoDeviceCode } from '../../../src/rules/signin/sso-device-code.ts';
import { apiCall, ELSEWHERE, identityCenterUser, OFFICE } from '../../helpers/records/records.ts';
import { testRule } from '../../helpers/records/test-rule.ts';

const bob = { ...identityCenterUser(), userName: 'bob@example.com' };
const grant = (grantType: string) => ({
  clientId: 'client-1',
  clientSecret: 'HIDDEN_DUE_TO_SECURITY_REASONS',
  grantType,
  deviceCode: 'device-1',
});
const request = grant('urn:ietf:params:oauth:grant-type:device_code');

testRule(ssoDeviceCode, {
  fires: [
    {
      name: 'from elsewhere',
      record: apiCall('sso', 'CreateToken', { by: bob, from: ELSEWHERE, request }),
      mark: '🔴',
      told: [
        'high',
        'bob@example.com signed in to a program by IAM Identity Center and a device code from 198.51.100.77',
        'bob@example.com が 198.51.100.77 から IAM Identity Center のデバイスコードでプログラムにサインインしました',
      ],
    },
    {
      name: 'in the office',
      record: apiCall('sso', 'CreateToken', { by: bob, from: OFFICE, request }),
      mark: '🟢',
      title: 'Identity Center token by device code',
      told: [
        'info',
        'bob@example.com signed in to a program by IAM Identity Center and a device code from 203.0.113.24 (Tokyo office)',
        'bob@example.com が 203.0.113.24（Tokyo office）から IAM Identity Center のデバイスコードでプログラムにサインインしました',
      ],
    },
    {
      name: 'no trusted network is set, and the name is not known',
      record: apiCall('sso', 'CreateToken', { by: identityCenterUser(), from: ELSEWHERE, request }),
      settings: { trusted: [] },
      mark: '⚪',
      title: 'Identity Center token by device code',
      told: [
        'info',
        'An Identity Center user (94d00cd8…) signed in to a program by IAM Identity Center and a device code from 198.51.100.77',
        'Identity Centerユーザー（94d00cd8…）が 198.51.100.77 から IAM Identity Center のデバイスコードでプログラムにサインインしました',
      ],
    },
  ],
  quiet: [
    {
      name: 'not confirmed yet',
      record: apiCall('sso', 'CreateToken', { by: bob, request, error: 'AuthorizationPendingException' }),
    },
    { name: 'renewed', record: apiCall('sso', 'CreateToken', { by: bob, request: grant('refresh_token') }) },
    {
      name: 'by the browser',
      record: apiCall('sso', 'CreateToken', { by: bob, request: grant('authorization_code') }),
    },
    { name: 'of another service', record: apiCall('ssm', 'CreateToken', { by: bob, request }) },
  ],
});
