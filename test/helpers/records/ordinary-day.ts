/** A generated day of an ordinary account of 50 people: what consoles, services and deployments do, and no rule is about. */
import type { JsonObject } from '../../../src/core/event.ts';
import { apiCall, iamUser, role } from './records.ts';

/** Calls an hour, by service and name: reads of consoles and scanners, and what services do for themselves. */
const HOURLY: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  ec2: { DescribeInstances: 60, DescribeVolumes: 20, DescribeSecurityGroups: 20, RunInstances: 2, CreateTags: 4 },
  sts: { AssumeRole: 120, GetCallerIdentity: 40, AssumeRoleWithWebIdentity: 10 },
  kms: { Decrypt: 60, GenerateDataKey: 40, CreateGrant: 3, RetireGrant: 2, Encrypt: 4 },
  s3: { GetBucketAcl: 20, ListBuckets: 6, GetBucketPolicy: 6, HeadBucket: 4, PutBucketTagging: 1 },
  logs: { CreateLogStream: 40, DescribeLogGroups: 15, FilterLogEvents: 4, StartQuery: 2, CreateLogGroup: 1 },
  monitoring: { DescribeAlarms: 20, PutMetricAlarm: 1, PutDashboard: 1, GetMetricData: 20 },
  lambda: { ListFunctions20150331: 8, GetFunction20150331v2: 8, PublishVersion20150331: 1, TagResource20170331v2: 1 },
  ssm: { UpdateInstanceInformation: 30, GetParameters: 30, DescribeParameters: 4, SendCommand: 1, PutInventory: 4 },
  dynamodb: { DescribeTable: 30, ListTables: 4, UpdateTimeToLive: 1 },
  rds: { DescribeDBInstances: 15, CreateDBSnapshot: 1, AddTagsToResource: 1 },
  ecr: { BatchGetImage: 12, GetAuthorizationToken: 12, BatchCheckLayerAvailability: 12, PutImage: 2 },
  ecs: { DescribeServices: 12, RegisterTaskDefinition: 1, UpdateService: 1, SubmitTaskStateChange: 8 },
  eks: { DescribeCluster: 4, AccessKubernetesApi: 2 },
  elasticloadbalancing: { DescribeTargetHealth: 20, RegisterTargets: 2, DeregisterTargets: 2, ModifyRule: 1 },
  autoscaling: { DescribeAutoScalingGroups: 12, SetDesiredCapacity: 1 },
  cloudformation: { DescribeStacks: 12, CreateChangeSet: 1, DetectStackDrift: 1, DescribeChangeSet: 2 },
  iam: { ListRoles: 6, GetRole: 10, ListAttachedRolePolicies: 6, GenerateServiceLastAccessedDetails: 1, TagRole: 1 },
  cloudtrail: { DescribeTrails: 4, LookupEvents: 6 },
  config: { DescribeConfigRules: 4, PutEvaluations: 12 },
  guardduty: { ListDetectors: 4, GetFindings: 4 },
  securityhub: { GetFindings: 6, BatchImportFindings: 6 },
  secretsmanager: { GetSecretValue: 20, ListSecrets: 2, DescribeSecret: 4 },
  sns: { ListTopics: 4, CreateTopic: 1, TagResource: 1 },
  sqs: { GetQueueAttributes: 6, CreateQueue: 1 },
  events: { ListRules: 6, PutRule: 1, TagResource: 1 },
  signin: { RenewRole: 1, GetSigninToken: 0 },
  sso: { Authenticate: 4, Federate: 6, GetRoleCredentials: 10, ListAccountRoles: 6 },
  apigateway: { GetRestApis: 4, CreateDeployment: 1 },
  route53: { ListHostedZones: 4, ChangeResourceRecordSets: 1 },
  backup: { StartBackupJob: 1, ListBackupJobs: 2 },
  glue: { GetTables: 6, StartJobRun: 1 },
  health: { DescribeEventAggregates: 6 },
};
/** Requests of calls that would mean something else without. */
const REQUESTS: Readonly<Record<string, object>> = {
  PutMetricAlarm: { alarmName: 'web', alarmActions: ['arn:aws:sns:us-east-1:111122223333:ops'] },
};
const HOURS = 24;

export function ordinaryDay(): readonly JsonObject[] {
  const people = Array.from({ length: 50 }, (_, index) => iamUser(`person-${index}`));
  const machines = ['ci', 'scanner', 'web', 'batch'].map((name) => role(name, 'session'));
  const hour = Object.entries(HOURLY).flatMap(([service, calls]) =>
    Object.entries(calls).flatMap(([name, count]) => Array.from({ length: count }, () => ({ service, name }))),
  );
  return Array.from({ length: HOURS }, (_, at) => at).flatMap((at) =>
    hour.map(({ service, name }, index): JsonObject => {
      const by = index % 4 === 0 ? people[(at * 7 + index) % people.length] : machines[index % machines.length];
      const readOnly = /^(?:Get|List|Describe|Head|Lookup|Assume|Decrypt|Generate|BatchGet|BatchCheck)/.test(name);
      const made = apiCall(service, name, {
        by: by ?? {},
        request: REQUESTS[name] ?? null,
        minute: at * 60 + (index % 60),
        also: { readOnly, index },
      });
      return JSON.parse(JSON.stringify(made));
    }),
  );
}
