/** An account whose alarms alert two people to every deed that an audit knows; scripted accounts break it in one way each. */
import type { JsonObject } from '../../src/core/event.ts';
import { CIS_CONTROLS } from '../../src/selection/cis.ts';
import type { Account } from '../account/account.ts';
import { makeGoodDoors } from './doors.ts';

export const HOME = 'us-east-1';
export const REGIONS = [HOME, 'eu-north-1'];
export const GROUP = 'trail-logs';
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
  account.cloudtrail.add(TRAIL, { status: { LatestDeliveryTime: account.logs.world.now() / 1_000 } });
  for (const [name, pattern] of FILTERS) {
    putFilter(account, name, { pattern });
    putAlarm(account, name, topic);
  }
  makeGoodDoors(account);
  return { topic };
}

const ROLE = 'trail-logs';

/** The role with which CloudTrail writes to the log group. */
function letTrailWrite({ identity }: Account): void {
  const Resource = `arn:aws:logs:${HOME}:111122223333:log-group:${GROUP}:*`;
  const statement = { Effect: 'Allow', Action: ['logs:CreateLogStream', 'logs:PutLogEvents'], Resource };
  identity.roles.add(ROLE);
  identity.rolePolicies.set(ROLE, new Map([['write', JSON.stringify({ Statement: [statement] })]]));
}

export const TRAIL: JsonObject = {
  Name: 'main',
  S3BucketName: 'acme-trail',
  IsMultiRegionTrail: true,
  LogFileValidationEnabled: true,
  CloudWatchLogsLogGroupArn: `arn:aws:logs:${HOME}:111122223333:log-group:${GROUP}:*`,
  CloudWatchLogsRoleArn: `arn:aws:iam::111122223333:role/${ROLE}`,
};

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
