/** The types of the settings: `login-watch.yaml` after it was read and checked (`src/settings/`). */
import type { Accounts } from './accounts.ts';
import type { EventPattern } from './patterns/pattern.ts';
import type { Language, Severity, Theme } from './rule.ts';
import type { Weekday } from './time.ts';

export interface TrustedNetwork {
  /** An address or a CIDR block, IPv4 or IPv6. */
  readonly cidr: string;
  readonly name?: string;
  /** `YYYY-MM-DD`: the last day, in the settings' time zone, on which it is trusted. */
  readonly until?: string;
}

export interface BusinessHours {
  readonly days: readonly Weekday[];
  /** `HH:MM`; an end before the start is on the next day. */
  readonly from: string;
  readonly to: string;
  /** Severities that are kept for the digest at the end of the hours. `critical` can't be muted. */
  readonly mute: readonly Exclude<Severity, 'critical'>[];
}

/** Settings of a rule (or a theme); each field defaults to the rule's own. */
export interface RuleSetting {
  readonly on?: boolean;
  readonly severity?: Severity;
  /** Events that match this pattern don't fire this rule. */
  readonly except?: EventPattern;
}

/** A rule of the user's own. `say` is one sentence with `{field.path}` places. */
export interface OwnRule {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly when: EventPattern;
  readonly window?: {
    readonly by: readonly string[];
    readonly minutes: number;
    readonly count: number;
    readonly distinct?: string;
  };
  readonly say?: string;
  readonly examples?: { readonly fires: readonly unknown[]; readonly quiet: readonly unknown[] };
}

/** Location of a secret: `ssm:/name` or `env:NAME`. Never the secret itself. */
export type SecretReference = `ssm:${string}` | `env:${string}`;

export interface Routing {
  /** Least severity sent to this channel. Defaults to the kind's: `high` for PagerDuty, `info` for all others. */
  readonly from?: Severity;
  /** Rule ids or themes sent to this channel (default: all), and those excluded. */
  readonly rules?: readonly string[];
  readonly except?: readonly string[];
  /** Defaults to the settings' language. */
  readonly language?: Language;
  /** Distinguishes two channels of a kind in reports. */
  readonly name?: string;
}
/** Mentions by severity, several with spaces between; an entry counts for graver messages too that have none. */
export type Mentions = { readonly [S in Severity]?: string };

/** A webhook that a vendor gives out. */
interface VendorWebhook extends Routing {
  readonly mention?: Mentions;
  readonly webhook: SecretReference;
  /** A host of one's own at which the webhook may be too, with its port if it has one: a relay, or a chat of one's own. */
  readonly host?: string;
}
export interface SlackSettings extends VendorWebhook {}
export interface ChatworkSettings extends Routing {
  readonly room: number;
  readonly token: SecretReference;
  readonly to?: readonly number[];
}
export interface TeamsSettings extends VendorWebhook {}
export interface DiscordSettings extends VendorWebhook {}
/** PagerDuty's service regions, each with an endpoint of its own. */
export const PAGERDUTY_REGIONS = ['us', 'eu'] as const;
export interface PagerDutySettings extends Routing {
  readonly key: SecretReference;
  /** Defaults to `us`. */
  readonly region?: (typeof PAGERDUTY_REGIONS)[number];
}
export interface WebhookSettings extends Routing {
  readonly url: SecretReference;
  readonly secret?: SecretReference;
}
export interface EmailSettings extends Routing {
  readonly to: readonly string[];
}

/** In the order in which the interview offers them. */
export const CHANNEL_KINDS = ['slack', 'chatwork', 'teams', 'discord', 'pagerduty', 'webhook', 'email'] as const;
export type ChannelKind = (typeof CHANNEL_KINDS)[number];

export interface SettingsByKind {
  readonly slack: SlackSettings;
  readonly chatwork: ChatworkSettings;
  readonly teams: TeamsSettings;
  readonly discord: DiscordSettings;
  readonly pagerduty: PagerDutySettings;
  readonly webhook: WebhookSettings;
  readonly email: EmailSettings;
}

/** One entry of `channels`, its kind made a tag: `{ kind: 'slack', slack: { webhook } }`. */
export type ChannelSettings = {
  [K in ChannelKind]: { readonly kind: K } & { readonly [Own in K]: SettingsByKind[Own] };
}[ChannelKind];

