/** What is said once a digest, in lines. */
import type { Digest, DigestItem } from '../core/digest.ts';
import type { Messages } from '../messages/messages.ts';

/** Counts, that it is a test, what was muted, and that no trusted network is set. */
export function saidOf(
  { sample, counts, muted, noTrustedNetwork, items }: Digest,
  messages: Messages,
): readonly string[] {
  const lines = [
    items.length === 0 ? messages.noFindings : messages.counts(counts),
    ...(sample ? [messages.sample] : []),
    ...(muted > 0 ? [messages.muted(muted)] : []),
    ...(noTrustedNetwork ? [messages.noTrustedNetwork] : []),
  ];
  return lines.filter((line) => line !== '');
}

/** How many findings these items hold, as a headline. */
export function headlineOf(items: readonly DigestItem[], messages: Messages): string {
  return messages.headline(items.reduce((sum, { findings }) => sum + findings.length, 0));
}
