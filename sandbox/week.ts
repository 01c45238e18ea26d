/** A made-up week of a noisy account: robots that change resources all day, and people's changes among them. */
import type { Json, JsonObject } from '../src/core/event.ts';
import {
  type Add,
  HOME,
  MAC,
  OFFICE,
  ROOT,
  recorder,
  role,
  STRANGER,
  signIn,
  user,
  WINDOWS,
} from '../src/demo/made-up.ts';

const DAYS = 7;
const HOUR = 60;
const DAY = 24 * HOUR;
const RUNNER = '198.51.100.140';
const TERRAFORM = 'APN/1.0 HashiCorp/1.0 Terraform/1.13.4 (+https://www.terraform.io) aws-sdk-go-v2/1.39.0';
const BOTO = 'Boto3/1.40.1 md/Botocore#1.40.1 ua/2.1 os/linux lang/python#3.13.1';

/** The regions that this account has enabled. */
export const WEEK_REGIONS: readonly string[] = ['ap-northeast-1', 'us-east-1'];

/** The owners' settings of this account. */
export const WEEK_SETTINGS = `name: acme
timezone: Asia/Tokyo
trusted:
  - { cidr: 203.0.113.0/24, name: Tokyo office }
rules:
  iam-policy-changed: { on: true }
  net-changed: { on: true }
  sg-changed: { on: true }
`;

/** The seven days before `now` (milliseconds since the epoch); the same for the same `now`. */
export function madeUpWeek(now: number): readonly JsonObject[] {
  const { add, made } = recorder(now);
  people(add);
  byHand(add);
  deployments(add);
  scanner(add);
  infrastructure(add);
  autoscaling(add);
  oddities(add);
  return made;
}

interface Call {
  readonly by: JsonObject;
  readonly service: string;
  readonly name: string;
  readonly agent: string;
  readonly request?: Json;
  readonly error?: string;
}

/** Roles and users call with a key of their own, by which the session of a call is told. */
function withKey(by: JsonObject): JsonObject {
  const owner = by['type'] === 'AssumedRole' ? by['principalId'] : by['userName'];
  if (typeof owner !== 'string') return by;
  const name = owner.replace(/^.*:/, '').replaceAll(/[^a-z0-9]/gi, '');
  return { accessKeyId: `ASIAEXAMPLE${name.toUpperCase()}`, ...by };
}

function call({ by, service, name, agent, request = null, error }: Call): Record<string, Json> {
  return {
    eventSource: `${service}.amazonaws.com`,
    eventName: name,
    userIdentity: withKey(by),
    userAgent: agent,
    requestParameters: request,
    ...(error === undefined ? {} : { errorCode: error, errorMessage: 'not authorized' }),
  };
}

/** Sign-ins from the office every day, from home at times, and root once. */
function people(add: Add): void {
  for (let day = 0; day < DAYS; day += 1) {
    add({ minutesAgo: day * DAY + 540, region: 'ap-northeast-1', address: OFFICE }, signIn(user('alice')));
    if (day % 3 === 0) {
      const evening = { minutesAgo: day * DAY + 90, region: 'us-east-1', address: HOME };
      add(evening, signIn(user('bob'), { mfa: 'No', agent: MAC }));
    }
  }
  add({ minutesAgo: 3 * DAY + 200, region: 'us-east-1', address: HOME }, signIn(ROOT));
  const passwords = call({ by: ROOT, service: 'iam', name: 'UpdateAccountPasswordPolicy', agent: WINDOWS });
  add({ minutesAgo: 3 * DAY + 190, region: 'us-east-1', address: HOME }, passwords);
}

const ingress = (port: number, cidr: string, group = 'sg-0123456789abcdef0'): Json => ({
  groupId: group,
  ipPermissions: {},
  cidrIp: cidr,
  ipProtocol: 'tcp',
  fromPort: port,
  toPort: port,
});

/** People's changes in the console; bob repeats the robot's, day by day. */
function byHand(add: Add): void {
  const office = { region: 'ap-northeast-1', address: OFFICE };
  for (let day = 0; day < DAYS; day += 2) {
    const request = ingress(443, '203.0.113.0/24', 'sg-0fedcba9876543210');
    const name = 'AuthorizeSecurityGroupIngress';
    const change = call({ by: user('bob'), service: 'ec2', name, agent: MAC, request });
    add({ ...office, minutesAgo: day * DAY + 480 }, change);
  }
  const ssh = ingress(22, '198.51.100.0/24');
  const opened = call({
    by: user('alice'),
    service: 'ec2',
    name: 'AuthorizeSecurityGroupIngress',
    agent: WINDOWS,
    request: ssh,
  });
  add({ ...office, minutesAgo: 2 * DAY + 300 }, opened);
}

