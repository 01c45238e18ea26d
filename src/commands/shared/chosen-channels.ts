/** `--notify`: the channels that findings are sent to. */
import { SLACK_VARIABLE } from '../../channels/kinds.ts';
import { routingOf } from '../../channels/secrets-of.ts';
import { nearest } from '../../core/nearest.ts';
import { CHANNEL_KINDS, type ChannelSettings, type Settings } from '../../core/settings.ts';
import { UserError } from '../../core/user-error.ts';
import { refusalFrom } from '../../core/words.ts';
import type { Host } from '../../host.ts';
import { NOTIFY_WORDS, type NotifyWords } from '../../messages/look-back/notify.ts';
import { isInteractive } from './asking/ask.ts';
import type { GlobalOptions } from './command.ts';

export interface NotifyOptions extends GlobalOptions {
  /** Channels to send the findings to; `[]` means all of the settings; undefined means none. */
  readonly notify: readonly string[] | undefined;
  /** Send without asking. */
  readonly yes: boolean;
}

/**
 * Channels by kind or by name; `[]` means all. Throws a `UserError` for a missing channel or terminal before any record
 * is read, so that a scheduled job doesn't fail only on the day of its first finding.
 */
export function chooseChannels(options: NotifyOptions, settings: Settings, host: Host): readonly ChannelSettings[] {
  const { notify: names = [], yes } = options;
  const channels =
    names.length === 0 ? settings.channels : names.flatMap((name) => channelsCalled(name, settings, host));
  if (channels.length === 0) throw refusal(({ noChannels }) => noChannels(SLACK_VARIABLE));
  if (!yes && !isInteractive(host)) throw refusal(({ noTerminal }) => noTerminal);
  return [...new Set(channels)];
}

function channelsCalled(name: string, settings: Settings, host: Host): readonly ChannelSettings[] {
  const channels = settings.channels.filter((channel) => channel.kind === name || routingOf(channel).name === name);
  if (channels.length > 0) return channels;
  // Without settings the webhook stands where test-slack takes it from.
  if (name === 'slack' && host.env[SLACK_VARIABLE])
    return [{ kind: 'slack', slack: { webhook: `env:${SLACK_VARIABLE}` } }];
  const names = settings.channels.flatMap((channel) => routingOf(channel).name ?? []);
  const known: readonly string[] = [...new Set([...CHANNEL_KINDS, ...names])];
  if (!known.includes(name)) throw refusal(({ unknownChannel }) => unknownChannel(name, known, nearest(name, known)));
  throw refusal(({ noChannel }) => noChannel(name, SLACK_VARIABLE));
}

function refusal(pick: (words: NotifyWords) => { readonly message: string; readonly hint: string }): UserError {
  const { message, hint } = refusalFrom(NOTIFY_WORDS, pick);
  return new UserError(message, { hint });
}
