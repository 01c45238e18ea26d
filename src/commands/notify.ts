/** `replay --notify`: says how many messages it will be, asks, and sends what was found. */
import type { Delivery } from '../channels/channel.ts';
import { composeFor, routingOf } from '../channels/compose.ts';
import type { Digest } from '../core/digest.ts';
import type { ChannelSettings, Settings } from '../core/settings.ts';
import { UserError } from '../core/user-error.ts';
import { send } from '../delivery/send.ts';
import type { Host } from '../host.ts';
import { renderSent } from '../render/sent.ts';
import { askYes } from './ask.ts';
import type { ReplayOptions } from './replay.ts';
import { showMails } from './show-mail.ts';
import { worldOf } from './world.ts';

const SLACK_VARIABLE = 'LOGIN_WATCH_SLACK_WEBHOOK_URL';

/** Throws a `UserError` where a message was not taken; the report stands on standard output by then. */
export async function notifyChannels(
  channels: readonly ChannelSettings[],
  digest: Digest,
  options: ReplayOptions,
  settings: Settings,
  host: Host,
): Promise<void> {
  const deliveries = await showMails(
    channels.flatMap((channel) => composeFor(channel, digest, settings)),
    host,
  );
  if (deliveries.length === 0) return host.stderr.write('Nothing to send.\n');
  if (!(await isAgreed(deliveries, options, host))) return host.stderr.write('Nothing was sent.\n');

  const results = await send(deliveries, worldOf(host, options));
  const { columns, colour } = host.stderr;
  await host.stderr.write(`\n${renderSent(results, { language: settings.language, columns, colour })}`);
  const failed = results.filter(({ verdict }) => verdict.kind !== 'sent').length;
  if (failed > 0) throw new UserError(`${failed} of ${results.length} messages were not taken`, { exit: 3 });
}

/** By kind or by name; `[]` means all. Throws a `UserError` where there is none. */
export function chooseChannels(names: readonly string[], settings: Settings, host: Host): readonly ChannelSettings[] {
  const isMeant = (channel: ChannelSettings) =>
    names.length === 0 || names.includes(channel.kind) || names.includes(routingOf(channel).name ?? '');
  const channels = settings.channels.filter(isMeant);
  if (channels.length > 0) return channels;
  // Somebody without settings has the webhook where test-slack takes it from.
  if (names.includes('slack') && host.env[SLACK_VARIABLE])
    return [{ kind: 'slack', slack: { webhook: `env:${SLACK_VARIABLE}` } }];
  throw new UserError(names.length === 0 ? 'no channel is set up' : `no channel ${names.join(', ')} is set up`, {
    hint: `List it under \`channels\` in login-watch.yaml, or set ${SLACK_VARIABLE} for slack.`,
  });
}

async function isAgreed(deliveries: readonly Delivery[], { yes }: ReplayOptions, host: Host): Promise<boolean> {
  const count = deliveries.length;
  const what = `${count} ${count === 1 ? 'message' : 'messages'} to ${[...new Set(deliveries.map(({ to }) => to))].join(', ')}`;
  if (yes) return true;
  if (host.stdin.isTTY !== true || !host.stderr.isTerminal) {
    throw new UserError(`--notify would send ${what}, and there is nobody to ask`, {
      hint: 'Add --yes to send without asking.',
    });
  }
  return askYes(`Send ${what}?`, host);
}
