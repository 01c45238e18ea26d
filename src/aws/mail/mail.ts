/** Publishes mail through the notifier's SNS topics. */
import type { SNSClient } from '@aws-sdk/client-sns';
import type { SnsDelivery, Verdict } from '../../channels/channel.ts';
import { isSameList, mailLists } from '../../core/mail-lists.ts';
import type { Settings } from '../../core/settings.ts';
import { faultOf, readError } from '../fault.ts';

export interface MailTopic {
  readonly recipients: readonly string[];
  readonly arn: string;
}

/** A topic for each list of addresses; `arns` as the notifier's stack outputs them, joined by commas. */
export function mailTopics(settings: Settings, arns: string): readonly MailTopic[] {
  const each = arns.split(',');
  return mailLists(settings).map((recipients, position) => ({ recipients, arn: each[position] ?? '' }));
}

/** What the sender calls for mail. Never throws: what AWS says becomes a verdict. */
export function mailPublisher(
  client: SNSClient,
  topics: readonly MailTopic[],
): (delivery: SnsDelivery) => Promise<Verdict> {
  return async ({ recipients, subject, body }) => {
    const topic = topics.find((one) => isSameList(one.recipients, recipients));
    if (topic === undefined) return NO_TOPIC;
    const { PublishCommand } = await import('@aws-sdk/client-sns');
    try {
      await client.send(new PublishCommand({ TopicArn: topic.arn, Subject: subject, Message: body }));
      return { kind: 'sent' };
    } catch (error) {
      return verdictOf(error, topic.arn);
    }
  };
}

const NO_TOPIC: Verdict = {
  kind: 'refused',
  why: 'no topic is deployed for these addresses',
  hint: 'The settings changed since the last deploy: run `login-watch deploy`.',
};

function verdictOf(error: unknown, arn: string): Verdict {
  const { name, status } = readError(error);
  const why = `SNS answered ${name === '' ? 'with an error' : name} for ${arn}`;
  switch (faultOf(error)) {
    case 'denied':
      return { kind: 'refused', why, hint: 'Allow sns:Publish on that topic.' };
    case 'other':
      if (status !== undefined && status >= 500) return { kind: 'later', why };
      return { kind: 'refused', why, hint: 'Is the topic still there? `login-watch status` tells.' };
    default:
      return { kind: 'later', why };
  }
}
