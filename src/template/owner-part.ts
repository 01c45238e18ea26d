/**
 * The part of a bucket's owner, where the trail's files lie in another account: statements for its policies, and the
 * commands that add them and send word of new files. Pure.
 */
import { namesOf } from '../core/names.ts';
import type { TrailBucket } from '../core/settings.ts';

/** Where the notifier is deployed; names in capitals where that isn't known. */
export interface NotifierPlace {
  readonly name: string;
  readonly account: string;
  readonly region: string;
  readonly partition: string;
}

/** A file that a command wrote, to be edited by hand before the next command. */
export interface Edit {
  readonly edit: 'policy' | 'eventBridge' | 'topicConfiguration';
  readonly file: string;
}

export interface OwnerStep {
  readonly code: 'bucket-policy' | 'key-policy' | 'bucket-events' | 'rule' | 'topic-policy' | 'topic-events';
  /** The bucket, or the ARN of the key or of the topic. */
  readonly of: string;
  /** The account that does it: a key may be a third one's. */
  readonly account: string;
  /** Statements for a policy; empty where commands are all. */
  readonly statements: readonly object[];
  readonly commands: readonly (string | Edit)[];
}

/** In the order in which they are done. */
export function ownerSteps(from: TrailBucket, place: NotifierPlace): readonly OwnerStep[] {
  return [
    bucketPolicy(from, place),
    ...(from.key === undefined ? [] : [keyPolicy(from.key, place)]),
    ...(from.topic === undefined
      ? [bucketEvents(from), rule(from, place)]
      : [topicPolicy(from, from.topic, place), topicEvents(from, from.topic)]),
  ];
}

/** CloudFormation makes up the end of a role's name, and shortens what is before it. */
const ROLE_BEGINNING = 24;

/**
 * The function's role, before it exists too: a policy that names a role by its ARN is refused until the role is there, and
 * means nobody once it was made anew.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-roles
 */
function toFunction({ name, account, partition }: NotifierPlace) {
  const stack = namesOf(name).stack('notifier').slice(0, ROLE_BEGINNING);
  return {
    Principal: { AWS: `arn:${partition}:iam::${account}:root` },
    condition: { ArnLike: { 'aws:PrincipalArn': `arn:${partition}:iam::${account}:role/${stack}*-FunctionRole-*` } },
  };
}

function bucketPolicy({ bucket, account }: TrailBucket, place: NotifierPlace): OwnerStep {
  const arn = `arn:${place.partition}:s3:::${bucket}`;
  const { Principal, condition } = toFunction(place);
  return {
    code: 'bucket-policy',
    of: bucket,
    account,
    statements: [
      {
        Sid: 'LoginWatchReads',
        Effect: 'Allow',
        Principal,
        Action: 's3:GetObject',
        Resource: [`${arn}/AWSLogs/*/CloudTrail/*`, `${arn}/*/AWSLogs/*/CloudTrail/*`],
        Condition: condition,
      },
      {
        Sid: 'LoginWatchLooks',
        Effect: 'Allow',
        Principal,
        Action: ['s3:ListBucket', 's3:GetBucketNotification'],
        Resource: arn,
      },
    ],
    commands: [
      `aws s3api get-bucket-policy --bucket ${bucket} --query Policy --output text > policy.json`,
      { edit: 'policy', file: 'policy.json' },
      `aws s3api put-bucket-policy --bucket ${bucket} --expected-bucket-owner ${account} --policy file://policy.json`,
    ],
  };
}

/** Through S3 only: https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service */
function keyPolicy(key: string, place: NotifierPlace): OwnerStep {
  const { Principal, condition } = toFunction(place);
  const [, , , region = '', account = ''] = key.split(':');
  return {
    code: 'key-policy',
    of: key,
    account,
    statements: [
      {
        Sid: 'LoginWatchDecrypts',
        Effect: 'Allow',
        Principal,
        Action: 'kms:Decrypt',
        Resource: '*',
        Condition: { ...condition, StringLike: { 'kms:ViaService': `s3.${place.region}.amazonaws.com*` } },
      },
    ],
    commands: [
      `aws kms get-key-policy --region ${region} --key-id ${key} --policy-name default --query Policy --output text > key-policy.json`,
      { edit: 'policy', file: 'key-policy.json' },
      `aws kms put-key-policy --region ${region} --key-id ${key} --policy-name default --policy file://key-policy.json`,
    ],
  };
}

