/** Requests to the account, as IAM sees them: action and resource; and whether a policy allows them. */
import type { Call } from '../../../sandbox/account/router.ts';
import type { JsonObject } from '../../../src/core/event.ts';
import { listAt, textAt } from '../../../src/core/fields.ts';
import { matchesGlob } from '../../../src/core/patterns/glob.ts';

const ACCOUNT = '111122223333';

export interface AskedOfIam {
  /** `s3:GetObject` */
  readonly action: string;
  /** All of these must be allowed: a log group is known by two ARNs. */
  readonly resources: readonly string[];
}

export interface AllowStatement {
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Condition?: object;
}

/**
 * Names that differ:
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
const ACTIONS: Readonly<Record<string, readonly string[]>> = {
  's3:HeadBucket': ['s3:ListBucket'],
  's3:ListObjectsV2': ['s3:ListBucket'],
  's3:HeadObject': ['s3:GetObject'],
  's3:ListObjectVersions': ['s3:ListBucketVersions'],
  's3:DeleteObjects': ['s3:DeleteObject', 's3:DeleteObjectVersion'],
  's3:ListBuckets': ['s3:ListAllMyBuckets'],
  's3:GetPublicAccessBlock': ['s3:GetBucketPublicAccessBlock'],
  's3:GetBucketLifecycleConfiguration': ['s3:GetLifecycleConfiguration'],
  's3:GetObjectLockConfiguration': ['s3:GetBucketObjectLockConfiguration'],
  's3:GetBucketEncryption': ['s3:GetEncryptionConfiguration'],
  's3:GetBucketNotificationConfiguration': ['s3:GetBucketNotification'],
  's3:PutBucketNotificationConfiguration': ['s3:PutBucketNotification'],
  ...Object.fromEntries(
    ['DeleteMessage', 'SendMessage', 'ChangeMessageVisibility'].map((one) => [`sqs:${one}Batch`, [`sqs:${one}`]]),
  ),
  'lambda:Invoke': ['lambda:InvokeFunction'],
  // Looking at drift also asks this: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-drift.html
  'cloudformation:DetectStackDrift': ['cloudformation:DetectStackDrift', 'cloudformation:DetectStackResourceDrift'],
  // Needs no permission: https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
  'sts:GetCallerIdentity': [],
};
/** These support no resources, so only `*` allows them. */
const OF_EVERYTHING =
  /^(account:|cloudwatch:GetMetricData|cloudtrail:(DescribeTrails|LookupEvents)|s3:(ListAllMyBuckets|GetAccount)|lambda:List|logs:DescribeLogGroups|iam:ListAccountAliases|ssm:DescribeParameters|sns:ListSubscriptions$|organizations:ListAccounts|sqs:ListQueues|observabilityadmin:(GetTelemetryEvaluationStatus|ListTelemetryRules)|cloudformation:(DescribeStackDriftDetectionStatus|ListStacks))/;

export function askedOfIam({ service, region, action, input }: Call): readonly AskedOfIam[] {
  const prefix = prefixOf(service);
  return actionsOf(service, action).map((asked) => ({
    action: asked,
    resources: OF_EVERYTHING.test(asked)
      ? ['*']
      : (RESOURCES[prefix]?.(input, region) ?? [`unknown ${prefix}:${action}`]),
  }));
}

/** The signature has another name for CloudWatch. */
const prefixOf = (service: string) => (service === 'monitoring' ? 'cloudwatch' : service);

/** A call's actions as IAM names them. */
export function actionsOf(service: string, action: string): readonly string[] {
  const name = `${prefixOf(service)}:${action}`;
  return ACTIONS[name] ?? [name];
}

type ResourcesOf = (input: JsonObject, region: string) => readonly string[];
const last = (text: string, by: string) => text.split(by).at(-1) ?? '';
const arn = (service: string, region: string, what: string) => `arn:aws:${service}:${region}:${ACCOUNT}:${what}`;
const oneOf =
  (service: string, kind: string, ...keys: readonly string[]): ResourcesOf =>
  (input, region) => {
    const value = keys.map((key) => textAt(input, key)).find((text) => text !== undefined) ?? '';
    return [value.startsWith('arn:') ? value : arn(service, region, `${kind}${value}`)];
  };

