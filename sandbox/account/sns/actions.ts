/** SNS's actions. */
import type { JsonObject } from '../../../src/core/event.ts';
import { objectAt, textAt } from '../../../src/core/fields.ts';
import { pageOf } from '../pages.ts';
import type { QueryActions } from '../service.ts';
import { invalid, type Sns } from './sns.ts';
import { policyOf, type Topic, type TopicSubscription } from './topic.ts';

const PAGE = 100;

export function snsActions(sns: Sns): QueryActions {
  return {
    CreateTopic: (input, region) => ({ TopicArn: sns.create(textAt(input, 'Name') ?? '', region) }),
    DeleteTopic(input, region) {
      sns.topicsIn(region).delete(textAt(input, 'TopicArn') ?? '');
      return undefined;
    },
    ListTopics: (_, region) => ({ Topics: [...sns.topicsIn(region).keys()].map((arn) => ({ TopicArn: arn })) }),
    GetTopicAttributes: (input, region) => ({
      Attributes: describeTopic(sns.topic(arnOf(input, region)), sns.world.account),
    }),
    SetTopicAttributes(input, region) {
      setAttribute(input, sns.topic(arnOf(input, region)));
      return undefined;
    },
    Publish(input, region) {
      // An empty subject is a fault, and an absent one isn't.
      const subject = typeof input['Subject'] === 'string' ? input['Subject'] : undefined;
      const attributes = objectAt(input, 'MessageAttributes');
      const { messageId } = sns.publish(arnOf(input, region), subject, textAt(input, 'Message') ?? '', attributes);
      return { MessageId: messageId };
    },
    ...subscriptionActions(sns),
  };
}

function subscriptionActions(sns: Sns): QueryActions {
  const named = (input: JsonObject, region: string) => sns.subscription(textAt(input, 'SubscriptionArn') ?? '', region);
  return {
    Subscribe(input, region) {
      const [protocol = '', endpoint = ''] = ['Protocol', 'Endpoint'].map((name) => textAt(input, name));
      const { arn, isConfirmed } = sns.subscribe(arnOf(input, region), protocol, endpoint);
      const isShown = isConfirmed || textAt(input, 'ReturnSubscriptionArn') === 'true';
      return { SubscriptionArn: isShown ? arn : 'pending confirmation' };
    },
    ConfirmSubscription(input, region) {
      const isAuthenticated = textAt(input, 'AuthenticateOnUnsubscribe') === 'true';
      const { arn } = sns.confirm(arnOf(input, region), textAt(input, 'Token') ?? '', isAuthenticated);
      return { SubscriptionArn: arn };
    },
    Unsubscribe(input, region) {
      const one = named(input, region);
      const { subscriptions } = sns.topic(one.topicArn);
      subscriptions.splice(subscriptions.indexOf(one), 1);
      return undefined;
    },
    ListSubscriptions: (input, region) => list(input, sns.ownSubscriptions(region), sns.world.account),
    ListSubscriptionsByTopic: (input, region) =>
      list(input, sns.subscriptions(arnOf(input, region)), sns.world.account),
    GetSubscriptionAttributes: (input, region) => ({
      Attributes: describeSubscription(named(input, region), sns.world.account),
    }),
    SetSubscriptionAttributes(input, region) {
      setAttribute(input, named(input, region));
      return undefined;
    },
  };
}

/** The ARN of a topic in this region; others are refused. */
function arnOf(input: JsonObject, region: string): string {
  const arn = textAt(input, 'TopicArn') ?? textAt(input, 'TargetArn') ?? '';
  const parts = arn.split(':');
  if (parts[3] !== region || parts.length !== 6) throw invalid('TopicArn');
  return arn;
}

function setAttribute(input: JsonObject, { attributes }: { readonly attributes: Map<string, string> }): void {
  attributes.set(textAt(input, 'AttributeName') ?? '', textAt(input, 'AttributeValue') ?? '');
}

function list(input: JsonObject, all: readonly TopicSubscription[], account: string) {
  const { items, next } = pageOf(all, PAGE, textAt(input, 'NextToken'), textAt(input, 'TopicArn') ?? '');
  const rows = items.map(({ arn, protocol, endpoint, topicArn, isConfirmed }) => ({
    SubscriptionArn: isConfirmed ? arn : 'PendingConfirmation',
    Owner: account,
    Protocol: protocol,
    Endpoint: endpoint,
    TopicArn: topicArn,
  }));
  return { Subscriptions: rows, NextToken: next };
}

/** https://docs.aws.amazon.com/sns/latest/api/API_GetTopicAttributes.html */
function describeTopic(topic: Topic, account: string): ReadonlyMap<string, string> {
  const { arn, attributes, subscriptions } = topic;
  const confirmed = subscriptions.filter((one) => one.isConfirmed).length;
  return new Map([
    ['TopicArn', arn],
    ['Owner', account],
    ['DisplayName', ''],
    ['Policy', policyOf(topic)],
    ['SubscriptionsConfirmed', String(confirmed)],
    ['SubscriptionsPending', String(subscriptions.length - confirmed)],
    ['SubscriptionsDeleted', '0'],
    ...attributes,
  ]);
}

/** https://docs.aws.amazon.com/sns/latest/api/API_GetSubscriptionAttributes.html */
function describeSubscription(one: TopicSubscription, account: string): ReadonlyMap<string, string> {
  return new Map([
    ['SubscriptionArn', one.arn],
    ['TopicArn', one.topicArn],
    ['Owner', account],
    ['Protocol', one.protocol],
    ['Endpoint', one.endpoint],
    ['PendingConfirmation', String(!one.isConfirmed)],
    ['ConfirmationWasAuthenticated', String(one.wasAuthenticated)],
    ['RawMessageDelivery', 'false'],
    ...one.attributes,
  ]);
}
