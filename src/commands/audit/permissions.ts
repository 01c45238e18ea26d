/** The IAM policy of `audit`: only reads, of whatever the account has. */
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
  SIMULATE,
  NAME_ACCOUNTS,
];
