/** CloudWatch's actions. */
import type { JsonObject } from '../../../src/core/event.ts';
import { listAt, numberAt, textAt } from '../../../src/core/fields.ts';
import { pageOf } from '../pages.ts';
import type { JsonActions } from '../service.ts';
import type { CloudWatch, HistoryItem } from './cloudwatch.ts';
import { metricData, readMetricData } from './metrics.ts';

export function cloudwatchActions(cloudwatch: CloudWatch): JsonActions {
  const namesOf = (input: JsonObject) => listAt(input, 'AlarmNames').map(String);
  return {
    DescribeAlarms: (input, region) => describe(input, [...cloudwatch.alarmsIn(region).values()]),
    PutCompositeAlarm(input, region) {
      cloudwatch.putComposite(input, region);
      return undefined;
    },
    PutMetricAlarm(input, region) {
      cloudwatch.putAlarm(input, region);
      return undefined;
    },
    DeleteAlarms(input, region) {
      for (const name of namesOf(input)) cloudwatch.alarmsIn(region).delete(name);
      return undefined;
    },
    SetAlarmState(input, region) {
      const [name = '', state = '', reason] = ['AlarmName', 'StateValue', 'StateReason'].map((key) =>
        textAt(input, key),
      );
      cloudwatch.setState(name, state, reason, region);
      return undefined;
    },
    EnableAlarmActions(input, region) {
      cloudwatch.switchActions(namesOf(input), true, region);
      return undefined;
    },
    DisableAlarmActions(input, region) {
      cloudwatch.switchActions(namesOf(input), false, region);
      return undefined;
    },
    GetMetricData: (input, region) => metricData(input, cloudwatch.seenIn(region)),
    DescribeAlarmHistory: (input, region) => history(input, cloudwatch.historyIn(region)),
    PutMetricData(input, region) {
      cloudwatch.dataIn(region).push(...readMetricData(input, cloudwatch.world.now()));
      return undefined;
    },
  };
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html */
function describe(input: JsonObject, all: readonly JsonObject[]): object {
  const names = listAt(input, 'AlarmNames');
  const prefix = textAt(input, 'AlarmNamePrefix') ?? '';
  const state = textAt(input, 'StateValue');
  const found = all.filter((alarm) => {
    const name = textAt(alarm, 'AlarmName') ?? '';
    const isNamed = (names.length === 0 || names.includes(name)) && name.startsWith(prefix);
    return isNamed && (state === undefined || alarm['StateValue'] === state);
  });
  const size = numberAt(input, 'MaxRecords') ?? 50;
  const types = listAt(input, 'AlarmTypes');
  const isComposite = (alarm: JsonObject) => alarm['AlarmRule'] !== undefined;
  // Without types AWS returns metric alarms only.
  const isWanted = (alarm: JsonObject) =>
    types.length === 0 ? !isComposite(alarm) : types.includes(isComposite(alarm) ? 'CompositeAlarm' : 'MetricAlarm');
  const question = [names, prefix, state, types];
  const { items, next } = pageOf(found.filter(isWanted), size, textAt(input, 'NextToken'), question);
  return {
    MetricAlarms: items.filter((alarm) => !isComposite(alarm)),
    CompositeAlarms: items.filter(isComposite),
    NextToken: next,
  };
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarmHistory.html */
function history(input: JsonObject, all: readonly HistoryItem[]): object {
  const [from, name, kind] = [
    numberAt(input, 'StartDate') ?? 0,
    textAt(input, 'AlarmName'),
    textAt(input, 'HistoryItemType'),
  ];
  const types = listAt(input, 'AlarmTypes');
  const found = all.filter(
    (item) =>
      item.at >= from * 1_000 &&
      (name === undefined || item.alarm === name) &&
      (kind === undefined || item.kind === kind) &&
      // Without types AWS returns those of metric alarms only.
      (types.length === 0 ? !item.isComposite : types.includes(item.isComposite ? 'CompositeAlarm' : 'MetricAlarm')),
  );
  const ordered = textAt(input, 'ScanBy') === 'TimestampAscending' ? found : found.toReversed();
  const { items, next } = pageOf(ordered, numberAt(input, 'MaxRecords') ?? 100, textAt(input, 'NextToken'), [
    from,
    name,
  ]);
  const AlarmHistoryItems = items.map((item) => ({
    AlarmName: item.alarm,
    AlarmType: item.isComposite ? 'CompositeAlarm' : 'MetricAlarm',
    Timestamp: item.at / 1_000,
    HistoryItemType: item.kind,
    HistorySummary: item.summary,
  }));
  return { AlarmHistoryItems, NextToken: next };
}
