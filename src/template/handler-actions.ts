/**
 * CloudFormation's calls, with the deploying user's rights, for each type of resource in our templates and the
 * properties that they use. "Handlers" of each type's schema:
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html
 */

export interface HandlerActions {
  readonly create: readonly string[];
  /** Also for drift, and for taking over what an earlier stack left. */
  readonly read: readonly string[];
  readonly update: readonly string[];
  readonly delete: readonly string[];
}

const of = (service: string, names: string): readonly string[] => names.split(' ').map((name) => `${service}:${name}`);
const service =
  (prefix: string) =>
  (create: string, read: string, update: string, remove: string): HandlerActions => ({
    create: of(prefix, create),
    read: of(prefix, read),
    update: of(prefix, update),
    delete: of(prefix, remove),
  });

const cloudtrail = service('cloudtrail');
const cloudwatch = service('cloudwatch');
const dynamodb = service('dynamodb');
const events = service('events');
const iam = service('iam');
const lambda = service('lambda');
const logs = service('logs');
const s3 = service('s3');
const scheduler = service('scheduler');
const sns = service('sns');
const sqs = service('sqs');

const BUCKET_SETTINGS =
  'PutBucketTagging PutBucketVersioning PutEncryptionConfiguration PutBucketPublicAccessBlock PutBucketOwnershipControls PutLifecycleConfiguration PutBucketNotification';
const FILTERED = 'DescribeSubscriptionFilters';

