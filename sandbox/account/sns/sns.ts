/** SNS: topics, subscriptions and published messages. https://docs.aws.amazon.com/sns/latest/api/welcome.html */
import { randomUUID } from 'node:crypto';
import type { JsonObject } from '../../../src/core/event.ts';
import { perRegion } from '../regions.ts';
import { isAllowedBy, type ServiceCaller, serviceAsks } from '../resource-policy.ts';
import { AwsFault, queryService, type Service } from '../service.ts';
import type { AccountContext } from '../world.ts';
import { snsActions } from './actions.ts';
import {
  checkPublish,
  lambdaEvent,
  notification,
  type Published,
  passesFilter,
  policyOf,
  type Topic,
  type TopicSubscription,
} from './topic.ts';

/** Destinations of messages besides mail, each in the topic's name. */
export interface Outlets {
  readonly invoke: (functionArn: string, event: object, topicArn: string) => void;
  readonly send: (queueArn: string, body: string, topicArn: string) => void;
  /** True if a service may use a key of this account's. */
  readonly opens?: (key: string, region: string, caller: ServiceCaller) => boolean;
  /** Topics of other accounts. */
  readonly others?: () => readonly Sns[];
}

interface Mail extends Published {
  readonly to: string;
}

/** https://docs.aws.amazon.com/sns/latest/dg/sns-email-notifications.html */
const PENDING_FOR = 2 * 86_400_000;

export class Sns {
  readonly world: AccountContext;
  readonly outlets: Outlets;
  readonly service: Service;
  /** All published messages, in order. */
  readonly published: Published[] = [];
  /** Mail to confirmed subscriptions. */
  readonly mails: Mail[] = [];
  /** Requests to confirmed HTTP endpoints. */
  readonly posts: Mail[] = [];
  readonly topicsIn = perRegion(() => new Map<string, Topic>());

  constructor(world: AccountContext, outlets: Outlets) {
    this.world = world;
    this.outlets = outlets;
    this.service = queryService(snsActions(this));
  }

  /** Returns the topic's ARN. An existing topic stays as it is. */
  create(name: string, region = this.world.home): string {
    if (!/^[\w-]{1,256}(\.fifo)?$/.test(name)) throw invalid('Topic Name');
    const arn = `arn:aws:sns:${region}:${this.world.account}:${name}`;
    const topics = this.topicsIn(region);
    if (!topics.has(arn)) topics.set(arn, { arn, attributes: new Map(), subscriptions: [] });
    return arn;
  }

  /** The account of the topic, where it is one of ours. */
  ownerOf(topicArn: string): Sns {
    const account = topicArn.split(':')[4];
    return this.outlets.others?.().find(({ world }) => world.account === account) ?? this;
  }

  /** Subscriptions of this account's, those to topics of other accounts too. */
  ownSubscriptions(region: string): readonly TopicSubscription[] {
    return [this, ...(this.outlets.others?.() ?? [])]
      .flatMap((one) => [...one.topicsIn(region).values()].flatMap(({ subscriptions }) => subscriptions))
      .filter(({ by }) => by === this.world.account);
  }

  topic(arn: string): Topic {
    const topic = this.topicsIn(arn.split(':')[3] ?? '').get(arn);
    if (topic === undefined) throw new AwsFault('NotFound', 'Topic does not exist', { status: 404 });
    // SNS deletes subscriptions that weren't confirmed in time.
    const isKept = (one: TopicSubscription) => one.isConfirmed || this.world.now() - one.asked < PENDING_FOR;
    topic.subscriptions.splice(0, topic.subscriptions.length, ...topic.subscriptions.filter(isKept));
    return topic;
  }

  subscriptions(topicArn: string): readonly TopicSubscription[] {
    return this.topic(topicArn).subscriptions;
  }

  subscription(arn: string, region: string): TopicSubscription {
    if (arn.split(':').length !== 7) throw invalid('SubscriptionArn');
    const all = [...this.topicsIn(region).values()].flatMap((topic) => topic.subscriptions);
    const found = all.find((one) => one.arn === arn);
    if (found === undefined) throw new AwsFault('NotFound', 'Subscription does not exist', { status: 404 });
    return found;
  }

