/**
 * The resource types that the sandbox knows: results of Ref and GetAtt, name properties, properties that force a
 * replacement.
 */

export interface ResourceType {
  /** The property with the resource's own name, for types that have one. */
  readonly name?: string;
  /** The property within which the name is unique. Defaults to the region. */
  readonly within?: string;
  /** Result of Ref, from the name. Defaults to `Name`. */
  readonly ref?: 'Name' | 'Arn' | 'Url' | 'Id';
  /** Without account and region: `table/%` -> `arn:aws:dynamodb:REGION:ACCOUNT:table/NAME`. `%` is the name. */
  readonly arn?: string;
  /** Attributes for Fn::GetAtt. `Arn` is the ARN; others are made of the name. */
  readonly attributes?: readonly string[];
  /** A change of one of these needs a new resource; `*` is all. The name always does. */
  readonly fixed?: readonly string[];
  /** The permission needed to make it. */
  readonly needs?: string;
}

/** "Update requires" and "Return values" of each: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html */
export const RESOURCE_TYPES: Readonly<Record<string, ResourceType>> = {
  'AWS::Athena::WorkGroup': { name: 'Name' },
  'AWS::CloudTrail::Trail': { name: 'TrailName', arn: 'cloudtrail:@:trail/%', attributes: ['Arn', 'SnsTopicArn'] },
  'AWS::CloudWatch::Alarm': { name: 'AlarmName', arn: 'cloudwatch:@:alarm:%', attributes: ['Arn'] },
  'AWS::DynamoDB::Table': {
    name: 'TableName',
    arn: 'dynamodb:@:table/%',
    attributes: ['Arn', 'StreamArn'],
    fixed: ['KeySchema'],
    needs: 'dynamodb:CreateTable',
  },
  'AWS::Events::EventBus': { name: 'Name', arn: 'events:@:event-bus/%', attributes: ['Arn', 'Name'] },
  'AWS::Events::EventBusPolicy': { ref: 'Id', fixed: ['EventBusName', 'StatementId'] },
  'AWS::Events::Rule': { name: 'Name', arn: 'events:@:rule/%', attributes: ['Arn'], fixed: ['EventBusName'] },
  'AWS::Glue::Database': {},
  'AWS::Glue::Table': {},
  'AWS::GuardDuty::Detector': { ref: 'Id', attributes: ['Id'] },
  'AWS::IAM::ManagedPolicy': {
    name: 'ManagedPolicyName',
    ref: 'Arn',
    arn: 'iam::#:policy/%',
    attributes: ['PolicyArn'],
    fixed: ['Description', 'Path'],
    needs: 'iam:CreatePolicy',
  },
  'AWS::IAM::Policy': { ref: 'Id', needs: 'iam:PutRolePolicy' },
  'AWS::IAM::Role': {
    name: 'RoleName',
    arn: 'iam::#:role/%',
    attributes: ['Arn', 'RoleId'],
    fixed: ['Path'],
    needs: 'iam:CreateRole',
  },
  'AWS::KMS::Alias': { name: 'AliasName' },
  'AWS::KMS::Key': { ref: 'Id', arn: 'kms:@:key/%', attributes: ['Arn', 'KeyId'] },
  'AWS::Lambda::EventInvokeConfig': { ref: 'Id', fixed: ['FunctionName', 'Qualifier'] },
  'AWS::Lambda::EventSourceMapping': {
    ref: 'Id',
    attributes: ['Id', 'EventSourceMappingArn'],
    fixed: ['EventSourceArn', 'StartingPosition'],
  },
  'AWS::Lambda::Function': {
    name: 'FunctionName',
    arn: 'lambda:@:function:%',
    attributes: ['Arn'],
    fixed: ['PackageType'],
    needs: 'lambda:CreateFunction',
  },
  'AWS::Lambda::Permission': { ref: 'Id', fixed: ['*'] },
  'AWS::Logs::LogGroup': { name: 'LogGroupName', arn: 'logs:@:log-group:%:*', attributes: ['Arn'] },
  'AWS::Logs::LogStream': { name: 'LogStreamName', within: 'LogGroupName', fixed: ['LogGroupName'] },
  'AWS::Logs::MetricFilter': { name: 'FilterName', within: 'LogGroupName', fixed: ['LogGroupName'] },
  'AWS::Logs::ResourcePolicy': { name: 'PolicyName' },
  'AWS::Logs::SubscriptionFilter': { name: 'FilterName', within: 'LogGroupName', fixed: ['LogGroupName'] },
  'AWS::S3::Bucket': {
    name: 'BucketName',
    arn: 's3:::%',
    attributes: ['Arn', 'DomainName', 'RegionalDomainName', 'DualStackDomainName', 'WebsiteURL'],
    needs: 's3:CreateBucket',
  },
  // A bucket has only one, so the bucket's name is its name.
  'AWS::S3::BucketPolicy': { name: 'Bucket' },
  'AWS::Scheduler::Schedule': { name: 'Name', arn: 'scheduler:@:schedule/default/%', attributes: ['Arn'] },
  'AWS::Scheduler::ScheduleGroup': { name: 'Name', arn: 'scheduler:@:schedule-group/%', attributes: ['Arn'] },
  'AWS::SNS::Subscription': {
    ref: 'Arn',
    arn: 'sns:@:%',
    attributes: ['Arn'],
    fixed: ['Endpoint', 'Protocol', 'TopicArn'],
  },
  'AWS::SNS::Topic': {
    name: 'TopicName',
    ref: 'Arn',
    arn: 'sns:@:%',
    attributes: ['TopicArn', 'TopicName'],
    fixed: ['FifoTopic'],
  },
  'AWS::SNS::TopicPolicy': { ref: 'Id', attributes: ['Id'] },
  'AWS::SQS::Queue': {
    name: 'QueueName',
    ref: 'Url',
    arn: 'sqs:@:%',
    attributes: ['Arn', 'QueueName', 'QueueUrl'],
    fixed: ['FifoQueue'],
  },
  'AWS::SQS::QueuePolicy': { ref: 'Id', attributes: ['Id'] },
  'AWS::SSM::Parameter': { name: 'Name', attributes: ['Type', 'Value'], fixed: [] },
};

/** True if a change of this property makes a new resource. */
export function isFixed(type: string, property: string): boolean {
  const { name, fixed = [] } = RESOURCE_TYPES[type] ?? {};
  return property === name || fixed.includes(property) || fixed.includes('*');
}
