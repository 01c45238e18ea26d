import { expect, test } from 'vitest';
import { stackSpecs } from '../../src/deploying/specs.ts';
import { RICH } from '../helpers/aws/template.ts';

const REGIONS = ['us-east-1', 'eu-north-1', 'eu-west-1', 'ap-northeast-1'];
const SURVEY = {
  identity: { account: '111122223333', arn: 'arn:aws:iam::111122223333:user/a', partition: 'aws', region: 'us-east-1' },
  trail: { use: 'new' },
  trails: [],
  regions: { regions: REGIONS, notCovered: undefined },
  logGroup: 'Acme-trail',
  bucket: undefined,
} as const;

test('the forwarders of all regions share one template, which is parsed once', () => {
  const { inOrder, forwarders } = stackSpecs(RICH, SURVEY, 'x.zip');
  expect(forwarders.map(({ region }) => region)).toEqual(['eu-north-1', 'eu-west-1', 'ap-northeast-1']);
  expect(new Set(forwarders.map(({ template }) => template)).size).toBe(1);
  expect(new Set([...inOrder, ...forwarders].map(({ template }) => template.document)).size).toBe(inOrder.length + 1);
});

test('what is kept has its name as plain text, so that a later stack can import it', () => {
  const { inOrder } = stackSpecs(RICH, SURVEY, 'x.zip');
  const names = inOrder.map(({ template: { text } }) =>
    [...text.matchAll(/^ +\w+Name: "(.*)"$/gm)].map(([, name]) => name),
  );
  expect(names).toEqual([[], ['acme-trail-111122223333', 'Acme-trail'], ['Acme-logins'], []]);
});