  /** Mail waits to be confirmed; functions and queues of the own account don't. */
  subscribe(topicArn: string, protocol: string, endpoint: string, by = this.world.account): TopicSubscription {
    const owner = this.ownerOf(topicArn);
    if (owner !== this) return owner.subscribe(topicArn, protocol, endpoint, by);
    const topic = this.topic(topicArn);
    if (by !== this.world.account) checkSubscriber(topic, by);
    if (!/^(email|email-json|sqs|lambda|https?|sms)$/.test(protocol)) throw invalid(`Protocol ${protocol}`);
    if (endpoint === '' || (protocol === 'email' && !/^[^@\s]+@[^@\s]+$/.test(endpoint))) throw invalid('Endpoint');
    const there = topic.subscriptions.find((one) => one.protocol === protocol && one.endpoint === endpoint);
    if (there !== undefined) return there;
    const isConfirmed = protocol === 'sqs' || protocol === 'lambda';
    const made: TopicSubscription = {
      arn: `${topicArn}:${randomUUID()}`,
      topicArn,
      by,
      protocol,
      endpoint,
      token: randomUUID().replaceAll('-', ''),
      asked: this.world.now(),
      isConfirmed,
      wasAuthenticated: isConfirmed,
      attributes: new Map(),
    };
    topic.subscriptions.push(made);
    return made;
  }

  /** Confirms by the mail's link, or by ConfirmSubscription, which is signed. */
  confirm(topicArn: string, token: string, isAuthenticated = false): TopicSubscription {
    const subscription = this.topic(topicArn).subscriptions.find((one) => one.token === token);
    if (subscription === undefined) throw invalid('Token');
    subscription.isConfirmed = true;
    subscription.wasAuthenticated ||= isAuthenticated;
    return subscription;
  }

  /**
   * Publishes for an AWS service; nothing arrives if the topic's policy or its key shuts the service out. Returns why, in
   * words like those in an alarm's history; an account that isn't here takes all.
   */
  publishFor(
    caller: ServiceCaller,
    topicArn: string,
    subject: string | undefined,
    message: string,
  ): string | undefined {
    const owner = this.ownerOf(topicArn);
    if (owner.world.account !== topicArn.split(':')[4]) return undefined;
    const topic = owner.topicsIn(topicArn.split(':')[3] ?? '').get(topicArn);
    if (topic === undefined) return 'Topic does not exist';
    if (!isAllowedBy(policyOf(topic), serviceAsks(caller, 'sns:Publish', topicArn)))
      return `Resource: ${caller.source} is not authorized to perform: SNS:Publish on resource: ${topicArn}`;
    const key = topic.attributes.get('KmsMasterKeyId') ?? '';
    const region = topicArn.split(':')[3] ?? '';
    if (key !== '' && owner.outlets.opens?.(key, region, caller) !== true)
      return 'CloudWatch Alarms does not have authorization to access the SNS topic encryption key.';
    owner.publish(topicArn, subject, message);
    return undefined;
  }

  publish(topicArn: string, subject: string | undefined, message: string, attributes: JsonObject = {}): Published {
    const { subscriptions } = this.topic(topicArn);
    checkPublish(subject, message);
    const region = topicArn.split(':')[3] ?? '';
    const at = this.world.now();
    const published = { topicArn, region, messageId: randomUUID(), subject, message, attributes, at };
    this.published.push(published);
    for (const subscription of subscriptions) if (subscription.isConfirmed) this.deliver(published, subscription);
    return published;
  }

  deliver(published: Published, subscription: TopicSubscription): void {
    const { protocol, endpoint, attributes } = subscription;
    if (!passesFilter(subscription, published)) return;
    const isRaw = attributes.get('RawMessageDelivery') === 'true';
    if (protocol === 'email') this.mails.push({ ...published, to: endpoint });
    if (/^https?$/.test(protocol)) this.posts.push({ ...published, to: endpoint });
    if (protocol === 'lambda')
      this.outlets.invoke(endpoint, lambdaEvent(subscription, published), subscription.topicArn);
    if (protocol === 'sqs')
      this.outlets.send(
        endpoint,
        isRaw ? published.message : JSON.stringify(notification(published)),
        subscription.topicArn,
      );
  }
}

/** https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html */
function checkSubscriber({ arn, attributes }: Topic, account: string): void {
  const principal = `arn:aws:iam::${account}:user/sandbox`;
  if (isAllowedBy(attributes.get('Policy'), { principal, action: 'sns:Subscribe', resource: arn })) return;
  throw new AwsFault(
    'AuthorizationError',
    `User: ${principal} is not authorized to perform: SNS:Subscribe on resource: ${arn} because no resource-based policy allows the SNS:Subscribe action`,
    { status: 403 },
  );
}

export const invalid = (what: string) => new AwsFault('InvalidParameter', `Invalid parameter: ${what}`);
