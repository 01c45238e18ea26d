/**
 * Limits at which the sandbox refuses, as AWS does. `test/limits.test.ts` holds each to a check of the product's own: a limit
 * that is added here needs one.
 */
export const LIMITS = {
  /** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html */
  patternCharacters: 2_048,
  /** Stars in one pattern: AWS says "too complex" without a number; eight were refused, six weren't. */
  patternStars: 6,
  /** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html */
  wildcardRules: 30,
  /** The same page; 100 in some regions, and for other tools too. */
  rules: 300,
  /** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutSubscriptionFilter.html */
  filterCharacters: 1_024,
  /** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html */
  subscriptionFilters: 2,
  /** Patterns of one log group with a regular expression, of both kinds of filters; the same page. */
  filterExpressions: 5,
  /** Bytes of a function's policy: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
  functionPolicy: 20_480,
  /** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-trail-naming-requirements.html */
  trailName: /^(?!.*[-._]{2})[A-Za-z0-9][\w.-]{1,126}[A-Za-z0-9]$/,
  /** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html */
  templateBody: 51_200,
  templateUrl: 1_048_576,
  resources: 500,
  /** Milliseconds for which the name of a deleted queue isn't free: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteQueue.html */
  queueRest: 60_000,
  /** Filters of one log group can't be changed at the same time: `OperationAbortedException`. */
  filtersAtOnce: 1,
  /** A bucket's other destinations are validated with each change, unless it says not to. */
  otherDestinations: 'x-amz-skip-destination-validation',
} as const;
