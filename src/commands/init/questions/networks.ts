/** Trusted networks: the caller's own last address is offered, others are typed. */
import { containsNetwork, coversTooMuch, isNetwork } from '../../../core/network.ts';
import type { Settings, TrustedNetwork } from '../../../core/settings.ts';
import { formatTime } from '../../../core/time.ts';
import { wordsFrom } from '../../../core/words.ts';
import { INIT_WORDS } from '../../../messages/set-up/init.ts';
import type { Step } from '../../shared/asking/interview.ts';
import type { InitContext } from '../state/context.ts';
import type { LastSignIn, State } from '../state/state.ts';

const NONE = '-';

/** True if there is an address to offer. */
export const hasOwnAddress = ({ facts: { lastSignIn }, settings: { trusted } }: State): boolean =>
  lastSignIn !== undefined && !trusted.some(({ cidr }) => containsNetwork(cidr, lastSignIn.address));

/** Asked before the others, so that it stands in the line that Enter takes. */
export function ownAddressStep(context: InitContext, { address, time }: LastSignIn): Step<State> {
  const { words, isAuto } = context;
  return {
    id: 'own-address',
    async ask(state, asker) {
      const { settings } = state;
      const answer = await asker.select({
        heading: words.heading.trusted,
        message: words.ownQuestion(address, formatTime(Date.parse(time), settings.timezone)),
        flag: 'trustOwn',
        choices: [
          { value: 'yes', name: words.yes },
          { value: 'no', name: words.no },
        ],
        // Without a question no network is trusted.
        default: isAuto ? 'no' : 'yes',
      });
      if (answer === 'no') return state;
      return {
        ...state,
        settings: { ...settings, trusted: [...settings.trusted, { cidr: address, name: words.trustedName }] },
      };
    },
  };
}

/** `isFirst`: no other question of its heading comes before. */
export function trustedStep({ words }: InitContext, isFirst: boolean): Step<State> {
  return {
    id: 'trusted',
    async ask(state, asker) {
      const { settings } = state;
      const text = await asker.input({
        ...(isFirst ? { heading: words.heading.trusted } : {}),
        message: words.trustedQuestion,
        flag: 'trusted',
        default: networksText(settings),
        check: (given) => {
          const networks = parseNetworks(given);
          const cidrs = networks.map(({ cidr }) => cidr);
          const wrong = cidrs.find((cidr) => !isNetwork(cidr));
          if (wrong !== undefined) return wordsFrom(INIT_WORDS, ({ noNetwork }) => noNetwork(wrong));
          if (coversTooMuch(cidrs)) {
            const wide = cidrs.find((cidr) => coversTooMuch([cidr])) ?? cidrs.join(', ');
            return wordsFrom(INIT_WORDS, ({ wholeWorld }) => wholeWorld(wide));
          }
          const named = networks.flatMap(({ name = '' }) => name.split(' ')).find(holdsAddress);
          return named === undefined ? undefined : wordsFrom(INIT_WORDS, ({ addressInName }) => addressInName(named));
        },
      });
      const trusted = parseNetworks(text).map((network) => kept(network, settings));
      return { ...state, settings: { ...settings, trusted } };
    },
  };
}

/** A second address without a comma before it. `isNetwork` alone would take a number, as in "Office 2". */
const holdsAddress = (word: string) =>
  /[.:]/.test(word) && isNetwork(word.replace(/[;)\]]+$/, '').replace(/^[([]+/, ''));

const networksText = ({ trusted }: Settings) =>
  trusted
    .map(({ cidr, name }) => [cidr, ...(name === undefined ? [] : [name.replaceAll(/[,、]/g, ' ')])].join(' '))
    .join(', ') || NONE;

function parseNetworks(text: string): readonly TrustedNetwork[] {
  if (text.trim() === NONE) return [];
  return text.split(/[,、]/).flatMap((part) => {
    const [cidr = '', ...name] = part.trim().split(/\s+/);
    return cidr === '' ? [] : [{ cidr, ...(name.length === 0 ? {} : { name: name.join(' ') }) }];
  });
}

/** The last day of a network isn't typed here, and isn't lost. */
function kept(network: TrustedNetwork, { trusted }: Settings): TrustedNetwork {
  const old = trusted.find(({ cidr }) => cidr === network.cidr);
  return old === undefined ? network : { ...old, ...network };
}
