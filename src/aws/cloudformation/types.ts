/** What is said about stacks: what one is to be, what would change, what it is. */
import type { Language } from '../../core/rule.ts';
import type { Template } from '../../template/template.ts';

/** A stack as it is to be. */
export interface StackSpec {
  readonly name: string;
  readonly region: string;
  readonly template: Template;
  /** Where its text is in S3: needed for more than 51,200 bytes. */
  readonly templateUrl?: string;
  /** All that the template has no default for. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Left out: those that the stack has stay. */
  readonly tags?: Readonly<Record<string, string>>;
}

export interface PlannedChange {
  /** `import`: it exists under this name, and the stack takes it over. */
  readonly action: 'add' | 'change' | 'remove' | 'import';
  readonly logicalId: string;
  /** `AWS::S3::Bucket` */
  readonly type: string;
  readonly physicalId?: string;
  /** Whether it is made anew, and what it held is lost. */
  readonly replacement: 'yes' | 'maybe' | 'no';
  /** Names of the properties that change, and `Tags`, `DeletionPolicy`, … */
  readonly details: readonly string[];
}

export interface StackPlan {
  readonly spec: StackSpec;
  readonly kind: 'create' | 'update' | 'none';
  /** None where only outputs change, too. */
  readonly changes: readonly PlannedChange[];
  /** Its ARN; undefined where nothing changes. */
  readonly changeSet: string | undefined;
  /** ARN of the stack: it stays findable by it when it is deleted. */
  readonly stackId?: string;
  /** The stack's status before; undefined where there was none. */
  readonly before: string | undefined;
}

export interface StackState {
  /** ARN */
  readonly id: string;
  readonly name: string;
  readonly region: string;
  /** `CREATE_COMPLETE`, …: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/view-stack-events.html */
  readonly status: string;
  readonly reason: string | undefined;
  /** The template's. */
  readonly description?: string;
  readonly outputs: Readonly<Record<string, string>>;
  /** Those with NoEcho are `****`. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
  readonly terminationProtection: boolean;
  readonly created: Date | undefined;
  /** Undefined while it was never changed. */
  readonly lastUpdated: Date | undefined;
}

/** One resource, or the stack itself, came into another status. */
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
  /** Ctrl-C: waiting stops, and AWS goes on. */
  readonly signal: AbortSignal;
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** Of what is said. Left out: English. */
  readonly language?: Language;
}

export interface PlanOptions extends WaitOptions {
  /** What takes long, or is done before the plan can be made. */
  readonly say?: (text: string) => void;
  /** Why a stack that is there must be left alone; asked before anything is done about it. */
  readonly refuse?: (state: StackState) => Error | undefined;
}

export interface WatchOptions extends WaitOptions {
  readonly onEvent?: (event: ResourceProgress) => void;
}
