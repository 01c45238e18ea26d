import { iamTrustChanged } from '../../../src/rules/iam/iam-trust-changed.ts';
import { apiCall, OFFICE } from '../../helpers/records/records.ts';
import { testRule } from '../../helpers/records/test-rule.ts';

const trust = (principal: unknown, more: object = {}) => {
  const statement = { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: principal, ...more };
  const policyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  return apiCall('iam', 'UpdateAssumeRolePolicy', { from: OFFICE, request: { roleName: 'backup', policyDocument } });
};
const GITHUB = 'token.actions.githubusercontent.com';
const github = (condition: object) =>
  trust(
    { Federated: `arn:aws:iam::111122223333:oidc-provider/${GITHUB}` },
    { Action: 'sts:AssumeRoleWithWebIdentity', Condition: condition },
  );
const stranger = { AWS: 'arn:aws:iam::999988887777:root' };

testRule(iamTrustChanged, {
  fires: [
    {
      name: 'a foreign account',
      record: trust(stranger),
      told: [
        'high',
        'alice let account 999988887777 take on role backup from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からロール backup をアカウント 999988887777 が引き受けられるようにしました',
      ],
    },
    {
      name: 'a new role, for several users, one’s own among them',
      record: apiCall('iam', 'CreateRole', {
        from: OFFICE,
        request: {
          roleName: 'backup',
          assumeRolePolicyDocument: JSON.stringify({
            Statement: {
              Effect: 'Allow',
              Principal: { AWS: ['111122223333', '999988887777', 'arn:aws-cn:iam::444455556666:user/eve'] },
              Action: 'sts:AssumeRole',
            },
          }),
        },
      }),
      told: [
        'high',
        'alice let account 444455556666, 999988887777 take on role backup from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からロール backup をアカウント 444455556666, 999988887777 が引き受けられるようにしました',
      ],
    },
    {
      name: 'anybody',
      record: trust({ AWS: '*' }, { Condition: { StringLike: { 'aws:PrincipalArn': '*' } } }),
      told: [
        'high',
        'alice let anybody take on role backup from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からロール backup を誰でも引き受けられるようにしました',
      ],
    },
    {
      name: 'anybody at GitHub',
      record: github({ StringEquals: { [`${GITHUB}:aud`]: 'sts.amazonaws.com' } }),
      told: [
        'high',
        'alice let anybody take on role backup from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からロール backup を誰でも引き受けられるようにしました',
      ],
    },
    {
      name: 'a principal whose account can’t be seen, and an account',
      record: trust({ AWS: ['AROAEXAMPLEROLEID00001', '999988887777'] }),
      told: [
        'high',
        'alice let account 999988887777 and principal AROAEXAMPLEROLEID00001 take on role backup from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からロール backup をアカウント 999988887777、プリンシパル AROAEXAMPLEROLEID00001 が引き受けられるようにしました',
      ],
    },
  ],
  quiet: [
    { name: 'one’s own account', record: trust({ AWS: 'arn:aws:iam::111122223333:root' }) },
    { name: 'an account of the settings', record: trust(stranger), settings: { accounts: ['999988887777'] } },
    {
      name: 'one’s own repository at GitHub',
      record: github({ StringLike: { [`${GITHUB}:sub`]: 'repo:acme/app:*' } }),
    },
    { name: 'one’s own SAML provider', record: trust({ Federated: 'arn:aws:iam::111122223333:saml-provider/okta' }) },
    { name: 'a service', record: trust({ Service: 'ec2.amazonaws.com' }) },
    {
      name: 'anybody of one organization',
      record: trust('*', { Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-abcd123456' } } }),
    },
    { name: 'a foreign account is kept out', record: trust(stranger, { Effect: 'Deny' }) },
    { name: 'a document that is none', record: apiCall('iam', 'UpdateAssumeRolePolicy', { request: {} }) },
  ],
});
