/** Accounts whose alerts somebody could silence: a guarded one, and others that let somebody do so untold. */
import type { JsonObject } from '../../src/core/event.ts';
import type { Account } from '../account/account.ts';
import type { HolderFacts } from '../account/iam-directory.ts';
import { HOME, putAlarm, putFilter, subscribe } from './good.ts';
import { OUTSIDERS, unguard } from './silence-outside.ts';
import { ACCOUNT, type Change, encrypt, forService, keyPolicy, patternOf, root, setPolicy } from './steps.ts';

/** Calls that cut off a way, without those that `good.ts` has filters for. */
const CALLS: readonly string[] = [
  ...['DeleteLogGroup', '*MetricFilter', '*SubscriptionFilter', 'DisableAlarmActions', 'PutMetricAlarm'],
  ...['PutCompositeAlarm', 'SetAlarmState', 'PutAlarmMuteRule', 'DisableRule', 'DeleteRule', 'PutRule'],
  ...['RemoveTargets', 'PutTargets', 'DeleteTopic', 'RemovePermission*', 'Unsubscribe', 'SetSubscriptionAttributes'],
  ...['PutKeyPolicy', 'DeleteFunction*', 'PutFunctionConcurrency*', 'UpdateFunction*', 'DeleteQueue'],
  ...['SetQueueAttributes', 'PurgeQueue'],
];

/** A rule for every call to the services of a way; its topic isn't the alarms'. */
const GUARD: JsonObject = {
  'detail-type': ['AWS API Call via CloudTrail'],
  detail: {
    eventSource: [
      ...['cloudtrail', 'logs', 'monitoring', 'events', 'sns', 'kms', 'lambda', 'sqs'].map(
        (source) => `${source}.amazonaws.com`,
      ),
    ],
  },
};

/** Every call that cuts off a way is told, by a second way too; an administrators' role may do all. */
const guard: Change = (account) => {
  putFilter(account, 'silencing', { pattern: `{ ${CALLS.map((name) => `($.eventName = "${name}")`).join(' || ')} }` });
  const [topic] = account.sns.topicsIn(HOME).keys();
  putAlarm(account, 'silencing', topic ?? '');
  const second = account.sns.create('guard-alerts');
  subscribe(account, second, 'carol@example.com');
  setPolicy(account, second, {
    ...{ Effect: 'Allow', Principal: { Service: 'events.amazonaws.com' } },
    ...{ Action: 'sns:Publish', Resource: second },
  });
  account.events.putRule('guard', { EventPattern: GUARD, Targets: [{ Id: 'topic', Arn: second }] });
  const { principals } = account.identity;
  const all = principals.addPolicy('AdministratorAccess', [allow('*')], 'aws');
  principals.roles.set('Admin', { managed: [all] });
};

const allow = (action: string | readonly string[], more: JsonObject = {}): JsonObject => ({
  ...{ Effect: 'Allow', Action: typeof action === 'string' ? action : [...action], Resource: '*' },
  ...more,
});

/** `count` users in group `developers`, which has one policy. */
function developers(account: Account, count: number, ...statements: readonly JsonObject[]): void {
  const { principals } = account.identity;
  principals.groups.set('developers', { managed: [principals.addPolicy('developer-access', statements)] });
  for (let at = 1; at <= count; at += 1) principals.users.set(`dev-${at}`, { groups: ['developers'] });
}

function role(account: Account, name: string, statements: readonly JsonObject[], more: HolderFacts = {}): void {
  account.identity.principals.roles.set(name, { inline: { 'what-it-needs': statements }, ...more });
}

const ALARM = `arn:aws:cloudwatch:${HOME}:${ACCOUNT}:alarm:CloudWatch.3`;

/** Each is `guard` with one change, and passes. */
export const SILENCE_VARIANTS: Readonly<Record<string, Change>> = {
  'an administrator, who is told of': () => undefined,
  '40 developers who may delete alarms, and each deed is told': (account) =>
    developers(account, 40, allow(['cloudwatch:*', 'sns:*'])),
  'nobody but the root user, and nobody would be told': (account) => {
    unguard(account);
    account.identity.principals.roles.clear();
  },
  'developers who may delete other alarms only': (account) => {
    unguard(account);
    account.identity.principals.roles.clear();
    developers(account, 2, allow('cloudwatch:*', { Resource: `arn:aws:cloudwatch:*:${ACCOUNT}:alarm:app-*` }));
  },
  'developers whose boundary leaves nothing of it': (account) => {
    unguard(account);
    account.identity.principals.roles.clear();
    const { principals } = account.identity;
    const boundary = principals.addPolicy('limit', [allow(['ec2:*', 's3:*'])]);
    principals.users.set('dev-1', { inline: { all: [allow('*')] }, boundary });
  },
  'developers whom a policy of Organizations denies it': (account) => {
    unguard(account);
    account.identity.principals.roles.clear();
    developers(account, 3, allow(['cloudwatch:*', 'sns:*', 'logs:*', 'events:*', 'cloudtrail:*']));
    account.identity.principals.denyForAll({
      ...{ NotAction: ['ec2:*', 's3:*'], Resource: '*' },
      Condition: { ArnNotLike: { 'aws:PrincipalArn': `arn:aws:iam::${ACCOUNT}:role/Security` } },
    });
  },
  'roles of services': (account) => {
    unguard(account);
    account.identity.principals.roles.clear();
    account.identity.principals.roles.set('AWSServiceRoleForAutoScaling', {
      inline: { all: [allow('cloudwatch:*')] },
      path: '/aws-service-role/autoscaling.amazonaws.com/',
    });
  },
  'a key that leaves it to nobody': (account, topic) => {
    account.kms.create('k9', keyPolicy(forService('cloudwatch.amazonaws.com'), { ...root, Action: 'kms:Describe*' }));
    encrypt(account, topic, 'k9');
    developers(account, 40, allow('kms:*'));
  },
};

