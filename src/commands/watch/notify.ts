/** `watch --notify`: the channels, their secrets and the consent, before anything is read. */
import { allRules } from '../../core/inspection/activate.ts';
import type { Settings } from '../../core/settings.ts';
import { UserError } from '../../core/user-error.ts';
import { wordsFrom } from '../../core/words.ts';
import type { Host } from '../../host.ts';
import { NOTIFY_WORDS } from '../../messages/look-back/notify.ts';
import { WATCH_WORDS } from '../../messages/look-back/watch.ts';
import { RULES } from '../../rules/index.ts';
import type { NotifyOptions } from '../shared/chosen-channels.ts';
import type { Sender, SenderState } from './sender.ts';

interface Stored {
  readonly stored: Settings;
  readonly file: string | undefined;
  readonly state: SenderState;
}

/** Undefined without `--notify`. Throws a `UserError` for a missing channel, terminal or consent. */
export async function senderFor(
  options: NotifyOptions,
  { stored, file, state }: Stored,
  host: Host,
): Promise<Sender | undefined> {
  if (options.notify === undefined) return undefined;
  const settings = { ...stored, language: options.language ?? stored.language };
  const { chooseChannels } = await import('../shared/chosen-channels.ts');
  const { secretsFor } = await import('../shared/consent/secrets.ts');
  const { askYes } = await import('../shared/asking/ask.ts');
  const { Sender } = await import('./sender.ts');
  const channels = chooseChannels(options, settings, host);
  const secret = await secretsFor(channels, { file, channels: settings.channels }, options, host);
  const sender = new Sender({ channels, secret, settings, options, host, rules: allRules(RULES, settings) }, state);
  if (options.yes || (await askYes(WATCH_WORDS[host.language ?? 'en'].ask(sender.names), host))) return sender;
  throw new UserError(wordsFrom(NOTIFY_WORDS, ({ nothingSent }) => nothingSent.replace(/[.。]$/, '')));
}
