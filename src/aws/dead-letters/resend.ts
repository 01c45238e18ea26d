/** What could not be handled once, handed to the notifier again: messages to its outbox, events to its function. */
import type { Aws } from '../clients.ts';
import { explainAws } from '../errors.ts';
import { faultOf, readError } from '../fault.ts';
import type { DeadLetter, Way } from './dead-letter.ts';

export interface Destinations {
  readonly outboxUrl: string;
  readonly functionName: string;
}

/** Why this one was not taken, where others may be; undefined where it was. Throws a `UserError` where none would be. */
export type Resend = (letter: DeadLetter & { readonly way: Way }) => Promise<string | undefined>;

export async function resender(
  { outboxUrl, functionName }: Destinations,
  aws: Aws,
  signal: AbortSignal,
): Promise<Resend> {
  const [sqs, lambda] = [await aws.sqs(), await aws.lambda()];
  const { SendMessageCommand } = await import('@aws-sdk/client-sqs');
  const { InvokeCommand } = await import('@aws-sdk/client-lambda');
  const send = async ({ way, id }: DeadLetter & { readonly way: Way }): Promise<void> => {
    if (way.to === 'outbox') {
      const { body, group } = way;
      // The same id again within five minutes is taken and not sent twice: for who was stopped before it was deleted.
      const input = {
        QueueUrl: outboxUrl,
        MessageBody: body,
        MessageGroupId: group,
        MessageDeduplicationId: `redrive-${id}`,
      };
      await sqs.send(new SendMessageCommand(input), { abortSignal: signal });
    } else {
      const input = { FunctionName: functionName, InvocationType: 'Event' as const, Payload: Buffer.from(way.payload) };
      await lambda.send(new InvokeCommand(input), { abortSignal: signal });
    }
  };
  return async (letter) => {
    try {
      await send(letter);
      return undefined;
    } catch (error) {
      const action = letter.way.to === 'outbox' ? 'sqs:SendMessage' : 'lambda:InvokeFunction';
      const region = await aws.homeRegion();
      const explained = explainAws(error, { action, region, profile: aws.profile, command: 'redrive' });
      if (isAboutAll(error)) throw explained;
      return explained.message;
    }
  };
}

/** A message that is too long is that message's fault; a queue or a function that isn't there is not. */
const isAboutAll = (error: unknown) =>
  faultOf(error) !== 'other' || /ResourceNotFound|QueueDoesNotExist|NonExistentQueue/.test(readError(error).name);
