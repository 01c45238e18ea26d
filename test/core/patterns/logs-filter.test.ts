import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../src/core/event.ts';
import { parseLogsFilter } from '../../../src/core/patterns/logs-filter.ts';

const login: JsonObject = {
  eventName: 'ConsoleLogin',
  eventSource: 'signin.amazonaws.com',
  userIdentity: { type: 'IAMUser', userName: 'alice' },
  responseElements: { ConsoleLogin: 'Success' },
  additionalEventData: { MFAUsed: 'No' },
  readOnly: false,
  errorCode: null,
  count: 5,
  list: ['a', { b: 'c' }],
  'dotted.key': 'x',
};

test.each<[string, boolean]>([
  ['{ $.eventName = "ConsoleLogin" }', true],
  ['{ $.eventName = ConsoleLogin }', true],
  ['{ $.eventName = consolelogin }', false],
  ['{$.eventName="Console*"}', true],
  ['{ $.eventName = "*Login" && $.count = 5 }', true],
  ['{ $.eventName != "ConsoleLogin" }', false],
  ['{ $.missing != "x" }', false],
  ['{ $.missing NOT EXISTS }', true],
  ['{ $.userIdentity.userName NOT EXISTS }', false],
  ['{ $.errorCode IS NULL }', true],
  ['{ $.readOnly IS FALSE }', true],
  ['{ $.readOnly IS TRUE }', false],
  ['{ $.count > 4 && $.count <= 5 }', true],
  ['{ $.count < 5 }', false],
  ['{ $.list[0] = "a" }', true],
  ['{ $.list[*].b = "c" }', true],
  ['{ $.list = "a" }', false],
  ['{ $.[\'dotted.key\'] = "x" }', true],
  ['{ $.userIdentity = "*" }', false],
  ['{ $.eventSource = %^signin\\.% }', true],
  ['{ $.eventName = "x" || $.count = 5 && $.readOnly IS FALSE }', true],
  ['{ ($.eventName = "x" || $.count = 5) && $.readOnly IS TRUE }', false],
])('%s is %s', (filter, expected) => {
  expect(parseLogsFilter(filter)(login)).toBe(expected);
});

test.each([
  '',
  '$.a = 1',
  '{ }',
  '{ $.a }',
  '{ $.a = }',
  '{ $.a = 1',
  '{ ($.a = 1 }',
  '{ $.a EXISTS }',
  '{ $.a > "x" }',
  '{ $.a = 1 $.b = 2 }',
  '{ a = 1 }',
])('refuses %j', (filter) => {
  expect(() => parseLogsFilter(filter)).toThrow(SyntaxError);
});

/** As Security Hub checks them: https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html */
const CIS: Readonly<Record<string, string>> = {
  root: '{$.userIdentity.type="Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType !="AwsServiceEvent"}',
  refused: '{($.errorCode="*UnauthorizedOperation") || ($.errorCode="AccessDenied*")}',
  noMfa:
    '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") && ($.userIdentity.type = "IAMUser") && ($.responseElements.ConsoleLogin = "Success") }',
  trail:
    '{($.eventName=CreateTrail) || ($.eventName=UpdateTrail) || ($.eventName=DeleteTrail) || ($.eventName=StartLogging) || ($.eventName=StopLogging)}',
  failed: '{($.eventName=ConsoleLogin) && ($.errorMessage="Failed authentication")}',
  key: '{($.eventSource=kms.amazonaws.com) && (($.eventName=DisableKey) || ($.eventName=ScheduleKeyDeletion))}',
};

describe('the CIS patterns', () => {
  test.each<[string, JsonObject, boolean]>([
    ['root', { userIdentity: { type: 'Root' }, eventType: 'AwsApiCall' }, true],
    ['root', { userIdentity: { type: 'Root', invokedBy: 'x.amazonaws.com' }, eventType: 'AwsApiCall' }, false],
    ['refused', { errorCode: 'Client.UnauthorizedOperation' }, true],
    ['refused', { errorCode: 'AccessDeniedException' }, true],
    ['refused', { errorCode: 'NoSuchBucket' }, false],
    ['noMfa', login, true],
    ['noMfa', { ...login, additionalEventData: { MFAUsed: 'Yes' } }, false],
    ['trail', { eventName: 'StopLogging' }, true],
    ['trail', { eventName: 'GetTrail' }, false],
    ['failed', { eventName: 'ConsoleLogin', errorMessage: 'Failed authentication' }, true],
    ['key', { eventSource: 'kms.amazonaws.com', eventName: 'DisableKey' }, true],
    ['key', { eventSource: 's3.amazonaws.com', eventName: 'DisableKey' }, false],
  ])('%s', (name, record, expected) => {
    expect(parseLogsFilter(CIS[name] ?? '')(record)).toBe(expected);
  });
});
