/** The channels that a sample goes to: of the settings, given on the command line, typed, or made up to be shown. */
import { isSecretKind, type KindWithSecret, secretCalled } from '../../channels/kinds.ts';
import { hostFor, routingOf, withHost, withSecret } from '../../channels/secrets-of.ts';
import {
  CHANNEL_KINDS,
  type ChannelKind,
  type ChannelSettings,
  type SecretReference,
  type Settings,
} from '../../core/settings.ts';
import { UserError } from '../../core/user-error.ts';
import { refusalFrom, wordsFrom } from '../../core/words.ts';
import type { Host } from '../../host.ts';
import { TEST_WORDS, type TestWords } from '../../messages/operate/test.ts';
import { SECRET_WORDS } from '../../messages/settings/secrets.ts';
import { askHidden, askText, isInteractive } from '../shared/asking/ask.ts';
import type { GlobalOptions } from '../shared/command.ts';
import { problemWith } from '../shared/secret-form.ts';
import { secretFlag } from './secret-flag.ts';

/** Stands for the secret that was given or typed; no variable can have this name. */
export const GIVEN: SecretReference = 'env:=';

export interface Chosen {
  readonly channels: readonly ChannelSettings[];
  /** The value of `GIVEN`. */
  readonly secret?: string;
}

/** The channels to use, and values in place of their secrets. */
export interface ChannelOptions extends GlobalOptions {
  /** Kinds of channels, or their names; none means all of the settings. */
  readonly channels: readonly string[];
  /** A URL or token used in place of the settings'; only with one kind. */
  readonly secret: string | undefined;
  /** Chatwork's room, in place of the settings'. */
  readonly room: number | undefined;
  /** PagerDuty's service region is the EU, in place of the settings'. */
  readonly eu: boolean | undefined;
  /** Show the requests, and send nothing. */
  readonly dryRun: boolean;
  /** Write a page there that shows how the message looks in each channel, and send nothing. */
  readonly preview: string | undefined;
}

/** Throws a `UserError` for a channel that isn't set up, or a secret that can't be right. */
export async function chooseChannels(options: ChannelOptions, settings: Settings, host: Host): Promise<Chosen> {
  const { channels: names, secret } = options;
  const kind = names.length === 1 ? CHANNEL_KINDS.find((one) => one === names[0]) : undefined;
  if (kind !== undefined && isSecretKind(kind)) {
    if (secret !== undefined) {
      const value = checked(kind, secret, hostFor(kind, settings.channels));
      return { channels: [await givenChannel(kind, options, settings, host)], secret: value };
    }
    const { variable } = secretCalled(kind);
    if (variable !== undefined && host.env[variable]) return { channels: [withSecret(kind, [], `env:${variable}`)] };
    const isKnown = settings.channels.some((channel) => namesOf(channel).includes(kind));
    if (!isKnown && !showsOnly(options) && isInteractive(host)) return typed(kind, options, settings, host);
  }
  const found =
    names.length === 0
      ? settings.channels
      : settings.channels.filter((channel) => namesOf(channel).some((name) => names.includes(name)));
  return { channels: [...found, ...missing(options, settings)].map((channel) => asGiven(channel, options)) };
}

const showsOnly = ({ dryRun, preview }: ChannelOptions): boolean => dryRun || preview !== undefined;

const namesOf = (channel: ChannelSettings) => [channel.kind, routingOf(channel).name ?? channel.kind];

/** Channels that the settings don't have, made up to be shown; throws where they would be sent to. */
function missing(options: ChannelOptions, { channels }: Settings): readonly ChannelSettings[] {
  const { channels: names } = options;
  const wanted = names.length === 0 && channels.length === 0 ? CHANNEL_KINDS : names;
  const unknown = wanted.filter((name) => !channels.some((channel) => namesOf(channel).includes(name)));
  const kinds = CHANNEL_KINDS.filter((kind) => unknown.includes(kind));
  if (unknown.length === 0) return [];
  if (!showsOnly(options) || kinds.length < unknown.length) throw noChannels(names, unknown, channels);
  return kinds.map(example);
}

