/** Facts of each kind of channel: label, secrets, allowed targets. Every list of kinds derives from here. */
import type { Severity, Words } from '../core/rule.ts';
import {
  CHANNEL_KINDS,
  type ChannelKind,
  type ChannelSettings,
  type SecretReference,
  type SettingsByKind,
} from '../core/settings.ts';
import type { FormedSecret, SecretWords } from '../messages/settings/secrets.ts';
import { DISCORD_DOMAIN, SLACK_HOST, TEAMS_CONNECTORS, TEAMS_HOSTS, WEBHOOK_HOSTS } from './endpoints.ts';

/** Why a secret or a URL is refused, in words that hold nothing of it. */
export interface Problem {
  readonly message: Words;
  readonly hint: Words;
}

export const SECRET_FLAGS = ['--webhook-url', '--url', '--token', '--routing-key'] as const;
export type SecretFlag = (typeof SECRET_FLAGS)[number];

export interface SecretFacts<Own> {
  /** The last part of the usual parameter's name. */
  readonly parameter: string;
  /** The environment variable that works without settings. */
  readonly variable?: string;
  /** The option of `test-<kind>` that takes it; undefined for a kind's second secret. */
  readonly flag?: SecretFlag;
  /** A URL that the kind's `target` allows, or a shape of its own. */
  readonly form: 'url' | { readonly shape: RegExp; readonly name: FormedSecret };
  /** The entry for login-watch.yaml. */
  readonly yaml: (reference: string, words: Pick<SecretWords, 'roomNumber' | 'urlPlace'>) => string;
  /** The settings field that names its place. */
  readonly of: (settings: Own) => SecretReference | undefined;
}

/** The URLs that messages may be sent to. */
interface Target {
  /** The vendor's hosts; undefined allows any. */
  readonly hosts: RegExp | undefined;
  /** Hosts that the vendor has retired: still tried, but not set up any more. */
  readonly retired?: RegExp;
  readonly path?: RegExp;
  /** Paths of Slack's Workflow Builder, which takes no messages. */
  readonly workflow?: RegExp;
  /** Shows the form of a URL, for vendors whose webhooks are recognised by their host. */
  readonly example?: string;
}

interface KindFacts<Own> {
  readonly label: Words;
  /** By the names that `login-watch secret set` takes. A channel's main secret has the kind's name and stands first. */
  readonly secrets: Readonly<Record<string, SecretFacts<Own>>>;
  /** Undefined for a kind that isn't sent by HTTP. */
  readonly target: Target | undefined;
  /** The lowest severity that is sent if the settings name none. Defaults to `info`. */
  readonly from?: Severity;
  /** Finds URLs that are secrets as a whole anywhere in the settings file. Undefined for URLs without a shape. */
  readonly clear: RegExp | undefined;
}

interface FactsWithSecret<Own> extends KindFacts<Own> {
  /** Returns the channel with its main secret at this place, all else as before. */
  readonly withSecret: (before: Own | undefined, reference: SecretReference) => ChannelSettings;
}

/** The variable in which `test-slack`, `replay --notify slack` and `init` look for a webhook without settings. */
export const SLACK_VARIABLE = 'LOGIN_WATCH_SLACK_WEBHOOK_URL';

/** The rest of a URL in a text. */
const REST = String.raw`[^\s"'<>]+`;

