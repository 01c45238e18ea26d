/** `replay --notify`: says how many messages it will be, asks, and sends what was found. */
import type { Delivery } from '../../channels/channel.ts';
import { composeFor } from '../../channels/compose.ts';
import { SLACK_VARIABLE } from '../../channels/kinds.ts';
import { routingOf } from '../../channels/secrets-of.ts';
import type { Digest } from '../../core/digest.ts';
import { EXIT } from '../../core/exit.ts';
import type { ChannelSettings, Settings } from '../../core/settings.ts';
import { UserError } from '../../core/user-error.ts';
import { send } from '../../delivery/send.ts';
import type { Host } from '../../host.ts';
import { renderSent } from '../../render/sent.ts';
import { askYes, isInteractive } from '../shared/asking/ask.ts';
import type { GlobalOptions } from '../shared/command.ts';
import { sendable } from '../shared/mail.ts';
import { worldOf } from '../shared/world.ts';

export interface NotifyOptions extends GlobalOptions {
  /** Channels to send the findings to; `[]` means all of the settings; undefined means none. */
  readonly notify: readonly string[] | undefined;
  /** Send without asking. */
  readonly yes: boolean;
}

const HINT = `List it under \`channels\` in login-watch.yaml, or set ${SLACK_VARIABLE} for slack.`;

/** Throws a `UserError` where a message was not taken; the report stands on standard output by then. */
export async function notifyChannels(
  channels: readonly ChannelSettings[],
  digest: Digest,
  options: NotifyOptions,
  settings: Settings,
  host: Host,
): Promise<void> {
  const composed = channels.flatMap((channel) => composeFor(channel, digest, settings));
  const { deliveries, mail } = await sendable(composed, settings, options, host);
  if (deliveries.length === 0) return host.stderr.write('Nothing to send.\n');
  if (!(await isAgreed(deliveries, options, host))) return host.stderr.write('Nothing was sent.\n');

  const results = await send(deliveries, { ...worldOf(host, options), ...mail });
  const { columns, colour } = host.stderr;
  const look = { language: settings.language, columns, colour, isPlain: host.isPlain };
  await host.stderr.write(`\n${renderSent(results, look)}`);
  const failed = results.filter(({ verdict }) => verdict.kind !== 'sent').length;
  if (failed > 0) throw new UserError(`${failed} of ${results.length} messages were not taken`, { exit: EXIT.refused });
}

/**
 * By kind or by name; `[]` means all. Throws a `UserError` for one that is not set up, and where nobody could be asked:
 * before anything is read, so that a scheduled job doesn't fail only on the day that something is found.
 */
export function chooseChannels(options: NotifyOptions, settings: Settings, host: Host): readonly ChannelSettings[] {
  const { notify: names = [], yes } = options;
  const channels =
    names.length === 0 ? settings.channels : names.flatMap((name) => channelsCalled(name, settings, host));
  if (channels.length === 0) throw new UserError('no channel is set up', { hint: HINT });
  if (!yes && !isInteractive(host)) {
    throw new UserError('--notify asks before it sends, and there is nobody to ask', {
      hint: 'Add --yes to send without asking.',
    });
  }
  return [...new Set(channels)];
}

function channelsCalled(name: string, settings: Settings, host: Host): readonly ChannelSettings[] {
  const channels = settings.channels.filter((channel) => channel.kind === name || routingOf(channel).name === name);
  if (channels.length > 0) return channels;
  // Somebody without settings has the webhook where test-slack takes it from.
  if (name === 'slack' && host.env[SLACK_VARIABLE])
    return [{ kind: 'slack', slack: { webhook: `env:${SLACK_VARIABLE}` } }];
  throw new UserError(`no channel ${name} is set up`, { hint: HINT });
}

async function isAgreed(deliveries: readonly Delivery[], { yes }: NotifyOptions, host: Host): Promise<boolean> {
  const count = deliveries.length;
  const to = [...new Set(deliveries.map((delivery) => delivery.to))].join(', ');
  return yes || askYes(`Send ${count} ${count === 1 ? 'message' : 'messages'} to ${to}?`, host);
}
