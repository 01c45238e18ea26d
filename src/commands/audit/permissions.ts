/** The IAM policies of `audit`, which only reads, and of `audit --live`. */
import { LIVE_MARK, LIVE_SOURCE } from '../../core/live-mark.ts';
import { NAME_ACCOUNTS, REGIONS, SIMULATE } from '../shared/permissions/common.ts';
import type { Permission } from '../shared/permissions/permission.ts';

/** These know no narrower resources: https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html */
const EVERYTHING = () => ['*'];

export const AUDIT: readonly Permission[] = [
  REGIONS,
  { sid: 'ListTrails', actions: ['cloudtrail:DescribeTrails'], resources: EVERYTHING },
  {
    sid: 'LookAtTrails',
    actions: ['cloudtrail:GetEventSelectors', 'cloudtrail:GetTrailStatus'],
    resources: () => ['arn:aws:cloudtrail:*:*:trail/*'],
  },
  // https://docs.aws.amazon.com/service-authorization/latest/reference/list_observabilityadmin.html
  {
    sid: 'FindTelemetryRules',
    actions: ['observabilityadmin:GetTelemetryEvaluationStatus', 'observabilityadmin:ListTelemetryRules'],
    resources: EVERYTHING,
  },
  {
    sid: 'ReadTelemetryRules',
    actions: ['observabilityadmin:GetTelemetryRule'],
    resources: () => ['arn:aws:observabilityadmin:*:*:telemetry-rule/*'],
  },
  {
    sid: 'FindBuckets',
    actions: ['s3:ListAllMyBuckets', 's3:GetAccountPublicAccessBlock'],
    resources: EVERYTHING,
  },
  {
    sid: 'LookAtBuckets',
    actions: [
      ...['s3:GetBucketPublicAccessBlock', 's3:GetBucketPolicyStatus', 's3:GetBucketPolicy', 's3:GetBucketAcl'],
      ...[
        's3:GetBucketVersioning',
        's3:GetBucketObjectLockConfiguration',
        's3:GetLifecycleConfiguration',
        's3:ListBucket',
      ],
    ],
    resources: () => ['arn:aws:s3:::*'],
  },
  { sid: 'ReadEventHistory', actions: ['cloudtrail:LookupEvents'], resources: EVERYTHING },
  {
    sid: 'FindEventInLogs',
    actions: ['logs:FilterLogEvents'],
    resources: () => ['arn:aws:logs:*:*:log-group:*'],
  },
  { sid: 'ReadLogFiles', actions: ['s3:GetObject'], resources: () => ['arn:aws:s3:::*/*AWSLogs/*'] },
  { sid: 'DecryptLogFiles', actions: ['kms:Decrypt'], resources: () => ['arn:aws:kms:*:*:key/*'], isOptional: true },
  {
    sid: 'ReadLogFilters',
    actions: ['logs:DescribeMetricFilters', 'logs:DescribeSubscriptionFilters'],
    resources: () => ['arn:aws:logs:*:*:log-group:*'],
  },
  { sid: 'ReadAlarms', actions: ['cloudwatch:DescribeAlarms'], resources: () => ['arn:aws:cloudwatch:*:*:alarm:*'] },
  // AWS's own pages differ in what they call the resource.
  {
    sid: 'ReadMuteRules',
    actions: ['cloudwatch:ListAlarmMuteRules', 'cloudwatch:GetAlarmMuteRule'],
    resources: EVERYTHING,
  },
  {
    sid: 'ReadRules',
    actions: ['events:ListRules', 'events:ListTargetsByRule'],
    resources: () => ['arn:aws:events:*:*:rule/*'],
  },
  {
    sid: 'ReadRolesOfTargets',
    actions: ['iam:GetRole', 'iam:GetRolePolicy', 'iam:ListAttachedRolePolicies', 'iam:ListRolePolicies'],
    resources: () => ['arn:aws:iam::*:role/*'],
  },
  {
    sid: 'ReadPoliciesOfRoles',
    actions: ['iam:GetPolicy', 'iam:GetPolicyVersion'],
    resources: () => ['arn:aws:iam::*:policy/*'],
  },
  {
    sid: 'ReadTopics',
    actions: ['sns:GetTopicAttributes', 'sns:ListSubscriptionsByTopic', 'sns:GetSubscriptionAttributes'],
    resources: () => ['arn:aws:sns:*:*:*'],
  },
  {
    sid: 'ReadKeys',
    actions: ['kms:DescribeKey', 'kms:GetKeyPolicy'],
    resources: () => ['arn:aws:kms:*:*:key/*'],
  },
  {
    sid: 'ReadFunctions',
    actions: ['lambda:GetFunction', 'lambda:GetPolicy'],
    resources: () => ['arn:aws:lambda:*:*:function:*'],
  },
  { sid: 'ListQueueReaders', actions: ['lambda:ListEventSourceMappings'], resources: EVERYTHING },
  {
    sid: 'ReadQueues',
    actions: ['sqs:GetQueueUrl', 'sqs:GetQueueAttributes'],
    resources: () => ['arn:aws:sqs:*:*:*'],
  },
  {
    sid: 'ReadCredentials',
    actions: [
      ...['iam:GenerateCredentialReport', 'iam:GetCredentialReport', 'iam:GetAccountSummary'],
      ...['iam:GetAccountPasswordPolicy', 'iam:ListVirtualMFADevices', 'iam:ListOrganizationsFeatures'],
    ],
    resources: EVERYTHING,
  },
  {
    sid: 'LookAgainAtCredentials',
    actions: ['iam:GetLoginProfile', 'iam:ListAccessKeys', 'iam:GetAccessKeyLastUsed'],
    resources: () => ['arn:aws:iam::*:user/*'],
  },
  { sid: 'ReadMfaDevices', actions: ['iam:ListMFADevices'], resources: () => ['arn:aws:iam::*:user/*'] },
  {
    sid: 'ReadSignInGuard',
    actions: ['signin:GetConsoleAuthorizationConfiguration', 'signin:GetResourcePolicy'],
    resources: EVERYTHING,
  },
  { sid: 'ListWatchers', actions: ['sso:ListInstances', 'guardduty:ListDetectors'], resources: EVERYTHING },
  {
    sid: 'ReadDetectors',
    actions: ['guardduty:GetDetector'],
    resources: () => ['arn:aws:guardduty:*:*:detector/*'],
  },
  /** Without it who could silence an alert isn't known. */
  { sid: 'ReadPrincipals', actions: ['iam:GetAccountAuthorizationDetails'], resources: EVERYTHING },
  // Things that an `audit --live` left which was killed.
  {
    sid: 'FindLeftStreams',
    actions: ['logs:DescribeLogStreams'],
    resources: () => ['arn:aws:logs:*:*:log-group:*'],
    isOptional: true,
  },
  { sid: 'FindLeftQueues', actions: ['sqs:ListQueues'], resources: EVERYTHING, isOptional: true },
  SIMULATE,
  NAME_ACCOUNTS,
];

