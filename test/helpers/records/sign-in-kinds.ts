/** One deed of each kind of sign-in and each outcome, with the records that it leaves. */
import {
  AGENT,
  apiCall,
  CROSS_DEVICE,
  ELSEWHERE,
  failedUser,
  federatedUser,
  hiddenUser,
  iamUser,
  identityCenter,
  identityCenterUser,
  OFFICE,
  oauth,
  permissionSet,
  role,
  root,
  signIn,
} from './records.ts';

const from = OFFICE;
const password = { CredentialType: 'PASSWORD' };
const challenge = identityCenter({
  name: 'CredentialChallenge',
  from,
  additional: { ...password, UserName: 'bob@example.com' },
});
const verified = (CredentialType: string, result: 'Success' | 'Failure' = 'Success') =>
  identityCenter({ name: 'CredentialVerification', from, result, additional: { CredentialType } });
const claude = { client: AGENT, redirect: 'https://claude.ai/api/mcp/auth_callback' };
const denied = { errorCode: 'AccessDenied', errorMessage: 'explicit deny' };
const byCode = {
  clientId: 'client-1',
  clientSecret: 'HIDDEN_DUE_TO_SECURITY_REASONS',
  grantType: 'urn:ietf:params:oauth:grant-type:device_code',
};
const portal = (name: string) =>
  apiCall('sso', name, { by: identityCenterUser(), from, also: { eventType: 'AwsServiceEvent' } });
const sts = (name: string, by: Readonly<Record<string, unknown>> = iamUser()) => apiCall('sts', name, { by, from });

