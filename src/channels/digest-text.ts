/** The lines that each digest has once, under its first. */
import type { Digest } from '../core/digest.ts';
import type { Messages } from '../messages/messages.ts';

/** Counts where there is more than one item, the mark of a test, the number of muted findings, and a warning if no trusted network is set. */
export function saidOf(
  { sample, counts, muted, noTrustedNetwork, items }: Digest,
  messages: Messages,
): readonly string[] {
  return [
    ...(items.length > 1 ? [messages.counts(counts)] : []),
    ...(sample ? [messages.sample] : []),
    ...(muted > 0 ? [messages.muted(muted)] : []),
    ...(noTrustedNetwork ? [messages.noTrustedNetwork] : []),
  ];
}
