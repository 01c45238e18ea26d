/** One round of a redrive: receives messages of the queues, then sends, deletes or keeps each. */
import { type DeadLetter, type DeadMessage, readLetter, type Way } from '../../aws/dead-letters/dead-letter.ts';
import type { DeadQueue } from '../../aws/dead-letters/dead-queue.ts';
import type { Resend } from '../../aws/dead-letters/resend.ts';
import type { Words } from '../../core/language.ts';
import { wordsFrom } from '../../core/words.ts';
import { REDRIVE_WORDS } from '../../messages/operate/redrive.ts';
import type { LetterResult } from '../../render/dead-letters.ts';

/** A received message, hidden from others. */
export interface Held {
  readonly queue: DeadQueue;
  readonly message: DeadMessage;
  readonly letter: DeadLetter;
}

/** As many as a person can look through at once. */
const MOST_IN_HAND = 200;

/** Receives messages, oldest first. `seen`: the ids of all received before; these are added. */
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
        // A message that came back was held for too long; receiving on would never end.
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
  /** Delete messages that can't be sent again. */
  readonly forget: boolean;
  readonly signal: AbortSignal;
  /** Groups of which a message was kept: later ones of the group are kept too. */
  readonly blocked: Set<string>;
  readonly done: (held: Held, result: LetterResult) => void;
}

/** Handles one after another. Throws if none would be accepted; `done` was called for those before. */
export async function handle(round: readonly Held[], handling: Handling): Promise<void> {
  for (const held of round) {
    if (handling.signal.aborted) return;
    handling.done(held, await handleOne(held, handling));
  }
}

async function handleOne({ queue, message, letter }: Held, handling: Handling): Promise<LetterResult> {
  const { resend, forget, blocked } = handling;
  const { way } = letter;
  const kept = (reason: Words): LetterResult => ({ ...letter, outcome: 'kept', reason });
  if (!isSendable(letter)) {
    if (!forget) return kept(wordsFrom(REDRIVE_WORDS, (words) => words.kept.notSendable));
    await queue.remove(message);
    return { ...letter, outcome: 'deleted' };
  }
  const group = way?.to === 'outbox' ? way.group : undefined;
  if (group !== undefined && blocked.has(group)) return kept(wordsFrom(REDRIVE_WORDS, (words) => words.kept.blocked));
  const reason = await resend(letter);
  if (reason !== undefined) {
    if (group !== undefined) blocked.add(group);
    return kept(reason);
  }
  await queue.remove(message);
  return { ...letter, outcome: 'sent' };
}

const isSendable = (letter: DeadLetter): letter is DeadLetter & { readonly way: Way } => letter.way !== undefined;
