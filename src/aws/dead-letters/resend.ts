/** Resends what failed: messages to the notifier's outbox, events to its function. */
import type { Words } from '../../core/language.ts';
import type { Aws } from '../clients.ts';
import { explainAws } from '../errors.ts';
import { faultOf, readError } from '../fault.ts';
import type { DeadLetter, Way } from './dead-letter.ts';

export interface Destinations {
  readonly outboxUrl: string;
  readonly functionName: string;
}

/**
 * The reason why this one was refused, if others may not be; undefined if it was accepted. Throws a `UserError` if none
 * would be.
 */
export type Resend = (letter: DeadLetter & { readonly way: Way }) => Promise<Words | undefined>;

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
      // The same id again within five minutes is accepted and not sent twice: for a run stopped before the deletion.
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
      return explained.words;
    }
  };
}

/** A message that is too long fails alone; a missing queue or function fails all. */
const isAboutAll = (error: unknown) =>
  faultOf(error) !== 'other' || /ResourceNotFound|QueueDoesNotExist|NonExistentQueue/.test(readError(error).name);
