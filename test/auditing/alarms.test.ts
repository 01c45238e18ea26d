/** Alarms: metric math, rules of composite alarms, and whether one event is enough. */
import { describe, expect, test } from 'vitest';
import { ruleHolds } from '../../src/auditing/alarms/composite.ts';
import { evaluateMath } from '../../src/auditing/alarms/math.ts';
import { type Counted, raisedBy, watches } from '../../src/auditing/alarms/one-event.ts';
import { statisticOf } from '../../src/auditing/alarms/statistic.ts';
import type { FilterMetric, MetricAlarm } from '../../src/auditing/snapshot.ts';

describe('metric math', () => {
  const values = new Map<string, number | undefined>([
    ['m1', 1],
    ['m2', 3],
    ['gone', undefined],
  ]);

  test.each<[string, number | undefined]>([
    ['m1', 1],
    ['m1 + m2 * 2', 7],
    ['(m1 + m2) * 2', 8],
    ['m2 - m1 - 1', 1],
    ['-m1', -1],
    ['m1 > 0', 1],
    ['m1 > 0 && m2 < 2', 0],
    ['m1 > 5 OR m2 == 3', 1],
    ['SUM(METRICS())', 4],
    ['SUM([m1, m2])', 4],
    ['SUM(METRICS("m2"))', 3],
    ['MAX([m1, m2])', 3],
    ['MIN(METRICS())', 1],
    ['AVG([m1, m2])', 2],
    ['gone', undefined],
    ['m1 + gone', undefined],
    ['m1 + FILL(gone, 0)', 1],
    ['IF(m1 > 0, m2, 0)', 3],
    ['IF(m1 > 1, m2, 0)', 0],
    ['ABS(m1 - m2) + CEIL(1.2) + FLOOR(1.8)', 5],
  ])('%s is %j', (expression, expected) => {
    expect(evaluateMath(expression, values)).toBe(expected);
  });

  test.each(['', 'm1 +', 'm3', 'METRICS()', 'ANOMALY_DETECTION_BAND(m1, 2)', 'm1 m2', 'SUM(m1', 'SELECT 1', 'm1 # m2'])(
    'refuses %j',
    (expression) => {
      expect(() => evaluateMath(expression, values)).toThrow(SyntaxError);
    },
  );
});

describe('rules of composite alarms', () => {
  const states = (name: string) =>
    new Map([
      ['a', 'ALARM'],
      ['b', 'OK'],
      ['c d', 'ALARM'],
    ]).get(name);

  test.each<[string, boolean]>([
    ['ALARM(a)', true],
    ['ALARM("a")', true],
    ['ALARM("c d")', true],
    ['ALARM(arn:aws:cloudwatch:us-east-1:111122223333:alarm:a)', true],
    ['ALARM(b)', false],
    ['OK(b)', true],
    ['INSUFFICIENT_DATA(a)', false],
    ['ALARM(nobody)', false],
    ['ALARM(a) AND ALARM(b)', false],
    ['ALARM(b) OR ALARM(a)', true],
    ['ALARM(b) OR ALARM(a) AND OK(b)', true],
    ['(ALARM(b) OR ALARM(a)) AND ALARM(b)', false],
    ['NOT ALARM(b)', true],
    ['NOT (ALARM(a) OR ALARM(b))', false],
    ['TRUE', true],
    ['ALARM(a) AND FALSE', false],
  ])('%s is %j', (rule, expected) => {
    expect(ruleHolds(rule, states)).toBe(expected);
  });

  test.each(['', 'a', 'ALARM a', 'ALARM(a', 'ALARM(a) XOR ALARM(b)', 'ALARM(a) OR'])('refuses %j', (rule) => {
    expect(() => ruleHolds(rule, states)).toThrow(SyntaxError);
  });
});

const FILTER: FilterMetric = { namespace: 'Security', name: 'root', value: '1', byDefault: undefined, dimensions: {} };
const counted = (more: Partial<FilterMetric> = {}, value = 1): Counted => ({
  metric: { ...FILTER, ...more },
  value,
  dimensions: {},
});
const METRIC = { namespace: 'Security', name: 'root', dimensions: {}, stat: 'Sum', period: 300 };

function alarm(more: Partial<MetricAlarm> = {}, metric: Partial<typeof METRIC> = {}): MetricAlarm {
  return {
    ...{ kind: 'metric', name: 'root', arn: '', hasActions: true, state: 'OK', definition: {} },
    ...{ actions: [], otherActions: [] },
    queries: [{ id: '', isResult: true, expression: undefined, metric: { ...METRIC, ...metric } }],
    ...{
      threshold: 1,
      comparison: 'GreaterThanOrEqualToThreshold',
      periods: 1,
      datapoints: 1,
      missing: 'notBreaching',
    },
    ...more,
  };
}

