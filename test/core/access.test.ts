import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Access, judgeAccess } from '../../src/core/access.ts';
import type { Ground } from '../../src/core/access-principals.ts';
import { REACHES } from '../../src/core/audience.ts';
import type { Json } from '../../src/core/event.ts';
import { block, conditionOf, statement } from '../helpers/records/any-policy.ts';

const ground: Ground = { account: '111122223333', accounts: ['444455556666'], canonicalUser: 'a'.repeat(64) };
const inOrganization: Ground = { ...ground, organization: 'o-ours123456' };
const STRANGER = '999988887777';

type Parts = Readonly<Record<string, Json>>;
const allow = (parts: Parts): Json => ({ Effect: 'Allow', Action: 's3:GetObject', Resource: '*', ...parts });
const deny = (parts: Parts): Json => ({ Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*', ...parts });
const policy = (...statements: readonly Json[]): Json => ({ Version: '2012-10-17', Statement: statements });
/** Everybody, under a condition. */
const all = (Condition: Json, more: Parts = {}): Json => policy(allow({ Principal: '*', Condition, ...more }));
const to = (Principal: Json, more: Parts = {}): Json => policy(allow({ Principal, ...more }));
const equals = (key: string, value: Json): Json => ({ StringEquals: { [key]: value } });
const like = (key: string, value: Json): Json => ({ StringLike: { [key]: value } });

/** `named-strangers account 999988887777`: the verdict and its details in one line. */
function verdict(document: Json | undefined, own = ground): string {
  const { who, strangers, services, restrictions } = judgeAccess(own, document);
  const named = strangers.map(({ kind, id }) => `${kind} ${id}`);
  return [who, ...named, ...services, ...restrictions.map(({ key, values }) => `${key}=${values.join('|')}`)].join(' ');
}

describe('principals', () => {
  test.each<[string, Json, string]>([
    ['a star', '*', 'anybody'],
    ['a star under AWS', { AWS: '*' }, 'anybody'],
    ['a star in a list', { AWS: ['111122223333', '*'] }, 'anybody'],
    ['the account’s own root', { AWS: 'arn:aws:iam::111122223333:root' }, 'nobody-new'],
    ['the account’s own role', { AWS: 'arn:aws:iam::111122223333:role/app' }, 'nobody-new'],
    ['bare digits', { AWS: '111122223333' }, 'nobody-new'],
    ['an account of the settings', { AWS: 'arn:aws:iam::444455556666:root' }, 'own-accounts'],
    ['a stranger', { AWS: `arn:aws:iam::${STRANGER}:root` }, `named-strangers account ${STRANGER}`],
    ['a stranger in bare digits', { AWS: STRANGER }, `named-strangers account ${STRANGER}`],
    [
      'a stranger in another partition',
      { AWS: 'arn:aws-cn:iam::999988887777:user/eve' },
      `named-strangers account ${STRANGER}`,
    ],
    [
      'a stranger’s session',
      { AWS: `arn:aws:sts::${STRANGER}:assumed-role/x/eve` },
      `named-strangers account ${STRANGER}`,
    ],
    [
      'a stranger’s federated user',
      { AWS: `arn:aws:sts::${STRANGER}:federated-user/eve` },
      `named-strangers account ${STRANGER}`,
    ],
    [
      'several, each once, sorted',
      { AWS: [STRANGER, '222233334444', `arn:aws:iam::${STRANGER}:role/x`, '111122223333'] },
      `named-strangers account 222233334444 account ${STRANGER}`,
    ],
    ['any account’s root', { AWS: 'arn:aws:iam::*:root' }, 'anybody'],
    ['a deleted principal', { AWS: 'AROAEXAMPLEROLEID00001' }, 'named-strangers principal-id AROAEXAMPLEROLEID00001'],
    ['a name that is none', { AWS: 'eve' }, 'named-strangers unknown eve'],
    ['a service', { Service: 'sns.amazonaws.com' }, 'restricted sns.amazonaws.com'],
    ['a service in China', { Service: 'ec2.amazonaws.com.cn' }, 'restricted ec2.amazonaws.com.cn'],
    ['one’s own canonical id', { CanonicalUser: 'a'.repeat(64) }, 'nobody-new'],
    ['another canonical id', { CanonicalUser: 'b'.repeat(64) }, `named-strangers canonical-user ${'b'.repeat(64)}`],
    [
      'an origin access identity',
      { AWS: 'arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1EXAMPLE' },
      'restricted cloudfront=arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1EXAMPLE',
    ],
    [
      'load balancers’ access logs in an old region',
      { AWS: 'arn:aws:iam::582318560864:root' },
      'restricted elasticloadbalancing.amazonaws.com',
    ],
    ['one’s own SAML provider', { Federated: 'arn:aws:iam::111122223333:saml-provider/okta' }, 'nobody-new'],
    [
      'a stranger’s SAML provider',
      { Federated: `arn:aws:iam::${STRANGER}:saml-provider/okta` },
      `named-strangers account ${STRANGER}`,
    ],
    [
      'a provider that serves everybody',
      { Federated: 'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com' },
      'anybody',
    ],
    ['Google', { Federated: 'accounts.google.com' }, 'anybody'],
    ['Cognito, any pool', { Federated: 'cognito-identity.amazonaws.com' }, 'anybody'],
    [
      'a cluster’s provider',
      { Federated: 'arn:aws:iam::111122223333:oidc-provider/oidc.eks.us-east-1.amazonaws.com/id/ABC' },
      'restricted federated=oidc.eks.us-east-1.amazonaws.com/id/abc',
    ],
    ['a mix', { AWS: STRANGER, Service: 'ec2.amazonaws.com' }, `restricted account ${STRANGER} ec2.amazonaws.com`],
    ['an empty list', { AWS: [] }, 'nobody-new'],
  ])('%s', (_, principal, expected) => {
    expect(verdict(to(principal))).toBe(expected);
  });

  test('all but some is anybody', () => {
    expect(verdict(policy(allow({ NotPrincipal: { AWS: '111122223333' } })))).toBe('anybody');
  });
});

describe('conditions that narrow nothing', () => {
  test.each<[string, Json]>([
    ['TLS', { Bool: { 'aws:SecureTransport': 'true' } }],
    ['a referer', like('aws:Referer', 'https://example.com/*')],
    ['a user agent', equals('aws:UserAgent', 'secret')],
    ['a date', { DateLessThan: { 'aws:CurrentTime': '2030-01-01T00:00:00Z' } }],
    ['the whole internet', { IpAddress: { 'aws:SourceIp': '0.0.0.0/0' } }],
    ['the whole IPv6 internet', { IpAddress: { 'aws:SourceIp': ['203.0.113.0/24', '::/0'] } }],
    ['two halves', { IpAddress: { 'aws:SourceIp': ['0.0.0.0/1', '128.0.0.0/1'] } }],
    ['half the internet', { IpAddress: { 'aws:SourceIp': '0.0.0.0/1' } }],
    ['a huge IPv6 block', { IpAddress: { 'aws:SourceIp': '2000::/3' } }],
    ['all but one address', { NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }],
    ['a private address in any VPC', { IpAddress: { 'aws:VpcSourceIp': '10.0.0.0/8' } }],
    ['an organization, if any', { StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-ours123456' } }],
    ['for all values', { 'ForAllValues:StringEquals': { 'aws:PrincipalOrgPaths': 'o-ours123456/*' } }],
    ['all accounts but one', { StringNotEquals: { 'aws:PrincipalAccount': '222233334444' } }],
    ['any organization', like('aws:PrincipalOrgID', 'o-*')],
    ['an organization must be there', { Null: { 'aws:PrincipalOrgID': 'false' } }],
    ['a star', like('aws:PrincipalArn', '*')],
    ['a role of that name in any account', { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/Admin' } }],
    ['a role of that name, another way', like('aws:PrincipalArn', '*:role/Admin')],
    ['one good value and a star', like('aws:PrincipalAccount', ['111122223333', '*'])],
    ['accounts that begin so', like('aws:PrincipalAccount', '1111*')],
    ['buckets that begin so', { ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::acme-*' } }],
    ['a topic of that name in any account', { ArnLike: { 'aws:SourceArn': 'arn:aws:sns:*:*:alerts' } }],
    ['any session name', like('aws:userid', '*:alice')],
    ['any role id', like('aws:userid', 'AROA*')],
    ['a user’s name', equals('aws:username', 'alice')],
    ['a tag of one’s own', equals('aws:PrincipalTag/team', 'red')],
    ['MFA', { Bool: { 'aws:MultiFactorAuthPresent': 'true' } }],
    ['an external id', equals('sts:ExternalId', 'acme')],
    ['the caller’s own account, by a variable', equals('aws:PrincipalAccount', `\${aws:PrincipalAccount}`)],
    ['a header that callers set', equals('s3:x-amz-acl', 'bucket-owner-full-control')],
    ['a tag of the objects', equals('s3:ExistingObjectTag/public', 'yes')],
    ['no authentication', equals('lambda:FunctionUrlAuthType', 'NONE')],
    ['any signature', equals('lambda:FunctionUrlAuthType', 'AWS_IAM')],
    ['through a service', equals('kms:ViaService', 's3.us-east-1.amazonaws.com')],
    ['not a service', { Bool: { 'aws:PrincipalIsAWSService': 'false' } }],
    ['an empty block', {}],
  ])('%s', (_, condition) => {
    expect(verdict(all(condition))).toBe('anybody');
  });
});

describe('conditions that narrow', () => {
  test.each<[string, Json, string]>([
    ['one’s own account', equals('aws:PrincipalAccount', '111122223333'), 'nobody-new'],
    ['a number', equals('aws:PrincipalAccount', 111122223333), 'nobody-new'],
    ['any case', { stringequals: { 'AWS:principalACCOUNT': ['111122223333'] } }, 'nobody-new'],
    ['the resource’s account', equals('aws:PrincipalAccount', `\${aws:ResourceAccount}`), 'nobody-new'],
    ['no value at all', equals('aws:PrincipalAccount', []), 'nobody-new'],
    ['own accounts', equals('aws:PrincipalAccount', ['111122223333', '444455556666']), 'own-accounts'],
    [
      'a stranger among own',
      equals('aws:PrincipalAccount', ['111122223333', STRANGER]),
      `named-strangers account ${STRANGER}`,
    ],
    ['the topic’s owner, as SNS writes it', equals('AWS:SourceOwner', '111122223333'), 'nobody-new'],
    ['a source account', equals('aws:SourceAccount', STRANGER), `named-strangers account ${STRANGER}`],
    ['a caller of KMS', equals('kms:CallerAccount', '111122223333'), 'nobody-new'],
    ['access points of one account', equals('s3:DataAccessPointAccount', '111122223333'), 'nobody-new'],
    [
      'access points by ARN',
      { ArnLike: { 's3:DataAccessPointArn': 'arn:aws:s3:*:111122223333:accesspoint/*' } },
      'nobody-new',
    ],
    ['roles of an account', { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/*' } }, 'nobody-new'],
    ['all of an account', like('aws:PrincipalArn', 'arn:aws:iam::111122223333*'), 'nobody-new'],
    [
      'roles of a stranger',
      { ArnEquals: { 'aws:PrincipalArn': `arn:aws:iam::${STRANGER}:role/x` } },
      `named-strangers account ${STRANGER}`,
    ],
    [
      'an alarm as the source',
      { ArnLike: { 'aws:SourceArn': 'arn:aws:cloudwatch:*:111122223333:alarm:*' } },
      'nobody-new',
    ],
    [
      'a bucket as the source',
      { ArnLike: { 'aws:SourceArn': 'arn:aws:s3:*:*:acme-logs' } },
      'restricted aws:sourcearn=arn:aws:s3:*:*:acme-logs',
    ],
    [
      'a unique id',
      like('aws:userid', 'AROAEXAMPLEROLEID00001:*'),
      'named-strangers principal-id AROAEXAMPLEROLEID00001',
    ],
    ['root by its user id', equals('aws:userid', '111122223333'), 'nobody-new'],
    ['an endpoint', equals('aws:SourceVpce', 'vpce-1'), 'restricted aws:sourcevpce=vpce-1'],
    ['a VPC', equals('aws:sourceVpc', ['vpc-2', 'vpc-1']), 'restricted aws:sourcevpc=vpc-1 aws:sourcevpc=vpc-2'],
    ['endpoints of an account', equals('aws:VpceAccount', '111122223333'), 'nobody-new'],
    [
      'an office',
      { IpAddress: { 'aws:SourceIp': ['203.0.113.0/24', '2001:db8::/32'] } },
      'restricted aws:sourceip=2001:db8::/32|203.0.113.0/24',
    ],
    ['one address', { IpAddress: { 'aws:SourceIp': '203.0.113.7' } }, 'restricted aws:sourceip=203.0.113.7'],
    ['an organization', equals('aws:PrincipalOrgID', 'o-ours123456'), 'restricted aws:principalorgid=o-ours123456'],
    ['the resource’s organization', equals('aws:PrincipalOrgID', `\${aws:ResourceOrgID}`), 'own-accounts'],
    [
      'an organization, if any, and there must be one',
      { StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-ours123456' }, Null: { 'aws:PrincipalOrgID': 'false' } },
      'restricted aws:principalorgid=o-ours123456',
    ],
    ['services only', { Bool: { 'aws:PrincipalIsAWSService': 'true' } }, 'restricted *'],
    [
      'one service',
      equals('aws:PrincipalServiceName', 'delivery.logs.amazonaws.com'),
      'restricted delivery.logs.amazonaws.com',
    ],
    ['a key that isn’t known', equals('acme:Color', 'red'), 'restricted acme:color=red'],
    ['endpoints of subscriptions', like('sns:Endpoint', '*@example.com'), 'restricted sns:endpoint=*@example.com'],
    [
      'narrowed twice',
      { StringEquals: { 'aws:SourceVpce': 'vpce-1', 'aws:PrincipalAccount': STRANGER } },
      `named-strangers account ${STRANGER} aws:sourcevpce=vpce-1`,
    ],
    [
      'a condition that says nothing beside one that does',
      { Bool: { 'aws:SecureTransport': 'true' }, StringEquals: { 'aws:PrincipalAccount': '111122223333' } },
      'nobody-new',
    ],
  ])('%s', (_, condition, expected) => {
    expect(verdict(all(condition))).toBe(expected);
  });

  test.each<[string, Json, string]>([
    ['ours', equals('aws:PrincipalOrgID', 'o-ours123456'), 'own-accounts'],
    [
      'a unit of ours',
      { 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o-ours123456/r-ab12/ou-ab12-1/*' } },
      'own-accounts',
    ],
    ['services for ours', equals('aws:SourceOrgID', 'o-ours123456'), 'own-accounts'],
    ['another', equals('aws:PrincipalOrgID', 'o-evil999999'), 'named-strangers organization o-evil999999'],
    ['a prefix of an id', like('aws:PrincipalOrgID', 'o-ours*'), 'anybody'],
  ])('an organization, where the settings name one: %s', (_, condition, expected) => {
    expect(verdict(all(condition), inOrganization)).toBe(expected);
  });

  test('a stranger’s account in one’s own organization is one’s own', () => {
    const document = to({ AWS: STRANGER }, { Condition: equals('aws:PrincipalOrgID', 'o-ours123456') });
    expect(verdict(document, inOrganization)).toBe('own-accounts');
    expect(verdict(document)).toBe(`named-strangers account ${STRANGER} aws:principalorgid=o-ours123456`);
  });
});

describe('services', () => {
  const notify = { Service: 'sns.amazonaws.com' };
  test.each<[string, Json, string]>([
    ['bound to no source', {}, 'restricted sns.amazonaws.com'],
    ['for one’s own account', equals('aws:SourceAccount', '111122223333'), 'nobody-new'],
    ['for one’s own topic', { ArnEquals: { 'aws:SourceArn': 'arn:aws:sns:us-east-1:111122223333:t' } }, 'nobody-new'],
    ['for a stranger', equals('aws:SourceAccount', STRANGER), `named-strangers account ${STRANGER}`],
    [
      'for one bucket',
      { ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::acme' } },
      'restricted aws:sourcearn=arn:aws:s3:::acme',
    ],
    ['for any topic', { ArnLike: { 'aws:SourceArn': 'arn:aws:sns:*:*:*' } }, 'restricted sns.amazonaws.com'],
    [
      'for one’s own account, if any',
      { StringEqualsIfExists: { 'aws:SourceAccount': '111122223333' } },
      'restricted sns.amazonaws.com',
    ],
    ['bound by something else', equals('s3:x-amz-acl', 'bucket-owner-full-control'), 'restricted sns.amazonaws.com'],
    ['bound by something unknown', equals('acme:Color', 'red'), 'restricted sns.amazonaws.com acme:color=red'],
  ])('%s', (_, condition, expected) => {
    expect(verdict(to(notify, { Condition: condition }))).toBe(expected);
  });
});

describe('tokens of identity providers', () => {
  const GITHUB = 'token.actions.githubusercontent.com';
  const github = { Federated: `arn:aws:iam::111122223333:oidc-provider/${GITHUB}` };
  const aud = { [`${GITHUB}:aud`]: 'sts.amazonaws.com' };
  const sub = (value: Json) => ({ StringEquals: aud, StringLike: { [`${GITHUB}:sub`]: value } });
  test.each<[string, Json, string]>([
    ['the audience alone, which callers choose', { StringEquals: aud }, 'anybody'],
    ['one repository', sub('repo:acme/app:*'), `restricted ${GITHUB}:sub=repo:acme/app:*`],
    ['one owner', sub('repo:acme/*'), `restricted ${GITHUB}:sub=repo:acme/*`],
    [
      'a whole subject',
      sub('repo:acme/app:ref:refs/heads/main'),
      `restricted ${GITHUB}:sub=repo:acme/app:ref:refs/heads/main`,
    ],
    ['any repository', sub('repo:*'), 'anybody'],
    ['owners that begin so', sub('repo:acme*'), 'anybody'],
    ['any repository of that name', sub('repo:*/app:*'), 'anybody'],
    ['any repository’s main branch', sub('*:ref:refs/heads/main'), 'anybody'],
    ['one of ours and anybody', sub(['repo:acme/app:*', '*']), 'anybody'],
    [
      'an owner by another claim',
      equals(`${GITHUB}:repository_owner`, 'acme'),
      `restricted ${GITHUB}:repository_owner=acme`,
    ],
    ['a branch’s name', equals(`${GITHUB}:ref`, 'refs/heads/main'), 'anybody'],
    ['a subject, if there is one', { StringLikeIfExists: { [`${GITHUB}:sub`]: 'repo:acme/app:*' } }, 'anybody'],
    ['a subject for all values', { 'ForAllValues:StringLike': { [`${GITHUB}:sub`]: 'repo:acme/app:*' } }, 'anybody'],
  ])('%s', (_, condition, expected) => {
    expect(verdict(to(github, { Action: 'sts:AssumeRoleWithWebIdentity', Condition: condition }))).toBe(expected);
  });

  test.each<[string, string, Json, string]>([
    [
      'Google’s app',
      'accounts.google.com',
      equals('accounts.google.com:aud', '123'),
      'restricted accounts.google.com:aud=123',
    ],
    [
      'a pool of Cognito',
      'cognito-identity.amazonaws.com',
      {
        StringEquals: { 'cognito-identity.amazonaws.com:aud': 'us-east-1:1' },
        'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': 'unauthenticated' },
      },
      'restricted cognito-identity.amazonaws.com:aud=us-east-1:1',
    ],
    [
      'an organization of Terraform Cloud',
      'arn:aws:iam::111122223333:oidc-provider/app.terraform.io',
      like('app.terraform.io:sub', 'organization:acme:project:*'),
      'restricted app.terraform.io:sub=organization:acme:project:*',
    ],
    [
      'SAML',
      'arn:aws:iam::111122223333:saml-provider/okta',
      equals('SAML:aud', 'https://signin.aws.amazon.com/saml'),
      'nobody-new',
    ],
  ])('%s', (_, Federated, condition, expected) => {
    expect(verdict(to({ Federated }, { Condition: condition }))).toBe(expected);
  });
});

describe('Deny', () => {
  const open = allow({ Principal: '*' });
  const unless = (operator: string, key: string, value: Json) => deny({ Condition: { [operator]: { [key]: value } } });
  test.each<[string, readonly Json[], string]>([
    ['alone', [deny({})], 'nobody-new'],
    ['of everything', [open, deny({})], 'nobody-new'],
    ['without TLS', [open, unless('Bool', 'aws:SecureTransport', 'false')], 'anybody'],
    ['of one account', [open, deny({ Principal: { AWS: STRANGER } })], 'anybody'],
    ['of other actions', [open, deny({ Action: 's3:PutObject' })], 'anybody'],
    ['of other objects', [open, deny({ Resource: 'arn:aws:s3:::b/secret/*' })], 'anybody'],
    [
      'of all but some actions',
      [open, { Effect: 'Deny', Principal: '*', NotAction: 's3:Get*', Resource: '*' }],
      'anybody',
    ],
    ['of all but some objects', [open, { Effect: 'Deny', Principal: '*', Action: '*', NotResource: 'x' }], 'anybody'],
    [
      'of all but one’s own account',
      [open, unless('StringNotEquals', 'aws:PrincipalAccount', '111122223333')],
      'nobody-new',
    ],
    [
      'of all but strangers',
      [open, unless('StringNotEquals', 'aws:PrincipalAccount', STRANGER)],
      `named-strangers account ${STRANGER}`,
    ],
    [
      'of all but an endpoint',
      [open, unless('StringNotEquals', 'aws:SourceVpce', 'vpce-1')],
      'restricted aws:sourcevpce=vpce-1',
    ],
    [
      'of all but an office',
      [open, unless('NotIpAddress', 'aws:SourceIp', '203.0.113.0/24')],
      'restricted aws:sourceip=203.0.113.0/24',
    ],
    ['of all but the world', [open, unless('NotIpAddress', 'aws:SourceIp', '0.0.0.0/0')], 'anybody'],
    [
      'of all but the encrypted',
      [open, unless('StringNotEquals', 's3:x-amz-server-side-encryption', 'aws:kms')],
      'anybody',
    ],
    ['of one organization', [open, unless('StringEquals', 'aws:PrincipalOrgID', 'o-evil999999')], 'anybody'],
    [
      'of all but an organization and services',
      [
        open,
        deny({
          Condition: {
            StringNotEqualsIfExists: { 'aws:PrincipalOrgID': 'o-ours123456' },
            BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
          },
        }),
      ],
      'restricted *',
    ],
    [
      'that callers without the key escape',
      [open, unless('ForAnyValue:StringNotLike', 'aws:PrincipalOrgPaths', 'o-ours123456/*')],
      'anybody',
    ],
    [
      'that unsigned callers escape',
      [
        open,
        deny({
          Condition: {
            StringNotEquals: { 'aws:PrincipalOrgID': 'o-ours123456' },
            Bool: { 'aws:PrincipalIsAWSService': 'false' },
          },
        }),
      ],
      'anybody',
    ],
    [
      'of all but some principals',
      [open, { Effect: 'Deny', NotPrincipal: { AWS: ['111122223333', STRANGER] }, Action: 's3:*', Resource: '*' }],
      `named-strangers account ${STRANGER}`,
    ],
    [
      'twice',
      [
        open,
        unless('StringNotEquals', 'aws:PrincipalOrgID', 'o-ours123456'),
        unless('NotIpAddress', 'aws:SourceIp', '203.0.113.0/24'),
      ],
      'own-accounts',
    ],
  ])('%s', (_, statements, expected) => {
    expect(verdict(policy(...statements), inOrganization)).toBe(expected);
  });

  test('in a trust policy, which has no resources', () => {
    const trust = { Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' };
    const only = {
      Effect: 'Deny',
      Principal: '*',
      Action: 'sts:*',
      Condition: { StringNotEquals: { 'aws:PrincipalAccount': '111122223333' } },
    };
    expect(verdict(policy(trust, only))).toBe('nobody-new');
    expect(verdict(policy(trust, { ...only, NotResource: 'x' }))).toBe('anybody');
  });

  test('in another document of the resource', () => {
    const only = deny({ Condition: { StringNotEquals: { 'aws:PrincipalAccount': '111122223333' } } });
    expect(judgeAccess(ground, policy(open), policy(only)).who).toBe('nobody-new');
  });
});

describe('whole documents', () => {
  test.each<[string, Json | undefined, string]>([
    ['none', undefined, 'nobody-new'],
    ['no JSON', 'hello', 'nobody-new'],
    ['text', JSON.stringify(to('*')), 'anybody'],
    ['percent-encoded text', encodeURIComponent(JSON.stringify(to('*'))), 'anybody'],
    ['an identity policy, which has no principals', policy(allow({})), 'nobody-new'],
    [
      'an effect that is none',
      { Statement: { Effect: 'allow', Principal: '*', Action: '*', Resource: '*' } },
      'nobody-new',
    ],
    [
      'the widest statement',
      policy(
        allow({ Principal: { AWS: STRANGER } }),
        allow({ Principal: '*', Condition: equals('aws:SourceVpce', 'v') }),
      ),
      `restricted account ${STRANGER} aws:sourcevpce=v`,
    ],
    [
      'the policy that SNS gives a new topic',
      policy({
        Sid: '__default_statement_ID',
        Effect: 'Allow',
        Principal: { AWS: '*' },
        Action: ['SNS:Publish', 'SNS:Subscribe'],
        Resource: 'arn:aws:sns:us-east-1:111122223333:t',
        Condition: { StringEquals: { 'AWS:SourceOwner': '111122223333' } },
      }),
      'nobody-new',
    ],
    [
      'the policy of a trail’s bucket',
      policy(
        {
          Effect: 'Allow',
          Principal: { Service: 'cloudtrail.amazonaws.com' },
          Action: 's3:GetBucketAcl',
          Resource: 'arn:aws:s3:::trail',
          Condition: { StringEquals: { 'aws:SourceArn': 'arn:aws:cloudtrail:us-east-1:111122223333:trail/main' } },
        },
        {
          Effect: 'Allow',
          Principal: { Service: 'cloudtrail.amazonaws.com' },
          Action: 's3:PutObject',
          Resource: 'arn:aws:s3:::trail/AWSLogs/111122223333/*',
          Condition: {
            StringEquals: {
              'aws:SourceArn': 'arn:aws:cloudtrail:us-east-1:111122223333:trail/main',
              's3:x-amz-acl': 'bucket-owner-full-control',
            },
          },
        },
      ),
      'nobody-new',
    ],
    [
      'the policy of a key that AWS manages',
      policy({
        Effect: 'Allow',
        Principal: { AWS: '*' },
        Action: ['kms:Encrypt', 'kms:Decrypt'],
        Resource: '*',
        Condition: {
          StringEquals: { 'kms:CallerAccount': '111122223333', 'kms:ViaService': 's3.us-east-1.amazonaws.com' },
        },
      }),
      'nobody-new',
    ],
    [
      'a bucket behind CloudFront',
      policy({
        Effect: 'Allow',
        Principal: { Service: 'cloudfront.amazonaws.com' },
        Action: 's3:GetObject',
        Resource: 'arn:aws:s3:::site/*',
        Condition: { StringEquals: { 'AWS:SourceArn': 'arn:aws:cloudfront::111122223333:distribution/E1' } },
      }),
      'nobody-new',
    ],
  ])('%s', (_, document, expected) => {
    expect(verdict(document)).toBe(expected);
  });

  test('each grant says who gets what', () => {
    const { grants } = judgeAccess(
      ground,
      policy(
        allow({ Principal: { AWS: STRANGER }, Action: ['s3:Get*', 's3:List*'] }),
        { Effect: 'Allow', Principal: '*', NotAction: 's3:Put*', Resource: '*' },
        deny({ Action: 's3:Delete*' }),
      ),
    );
    expect(grants.map(({ who, actions, notActions }) => [who, actions, notActions])).toEqual([
      ['named-strangers', ['s3:Get*', 's3:List*'], []],
      ['anybody', [], ['s3:Put*']],
    ]);
  });
});

describe('whatever the policy', () => {
  const statements = fc.array(statement, { maxLength: 4 });
  const own = fc.constantFrom(ground, inOrganization);
  const width = (documents: readonly Json[], whose: Ground) =>
    REACHES.indexOf(judgeAccess(whose, policy(...documents)).who);
  const unordered = ({ grants, ...access }: Access) => ({
    ...access,
    grants: grants.map((one) => JSON.stringify(one)).sort(),
  });

  test('a statement more that allows never makes the verdict narrower, one that denies never wider', () => {
    fc.assert(
      fc.property(own, statements, statement, (whose, before, added) => {
        const old = before.map(({ json }) => json);
        const [narrow, wide] = [width(old, whose), width([...old, added.json], whose)];
        expect(added.Effect === 'Allow' ? narrow <= wide : narrow >= wide).toBe(true);
      }),
    );
  });

  test('a condition more never makes the verdict of a statement that allows wider', () => {
    fc.assert(
      fc.property(own, statements, statement, block, (whose, others, one, added) => {
        const allowing = { ...one.json, Effect: 'Allow' };
        fc.pre(!one.blocks.some((other) => other.operator === added.operator && other.key === added.key));
        const rest = others.map(({ json }) => json);
        const narrower = { ...allowing, Condition: conditionOf([...one.blocks, added]) };
        expect(width([...rest, narrower], whose)).toBeLessThanOrEqual(width([...rest, allowing], whose));
      }),
    );
  });

  test('the order of statements, the case of keys and operators, and text or object make no difference', () => {
    const anyCase = (condition: Record<string, Record<string, Json>>, change: (text: string) => string) =>
      Object.fromEntries(
        Object.entries(condition).map(([name, keys]) => [
          change(name),
          Object.fromEntries(Object.entries(keys).map(([each, values]) => [change(each), values])),
        ]),
      );
    fc.assert(
      fc.property(own, statements, fc.boolean(), (whose, list, isUpper) => {
        const change = (text: string) => (isUpper ? text.toUpperCase() : text.toLowerCase());
        const plain = policy(...list.map(({ json }) => json));
        const changed = list.map(({ json }) => ({ ...json, Condition: anyCase(json.Condition, change) })).reverse();
        const expected = unordered(judgeAccess(whose, plain));
        expect(unordered(judgeAccess(whose, policy(...changed)))).toEqual(expected);
        expect(unordered(judgeAccess(whose, JSON.stringify(plain)))).toEqual(expected);
      }),
    );
  });

  test('any JSON is judged', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(REACHES).toContain(judgeAccess(ground, { Statement: JSON.parse(text) }, text).who);
      }),
    );
  });
});
