import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../src/core/event.ts';
import { textAt } from '../../src/core/fields.ts';
import { activate } from '../../src/core/inspection/activate.ts';
import { parsePattern } from '../../src/core/patterns/pattern.ts';
import type { Rule } from '../../src/core/rule.ts';
import { DEFAULT_SETTINGS } from '../../src/core/settings.ts';
import { RULES } from '../../src/rules/index.ts';
import { type LookupQuery, notInLookup, planLookup, queriesOf } from '../../src/selection/lookup-plan.ts';
import { rule } from '../helpers/records/rule.ts';
import { publicRecords, recordsOf, SIGN_IN_RECORDS } from '../helpers/shared.ts';

const told = (rules: readonly Rule[]) =>
  queriesOf(planLookup(rules)).map(({ attribute }) => [attribute?.key ?? '*', attribute?.value ?? ''].join(' ').trim());

describe('planLookup', () => {
  test('the default rules of replay ask a few quiet questions', () => {
    const rules = activate(
      RULES.filter(({ theme }) => theme === 'signin' || theme === 'root'),
      DEFAULT_SETTINGS,
    );
    expect(told(rules.map((active) => active.rule))).toEqual([
      'EventName AssumeRoot',
      'EventSource account.amazonaws.com',
      'EventSource signin.amazonaws.com',
      'EventSource sso-directory.amazonaws.com',
      'EventSource sso.amazonaws.com',
      'Username root',
    ]);
  });

  test.each<[string, Partial<Rule>, string[]]>([
    [
      'a quiet source as a whole',
      { when: { eventSource: ['sns.amazonaws.com'], eventName: ['DeleteTopic'] } },
      ['EventSource sns.amazonaws.com'],
    ],
    [
      'a loud source by name',
      { when: { eventSource: ['ec2.amazonaws.com'], eventName: ['A', 'B'] } },
      ['EventName A', 'EventName B'],
    ],
    [
      'a loud source without names',
      { when: { eventSource: ['ec2.amazonaws.com'], eventName: [{ prefix: 'A' }] } },
      ['EventSource ec2.amazonaws.com'],
    ],
    ['root anywhere', { when: { userIdentity: { type: ['Root'] } } }, ['Username root']],
    ['root and others', { when: { userIdentity: { type: ['Root', 'IAMUser'] } } }, ['*']],
    ['names of any source', { when: { eventName: ['X'] } }, ['EventName X']],
    ['an operator instead of a source', { when: { eventSource: [{ prefix: 'ec2' }] } }, ['*']],
    [
      'alternatives',
      { when: { $or: [{ eventName: ['X'] }, { eventSource: ['sns.amazonaws.com'] }] } },
      ['EventName X', 'EventSource sns.amazonaws.com'],
    ],
    [
      'an alternative that can not be asked for',
      { when: { $or: [{ eventName: ['X'] }, { errorCode: ['AccessDenied'] }] } },
      ['*'],
    ],
    ['no record at all', { on: { source: ['aws.guardduty'], 'detail-type': ['GuardDuty Finding'] }, when: {} }, []],
  ])('%s', (_, parts, queries) => {
    expect(told([rule(parts)])).toEqual(queries);
  });

  test('a name is not asked for where its whole source is', () => {
    const loud = rule({ when: { eventSource: ['ec2.amazonaws.com'], eventName: ['A'] } });
    const whole = rule({ when: { eventSource: ['ec2.amazonaws.com'] } });
    expect(told([loud, whole])).toEqual(['EventSource ec2.amazonaws.com']);
  });

  test('a name that several sources share is asked for while one of them is not asked for as a whole', () => {
    const shared = rule({ when: { eventSource: ['ec2.amazonaws.com', 's3.amazonaws.com'], eventName: ['A'] } });
    const whole = rule({ when: { eventSource: ['s3.amazonaws.com'] } });
    expect(told([shared, whole])).toEqual(['EventName A', 'EventSource s3.amazonaws.com']);
  });

  test('a rule that needs everything is named, beside what the others would be asked for', () => {
    const iam = RULES.filter(({ theme }) => theme === 'iam');
    const { named, sweepers } = planLookup(iam);
    expect(sweepers).toEqual(['denied-burst']);
    expect(named).toEqual(planLookup(iam.filter(({ id }) => id !== 'denied-burst')).named);
    expect(named.length).toBeGreaterThan(5);
    expect(told(iam)).toEqual(['*']);
  });

  test('denied-burst alone, of all rules, needs everything', () => {
    expect(planLookup(RULES).sweepers).toEqual(['denied-burst']);
  });
});

test('rules about other events than records are named', () => {
  expect(notInLookup(RULES).map(({ id }) => id)).toEqual(['signin-anomaly', 'guardduty-finding']);
});

/** What AWS answers: https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupAttribute.html */
function isReturned(record: JsonObject, { attribute }: LookupQuery): boolean {
  if (attribute === null) return true;
  const userName = textAt(record, 'userIdentity.type') === 'Root' ? 'root' : textAt(record, 'userIdentity.userName');
  const value = {
    EventSource: textAt(record, 'eventSource'),
    EventName: textAt(record, 'eventName'),
    Username: userName,
    EventId: textAt(record, 'eventID'),
    AccessKeyId: textAt(record, 'userIdentity.accessKeyId'),
  }[attribute.key];
  return value === attribute.value;
}

test('nothing is lost: what a rule could hit, one of the queries returns', () => {
  const records = [...recordsOf(SIGN_IN_RECORDS), ...publicRecords()];
  const matchers = RULES.filter(({ on }) => on === undefined).map((one) => ({ one, matches: parsePattern(one.when) }));
  const withMatch = records.flatMap((record) => {
    const rules = matchers.filter(({ matches }) => matches(record)).map(({ one }) => one);
    return rules.length > 0 ? [{ record, rules }] : [];
  });
  fc.assert(
    fc.property(fc.subarray([...RULES]), (rules) => {
      const plan = queriesOf(planLookup(rules));
      const lost = withMatch.filter(
        ({ record, rules: matching }) =>
          matching.some((one) => rules.includes(one)) && !plan.some((query) => isReturned(record, query)),
      );
      expect(lost.map(({ record }) => [record['eventSource'], record['eventName'], record['awsRegion']])).toEqual([]);
    }),
    { numRuns: 200 },
  );
});