export const HANDLER_ACTIONS: Readonly<Record<string, HandlerActions>> = {
  'AWS::CloudTrail::Trail': cloudtrail(
    'CreateTrail StartLogging AddTags PutEventSelectors',
    'GetTrail GetTrailStatus GetEventSelectors GetInsightSelectors ListTags DescribeTrails',
    'UpdateTrail StartLogging StopLogging AddTags RemoveTags PutEventSelectors',
    'DeleteTrail',
  ),
  'AWS::CloudWatch::Alarm': cloudwatch(
    'PutMetricAlarm DescribeAlarms TagResource',
    'DescribeAlarms ListTagsForResource',
    'PutMetricAlarm DescribeAlarms TagResource UntagResource',
    'DeleteAlarms DescribeAlarms',
  ),
  'AWS::DynamoDB::Table': dynamodb(
    'CreateTable DescribeTable UpdateTimeToLive UpdateContinuousBackups TagResource',
    'DescribeTable DescribeTimeToLive DescribeContinuousBackups DescribeContributorInsights DescribeKinesisStreamingDestination GetResourcePolicy ListTagsOfResource',
    'UpdateTable UpdateTimeToLive UpdateContinuousBackups TagResource UntagResource',
    'DeleteTable DescribeTable',
  ),
  'AWS::Events::EventBus': events(
    'CreateEventBus DescribeEventBus TagResource',
    'DescribeEventBus ListTagsForResource',
    'UpdateEventBus DescribeEventBus TagResource UntagResource',
    'DeleteEventBus DescribeEventBus',
  ),
  'AWS::Events::EventBusPolicy': events(
    'PutPermission DescribeEventBus',
    'DescribeEventBus',
    'PutPermission RemovePermission DescribeEventBus',
    'RemovePermission DescribeEventBus',
  ),
  'AWS::Events::Rule': events(
    'PutRule PutTargets DescribeRule TagResource',
    'DescribeRule ListTargetsByRule ListTagsForResource',
    'PutRule PutTargets RemoveTargets EnableRule DisableRule TagResource UntagResource',
    'DeleteRule RemoveTargets DescribeRule',
  ),
  'AWS::IAM::Role': iam(
    'CreateRole PutRolePolicy GetRole GetRolePolicy TagRole PassRole',
    'GetRole GetRolePolicy ListRolePolicies ListAttachedRolePolicies ListRoleTags',
    'UpdateRole UpdateRoleDescription UpdateAssumeRolePolicy PutRolePolicy DeleteRolePolicy TagRole UntagRole',
    'DeleteRole DeleteRolePolicy GetRole ListRolePolicies ListAttachedRolePolicies',
  ),
  'AWS::Lambda::EventInvokeConfig': lambda(
    'PutFunctionEventInvokeConfig',
    'GetFunctionEventInvokeConfig',
    'PutFunctionEventInvokeConfig',
    'DeleteFunctionEventInvokeConfig',
  ),
  'AWS::Lambda::EventSourceMapping': lambda(
    'CreateEventSourceMapping GetEventSourceMapping TagResource',
    'GetEventSourceMapping ListTags',
    'UpdateEventSourceMapping GetEventSourceMapping TagResource UntagResource',
    'DeleteEventSourceMapping GetEventSourceMapping',
  ),
  'AWS::Lambda::Function': lambda(
    'CreateFunction GetFunction TagResource',
    'GetFunction GetFunctionConfiguration GetFunctionCodeSigningConfig GetFunctionRecursionConfig GetRuntimeManagementConfig ListTags',
    'UpdateFunctionCode UpdateFunctionConfiguration DeleteFunctionConcurrency TagResource UntagResource',
    'DeleteFunction GetFunction',
  ),
  'AWS::Lambda::Permission': lambda(
    'AddPermission',
    'GetPolicy',
    'AddPermission RemovePermission',
    'RemovePermission GetPolicy',
  ),
  'AWS::Logs::LogGroup': logs(
    'CreateLogGroup PutRetentionPolicy DescribeLogGroups TagResource',
    'DescribeLogGroups ListTagsForResource GetDataProtectionPolicy DescribeIndexPolicies',
    'PutRetentionPolicy DeleteRetentionPolicy TagResource UntagResource',
    'DeleteLogGroup DescribeLogGroups',
  ),
  'AWS::Logs::MetricFilter': logs(
    'PutMetricFilter DescribeMetricFilters',
    'DescribeMetricFilters',
    'PutMetricFilter DescribeMetricFilters',
    'DeleteMetricFilter DescribeMetricFilters',
  ),
  'AWS::Logs::SubscriptionFilter': logs(
    `PutSubscriptionFilter ${FILTERED}`,
    FILTERED,
    `PutSubscriptionFilter ${FILTERED}`,
    `DeleteSubscriptionFilter ${FILTERED}`,
  ),
  'AWS::S3::Bucket': s3(
    `CreateBucket ${BUCKET_SETTINGS}`,
    'ListBucket GetBucketAcl GetBucketCORS GetBucketLocation GetBucketLogging GetBucketNotification GetBucketObjectLockConfiguration GetBucketOwnershipControls GetBucketPublicAccessBlock GetBucketTagging GetBucketVersioning GetBucketWebsite GetEncryptionConfiguration GetLifecycleConfiguration GetAccelerateConfiguration GetReplicationConfiguration GetMetricsConfiguration GetAnalyticsConfiguration GetInventoryConfiguration GetIntelligentTieringConfiguration',
    BUCKET_SETTINGS,
    'DeleteBucket',
  ),
  'AWS::S3::BucketPolicy': s3('PutBucketPolicy', 'GetBucketPolicy', 'PutBucketPolicy', 'DeleteBucketPolicy'),
  'AWS::Scheduler::Schedule': scheduler('CreateSchedule', 'GetSchedule', 'UpdateSchedule', 'DeleteSchedule'),
  'AWS::SNS::Subscription': sns(
    'Subscribe ListSubscriptionsByTopic GetSubscriptionAttributes',
    'GetSubscriptionAttributes',
    'SetSubscriptionAttributes GetSubscriptionAttributes',
    'Unsubscribe GetSubscriptionAttributes',
  ),
  'AWS::SNS::Topic': sns(
    'CreateTopic GetTopicAttributes Subscribe TagResource',
    'GetTopicAttributes ListSubscriptionsByTopic ListTagsForResource GetDataProtectionPolicy',
    'SetTopicAttributes Subscribe Unsubscribe TagResource UntagResource',
    'DeleteTopic GetTopicAttributes',
  ),
  'AWS::SNS::TopicPolicy': sns('SetTopicAttributes', 'GetTopicAttributes', 'SetTopicAttributes', 'SetTopicAttributes'),
  'AWS::SQS::Queue': sqs(
    'CreateQueue GetQueueUrl GetQueueAttributes TagQueue',
    'GetQueueAttributes ListQueueTags',
    'SetQueueAttributes GetQueueAttributes TagQueue UntagQueue',
    'DeleteQueue GetQueueAttributes',
  ),
  'AWS::SQS::QueuePolicy': sqs('SetQueueAttributes', 'GetQueueAttributes', 'SetQueueAttributes', 'SetQueueAttributes'),
};
