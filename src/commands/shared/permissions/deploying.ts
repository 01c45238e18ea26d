/** Permissions of deploying and destroying: CloudFormation calls the services with the deploying user's rights. */
import { allChannels, parametersOf } from '../../../channels/secrets-of.ts';
import { beginningOf, namesOf } from '../../../core/names.ts';
import { matchesGlob } from '../../../core/patterns/glob.ts';
import { type Settings, trailBucketOf } from '../../../core/settings.ts';
import { HANDLER_ACTIONS, type HandlerActions } from '../../../template/handler-actions.ts';
import type { Permission } from './permission.ts';

type Named = Pick<Settings, 'name' | 'trail' | 'table' | 'health'>;

/** Names that CloudFormation makes up have at most 64 characters, 24 of them the stack's. */
const MADE_UP = 24;
const shortened = (name: string) => beginningOf(name, MADE_UP);

/** Both have their names from us; what only begins as they do may be somebody else's. */
const buckets = ({ name }: Named) =>
  [namesOf(name).artifactsBucket('*'), namesOf(name).trailBucket('*')].map((bucket) => `arn:aws:s3:::${bucket}`);

/** Any that a trail may have; ours, where it is to be made. */
const logGroups = ({ name, trail }: Named) =>
  `arn:aws:logs:*:*:log-group:${trail.use === 'new' ? namesOf(name).trailLog : ''}*`;

/** By type, as narrow as the service knows: https://docs.aws.amazon.com/service-authorization/latest/reference/reference.html */
const RESOURCES: Readonly<Record<string, (settings: Named) => readonly string[]>> = {
  'AWS::CloudTrail::Trail': ({ name }) => [`arn:aws:cloudtrail:*:*:trail/${namesOf(name).trail}`],
  'AWS::CloudWatch::Alarm': ({ name }) => [`arn:aws:cloudwatch:*:*:alarm:${namesOf(name).every}`],
  'AWS::DynamoDB::Table': ({ name }) => [`arn:aws:dynamodb:*:*:table/${namesOf(name).table}`],
  // The bus of a trail's files in another account, and rules on it.
  'AWS::Events::EventBus': ({ name }) => [`arn:aws:events:*:*:event-bus/${namesOf(name).filesBus}`],
  'AWS::Events::EventBusPolicy': ({ name }) => [`arn:aws:events:*:*:event-bus/${namesOf(name).filesBus}`],
  'AWS::Events::Rule': ({ name }) => [`arn:aws:events:*:*:rule/${namesOf(name).every}`],
  'AWS::IAM::Role': ({ name }) => [`arn:aws:iam::*:role/${shortened(name)}*`],
  'AWS::Lambda::EventInvokeConfig': ({ name }) => [`arn:aws:lambda:*:*:function:${namesOf(name).notifier}*`],
  // AWS makes up their names.
  'AWS::Lambda::EventSourceMapping': () => ['arn:aws:lambda:*:*:event-source-mapping:*'],
  'AWS::Lambda::Function': ({ name }) => [`arn:aws:lambda:*:*:function:${namesOf(name).notifier}*`],
  'AWS::Lambda::Permission': ({ name }) => [`arn:aws:lambda:*:*:function:${namesOf(name).notifier}*`],
  'AWS::Logs::LogGroup': ({ name }) => [
    `arn:aws:logs:*:*:log-group:${namesOf(name).trailLog}*`,
    `arn:aws:logs:*:*:log-group:${namesOf(name).notifierLog}*`,
  ],
  'AWS::Logs::MetricFilter': (settings) => [logGroups(settings)],
  'AWS::Logs::SubscriptionFilter': (settings) => [logGroups(settings)],
  'AWS::S3::Bucket': buckets,
  'AWS::S3::BucketPolicy': buckets,
  'AWS::Scheduler::Schedule': ({ name }) => [`arn:aws:scheduler:*:*:schedule/default/${namesOf(name).every}`],
  'AWS::SNS::Subscription': ({ name }) => [`arn:aws:sns:*:*:${namesOf(name).every}`],
  'AWS::SNS::Topic': ({ name }) => [`arn:aws:sns:*:*:${namesOf(name).every}`],
  'AWS::SNS::TopicPolicy': ({ name }) => [`arn:aws:sns:*:*:${namesOf(name).every}`],
  'AWS::SQS::Queue': ({ name }) => [`arn:aws:sqs:*:*:${namesOf(name).every}`],
  'AWS::SQS::QueuePolicy': ({ name }) => [`arn:aws:sqs:*:*:${namesOf(name).every}`],
};

