/** The lines that each digest has once. */
import type { Digest, DigestItem } from '../core/digest.ts';
import type { Messages } from '../messages/messages.ts';

/** Counts, the mark of a test, the number of muted findings, and a warning if no trusted network is set. */
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

/** The headline with the number of findings in these items. */
export function headlineOf(items: readonly DigestItem[], messages: Messages): string {
  return messages.headline(items.reduce((sum, { findings }) => sum + findings.length, 0));
}
