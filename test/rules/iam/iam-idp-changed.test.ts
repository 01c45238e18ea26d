import { iamIdpChanged } from '../../../src/rules/iam/iam-idp-changed.ts';
import { apiCall, OFFICE, role } from '../../helpers/records/records.ts';
import { testRule } from '../../helpers/records/test-rule.ts';

testRule(iamIdpChanged, {
  fires: [
    {
      name: 'an OpenID Connect provider',
      record: apiCall('iam', 'CreateOpenIDConnectProvider', {
        from: OFFICE,
        request: { url: 'https://token.example.com', thumbprintList: [] },
      }),
      told: [
        'high',
        'alice created OpenID Connect provider https://token.example.com from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から OpenID Connectプロバイダー https://token.example.com を作成しました',
      ],
    },
    {
      name: 'a trust anchor of Roles Anywhere',
      record: apiCall('rolesanywhere', 'CreateTrustAnchor', { from: OFFICE, request: { name: 'lab', enabled: true } }),
      told: [
        'high',
        'alice created Roles Anywhere trust anchor lab from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から Roles Anywhereのトラストアンカー lab を作成しました',
      ],
    },
    {
      name: 'another audience',
      record: apiCall('iam', 'AddClientIDToOpenIDConnectProvider', {
        from: OFFICE,
        request: { openIDConnectProviderArn: 'arn:aws:iam::111122223333:oidc-provider/id.example.com', clientID: 'x' },
      }),
      told: [
        'high',
        'alice added an audience to OpenID Connect provider id.example.com from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から OpenID Connectプロバイダー id.example.com に対象者（audience）を追加しました',
      ],
    },
    {
      name: 'a trust anchor changed',
      record: apiCall('rolesanywhere', 'UpdateTrustAnchor', { from: OFFICE, request: { trustAnchorId: 'ta-1' } }),
      told: [
        'high',
        'alice changed Roles Anywhere trust anchor ta-1 from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から Roles Anywhereのトラストアンカー ta-1 を変更しました',
      ],
    },
  ],
  quiet: [
    {
      name: 'Identity Center’s own provider',
      record: apiCall('iam', 'CreateSAMLProvider', { by: role('AWSServiceRoleForSSO', 'AWS-SSO') }),
    },
    { name: 'a profile of another service', record: apiCall('bedrock', 'CreateProfile') },
    { name: 'a provider is read', record: apiCall('iam', 'GetSAMLProvider', { also: { readOnly: true } }) },
  ],
});
