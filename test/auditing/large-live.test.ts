/** A large account within AWS's rates: few requests, throttling survived, minutes of AWS's time, and the same verdicts. */
import { describe, expect, test } from 'vitest';
import { AwsFault } from '../../sandbox/account/service.ts';
import { auditLarge as auditLargeByProgram } from '../../sandbox/large-audit.ts';
import { requestRates } from '../../sandbox/request-rates.ts';
import { enlarge, LARGE_REGIONS } from '../../sandbox/scripted/large.ts';
import { MINUTE } from '../../src/core/time.ts';
import { audited, NOW } from '../helpers/audit/audited.ts';
import { VirtualClock } from '../helpers/host/virtual-clock.ts';

const failed = (verdicts: ReadonlyMap<string, { readonly result: string }>) =>
  [...verdicts].flatMap(([id, { result }]) => (result === 'pass' ? [] : [`${id} ${result}`]));
const passed = (verdicts: ReadonlyMap<string, { readonly result: string }>) => failed(verdicts).length === 0;

/** What roles with permissions for alarms, topics and rules can do untold. */
const UNTOLD = ['silence.logs fail', 'silence.alarm fail', 'silence.rule fail', 'silence.topic fail'];

/** Requests by action where nothing is throttled, under each service as it is signed. */
const COUNTS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  cloudtrail: { DescribeTrails: 17, GetTrailStatus: 1, GetEventSelectors: 1, LookupEvents: 1 },
  observabilityadmin: { GetTelemetryEvaluationStatus: 17 },
  logs: {
    // 416 filters of the home region, 50 a page.
    DescribeMetricFilters: 16 + 9,
    DescribeSubscriptionFilters: 1,
    FilterLogEvents: 1,
  },
  // 2,016 alarms of the home region, 100 a page.
  monitoring: { DescribeAlarms: 16 + 21, ListAlarmMuteRules: 1 },
  // 202 rules a region, 50 a page, two of them of interest.
  events: { ListRules: 17 * 5, ListTargetsByRule: 17 * 2 },
  // The topics of 400 alarms on errors of applications aren't read.
  sns: { GetTopicAttributes: 1 + 17, ListSubscriptionsByTopic: 1 + 17, GetSubscriptionAttributes: 2 + 2 * 17 },
  iam: {
    // Users, groups, roles and policies, 100 a page.
    GetAccountAuthorizationDetails: 17,
    // 40 roles, a request for each kind of resource.
    SimulatePrincipalPolicy: 141,
    ...{ GenerateCredentialReport: 2, GetCredentialReport: 1, GetAccountSummary: 1, GetAccountPasswordPolicy: 1 },
    // 1,000 a page.
    ListVirtualMFADevices: 2,
    ...{ ListMFADevices: 15, ListOrganizationsFeatures: 1 },
  },
  s3: {
    ...{ ListBuckets: 1, GetAccountPublicAccessBlock: 1, GetPublicAccessBlock: 1, GetBucketPolicyStatus: 1 },
    ...{ GetBucketPolicy: 1, GetBucketAcl: 1, GetBucketVersioning: 1, GetObjectLockConfiguration: 1 },
    ...{ GetBucketLifecycleConfiguration: 1, ListObjectsV2: 1, GetObject: 1 },
  },
  signin: { GetConsoleAuthorizationConfiguration: 1, GetResourcePolicy: 1 },
  sso: { ListInstances: 17 },
  guardduty: { ListDetectors: 17, GetDetector: 17 },
};

/** Milliseconds until AWS answers: long lists of IAM's, scans and simulations, and all else. */
const SLOW = /^(?:FilterLogEvents|SimulatePrincipalPolicy|LookupEvents)$/;
const latencyOf = (action: string) =>
  action === 'GetAccountAuthorizationDetails' ? 2_000 : SLOW.test(action) ? 600 : 150;

describe('2,000 alarms, 500 topics, 400 metric filters, 3,400 rules, 1,500 users and 1,000 roles in 17 regions', () => {
  /** Time passes by AWS's answers and by waits alone. `share`: what others leave of each rate. */
  async function auditLarge(share: number) {
    const clock = new VirtualClock(NOW);
    const { trouble, throttled } = requestRates(clock.now, share);
    const latency = ({ action }: { readonly action: string }) => clock.pause(latencyOf(action));
    const { verdicts, account } = await audited(enlarge, { regions: LARGE_REGIONS, clock, trouble, latency });
    expect(failed(await verdicts())).toEqual(UNTOLD);
    const counts: Record<string, Record<string, number>> = {};
    for (const { service, action } of account.calls) {
      counts[service] ??= {};
      counts[service][action] = (counts[service][action] ?? 0) + 1;
    }
    return { counts, throttled, took: clock.now() - NOW };
  }

  test('alone it is hardly throttled, and reads each list once in less than two minutes', async () => {
    const { counts, throttled, took } = await auditLarge(1);
    for (const of of Object.values(counts))
      for (const action of Object.keys(of)) of[action] = (of[action] ?? 0) - (throttled.get(action) ?? 0);
    expect(counts).toEqual(COUNTS);
    expect([...throttled.values()].reduce((sum, one) => sum + one, 0)).toBeLessThan(10);
    expect(took).toBeLessThan(2 * MINUTE);
  });

  test('beside others who take half of each rate it takes less than three minutes, and half as many requests more', async () => {
    const { counts, throttled, took } = await auditLarge(1 / 2);
    const sum = (of: Readonly<Record<string, number>> = {}) => Object.values(of).reduce((all, one) => all + one, 0);
    for (const [service, of] of Object.entries(COUNTS))
      expect(sum(counts[service]), service).toBeLessThanOrEqual(Math.ceil(1.5 * sum(of)));
    expect(throttled.size).toBeGreaterThan(0);
    expect(took).toBeLessThan(3 * MINUTE);
  });

  test('its process needs at most 200 MiB', async () => {
    const { peak, status, stdout } = await auditLargeByProgram();
    const { checks }: { readonly checks: readonly { readonly id: string; readonly result: string }[] } =
      JSON.parse(stdout);
    const silence = checks.filter(({ id, result }) => id.startsWith('silence.') && result !== 'pass');
    expect([status, silence.map(({ id, result }) => `${id} ${result}`)]).toEqual([1, UNTOLD]);
    expect(peak).toBeLessThanOrEqual(200);
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
