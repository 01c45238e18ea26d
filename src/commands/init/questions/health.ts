/** The question for mail addresses that hear of the notifier’s own failure. */
import { namesHealth } from '../../../core/mail-lists.ts';
import type { Settings } from '../../../core/settings.ts';
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
      const text = await asker.input({
        message: words.healthQuestion,
        flag: 'health',
        default: before === undefined ? NONE : before.email.join(', '),
        check: (given) => {
          const wrong = given.trim() === NONE ? undefined : addressesOf(given).find((address) => !isMail(address));
          const problem = addressesOf(given).length === 0 ? '“”' : wrong;
          return problem === undefined ? undefined : wordsFrom(INIT_WORDS, ({ noMail }) => noMail(problem));
        },
      });
      const settings: Settings =
        text.trim() === NONE ? rest : { ...rest, health: { ...before, email: addressesOf(text) } };
      if (!namesHealth(settings)) await tell(words.noHealth);
      else if (settings.health !== undefined) await tell(words.mailLater);
      return { ...state, settings };
    },
  };
}