/** Actions that don't take the resource of their type. */
const APART: Readonly<Record<string, Pick<Permission, 'resources' | 'condition'> & { readonly sid: string }>> = {
  // These know no resources.
  'cloudtrail:DescribeTrails': { sid: 'List', resources: () => ['*'] },
  'cloudformation:ListStacks': { sid: 'List', resources: () => ['*'] },
  'logs:DescribeLogGroups': { sid: 'List', resources: () => ['*'] },
  'logs:DescribeIndexPolicies': { sid: 'List', resources: () => ['*'] },
  // Asked for a list of names, it wants the right to all.
  'cloudwatch:DescribeAlarms': { sid: 'ListAlarms', resources: () => ['arn:aws:cloudwatch:*:*:alarm:*'] },
  ...Object.fromEntries(
    ['Create', 'Update', 'Delete'].map((verb) => [
      `lambda:${verb}EventSourceMapping`,
      {
        sid: 'MapOutbox',
        // A mapping has no name yet; the condition names the function.
        resources: () => ['*'],
        condition: ({ name, health }: Named) => {
          const names = namesOf(name);
          const functions = [names.notifier, ...(health?.channel === undefined ? [] : [names.health.function])];
          const [first, ...others] = functions.map((one) => `arn:aws:lambda:*:*:function:${one}`);
          return { ArnLike: { 'lambda:FunctionArn': others.length === 0 ? first : [first, ...others] } };
        },
      },
    ]),
  ),
  'dynamodb:UpdateContinuousBackups': {
    sid: 'BackUpTable',
    resources: ({ name, table }) =>
      table?.pointInTimeRecovery === undefined ? [] : [`arn:aws:dynamodb:*:*:table/${namesOf(name).table}`],
  },
  'iam:PassRole': {
    sid: 'PassRoles',
    resources: ({ name }) => [`arn:aws:iam::*:role/${shortened(name)}*`],
    condition: () => ({ StringEquals: { 'iam:PassedToService': PASSED_TO } }),
  },
};

/** Services that assume a role of ours (`templates/`). */
const PASSED_TO = ['lambda', 'events', 'scheduler', 'cloudtrail'].map((service) => `${service}.amazonaws.com`);

type Act = keyof HandlerActions;

/** A statement for each set of resources, with all that the types of these resources need. */
function handlers(
  acts: readonly Act[],
  isNeeded: (type: string) => (settings: Settings) => boolean,
  more: readonly string[] = [],
): Permission[] {
  const statements = new Map<string, Permission>();
  const add = (sid: string, action: string, permission: Omit<Permission, 'sid' | 'actions'>) => {
    const actions = [...(statements.get(sid)?.actions ?? []), action];
    statements.set(sid, { ...permission, sid, actions: [...new Set(actions)].toSorted() });
  };
  for (const [type, handler] of Object.entries(HANDLER_ACTIONS)) {
    const resources = RESOURCES[type];
    if (resources === undefined) throw new TypeError(`nobody says which resources ${type} has`);
    for (const action of acts.flatMap((act) => handler[act])) {
      const apart = APART[action];
      if (apart !== undefined) add(apart.sid, action, apart);
      else add(sidOf(type), action, { resources: (settings) => (isNeeded(type)(settings) ? resources(settings) : []) });
    }
  }
  for (const action of more) {
    const apart = APART[action];
    if (apart !== undefined) add(apart.sid, action, apart);
  }
  return [...statements.values()].map((permission) => ({ ...permission, written: shorter(permission.actions) }));
}

/** Questions about what is ours anyway. Without stars the policy would not fit into one: 6,144 characters. */
const READ_ALL = [
  ...['cloudtrail:GetTrail*', 'cloudtrail:Get*Selectors', 'dynamodb:Describe*', 'iam:GetRole*', 'iam:List*Role*'],
  ...['lambda:GetFunction*', 's3:GetBucket*', 's3:Get*Configuration'],
];

function shorter(actions: readonly string[]): readonly string[] {
  const patternOf = (action: string) => READ_ALL.find((pattern) => matchesGlob(pattern, action));
  const isWorthIt = (pattern: string) => actions.filter((action) => patternOf(action) === pattern).length > 1;
  const written = actions.map((action) => {
    const pattern = patternOf(action);
    return pattern !== undefined && isWorthIt(pattern) ? pattern : action;
  });
  return [...new Set(written)];
}

/** Types that have their resources in common share a statement. */
const SIDS: Readonly<Record<string, string>> = {
  'AWS::CloudTrail::Trail': 'Trail',
  'AWS::CloudWatch::Alarm': 'Alarms',
  'AWS::DynamoDB::Table': 'Table',
  'AWS::Events::Rule': 'Rules',
  'AWS::IAM::Role': 'Roles',
  'AWS::Lambda::EventSourceMapping': 'Mappings',
  'AWS::Logs::LogGroup': 'LogGroups',
  'AWS::Scheduler::Schedule': 'Schedules',
};

function sidOf(type: string): string {
  const [, service = ''] = type.split('::');
  if (/^AWS::Logs::.+Filter$/.test(type)) return 'LogFilters';
  return SIDS[type] ?? { Lambda: 'Function', S3: 'Buckets', SNS: 'Topics', SQS: 'Queues' }[service] ?? service;
}

const always = () => () => true;
/** Deploying makes no trail where one is used, and a bus only for files in another account. */
const isDeployed = (type: string) => (settings: Settings) => {
  if (type === 'AWS::CloudTrail::Trail') return settings.trail.use === 'new';
  if (type.startsWith('AWS::Events::EventBus')) return isByBus(settings);
  return true;
};

