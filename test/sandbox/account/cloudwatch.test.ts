import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  DisableAlarmActionsCommand,
  EnableAlarmActionsCommand,
  GetMetricDataCommand,
  PutMetricAlarmCommand,
  SetAlarmStateCommand,
} from '@aws-sdk/client-cloudwatch';
import { expect, test } from 'vitest';
import { testAccount } from '../../helpers/records/account.ts';

const NOON = Date.UTC(2026, 10, 19, 12);

async function alarms() {
  const account = await testAccount({ now: () => NOON });
  const topic = account.sns.create('alarms');
  const client = new CloudWatchClient(account.client());
  const put = (AlarmName: string, more = {}) =>
    client.send(
      new PutMetricAlarmCommand({
        AlarmName,
        Namespace: 'Acme',
        MetricName: 'Logins',
        Statistic: 'Sum',
        Period: 300,
        EvaluationPeriods: 1,
        Threshold: 1,
        ComparisonOperator: 'GreaterThanOrEqualToThreshold',
        AlarmActions: [topic],
        ...more,
      }),
    );
  const state = (StateValue: 'ALARM' | 'OK') =>
    client.send(new SetAlarmStateCommand({ AlarmName: 'logins', StateValue, StateReason: 'because' }));
  return { account, client, put, state };
}

test('an alarm that goes off tells its topic, unless its actions are switched off', async () => {
  const { account, client, put, state } = await alarms();
  await put('logins');
  await state('ALARM');
  expect(account.sns.published).toMatchObject([{ subject: 'ALARM: "logins" in US East (N. Virginia)' }]);
  expect(JSON.parse(account.sns.published[0]?.message ?? '')).toMatchObject({
    AlarmName: 'logins',
    AWSAccountId: '111122223333',
    AlarmArn: 'arn:aws:cloudwatch:us-east-1:111122223333:alarm:logins',
    OldStateValue: 'INSUFFICIENT_DATA',
    NewStateValue: 'ALARM',
    NewStateReason: 'because',
    StateChangeTime: '2026-11-19T12:00:00.000+0000',
    Trigger: { MetricName: 'Logins', Namespace: 'Acme', Period: 300, Statistic: 'SUM' },
  });
  await state('ALARM');
  await state('OK');
  await client.send(new DisableAlarmActionsCommand({ AlarmNames: ['logins', 'nobody'] }));
  await state('ALARM');
  expect(account.sns.published).toHaveLength(1);
  await state('OK');
  await client.send(new EnableAlarmActionsCommand({ AlarmNames: ['logins'] }));
  await state('ALARM');
  expect(account.sns.published).toHaveLength(2);
});

test('describes alarms by name, prefix and page', async () => {
  const { client, put } = await alarms();
  for (const name of ['acme-a', 'acme-b', 'acme-c', 'other']) await put(name);
  const describe = (input: object) => client.send(new DescribeAlarmsCommand(input));
  const first = await describe({ AlarmNamePrefix: 'acme-', MaxRecords: 2 });
  const second = await describe({ AlarmNamePrefix: 'acme-', MaxRecords: 2, NextToken: first.NextToken });
  expect([first, second].map(({ MetricAlarms }) => MetricAlarms?.length)).toEqual([2, 1]);
  expect(second.NextToken).toBeUndefined();
  expect((await describe({ AlarmNames: ['other', 'nobody'] })).MetricAlarms).toMatchObject([
    {
      AlarmName: 'other',
      ActionsEnabled: true,
      StateValue: 'INSUFFICIENT_DATA',
      StateUpdatedTimestamp: new Date(NOON),
      Period: 300,
    },
  ]);
  await expect(put('x', { ComparisonOperator: undefined })).rejects.toMatchObject({ name: 'ValidationException' });
});

test('adds numbers up by period, of the same dimensions only', async () => {
  const { account, client } = await alarms();
  const datum = { namespace: 'LoginWatch', name: 'Records', dimensions: { Name: 'acme' } };
  for (const [minute, value] of [
    [10, 2],
    [11, 3],
    [15, 4],
    [20, 5],
  ] as const)
    account.cloudwatch.putData({ ...datum, value, at: NOON + minute * 60_000 });
  account.cloudwatch.putData({ ...datum, dimensions: { Name: 'other' }, value: 9, at: NOON + 600_000 });
  const Metric = { Namespace: 'LoginWatch', MetricName: 'Records', Dimensions: [{ Name: 'Name', Value: 'acme' }] };
  const input = {
    StartTime: new Date(NOON),
    EndTime: new Date(NOON + 20 * 60_000),
    MetricDataQueries: [{ Id: 'records', MetricStat: { Metric, Period: 300, Stat: 'Sum' } }],
  };
  expect((await client.send(new GetMetricDataCommand(input))).MetricDataResults).toEqual([
    {
      Id: 'records',
      Label: 'Records',
      StatusCode: 'Complete',
      Timestamps: [new Date(NOON + 900_000), new Date(NOON + 600_000)],
      Values: [4, 5],
    },
  ]);
});
