/** The good account among 2,000 alarms, 500 topics, 400 metric filters, rules of many teams in 17 regions, and 1,000 roles. */
import type { JsonObject } from '../../src/core/event.ts';
import type { Account } from '../account/account.ts';
import { ANOMALIES, ANOMALY, HOME, putFilter, subscribe } from './good.ts';
import { makeManyPrincipals } from './large-principals.ts';
import { ACCOUNT, setPolicy } from './steps.ts';

export const LARGE_REGIONS: readonly string[] = [
  ...[HOME, 'us-east-2', 'us-west-1', 'us-west-2', 'ca-central-1', 'sa-east-1'],
  ...['eu-central-1', 'eu-west-1', 'eu-west-2', 'eu-west-3', 'eu-north-1'],
  ...['ap-south-1', 'ap-northeast-1', 'ap-northeast-2', 'ap-northeast-3', 'ap-southeast-1', 'ap-southeast-2'],
];
const LARGE = { alarms: 2_000, filters: 400, topics: 500, rules: 200, passwords: 1_500 } as const;

/** Fills a good account of these regions. */
export function enlarge(account: Account): void {
  makeCrowd(account);
  makeSecurityTeam(account);
  makeManyPrincipals(account);
}

/** Alarms, topics, rules and people without anything to do with alerts, around what alerts. */
function makeCrowd(account: Account): void {
  const topics = Array.from({ length: LARGE.topics }, (_, at) => account.sns.create(`team-${at}`));
  for (let at = 0; at < LARGE.alarms; at += 1) {
    const isOfErrors = at < LARGE.filters;
    const [Namespace, MetricName] = isOfErrors ? ['Teams', `errors-${at}`] : ['AWS/EC2', 'CPUUtilization'];
    account.cloudwatch.putAlarm({
      ...{ AlarmName: `alarm-${at}`, Namespace, MetricName, Statistic: 'Average', Period: 300, EvaluationPeriods: 3 },
      ...{ Threshold: 90, ComparisonOperator: 'GreaterThanThreshold' },
      AlarmActions: [topics[at % LARGE.topics] ?? ''],
    });
    if (isOfErrors) makeErrorFilter(account, at);
  }
  const { credentials } = account.identity;
  const alice = credentials.users.get('alice');
  // A device in a hundred is a passkey.
  for (let at = 0; alice !== undefined && at < LARGE.passwords; at += 1) {
    const device = at % 100 === 0 ? `arn:aws:iam::${ACCOUNT}:u2f/user/u${at}/key` : credentials.virtual(`u${at}`);
    credentials.users.set(`u${at}`, { ...alice, devices: [device] });
  }
  for (const region of LARGE_REGIONS) {
    for (let at = 0; at < LARGE.rules; at += 1)
      account.events.putRule(`rule-${at}`, { EventPattern: { source: [`acme.service-${at}`] }, Targets: [] }, region);
    account.guardduty.detectorsIn(region).set('d1', 'ENABLED');
  }
}

/** On the log group of a team's application. */
function makeErrorFilter(account: Account, at: number): void {
  const group = `/teams/${at}`;
  account.logs.create(group);
  const metric = { metricNamespace: 'Teams', metricName: `errors-${at}` };
  putFilter(account, `errors-${at}`, { pattern: '{ $.level = "ERROR" }', group, metric });
}

/** Sign-ins and calls that change who may do what. */
const SECURITY: JsonObject = {
  'detail-type': ['AWS Console Sign In via CloudTrail', 'AWS API Call via CloudTrail'],
  detail: { eventSource: ['signin.amazonaws.com', 'iam.amazonaws.com', 'cloudtrail.amazonaws.com'] },
};

/** In each region a rule that goes to a topic of its own. */
function makeSecurityTeam(account: Account): void {
  for (const region of LARGE_REGIONS) {
    const topic = account.sns.create('security', region);
    subscribe(account, topic, 'security@example.com');
    subscribe(account, topic, 'on-call@example.com');
    setPolicy(account, topic, {
      ...{ Effect: 'Allow', Principal: { Service: 'events.amazonaws.com' }, Action: 'sns:Publish', Resource: topic },
    });
    const Targets = [{ Id: 'topic', Arn: topic }];
    account.events.putRule('security', { EventPattern: SECURITY, Targets }, region);
    account.events.putRule(ANOMALIES, { EventPattern: ANOMALY, Targets }, region);
  }
}
