/** An AWS account on loopback, for the tests and `npm run sandbox`: real clients, one endpoint, a given clock. */
import type { JsonObject } from '../../src/core/event.ts';
import { listAt } from '../../src/core/fields.ts';
import { type HttpAnswer, type HttpRequest, listen } from '../../src/demo/http.ts';
import { failXml, readQuery } from '../protocol/query-protocol.ts';
import { CloudWatch } from './cloudwatch/cloudwatch.ts';
import type { Datum } from './cloudwatch/metrics.ts';
import { type Directory, directory } from './directory.ts';
import { organizationActions } from './doors/organization.ts';
import { type Watchers, watchers } from './doors/watchers.ts';
import { Events } from './events.ts';
import { type IdentityService, identity } from './identity.ts';
import { Kms } from './kms.ts';
import { type Invoke, Lambda } from './lambda/lambda.ts';
import { Logs } from './logs/logs.ts';
import { isDeniedBy } from './resource-policy.ts';
import { type Call, type FaultInjector, router } from './router.ts';
import { S3 } from './s3/s3.ts';
import { trailAccess } from './s3/trail-access.ts';
import { Scheduler } from './scheduler.ts';
import type { Service } from './service.ts';
import { type OtherAccount, type Sessions, sessions } from './sessions.ts';
import { Sns } from './sns/sns.ts';
import { Sqs } from './sqs/sqs.ts';
import { Ssm } from './ssm/ssm.ts';
import { TableGuards } from './table-guards.ts';
import { Trails } from './trails.ts';
import { type AccountContext, background } from './world.ts';

export interface AccountOptions {
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
  /** Default region of the account's own methods. */
  readonly home?: string;
  readonly trouble?: FaultInjector;
  /** Waits before each answer; by default none does. */
  readonly latency?: (call: Call) => Promise<void>;
  /** Runs the account's functions. By default they return `null`. */
  readonly invoke?: Invoke;
  /** Enabled regions, as ListRegions returns them. */
  readonly regions?: readonly string[];
  /** CloudTrail's event history, and the regions that refuse it. */
  readonly records?: readonly JsonObject[];
  readonly denied?: readonly string[];
  /** Log events that one page of FilterLogEvents scans. */
  readonly logsPage?: number;
  /** URL of a DynamoDB for the account's requests. */
  readonly dynamodb?: string;
  /** Other accounts behind the same endpoint; a request is for the account of its access key. */
  readonly others?: readonly OtherAccount[];
  readonly athena?: Service;
  readonly cloudformation?: (asked: HttpRequest) => HttpAnswer | Promise<HttpAnswer>;
}

