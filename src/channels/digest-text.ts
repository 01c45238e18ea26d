/** The lines that each digest has once, under its first. */
import type { Language } from '../core/language.ts';
import type { Digest } from '../core/stories/digest.ts';
import type { Messages } from '../messages/messages.ts';

/** Counts where there is more than one item, the mark of a test, the number of muted findings, a warning if no trusted network is set, and a notice's lines. */
export function saidOf(
  { sample, counts, muted, noTrustedNetwork, items, notice }: Digest,
  messages: Messages,
  language: Language,
): readonly string[] {
  return [
    ...(items.length > 1 ? [messages.counts(counts)] : []),
    ...(sample ? [messages.sample] : []),
    ...(muted > 0 ? [messages.muted(muted)] : []),
    ...(noTrustedNetwork ? [messages.noTrustedNetwork] : []),
    ...(notice?.lines.map((line) => line[language]) ?? []),
  ];
}
