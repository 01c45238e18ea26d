/** One round of a redrive: what lies in the queues is taken in hand, and each is sent, deleted or kept. */
import { type DeadLetter, type DeadMessage, readLetter, type Way } from '../../aws/dead-letters/dead-letter.ts';
import type { DeadQueue } from '../../aws/dead-letters/dead-queue.ts';
import type { Resend } from '../../aws/dead-letters/resend.ts';
import type { LetterResult } from '../../render/dead-letters.ts';

/** A message in hand. */
export interface Held {
  readonly queue: DeadQueue;
  readonly message: DeadMessage;
  readonly letter: DeadLetter;
}

/** As many as one can have in hand and in view. */
const MOST_IN_HAND = 200;

/** Oldest first. `seen` has the ids of all that were in hand before, and gets those of these. */
export async function takeInHand(
  queues: readonly DeadQueue[],
  seen: Set<string>,
  hold: (held: Held) => void,
): Promise<readonly Held[]> {
  const fresh: Held[] = [];
  for (const queue of queues) {
    let isEmpty = false;
    while (!isEmpty && fresh.length < MOST_IN_HAND) {
      const messages = await queue.receive();
      isEmpty = messages.length === 0;
      for (const message of messages) {
        const held = { queue, message, letter: readLetter(message) };
        hold(held);
        // A message that came back was in hand for too long; another look would never end.
        if (seen.has(message.id)) isEmpty = true;
        else fresh.push(held);
        seen.add(message.id);
      }
    }
  }
  return fresh.toSorted((a, b) => a.message.sentAt - b.message.sentAt);
}

export interface Handling {
  readonly resend: Resend;
  /** Delete what can't be sent again. */
  readonly forget: boolean;
  readonly signal: AbortSignal;
  /** Groups of which one was kept: those behind it stay behind it. */
  readonly blocked: Set<string>;
  readonly done: (held: Held, result: LetterResult) => void;
}

/** One after another. Throws where none would be taken; `done` was told of those before. */
export async function handle(round: readonly Held[], handling: Handling): Promise<void> {
  for (const held of round) {
    if (handling.signal.aborted) return;
    handling.done(held, await handleOne(held, handling));
  }
}

async function handleOne({ queue, message, letter }: Held, handling: Handling): Promise<LetterResult> {
  const { resend, forget, blocked } = handling;
  const { way } = letter;
  const kept = (reason: string): LetterResult => ({ ...letter, outcome: 'kept', reason });
  if (!isSendable(letter)) {
    if (!forget) return kept('it can not be sent again');
    await queue.remove(message);
    return { ...letter, outcome: 'deleted' };
  }
  const group = way?.to === 'outbox' ? way.group : undefined;
  if (group !== undefined && blocked.has(group)) return kept('one in front of it was not taken');
  const reason = await resend(letter);
  if (reason !== undefined) {
    if (group !== undefined) blocked.add(group);
    return kept(reason);
  }
  await queue.remove(message);
  return { ...letter, outcome: 'sent' };
}

const isSendable = (letter: DeadLetter): letter is DeadLetter & { readonly way: Way } => letter.way !== undefined;
