/** A channel with a secret: found again or pasted, tried at once, and stored when it works. */
import { factsOf, type KindWithSecret, secretCalled } from '../../../channels/kinds.ts';
import { hostFor, secretsOf, withSecret } from '../../../channels/secrets-of.ts';
import { EXIT } from '../../../core/exit.ts';
import { namesOf } from '../../../core/names.ts';
import type { Language } from '../../../core/rule.ts';
import type { ChannelKind, ChannelSettings, SecretReference, Settings } from '../../../core/settings.ts';
import { UserError } from '../../../core/user-error.ts';
import { inEach, refusalFrom } from '../../../core/words.ts';
import type { SendResult } from '../../../delivery/send.ts';
import { INIT_WORDS } from '../../../messages/set-up/init.ts';
import { SECRET_WORDS } from '../../../messages/settings/secrets.ts';
import type { Asker } from '../../shared/asking/asker.ts';
import type { Step } from '../../shared/asking/interview.ts';
import { problemWithNew } from '../../shared/secret-form.ts';
import type { InitContext } from '../state/context.ts';
import type { State } from '../state/state.ts';

export function channelSecretStep(kind: KindWithSecret, context: InitContext): Step<State> {
  return {
    id: `channel-${kind}`,
    async ask(state, asker) {
      const place = placeFor(kind, state.settings, context);
      const channel = channelOf(kind, `ssm:${place}`, state);
      const ownHost = hostFor(kind, state.settings.channels);
      let secret = await secretOf(kind, place, { ...context, ownHost }, asker);
      for (;;) {
        if (await works(channel, state.settings, secret, context)) break;
        const next = await asker.select({
          message: context.words.failedQuestion,
          choices: (['retype', 'again', 'keep', 'without'] as const).map((value) => ({
            value,
            name: context.words.failedChoice[value],
          })),
          default: 'retype',
        });
        if (next === 'keep') break;
        if (next === 'without') return without(kind, state);
        if (next === 'retype') secret = await paste(kind, { ...context, ownHost }, asker);
      }
      if (secret !== undefined) await store(kind, place, secret, context);
      return { ...state, settings: withChannel(state.settings, channel) };
    },
  };
}

/** The parameter: where the settings or a flag say, or the usual name. */
function placeFor(kind: KindWithSecret, settings: Settings, context: InitContext): string {
  const given = context.secretFor(kind, hostFor(kind, settings.channels));
  if (given?.from === 'parameter') return given.name;
  const channel = settings.channels.find((one) => one.kind === kind);
  const reference = channel === undefined ? undefined : secretsOf(channel)[0]?.place;
  return reference?.startsWith('ssm:')
    ? reference.slice('ssm:'.length)
    : `${namesOf(settings.name).parameters}/${secretCalled(kind).parameter}`;
}

interface Pasting extends InitContext {
  /** The host of one's own that the settings allow for the URL. */
  readonly ownHost: string | undefined;
}

/** Undefined means: the one that is stored. */
async function secretOf(
  kind: KindWithSecret,
  place: string,
  context: Pasting,
  asker: Asker,
): Promise<string | undefined> {
  const { words, parts, ownHost } = context;
  const given = context.secretFor(kind, ownHost);
  if (given?.from === 'value') return given.value;
  if (await parts.hasSecret(place)) {
    if (given !== undefined) return undefined;
    const answer = await asker.select({
      message: words.storedQuestion(factsOf(kind).label[context.language], place),
      flag: 'stored',
      choices: (['keep', 'replace'] as const).map((value) => ({ value, name: words.storedChoice[value] })),
      default: 'keep',
    });
    if (answer === 'keep') return undefined;
  }
  if (context.isAuto) {
    const { message, hint } = refusalFrom(INIT_WORDS, (said) => said.noSecret(kind, place));
    throw new UserError(message, { hint });
  }
  return paste(kind, context, asker);
}

