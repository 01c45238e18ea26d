/**
 * Lists of mail recipients: an SNS topic reaches all its subscribers, so each distinct list of addresses is a topic.
 */
import type { Settings } from './settings.ts';

/** In the order of the channels, each address once; two channels with the same addresses share a list. */
export function mailLists({ channels }: Pick<Settings, 'channels'>): readonly (readonly string[])[] {
  const lists = new Map<string, readonly string[]>();
  for (const channel of channels) {
    if (channel.kind !== 'email') continue;
    const addresses = [...new Set(channel.email.to)];
    const key = keyOf(addresses);
    if (!lists.has(key)) lists.set(key, addresses);
  }
  return [...lists.values()];
}

export const isSameList = (one: readonly string[], other: readonly string[]): boolean => keyOf(one) === keyOf(other);

const keyOf = (list: readonly string[]) => JSON.stringify([...new Set(list)].toSorted());
