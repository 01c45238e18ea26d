/** Forms of secrets, so that none is kept in clear and none is shown. */
import { factsOf } from '../channels/kinds.ts';
import { CHANNEL_KINDS } from '../core/settings.ts';
import { visible } from '../core/text.ts';

export interface ClearSecret {
  readonly channel: string;
  readonly offset: number;
}

/** Every webhook URL in a text: in a value, in a comment. */
export function clearSecrets(text: string): ClearSecret[] {
  return CHANNEL_KINDS.flatMap((channel) => {
    const { clear } = factsOf(channel);
    return clear === undefined ? [] : [...text.matchAll(clear)].map(({ index }) => ({ channel, offset: index }));
  });
}

/** Text of the file, fit for an error: possible secrets by their length, invisible characters as escapes. */
export function tellable(text: string): string {
  return isTellable(text) ? visible(text) : `${text.length} characters that are not shown`;
}

/** False for URLs, and for a run of characters as long and mixed as a token. */
export function isTellable(text: string): boolean {
  const runs = text.match(/[A-Za-z0-9_~+/=-]{16,}/g) ?? [];
  return text.length <= 80 && !text.includes('://') && !runs.some((run) => /\d/.test(run) && /[A-Za-z]/.test(run));
}