function example(kind: ChannelKind): ChannelSettings {
  if (!isSecretKind(kind)) return { kind, email: { to: ['security@example.com'] } };
  const channel = withSecret(kind, [], GIVEN);
  return channel.kind === 'chatwork' ? { ...channel, chatwork: { ...channel.chatwork, room: 123456 } } : channel;
}

/** With the room or the region of the command line, where there is one. */
function asGiven(channel: ChannelSettings, { room, eu }: ChannelOptions): ChannelSettings {
  if (channel.kind === 'chatwork' && room !== undefined) return { ...channel, chatwork: { ...channel.chatwork, room } };
  if (channel.kind === 'pagerduty' && eu) return { ...channel, pagerduty: { ...channel.pagerduty, region: 'eu' } };
  return channel;
}

/** A channel for a secret that isn't the settings': it has nothing of theirs but the room, the region and the host. */
async function givenChannel(kind: KindWithSecret, options: ChannelOptions, settings: Settings, host: Host) {
  const channel = withHost(withSecret(kind, [], GIVEN), hostFor(kind, settings.channels));
  if (channel.kind === 'pagerduty') {
    const known = settings.channels.find((one) => one.kind === 'pagerduty');
    const region = (known?.kind === 'pagerduty' ? known.pagerduty.region : undefined) ?? 'us';
    return asGiven({ ...channel, pagerduty: { ...channel.pagerduty, region } }, options);
  }
  if (channel.kind !== 'chatwork') return channel;
  const ours = settings.channels.find((one) => one.kind === 'chatwork');
  const known = options.room ?? (ours?.kind === 'chatwork' ? ours.chatwork.room : undefined);
  const room = known ?? (await askRoom(options, host));
  return { ...channel, chatwork: { ...channel.chatwork, room } };
}

async function askRoom(options: ChannelOptions, host: Host): Promise<number> {
  if (showsOnly(options)) return 123456;
  if (!isInteractive(host)) throw refusal(({ roomMissing }) => roomMissing);
  const words = TEST_WORDS[host.language ?? 'en'];
  const check = (text: string) => (ROOM.test(text.trim()) ? undefined : BAD_ROOM);
  return Number((await askText(words.askRoom, check, host)).trim());
}

const ROOM = /^[1-9]\d{0,14}$/;
const BAD_ROOM = wordsFrom(TEST_WORDS, ({ badRoom }) => badRoom);

/** A newcomer who has stored the secret nowhere may type it: hidden, for this once. */
async function typed(kind: KindWithSecret, options: ChannelOptions, settings: Settings, host: Host): Promise<Chosen> {
  const language = host.language ?? 'en';
  const check = (text: string) => problemWith(kind, text.trim(), hostFor(kind, settings.channels))?.message;
  const question = TEST_WORDS[language].askOnce(SECRET_WORDS[language].what[kind]);
  const secret = (await askHidden(question, check, host)).trim();
  return { channels: [await givenChannel(kind, options, settings, host)], secret };
}

function checked(kind: KindWithSecret, text: string, host: string | undefined): string {
  const problem = problemWith(kind, text.trim(), host);
  if (problem !== undefined) throw new UserError(problem.message, { hint: problem.hint });
  return text.trim();
}

function noChannels(names: readonly string[], unknown: readonly string[], channels: readonly ChannelSettings[]) {
  const known = channels.map(({ kind }) => kind);
  const [only, ...more] = CHANNEL_KINDS.filter((kind) => names.includes(kind));
  const flag = only === undefined || more.length > 0 ? undefined : secretFlag(only);
  const message = wordsFrom(TEST_WORDS, ({ noChannel }) => noChannel(names.length === 0 ? [] : unknown, known));
  const hint = wordsFrom(TEST_WORDS, ({ listChannels, giveSecret }) =>
    only === undefined || flag === undefined || !isSecretKind(only)
      ? listChannels
      : giveSecret(only, flag, secretCalled(only).variable),
  );
  return new UserError(message, { hint });
}

function refusal(pick: (words: TestWords) => { readonly message: string; readonly hint: string }): UserError {
  const { message, hint } = refusalFrom(TEST_WORDS, pick);
  return new UserError(message, { hint });
}
