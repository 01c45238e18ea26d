/** A region's alarms, metric and composite. */
import type {
  CompositeAlarm as AwsCompositeAlarm,
  MetricAlarm as AwsMetricAlarm,
  Metric,
} from '@aws-sdk/client-cloudwatch';
import type { Alarm, AlarmMetric, CompositeAlarm, MetricAlarm, MetricQuery, Reading } from '../../auditing/snapshot.ts';
import { attemptPages, type Reader } from './attempt.ts';
import { plain } from './plain.ts';

export async function readAlarms(region: string, reader: Reader): Promise<Reading<readonly Alarm[]>> {
  const { DescribeAlarmsCommand } = await import('@aws-sdk/client-cloudwatch');
  return attemptPages<Alarm>('cloudwatch:DescribeAlarms', region, reader, async (token) => {
    const client = await reader.aws.cloudwatch(region);
    const command = new DescribeAlarmsCommand({
      AlarmTypes: ['MetricAlarm', 'CompositeAlarm'],
      MaxRecords: 100,
      NextToken: token,
    });
    const {
      MetricAlarms = [],
      CompositeAlarms = [],
      NextToken,
    } = await client.send(command, {
      abortSignal: reader.signal,
    });
    return [[...MetricAlarms.map(metricAlarm), ...CompositeAlarms.map(compositeAlarm)], NextToken];
  });
}

function metricAlarm(alarm: AwsMetricAlarm): MetricAlarm {
  const { EvaluationPeriods = 1, TreatMissingData } = alarm;
  return {
    ...baseOf(alarm),
    kind: 'metric',
    queries: queriesOf(alarm),
    threshold: alarm.Threshold,
    comparison: alarm.ComparisonOperator ?? '',
    periods: EvaluationPeriods,
    datapoints: alarm.DatapointsToAlarm ?? EvaluationPeriods,
    missing: MISSING.find((one) => one === TreatMissingData) ?? 'missing',
  };
}

const MISSING = ['missing', 'ignore', 'breaching', 'notBreaching'] as const;

const compositeAlarm = (alarm: AwsCompositeAlarm): CompositeAlarm => ({
  ...baseOf(alarm),
  kind: 'composite',
  rule: alarm.AlarmRule ?? '',
  suppressor: alarm.ActionsSuppressor?.replace(/^arn:[^:]*:cloudwatch:[^:]*:\d*:alarm:/, ''),
});

const baseOf = ({
  AlarmName,
  AlarmArn,
  ActionsEnabled,
  AlarmActions = [],
  OKActions = [],
  InsufficientDataActions = [],
  StateValue,
  ...rest
}: AwsMetricAlarm | AwsCompositeAlarm) => ({
  name: AlarmName ?? '',
  arn: AlarmArn ?? '',
  hasActions: ActionsEnabled !== false,
  actions: AlarmActions,
  otherActions: [...OKActions, ...InsufficientDataActions],
  state: StateValue ?? '',
  definition: definitionOf({ AlarmName, ActionsEnabled, AlarmActions, ...rest }),
});

/** Fields of DescribeAlarms that PutMetricAlarm and PutCompositeAlarm take too. */
const SETTINGS = new Set([
  ...['AlarmName', 'AlarmDescription', 'ActionsEnabled', 'OKActions', 'AlarmActions', 'InsufficientDataActions'],
  ...['MetricName', 'Namespace', 'Statistic', 'ExtendedStatistic', 'Dimensions', 'Period', 'Unit'],
  ...['EvaluationPeriods', 'DatapointsToAlarm', 'Threshold', 'ComparisonOperator', 'TreatMissingData'],
  ...['EvaluateLowSampleCountPercentile', 'Metrics', 'ThresholdMetricId', 'EvaluationWindow', 'WarmUpConfiguration'],
  ...['ActionConfiguration', 'AlarmRule', 'ActionsSuppressor', 'ActionsSuppressorWaitPeriod'],
  'ActionsSuppressorExtensionPeriod',
]);

const isEmpty = (value: unknown) => value === undefined || (Array.isArray(value) && value.length === 0);

const definitionOf = (alarm: object) =>
  plain(Object.fromEntries(Object.entries(alarm).filter(([key, value]) => SETTINGS.has(key) && !isEmpty(value))));

function queriesOf(alarm: AwsMetricAlarm): readonly MetricQuery[] {
  const { Metrics = [], Period = 60 } = alarm;
  if (Metrics.length === 0) {
    const stat = alarm.Statistic ?? alarm.ExtendedStatistic ?? '';
    return [{ id: '', isResult: true, expression: undefined, metric: metricOf(alarm, stat, Period) }];
  }
  return Metrics.map(({ Id = '', Expression, MetricStat, ReturnData }) => ({
    id: Id,
    isResult: ReturnData !== false,
    expression: Expression,
    metric: MetricStat && metricOf(MetricStat.Metric ?? {}, MetricStat.Stat ?? '', MetricStat.Period ?? 60),
  }));
}

const metricOf = ({ Namespace, MetricName, Dimensions = [] }: Metric, stat: string, period: number): AlarmMetric => ({
  namespace: Namespace ?? '',
  name: MetricName ?? '',
  dimensions: Object.fromEntries(Dimensions.map(({ Name = '', Value = '' }) => [Name, Value])),
  stat,
  period,
});
