/** 1,000 roles, 200 users, 20 groups and 400 policies, of which about 300 roles could touch the way of an alert. */
import type { JsonObject } from '../../src/core/event.ts';
import type { Account } from '../account/account.ts';
import type { HolderFacts, IamDirectory } from '../account/iam-directory.ts';
import { HOME } from './good.ts';
import { ACCOUNT } from './steps.ts';

const PRINCIPALS = { roles: 1_000, users: 200, groups: 20, policies: 400 } as const;

const allow = (action: string | readonly string[], more: JsonObject = {}): JsonObject => ({
  ...{ Effect: 'Allow', Action: typeof action === 'string' ? action : [...action], Resource: '*' },
  ...more,
});
const deny = (action: string | readonly string[], more: JsonObject = {}): JsonObject => ({
  ...allow(action, more),
  Effect: 'Deny',
});

/** A team's own resources. */
const ofTeam = (service: string, kind: string, team: number) => `arn:aws:${service}:*:${ACCOUNT}:${kind}team-${team}-*`;

/** Policy of an application: of usual length, without a word on alerts. */
const application = (team: number): readonly JsonObject[] => [
  allow(['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'], {
    Resource: [ofTeam('logs', 'log-group:/teams/', team), ofTeam('logs', 'log-group:/aws/lambda/', team)],
  }),
  allow(['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:Query', 'dynamodb:BatchWriteItem'], {
    Resource: [ofTeam('dynamodb', 'table/', team), `${ofTeam('dynamodb', 'table/', team)}/index/*`],
  }),
  allow(['s3:GetObject', 's3:PutObject', 's3:AbortMultipartUpload'], { Resource: `arn:aws:s3:::team-${team}-*/*` }),
  allow(['s3:ListBucket', 's3:GetBucketLocation'], { Resource: `arn:aws:s3:::team-${team}-*` }),
  allow(['sqs:SendMessage', 'sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'], {
    Resource: ofTeam('sqs', '', team),
  }),
  allow(['sns:Publish'], { Resource: `arn:aws:sns:${HOME}:${ACCOUNT}:team-${team}` }),
  allow(['kms:Decrypt', 'kms:GenerateDataKey'], {
    Condition: { StringEquals: { 'kms:ViaService': [`s3.${HOME}.amazonaws.com`, `sqs.${HOME}.amazonaws.com`] } },
  }),
  allow(['secretsmanager:GetSecretValue', 'ssm:GetParameter', 'ssm:GetParametersByPath'], {
    Resource: [ofTeam('secretsmanager', 'secret:', team), ofTeam('ssm', 'parameter/', team)],
  }),
  allow(['xray:PutTraceSegments', 'xray:PutTelemetryRecords', 'cloudwatch:PutMetricData', 'ec2:Describe*']),
];

const SERVICES = ['ec2', 's3', 'rds', 'dynamodb', 'lambda', 'sqs', 'sns', 'cloudwatch', 'logs', 'events', 'kms', 'iam'];
/** As long as AWS's own ReadOnlyAccess. */
const READ_ONLY: readonly JsonObject[] = Array.from({ length: 20 }, (_, at) =>
  allow(SERVICES.flatMap((service) => ['Get', 'List', 'Describe'].map((verb) => `${service}:${verb}*${at || ''}`))),
);

