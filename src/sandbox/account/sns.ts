/** SNS: https://docs.aws.amazon.com/sns/latest/api/welcome.html */
import { randomUUID } from 'node:crypto';
import type { JsonObject } from '../../core/event.ts';
import { objectAt, textAt } from '../../core/fields.ts';
import { pageOf } from './pages.ts';
import { perRegion } from './regions.ts';
import { AwsFault, queryService, type Service } from './service.ts';
import { checkPublish, lambdaEvent, notification, type Published, type Subscription, type Topic } from './sns-topic.ts';
import type { World } from './world.ts';

export interface Sns {
  readonly service: Service;
  /** All that was published, in order. */
  readonly published: readonly Published[];
  /** What people found in their mail: of confirmed subscriptions only. */
  readonly mails: readonly (Published & { readonly to: string })[];
  /** The topic's ARN. */
  create(name: string, region?: string): string;
  subscribe(topicArn: string, protocol: string, endpoint: string): Subscription;
  subscriptions(topicArn: string): readonly Subscription[];
}

/** Where messages go besides mail. */
export interface Outlets {
  readonly invoke: (functionArn: string, event: object) => void;
  readonly send: (queueArn: string, body: string) => void;
}

const TWO_DAYS = 2 * 86_400_000;
const PENDING = 'PendingConfirmation';

export function sns(world: World, outlets: Outlets): Sns {
  const topicsIn = perRegion(() => new Map<string, Topic>());
  const published: Published[] = [];
  const mails: (Published & { readonly to: string })[] = [];
  const topicOf = (arn: string): Topic => {
    const topic = topicsIn(arn.split(':')[3] ?? '').get(arn);
    if (topic === undefined) throw new AwsFault('NotFound', 'Topic does not exist', { status: 404 });
    forgetPending(topic, world.now());
    return topic;
  };
  const topicAsked = (input: JsonObject, region: string) => {
    const arn = textAt(input, 'TopicArn') ?? textAt(input, 'TargetArn') ?? '';
    if (arn.split(':')[3] !== region || arn.split(':').length !== 6) throw invalid('TopicArn');
    return topicOf(arn);
  };
  const create = (name: string, region = world.home) => {
    if (!/^[\w-]{1,256}(\.fifo)?$/.test(name)) throw invalid('Topic Name');
    const arn = `arn:aws:sns:${region}:${world.account}:${name}`;
    if (!topicsIn(region).has(arn)) topicsIn(region).set(arn, { arn, attributes: new Map(), subscriptions: [] });
    return arn;
  };
  const subscribe = (topic: Topic, protocol: string, endpoint: string) => {
    if (!/^(email|email-json|sqs|lambda|https?|sms)$/.test(protocol))
      throw invalid(`Does not support this protocol string: ${protocol}`);
    if (endpoint === '' || (protocol === 'email' && !/^[^@\s]+@[^@\s]+$/.test(endpoint))) throw invalid('Endpoint');
    const there = topic.subscriptions.find((one) => one.protocol === protocol && one.endpoint === endpoint);
    if (there !== undefined) return there;
    const isConfirmed = protocol === 'sqs' || protocol === 'lambda';
    const made: Subscription = {
      arn: `${topic.arn}:${randomUUID()}`,
      topicArn: topic.arn,
      protocol,
      endpoint,
      token: randomUUID().replaceAll('-', ''),
      asked: world.now(),
      isConfirmed,
      wasAuthenticated: isConfirmed,
      attributes: new Map(),
    };
    topic.subscriptions.push(made);
    return made;
  };
  const subscriptionOf = (arn: string, region: string): Subscription => {
    if (arn.split(':').length !== 7) throw invalid('SubscriptionArn');
    const found = [...topicsIn(region).values()].flatMap((topic) => topic.subscriptions).find((one) => one.arn === arn);
    if (found === undefined) throw new AwsFault('NotFound', 'Subscription does not exist', { status: 404 });
    return found;
  };
  const deliver = (message: Published, topic: Topic) => {
    for (const subscription of topic.subscriptions.filter((one) => one.isConfirmed)) {
      const { protocol, endpoint, attributes } = subscription;
      if (protocol === 'email') mails.push({ ...message, to: endpoint });
      if (protocol === 'lambda') outlets.invoke(endpoint, lambdaEvent(subscription, message));
      if (protocol === 'sqs')
        outlets.send(
          endpoint,
          attributes.get('RawMessageDelivery') === 'true' ? message.message : JSON.stringify(notification(message)),
        );
    }
  };
  const publish = (input: JsonObject, region: string) => {
    const topic = topicAsked(input, region);
    const subject = typeof input['Subject'] === 'string' ? input['Subject'] : undefined;
    const message = textAt(input, 'Message') ?? '';
    checkPublish(subject, message);
    const attributes = objectAt(input, 'MessageAttributes') ?? {};
    const one = { topicArn: topic.arn, region, messageId: randomUUID(), subject, message, attributes, at: world.now() };
    published.push(one);
    deliver(one, topic);
    return { MessageId: one.messageId };
  };
  const confirm = (input: JsonObject, region: string) => {
    const subscription = topicAsked(input, region).subscriptions.find(({ token }) => token === textAt(input, 'Token'));
    if (subscription === undefined) throw invalid('Token');
    subscription.isConfirmed = true;
    subscription.wasAuthenticated ||= textAt(input, 'AuthenticateOnUnsubscribe') === 'true';
    return { SubscriptionArn: subscription.arn };
  };
  const list = (input: JsonObject, all: readonly Subscription[]) => {
    const { items, next } = pageOf(all, 100, textAt(input, 'NextToken'), textAt(input, 'TopicArn') ?? '');
    return { Subscriptions: items.map((one) => row(one, world.account)), NextToken: next };
  };
  const service = queryService({
    CreateTopic: (input, region) => ({ TopicArn: create(textAt(input, 'Name') ?? '', region) }),
    DeleteTopic: (input, region) => {
      topicsIn(region).delete(textAt(input, 'TopicArn') ?? '');
      return undefined;
    },
    Publish: publish,
    Subscribe: (input, region) => {
      const one = subscribe(
        topicAsked(input, region),
        textAt(input, 'Protocol') ?? '',
        textAt(input, 'Endpoint') ?? '',
      );
      const isShown = one.isConfirmed || textAt(input, 'ReturnSubscriptionArn') === 'true';
      return { SubscriptionArn: isShown ? one.arn : 'pending confirmation' };
    },
    ConfirmSubscription: confirm,
    Unsubscribe: (input, region) => {
      const one = subscriptionOf(textAt(input, 'SubscriptionArn') ?? '', region);
      const { subscriptions } = topicOf(one.topicArn);
      subscriptions.splice(subscriptions.indexOf(one), 1);
      return undefined;
    },
    ListTopics: (_, region) => ({ Topics: [...topicsIn(region).keys()].map((arn) => ({ TopicArn: arn })) }),
    ListSubscriptions: (input, region) =>
      list(
        input,
        [...topicsIn(region).values()].flatMap((topic) => topic.subscriptions),
      ),
    ListSubscriptionsByTopic: (input, region) => list(input, topicAsked(input, region).subscriptions),
    GetTopicAttributes: (input, region) => ({ Attributes: describeTopic(topicAsked(input, region), world.account) }),
    SetTopicAttributes: (input, region) => {
      topicAsked(input, region).attributes.set(
        textAt(input, 'AttributeName') ?? '',
        textAt(input, 'AttributeValue') ?? '',
      );
      return undefined;
    },
    GetSubscriptionAttributes: (input, region) => ({
      Attributes: describeSubscription(subscriptionOf(textAt(input, 'SubscriptionArn') ?? '', region), world.account),
    }),
    SetSubscriptionAttributes: (input, region) => {
      const one = subscriptionOf(textAt(input, 'SubscriptionArn') ?? '', region);
      one.attributes.set(textAt(input, 'AttributeName') ?? '', textAt(input, 'AttributeValue') ?? '');
      return undefined;
    },
  });
  return {
    service,
    published,
    mails,
    create,
    subscribe: (arn, protocol, endpoint) => subscribe(topicOf(arn), protocol, endpoint),
    subscriptions: (arn) => topicOf(arn).subscriptions,
  };
}

