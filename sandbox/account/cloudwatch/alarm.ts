/**
 * An alarm's message to its topic:
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html
 */
import type { Json, JsonObject } from '../../../src/core/event.ts';
import { isObject, listAt, textAt } from '../../../src/core/fields.ts';

/** Display names of regions, as AWS uses them only here. */
const REGION_NAMES: Readonly<Record<string, string>> = {
  'us-east-1': 'US East (N. Virginia)',
  'ap-northeast-1': 'Asia Pacific (Tokyo)',
  'eu-north-1': 'Europe (Stockholm)',
};

export interface AlarmChange {
  readonly before: string;
  readonly after: string;
  readonly reason: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

export function alarmSubject(alarm: JsonObject, { after }: AlarmChange, region: string): string {
  return `${after}: "${textAt(alarm, 'AlarmName')}" in ${REGION_NAMES[region] ?? region}`.slice(0, 99);
}

export function alarmMessage(alarm: JsonObject, change: AlarmChange, region: string): string {
  const at = new Date(change.at).toISOString().replace('Z', '+0000');
  const copy = (...names: readonly string[]) => Object.fromEntries(names.map((name) => [name, alarm[name] ?? null]));
  return JSON.stringify({
    ...copy('AlarmName', 'AlarmDescription'),
    AWSAccountId: textAt(alarm, 'AlarmArn')?.split(':')[4],
    AlarmConfigurationUpdatedTimestamp: at,
    NewStateValue: change.after,
    NewStateReason: change.reason,
    StateChangeTime: at,
    Region: REGION_NAMES[region] ?? region,
    ...copy('AlarmArn'),
    OldStateValue: change.before,
    ...copy('OKActions', 'AlarmActions', 'InsufficientDataActions'),
    Trigger: {
      ...copy('MetricName', 'Namespace', 'Unit', 'Period', 'EvaluationPeriods', 'DatapointsToAlarm'),
      ...copy('ComparisonOperator', 'Threshold'),
      StatisticType: 'Statistic',
      Statistic: textAt(alarm, 'Statistic')?.toUpperCase() ?? null,
      Dimensions: listAt(alarm, 'Dimensions').filter(isObject).map(lowerDimension),
      TreatMissingData: textAt(alarm, 'TreatMissingData') ?? '',
      EvaluateLowSampleCountPercentile: '',
    },
  });
}

const lowerDimension = ({ Name = null, Value = null }: JsonObject): Readonly<Record<string, Json>> => ({
  name: Name,
  value: Value,
});
