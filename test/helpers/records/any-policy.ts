/** Any policy statement, made of parts that matter to the judge of access, for property tests. */
import fc from 'fast-check';
import type { Json } from '../../../src/core/event.ts';

const principal = fc.constantFrom<Json>(
  '*',
  { AWS: '111122223333' },
  { AWS: 'arn:aws:iam::444455556666:root' },
  { AWS: ['999988887777', 'arn:aws:iam::222233334444:role/x'] },
  { AWS: 'AROAEXAMPLEROLEID00001', Service: 'ec2.amazonaws.com' },
  { Service: 'sns.amazonaws.com' },
  { Federated: 'arn:aws:iam::111122223333:oidc-provider/gitlab.com' },
  { Federated: 'arn:aws:iam::111122223333:saml-provider/okta' },
  { CanonicalUser: 'b'.repeat(64) },
);
const operator = fc
  .tuple(
    fc.constantFrom('', 'ForAllValues:', 'ForAnyValue:'),
    fc.constantFrom(
      ...['StringEquals', 'StringLike', 'StringNotEquals', 'StringNotLike', 'ArnLike', 'ArnNotEquals', 'Bool', 'Null'],
      ...['IpAddress', 'NotIpAddress', 'DateLessThan', 'NumericEquals'],
    ),
    fc.constantFrom('', 'IfExists'),
  )
  .map((parts) => parts.join(''));
const key = fc.constantFrom(
  ...['aws:PrincipalOrgID', 'aws:PrincipalOrgPaths', 'aws:PrincipalAccount', 'aws:PrincipalArn', 'aws:SourceArn'],
  ...['aws:SourceAccount', 'aws:SourceVpce', 'aws:SourceIp', 'aws:userid', 'aws:PrincipalIsAWSService', 'acme:Color'],
  ...['aws:SecureTransport', 'gitlab.com:sub', 'kms:CallerAccount', 's3:prefix', 'aws:PrincipalServiceName'],
);
export const value = fc.constantFrom(
  ...['*', '111122223333', '444455556666', '999988887777', 'o-ours123456', 'o-evil999999/*', 'vpce-1', 'true', 'false'],
  ...['0.0.0.0/0', '203.0.113.0/24', '10.0.0.0/7', 'arn:aws:iam::111122223333:role/x', 'arn:aws:iam::*:role/x'],
  ...['arn:aws:s3:::acme', 'arn:aws:sns:us-east-1:999988887777:t', 'project_path:acme/app:*', 'AROAEXAMPLE0001:*', ''],
  ...['sns.amazonaws.com', `\${aws:ResourceOrgID}`, `\${aws:username}`, '2030-01-01T00:00:00Z'],
);
export const block = fc.record({ operator, key, values: fc.array(value, { maxLength: 3 }) });
type Block = typeof block extends fc.Arbitrary<infer T> ? T : never;
export const conditionOf = (blocks: readonly Block[]): Record<string, Record<string, Json>> => {
  const condition: Record<string, Record<string, Json>> = {};
  for (const one of blocks) condition[one.operator] = { ...condition[one.operator], [one.key]: one.values };
  return condition;
};
export const statement = fc
  .record({
    Effect: fc.constantFrom('Allow', 'Allow', 'Deny'),
    principal,
    isForAllBut: fc.constantFrom(false, false, false, true),
    Action: fc.constantFrom<Json>('s3:GetObject', ['s3:GetObject', 's3:PutObject'], 's3:*', '*'),
    Resource: fc.constantFrom<Json>('*', 'arn:aws:s3:::b/*'),
    blocks: fc.array(block, { maxLength: 3 }),
  })
  .map(({ principal: who, isForAllBut, blocks, ...rest }) => ({
    ...rest,
    blocks,
    json: { ...rest, [isForAllBut ? 'NotPrincipal' : 'Principal']: who, Condition: conditionOf(blocks) },
  }));