const paste = (kind: KindWithSecret, { language, ownHost }: Pasting, asker: Asker) =>
  asker.password({
    message: SECRET_WORDS[language].ask[kind],
    check: (text) => problemWithNew(kind, text.trim(), ownHost)?.message,
  });

async function store(
  kind: KindWithSecret,
  place: string,
  secret: string,
  { parts, tell, words }: InitContext,
): Promise<void> {
  await parts.storeSecret(kind, place, secret);
  await tell(words.stored(place));
}

function channelOf(kind: KindWithSecret, place: SecretReference, state: State): ChannelSettings {
  const { settings, room, pagerdutyRegion, isSigned } = state;
  const channel = withSecret(kind, settings.channels, place);
  if (channel.kind === 'chatwork') {
    return { ...channel, chatwork: { ...channel.chatwork, room: room ?? channel.chatwork.room } };
  }
  if (channel.kind === 'pagerduty') {
    const { region: _, ...pagerduty } = channel.pagerduty;
    return { ...channel, pagerduty: { ...pagerduty, ...(pagerdutyRegion === 'eu' ? { region: 'eu' } : {}) } };
  }
  if (channel.kind === 'webhook') {
    const { secret: _, ...webhook } = channel.webhook;
    return { ...channel, webhook: { ...webhook, ...(isSigned ? { secret: signingPlace(settings) } : {}) } };
  }
  return channel;
}

/** Location of the key that signs the webhook's messages. */
export function signingPlace({ channels, name }: Settings): SecretReference {
  const channel = channels.find((one) => one.kind === 'webhook');
  const named = channel?.kind === 'webhook' ? channel.webhook.secret : undefined;
  return named?.startsWith('ssm:')
    ? named
    : `ssm:${namesOf(name).parameters}/${secretCalled('webhook-secret').parameter}`;
}

/** In the place of the first of its kind; others of the kind stay as they are. */
export function withChannel(settings: Settings, channel: ChannelSettings): Settings {
  const place = settings.channels.findIndex(({ kind }) => kind === channel.kind);
  const channels = place < 0 ? [...settings.channels, channel] : settings.channels.with(place, channel);
  return { ...settings, channels };
}

function without(kind: ChannelKind, state: State): State {
  const channels = state.settings.channels.filter((channel) => channel.kind !== kind);
  return { ...state, kinds: state.kinds.filter((one) => one !== kind), settings: { ...state.settings, channels } };
}

/** Sends one sample alert, and tells what came of it. With `--yes` a failure ends the run. */
async function works(
  channel: ChannelSettings,
  settings: Settings,
  secret: string | undefined,
  context: InitContext,
): Promise<boolean> {
  const { words, tell, parts, sendsTests } = context;
  if (!sendsTests) return true;
  const name = factsOf(channel.kind).label[context.language];
  await tell(words.sending(name));
  const reference = secretsOf(channel)[0]?.place;
  const typed = new Map(secret === undefined || reference === undefined ? [] : [[reference, secret]]);
  const results = await parts.sendTest(channel, settings, typed);
  if (results.every(({ verdict }) => verdict.kind === 'sent')) {
    await tell(words.sent(name));
    return true;
  }
  const textIn = (language: Language) =>
    [
      INIT_WORDS[language].notSent(factsOf(channel.kind).label[language]),
      ...results.flatMap((result) => failureOf(result, language)),
    ].join('\n');
  if (context.isAuto) throw new UserError(inEach(textIn), { exit: EXIT.refused });
  await tell(textIn(context.language));
  return false;
}

/** The vendor's answer, and what to do about it. */
function failureOf({ verdict, status, answer }: SendResult, language: Language): readonly string[] {
  if (verdict.kind === 'sent') return [];
  const [why, hint] = [verdict.why[language], verdict.hint?.[language] ?? ''];
  const answered = [status, answer].filter((part) => part !== undefined).join(' ');
  return [
    `  ${answered === '' || why.includes(answered) ? why : `${why} (${answered})`}`,
    ...(hint === '' ? [] : [`  ${hint}`]),
  ];
}
