import { describe, expect, test } from 'vitest';
import type { EventPattern } from '../../src/core/patterns/pattern.ts';
import type { Language } from '../../src/core/rule.ts';
import { RULES } from '../../src/rules/index.ts';
import { deadPatterns } from '../../src/settings/patterns/dead-patterns.ts';
import { englishIn } from '../helpers/host/english.ts';

const deadPatternLines = (settings: Parameters<typeof deadPatterns>[0], language: Language) =>
  deadPatterns(settings).map((words) => words[language]);
const withRule = (when: EventPattern) => ({
  own: [{ id: 'mine', title: 'Mine', severity: 'high' as const, when }],
  rules: {},
});
const said = (when: EventPattern) => deadPatternLines(withRule(when), 'en');

describe('a pattern that no record can match is named with its likely meaning', () => {
  test.each<[what: string, when: EventPattern, likely: string]>([
    ['an EventBridge source', { eventSource: ['aws.iam'] }, '"iam.amazonaws.com"'],
    ['a service without its domain', { eventSource: ['kms'] }, '"kms.amazonaws.com"'],
    ['a source in capitals', { eventSource: ['EC2.amazonaws.com'] }, '"ec2.amazonaws.com"'],
    ['a typo in a source', { eventSource: ['cloudtrial.amazonaws.com'] }, '"cloudtrail.amazonaws.com"'],
    ['the case of an event', { eventName: ['stoplogging'] }, '"StopLogging"'],
    ['an event of no rule, in camel case', { eventName: ['describeInstances'] }, '"DescribeInstances"'],
    ['an action with its service', { eventName: ['iam:CreateUser'] }, '"CreateUser"'],
    ['a permission that is no call', { eventName: ['PassRole'] }, 'is a permission'],
    ['a permission with its service', { eventName: ['iam:PassRole'] }, 'is a permission'],
    ['a star in a plain value', { eventName: ['Delete*'] }, '{ wildcard: "Delete*" }'],
    ['a star in an ARN', { userIdentity: { arn: ['*:user/admin'] } }, '{ wildcard: "*:user/admin" }'],
    ['a regular expression', { eventName: ['^Delete.*'] }, 'no regular expressions'],
    ['the type of a truth value', { managementEvent: ['true'] }, 'remove the quotes'],
    [
      'the type of text',
      { userIdentity: { sessionContext: { attributes: { mfaAuthenticated: [false] } } } },
      'in quotes',
    ],
    ['the spelling of root', { userIdentity: { type: ['root'] } }, '"Root"'],
    ['the spelling of a user', { userIdentity: { type: ['IamUser'] } }, '"IAMUser"'],
    ['the spelling of a field', { userIdentity: { username: ['alice'] } }, '`userIdentity.userName`'],
    ['a field of a session', { userIdentity: { sessionContext: { sessionissuer: { arn: ['x'] } } } }, 'sessionIssuer'],
    ['the value of MFA', { additionalEventData: { MFAUsed: ['no'] } }, '"No"'],
    ['the result of a sign-in', { responseElements: { ConsoleLogin: ['Failed'] } }, '"Failure"'],
    ['the error of a sign-in', { eventName: ['ConsoleLogin'], errorCode: [{ exists: true }] }, '[Failure]'],
    ['a region without its hyphen', { awsRegion: ['us-east1'] }, '"us-east-1"'],
    ['an account with hyphens', { recipientAccountId: ['1111-2222-3333'] }, '12 digits'],
    ['a network as an address', { sourceIPAddress: ['203.0.113.0/24'] }, '{ cidr: "203.0.113.0/24" }'],
    ['a source by Amazon’s domain', { eventSource: ['signin.amazon.com'] }, '"signin.amazonaws.com"'],
    [
      'the name that people call a service',
      { eventSource: ['cloudwatch.amazonaws.com'] },
      '"monitoring.amazonaws.com"',
    ],
    ['the name of a product', { eventSource: ['aws.eventbridge'] }, '"events.amazonaws.com"'],
    ['a permission of another name', { eventName: ['s3:ListAllMyBuckets'] }, '"ListBuckets"'],
    ['a call of Lambda without its version', { eventName: ['UpdateFunctionCode'] }, '{ prefix: "UpdateFunctionCode" }'],
    [
      'a common call of Lambda without its version',
      { eventSource: ['lambda.amazonaws.com'], eventName: ['DeleteFunction'] },
      '{ prefix: "DeleteFunction" }',
    ],
    ['a user called root', { userIdentity: { userName: ['root'] } }, '{ type: [Root] }'],
    ['a role by its own ARN', { userIdentity: { arn: ['arn:aws:iam::111122223333:role/ci'] } }, 'sessionIssuer'],
    ['roles by their ARN', { userIdentity: { arn: [{ wildcard: 'arn:aws:iam::*:role/ci*' }] } }, 'sessionIssuer'],
    [
      'a session by a user name',
      { userIdentity: { type: ['AssumedRole'], userName: ['ci'] } },
      'sessionIssuer.userName',
    ],
    ['the case of an error', { errorCode: ['accessDenied'] }, '"AccessDenied"'],
    ['a null for what is absent', { errorCode: [null] }, '{ exists: false }'],
    ['a star in a beginning', { eventName: [{ prefix: 'Delete*' }] }, '{ wildcard: "Delete*" }'],
    [
      'the case of a request’s field',
      { requestParameters: { BucketName: ['logs'] } },
      '`requestParameters.bucketName`',
    ],
    [
      'a mistake in an alternative',
      { $or: [{ eventName: ['consolelogin'] }, { eventName: ['CheckMfa'] }] },
      '"ConsoleLogin"',
    ],
  ])('%s', (_, when, likely) => {
    const lines = said(when);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('own mine: when can never match');
    expect(lines[0]).toContain(likely);
    const japanese = deadPatternLines(withRule(when), 'ja').join('\n');
    expect(englishIn(japanese.replace(/"[^"]*"|own mine: when/g, '§'))).toEqual([]);
  });
});

describe('a pattern that can match is let through', () => {
  test.each<[what: string, when: EventPattern]>([
    [
      'operators',
      { eventName: [{ prefix: 'Delete' }, { wildcard: 'Put*' }, { 'equals-ignore-case': 'consolelogin' }] },
    ],
    ['a service newer than the list', { eventSource: ['brandnewthing.amazonaws.com'] }],
    ['a star where text may hold one', { requestParameters: { cidrIp: ['*'], policy: ['s3:*'] } }],
    ['truth values', { readOnly: [false], managementEvent: [true] }],
    ['an error of an API call', { eventName: ['CreateUser'], errorCode: ['AccessDenied'] }],
    ['a sign-in without an error', { eventName: ['ConsoleLogin'], errorCode: [{ exists: false }] }],
    ['a field that CloudTrail may add', { userIdentity: { deviceTrustScore: ['high'] } }],
    ['a field of the additional data', { additionalEventData: { SignatureVersion: ['SigV4'] } }],
    ['regions of all partitions', { awsRegion: ['us-gov-west-1', 'cn-north-1', 'ap-southeast-7'] }],
  ])('%s', (_, when) => {
    expect(said(when)).toEqual([]);
  });
});

test('no built-in rule, as it stands, is taken for a dead one', () => {
  const doubted = RULES.filter(({ on }) => on === undefined).filter(({ when }) => said(when).length > 0);
  expect(doubted.map(({ id }) => id)).toEqual([]);
});

test('exceptions and the fields of windows are looked at, too', () => {
  const lines = deadPatternLines(
    {
      own: [
        {
          id: 'many',
          title: 'Many',
          severity: 'low',
          when: { eventName: ['CreateUser'] },
          window: { by: ['userIdentity.username'], minutes: 5, count: 3 },
        },
      ],
      rules: { iam: { except: { userIdentity: { type: ['assumedRole'] } } } },
    },
    'en',
  );
  expect(lines).toEqual([
    'own many: window can never match: no record has a field `userIdentity.username`; did you mean `userIdentity.userName`?',
    expect.stringContaining(
      'rules iam: except can never match: `userIdentity.type` is never "assumedRole"; did you mean "AssumedRole"?',
    ),
  ]);
});
