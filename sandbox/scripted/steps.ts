/** Steps of which scripted accounts are made. */
import type { JsonObject } from '../../src/core/event.ts';
import { CIS_CONTROLS } from '../../src/selection/cis.ts';
import type { Account } from '../account/account.ts';
import type { RoleDocuments } from '../account/roles.ts';
import { GROUP, HOME, putAlarm, putFilter, subscribe, TRAIL } from './good.ts';

/** Changes a good account; `topic` is the ARN of the one that all alarms publish to. */
export type Change = (account: Account, topic: string) => void;

export const ACCOUNT = '111122223333';
export const patternOf = (id: string) => CIS_CONTROLS.find((control) => control.id === id)?.pattern ?? '';
export const setPolicy = (account: Account, topic: string, ...Statement: readonly JsonObject[]) =>
  account.sns.topic(topic).attributes.set('Policy', JSON.stringify({ Version: '2012-10-17', Statement }));
export const replaceTrail = (
  account: Account,
  trail: JsonObject,
  options: Parameters<Account['cloudtrail']['add']>[1] = {},
) => {
  account.cloudtrail.remove(account.cloudtrail.arnOf('main', HOME));
  account.cloudtrail.add(
    { ...TRAIL, ...trail },
    { status: { LatestDeliveryTime: account.logs.world.now() / 1_000 }, ...options },
  );
};
export const encrypt = (account: Account, topic: string, key: string) =>
  account.sns.topic(topic).attributes.set('KmsMasterKeyId', key);
export const root: JsonObject = {
  Effect: 'Allow',
  Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
  Action: 'kms:*',
  Resource: '*',
};
export const forService = (service: string): JsonObject => ({
  Effect: 'Allow',
  Principal: { Service: service },
  Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
  Resource: '*',
});
export const keyPolicy = (...Statement: readonly JsonObject[]): JsonObject => ({ Version: '2012-10-17', Statement });

/** A topic with one subscriber only, which the alarm of CloudWatch.3 publishes to. */
export function ownTopic(account: Account, name: string): string {
  const topic = account.sns.create(name);
  putAlarm(account, 'CloudWatch.3', topic);
  return topic;
}
export const FUNCTION = `arn:aws:lambda:${HOME}:${ACCOUNT}:function:pager`;
/** The alarm of CloudWatch.3 reaches a function alone. */
export function toFunction(account: Account, settings: JsonObject = {}): string {
  const topic = ownTopic(account, 'to-function');
  account.lambda.create('pager', settings);
  account.sns.subscribe(topic, 'lambda', FUNCTION);
  return topic;
}
export const QUEUE = `arn:aws:sqs:${HOME}:${ACCOUNT}:pager-queue`;
export function toQueue(account: Account, policy: JsonObject | undefined): string {
  const topic = ownTopic(account, 'to-queue');
  account.sqs.create('pager-queue', policy === undefined ? {} : { Policy: JSON.stringify(keyPolicy(policy)) });
  account.sns.subscribe(topic, 'sqs', QUEUE);
  return topic;
}
/** With a function that reads the queue, which a key encrypts. */
export function toEncryptedQueue(account: Account, key: string): void {
  const topic = toQueue(account, undefined);
  const { settings } = account.sqs.queue('pager-queue');
  settings.set('Policy', JSON.stringify(keyPolicy(sends(topic)))).set('KmsMasterKeyId', key);
  account.lambda.create('pager');
  account.lambda.map(FUNCTION, QUEUE);
}
export const sends = (topic: string): JsonObject => ({
  Effect: 'Allow',
  Principal: { Service: 'sns.amazonaws.com' },
  Action: 'sqs:SendMessage',
  Resource: QUEUE,
  Condition: { ArnEquals: { 'aws:SourceArn': topic } },
});
export const composite = (account: Account, topic: string, more: JsonObject) => {
  putAlarm(account, 'CloudWatch.3', topic, { AlarmActions: [] });
  account.cloudwatch.putComposite({ AlarmName: 'sign-in-trouble', AlarmActions: [topic], ...more });
};

/** A mute rule of eight hours. */
export function mute(
  account: Account,
  alarm: string,
  Expression: string,
  Timezone = 'UTC',
  more: JsonObject = {},
): void {
  const Rule = { Schedule: { Expression, Duration: 'PT8H', Timezone } };
  const quiet = { Name: 'quiet', Rule, MuteTargets: { AlarmNames: [alarm] }, ...more };
  account.cloudwatch.mutesIn(HOME).set('quiet', quiet);
}

