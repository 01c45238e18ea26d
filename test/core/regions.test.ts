import { expect, test } from 'vitest';
import { arnIn, bucketArn, iamArn, queueUrlOf } from '../../src/core/arn.ts';
import { dnsSuffixOf, globalRegionOf, partitionOf } from '../../src/core/regions.ts';

test.each([
  ['eu-north-1', 'aws', 'us-east-1'],
  ['cn-northwest-1', 'aws-cn', 'cn-north-1'],
  ['us-gov-east-1', 'aws-us-gov', 'us-gov-west-1'],
  ['us-iso-west-1', 'aws-iso', 'us-iso-east-1'],
  ['us-isob-east-1', 'aws-iso-b', 'us-isob-east-1'],
  ['eusc-de-east-1', 'aws-eusc', 'eusc-de-east-1'],
])('%s is in partition %s, whose global services are in %s', (region, partition, global) => {
  expect([partitionOf(region), globalRegionOf(region)]).toEqual([partition, global]);
});

test('ARNs and URLs of a region in China', () => {
  const place = { account: '111122223333', region: 'cn-north-1' };
  expect(arnIn(place, 'sqs', 'alerts')).toBe('arn:aws-cn:sqs:cn-north-1:111122223333:alerts');
  expect(iamArn(place, 'root')).toBe('arn:aws-cn:iam::111122223333:root');
  expect(iamArn(place, 'assumed-role/a/b', 'sts')).toBe('arn:aws-cn:sts::111122223333:assumed-role/a/b');
  expect(bucketArn(place.region, 'trail')).toBe('arn:aws-cn:s3:::trail');
  expect(queueUrlOf(arnIn(place, 'sqs', 'alerts'))).toBe('https://sqs.cn-north-1.amazonaws.com.cn/111122223333/alerts');
});

test.each([
  ['eu-west-1', 'amazonaws.com'],
  ['us-gov-east-1', 'amazonaws.com'],
  ['cn-northwest-1', 'amazonaws.com.cn'],
  ['eusc-de-east-1', 'amazonaws.eu'],
  ['us-iso-west-1', 'c2s.ic.gov'],
  ['us-isob-east-1', 'sc2s.sgov.gov'],
  ['eu-isoe-west-1', 'cloud.adc-e.uk'],
  ['us-isof-south-1', 'csp.hci.ic.gov'],
])('endpoints of %s are in %s', (region, domain) => {
  expect(dnsSuffixOf(region)).toBe(domain);
  expect(queueUrlOf(`arn:aws:sqs:${region}:111122223333:alerts`)).toBe(
    `https://sqs.${region}.${domain}/111122223333/alerts`,
  );
});