function isByBus(settings: Settings): boolean {
  const from = trailBucketOf(settings);
  return from !== undefined && from.topic === undefined;
}

const READ_STACKS = ['DescribeStacks', 'DescribeStackEvents'];

const stacks = (...actions: readonly string[]): Permission => ({
  sid: 'Stacks',
  actions: [...READ_STACKS, ...actions].map((action) => `cloudformation:${action}`),
  resources: ({ name }) => [
    `arn:aws:cloudformation:*:*:stack/${namesOf(name).every}/*`,
    // DescribeEvents asks about one of ours by its own ARN.
    ...(actions.includes('DescribeEvents') ? ['arn:aws:cloudformation:*:*:changeSet/login-watch-*/*'] : []),
  ],
});

const CODE: Permission = {
  sid: 'Code',
  actions: ['s3:GetObject', 's3:PutObject'],
  resources: ({ name }) => [`arn:aws:s3:::${namesOf(name).artifactsBucket('*')}/*`],
};
/** Which trail, bucket and log group will be used, only a look at all of them tells. */
const TRAILS: Permission = {
  sid: 'ReadTrails',
  actions: ['cloudtrail:GetTrailStatus', 'cloudtrail:GetEventSelectors'],
  resources: () => ['arn:aws:cloudtrail:*:*:trail/*'],
};
const BUCKET_EVENTS: Permission = {
  sid: 'TellEventBridge',
  actions: ['s3:ListBucket', 's3:GetBucketNotification', 's3:PutBucketNotification'],
  resources: ({ pipelines, trail }) =>
    pipelines.includes('s3') && trail.use === 'existing'
      ? [`arn:aws:s3:::${trailBucketOf({ trail })?.bucket ?? '*'}`]
      : [],
};
/** A topic of another account that tells of the trail's files. Its subscriptions' ARNs begin with its own. */
const FILES_TOPIC: Permission = {
  sid: 'HearOfFiles',
  actions: [
    ...['Subscribe', 'Unsubscribe', 'ListSubscriptionsByTopic', 'GetSubscriptionAttributes'],
    'SetSubscriptionAttributes',
  ].map((action) => `sns:${action}`),
  resources: (settings) => {
    const topic = trailBucketOf(settings)?.topic;
    return topic === undefined ? [] : [topic, `${topic}:*`];
  },
};
/** Which key encrypts what the function will read; DescribeParameters knows no narrower resources. */
const KEYS: readonly Permission[] = [
  {
    sid: 'ReadSecretKeys',
    actions: ['ssm:DescribeParameters'],
    resources: (settings) => (parametersOf(allChannels(settings)).length > 0 ? ['*'] : []),
    isOptional: true,
  },
  {
    sid: 'ReadBucketKey',
    actions: ['s3:GetEncryptionConfiguration'],
    resources: BUCKET_EVENTS.resources,
    isOptional: true,
  },
];
const EMPTY_BUCKETS: Permission = {
  sid: 'EmptyBuckets',
  actions: ['s3:ListBucketVersions', 's3:DeleteObject', 's3:DeleteObjectVersion'],
  // A star is for slashes too.
  resources: buckets,
};

/** Names of accounts, for the function. */
const KEEP_NAMES: Permission = {
  sid: 'KeepAccountNames',
  actions: ['dynamodb:GetItem', 'dynamodb:PutItem'],
  resources: ({ name }) => [`arn:aws:dynamodb:*:*:table/${namesOf(name).table}`],
  isOptional: true,
};

/** For `deploy --protect` and `--no-protect`. */
const PROTECT_STACKS: Permission = {
  sid: 'ProtectStacks',
  actions: ['cloudformation:UpdateTerminationProtection'],
  resources: ({ name }) => [`arn:aws:cloudformation:*:*:stack/${namesOf(name).every}/*`],
  isOptional: true,
};
/** For `destroy --all`. */
const UNPROTECT_TABLE: Permission = {
  sid: 'UnprotectTable',
  actions: ['dynamodb:UpdateTable'],
  resources: ({ name, table }) =>
    table?.deletionProtection === undefined ? [] : [`arn:aws:dynamodb:*:*:table/${namesOf(name).table}`],
};

export const TO_DEPLOY: readonly Permission[] = [
  stacks(
    ...['CreateChangeSet', 'DescribeChangeSet', 'ExecuteChangeSet', 'DeleteChangeSet', 'ListChangeSets'],
    ...['DescribeEvents', 'DeleteStack', 'TagResource', 'UntagResource'],
  ),
  // Deleted stacks: the names of their queues may not be free yet.
  ...handlers(['create', 'read', 'update', 'delete'], isDeployed, ['cloudformation:ListStacks']),
  CODE,
  TRAILS,
  BUCKET_EVENTS,
  FILES_TOPIC,
  ...KEYS,
  KEEP_NAMES,
  PROTECT_STACKS,
];

export const TO_DESTROY: readonly Permission[] = [
  stacks('DeleteStack'),
  ...handlers(['read', 'delete'], always),
  EMPTY_BUCKETS,
  FILES_TOPIC,
  TRAILS,
  UNPROTECT_TABLE,
];