describe('the statistic of one event', () => {
  test.each<[string, number, number | undefined, number | undefined]>([
    ['Sum', 300, undefined, 1],
    ['Sum', 300, 0, 1],
    ['SampleCount', 300, undefined, 1],
    ['SampleCount', 300, 0, 5],
    ['Average', 300, undefined, 1],
    ['Average', 300, 0, 0.2],
    ['Average', 60, 0, 1],
    ['Maximum', 300, 0, 1],
    ['Minimum', 300, undefined, 1],
    ['Minimum', 300, 0, 0],
    ['p99', 300, undefined, 1],
    ['p99', 300, 0, undefined],
    ['nonsense', 300, undefined, undefined],
  ])('%s over %d s, default %j: %j', (stat, period, byDefault, expected) => {
    expect(statisticOf({ ...METRIC, stat, period }, 1, { ...FILTER, byDefault })).toBe(expected);
  });
});

test('several events within a minute', () => {
  const five: Counted = { ...counted(), times: 5 };
  expect(raisedBy(alarm({ threshold: 5 }), five)).toEqual({ minutes: 5 });
  expect(raisedBy(alarm({ threshold: 6 }), five)).toMatchObject({ kind: 'below-threshold', value: 5, events: 5 });
  expect(statisticOf({ ...METRIC, stat: 'SampleCount' }, 1, { ...FILTER, byDefault: 0 }, 5)).toBe(9);
  expect(statisticOf({ ...METRIC, stat: 'Average' }, 1, FILTER, 5)).toBe(1);
});

describe('one event', () => {
  test.each<[string, MetricAlarm, Counted, object]>([
    ['is enough', alarm(), counted(), { minutes: 5 }],
    ['is enough for a period of a minute', alarm({}, { period: 60 }), counted(), { minutes: 1 }],
    ['of a value that is too small', alarm({ threshold: 2 }), counted(), { kind: 'below-threshold', value: 1 }],
    ['of a value that is large', alarm({ threshold: 2 }), counted({}, 5), { minutes: 5 }],
    ['below a threshold', alarm({ comparison: 'LessThanThreshold' }), counted(), { kind: 'below-threshold' }],
    ['of two datapoints', alarm({ datapoints: 2, periods: 2 }), counted(), { kind: 'too-few-datapoints', needed: 2 }],
    [
      'of two datapoints with missing ones between',
      alarm({ datapoints: 2, periods: 2, missing: 'missing' }),
      counted(),
      { minutes: 10 },
    ],
    [
      'of two datapoints with zeros between',
      alarm({ datapoints: 2, periods: 2, missing: 'missing' }),
      counted({ byDefault: 0 }),
      { kind: 'too-few-datapoints' },
    ],
    [
      'of many datapoints, too late',
      alarm({ datapoints: 13, periods: 13, missing: 'ignore' }),
      counted(),
      { kind: 'too-late', minutes: 65 },
    ],
    ['with missing data breaching', alarm({ missing: 'breaching' }), counted(), { kind: 'always-alarm' }],
    [
      'with missing data breaching that never misses',
      alarm({ missing: 'breaching' }),
      counted({ byDefault: 0 }),
      { minutes: 5 },
    ],
    ['ignored in ALARM', alarm({ missing: 'ignore', state: 'ALARM' }), counted(), { kind: 'stuck' }],
    ['ignored in OK', alarm({ missing: 'ignore' }), counted(), { minutes: 5 }],
    ['against a band', alarm({ threshold: undefined }), counted(), { kind: 'not-evaluated' }],
  ])('%s', (_, of, by, expected) => {
    expect(raisedBy(of, by)).toMatchObject(expected);
  });

  test('is of one metric: namespace, name and dimensions, letter by letter', () => {
    expect(watches(alarm(), counted())).toBe(true);
    for (const other of [{ name: 'Root' }, { namespace: 'security' }, { dimensions: { a: 'b' } }])
      expect(watches(alarm({}, other), counted())).toBe(false);
    expect(watches(alarm({}, { dimensions: { a: 'b' } }), { ...counted(), dimensions: { a: 'b' } })).toBe(true);
    expect(watches(alarm({}, { dimensions: { a: 'c' } }), { ...counted(), dimensions: { a: 'b' } })).toBe(false);
  });
});
