/** Receivers for remedies: a topic that already reaches somebody, or a new one with a subscription by mail. */
import { arnIn } from '../../core/arn.ts';
import type { JsonObject } from '../../core/event.ts';
import { isObject, textAt } from '../../core/fields.ts';
import { lets } from '../lets.ts';
import { nameOf } from '../reach/ends.ts';
import { reachTopic } from '../reach/topic.ts';
import type { Snapshot } from '../snapshot.ts';
import type { AwsCall } from './remedy.ts';

/** An address that the reader replaces. */
const ADDRESS = 'you@example.com';
const TOPIC = 'login-watch-people';

export interface Receivers {
  readonly topic: string;
  /** Calls that make them. */
  readonly calls: readonly AwsCall[];
}

const PUBLISHERS = ['cloudwatch.amazonaws.com', 'events.amazonaws.com'] as const;
export type Publisher = (typeof PUBLISHERS)[number];

/** A topic of the region to which the service may publish. */
export function receiversIn(region: string, service: Publisher, snapshot: Snapshot): Receivers {
  const { topics, account } = snapshot;
  const source = sourceIn(region, service, account);
  const reaching = [...topics.keys()]
    .filter((arn) => arn.split(':')[3] === region)
    .map((arn) => ({ arn, ends: reachTopic(arn, service, source, snapshot).ends.length }))
    .toSorted((a, b) => b.ends - a.ends)[0];
  if (reaching !== undefined && reaching.ends > 0) return { topic: reaching.arn, calls: [] };
  const topic = arnIn({ account, region }, 'sns', TOPIC);
  // It may be there for the other service already: its policy is replaced.
  return { topic, calls: [...newTopic(TOPIC, region, PUBLISHERS, snapshot), subscribe(topic)] };
}

const sourceIn = (region: string, service: Publisher, account: string) =>
  service === 'events.amazonaws.com'
    ? arnIn({ account, region }, 'events', 'rule/*')
    : arnIn({ account, region }, 'cloudwatch', 'alarm:*');

/** A topic's default policy lets CloudWatch in, and EventBridge not. */
export function newTopic(
  name: string,
  region: string,
  services: readonly string[],
  { account }: Snapshot,
): readonly AwsCall[] {
  const arn = arnIn({ account, region }, 'sns', name);
  const Policy = { Version: '2012-10-17', Statement: services.map((service) => mayPublish(arn, service, account)) };
  return [['sns', 'create-topic', region, { Name: name }], setAttribute(arn, 'Policy', JSON.stringify(Policy))];
}

export const setAttribute = (topic: string, AttributeName: string, AttributeValue: string): AwsCall => [
  'sns',
  'set-topic-attributes',
  topic.split(':')[3],
  { TopicArn: topic, AttributeName, AttributeValue },
];

/** By mail; somebody has to confirm it. */
export const subscribe = (topic: string, address = ADDRESS): AwsCall => [
  'sns',
  'subscribe',
  topic.split(':')[3],
  { TopicArn: topic, Protocol: 'email', NotificationEndpoint: address },
];

export const mayPublish = (topic: string, service: string, account: string): JsonObject => ({
  Sid: sidOf(service),
  Effect: 'Allow',
  Principal: { Service: service },
  Action: 'sns:Publish',
  Resource: topic,
  Condition: { StringEquals: { 'aws:SourceAccount': account } },
});

/** `cloudwatch.amazonaws.com` -> `LoginWatchCloudwatch`; letters and digits only. */
export const sidOf = (service: string): string =>
  `LoginWatch${service.replace('.amazonaws.com', '').replace(/(?:^|\W)(\w)/g, (_, letter: string) => letter.toUpperCase())}`;

/** The policy with one more statement; undefined if that doesn't let the service in, because of a denial, say. */
export function widened(
  policy: string,
  statement: JsonObject,
  call: Omit<Parameters<typeof lets>[1], 'action'>,
  actions: readonly string[],
): string | undefined {
  const wider = withStatement(policy, statement);
  return actions.every((action) => lets(wider, { ...call, action }) === 'yes') ? wider : undefined;
}

/** `policy` and the result are JSON texts; an empty one has no statements. Sids are unique, so a taken one gets a number. */
export function withStatement(policy: string, statement: JsonObject): string {
  const document: JsonObject = policy === '' ? { Version: '2012-10-17' } : JSON.parse(policy);
  const before = document['Statement'] ?? [];
  const statements = Array.isArray(before) ? before : [before];
  const taken = new Set(statements.filter(isObject).map(({ Sid }) => Sid));
  const own = textAt(statement, 'Sid') ?? '';
  let Sid = own;
  for (let number = 2; taken.has(Sid); number += 1) Sid = `${own}${number}`;
  return JSON.stringify({ ...document, Statement: [...statements, { ...statement, Sid }] });
}

export const isTopicOf =
  (name: string) =>
  (arn: string): boolean =>
    arn.split(':')[2] === 'sns' && nameOf(arn) === name;
