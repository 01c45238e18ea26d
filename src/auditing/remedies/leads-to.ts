/** The way back: alarms, rules, topics and filters that lead to a topic, a function or a queue. */
import { arnIn } from '../../core/arn.ts';
import { nameOf } from '../reach/ends.ts';
import { withoutQualifier } from '../reach/function.ts';
import type { Snapshot } from '../snapshot.ts';

/** One resource that publishes to, invokes or sends to another. */
export interface Source {
  readonly kind: 'alarm' | 'rule' | 'topic' | 'subscription';
  readonly name: string;
  readonly region: string;
  /** In whose name a service acts. */
  readonly arn: string;
  /** As policies name it. */
  readonly service: string;
  /** The ARN that it leads to, perhaps with a function's qualifier. */
  readonly to: string;
}

/** All sources in the regions that were read. */
function sourcesIn(snapshot: Snapshot): readonly Source[] {
  const { regions, topics, account } = snapshot;
  const found: Source[] = [];
  for (const [region, { alarms, rules, subscriptionFilters }] of regions) {
    for (const { name, arn, actions } of alarms.kind === 'read' ? alarms.value : [])
      for (const to of actions) found.push({ kind: 'alarm', name, region, arn, to, service: serviceOfAlarm(to) });
    for (const { name, arn, targets } of rules.kind === 'read' ? rules.value : [])
      for (const target of targets.kind === 'read' ? targets.value : [])
        found.push({ kind: 'rule', name, region, arn, to: target.arn, service: 'events.amazonaws.com' });
    for (const [group, filters] of subscriptionFilters)
      for (const { name, destination } of filters.kind === 'read' ? (filters.value ?? []) : []) {
        const arn = arnIn({ account, region }, 'logs', `log-group:${group}:*`);
        found.push({ kind: 'subscription', name, region, arn, to: destination, service: 'logs.amazonaws.com' });
      }
  }
  for (const [arn, topic] of topics) {
    const subscriptions = topic.kind === 'read' ? topic.value?.subscriptions : undefined;
    const region = arn.split(':')[3] ?? '';
    for (const { endpoint } of subscriptions?.kind === 'read' ? subscriptions.value : [])
      found.push({ kind: 'topic', name: nameOf(arn), region, arn, to: endpoint, service: 'sns.amazonaws.com' });
  }
  return found;
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-actions-Lambda.html */
const serviceOfAlarm = (action: string) =>
  action.split(':')[2] === 'lambda' ? 'lambda.alarms.cloudwatch.amazonaws.com' : 'cloudwatch.amazonaws.com';

/** Sources of a resource by its name. */
export const sourcesOf = (name: string, snapshot: Snapshot): readonly Source[] =>
  sourcesIn(snapshot).filter(({ to }) => nameOf(withoutQualifier(to)) === name);

/** The services that lead to an ARN, each with one of its sources. */
export const publishersOf = (arn: string, snapshot: Snapshot): ReadonlyMap<string, string> =>
  new Map(sourcesIn(snapshot).flatMap((one) => (one.to === arn ? [[one.service, one.arn]] : [])));
