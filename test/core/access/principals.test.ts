import { describe, expect, test } from 'vitest';
import type { Json } from '../../../src/core/event.ts';
import { allow, equals, like, policy, STRANGER, to, verdict } from '../../helpers/records/access.ts';

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