export const SIGN_IN_KINDS: Readonly<Record<string, readonly object[]>> = {
  'IAM user, with MFA': [signIn({ name: 'CheckMfa', by: failedUser(), from }), signIn({ from, mfa: 'Yes', minute: 1 })],
  'IAM user, without MFA': [signIn({ from })],
  'IAM user, from elsewhere': [signIn({ from: ELSEWHERE, mfa: 'Yes' })],
  'IAM user, wrong password': [signIn({ by: failedUser(), from, result: 'Failure' })],
  'IAM user, wrong code': [signIn({ by: failedUser(), from, result: 'Failure', mfa: 'Yes' })],
  'IAM user, refused code': [signIn({ name: 'CheckMfa', by: failedUser(), from, result: 'Failure' })],
  'no such user': [signIn({ by: hiddenUser(), from: ELSEWHERE, result: 'Failure', error: 'No username found' })],
  'root, with MFA': [signIn({ by: root(), from, mfa: 'Yes' })],
  'root, without MFA': [signIn({ by: root(), from })],
  'root, wrong password': [signIn({ by: root(), from, result: 'Failure' })],
  'root, recovery': [signIn({ name: 'PasswordRecoveryRequested', by: root(), from: ELSEWHERE })],
  'root, recovery that failed': [
    signIn({ name: 'PasswordRecoveryRequested', by: root(), from: ELSEWHERE, result: 'Failure' }),
  ],
  'root, recovered': [signIn({ name: 'PasswordRecoveryCompleted', by: root(), from: ELSEWHERE })],
  'root, new password': [signIn({ name: 'PasswordUpdated', by: root(), from })],
  'root, new address': [signIn({ name: 'EmailUpdated', by: root(), from })],
  'root of a member account': [
    apiCall('sts', 'AssumeRoot', { from, request: { targetPrincipal: 'arn:aws:iam::444455556666:root' } }),
  ],
  'identity provider': [
    sts('AssumeRoleWithSAML', { type: 'SAMLUser', principalId: 'x:carol', userName: 'carol' }),
    signIn({
      by: role('SamlAdmin', 'carol'),
      from,
      additional: { SamlProviderArn: 'arn:aws:iam::111122223333:saml-provider/Idp' },
    }),
  ],
  'OIDC of a machine': [sts('AssumeRoleWithWebIdentity', { type: 'WebIdentityUser', userName: 'repo:acme/app' })],
  'access keys made into a console sign-in': [
    sts('GetFederationToken'),
    signIn({ name: 'GetSigninToken', by: federatedUser('consoler', 'alice'), from }),
    signIn({ by: federatedUser('consoler', 'alice'), from, minute: 1 }),
  ],
  'role made into a console sign-in': [
    sts('AssumeRole'),
    signIn({ name: 'GetSigninToken', by: role('Broker', 'dave'), from }),
    signIn({ by: role('Broker', 'dave'), from, minute: 1 }),
  ],
  'switched role': ['SwitchRole', 'RenewRole', 'ExitRole'].map((name) =>
    signIn({
      name,
      by: role('ProdAdmin', 'alice'),
      from,
      additional: { SwitchFrom: 'arn:aws:iam::444455556666:user/alice' },
    }),
  ),
  'Identity Center, password and code': [
    challenge,
    verified('PASSWORD'),
    verified('TOTP'),
    identityCenter({ from }),
    ...['Authenticate', 'ListAccounts', 'ListAccountRoles', 'Federate', 'GetRoleCredentials', 'Logout'].map(portal),
    signIn({ by: permissionSet('Admin', 'bob@example.com'), from, minute: 1 }),
  ],
  'Identity Center, password alone': [challenge, verified('PASSWORD'), identityCenter({ from, additional: password })],
  'Identity Center, wrong password': [challenge, verified('PASSWORD', 'Failure')],
  'Identity Center, wrong code': [challenge, verified('PASSWORD'), verified('TOTP', 'Failure')],
  'Identity Center, identity provider': [
    identityCenter({ from, additional: { CredentialType: 'EXTERNAL_IDP', UserName: 'bob@example.com' } }),
  ],
  'Identity Center, identity provider, refused': [
    identityCenter({
      from,
      result: 'Failure',
      additional: { CredentialType: 'EXTERNAL_IDP', UserName: 'bob@example.com' },
    }),
  ],
  'Identity Center, nobody knows the name': [identityCenter({ from })],
  'Identity Center, before July 2025': [
    identityCenter({ by: { type: 'Unknown', accountId: '111122223333', userName: 'bob' }, from }),
  ],
  'aws sso login by device code': [
    challenge,
    apiCall('sso', 'CreateToken', {
      by: identityCenterUser(),
      from,
      request: byCode,
      error: 'AuthorizationPendingException',
    }),
    apiCall('sso', 'CreateToken', { by: identityCenterUser(), from: ELSEWHERE, request: byCode, minute: 1 }),
  ],
  'an application’s token': [apiCall('sso-oauth', 'CreateTokenWithIAM', { from })],
  'aws login': [oauth({ from }), ...[0, 15, 30].map((minute) => oauth({ name: 'CreateOAuth2Token', from, minute }))],
  'aws login, for another device': [
    oauth({ from, client: CROSS_DEVICE }),
    oauth({ name: 'CreateOAuth2Token', from: ELSEWHERE, client: CROSS_DEVICE, minute: 1 }),
  ],
  'aws login, token taken elsewhere': [
    oauth({ from }),
    oauth({ name: 'CreateOAuth2Token', from: ELSEWHERE, minute: 1 }),
  ],
  'aws login, by root': [oauth({ by: root(), from }), oauth({ name: 'CreateOAuth2Token', by: root(), from })],
  'aws login, denied': [oauth({ from, also: denied })],
  'aws login, only its token is known': [oauth({ name: 'CreateOAuth2Token', from: ELSEWHERE })],
  'an agent': [
    oauth({ from, ...claude }),
    oauth({ name: 'CreateOAuth2Token', from, client: AGENT, minute: 1 }),
    oauth({ name: 'CreateOAuth2Token', from: ELSEWHERE, client: AGENT, grant: 'refresh_token', minute: 61 }),
  ],
  'an agent, refused': [oauth({ from, ...claude, success: 'false' })],
  'tokens by other credentials': [
    'CreateOAuth2TokenWithIAM',
    'CreateOAuth2TokenWithTokenExchange',
    'CreateBearerToken',
  ].map((name, minute) => oauth({ name, by: role('Agent', 'bot'), from, client: AGENT, minute })),
  'a session of access keys': [sts('GetSessionToken')],
};