const invalid = (what: string) => new AwsFault('InvalidParameter', `Invalid parameter: ${what}`);

/** Nobody confirmed them in two days: SNS deletes them. */
function forgetPending({ subscriptions }: Topic, now: number): void {
  const kept = subscriptions.filter((one) => one.isConfirmed || now - one.asked < TWO_DAYS);
  subscriptions.splice(0, subscriptions.length, ...kept);
}

function row(one: Subscription, account: string) {
  const { arn, protocol, endpoint, topicArn, isConfirmed } = one;
  return {
    SubscriptionArn: isConfirmed ? arn : PENDING,
    Owner: account,
    Protocol: protocol,
    Endpoint: endpoint,
    TopicArn: topicArn,
  };
}

/** https://docs.aws.amazon.com/sns/latest/api/API_GetTopicAttributes.html */
function describeTopic({ arn, attributes, subscriptions }: Topic, account: string): ReadonlyMap<string, string> {
  const confirmed = subscriptions.filter((one) => one.isConfirmed).length;
  return new Map([
    ['TopicArn', arn],
    ['Owner', account],
    ['DisplayName', ''],
    ['SubscriptionsConfirmed', String(confirmed)],
    ['SubscriptionsPending', String(subscriptions.length - confirmed)],
    ['SubscriptionsDeleted', '0'],
    ...attributes,
  ]);
}

/** https://docs.aws.amazon.com/sns/latest/api/API_GetSubscriptionAttributes.html */
function describeSubscription(one: Subscription, account: string): ReadonlyMap<string, string> {
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
