/** Accounts that are unusual and yet good, and others of which not all can be known. */
import { ANOMALY_VARIANTS } from './anomalies.ts';
import { FILTERS, GROUP, HOME, putAlarm, putFilter, subscribe, TRAIL } from './good.ts';
import {
  ACCOUNT,
  allows,
  byRole,
  byRule,
  type Change,
  composite,
  DELIVERS,
  denyAtTopics,
  encrypt,
  FUNCTION,
  forService,
  forward,
  keyPolicy,
  mathAlarm,
  mute,
  ownTopic,
  patternOf,
  QUEUE,
  replaceTrail,
  root,
  sends,
  setPolicy,
  signInsByRule,
  toEncryptedQueue,
  toFunction,
  toQueue,
} from './steps.ts';

/** Unusual, and yet good: the verdicts are those of the good account. */
export const VARIANTS: Readonly<Record<string, Change>> = {
  'filter text that differs but matches the same': (account) =>
    putFilter(account, 'CloudWatch.3', {
      pattern:
        '{ $.userIdentity.type = IAMUser && $.eventName = "ConsoleLog*" && $.responseElements.ConsoleLogin = Success && $.additionalEventData.MFAUsed = No }',
    }),
  'filters in another order': (account) => {
    const clauses = /^{(.*)}$/.exec(patternOf('CloudWatch.10'))?.[1]?.split(' || ') ?? [];
    putFilter(account, 'CloudWatch.10', { pattern: `{ ${clauses.toReversed().join(' || ')} }` });
  },
  'math over two metrics': (account, topic) => mathAlarm(account, topic, 'SUM(METRICS())'),
  'math that fills': (account, topic) => mathAlarm(account, topic, 'IF(FILL(m1, 0) + FILL(m2, 0) > 0, 1, 0)'),
  'maximum with a default': (account, topic) => {
    putFilter(account, 'CloudWatch.3', { metric: { defaultValue: 0 } });
    putAlarm(account, 'CloudWatch.3', topic, {
      Statistic: 'Maximum',
      Threshold: 0,
      ComparisonOperator: 'GreaterThanThreshold',
    });
  },
  'one of five datapoints': (account, topic) =>
    putAlarm(account, 'CloudWatch.3', topic, { EvaluationPeriods: 5, DatapointsToAlarm: 1 }),
  'two of three datapoints, missing ones aside': (account, topic) =>
    putAlarm(account, 'CloudWatch.3', topic, {
      EvaluationPeriods: 3,
      DatapointsToAlarm: 2,
      TreatMissingData: 'missing',
    }),
  'missing data breaching, but zeros never miss': (account, topic) => {
    putFilter(account, 'CloudWatch.3', { metric: { defaultValue: 0 } });
    putAlarm(account, 'CloudWatch.3', topic, { TreatMissingData: 'breaching' });
  },
  'alarm with the dimension of its filter': (account, topic) => {
    putFilter(account, 'CloudWatch.3', { metric: { dimensions: { Type: '$.userIdentity.type' } } });
    putAlarm(account, 'CloudWatch.3', topic, { Dimensions: [{ Name: 'Type', Value: 'IAMUser' }] });
  },
  'composite alarm whose suppressor is at rest': (account, topic) => {
    putAlarm(account, 'maintenance', topic, { MetricName: 'maintenance', AlarmActions: [] });
    composite(account, topic, { AlarmRule: 'ALARM("CloudWatch.3")', ActionsSuppressor: 'maintenance' });
  },
  'alarm that is muted at other hours': (account) => mute(account, 'CloudWatch.3', 'cron(0 18 * * MON-SAT)'),
  'mute rules of another alarm, and one that is over': (account) => {
    mute(account, 'CloudWatch.3', 'at(2026-11-28T18:00)');
    const Rule = { Schedule: { Expression: 'cron(0 * * * *)', Duration: 'PT1H' } };
    account.cloudwatch.mutesIn(HOME).set('cpu', { Name: 'cpu', Rule, MuteTargets: { AlarmNames: ['cpu'] } });
  },
  'composite alarm of either': (account, topic) =>
    composite(account, topic, { AlarmRule: 'ALARM("CloudWatch.3") OR ALARM("CloudWatch.6")' }),
  'encrypted topic that lets CloudWatch in': (account, topic) => {
    account.kms.create('k4', keyPolicy(root, forService('cloudwatch.amazonaws.com')), { alias: 'alias/alerts' });
    encrypt(account, topic, 'alias/alerts');
  },
  'topic policy for CloudWatch alone': (account, topic) =>
    setPolicy(account, topic, {
      Effect: 'Allow',
      Principal: { Service: 'cloudwatch.amazonaws.com' },
      Action: 'SNS:Publish',
      Resource: topic,
      Condition: {
        ArnLike: { 'aws:SourceArn': `arn:aws:cloudwatch:${HOME}:${ACCOUNT}:alarm:*` },
        StringEquals: { 'aws:SourceAccount': ACCOUNT },
      },
    }),
  'topic policy with a denial of plain HTTP': (account, topic) => {
    const about = { Principal: '*', Action: 'sns:Publish', Resource: topic };
    const isPlain = { Bool: { 'aws:SecureTransport': 'false' } };
    setPolicy(account, topic, { Effect: 'Allow', ...about }, { Effect: 'Deny', ...about, Condition: isPlain });
  },
  'subscription filter that alarms pass': (account) => {
    const topic = ownTopic(account, 'filtered');
    subscribe(account, topic, 'alice@example.com');
    account.sns.subscriptions(topic)[0]?.attributes.set('FilterPolicy', '{"team":[{"exists":false}]}');
  },
  'alarm that invokes a function': (account) => {
    account.lambda.create('pager');
    putAlarm(account, 'CloudWatch.3', FUNCTION);
    const sourceArn = `arn:aws:cloudwatch:${HOME}:${ACCOUNT}:alarm:*`;
    const principal = 'lambda.alarms.cloudwatch.amazonaws.com';
    account.lambda.permissions.push({ functionName: 'pager', sourceArn, principal });
  },
  'function that may be invoked': (account) => {
    const topic = toFunction(account);
    account.lambda.permissions.push({ functionName: 'pager', sourceArn: topic });
  },
  'queue with a reader': (account) => {
    const topic = `arn:aws:sns:${HOME}:${ACCOUNT}:to-queue`;
    toQueue(account, sends(topic));
    account.lambda.create('pager');
    account.lambda.map(FUNCTION, QUEUE);
  },
  'encrypted queue that lets SNS in': (account) => {
    account.kms.create('k8', keyPolicy(root, forService('sns.amazonaws.com')), { alias: 'alias/queues' });
    toEncryptedQueue(account, 'alias/queues');
  },
  'chat configuration': (account) => {
    const topic = ownTopic(account, 'chat');
    const url = 'https://global.sns-api.chatbot.amazonaws.com';
    const { token } = account.sns.subscribe(topic, 'https', url);
    account.sns.confirm(topic, token);
  },
  'advanced selectors': (account) =>
    replaceTrail(
      account,
      {},
      {
        selectors: {
          AdvancedEventSelectors: [
            { Name: 'management', FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] },
          ],
        },
      },
    ),
  'EventBridge rule in each region': (account) => byRule(account, {}, [HOME, 'eu-north-1']),
  'EventBridge rule that is forwarded': (account) =>
    forward(account, { ...DELIVERS, inline: { put: allows('events:PutEvents') } }),
  'EventBridge target with a role': (account) => byRole(account, {}),
  'EventBridge target with a role, beside denials of others': (account) => {
    byRole(account, {});
    denyAtTopics(account, { Principal: '*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } });
  },
  'EventBridge target with a role of several policies': (account) => {
    const policies = `arn:aws:iam::${ACCOUNT}:policy`;
    byRole(account, {
      inline: { read: allows('s3:Get*') },
      attached: { [`${policies}/publish`]: allows('sns:Publish'), [`${policies}/bounds`]: allows('sns:*') },
      boundary: `${policies}/bounds`,
    });
  },
  'EventBridge rule that gets read-only events too': (account) =>
    signInsByRule(account, 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS'),
  ...ANOMALY_VARIANTS,
  'subscription filter to a function': (account) => {
    account.logs.group(GROUP).metricFilters.delete('CloudWatch.9');
    account.lambda.create('pager');
    const source = `arn:aws:logs:${HOME}:${ACCOUNT}:log-group:${GROUP}:*`;
    account.lambda.permissions.push({ functionName: 'pager', sourceArn: source });
    account.logs.group(GROUP).subscribe('to-pager', {
      filterName: 'to-pager',
      filterPattern: FILTERS.get('CloudWatch.9') ?? '',
      destinationArn: FUNCTION,
    });
  },
  'a second trail that is stopped': (account) => {
    account.cloudtrail.add({ ...TRAIL, Name: 'old' }, { status: { IsLogging: false } });
  },
  'a pending subscription beside two people': (account, topic) => {
    account.sns.subscribe(topic, 'email', 'carol@example.com');
  },
};

/** Accounts of which a verdict can't be known from outside. */
export const UNKNOWABLE: Readonly<Record<string, Change>> = {
  'queue that no function reads': (account) => {
    toQueue(account, sends(`arn:aws:sns:${HOME}:${ACCOUNT}:to-queue`));
  },
  "another account's topic": (account) => putAlarm(account, 'CloudWatch.3', `arn:aws:sns:${HOME}:444455556666:central`),
  'filter of columns': (account) => putFilter(account, 'CloudWatch.3', { pattern: '[a, b, c]' }),
  'anomaly band': (account, topic) =>
    putAlarm(account, 'CloudWatch.3', topic, {
      Threshold: null,
      ThresholdMetricId: 'band',
      ComparisonOperator: 'GreaterThanUpperThreshold',
    }),
};
