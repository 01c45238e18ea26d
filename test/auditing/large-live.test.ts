/** A large account: few requests, throttling survived, and the same verdicts. */
import { expect, test } from 'vitest';
import { AwsFault } from '../../sandbox/account/service.ts';
import { HOME } from '../../sandbox/scripted/good.ts';
import { audited } from '../helpers/audit/audited.ts';
import type { TestAccount } from '../helpers/records/account.ts';

const REGIONS = [
  ...[HOME, 'us-east-2', 'us-west-1', 'us-west-2', 'ca-central-1', 'sa-east-1'],
  ...['eu-central-1', 'eu-west-1', 'eu-west-2', 'eu-west-3', 'eu-north-1'],
  ...['ap-south-1', 'ap-northeast-1', 'ap-northeast-2', 'ap-northeast-3', 'ap-southeast-1', 'ap-southeast-2'],
];
const [ALARMS, TOPICS, RULES, USERS] = [2_000, 500, 200, 1_500];

function crowd(account: TestAccount): void {
  const topics = Array.from({ length: TOPICS }, (_, at) => account.sns.create(`team-${at}`));
  for (let at = 0; at < ALARMS; at += 1) {
    account.cloudwatch.putAlarm({
      ...{ AlarmName: `cpu-${at}`, Namespace: 'AWS/EC2', MetricName: 'CPUUtilization', Statistic: 'Average' },
      ...{ Period: 300, EvaluationPeriods: 3, Threshold: 90, ComparisonOperator: 'GreaterThanThreshold' },
      AlarmActions: [topics[at % TOPICS] ?? ''],
    });
  }
  const { credentials } = account.identity;
  const alice = credentials.users.get('alice');
  // A device in a hundred is a passkey.
  for (let at = 0; alice !== undefined && at < USERS; at += 1) {
    const device = at % 100 === 0 ? `arn:aws:iam::111122223333:u2f/user/u${at}/key` : credentials.virtual(`u${at}`);
    credentials.users.set(`u${at}`, { ...alice, devices: [device] });
  }
  for (const region of REGIONS) {
    for (let at = 0; at < RULES; at += 1)
      account.events.putRule(`rule-${at}`, { EventPattern: { source: [`acme.service-${at}`] }, Targets: [] }, region);
    account.guardduty.detectorsIn(region).set('d1', 'ENABLED');
  }
}

const passed = (verdicts: ReadonlyMap<string, { readonly result: string }>) =>
  [...verdicts.values()].every(({ result }) => result === 'pass');

test('2,000 alarms, 500 topics, 3,400 rules and 1,500 users in 17 regions', async () => {
  const { verdicts, account } = await audited(crowd, { regions: REGIONS });
  const before = process.memoryUsage().heapUsed;
  expect(passed(await verdicts())).toBe(true);
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(200 * 1_048_576);
  const counts = new Map<string, number>();
  for (const { action } of account.calls) counts.set(action, (counts.get(action) ?? 0) + 1);
  expect(Object.fromEntries(counts)).toEqual({
    DescribeTrails: 17,
    GetTelemetryEvaluationStatus: 17,
    GetTrailStatus: 1,
    GetEventSelectors: 1,
    LookupEvents: 1,
    FilterLogEvents: 1,
    ListObjectsV2: 1,
    GetObject: 1,
    ListBuckets: 1,
    GetAccountPublicAccessBlock: 1,
    GetPublicAccessBlock: 1,
    GetBucketPolicyStatus: 1,
    GetBucketPolicy: 1,
    GetBucketAcl: 1,
    GetBucketVersioning: 1,
    GetObjectLockConfiguration: 1,
    GetBucketLifecycleConfiguration: 1,
    DescribeMetricFilters: 17,
    // 2,016 alarms of the home region, 100 a page.
    DescribeAlarms: 16 + 21,
    ListAlarmMuteRules: 1,
    // 200 rules a region, 50 a page.
    ListRules: 17 * 4,
    DescribeSubscriptionFilters: 1,
    // No role is there: one page.
    GetAccountAuthorizationDetails: 1,
    GetTopicAttributes: 1,
    ListSubscriptionsByTopic: 1,
    GetSubscriptionAttributes: 2,
    GenerateCredentialReport: 2,
    GetCredentialReport: 1,
    GetAccountSummary: 1,
    GetAccountPasswordPolicy: 1,
    ListOrganizationsFeatures: 1,
    // 1,000 a page.
    ListVirtualMFADevices: 2,
    ListMFADevices: 15,
    GetConsoleAuthorizationConfiguration: 1,
    GetResourcePolicy: 1,
    ListInstances: 17,
    ListDetectors: 17,
    GetDetector: 17,
  });
});

test('what AWS throttles is asked again', async () => {
  const slower = (_: string, __: string, count: number) =>
    count <= 4 ? new AwsFault('ThrottlingException', 'Rate exceeded', { queryCode: 'Throttling' }) : undefined;
  const { verdicts, waits } = await audited(undefined, { trouble: slower });
  expect(passed(await verdicts())).toBe(true);
  expect(waits.length).toBeGreaterThan(3);
});

test('what AWS throttles for ever is unknown, and no permission is blamed', async () => {
  const never = (_: string, action: string) =>
    action === 'ListRules' || action === 'DescribeMetricFilters'
      ? new AwsFault('ThrottlingException', 'Rate exceeded')
      : undefined;
  const { verdicts, waits } = await audited(undefined, { trouble: never });
  const found = (await verdicts()).get('CloudWatch.3');
  expect(found).toMatchObject({ result: 'unknown', missing: [], todo: [{ en: 'Run the audit again.' }] });
  expect(waits.slice(0, 1)).toEqual([1_000]);
  expect(Math.max(...waits)).toBe(8_000);
});