/** By what a role is for: its policies, for a number and a team. Each could touch an alert's way. */
const KINDS: readonly ((principals: IamDirectory, team: number) => HolderFacts)[] = [
  // Deploys its own team's resources.
  (_, team) => ({
    inline: {
      deploy: [
        allow(['cloudwatch:*', 'sns:*', 'events:*', 'lambda:*', 'sqs:*'], {
          Resource: [
            ofTeam('cloudwatch', 'alarm:', team),
            ofTeam('sns', '', team),
            ofTeam('events', 'rule/', team),
            ofTeam('lambda', 'function:', team),
            ofTeam('sqs', '', team),
          ],
        }),
      ],
    },
  }),
  // May do all with alarms, in a boundary that leaves them out.
  (principals) => ({ inline: { alarms: [allow('cloudwatch:*')] }, boundary: boundaryOf(principals) }),
  (principals) => ({ managed: [principals.addPolicy('PowerUserAccess', POWER_USER, 'aws')] }),
  () => ({ inline: { monitoring: [allow(['cloudwatch:PutMetricAlarm', 'cloudwatch:DeleteAlarms', 'sns:*'])] } }),
  // All, but not with what alerts.
  () => ({ inline: { almost: [allow('*'), deny(['cloudwatch:*', 'sns:*', 'events:*', 'logs:*', 'cloudtrail:*'])] } }),
  () => ({
    inline: { events: [allow('events:*', { Condition: { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } } })] },
  }),
  () => ({
    inline: { logs: [allow(['logs:*'], { Resource: [`arn:aws:logs:*:${ACCOUNT}:log-group:/teams/*`] })] },
  }),
  () => ({
    inline: { office: [allow('sns:*', { Condition: { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } } })] },
  }),
  (_, team) => ({
    inline: { 'all-but-iam': [{ Effect: 'Allow', NotAction: ['iam:*', 'sns:*'], Resource: '*' }] },
    tags: { team: String(team) },
  }),
  (principals, team) => ({
    managed: [principals.addPolicy(`team-${team}-operations`, [...application(team), allow('logs:*MetricFilter')])],
  }),
];

const POWER_USER: readonly JsonObject[] = [
  { Effect: 'Allow', NotAction: ['iam:*', 'organizations:*', 'account:*'], Resource: '*' },
  allow(['iam:CreateServiceLinkedRole', 'iam:ListRoles', 'organizations:DescribeOrganization']),
];

const boundaryOf = (principals: IamDirectory) =>
  principals.addPolicy('developer-boundary', [allow(['ec2:*', 's3:*', 'dynamodb:*', 'lambda:*', 'logs:*'])]);

/** Three in ten of the roles. */
const isOnWay = (at: number) => at % 10 < 3;

export function makeManyPrincipals({ identity: { principals } }: Account): void {
  const readOnly = principals.addPolicy('ReadOnlyAccess', READ_ONLY, 'aws');
  const all = principals.addPolicy('AdministratorAccess', [allow('*')], 'aws');
  const managed = Array.from({ length: PRINCIPALS.policies }, (_, at) =>
    principals.addPolicy(`team-${at}-application`, application(at)),
  );
  const trust = [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }];
  for (let at = 0; at < PRINCIPALS.roles; at += 1) {
    const kind = KINDS[Math.floor(at / 10) % KINDS.length];
    const facts = isOnWay(at) && kind !== undefined ? kind(principals, at) : {};
    principals.roles.set(`team-${at}-${isOnWay(at) ? 'operations' : 'application'}`, {
      ...{ trust, tags: { team: `team-${at}` } },
      ...facts,
      inline: { application: application(at), ...facts.inline },
      managed: [managed[at % managed.length] ?? '', ...(at % 7 === 0 ? [readOnly] : []), ...(facts.managed ?? [])],
    });
  }
  principals.roles.set('Admin', { trust, managed: [all] });
  principals.roles.set('AWSServiceRoleForAutoScaling', {
    ...{ trust, inline: { all: [allow('cloudwatch:*')] }, path: '/aws-service-role/autoscaling.amazonaws.com/' },
  });
  for (let at = 0; at < PRINCIPALS.groups; at += 1)
    principals.groups.set(`group-${at}`, {
      inline: { shared: application(at) },
      managed: [readOnly, ...(at === 0 ? [principals.addPolicy('alarm-desk', [allow('cloudwatch:*Alarm*')])] : [])],
    });
  for (let at = 0; at < PRINCIPALS.users; at += 1)
    principals.users.set(`person-${at}`, { groups: [`group-${at % PRINCIPALS.groups}`, 'group-1'] });
}