const KINDS = {
  slack: {
    label: { en: 'Slack', ja: 'Slack' },
    secrets: {
      slack: {
        parameter: 'slack-webhook',
        flag: '--webhook-url',
        variable: SLACK_VARIABLE,
        form: 'url',
        yaml: (reference) => `slack: { webhook: ${reference} }`,
        of: ({ webhook }) => webhook,
      },
    },
    withSecret: (before, webhook) => ({ kind: 'slack', slack: { ...before, webhook } }),
    target: {
      hosts: WEBHOOK_HOSTS.slack,
      path: /^\/services\/[\w-]+\/[\w-]+\/[\w-]+\/?$/,
      workflow: /^\/(?:triggers|workflows)\//,
      example: 'https://hooks.slack.com/services/T…/B…/…',
    },
    clear: new RegExp(`https?://${SLACK_HOST}/(?:services|workflows|triggers)/${REST}`, 'gi'),
  },
  chatwork: {
    label: { en: 'Chatwork', ja: 'Chatwork' },
    secrets: {
      chatwork: {
        parameter: 'chatwork-token',
        flag: '--token',
        form: {
          shape: /^[A-Za-z0-9]{16,128}$/,
          name: 'chatwork',
        },
        yaml: (reference, { roomNumber }) => `chatwork: { room: ${roomNumber}, token: ${reference} }`,
        of: ({ token }) => token,
      },
    },
    withSecret: (before, token) => ({ kind: 'chatwork', chatwork: { room: 0, ...before, token } }),
    target: { hosts: /^api\.chatwork\.com$/ },
    clear: undefined,
  },
  teams: {
    label: { en: 'Microsoft Teams', ja: 'Microsoft Teams' },
    secrets: {
      teams: {
        parameter: 'teams-webhook',
        flag: '--webhook-url',
        form: 'url',
        yaml: (reference) => `teams: { webhook: ${reference} }`,
        of: ({ webhook }) => webhook,
      },
    },
    withSecret: (before, webhook) => ({ kind: 'teams', teams: { ...before, webhook } }),
    target: {
      hosts: WEBHOOK_HOSTS.teams,
      retired: new RegExp(`(?:^|\\.)${TEAMS_CONNECTORS}$`),
      example: 'https://….powerplatform.com/…',
    },
    clear: new RegExp(`https?://(?:[\\w-]+\\.)*${TEAMS_HOSTS}(?::\\d+)?/${REST}`, 'gi'),
  },
  discord: {
    label: { en: 'Discord', ja: 'Discord' },
    secrets: {
      discord: {
        parameter: 'discord-webhook',
        flag: '--webhook-url',
        form: 'url',
        yaml: (reference) => `discord: { webhook: ${reference} }`,
        of: ({ webhook }) => webhook,
      },
    },
    withSecret: (before, webhook) => ({ kind: 'discord', discord: { ...before, webhook } }),
    target: {
      hosts: WEBHOOK_HOSTS.discord,
      path: /^\/api\/(?:v\d+\/)?webhooks\/\d+\/\S+/,
      example: 'https://discord.com/api/webhooks/…',
    },
    clear: new RegExp(`https?://(?:[\\w-]+\\.)?${DISCORD_DOMAIN}/api/(?:v\\d+/)?webhooks/${REST}`, 'gi'),
  },
  pagerduty: {
    label: { en: 'PagerDuty', ja: 'PagerDuty' },
    secrets: {
      pagerduty: {
        parameter: 'pagerduty-key',
        flag: '--routing-key',
        form: {
          shape: /^[A-Za-z0-9]{32}$/,
          name: 'pagerduty',
        },
        yaml: (reference) => `pagerduty: { key: ${reference} }`,
        of: ({ key }) => key,
      },
    },
    withSecret: (before, key) => ({ kind: 'pagerduty', pagerduty: { ...before, key } }),
    // https://support.pagerduty.com/main/docs/service-regions
    target: { hosts: /^events(?:\.eu)?\.pagerduty\.com$/ },
    // It wakes people.
    from: 'high',
    clear: undefined,
  },
  webhook: {
    label: {
      en: 'Webhook (JSON to any HTTPS address)',
      ja: 'Webhook（任意のHTTPSアドレスにJSONを送信）',
    },
    secrets: {
      webhook: {
        parameter: 'webhook-url',
        flag: '--url',
        form: 'url',
        yaml: (reference) => `webhook: { url: ${reference} }`,
        of: ({ url }) => url,
      },
      'webhook-secret': {
        parameter: 'webhook-secret',
        form: {
          shape: /^\S{16,}$/,
          name: 'webhook-secret',
        },
        yaml: (reference, { urlPlace }) => `webhook: { url: ${urlPlace}, secret: ${reference} }`,
        of: ({ secret }) => secret,
      },
    },
    withSecret: (before, url) => ({ kind: 'webhook', webhook: { ...before, url } }),
    target: { hosts: undefined },
    clear: undefined,
  },
  email: {
    label: { en: 'E-mail', ja: 'メール' },
    secrets: {},
    target: undefined,
    clear: undefined,
  },
} satisfies { readonly [K in ChannelKind]: KindFacts<SettingsByKind[K]> | FactsWithSecret<SettingsByKind[K]> };

/** Names of secrets: `slack`, …, and `webhook-secret`, the second one of a webhook, which signs requests. */
export type SecretKind = { [K in ChannelKind]: keyof (typeof KINDS)[K]['secrets'] }[ChannelKind];
export type KindWithSecret = Extract<ChannelKind, SecretKind>;

export const FACTS: { readonly [K in ChannelKind]: KindFacts<SettingsByKind[K]> } = KINDS;
export const WITH_SECRET: { readonly [K in KindWithSecret]: FactsWithSecret<SettingsByKind[K]> } = KINDS;

export const isSecretKind = (name: string): name is SecretKind =>
  CHANNEL_KINDS.some((kind) => Object.hasOwn(KINDS[kind].secrets, name));
export const SECRET_KINDS = CHANNEL_KINDS.flatMap((kind) => Object.keys(KINDS[kind].secrets).filter(isSecretKind));

type Secret = Omit<SecretFacts<never>, 'of'> & { readonly channel: ChannelKind };

/** By name, each with the kind of channel that it belongs to. */
const SECRETS: ReadonlyMap<string, Secret> = new Map(
  CHANNEL_KINDS.flatMap((channel) =>
    Object.entries<SecretFacts<never>>(KINDS[channel].secrets).map(([name, facts]) => [name, { ...facts, channel }]),
  ),
);

export function secretCalled(name: SecretKind): Secret {
  const secret = SECRETS.get(name);
  if (secret === undefined) throw new RangeError(`no secret is called ${name}`);
  return secret;
}

/** Throws for a name that isn't a kind's. */
export function kindCalled(name: string): ChannelKind {
  const kind = CHANNEL_KINDS.find((one) => one === name);
  if (kind === undefined) throw new RangeError(`no channel is called ${name}`);
  return kind;
}

export const factsOf = (kind: ChannelKind): Pick<KindFacts<never>, 'label' | 'target' | 'clear' | 'from'> =>
  KINDS[kind];
