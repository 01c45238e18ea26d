/** Publishes mail through the notifier's SNS topics. */
import type { SNSClient } from '@aws-sdk/client-sns';
import type { SnsDelivery, Verdict } from '../../channels/channel.ts';
import { later, refused, refusedFor } from '../../channels/verdicts.ts';
import { hasHealthTopic, healthList, healthPosition, isSameList, mailLists } from '../../core/mail-lists.ts';
import type { Settings } from '../../core/settings.ts';
import type { AnswerWords } from '../../messages/sending/answers.words.ts';
import { faultOf, readError } from '../fault.ts';

export interface MailTopic {
  readonly recipients: readonly string[];
  readonly arn: string;
  /** The topic of those who hear of the notifier's health. */
  readonly isOfHealth?: true;
}

/** A topic for each list of addresses, those of `health` last; `arns` as the notifier's stack outputs them, joined by commas. */
export function mailTopics(settings: Settings, arns: string): readonly MailTopic[] {
  const each = arns.split(',');
  const lists = mailLists(settings).map((recipients, position) => ({ recipients, arn: each[position] ?? '' }));
  if (!hasHealthTopic(settings)) return lists;
  const arn = each[healthPosition(settings)] ?? '';
  return [...lists, { recipients: healthList(settings), arn, isOfHealth: true }];
}

/** Publishes mail for the sender. Never throws: AWS's errors become verdicts. */
export function mailPublisher(
  client: SNSClient,
  topics: readonly MailTopic[],
): (delivery: SnsDelivery) => Promise<Verdict> {
  return async ({ recipients, subject, body, health }) => {
    const own = health === undefined ? undefined : topics.find((one) => one.isOfHealth);
    const topic = own ?? topics.find((one) => isSameList(one.recipients, recipients));
    if (topic === undefined) return refusedFor(({ mail }) => mail.noTopic);
    const { PublishCommand } = await import('@aws-sdk/client-sns');
    try {
      const attributes = health === undefined ? {} : { MessageAttributes: attributesOf(health) };
      await client.send(new PublishCommand({ TopicArn: topic.arn, Subject: subject, Message: body, ...attributes }));
      return { kind: 'sent' };
    } catch (error) {
      return verdictOf(error, topic.arn);
    }
  };
}

/** For the second channel of the notifier's health. */
export const attributesOf = (texts: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(texts).map(([name, text]) => [name, { DataType: 'String', StringValue: text || '-' }]),
  );

function verdictOf(error: unknown, arn: string): Verdict {
  const { name, status } = readError(error);
  const why = ({ mail }: AnswerWords) => mail.answered(name, arn);
  switch (faultOf(error)) {
    case 'denied':
      return refused(why, ({ mail }) => mail.denied);
    case 'other':
      return status !== undefined && status >= 500 ? later(why) : refused(why, ({ mail }) => mail.other);
    default:
      return later(why);
  }
}
