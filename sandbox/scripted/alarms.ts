/** Accounts that are good but for one filter, metric or alarm. */
import { GROUP, HOME, putAlarm, putFilter } from './good.ts';
import { ACCOUNT, type Change, composite, mathAlarm, mute, patternOf } from './steps.ts';

export const ALARM_BREAKS: Readonly<Record<string, Change>> = {
  'filter on another log group': (account) => {
    account.logs.create('app-logs');
    account.logs.group(GROUP).metricFilters.delete('CloudWatch.3');
    putFilter(account, 'CloudWatch.3', { group: 'app-logs' });
  },
  'no filter at all': (account) => void account.logs.group(GROUP).metricFilters.delete('CloudWatch.9'),
  'filter without an alarm': (account) => void account.cloudwatch.alarmsIn(HOME).delete('CloudWatch.3'),
  'metric name differs by case': (account, topic) =>
    putAlarm(account, 'CloudWatch.3', topic, { MetricName: 'cloudwatch.3' }),
  'metric in another namespace': (account, topic) =>
    putAlarm(account, 'CloudWatch.3', topic, { Namespace: 'CISBenchmark' }),
  'alarm with a dimension': (account, topic) =>
    putAlarm(account, 'CloudWatch.3', topic, { Dimensions: [{ Name: 'Account', Value: ACCOUNT }] }),
  'alarm in another region': (account, topic) => {
    account.cloudwatch.alarmsIn(HOME).delete('CloudWatch.3');
    putAlarm(account, 'CloudWatch.3', topic, {}, 'eu-north-1');
  },
  'alarm needs 240 datapoints': (account, topic) =>
    putAlarm(account, 'CloudWatch.3', topic, { EvaluationPeriods: 240, DatapointsToAlarm: 240 }),
  'alarm needs 240 datapoints, missing ones ignored': (account, topic) =>
    putAlarm(account, 'CloudWatch.3', topic, {
      EvaluationPeriods: 240,
      DatapointsToAlarm: 240,
      TreatMissingData: 'missing',
    }),
  'threshold above one event': (account, topic) => putAlarm(account, 'CloudWatch.3', topic, { Threshold: 5 }),
  'threshold of four failures': (account, topic) => putAlarm(account, 'CloudWatch.6', topic, { Threshold: 4 }),
  'more than one event': (account, topic) =>
    putAlarm(account, 'CloudWatch.3', topic, { ComparisonOperator: 'GreaterThanThreshold' }),
  'average over zeros': (account, topic) => {
    putFilter(account, 'CloudWatch.3', { metric: { defaultValue: 0 } });
    putAlarm(account, 'CloudWatch.3', topic, { Statistic: 'Average' });
  },
  'alarm that is always in ALARM': (account, topic) =>
    putAlarm(account, 'CloudWatch.3', topic, { TreatMissingData: 'breaching' }),
  'alarm stuck in ALARM': (account, topic) => {
    putAlarm(account, 'CloudWatch.3', topic, { TreatMissingData: 'ignore' });
    account.cloudwatch.setState('CloudWatch.3', 'ALARM');
  },
  'math that needs another metric': (account, topic) => mathAlarm(account, topic, 'm1 + m2'),
  'actions disabled': (account, topic) => putAlarm(account, 'CloudWatch.3', topic, { ActionsEnabled: false }),
  'no action for ALARM': (account, topic) =>
    putAlarm(account, 'CloudWatch.3', topic, { AlarmActions: [], OKActions: [topic] }),
  'filter that matches too little by one clause': (account) => {
    const [name, lacking] = ['CloudWatch.4', ' || ($.eventName=DetachGroupPolicy)'];
    putFilter(account, name, { pattern: patternOf(name).replace(lacking, '') });
  },
  'filter for one region': (account) =>
    putFilter(account, 'CloudWatch.3', {
      pattern: patternOf('CloudWatch.3').replace(/ }$/, ` && ($.awsRegion = "${HOME}") }`),
    }),
  'alarm that is muted now': (account) => mute(account, 'CloudWatch.3', 'at(2026-11-29T20:00)', 'Asia/Tokyo'),
  'alarm that is muted now, each Sunday': (account) => mute(account, 'CloudWatch.3', 'cron(30 11 * * SUN)'),
  'alarm that is muted now, among others and until a day': (account) =>
    mute(account, 'CloudWatch.3', 'cron(30 11 * * SUN)', 'UTC', {
      Description: 'the weekly rehearsal',
      MuteTargets: { AlarmNames: ['cpu', 'CloudWatch.3'] },
      ExpireDate: Date.UTC(2030, 0, 1) / 1_000,
    }),
  'composite alarm that is muted': (account, topic) => {
    composite(account, topic, { AlarmRule: 'ALARM("CloudWatch.3")' });
    mute(account, 'sign-in-trouble', 'cron(0 8-17 * * *)');
  },
  'composite alarm that needs another': (account, topic) =>
    composite(account, topic, { AlarmRule: 'ALARM("CloudWatch.3") AND ALARM("CloudWatch.6")' }),
  'composite alarm that is suppressed': (account, topic) => {
    putAlarm(account, 'maintenance', topic, {
      MetricName: 'maintenance',
      AlarmActions: [],
      // Else the state that was set would be gone within a minute.
      TreatMissingData: 'ignore',
    });
    account.cloudwatch.setState('maintenance', 'ALARM');
    composite(account, topic, { AlarmRule: 'ALARM("CloudWatch.3")', ActionsSuppressor: 'maintenance' });
  },
};
