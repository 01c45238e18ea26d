import { describe, expect, test } from 'vitest';
import type { Json } from '../../../src/core/event.ts';
import { all, equals, inOrganization, like, STRANGER, to, verdict } from '../../helpers/records/access.ts';

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
