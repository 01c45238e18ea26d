/** The question for those who hear of the notifier’s own failure: mail addresses, and a second channel. */
import { secretsOf, settingsOf } from '../../../channels/secrets-of.ts';
import type { Words } from '../../../core/language.ts';
import { namesHealth } from '../../../core/mail-lists.ts';
import { CHANNEL_KINDS, type HealthChannel, type HealthSettings, type Settings } from '../../../core/settings.ts';
import { wordsFrom } from '../../../core/words.ts';
import { INIT_WORDS } from '../../../messages/set-up/init.ts';
import type { Step } from '../../shared/asking/interview.ts';
import type { InitContext } from '../state/context.ts';
import type { State } from '../state/state.ts';
import { addressesOf, isMail } from './channel-details.ts';

const NONE = '-';

export function healthStep({ words, tell }: InitContext): Step<State> {
  return {
    id: 'health',
    async ask(state, asker) {
      const { health: before, ...rest } = state.settings;
      const known = channelsFor(state.settings);
      const text = await asker.input({
        message: words.healthQuestion,
        flag: 'health',
        default: before === undefined ? NONE : textOf(before),
        check: (given) => (given.trim() === NONE ? undefined : problemWith(addressesOf(given), known)),
      });
      const health = text.trim() === NONE ? undefined : healthOf(addressesOf(text), known, before);
      const settings: Settings = health === undefined ? rest : { ...rest, health };
      if (!namesHealth(settings)) await tell(words.noHealth);
      else if (health?.email !== undefined) await tell(words.mailLater);
      if (health?.channel !== undefined) await tell(words.healthShares(health.channel.kind));
      return { ...state, settings };
    },
  };
}

const textOf = ({ email = [], channel }: HealthSettings) =>
  [...email, ...(channel === undefined ? [] : [channel.kind])].join(', ');

/** The channels that can serve as a second one: that of the settings, and the alert channels, each without its routing. */
function channelsFor({ channels, health }: Settings): readonly HealthChannel[] {
  const all = [...(health?.channel === undefined ? [] : [health.channel]), ...channels.flatMap(bare)];
  return all.filter((one) => secretsOf(one).every(({ place }) => place.startsWith('ssm:')));
}

/** Keys of a channel that are about findings. */
const ROUTING = ['from', 'rules', 'except', 'name', 'mention', 'to'];

function bare(channel: Settings['channels'][number]): readonly HealthChannel[] {
  const { kind } = channel;
  if (kind === 'email') return [];
  const own = Object.entries(settingsOf(kind, channel)).filter(([key]) => !ROUTING.includes(key));
  return [{ kind, [kind]: Object.fromEntries(own) } as unknown as HealthChannel];
}

const isKind = (text: string) => CHANNEL_KINDS.some((kind) => kind === text);

function problemWith(parts: readonly string[], known: readonly HealthChannel[]): Words | undefined {
  const say = (pick: Parameters<typeof wordsFrom<typeof INIT_WORDS.en>>[1]) => wordsFrom(INIT_WORDS, pick);
  const kinds = [...new Set(known.map(({ kind }) => kind))];
  const named = parts.filter(isKind);
  const strange = named.find((name) => !kinds.some((kind) => kind === name));
  if (strange !== undefined) return say(({ noHealthChannel }) => noHealthChannel(strange, kinds));
  if (named.length > 1) return say(({ oneHealthChannel }) => oneHealthChannel);
  const wrong = parts.length === 0 ? '“”' : parts.find((part) => !isKind(part) && !isMail(part));
  return wrong === undefined ? undefined : say(({ noMail }) => noMail(wrong));
}

function healthOf(
  parts: readonly string[],
  known: readonly HealthChannel[],
  before: HealthSettings | undefined,
): HealthSettings {
  const { email: _, channel: __, ...rest } = before ?? {};
  const email = parts.filter((part) => !isKind(part));
  const channel = known.find(({ kind }) => parts.includes(kind));
  return {
    ...rest,
    ...(email.length === 0 ? {} : { email }),
    ...(channel === undefined ? {} : { channel }),
  };
}
