/** Trusted networks: the caller's own last address is offered, others are typed. */
import { containsNetwork, coversWorld, isNetwork } from '../../../core/network.ts';
import type { Settings, TrustedNetwork } from '../../../core/settings.ts';
import { formatTime } from '../../../core/time.ts';
import type { Step } from '../../shared/asking/interview.ts';
import { heading, type InitContext } from '../state/context.ts';
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
      await heading(context, words.heading.trusted);
      const answer = await asker.select({
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

export function trustedStep({ words }: InitContext): Step<State> {
  return {
    id: 'trusted',
    async ask(state, asker) {
      const { settings } = state;
      const text = await asker.input({
        message: words.trustedQuestion,
        flag: 'trusted',
        default: networksText(settings),
        isEdited: settings.trusted.length > 0,
        check: (given) => {
          const cidrs = parseNetworks(given).map(({ cidr }) => cidr);
          const wrong = cidrs.find((cidr) => !isNetwork(cidr));
          if (wrong !== undefined) return words.noNetwork(wrong);
          const world = cidrs.find((cidr) => coversWorld([cidr]));
          return world === undefined ? undefined : words.wholeWorld(world);
        },
      });
      const trusted = parseNetworks(text).map((network) => kept(network, settings));
      return { ...state, settings: { ...settings, trusted } };
    },
  };
}

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
