/** An account whose alarms alert two people to every deed that an audit knows; scripted accounts break it in one way each. */
import type { JsonObject } from '../../src/core/event.ts';
import { isoTime, MINUTE } from '../../src/core/time.ts';
import { CIS_CONTROLS } from '../../src/selection/cis.ts';
import type { Account } from '../account/account.ts';
import { recordAll } from '../trail-writer.ts';
import { makeGoodDoors } from './doors.ts';

export const HOME = 'us-east-1';
export const REGIONS = [HOME, 'eu-north-1'];
export const GROUP = 'trail-logs';
export const BUCKET = 'acme-trail';
const NAMESPACE = 'Security';

/** Sign-ins that no control counts. */
const SIGN_INS = `{ ${[
  '($.eventName = ConsoleLogin && $.additionalEventData.MFAUsed = "Yes")',
  '($.eventName = ConsoleLogin && $.userIdentity.type = "AssumedRole")',
  ...['UserAuthentication', 'AuthorizeOAuth2Access', 'SwitchRole', 'PasswordRecovery*', 'CreateToken'].map(
    (name) => `($.eventName = ${name})`,
  ),
].join(' || ')} }`;

/** Calls of our rules that no control counts. */
const CALLS = `{ ${[
  ...['AssociateDirectory', 'StartPrimaryEmailUpdate', 'CreateLoginProfile', 'DeactivateMFADevice'],
  ...['UpdateAssumeRolePolicy', 'CreateSAMLProvider', 'PutMfaDevice*', 'AcceptDelegationRequest'],
  ...['PutEventSelectors', 'DeleteTelemetryRule', 'DeleteConsoleAuth*', 'DeleteFlowLogs', 'DisableSecurityHub'],
  ...['DisableMacie', 'DeleteDetector', 'CreateFilter', 'Subscribe', 'SetTopicAttributes', 'DeleteAlarms'],
  ...['ModifySnapshotAttribute', 'LeaveOrganization', 'EnableOrganizations*', 'DeleteDBInstance'],
  ...['PutBucketEncryption', 'TerminateInstances'],
]
  .map((name) => `($.eventName = ${name})`)
  .join(' || ')} }`;

/** Name and pattern of each metric filter; its metric and alarm are called alike. */
export const FILTERS: ReadonlyMap<string, string> = new Map([
  ...CIS_CONTROLS.map(({ id, pattern }) => [id, pattern] as const),
  ['sign-ins', SIGN_INS],
  ['calls', CALLS],
]);

export interface Good {
  /** The topic's ARN. */
  readonly topic: string;
}

/** Fills an empty account of these regions. */
export function makeGood(account: Account): Good {
  const topic = account.sns.create('alerts');
  for (const person of ['alice', 'bob']) subscribe(account, topic, `${person}@example.com`);
  account.logs.create(GROUP);
  letTrailWrite(account);
  makeBucket(account);
  account.cloudtrail.add(TRAIL, { status: { LatestDeliveryTime: account.logs.world.now() / 1_000 } });
  account.cloudtrail.history.push(...happenings(account));
  recordAll(account.cloudtrail.history, account);
  for (const [name, pattern] of FILTERS) {
    putFilter(account, name, { pattern });
    putAlarm(account, name, topic);
  }
  for (const region of REGIONS) watchAnomalies(account, region);
  makeGoodDoors(account);
  return { topic };
}

export const ANOMALIES = 'sign-in-anomalies';
export const ANOMALY: JsonObject = { source: ['aws.signin'], 'detail-type': ['Sign-in Anomaly Alert'] };

/** The rule on the alert that no filter sees, with a topic of the same name; `more`: properties of the rule. */
export function watchAnomalies(account: Account, region: string, more: JsonObject = {}): void {
  const topic = account.sns.create(ANOMALIES, region);
  for (const person of ['alice', 'bob']) subscribe(account, topic, `${person}@example.com`);
  const mayPublish = { Effect: 'Allow', Principal: { Service: 'events.amazonaws.com' }, Action: 'sns:Publish' };
  const policy = { Version: '2012-10-17', Statement: [{ ...mayPublish, Resource: topic }] };
  account.sns.topic(topic).attributes.set('Policy', JSON.stringify(policy));
  const rule = { EventPattern: ANOMALY, Targets: [{ Id: 'topic', Arn: topic }], ...more };
  account.events.putRule(ANOMALIES, rule, region);
}

const ROLE = 'trail-logs';

/** The role with which CloudTrail writes to the log group. */
function letTrailWrite({ identity }: Account): void {
  const Resource = `arn:aws:logs:${HOME}:111122223333:log-group:${GROUP}:*`;
  const statement = { Effect: 'Allow', Action: ['logs:CreateLogStream', 'logs:PutLogEvents'], Resource };
  identity.roles.add(ROLE);
  identity.rolePolicies.set(ROLE, new Map([['write', JSON.stringify({ Statement: [statement] })]]));
}

