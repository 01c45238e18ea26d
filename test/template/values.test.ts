/** Templates resolved with parameters and an account. */
import { expect, test } from 'vitest';
import { templateOf } from '../../src/template/template.ts';
import { readTemplate } from '../../src/template/templates.ts';
import { valuesOf, withStaticNames } from '../../src/template/values.ts';

const REGION = 'eu-west-1';
const ACCOUNT = { account: '111122223333', partition: 'aws' };

const table = (policy: string, name: string) =>
  `
Parameters: {Own: {Type: String, Default: own}}
Resources:
  Table:
    Type: AWS::DynamoDB::Table
    DeletionPolicy: ${policy}
    Properties:
      TableName: ${name} # kept
  Other:
    Type: AWS::SQS::Queue
    DeletionPolicy: Retain
    Properties:
      QueueName: !Sub '\${Own}-queue'
`.trimStart();
const given = (policy: string, name: string) => {
  const template = templateOf(table(policy, name));
  return { template, static: withStaticNames({ template, parameters: {}, region: REGION }, ACCOUNT) };
};

test.each([
  ['Delete', '!Ref Own'],
  ['Retain', '!Ref Other'],
  ['Retain', "!Join ['', [a, !Ref Own]]"],
  ['Retain', `!Sub '$\{Own}-$\{Other}'`],
  ['Retain', 'plain'],
])('with %s the name %s stays, and so does the value itself', (policy, name) => {
  const { template, static: result } = given(policy, name);
  expect(result).toBe(template);
});

test.each([
  ['RetainExceptOnCreate', '!Ref Own', 'own'],
  ['Retain', `!Sub "$\{AWS::Region}-$\{Own}"`, `${REGION}-own`],
])('with %s the name %s becomes plain text, in a value of its own', (policy, name, plain) => {
  const { template, static: result } = given(policy, name);
  expect(result.text).toBe(table(policy, `"${plain}"`));
  expect(template.document.getIn(['Resources', 'Table', 'Properties', 'TableName'])).not.toBe(plain);
  expect(template.text).toBe(table(policy, name));
});

test('one template gets the names of each account, region and set of parameters, and the same value for the same', () => {
  const template = templateOf(table('Retain', `!Sub "$\{AWS::AccountId}-$\{AWS::Region}-$\{Own}"`));
  const named = (account: string, region: string, Own: string) =>
    withStaticNames({ template, parameters: { Own }, region }, { account, partition: 'aws' });
  const texts = (['1 a x', '2 a x', '1 b x', '1 a y', '1 a x'] as const).map((given) => {
    const [account = '', region = '', own = ''] = given.split(' ');
    return /TableName: "(.*)"/.exec(named(account, region, own).text)?.[1];
  });
  expect(texts).toEqual(['1-a-x', '2-a-x', '1-b-x', '1-a-y', '1-a-x']);
  expect(named('1', 'a', 'y')).toBe(named('1', 'a', 'y'));
});

test('names of what is kept are plain text for AWS, and nothing else is touched', () => {
  const template = templateOf(readTemplate('trail'));
  const parameters = { Name: 'acme', BucketPrefix: 'acme' };
  const result = withStaticNames({ template, parameters, region: REGION }, ACCOUNT);
  const [before, after] = [template.text.split('\n'), result.text.split('\n')];

  expect(after.filter((line, index) => line !== before[index]).map((line) => line.trim())).toEqual([
    `BucketName: "acme-trail-${ACCOUNT.account}"`,
    'LogGroupName: "acme-trail"',
  ]);
});

test.each([
  ['no', 'no', { Both: false, Either: false, Neither: true }],
  ['yes', 'no', { Both: false, Either: true, Neither: false }],
  ['no', 'yes', { Both: false, Either: true, Neither: false }],
  ['yes', 'yes', { Both: true, Either: true, Neither: false }],
])('conditions of conditions hold as in AWS: %s and %s', (one, other, expected) => {
  const template = templateOf(`Parameters: {One: {Type: String}, Other: {Type: String}}
Conditions:
  HasOne: !Equals [!Ref One, "yes"]
  HasOther: !Equals [!Ref Other, "yes"]
  Both: !And [!Condition HasOne, !Condition HasOther]
  Either: !Or [!Condition HasOne, !Condition HasOther]
  Neither: !Not [!Condition Either]
Resources: {}
`);
  const { holds } = valuesOf({ template, parameters: { One: one, Other: other }, region: REGION }, ACCOUNT);
  expect({ Both: holds('Both'), Either: holds('Either'), Neither: holds('Neither') }).toEqual(expected);
});
