import { expect, test } from 'vitest';
import { startAccount } from '../../../sandbox/account/account.ts';
import type { JsonObject } from '../../../src/core/event.ts';
import { testAccount } from '../../helpers/records/account.ts';

const FUNCTION = 'arn:aws:lambda:us-east-1:111122223333:function:watcher';

async function accountWith(rule: JsonObject, region = 'us-east-1') {
  const account = await testAccount();
  account.lambda.create('watcher');
  const arn = account.events.putRule('watch', { Targets: [{ Arn: FUNCTION }], ...rule }, region);
  const told = () => account.lambda.invocations.map(({ payload }) => JSON.parse(payload).detail.eventName);
  return { account, arn, told };
}

const call = (eventName: string, more: JsonObject = {}): JsonObject => ({
  eventSource: 'ec2.amazonaws.com',
  eventType: 'AwsApiCall',
  awsRegion: 'us-east-1',
  eventName,
  readOnly: false,
  ...more,
});

test('a rule invokes what it matches, in its region, if the function lets it', async () => {
  const { account, arn, told } = await accountWith({ EventPattern: { detail: { eventName: ['RunInstances'] } } });
  account.events.record(call('RunInstances'));
  await account.settled();
  expect(told()).toEqual([]);

  account.lambda.permissions.push({ functionName: 'watcher', sourceArn: arn });
  account.events.record(call('RunInstances'));
  account.events.record(call('StopInstances'));
  account.events.record(call('RunInstances', { awsRegion: 'eu-north-1' }));
  await account.settled();
  expect(told()).toEqual(['RunInstances']);
});

test.each([
  ['DISABLED', []],
  ['ENABLED', ['RunInstances']],
  ['ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS', ['RunInstances', 'DescribeInstances']],
])('a rule that is %s is told of %j', async (State, expected) => {
  const { account, arn, told } = await accountWith({ State, EventPattern: { source: ['aws.ec2'] } });
  account.lambda.permissions.push({ functionName: 'watcher', sourceArn: arn });
  account.events.record(call('RunInstances'));
  account.events.record(call('DescribeInstances', { readOnly: true }));
  await account.settled();
  expect(told()).toEqual(expected);
});

test('an event goes to the bus of another region as it was', async () => {
  const { account, arn, told } = await accountWith({ EventPattern: { region: ['eu-north-1'] } });
  account.lambda.permissions.push({ functionName: 'watcher', sourceArn: arn });
  const home = 'arn:aws:events:us-east-1:111122223333:event-bus/default';
  const forward = (RoleArn?: string) =>
    account.events.putRule(
      'forward',
      { EventPattern: { source: ['aws.ec2'] }, Targets: [{ Arn: home, ...(RoleArn && { RoleArn }) }] },
      'eu-north-1',
    );
  const record = async () => {
    account.events.record(call('RunInstances', { awsRegion: 'eu-north-1' }));
    await account.settled();
    return told();
  };
  forward();
  expect(await record(), 'without a role').toEqual([]);
  forward('arn:aws:iam::111122223333:role/forward');
  expect(await record(), 'with a role that is not there').toEqual([]);
  const allow = (more: object) => ({ Statement: [{ Effect: 'Allow', ...more }] });
  account.identity.documents.all.set('forward', {
    trust: allow({ Principal: { Service: 'events.amazonaws.com' }, Action: 'sts:AssumeRole' }),
    inline: { put: allow({ Action: 'events:PutEvents', Resource: home }) },
  });
  expect(await record()).toEqual(['RunInstances']);
});

test('a schedule strikes in its zone, on its days; it switches alarms, or invokes with the moment it was for', async () => {
  let now = Date.parse('2026-11-20T18:00:20+09:00');
  const account = await startAccount({ now: () => now });
  try {
    account.lambda.create('watcher');
    account.cloudwatch.putAlarm({ AlarmName: 'a', ComparisonOperator: 'GreaterThanThreshold', EvaluationPeriods: 1 });
    const times = { ScheduleExpression: 'cron(0 18 ? * MON,FRI *)', ScheduleExpressionTimezone: 'Asia/Tokyo' };
    const Input = '{"at":"<aws.scheduler.scheduled-time>"}';
    account.scheduler.schedules.set('call', { ...times, Target: { Arn: FUNCTION, Input } });
    const Arn = 'arn:aws:scheduler:::aws-sdk:cloudwatch:disableAlarmActions';
    account.scheduler.schedules.set('quiet', { ...times, Target: { Arn, Input: '{"AlarmNames":["a"]}' } });
    account.scheduler.schedules.set('off', { ...times, State: 'DISABLED', Target: { Arn: FUNCTION } });

    expect(account.scheduler.strike()).toEqual(['call', 'quiet']);
    await account.settled();
    expect(account.lambda.invocations.map(({ payload }) => payload)).toEqual(['{"at":"2026-11-20T09:00:00Z"}']);
    expect(account.cloudwatch.alarm('a')?.['ActionsEnabled']).toBe(false);
    for (const later of ['2026-11-20T18:01:00+09:00', '2026-11-21T18:00:00+09:00', '2026-11-20T18:00:00Z']) {
      now = Date.parse(later);
      expect(account.scheduler.strike()).toEqual([]);
    }
  } finally {
    await account.close();
  }
});
