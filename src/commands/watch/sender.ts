/** `watch --notify`: findings that each channel still has to take; a refusal is said once, and tried again later. */
import type { Delivery } from '../../channels/channel.ts';
import { composeFor } from '../../channels/compose.ts';
import { routingOf } from '../../channels/secrets-of.ts';
import { BUSINESS_HOURS } from '../../core/counting/routine.ts';
import { packFinding, unpackFinding } from '../../core/finding-data.ts';
import type { Context } from '../../core/inspection/context.ts';
import type { Finding, Rule } from '../../core/rule.ts';
import type { ChannelSettings, Settings } from '../../core/settings.ts';
import { makeDigest } from '../../core/stories/digest.ts';
import { OpenStories } from '../../core/stories/open-stories.ts';
import { HOUR } from '../../core/time.ts';
import { send } from '../../delivery/send.ts';
import type { Host } from '../../host.ts';
import { WATCH_WORDS } from '../../messages/look-back/watch.ts';
import type { GlobalOptions } from '../shared/command.ts';
import type { ReadSecret } from '../shared/consent/secrets.ts';
import { sendable } from '../shared/mail.ts';
import { worldOf } from '../shared/world.ts';
import type { WatchState } from './state.ts';

interface Pending {
  readonly channel: string;
  readonly findings: readonly Finding[];
  /** Those that the channel hasn't taken; undefined before they are composed. */
  deliveries: readonly Delivery[] | undefined;
}

/** The sender's part of the state. */
export type SenderState = Pick<WatchState, 'unsent' | 'stories' | 'held'>;

/** Milliseconds; records come minutes late, and no story lasts longer than an hour. */
const STORIES_KEPT = 6 * HOUR;

export interface SenderParts {
  readonly channels: readonly ChannelSettings[];
  readonly secret: ReadSecret;
  /** Whose language messages have. */
  readonly settings: Settings;
  readonly options: GlobalOptions;
  readonly host: Host;
  readonly rules: readonly Rule[];
}

/** `slack`, `slack 2`, `chatwork ops`: the same in the next run with the same settings. */
function namesOf(channels: readonly ChannelSettings[]): ReadonlyMap<string, ChannelSettings> {
  const names = new Map<string, ChannelSettings>();
  for (const channel of channels) {
    const base = [channel.kind, routingOf(channel).name].filter((part) => part !== undefined).join(' ');
    let name = base;
    for (let count = 2; names.has(name); count += 1) name = `${base} ${count}`;
    names.set(name, channel);
  }
  return names;
}

export class Sender {
  readonly #parts: SenderParts;
  readonly #channels: ReadonlyMap<string, ChannelSettings>;
  #pending: readonly Pending[];
  readonly #stories: OpenStories;
  /** Findings that business hours mute, until these end. */
  #held: readonly Finding[];
  /** Channels that refused the last time. */
  readonly #refusing = new Set<string>();

  constructor(parts: SenderParts, { unsent, stories, held }: SenderState) {
    this.#parts = parts;
    this.#stories = new OpenStories(stories);
    this.#held = held.map((text) => unpackFinding(text, parts.rules));
    this.#channels = namesOf(parts.channels);
    this.#pending = unsent.map(([channel, findings]) => ({
      channel,
      findings: findings.map((text) => unpackFinding(text, parts.rules)),
      deliveries: undefined,
    }));
  }

  get names(): readonly string[] {
    return [...this.#channels.keys()];
  }

  get hasUnsent(): boolean {
    return this.#pending.length > 0;
  }

  get state(): SenderState {
    return {
      unsent: this.#pending.map(({ channel, findings }) => [channel, findings.map(packFinding)]),
      stories: this.#stories.keep(this.#parts.host.now() - STORIES_KEPT),
      held: this.#held.map(packFinding),
    };
  }

  /** Adds findings; those that business hours mute leave in one digest when they end, as from the deployed notifier. */
  add(findings: readonly Finding[], isBusinessHours: boolean): void {
    this.#held = [...this.#held, ...findings.filter(({ muted }) => muted === BUSINESS_HOURS)];
    if (!isBusinessHours) {
      this.#append(this.#held.map((finding) => ({ ...finding, muted: null })));
      this.#held = [];
    }
    this.#append(findings.filter(({ muted }) => muted === null));
  }

  #append(findings: readonly Finding[]): void {
    const told = this.#stories.tag(findings);
    if (told.length === 0) return;
    const added = this.names.map((channel) => ({ channel, findings: told, deliveries: undefined }));
    this.#pending = [...this.#pending, ...added];
  }

  /** Sends all that is pending, in order. Never throws for a channel that refuses. */
  async send(context: Context): Promise<void> {
    const { host, settings, options, secret } = this.#parts;
    const words = WATCH_WORDS[host.language ?? 'en'];
    const left: Pending[] = [];
    for (const one of this.#pending) {
      const channel = this.#channels.get(one.channel);
      if (channel === undefined) continue;
      const isBehind = left.some((other) => other.channel === one.channel);
      one.deliveries ??= composeFor(channel, makeDigest(one.findings, context), settings);
      if (isBehind) {
        left.push(one);
        continue;
      }
      const { deliveries, mail } = await sendable(one.deliveries, settings, options, host);
      const results = await send(deliveries, { ...worldOf(host, secret), ...mail });
      const failed = results.filter(({ verdict }) => verdict.kind !== 'sent');
      one.deliveries = failed.map(({ delivery }) => delivery);
      const [first] = failed;
      if (first !== undefined) {
        left.push(one);
        const { verdict } = first;
        const reason = verdict.kind === 'sent' ? '' : verdict.why[host.language ?? 'en'];
        if (!this.#refusing.has(one.channel)) await host.stderr.write(`${words.notSent(one.channel, reason)}\n`);
        this.#refusing.add(one.channel);
      } else if (this.#refusing.delete(one.channel)) await host.stderr.write(`${words.sentLater(one.channel)}\n`);
    }
    this.#pending = left;
  }
}
