/** Types of stacks: the wanted one, the planned changes, the present state. */
import type { Language } from '../../core/rule.ts';
import type { Template } from '../../template/template.ts';

/** The wanted stack. */
export interface StackSpec {
  readonly name: string;
  readonly region: string;
  readonly template: Template;
  /** URL of its text in S3: needed for more than 51,200 bytes. */
  readonly templateUrl?: string;
  /** All parameters without a default. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Defaults to the stack's present tags. */
  readonly tags?: Readonly<Record<string, string>>;
  /**
   * If creating it fails, resources that hold data stay, and the next try takes them over. For those that can't be
   * deleted; by default all that was new goes.
   */
  readonly keepsNew?: boolean;
}

export interface PlannedChange {
  /** `import`: it exists under this name, and the stack takes it over. */
  readonly action: 'add' | 'change' | 'remove' | 'import';
  readonly logicalId: string;
  /** `AWS::S3::Bucket` */
  readonly type: string;
  readonly physicalId?: string;
  /** Whether it is replaced, and its data lost. */
  readonly replacement: 'yes' | 'maybe' | 'no';
  /** Names of the properties that change, and `Tags`, `DeletionPolicy`, … */
  readonly details: readonly string[];
  /** Other resources of the plan, if it only refers to them and its own values stay the same. */
  readonly follows?: readonly string[];
}

export interface StackPlan {
  readonly spec: StackSpec;
  readonly kind: 'create' | 'update' | 'none';
  /** Empty also if only outputs change. */
  readonly changes: readonly PlannedChange[];
  /** Its ARN; undefined if nothing changes. */
  readonly changeSet: string | undefined;
  /** ARN of the stack, which finds it even when it is deleted. */
  readonly stackId?: string;
  /** The stack's status before; undefined if there was none. */
  readonly before: string | undefined;
  /** Whether termination protection is on. */
  readonly isProtected?: boolean;
}

export interface StackState {
  /** ARN */
  readonly id: string;
  readonly name: string;
  readonly region: string;
  /** `CREATE_COMPLETE`, …: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/view-stack-events.html */
  readonly status: string;
  readonly reason: string | undefined;
  /** From the template. */
  readonly description?: string;
  readonly outputs: Readonly<Record<string, string>>;
  /** NoEcho values are `****`. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
  readonly terminationProtection: boolean;
  readonly created: Date | undefined;
  /** Undefined if it was never changed. */
  readonly lastUpdated: Date | undefined;
}

/** A new status of one resource, or of the stack itself. */
export interface ResourceProgress {
  readonly logicalId: string;
  readonly type: string;
  readonly physicalId: string | undefined;
  /** `CREATE_IN_PROGRESS`, `DELETE_SKIPPED`, … */
  readonly status: string;
  /** Safe to show. */
  readonly reason: string | undefined;
  readonly at: Date | undefined;
}

export interface WaitOptions {
  /** Ctrl-C: waiting stops, and AWS continues. */
  readonly signal: AbortSignal;
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** Language of messages. Defaults to English. */
  readonly language?: Language;
}

export interface PlanOptions extends WaitOptions {
  /** Prints notices about slow steps, and about steps before the plan. */
  readonly say?: (text: string) => void;
  /** The reason to leave an existing stack alone; asked before any change to it. */
  readonly refuse?: (state: StackState) => Error | undefined;
}

export interface WatchOptions extends WaitOptions {
  readonly onEvent?: (event: ResourceProgress) => void;
}
