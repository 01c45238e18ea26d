/** Messages that waited while the settings changed: they go where their channel is now. */
import type { ChannelSettings, Settings } from '../core/settings.ts';
import { noticeDigest } from '../core/stories/digest.ts';
import { asWords } from '../core/words.ts';
import type { Delivery } from './channel.ts';
import { composeFor, composeForHealth } from './compose.ts';

/** Composed only to learn where a channel's messages go. */
export const BLANK_DIGEST = noticeDigest({ title: asWords(''), lines: [], about: '', isGood: false });

/**
 * Returns the delivery with the target of the channel that it is for: the same target, or the channel of its kind and
 * name, or the only one of its kind. Unchanged if the settings have none of these any more.
 */
export function readdressed(delivery: Delivery, settings: Settings): Delivery {
  const own = composeForHealth(BLANK_DIGEST, settings);
  const isOfHealth = own.some(({ to }) => to === delivery.to);
  const current = isOfHealth
    ? own
    : blanks(
        settings.channels.filter(({ kind }) => kind === delivery.channel),
        settings,
      );
  if (current.some((one) => targetOf(one) === targetOf(delivery))) return delivery;
  const named = current.filter(({ to }) => to === delivery.to);
  const [only, ...others] = named.length > 0 ? named : current;
  if (only === undefined || others.length > 0) return delivery;
  const { body, findings } = delivery;
  if (delivery.kind === 'http') return only.kind === 'http' ? { ...only, body, findings } : delivery;
  if (only.kind !== 'sns') return delivery;
  const { subject, health = only.health } = delivery;
  return { ...only, subject, body, findings, ...(health === undefined ? {} : { health }) };
}

const blanks = (channels: readonly ChannelSettings[], settings: Settings): readonly Delivery[] =>
  channels.flatMap((channel) => composeFor(channel, BLANK_DIGEST, settings).slice(0, 1));

/** All that the settings say of a target, without names and texts. */
function targetOf(delivery: Delivery): string {
  if (delivery.kind === 'sns') return JSON.stringify(delivery.recipients.toSorted());
  const { url, secret, host, sign, headers } = delivery;
  return JSON.stringify([url, secret, host, sign, headers]);
}
