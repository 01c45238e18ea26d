/** A channel: composes a digest into deliveries, as data. It never sends, and never sees a secret. */
import type { Language, Severity, Words } from '../core/rule.ts';
import type { SecretReference } from '../core/settings.ts';
import type { Digest } from '../core/stories/digest.ts';

/** Stands for the secret in `url` or a header; the sender replaces it at the last moment. */
export const SECRET = '{secret}';

export interface HttpDelivery {
  readonly kind: 'http';
  readonly channel: string;
  /** The channel's name in reports: `slack`, `chatwork room 123456`. Never holds a secret. */
  readonly to: string;
  readonly secret: SecretReference | undefined;
  /** `{secret}` for a webhook; a fixed URL for a token, which stands in a header. */
  readonly url: string;
  /** The host of the user's own that the settings allow beside the vendor's. */
  readonly host?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** The member of a JSON body that takes the secret (PagerDuty); absent from `body` itself. */
  readonly secretMember?: string;
  /** It closes what the sample before it has opened. */
  readonly resolves?: true;
  /** The secret that signs the body (channel `webhook`). */
  readonly sign?: SecretReference;
  /** Ids of the findings in this message. */
  readonly findings: readonly string[];
}

export interface SnsDelivery {
  readonly kind: 'sns';
  readonly channel: 'email';
  readonly to: string;
  /** The channel's addresses, which choose the topic. */
  readonly recipients: readonly string[];
  /** At most 99 characters, no line breaks, no control characters. */
  readonly subject: string;
  readonly body: string;
  readonly findings: readonly string[];
  /** For those who hear of the notifier's health, by their own topic; its second channel reads this. */
  readonly health?: { readonly kind: 'trouble' | 'good' | 'heartbeat'; readonly about: string };
}

export type Delivery = HttpDelivery | SnsDelivery;

/** Options of every channel's `compose`. */
export interface ComposeOptions {
  readonly language: Language;
  /** IANA name. */
  readonly timezone: string;
  /** The lowest severity that the channel alerts on. */
  readonly from: Severity;
}

/** The judged answer of a vendor; some vendors refuse with status 200. `retryAfter` is in milliseconds. */
export type Verdict =
  | { readonly kind: 'sent' }
  | { readonly kind: 'later'; readonly why: Words; readonly hint?: Words; readonly retryAfter?: number }
  | {
      readonly kind: 'refused';
      readonly why: Words;
      readonly hint: Words;
      /** The message itself is at fault (too large, malformed): no repair of the channel lets it through. */
      readonly final?: true;
    };

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** At most the first 4 kB. */
  readonly body: string;
}

export interface Channel<Config> {
  readonly id: string;
  compose(digest: Digest, config: Config, options: ComposeOptions): readonly Delivery[];
  judge(answer: Answer): Verdict;
}