/** All that `audit --live` makes is called so. */
const OURS = `${LIVE_MARK}*`;

/** The policy of `audit --live`: the reads, and no change but of what it made itself. */
export const AUDIT_LIVE: readonly Permission[] = [
  ...AUDIT,
  {
    sid: 'LookForListeners',
    actions: ['logs:DescribeAccountPolicies', 'events:TestEventPattern'],
    resources: EVERYTHING,
  },
  {
    sid: 'PutRecords',
    actions: ['logs:CreateLogStream', 'logs:PutLogEvents', 'logs:DeleteLogStream'],
    resources: () => [`arn:aws:logs:*:*:log-group:*:log-stream:${OURS}`],
  },
  {
    sid: 'WatchAlarms',
    // History of composite alarms needs the right to all.
    actions: ['cloudwatch:GetMetricData', 'cloudwatch:DescribeAlarmHistory'],
    resources: EVERYTHING,
  },
  {
    sid: 'KeepQueue',
    actions: ['sqs:CreateQueue', 'sqs:ReceiveMessage', 'sqs:DeleteQueue'],
    resources: () => [`arn:aws:sqs:*:*:${OURS}`],
  },
  {
    sid: 'SubscribeQueue',
    actions: ['sns:Subscribe'],
    resources: () => ['arn:aws:sns:*:*:*'],
    condition: () => ({ StringLike: { 'sns:Endpoint': `arn:aws:sqs:*:*:${OURS}` } }),
  },
  { sid: 'UnsubscribeQueue', actions: ['sns:Unsubscribe'], resources: () => ['arn:aws:sns:*:*:*'] },
  // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-conditions.html
  {
    sid: 'MakeRule',
    actions: ['events:PutRule'],
    resources: () => [OUR_RULES],
    condition: () => allOf('StringEquals', 'events:source', LIVE_SOURCE),
  },
  {
    sid: 'AimRule',
    actions: ['events:PutTargets'],
    resources: () => [OUR_RULES],
    condition: () => allOf('ArnLike', 'events:TargetArn', 'arn:aws:sns:*:*:*'),
  },
  { sid: 'RemoveRule', actions: ['events:RemoveTargets', 'events:DeleteRule'], resources: () => [OUR_RULES] },
  {
    sid: 'PutEvents',
    actions: ['events:PutEvents'],
    resources: () => ['arn:aws:events:*:*:event-bus/default'],
    condition: () => ({ StringEquals: { 'events:source': LIVE_SOURCE } }),
  },
  // The temporary rule's targets have the roles of the account's own.
  {
    sid: 'PassRolesOfTargets',
    actions: ['iam:PassRole'],
    resources: () => ['arn:aws:iam::*:role/*'],
    condition: () => ({ StringEquals: { 'iam:PassedToService': 'events.amazonaws.com' } }),
  },
];

const OUR_RULES = `arn:aws:events:*:*:rule/${OURS}`;

/** Each of a request's values, of which there is one. */
const allOf = (operator: string, key: string, value: string) => ({
  [`ForAllValues:${operator}`]: { [key]: value },
  Null: { [key]: 'false' },
});