export interface Account extends Watchers {
  /** For AWS_ENDPOINT_URL. */
  readonly endpoint: string;
  readonly account: string;
  /** All requests, in order. */
  readonly calls: readonly Call[];
  readonly sqs: Sqs;
  readonly ssm: Ssm;
  readonly s3: S3;
  readonly sns: Sns;
  readonly lambda: Lambda;
  readonly logs: Logs;
  readonly cloudwatch: CloudWatch;
  readonly cloudtrail: Trails;
  readonly identity: IdentityService;
  readonly directory: Directory;
  readonly events: Events;
  readonly kms: Kms;
  readonly scheduler: Scheduler;
  readonly sessions: Sessions;
  /** Properties of tables that its DynamoDB doesn't know. */
  readonly guards: TableGuards;
  /** The other accounts, by id. */
  readonly accounts: ReadonlyMap<string, Parts>;
  /** Resolves once AWS's later work, such as asynchronous invocations, is over. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

const ACCOUNT = '111122223333';

const ALARMS = 'cloudwatch.amazonaws.com';

export async function startAccount(options: AccountOptions = {}): Promise<Account> {
  const { now = Date.now, home = 'us-east-1', trouble, latency, others = [] } = options;
  const { later, settled } = background();
  let endpoint = '';
  const world: AccountContext = { account: ACCOUNT, home, now, later, endpoint: () => endpoint };
  const keys = sessions(ACCOUNT, others, now);
  const all = new Map<string, Parts>();
  const ground: Ground = { keys, all };
  const parts = allParts(world, options, ground);
  all.set(ACCOUNT, parts);
  const guards = new TableGuards();
  const own = { ...servicesOf(parts), ...guests(options, guards) };
  for (const other of others) all.set(other.id, allParts({ ...world, account: other.id }, other, ground));
  const elsewhere = new Map([...all].map(([id, its]) => [id, id === ACCOUNT ? own : servicesOf(its)]));
  const { answer, calls } = router(own, { trouble, latency }, (key) => elsewhere.get(keys.accountOf(key)) ?? own);
  const server = await listen(answer);
  endpoint = server.url;
  const accounts = new Map([...all].filter(([id]) => id !== ACCOUNT));
  return {
    endpoint,
    account: ACCOUNT,
    calls,
    ...parts,
    accounts,
    sessions: keys,
    guards,
    settled,
    close: server.close,
  };
}

/** All that an account has. */
export type Parts = Pick<
  Account,
  | 'sqs'
  | 'sns'
  | 'lambda'
  | 'ssm'
  | 's3'
  | 'logs'
  | 'cloudwatch'
  | 'cloudtrail'
  | 'identity'
  | 'directory'
  | 'events'
  | 'kms'
  | keyof Watchers
  | 'scheduler'
>;

interface Ground {
  readonly keys: Sessions;
  /** By account: what one lets in from another. */
  readonly all: ReadonlyMap<string, Parts>;
}

function allParts(world: AccountContext, options: AccountOptions, { keys: sessionKeys, all }: Ground): Parts {
  const accountIn = (arn: string) => all.get(arn.split(':')[4] ?? '');
  const others = <K extends keyof Parts>(part: K) =>
    [...all].filter(([id]) => id !== world.account).map(([, its]) => its[part]);
  const { invoke, records = [], denied = [], regions = [world.home], logsPage } = options;
  const functions = new Lambda(world, invoke);
  const keys = new Kms(world);
  const queues = new Sqs(world, (key, region, asking) => keys.opensFor(key, region, asking));
  const caller = identity(world, regions, sessionKeys);
  const lambdaOf = (arn: string) => accountIn(arn)?.lambda ?? functions;
  const topics = new Sns(world, {
    invoke: (arn, event, topic) => lambdaOf(arn).invokeFor(arn, event, topic),
    send: (arn, body, source) =>
      (accountIn(arn)?.sqs ?? queues).sendFor({ service: 'sns.amazonaws.com', source }, arn, body),
    opens: (key, region, asking) => keys.opensFor(key, region, asking),
    others: () => others('sns'),
  });
  const watch = new CloudWatch(world, (action, { alarmArn: source, subject, message }) => {
    if (action.split(':')[2] === 'sns') return topics.publishFor({ service: ALARMS, source }, action, subject, message);
    if (action.split(':')[2] !== 'lambda') return undefined;
    const caller = `lambda.alarms.${ALARMS}`;
    const isInvoked = lambdaOf(action).invokeFor(action, JSON.parse(message), source, caller);
    return isInvoked ? undefined : 'AWSLambda function access denied';
  });
  const events = new Events(world, {
    invoke: (arn, event, rule) => lambdaOf(arn).invokeFor(arn, event, rule),
    publish: (topic, message, source) =>
      topics.publishFor({ service: 'events.amazonaws.com', source }, topic, undefined, message),
    send: (arn, body, source) =>
      (accountIn(arn)?.sqs ?? queues).sendFor({ service: 'events.amazonaws.com', source }, arn, body),
    mayAct: (role, action, resource, source) =>
      caller.documents.allows(role, { service: 'events.amazonaws.com', source }, action, resource),
    sendAs(arn, message, principal) {
      const service = arn.split(':')[2];
      if (service === 'lambda') lambdaOf(arn).invokeLater(arn, JSON.parse(message));
      const isDenied = (policy: string | undefined, action: string) =>
        isDeniedBy(policy, { principal, action, resource: arn });
      const owner = topics.ownerOf(arn);
      if (service === 'sns' && !isDenied(owner.topic(arn).attributes.get('Policy'), 'sns:Publish'))
        owner.publish(arn, undefined, message);
      const queue = (accountIn(arn)?.sqs ?? queues).byArn(arn);
      if (service === 'sqs' && !isDenied(queue?.settings.get('Policy'), 'sqs:SendMessage'))
        queue?.send({ body: message });
    },
    sendOn: (bus, event, role) => accountIn(bus)?.events.receive(bus, event, role),
  });
  const count = (data: readonly Datum[], region: string) => {
    for (const datum of data) watch.putData(datum, region);
    watch.evaluate(region);
  };
  const buckets = new S3(world, {
    tell: (...object) => events.objectCreated(...object),
    publish: (topic, message, source) =>
      topics.publishFor(
        { service: 's3.amazonaws.com', source, account: world.account },
        topic,
        'Amazon S3 Notification',
        message,
      ),
    others: () => others('s3'),
    callerOf: (key) => functions.roleOf(key) ?? caller.caller,
  });
  return {
    sqs: queues,
    sns: topics,
    lambda: functions,
    ssm: new Ssm(world),
    s3: buckets,
    logs: new Logs(world, {
      invoke: (arn, event, group) => lambdaOf(arn).invokeFor(arn, event, group),
      count,
      scanned: logsPage,
    }),
    cloudwatch: watch,
    cloudtrail: new Trails(world, { records, denied, now: world.now }, (...asked) => trailAccess(buckets, ...asked)),
    identity: caller,
    directory: directory(organizationActions(caller.credentials)),
    events,
    kms: keys,
    ...watchers(world),
    scheduler: new Scheduler(world, actor(functions, watch)),
  };
}

/** Targets of schedules: https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-targets-universal.html */
function actor(functions: Lambda, watch: CloudWatch) {
  return (target: string, input: string) => {
    const [, action] = /^arn:aws:scheduler:::aws-sdk:cloudwatch:(\w+)$/.exec(target) ?? [];
    if (action === undefined) return functions.invokeLater(target, JSON.parse(input));
    const names = listAt(JSON.parse(input), 'AlarmNames').map(String);
    watch.switchActions(names, action === 'enableAlarmActions', watch.world.home);
  };
}

/** By the name in the signature. */
function servicesOf({
  cloudwatch,
  identity,
  directory: { identitystore, organizations },
  scheduler: _,
  ...others
}: Parts): Readonly<Record<string, Service>> {
  const { sts, iam, account } = identity;
  const named = Object.entries(others).map(([name, { service }]) => [name, service] as const);
  return {
    ...Object.fromEntries(named),
    monitoring: cloudwatch.service,
    sts,
    iam,
    account,
    identitystore,
    organizations,
  };
}

/** Services with servers of their own. */
function guests(
  { dynamodb, cloudformation, athena }: AccountOptions,
  guards: TableGuards,
): Readonly<Record<string, Service>> {
  return {
    ...(athena === undefined ? {} : { athena }),
    ...(dynamodb === undefined ? {} : { dynamodb: guards.service(dynamodb) }),
    ...(cloudformation === undefined ? {} : { cloudformation: { ...QUERY, answer: cloudformation } }),
  };
}

const QUERY: Omit<Service, 'answer'> = {
  actionOf: (asked) => readQuery(asked)?.action ?? '',
  inputOf: (asked) => readQuery(asked)?.input ?? {},
  refuse: ({ code, message, status }) => failXml(code, message, status),
};