const READ_NOTIFICATIONS = (bucket: string) =>
  `aws s3api get-bucket-notification-configuration --bucket ${bucket} > notifications.json`;
const WRITE_NOTIFICATIONS = (bucket: string) =>
  `aws s3api put-bucket-notification-configuration --bucket ${bucket} --notification-configuration file://notifications.json --skip-destination-validation`;

function bucketEvents({ bucket, account }: TrailBucket): OwnerStep {
  return {
    code: 'bucket-events',
    of: bucket,
    account,
    statements: [],
    commands: [
      READ_NOTIFICATIONS(bucket),
      { edit: 'eventBridge', file: 'notifications.json' },
      WRITE_NOTIFICATIONS(bucket),
    ],
  };
}

/**
 * A rule of the owner's, whose target is the notifier's bus. To send to another account it takes a role:
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-cross-account.html
 */
function rule({ bucket, account }: TrailBucket, place: NotifierPlace): OwnerStep {
  const { partition, region } = place;
  const own = namesOf(place.name).filesBus;
  const bus = busArn(place);
  const trust = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: 'events.amazonaws.com' }, Action: 'sts:AssumeRole' }],
  };
  const send = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 'events:PutEvents', Resource: bus }],
  };
  const pattern = {
    source: ['aws.s3'],
    'detail-type': ['Object Created'],
    detail: { bucket: { name: [bucket] }, object: { key: [{ wildcard: '*/CloudTrail/*' }] } },
  };
  const targets = [{ Id: 'login-watch', Arn: bus, RoleArn: `arn:${partition}:iam::${account}:role/${own}` }];
  return {
    code: 'rule',
    of: bus,
    account,
    statements: [],
    commands: [
      `aws iam create-role --role-name ${own} --assume-role-policy-document ${quoted(trust)}`,
      `aws iam put-role-policy --role-name ${own} --policy-name send --policy-document ${quoted(send)}`,
      `aws events put-rule --region ${region} --name ${own} --event-pattern ${quoted(pattern)}`,
      `aws events put-targets --region ${region} --rule ${own} --targets ${quoted(targets)}`,
    ],
  };
}

/** The bus on which the notifier hears of files elsewhere. */
export const busArn = ({ name, account, region, partition }: NotifierPlace): string =>
  `arn:${partition}:events:${region}:${account}:event-bus/${namesOf(name).filesBus}`;

/** JSON for a shell. Nothing in it has a quotation mark of this kind. */
const quoted = (value: object) => `'${JSON.stringify(value)}'`;

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/grant-destinations-permissions-to-s3.html */
function topicPolicy({ bucket, account }: TrailBucket, topic: string, place: NotifierPlace): OwnerStep {
  const [, , , region = ''] = topic.split(':');
  const common = `--region ${region} --topic-arn ${topic}`;
  return {
    code: 'topic-policy',
    of: topic,
    account,
    statements: [
      {
        Sid: 'LoginWatchSubscribes',
        Effect: 'Allow',
        Principal: { AWS: `arn:${place.partition}:iam::${place.account}:root` },
        Action: ['sns:Subscribe', 'sns:ListSubscriptionsByTopic'],
        Resource: topic,
      },
      {
        Sid: 'TrailBucketPublishes',
        Effect: 'Allow',
        Principal: { Service: 's3.amazonaws.com' },
        Action: 'sns:Publish',
        Resource: topic,
        Condition: {
          StringEquals: { 'aws:SourceAccount': account },
          ArnLike: { 'aws:SourceArn': `arn:${place.partition}:s3:::${bucket}` },
        },
      },
    ],
    commands: [
      `aws sns get-topic-attributes ${common} --query Attributes.Policy --output text > topic-policy.json`,
      { edit: 'policy', file: 'topic-policy.json' },
      `aws sns set-topic-attributes ${common} --attribute-name Policy --attribute-value file://topic-policy.json`,
    ],
  };
}

function topicEvents({ bucket, account }: TrailBucket, topic: string): OwnerStep {
  return {
    code: 'topic-events',
    of: bucket,
    account,
    statements: [{ TopicArn: topic, Events: ['s3:ObjectCreated:*'] }],
    commands: [
      READ_NOTIFICATIONS(bucket),
      { edit: 'topicConfiguration', file: 'notifications.json' },
      WRITE_NOTIFICATIONS(bucket),
    ],
  };
}
