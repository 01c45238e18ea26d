/** AWS's limits on requests by the second, as token buckets: what comes faster is throttled. */
import type { FaultInjector } from './account/router.ts';
import { AwsFault } from './account/service.ts';

interface Rate {
  /** As in the signature. */
  readonly service: string;
  readonly actions: RegExp;
  /** Requests a second, of all these actions together; the bucket holds as many. */
  readonly perSecond: number;
  /** Each action has a bucket of its own. */
  readonly isEach?: boolean;
}

/**
 * The first that fits counts. Of an account in a region; IAM and Organizations have one bucket for all regions.
 * - CloudTrail: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/WhatIsCloudTrail-Limits.html
 * - CloudWatch: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_limits.html
 * - CloudWatch Logs: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html
 * - EventBridge: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html
 * - SNS: https://docs.aws.amazon.com/sns/latest/api/API_ListSubscriptionsByTopic.html
 * - Lambda: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 *
 * AWS says no numbers for mute rules, IAM, GuardDuty, Organizations and S3's buckets: theirs are made up, and low.
 */
const RATES: readonly Rate[] = [
  { service: 'cloudtrail', actions: /^LookupEvents$/, perSecond: 2 },
  { service: 'cloudtrail', actions: /^(?:Get|Describe|List)/, perSecond: 10, isEach: true },
  { service: 'monitoring', actions: /^DescribeAlarms$/, perSecond: 9 },
  { service: 'monitoring', actions: /MuteRules?$/, perSecond: 3, isEach: true },
  { service: 'logs', actions: /^(?:Describe|FilterLogEvents)/, perSecond: 5, isEach: true },
  { service: 'events', actions: /./, perSecond: 50 },
  { service: 'sns', actions: /^(?:Get|List)/, perSecond: 30, isEach: true },
  { service: 'lambda', actions: /./, perSecond: 15 },
  { service: 'kms', actions: /./, perSecond: 15 },
  { service: 'sqs', actions: /./, perSecond: 50 },
  { service: 's3', actions: /./, perSecond: 100 },
  { service: 'sso', actions: /./, perSecond: 20 },
  { service: 'guardduty', actions: /./, perSecond: 5 },
  { service: 'organizations', actions: /./, perSecond: 2 },
  { service: 'iam', actions: /^GetAccountAuthorizationDetails$/, perSecond: 2 },
  { service: 'iam', actions: /^SimulatePrincipalPolicy$/, perSecond: 5 },
  { service: 'iam', actions: /./, perSecond: 10 },
];
/** Services of one bucket for all regions. */
const GLOBAL = new Set(['iam', 'organizations']);

interface Bucket {
  tokens: number;
  /** Milliseconds since the epoch. */
  at: number;
}

export interface Rates {
  /** For an account's `trouble`. */
  readonly trouble: FaultInjector;
  /** How often each action was throttled. */
  readonly throttled: ReadonlyMap<string, number>;
}

/** `share`: what others leave of each rate, from 0 to 1. */
export function requestRates(now: () => number, share = 1): Rates {
  const buckets = new Map<string, Bucket>();
  const throttled = new Map<string, number>();
  const trouble: FaultInjector = (service, action, _, { region }) => {
    const rate = RATES.find((one) => one.service === service && one.actions.test(action));
    if (rate === undefined) return undefined;
    const perSecond = rate.perSecond * share;
    const most = Math.max(1, perSecond);
    const place = GLOBAL.has(service) ? '' : region;
    const key = `${service} ${place} ${rate.actions} ${rate.isEach === true ? action : ''}`;
    const bucket = buckets.get(key) ?? { tokens: most, at: now() };
    buckets.set(key, bucket);
    bucket.tokens = Math.min(most, bucket.tokens + ((now() - bucket.at) / 1_000) * perSecond);
    bucket.at = now();
    if (bucket.tokens >= 1) {
      bucket.tokens -= 1;
      return undefined;
    }
    throttled.set(action, (throttled.get(action) ?? 0) + 1);
    return new AwsFault('ThrottlingException', 'Rate exceeded', { queryCode: 'Throttling' });
  };
  return { trouble, throttled };
}