export function mathAlarm(account: Account, topic: string, expression: string): void {
  const query = (id: string, name: string): JsonObject => ({
    Id: id,
    MetricStat: { Metric: { Namespace: 'Security', MetricName: name }, Period: 300, Stat: 'Sum' },
    ReturnData: false,
  });
  const sum = { Id: 'sum', Expression: expression, ReturnData: true };
  account.cloudwatch.alarmsIn(HOME).delete('CloudWatch.3');
  account.cloudwatch.putAlarm({
    AlarmName: 'CloudWatch.3',
    Metrics: [query('m1', 'CloudWatch.3'), query('m2', 'mistakes'), sum],
    EvaluationPeriods: 1,
    Threshold: 1,
    ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    AlarmActions: [topic],
  });
}

const RULE_TOPIC = 'rule-alerts';
/** EventBridge instead of the filter of CloudWatch.9. */
export function byRule(
  account: Account,
  rule: JsonObject,
  regions: readonly string[],
  policy: 'open' | 'default' = 'open',
): void {
  account.logs.group(GROUP).metricFilters.delete('CloudWatch.9');
  for (const region of regions) {
    const topic = account.sns.create(RULE_TOPIC, region);
    subscribe(account, topic, 'alice@example.com');
    if (policy === 'open')
      setPolicy(account, topic, {
        Effect: 'Allow',
        Principal: { Service: 'events.amazonaws.com' },
        Action: 'sns:Publish',
        Resource: topic,
      });
    account.events.putRule(
      'config-changes',
      { EventPattern: CONFIG, Targets: [{ Id: 'topic', Arn: topic }], ...rule },
      region,
    );
  }
}

const ROLE = 'deliver';

/** As `byRule`, but the topics let EventBridge in by the role of the target alone. Without `role` there is none. */
export function byRole(account: Account, role?: Partial<RoleDocuments>, path = '/'): void {
  const regions = [HOME, 'eu-north-1'];
  byRule(account, {}, regions, 'default');
  for (const region of regions) {
    const RoleArn = `arn:aws:iam::${ACCOUNT}:role${path}${ROLE}`;
    const Targets = [{ Id: 'topic', Arn: `arn:aws:sns:${region}:${ACCOUNT}:${RULE_TOPIC}`, RoleArn }];
    account.events.putRule('config-changes', { EventPattern: CONFIG, Targets }, region);
  }
  if (role !== undefined) account.identity.documents.all.set(ROLE, { ...DELIVERS, ...role });
}

/** Beside what the topics of rules allow. */
export function denyAtTopics(account: Account, denial: JsonObject): void {
  for (const region of [HOME, 'eu-north-1']) {
    const Resource = `arn:aws:sns:${region}:${ACCOUNT}:${RULE_TOPIC}`;
    setPolicy(account, Resource, { Effect: 'Deny', Action: 'sns:Publish', Resource, ...denial });
  }
}

export const trusts = (service: string): JsonObject =>
  keyPolicy({ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' });
export const allows = (Action: string, Resource = '*'): JsonObject => keyPolicy({ Effect: 'Allow', Action, Resource });

export const DELIVERS: RoleDocuments = {
  trust: trusts('events.amazonaws.com'),
  inline: { publish: allows('sns:Publish', `arn:aws:sns:*:${ACCOUNT}:${RULE_TOPIC}`) },
};

/** The default bus of the other region sends to the one at home, with this role. */
export function forward(account: Account, role: RoleDocuments | undefined): void {
  byRule(account, {}, [HOME]);
  const bus = `arn:aws:events:${HOME}:${ACCOUNT}:event-bus/default`;
  const target = { Id: 'home', Arn: bus, ...(role && { RoleArn: `arn:aws:iam::${ACCOUNT}:role/forward` }) };
  account.events.putRule('forward', { EventPattern: CONFIG, Targets: [target] }, 'eu-north-1');
  if (role !== undefined) account.identity.documents.all.set('forward', role);
}

export const CONFIG: JsonObject = {
  source: ['aws.config'],
  'detail-type': ['AWS API Call via CloudTrail'],
  detail: { eventName: [{ prefix: 'Stop' }, { prefix: 'Delete' }, { prefix: 'Put' }] },
};

/** EventBridge instead of the filter of sign-ins. */
export function signInsByRule(account: Account, State: string): void {
  byRule(account, { State, EventPattern: { source: ['aws.signin', 'aws.sso'] } }, [HOME, 'eu-north-1']);
  putFilter(account, 'CloudWatch.9', {});
  account.logs.group(GROUP).metricFilters.delete('sign-ins');
}
