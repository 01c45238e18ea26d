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

/** Addresses that hear that the notifier is unwell; empty if the settings name none. */
export const healthList = ({ health }: Pick<Settings, 'health'>): readonly string[] => [
  ...new Set(health?.email ?? []),
];

/** True if the notifier's alarms have a topic of their own. */
export const hasHealthTopic = ({ health }: Pick<Settings, 'health'>): boolean =>
  health?.channel !== undefined || (health?.email ?? []).length > 0;

/** True if the settings name somebody: alarms without a topic of their own go to the first mail list. */
export const namesHealth = (settings: Pick<Settings, 'health' | 'channels'>): boolean =>
  hasHealthTopic(settings) || mailLists(settings).length > 0;

/** Position of the health list's topic among all topics: the last. The first topic is there without a list, too. */
export const healthPosition = (settings: Pick<Settings, 'channels'>): number => Math.max(mailLists(settings).length, 1);

export const isSameList = (one: readonly string[], other: readonly string[]): boolean => keyOf(one) === keyOf(other);

const keyOf = (list: readonly string[]) => JSON.stringify([...new Set(list)].toSorted());
