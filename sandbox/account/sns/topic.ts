/** A topic, its subscriptions, and SNS's checks of messages. */
import type { JsonObject } from '../../../src/core/event.ts';
import { isObject, textAt } from '../../../src/core/fields.ts';
import { type Matcher, parsePattern } from '../../../src/core/patterns/pattern.ts';
import { AwsFault } from '../service.ts';

export interface Topic {
  readonly arn: string;
  readonly attributes: Map<string, string>;
  readonly subscriptions: TopicSubscription[];
}

export interface TopicSubscription {
  readonly arn: string;
  readonly topicArn: string;
  /** The account that subscribed. */
  readonly by: string;
  /** `email`, `sqs`, `lambda`, `https` */
  readonly protocol: string;
  readonly endpoint: string;
  /** The token in the confirmation link. */
  readonly token: string;
  /** Milliseconds since the epoch. */
  readonly asked: number;
  isConfirmed: boolean;
  /** Confirmed by a signed call: then the link in a mail can't unsubscribe. */
  wasAuthenticated: boolean;
  readonly attributes: Map<string, string>;
}

export interface Published {
  readonly topicArn: string;
  readonly region: string;
  readonly messageId: string;
  readonly subject: string | undefined;
  readonly message: string;
  readonly attributes: JsonObject;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** The topic's policy, as JSON; the default one if none was set: https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html */
export function policyOf({ arn, attributes }: Topic): string {
  const statement = {
    Sid: '__default_statement_ID',
    Effect: 'Allow',
    Principal: { AWS: '*' },
    Action: ['SNS:GetTopicAttributes', 'SNS:SetTopicAttributes', 'SNS:Subscribe', 'SNS:Publish'],
    Resource: arn,
    Condition: { StringEquals: { 'AWS:SourceOwner': arn.split(':')[4] } },
  };
  return (
    attributes.get('Policy') ??
    JSON.stringify({ Version: '2008-10-17', Id: '__default_policy_ID', Statement: [statement] })
  );
}

/**
 * False if the subscription's filter policy keeps the message out; a missing attribute fits `exists: false` only.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-subscription-filter-policies.html
 */
export function passesFilter({ attributes }: TopicSubscription, published: Published): boolean {
  const policy = attributes.get('FilterPolicy');
  if (policy === undefined || policy === '{}') return true;
  const matches = parsePattern(JSON.parse(policy));
  if (attributes.get('FilterPolicyScope') === 'MessageBody') return isJsonThat(matches, published.message);
  const values = Object.entries(published.attributes).map(([name, one]) => [name, textAt(one, 'StringValue') ?? '']);
  return matches(Object.fromEntries(values));
}

function isJsonThat(matches: Matcher, text: string): boolean {
  try {
    const body: unknown = JSON.parse(text);
    return isObject(body) && matches(body);
  } catch {
    return false;
  }
}

const MOST_BYTES = 262_144;
const SUBJECT_LIMIT = 100;

const invalid = (what: string) => new AwsFault('InvalidParameter', `Invalid parameter: ${what}`);

/**
 * https://docs.aws.amazon.com/sns/latest/api/API_Publish.html: "UTF-8 text with no line breaks or control characters,
 * and less than 100 characters long".
 */
export function checkPublish(subject: string | undefined, message: string): void {
  if (message === '') throw invalid('Empty message');
  if (Buffer.byteLength(message) > MOST_BYTES) throw invalid('Message too long');
  if (subject === undefined) return;
  if (subject === '' || subject.length >= SUBJECT_LIMIT || /[\p{Cc}\u2028\u2029]/u.test(subject))
    throw invalid('Subject');
}

/** Input of a subscribed function: https://docs.aws.amazon.com/lambda/latest/dg/with-sns.html */
export function lambdaEvent({ arn }: TopicSubscription, published: Published): object {
  return {
    Records: [
      {
        EventSource: 'aws:sns',
        EventVersion: '1.0',
        EventSubscriptionArn: arn,
        Sns: { ...notification(published), MessageAttributes: attributesOf(published, 'Value') },
      },
    ],
  };
}

/** The body of a message in a subscribed queue, if raw delivery is off. */
export function notification(published: Published): object {
  const { messageId, topicArn, subject, message, at, attributes } = published;
  return {
    Type: 'Notification',
    MessageId: messageId,
    TopicArn: topicArn,
    Subject: subject ?? null,
    Message: message,
    Timestamp: new Date(at).toISOString(),
    SignatureVersion: '1',
    Signature: 'EXAMPLE',
    SigningCertUrl: 'EXAMPLE',
    UnsubscribeUrl: 'EXAMPLE',
    ...(Object.keys(attributes).length === 0 ? {} : { MessageAttributes: attributesOf(published, 'Value') }),
  };
}

function attributesOf({ attributes }: Published, value: string): JsonObject {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, attribute]) => [
      name,
      { Type: textAt(attribute, 'DataType') ?? 'String', [value]: textAt(attribute, 'StringValue') ?? '' },
    ]),
  );
}
