/** Which kinds of channels there shall be. */
import { factsOf } from '../../../channels/kinds.ts';
import { CHANNEL_KINDS } from '../../../core/settings.ts';
import { UserError } from '../../../core/user-error.ts';
import { refusalFrom, wordsFrom } from '../../../core/words.ts';
import { INIT_WORDS } from '../../../messages/set-up/init.ts';
import type { Step } from '../../shared/asking/interview.ts';
import type { InitContext } from '../state/context.ts';
import type { State } from '../state/state.ts';

export function channelKindsStep(context: InitContext): Step<State> {
  const { words } = context;
  return {
    id: 'channels',
    async ask(state, asker) {
      const { settings } = state;
      const kinds = await asker.checkbox({
        heading: words.heading.channels,
        message: words.channelsQuestion,
        flag: 'channels',
        choices: CHANNEL_KINDS.map((kind) => ({ value: kind, name: factsOf(kind).label[context.language] })),
        checked: CHANNEL_KINDS.filter((kind) => settings.channels.some((channel) => channel.kind === kind)),
        check: (chosen) => (chosen.length === 0 ? wordsFrom(INIT_WORDS, ({ atLeastOne }) => atLeastOne) : undefined),
      });
      const channels = settings.channels.filter(({ kind }) => kinds.includes(kind));
      return { ...state, kinds, settings: { ...settings, channels } };
    },
  };
}

/** A notifier that tells nobody is none. */
export function refuseWithoutChannels({ settings }: State): void {
  if (settings.channels.length > 0) return;
  const { message, hint } = refusalFrom(INIT_WORDS, ({ noChannels }) => noChannels);
  throw new UserError(message, { hint });
}
