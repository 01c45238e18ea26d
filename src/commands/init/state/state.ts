/** The interview's state: facts about the account, and the settings as they grow. */
import type { TrailFacts } from '../../../aws/trails.ts';
import type { Words } from '../../../core/rule.ts';
import type { ChannelKind, PagerDutySettings, Pipeline, Settings } from '../../../core/settings.ts';

/** The parts of the settings that can be gone through one by one, in the order of the questions. */
export const SECTIONS = [
  'trail',
  'pipelines',
  'channels',
  'health',
  'trusted',
  'language',
  'timezone',
  'hours',
  'accounts',
  'names',
  'rules',
] as const;
export type Section = (typeof SECTIONS)[number];

export interface Who {
  readonly account: string;
  /** The account's name in the organization, else its alias; undefined if it has none or neither may be read. */
  readonly alias: string | undefined;
  /** Names of the organization's accounts by id; empty if there is none or it may not be read. */
  readonly organization: ReadonlyMap<string, string>;
  /** AWS's refusal to list them. */
  readonly organizationRefused: Words | undefined;
  /** ARN of the caller. */
  readonly arn: string;
  /** The home region. */
  readonly region: string;
}

/** The part of a trail's facts that is talked about. */
export type Trail = Pick<
  TrailFacts,
  'name' | 'arn' | 'homeRegion' | 'owner' | 'isMultiRegion' | 'isOrganization' | 'isLogging' | 'bucket' | 'logGroup'
>;

export interface EarlierStack {
  readonly name: string;
  /** CloudFormation's word: `CREATE_COMPLETE`. */
  readonly status: string;
}

/** The caller's own last console sign-in. */
export interface LastSignIn {
  readonly address: string;
  /** ISO 8601, UTC. */
  readonly time: string;
}

export interface Facts {
  readonly who: Who;
  readonly trails: readonly Trail[];
  readonly stacks: readonly EarlierStack[];
  readonly lastSignIn: LastSignIn | undefined;
}

/** An exception that would quiet a machine. */
export interface QuietProposal {
  readonly rule: string;
  readonly why: Words;
  /** Findings of the time looked at. */
  readonly quiets: number;
}

/** The alerts of the last days with these rules. */
export interface Noise {
  /** To be shown as it is. */
  readonly text: string;
  readonly alertsADay: number;
  /** Management events of the account, going by the time looked at; undefined if not all of them were read. */
  readonly recordsAMonth: number | undefined;
  readonly proposals: readonly QuietProposal[];
  /** Places in `proposals`. */
  readonly after: (accepted: readonly number[]) => Promise<number>;
  readonly apply: (settings: Settings, accepted: readonly number[]) => Settings;
}

export interface State {
  readonly facts: Facts;
  readonly settings: Settings;
  readonly sections: readonly Section[];
  /** The kinds to be set up; of kinds that stay as they are nothing is asked. */
  readonly kinds: readonly ChannelKind[];
  /** Chatwork's, before its token is known. */
  readonly room: number | undefined;
  /** PagerDuty's, before its key is known. */
  readonly pagerdutyRegion: PagerDutySettings['region'];
  /** Messages to the webhook are signed with the stored key. */
  readonly isSigned: boolean;
  readonly noise: Noise | undefined;
  readonly accepted: readonly number[];
  /** Yes to this proposal and all behind it. */
  readonly acceptsAll: boolean;
}

export const SUGGESTED_PIPELINES: readonly Pipeline[] = ['events', 'logs'];