const RESOURCES: Readonly<Record<string, ResourcesOf>> = {
  cloudformation: stack,
  cloudtrail: oneOf('cloudtrail', 'trail/', 'TrailName', 'Name'),
  cloudwatch: (input, region) => [arn('cloudwatch', region, `alarm:${textAt(input, 'AlarmName') ?? ''}`)],
  events: oneOf('events', 'rule/', 'Rule'),
  kms: oneOf('kms', 'key/', 'KeyId'),
  dynamodb: oneOf('dynamodb', 'table/', 'TableName', 'ResourceArn'),
  identitystore: (input) => {
    const group = textAt(input, 'GroupId');
    return [
      `arn:aws:identitystore::${ACCOUNT}:identitystore/${textAt(input, 'IdentityStoreId')}`,
      `arn:aws:identitystore:::${group === undefined ? `user/${textAt(input, 'UserId')}` : `group/${group}`}`,
    ];
  },
  iam: (input) => [textAt(input, 'PolicySourceArn') ?? `arn:aws:iam::${ACCOUNT}:role/${textAt(input, 'RoleName')}`],
  observabilityadmin: oneOf('observabilityadmin', 'telemetry-rule/', 'RuleIdentifier'),
  lambda: oneOf('lambda', 'function:', 'FunctionName'),
  // The resource type differs from action to action.
  logs: (input, region) => {
    const group = textAt(input, 'resourceArn') ?? arn('logs', region, `log-group:${textAt(input, 'logGroupName')}`);
    return [group, `${group}:log-stream:`];
  },
  s3: (input) => {
    const key = textAt(input, 'Key');
    return [`arn:aws:s3:::${textAt(input, 'Bucket')}${key === undefined ? '' : `/${key}`}`];
  },
  sns: (input) => [textAt(input, 'TopicArn') ?? (textAt(input, 'SubscriptionArn') ?? '').replace(/:[^:]+$/, '')],
  sqs: (input, region) => [
    arn('sqs', region, last(textAt(input, 'QueueUrl') ?? textAt(input, 'QueueName') ?? '', '/')),
  ],
  ssm: (input, region) => [arn('ssm', region, `parameter${textAt(input, 'Name')}`)],
};

/** Requests for change sets name their stack's ARN; DescribeEvents names their own. */
function stack(input: JsonObject, region: string): readonly string[] {
  const name = textAt(input, 'StackName') ?? textAt(input, 'ChangeSetName');
  // All stacks of the region.
  if (name === undefined) return ['*'];
  return [name.startsWith('arn:') ? name : arn('cloudformation', region, `stack/${name}/0`)];
}

interface Made {
  readonly type: string;
  readonly region: string;
  readonly physicalId: string;
  readonly properties: JsonObject;
  readonly attributes: Readonly<Record<string, string>>;
}

/** IAM's ARNs of CloudFormation's resources: their own, or those of their owners. */
export function arnsOf({ type, region, physicalId, properties, attributes }: Made): readonly string[] {
  const text = (key: string) => textAt(properties, key) ?? '';
  const kind = type.replace('AWS::', '');
  const group = arn('logs', region, `log-group:${text('LogGroupName')}`);
  const owners: Readonly<Record<string, readonly string[]>> = {
    'Lambda::EventInvokeConfig': [arn('lambda', region, `function:${text('FunctionName')}`)],
    'Lambda::Permission': [arn('lambda', region, `function:${text('FunctionName')}`)],
    'Lambda::EventSourceMapping': [attributes['EventSourceMappingArn'] ?? ''],
    'Logs::LogGroup': [group, `${group}:log-stream:`],
    'Logs::MetricFilter': [group, `${group}:log-stream:`],
    'Logs::SubscriptionFilter': [group, `${group}:log-stream:`],
    'Events::EventBusPolicy': [arn('events', region, `event-bus/${text('EventBusName')}`)],
    'S3::BucketPolicy': [`arn:aws:s3:::${text('Bucket')}`],
    'SNS::Subscription': [text('TopicArn')],
    'SNS::Topic': [physicalId],
    'SNS::TopicPolicy': listAt(properties, 'Topics').map(String),
    'SQS::QueuePolicy': listAt(properties, 'Queues').map((url) => arn('sqs', region, last(String(url), '/'))),
  };
  return owners[kind] ?? [attributes['Arn'] ?? ''];
}

/** Whether a call of AWS's in the caller's name is allowed: conditions about it are met. */
export function isAllowedIn(
  action: string,
  resources: readonly string[],
  statements: readonly AllowStatement[],
): boolean {
  const plain = statements.map(({ Action, Resource }) => ({ Action, Resource }));
  const asked = OF_EVERYTHING.test(action) || BY_LIST.test(action) ? ['*'] : resources;
  return isAllowed({ action, resources: asked }, plain) || isAllowed({ action, resources }, plain);
}
/** In a list of ARNs, these need a right to more than one. */
const BY_LIST = /^(lambda:(Create|Update|Delete)EventSourceMapping|logs:DescribeIndexPolicies)$/;

/** Conditions are about CloudFormation's calls in the caller's name, so a statement with one allows nothing here. */
export function isAllowed({ action, resources }: AskedOfIam, statements: readonly AllowStatement[]): boolean {
  return resources.every((resource) =>
    statements.some(
      ({ Action, Resource, Condition }) =>
        Condition === undefined &&
        Action.some((pattern) => matchesGlob(pattern.toLowerCase(), action.toLowerCase())) &&
        Resource.some((pattern) => (resource === '*' ? pattern === '*' : matchesGlob(pattern, resource))),
    ),
  );
}
