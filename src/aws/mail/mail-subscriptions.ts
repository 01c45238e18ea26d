/** Subscriptions to the notifier's mail topics, and a confirmation that no mail scanner can undo. */
import type { SNSClient } from '@aws-sdk/client-sns';
import { EXIT } from '../../core/exit.ts';
import { UserError } from '../../core/user-error.ts';
import { refusalFrom } from '../../core/words.ts';
import { MAIL_WORDS } from '../../messages/sending/mail.ts';
import type { Aws } from '../clients.ts';
import { explainAws } from '../errors.ts';
import { readError } from '../fault.ts';

export interface MailSubscription {
  readonly topicArn: string;
  readonly address: string;
  /** Undefined while it waits for its confirmation. */
  readonly arn: string | undefined;
}

export interface MailOptions {
  readonly signal: AbortSignal;
}

/** The subscriptions of all topics, in their order. */
export async function mailSubscriptions(
  topics: readonly string[],
  aws: Aws,
  { signal }: MailOptions,
): Promise<readonly MailSubscription[]> {
  const lists = topics.map(async (topicArn) => {
    try {
      const { paginateListSubscriptionsByTopic } = await import('@aws-sdk/client-sns');
      const client = await aws.sns(regionOf(topicArn));
      const found: MailSubscription[] = [];
      const pages = paginateListSubscriptionsByTopic({ client }, { TopicArn: topicArn }, { abortSignal: signal });
      for await (const { Subscriptions = [] } of pages) {
        for (const { Protocol, Endpoint = '', SubscriptionArn = '' } of Subscriptions) {
          if (!Protocol?.startsWith('email')) continue;
          found.push({
            topicArn,
            address: Endpoint,
            arn: SubscriptionArn.startsWith('arn:') ? SubscriptionArn : undefined,
          });
        }
      }
      return found;
    } catch (error) {
      throw await refused(error, 'sns:ListSubscriptionsByTopic', topicArn, aws);
    }
  });
  return (await Promise.all(lists)).flat();
}

export interface Confirmed {
  readonly arn: string;
  /** Only a signed request can end it; false if a click confirmed it before, undefined if AWS won't say. */
  readonly isSafe: boolean | undefined;
}

/** Throws a `UserError` without the token if SNS refuses it. */
export async function confirmMail(
  topicArn: string,
  token: string,
  aws: Aws,
  { signal }: MailOptions,
): Promise<Confirmed> {
  const client = await aws.sns(regionOf(topicArn));
  let arn: string;
  try {
    const { ConfirmSubscriptionCommand } = await import('@aws-sdk/client-sns');
    // https://docs.aws.amazon.com/sns/latest/api/API_ConfirmSubscription.html: without it anyone who has the mail can unsubscribe.
    const input = { TopicArn: topicArn, Token: token, AuthenticateOnUnsubscribe: 'true' };
    const { SubscriptionArn = '' } = await client.send(new ConfirmSubscriptionCommand(input), { abortSignal: signal });
    arn = SubscriptionArn;
  } catch (error) {
    throw (
      (await notTaken(error, topicArn)) ??
      withoutToken(await refused(error, 'sns:ConfirmSubscription', topicArn, aws), token)
    );
  }
  return { arn, isSafe: await isAuthenticated(arn, client, signal) };
}

const regionOf = (topicArn: string) => topicArn.split(':')[3];

/** Not worth a failure: the subscription is confirmed by now. */
async function isAuthenticated(arn: string, client: SNSClient, signal: AbortSignal): Promise<boolean | undefined> {
  try {
    const { GetSubscriptionAttributesCommand } = await import('@aws-sdk/client-sns');
    const input = { SubscriptionArn: arn };
    const { Attributes } = await client.send(new GetSubscriptionAttributesCommand(input), { abortSignal: signal });
    const said = Attributes?.['ConfirmationWasAuthenticated'];
    return said === undefined ? undefined : said === 'true';
  } catch {
    return undefined;
  }
}

/** SNS doesn't know the token; it may be another topic's. */
export class UnknownToken extends UserError {}

/** https://docs.aws.amazon.com/sns/latest/dg/SendMessageToHttp.confirm.html: a token is valid for two days. */
async function notTaken(error: unknown, topicArn: string): Promise<UserError | undefined> {
  const { name, message } = readError(error);
  const again = `aws sns subscribe --region ${regionOf(topicArn)} --topic-arn ${topicArn} --protocol email --notification-endpoint ADDRESS`;
  if (/^InvalidParameter/.test(name) && /token/i.test(message)) {
    const { message: said, hint } = refusalFrom(MAIL_WORDS, ({ tokenRefused }) => tokenRefused(again));
    return new UnknownToken(said, { hint, exit: EXIT.refused });
  }
  if (!/^NotFound/.test(name)) return undefined;
  const { message: said, hint } = refusalFrom(MAIL_WORDS, ({ gone }) => gone(again));
  return new UserError(said, { hint, exit: EXIT.refused });
}

async function refused(error: unknown, action: string, topicArn: string, aws: Aws): Promise<UserError> {
  const region = regionOf(topicArn) ?? (await aws.homeRegion());
  return explainAws(error, { action, region, profile: aws.profile, command: 'confirm-email' });
}

/** The SDK's error isn't kept as the cause: AWS may quote the request in it, as it may in its sentence. */
function withoutToken(error: UserError, token: string): UserError {
  const redacted = (text: string) => text.replaceAll(token, '[token]');
  const said = { en: redacted(error.said('en')), ja: redacted(error.said('ja')) };
  const hint = { en: redacted(error.todo('en') ?? ''), ja: redacted(error.todo('ja') ?? '') };
  return new UserError(said, { hint, exit: error.exit });
}
