/** Failures of stacks: the resource's own reason, the state of the rest, the next step. */
import { EXIT } from '../../core/exit.ts';
import { UserError } from '../../core/user-error.ts';
import { inEach } from '../../core/words.ts';
import { type Doing, type StackFailureWords, stackFailureWordsIn } from '../../messages/aws/stack-failure.ts';
import { sentenceOf, type Target } from './call.ts';
import { failuresAmong } from './events.ts';
import type { ResourceProgress, StackState } from './types.ts';

interface Happened {
  readonly doing: Doing;
  readonly events: readonly ResourceProgress[];
  readonly state: StackState | undefined;
}

/**
 * A queue of that name was deleted within the last 60 seconds, and SQS takes no other until then:
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteQueue.html
 */
export class RestingQueue extends UserError {}

const RESTS = /QueueDeletedRecently|wait 60 seconds after deleting a queue/i;

export function failureOf(target: Target, happened: Happened): UserError {
  const [first] = failuresAmong(happened.events);
  const said = inEach((language) => sentence(target, happened, stackFailureWordsIn(language)));
  const hint = inEach((language) => {
    const words = stackFailureWordsIn(language);
    return [repairOf(target, happened.state, words), hintFor(target, first, words)]
      .filter((one) => one !== undefined)
      .join(' ');
  });
  const isResting = failuresAmong(happened.events).some(({ reason = '' }) => RESTS.test(reason));
  return new (isResting ? RestingQueue : UserError)(said, { hint, exit: EXIT.refused });
}

function sentence(target: Target, { doing, events, state }: Happened, words: StackFailureWords): string {
  const [first, ...others] = failuresAmong(events);
  const why =
    first === undefined
      ? withoutFullStop(sentenceOf(state?.reason ?? words.noReason))
      : `${first.logicalId} (${first.type}): ${withoutFullStop(first.reason ?? first.status)}`;
  const became = state === undefined ? words.gone : words.became(state.status);
  return `${words.failed(target, doing, why, namesOf(others))}${became}`;
}

const namesOf = (failures: readonly ResourceProgress[]) => [...new Set(failures.map(({ logicalId }) => logicalId))];
const withoutFullStop = (sentence: string) => sentence.replace(/\.$/, '');

/** The next step for a stack whose rollback is stuck. */
const repairOf = (target: Target, state: Pick<StackState, 'status'> | undefined, words: StackFailureWords) =>
  state?.status === 'UPDATE_ROLLBACK_FAILED' ? words.continueRollback(target) : undefined;

function hintFor({ command }: Target, failure: ResourceProgress | undefined, words: StackFailureWords): string {
  const reason = failure?.reason ?? '';
  const action = /not authorized to perform:? ([\w-]+:\w+)/i.exec(reason)?.[1];
  // Another account's resource, which only its owner can open.
  if (action !== undefined && /no resource-based policy allows/i.test(reason)) return words.allowThere(action);
  if (action !== undefined) return words.allow(action, command);
  if (/not empty/i.test(reason) && failure?.type === 'AWS::S3::Bucket')
    return words.emptyBucket(failure.physicalId ?? failure.logicalId);
  return /already exists/i.test(reason) ? words.nameTaken : words.mend;
}