/** The auditor's own call of 20 minutes ago, and somebody's of two hours ago. */
export function happenings(account: Account): readonly JsonObject[] {
  const now = account.cloudtrail.world.now();
  const one = (name: string, source: string, minutes: number, arn: string, readOnly: boolean): JsonObject => ({
    eventVersion: '1.11',
    eventID: `00000000-0000-4000-8000-${String(minutes).padStart(12, '0')}`,
    eventName: name,
    eventSource: source,
    eventTime: isoTime(now - minutes * MINUTE),
    awsRegion: HOME,
    eventType: 'AwsApiCall',
    eventCategory: 'Management',
    managementEvent: true,
    readOnly,
    recipientAccountId: account.account,
    userIdentity: { type: 'IAMUser', arn, accountId: account.account, userName: arn.split('/').at(-1) ?? '' },
  });
  const { caller } = account.identity;
  return [
    one('DescribeTrails', 'cloudtrail.amazonaws.com', 20, caller, true),
    one('CreateTags', 'ec2.amazonaws.com', 120, `arn:aws:iam::${account.account}:user/alice`, false),
  ];
}

export const TRAIL: JsonObject = {
  Name: 'main',
  S3BucketName: BUCKET,
  IsMultiRegionTrail: true,
  LogFileValidationEnabled: true,
  CloudWatchLogsLogGroupArn: `arn:aws:logs:${HOME}:111122223333:log-group:${GROUP}:*`,
  CloudWatchLogsRoleArn: `arn:aws:iam::111122223333:role/${ROLE}`,
};

/** As CloudTrail's console makes it, with a lifecycle: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html */
function makeBucket(account: Account): void {
  account.s3.create(BUCKET);
  const { configurations } = account.s3.bucket(BUCKET);
  configurations.set('publicAccessBlock', blockXml());
  configurations.set('versioning', '<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>');
  configurations.set('lifecycle', lifecycleXml({ days: 400 }));
  configurations.set('policy', JSON.stringify({ Version: '2012-10-17', Statement: FOR_TRAIL }));
}

const SERVICE: JsonObject = { Effect: 'Allow', Principal: { Service: 'cloudtrail.amazonaws.com' } };
/** CloudTrail alone may write. */
export const FOR_TRAIL: readonly JsonObject[] = [
  { ...SERVICE, Action: 's3:GetBucketAcl', Resource: `arn:aws:s3:::${BUCKET}` },
  { ...SERVICE, Action: 's3:PutObject', Resource: `arn:aws:s3:::${BUCKET}/AWSLogs/*` },
];

interface Blocked {
  readonly acls?: boolean;
  readonly policies?: boolean;
}

/** Block Public Access: all of it by default. */
export function blockXml({ acls = true, policies = true }: Blocked = {}): string {
  const parts = { BlockPublicAcls: acls, IgnorePublicAcls: acls, BlockPublicPolicy: policies };
  const all = Object.entries({ ...parts, RestrictPublicBuckets: policies });
  return `<PublicAccessBlockConfiguration>${all.map(([name, is]) => `<${name}>${is}</${name}>`).join('')}</PublicAccessBlockConfiguration>`;
}

interface Lifecycle {
  readonly days?: number;
  readonly date?: string;
  readonly filter?: string;
  readonly status?: string;
}

/** One rule. `filter`: XML; defaults to the whole bucket. */
export function lifecycleXml({ days, date, filter = '<Prefix></Prefix>', status = 'Enabled' }: Lifecycle): string {
  const when = days === undefined ? `<Date>${date}</Date>` : `<Days>${days}</Days>`;
  const rule = `<ID>expire</ID><Status>${status}</Status><Filter>${filter}</Filter><Expiration>${when}</Expiration>`;
  return `<LifecycleConfiguration><Rule>${rule}</Rule></LifecycleConfiguration>`;
}

/** A mail subscription, confirmed. */
export function subscribe(account: Account, topic: string, address: string): void {
  const { token } = account.sns.subscribe(topic, 'email', address);
  account.sns.confirm(topic, token);
}

interface FilterFacts {
  readonly pattern?: string;
  readonly group?: string;
  readonly metric?: JsonObject;
  readonly region?: string;
}

/** Makes or replaces a metric filter. */
export function putFilter(
  account: Account,
  name: string,
  { pattern, group = GROUP, metric, region }: FilterFacts,
): void {
  account.logs.group(group, region).metricFilters.set(name, {
    filterName: name,
    logGroupName: group,
    filterPattern: pattern ?? FILTERS.get(name) ?? '',
    metricTransformations: [{ metricNamespace: NAMESPACE, metricName: name, metricValue: '1', ...metric }],
  });
}

/** Makes or replaces the alarm on a filter's metric: one event in five minutes. */
export function putAlarm(account: Account, name: string, topic: string, more: JsonObject = {}, region?: string): void {
  account.cloudwatch.putAlarm(
    {
      AlarmName: name,
      Namespace: NAMESPACE,
      MetricName: name,
      Statistic: 'Sum',
      Period: 300,
      EvaluationPeriods: 1,
      Threshold: 1,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      TreatMissingData: 'notBreaching',
      AlarmActions: [topic],
      ...more,
    },
    region,
  );
}
