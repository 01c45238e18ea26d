/** A deployment as it is planned: what all parts of deploying share. */
import type { Identity } from '../aws/access/caller.ts';
import type { Aws } from '../aws/clients.ts';
import type { StackPlan } from '../aws/cloudformation/stacks.ts';
import type { FunctionZip } from '../aws/function-zip.ts';
import type { FoundAccounts } from '../aws/names/accounts.ts';
import type { Language } from '../core/rule.ts';
import type { Pipeline, Settings } from '../core/settings.ts';
import type { DeployNote } from '../messages/set-up/deploy.ts';
import type { AccountNaming } from './account-names.ts';
import type { TrailChoice } from './choose-trail.ts';
import type { Survey } from './survey.ts';

export interface DeployOptions {
  readonly signal: AbortSignal;
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  readonly say?: (text: string) => void;
  /** Milliseconds since the epoch. Defaults to the machine's clock. */
  readonly now?: () => number;
  /** Names that AWS was asked for before, refusals left out that were reported before. */
  readonly accounts?: FoundAccounts;
  /** Language of messages. Defaults to English. */
  readonly language?: Language;
  /** Termination protection of all stacks: on, off, or as it is. */
  readonly protect?: boolean | undefined;
}

/** A failure in a region that only forwards, of a stack to be deleted, of protection, or of names: the rest continues without it. */
export interface Failed {
  readonly deed: 'forward' | 'delete' | 'name' | 'protect';
  readonly region: string;
  readonly why: string;
  /** The next step. */
  readonly hint?: string;
}

/** A stack of ours that these settings don't need any more. */
export interface Unwanted {
  readonly name: string;
  readonly region: string;
  /** The pipeline that is off, or the second channel of health that the settings no longer have. */
  readonly pipeline: Pipeline | 'health';
  /** Whether termination protection is on. */
  readonly isProtected: boolean;
}

/** A change of termination protection. */
export interface Protection {
  readonly isOn: boolean;
  /** Those that change, never empty. */
  readonly stacks: readonly { readonly name: string; readonly region: string }[];
}

export interface Deployment {
  readonly settings: Settings;
  readonly identity: Identity;
  readonly trail: TrailChoice;
  readonly stacks: readonly StackPlan[];
  readonly forwarders: readonly StackPlan[];
  readonly unplanned: readonly Failed[];
  readonly unwanted: readonly Unwanted[];
  /** Buckets of other people's that will tell EventBridge of their objects, too. */
  readonly merges: readonly string[];
  /** Notes to read before saying yes. */
  readonly notes: readonly DeployNote[];
  readonly naming: AccountNaming;
  readonly protection: Protection | undefined;
  /** When SQS frees the names of queues that were deleted just now; milliseconds since the epoch. */
  readonly queuesFreeAt: number | undefined;
  readonly zip: FunctionZip;
  readonly survey: Survey;
  readonly aws: Aws;
  /** Nothing would change. */
  readonly isEmpty: boolean;
}

/** How many regions are asked at once: CloudFormation takes few requests a second in each, and few of all from one place. */
export const AT_ONCE = 6;

/** By region. */
export const inOrder = <T extends { readonly region: string }>(list: readonly T[]): readonly T[] =>
  list.toSorted((a, b) => (a.region < b.region ? -1 : 1));