/** A deploying robot, under a new session name each time. */
function deployments(add: Add): void {
  const policy = { roleName: 'app-server', policyName: 'queue', policyDocument: '{"Statement":[]}' };
  const steps = [
    { service: 'ec2', name: 'AuthorizeSecurityGroupIngress', request: ingress(443, '203.0.113.0/24') },
    { service: 'iam', name: 'PutRolePolicy', request: policy },
    { service: 'ec2', name: 'RevokeSecurityGroupIngress', request: ingress(443, '203.0.113.0/24') },
  ];
  for (let run = 0; run < DAYS * 36; run += 1) {
    const step = steps[run % steps.length];
    if (step === undefined) continue;
    const region = step.service === 'iam' ? 'us-east-1' : 'ap-northeast-1';
    const by = role('ci-deploy', `GitHubActions-${run}`);
    add({ minutesAgo: run * 40 + 7, region, address: RUNNER }, call({ ...step, by, agent: TERRAFORM }));
  }
}

/** A scanner without permissions tries everything, six times a day. */
function scanner(add: Add): void {
  const tries = ['ListBuckets', 'ListUsers', 'DescribeInstances', 'ListFunctions', 'ListKeys', 'DescribeDBInstances'];
  const services = ['s3', 'iam', 'ec2', 'lambda', 'kms', 'rds'];
  for (let scan = 0; scan < DAYS * 6; scan += 1) {
    const by = role('vulnerability-scanner', `scan-${scan}`);
    for (let index = 0; index < 24; index += 1) {
      const [name, service] = [tries[index % tries.length] ?? '', services[index % services.length] ?? ''];
      const moment = { minutesAgo: scan * 4 * HOUR + 30 - index / 4, region: 'us-east-1', address: RUNNER };
      add(moment, { ...call({ by, service, name, agent: BOTO, error: 'AccessDenied' }), readOnly: true });
    }
  }
}

/** Infrastructure as code puts routes and groups back in order. */
function infrastructure(add: Add): void {
  for (let run = 0; run < DAYS * 12; run += 1) {
    const by = role('terraform', `apply-${run}`);
    const moment = { minutesAgo: run * 2 * HOUR + 55, region: 'ap-northeast-1', address: RUNNER };
    const route = { routeTableId: 'rtb-0123456789abcdef0', destinationCidrBlock: '10.0.0.0/16' };
    add(moment, call({ by, service: 'ec2', name: 'ReplaceRoute', agent: TERRAFORM, request: route }));
  }
}

/** Auto Scaling at work: no rule fires on it. */
function autoscaling(add: Add): void {
  const service = 'autoscaling.amazonaws.com';
  const by = { ...role('AWSServiceRoleForAutoScaling', 'AutoScaling'), invokedBy: service };
  for (let run = 0; run < DAYS * 8; run += 1) {
    const items = [0, 1, 2, 3, 4, 5].map((index) => ({ instanceId: `i-0123456789abc${run}${index}` }));
    const request = { instancesSet: { items } };
    const moment = { minutesAgo: run * 3 * HOUR + 12, region: 'ap-northeast-1', address: service };
    add(moment, call({ by, service: 'ec2', name: 'TerminateInstances', agent: service, request }));
  }
}

/** The events not to be missed: the robot's role stops the trail, and one evening a stranger is busy. */
function oddities(add: Add): void {
  const by = role('ci-deploy', 'GitHubActions-9999');
  const trail = call({ by, service: 'cloudtrail', name: 'StopLogging', agent: BOTO, request: { name: 'main' } });
  add({ minutesAgo: 4 * DAY + 33, region: 'us-east-1', address: STRANGER }, trail);
  for (let index = 0; index < 12; index += 1) {
    const request = ingress(8443, '203.0.113.0/24');
    const name = 'AuthorizeSecurityGroupIngress';
    const change = call({ by: role('migration', 'once'), service: 'ec2', name, agent: BOTO, request });
    add({ minutesAgo: 5 * DAY + index * 20, region: 'ap-northeast-1', address: STRANGER }, change);
  }
}
