/** Channel settings besides a secret: Chatwork's room, PagerDuty's region, the webhook's signature, mail addresses. */
import { PAGERDUTY_REGIONS } from '../../../core/settings.ts';
import { wordsFrom } from '../../../core/words.ts';
import { INIT_WORDS } from '../../../messages/set-up/init.ts';
import { SECRET_WORDS } from '../../../messages/settings/secrets.ts';
import type { Step } from '../../shared/asking/interview.ts';
import { problemWithNew } from '../../shared/secret-form.ts';
import type { InitContext } from '../state/context.ts';
import type { State } from '../state/state.ts';
import { signingPlace, withChannel } from './channel-secret.ts';

export function roomStep({ words }: InitContext): Step<State> {
  return {
    id: 'room',
    async ask(state, asker) {
      const old = state.settings.channels.find(({ kind }) => kind === 'chatwork');
      const room = await asker.input({
        message: words.room,
        flag: 'room',
        ...(old?.kind === 'chatwork' ? { default: String(old.chatwork.room) } : {}),
        check: (text) => (/^[1-9]\d{0,14}$/.test(text) ? undefined : wordsFrom(INIT_WORDS, ({ noRoom }) => noRoom)),
      });
      return { ...state, room: Number(room) };
    },
  };
}

/** Each region has keys and an endpoint of its own. */
export function pagerdutyRegionStep({ words }: InitContext): Step<State> {
  return {
    id: 'pagerduty-region',
    async ask(state, asker) {
      const old = state.settings.channels.find(({ kind }) => kind === 'pagerduty');
      const region = await asker.select({
        message: words.pagerdutyRegion,
        flag: 'pagerduty',
        choices: PAGERDUTY_REGIONS.map((value) => ({ value, name: words.pagerdutyRegionChoice[value] })),
        default: (old?.kind === 'pagerduty' ? old.pagerduty.region : undefined) ?? 'us',
      });
      return { ...state, pagerdutyRegion: region };
    },
  };
}

export function signStep(context: InitContext): Step<State> {
  const { words, parts } = context;
  return {
    id: 'sign',
    async ask(state, asker) {
      const place = signingPlace(state.settings).slice('ssm:'.length);
      const given = context.secretFor('webhook-secret');
      if (given?.from === 'value') {
        await parts.storeSecret('webhook-secret', place, given.value);
        await context.tell(words.stored(place));
        return { ...state, isSigned: true };
      }
      const isStored = await parts.hasSecret(place);
      const choices = isStored ? (['keep', 'paste', 'none'] as const) : (['none', 'paste'] as const);
      const answer = await asker.select({
        message: words.sign,
        flag: 'sign',
        choices: choices.map((value) => ({ value, name: words.signChoice[value] })),
        default: isStored ? 'keep' : 'none',
      });
      if (answer === 'paste') {
        const check = (text: string) => problemWithNew('webhook-secret', text.trim())?.message;
        const key = await asker.password({ message: SECRET_WORDS[context.language].ask['webhook-secret'], check });
        await parts.storeSecret('webhook-secret', place, key);
        await context.tell(words.stored(place));
      }
      return { ...state, isSigned: answer !== 'none' };
    },
  };
}

export const addressesOf = (text: string) =>
  text
    .split(/[,、\s]+/)
    .map((address) => address.trim())
    .filter((address) => address !== '');

export const isMail = (text: string) => /^[^\s@<>()",;:\\]+@[^\s@.]+(?:\.[^\s@.]+)+$/.test(text);

export function mailStep({ words, tell }: InitContext): Step<State> {
  return {
    id: 'mail',
    async ask(state, asker) {
      const old = state.settings.channels.find(({ kind }) => kind === 'email');
      const before = old?.kind === 'email' ? old.email : undefined;
      const text = await asker.input({
        message: words.mail,
        flag: 'mail',
        ...(before === undefined ? {} : { default: before.to.join(', '), isEdited: true }),
        check: (given) => {
          const addresses = addressesOf(given);
          const wrong = addresses.find((address) => !isMail(address));
          const problem = addresses.length === 0 ? '“”' : wrong;
          return problem === undefined ? undefined : wordsFrom(INIT_WORDS, ({ noMail }) => noMail(problem));
        },
      });
      await tell(words.mailLater);
      const email = { ...before, to: addressesOf(text) };
      return { ...state, settings: withChannel(state.settings, { kind: 'email', email }) };
    },
  };
}
