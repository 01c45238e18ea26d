/** `replay --notify`: prints the number of messages, asks, and sends the findings. */
import type { Delivery } from '../../channels/channel.ts';
import { composeFor } from '../../channels/compose.ts';
import { EXIT } from '../../core/exit.ts';
import type { ChannelSettings, Settings } from '../../core/settings.ts';
import type { Digest } from '../../core/stories/digest.ts';
import { UserError } from '../../core/user-error.ts';
import { refusalFrom, wordsFrom } from '../../core/words.ts';
import { send } from '../../delivery/send.ts';
import type { Host } from '../../host.ts';
import { NOTIFY_WORDS } from '../../messages/look-back/notify.ts';
import { renderSent } from '../../render/sent.ts';
import { askYes } from '../shared/asking/ask.ts';
import type { NotifyOptions } from '../shared/chosen-channels.ts';
import type { ReadSecret } from '../shared/consent/secrets.ts';
import { sendable } from '../shared/mail.ts';
import { worldOf } from '../shared/world.ts';

/** The channels that findings are sent to, and their secrets. */
interface Recipients {
  readonly channels: readonly ChannelSettings[];
  readonly secret: ReadSecret;
}

/** Throws a `UserError` if a message wasn't accepted; the report stands on standard output by then. */
export async function notifyChannels(
  { channels, secret }: Recipients,
  digest: Digest,
  options: NotifyOptions,
  settings: Settings,
  host: Host,
): Promise<void> {
  const language = host.language ?? 'en';
  const words = NOTIFY_WORDS[language];
  const composed = channels.flatMap((channel) => composeFor(channel, digest, settings));
  const { deliveries, mail } = await sendable(composed, settings, options, host);
  if (composed.length === 0) return host.stderr.write(`${words.nothingToSend}\n`);
  const onlyShown = composed.length - deliveries.length;
  if (deliveries.length === 0) throw mailOnlyShown(onlyShown, composed.length);
  if (!(await isAgreed(deliveries, options, host))) return host.stderr.write(`${words.nothingSent}\n`);

  const results = await send(deliveries, { ...worldOf(host, secret), ...mail });
  const { columns, colour } = host.stderr;
  const look = { language, columns, colour, isPlain: host.isPlain };
  await host.stderr.write(`\n${renderSent(results, look)}`);
  const failed = results.filter(({ verdict }) => verdict.kind !== 'sent').length;
  if (failed > 0) {
    const said = wordsFrom(NOTIFY_WORDS, ({ notTaken }) => notTaken(failed + onlyShown, composed.length));
    throw new UserError(said, { exit: EXIT.refused });
  }
  if (onlyShown > 0) throw mailOnlyShown(onlyShown, composed.length);
}

/** Mail without a deployed notifier reaches no person. */
function mailOnlyShown(count: number, all: number): UserError {
  const { message, hint } = refusalFrom(NOTIFY_WORDS, ({ onlyShown }) => onlyShown(count, all));
  return new UserError(message, { hint, exit: EXIT.refused });
}

async function isAgreed(deliveries: readonly Delivery[], { yes }: NotifyOptions, host: Host): Promise<boolean> {
  const count = deliveries.length;
  const to = [...new Set(deliveries.map((delivery) => delivery.to))];
  return yes || askYes(NOTIFY_WORDS[host.language ?? 'en'].ask(count, to), host);
}
