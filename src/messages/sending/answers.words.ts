/** The sentences that explain vendors' answers, and messages that couldn't be sent. */
import type { ChannelKind } from '../../core/settings.ts';

/** The words of Slack's answers. https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks */
export const SLACK_ANSWERS = [
  'invalid_payload',
  'invalid_blocks',
  'invalid_attachments',
  'too_many_attachments',
  'msg_blocks_too_long',
  'no_text',
  'user_not_found',
  'channel_not_found',
  'channel_is_archived',
  'action_prohibited',
  'posting_to_general_channel_denied',
  'invalid_token',
  'no_active_hooks',
  'no_service',
  'no_service_id',
  'no_team',
  'team_disabled',
] as const;
export type SlackAnswer = (typeof SLACK_ANSWERS)[number];

/** Reasons why a request got no answer. */
export type NoAnswerReason =
  | 'stopped'
  | 'unknown'
  | 'certificate'
  | 'proxy-url'
  | 'secret-characters'
  | 'host-unknown'
  | 'connection-refused'
  | 'timeout'
  | 'proxy-refused'
  | 'connection-broken'
  | 'unreachable';

export interface Refusal {
  readonly why: string;
  readonly hint: string;
}

export interface AnswerWords {
  /** The subject of a sentence about the vendor's answer. */
  readonly vendor: Readonly<Record<ChannelKind, string>>;
  readonly asksToWait: (vendor: string, status: number) => string;
  /** `answer`: the status and the vendor's word. */
  readonly inTrouble: (vendor: string, answer: string) => string;
  readonly answered: (vendor: string, answer: string) => string;
  readonly errorInside: (vendor: string, status: number) => string;
  /** A web page in place of an answer: a login page, a proxy, a page of the vendor's. */
  readonly webPage: (vendor: string, status: number) => Refusal;
  readonly redirect: (vendor: string, status: number) => Refusal;
  readonly noAnswer: Readonly<Record<NoAnswerReason, (vendor: string) => Refusal>>;
  readonly slack: Readonly<Record<SlackAnswer | 'notSlack' | 'other', string>>;
  readonly chatwork: Readonly<Record<'200' | '400' | '401' | '403' | '404' | 'other', string>>;
  readonly teams: Readonly<{ tooLarge: (bytes: number) => string; notTaken: string; other: string }>;
  readonly discord: Readonly<Record<'200' | '400' | '401' | '404' | 'other', string>>;
  readonly pagerduty: Readonly<Record<'202' | '400' | 'key' | 'tooLarge' | 'other', string>>;
  readonly webhook: Readonly<Record<'signature' | 'other', string>>;
  readonly mail: {
    readonly noTopic: Refusal;
    /** No notifier is deployed. */
    readonly notDeployed: Refusal;
    /** `error`: the name of AWS's error; empty if it has none. */
    readonly answered: (error: string, topic: string) => string;
    readonly denied: string;
    readonly other: string;
  };
  readonly notPrepared: Refusal;
}