/** Each is `guard` with one change, and lets somebody silence an alert. */
export const SILENCE_BREAKS: Readonly<Record<string, Change>> = {
  '40 developers who may silence alarms untold': (account) => {
    unguard(account);
    account.identity.principals.roles.clear();
    account.logs.group('trail-logs').metricFilters.delete('silencing');
    developers(account, 40, allow('cloudwatch:*'));
  },
  'an administrator, who may cut off the only topic': (account) => void unguard(account),
  'an administrator, and no filter for such calls': (account) => {
    unguard(account);
    account.logs.group('trail-logs').metricFilters.delete('silencing');
  },
  'a role that may disable one alarm': (account) => {
    unguard(account);
    account.identity.principals.roles.clear();
    account.logs.group('trail-logs').metricFilters.delete('silencing');
    role(account, 'maintenance', [allow('cloudwatch:DisableAlarmActions', { Resource: ALARM })]);
  },
  'a role with all but IAM': (account) => {
    unguard(account);
    account.identity.principals.roles.clear();
    role(account, 'power', [
      { Effect: 'Allow', NotAction: ['iam:*', 'sns:*', 'logs:*', 'cloudtrail:*'], Resource: '*' },
    ]);
    account.logs.group('trail-logs').metricFilters.delete('silencing');
  },
  'a condition that is not judged': (account) => {
    unguard(account);
    account.identity.principals.roles.clear();
    const Condition = { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } };
    role(account, 'office', [allow('sns:DeleteTopic', { Condition })]);
  },
  'a denial under a condition': (account) => {
    unguard(account);
    account.identity.principals.roles.clear();
    const Condition = { StringEquals: { 'aws:ResourceTag/team': 'security' } };
    role(account, 'tagged', [allow('sns:*'), { Effect: 'Deny', Action: 'sns:*', Resource: '*', Condition }]);
  },
  'a topic whose policy names a role without permissions': (account, topic) => {
    unguard(account);
    account.identity.principals.roles.clear();
    role(account, 'deployer', [allow('s3:*')]);
    account.sns.topic(topic).attributes.set(
      'Policy',
      JSON.stringify(
        keyPolicy(
          {
            Effect: 'Allow',
            Principal: { Service: 'cloudwatch.amazonaws.com' },
            Action: 'sns:Publish',
            Resource: topic,
          },
          {
            ...{ Effect: 'Allow', Action: 'sns:SetTopicAttributes', Resource: topic },
            Principal: { AWS: `arn:aws:iam::${ACCOUNT}:role/deployer` },
          },
        ),
      ),
    );
  },
  'a managed policy that IAM does not show': (account) => {
    unguard(account);
    account.identity.principals.roles.clear();
    const { principals } = account.identity;
    const managed = principals.addPolicy('VendorAccess', [allow('sns:DeleteTopic')], 'aws');
    principals.hidden.add(managed);
    principals.roles.set('vendor', { managed: [managed] });
  },
  'more developers than are simulated, whom Organizations denies it': (account) => {
    unguard(account);
    account.identity.principals.roles.clear();
    developers(account, 50, allow('sns:DeleteTopic'));
    account.identity.principals.denyForAll({ Action: 'sns:DeleteTopic', Resource: '*' });
  },
  'a key that its administrators may disable': (account, topic) => {
    account.kms.create('k9', keyPolicy(root, forService('cloudwatch.amazonaws.com')), { alias: 'alias/alerts' });
    encrypt(account, topic, 'alias/alerts');
    unguard(account);
    account.identity.principals.roles.clear();
    role(account, 'keys', [allow('kms:*')]);
  },
  'a role that may disable alarms with long names': (account, topic) => {
    unguard(account);
    account.identity.principals.roles.clear();
    account.logs.group('trail-logs').metricFilters.delete('silencing');
    const { pattern, metric } = { pattern: patternOf('CloudWatch.3'), metric: { metricName: 'CloudWatch.3' } };
    putFilter(account, 'CloudWatch.3', { pattern, metric });
    for (let at = 1; at <= 40; at += 1)
      putAlarm(account, `CloudWatch.3 of the security team, number ${at}, ${'long '.repeat(20)}`, topic, {
        MetricName: 'CloudWatch.3',
      });
    role(account, 'maintenance', [allow('cloudwatch:DisableAlarmActions')]);
  },
  ...OUTSIDERS,
  'a second way that a developer may disable untold': (account) => {
    account.logs.group('trail-logs').metricFilters.delete('silencing');
    account.identity.principals.roles.clear();
    role(account, 'events', [allow(['events:DisableRule', 'events:RemoveTargets'])]);
  },
};

/** Each after `guard`. */
export const guarded = (changes: Readonly<Record<string, Change>>): Readonly<Record<string, Change>> =>
  Object.fromEntries(
    Object.entries(changes).map(([name, change]): [string, Change] => [
      name,
      (account, topic) => {
        guard(account, topic);
        change(account, topic);
      },
    ]),
  );
