/** Messages that waited while the settings changed: they go where their channel is now. */
import { noticeDigest } from '../core/digest.ts';
import type { Settings } from '../core/settings.ts';
import { asWords } from '../core/words.ts';
import type { Delivery } from './channel.ts';
import { composeFor } from './compose.ts';

const BLANK = noticeDigest({ title: asWords(''), lines: [], about: '', isGood: false });

/**
 * Returns the delivery with the target of the channel that it is for: the same target, or the channel of its kind and
 * name, or the only one of its kind. Unchanged if the settings have none of these any more.
 */
export function readdressed(delivery: Delivery, settings: Settings): Delivery {
  const current = settings.channels
    .filter(({ kind }) => kind === delivery.channel)
    .flatMap((channel) => composeFor(channel, BLANK, settings).slice(0, 1));
  if (current.some((one) => targetOf(one) === targetOf(delivery))) return delivery;
  const named = current.filter(({ to }) => to === delivery.to);
  const [only, ...others] = named.length > 0 ? named : current;
  if (only === undefined || others.length > 0) return delivery;
  const { body, findings } = delivery;
  if (delivery.kind === 'sns')
    return only.kind === 'sns' ? { ...only, subject: delivery.subject, body, findings } : delivery;
  return { ...only, body, findings };
}

/** All that the settings say of a target, without names and texts. */
function targetOf(delivery: Delivery): string {
  if (delivery.kind === 'sns') return JSON.stringify(delivery.recipients.toSorted());
  const { url, secret, host, sign, headers } = delivery;
  return JSON.stringify([url, secret, host, sign, headers]);
}