/** The people who are told if the notifier itself is unwell: by a topic of its own, to which CloudWatch's alarms go. */
export interface HealthSettings {
  readonly email?: readonly string[];
  /** A second channel, by a function of its own. */
  readonly channel?: HealthChannel;
  /** `HH:MM` in the settings' time zone: when they are told each day what the notifier saw. Never, if absent. */
  readonly heartbeat?: string;
}

/** The table of sign-ins; a key that is left out leaves the table as it is. */
export interface TableSettings {
  /** Continuous backups, billed by the table's size. */
  readonly pointInTimeRecovery?: boolean;
  /** The table can't be deleted while it is on. */
  readonly deletionProtection?: boolean;
}

/** One channel without mail, routing and mentions. */
export type HealthChannel = Exclude<ChannelSettings, { readonly kind: 'email' }>;

export const PIPELINES = ['events', 'logs', 's3', 'alarms'] as const;
export type Pipeline = (typeof PIPELINES)[number];

/** A bucket that another account's trail writes to: of an organization, or of a log archive. */
export interface TrailBucket {
  readonly bucket: string;
  /** The account that owns the bucket. */
  readonly account: string;
  /** ARN of the SNS topic that hears of new files; by default the owner's EventBridge sends word of them. */
  readonly topic?: string;
  /** ARN of the KMS key that encrypts the files. */
  readonly key?: string;
}

export type TrailSetting =
  | { readonly use: 'existing'; readonly name?: string }
  | ({ readonly use: 'existing' } & TrailBucket)
  | { readonly use: 'new' };

/** The bucket that the settings name; undefined where a trail's own facts say which. */
export const trailBucketOf = ({ trail }: Pick<Settings, 'trail'>): TrailBucket | undefined =>
  'bucket' in trail ? trail : undefined;

/** The trail that the settings name; undefined for any that fits. */
export const trailNameOf = ({ trail }: Pick<Settings, 'trail'>): string | undefined =>
  'name' in trail ? trail.name : undefined;

export interface Settings {
  /** Prefix of every deployed name. */
  readonly name: string;
  readonly language: Language;
  /** IANA name, e.g. `Asia/Tokyo`. */
  readonly timezone: string;
  readonly trusted: readonly TrustedNetwork[];
  readonly pipelines: readonly Pipeline[];
  readonly trail: TrailSetting;
  readonly channels: readonly ChannelSettings[];
  readonly health?: HealthSettings;
  readonly table?: TableSettings;
  readonly businessHours?: BusinessHours;
  /** By rule id or theme; a rule's own entry wins over its theme's. */
  readonly rules: Readonly<Record<string, RuleSetting>>;
  readonly own: readonly OwnRule[];
  /** Names or ARNs of resources whose change matters more (trail buckets, alert topics, log groups), with `*`. */
  readonly watched: readonly string[];
  /** Accounts that count as one's own, besides the one an event was recorded in; with names or without. */
  readonly accounts: Accounts;
  /** Names of users of IAM Identity Center, by id: for those whose name no record holds. */
  readonly people: Readonly<Record<string, string>>;
  /** Names that the notifier asks AWS for. */
  readonly names?: { readonly identityCenter?: boolean };
  /** Users and roles (names or ARNs, with `*`) that are for emergencies: `signin-break-glass`. */
  readonly breakGlass: readonly string[];
  /** Mail domains that alert subscriptions may go to: `sns-subscribed`. */
  readonly mailDomains: readonly string[];
  /** ARN of the role that mutes the login alarm in business hours; set by a deploy, never by people. */
  readonly schedulerRole?: string;
}

/** The settings if there is no file. */
export const DEFAULT_SETTINGS: Settings = {
  name: 'login-watch',
  language: 'en',
  timezone: 'UTC',
  trusted: [],
  pipelines: ['events', 'logs'],
  trail: { use: 'existing' },
  channels: [],
  rules: {},
  own: [],
  watched: [],
  accounts: [],
  people: {},
  breakGlass: [],
  mailDomains: [],
};

/** Default of `--rules`. */
export const DEFAULT_REPLAY_THEMES: readonly Theme[] = ['signin', 'root'];
