/** The state of the sandbox's CloudFormation: stacks, their resources and events. */
import { randomUUID } from 'node:crypto';
import type { JsonObject } from '../../src/core/event.ts';
import type { ChangeSet } from './change-sets/change-set.ts';
import type { Prepared, Pseudo } from './change-sets/prepare.ts';

export interface MakerContext {
  readonly account: string;
  readonly region: string;
  readonly stackName: string;
  readonly stackId: string;
  readonly logicalId: string;
  readonly type: string;
}

export interface Made {
  /** Result of Ref. */
  readonly physicalId: string;
  /** Results of GetAtt; missing ones are made up. */
  readonly attributes?: Readonly<Record<string, string>>;
}

/** Makes resources of one type. A thrown error is the resource's failure, its message AWS's reason. */
export interface ResourceMaker {
  /** `made` is the sandbox's default: physical id and attributes. */
  create(properties: JsonObject, context: MakerContext, made: Made): Made | Promise<Made>;
  update?(properties: JsonObject, context: MakerContext, earlier: Resource): Made | Promise<Made>;
  remove?(resource: Resource, context: MakerContext): void | Promise<void>;
  /** Finds the resource of that name that no stack made. */
  find?(name: string, context: MakerContext): Made | undefined | Promise<Made | undefined>;
}

export interface Resource extends Made {
  readonly logicalId: string;
  readonly type: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Without functions. */
  readonly properties: JsonObject;
  readonly deletionPolicy: string;
  readonly updateReplacePolicy: string;
  /** It existed before the stack. */
  readonly isImported: boolean;
}

/** A difference in a resource's drift, as in DescribeStackResourceDrifts. */
export interface Difference {
  readonly path: string;
  readonly expected: string;
  readonly actual: string;
  readonly kind: 'ADD' | 'REMOVE' | 'NOT_EQUAL';
}

export interface StackEvent {
  readonly id: string;
  readonly logicalId: string;
  readonly type: string;
  readonly physicalId: string;
  readonly status: string;
  readonly reason: string | undefined;
  readonly token: string | undefined;
  readonly at: Date;
}

export interface Stack {
  readonly id: string;
  readonly name: string;
  readonly region: string;
  readonly created: Date;
  updated?: Date;
  deleted?: Date;
  status: string;
  reason: string | undefined;
  /** Undefined while it is only reviewed. */
  prepared: Prepared | undefined;
  isProtected: boolean;
  tags: Readonly<Record<string, string>>;
  outputs: Readonly<Record<string, string>>;
  readonly resources: Map<string, Resource>;
  /** Oldest first. */
  readonly events: StackEvent[];
  readonly changeSets: ChangeSet[];
  /** Running work: each `next` is one step. */
  work: AsyncGenerator<void> | undefined;
  /** The rest of a failed rollback. */
  undone: readonly Undo[];
}

/** Undoes a change of one resource. */
export interface Undo {
  readonly logicalId: string;
  readonly run: () => AsyncGenerator<void>;
}

export interface Failure {
  /** In AWS's words. */
  readonly reason: string;
  /** Defaults to `['create', 'update']`. */
  readonly on?: readonly ('create' | 'update' | 'delete' | 'rollback')[];
}

export interface CloudFormationContext {
  readonly account: string;
  readonly now: () => number;
  readonly makers: Readonly<Record<string, ResourceMaker>>;
  readonly failures: Readonly<Record<string, Failure>>;
  readonly denied: readonly string[];
  readonly drift: ReadonlyMap<string, readonly Difference[] | 'DELETED'>;
  /** Deleted ones too, oldest first. */
  readonly stacks: Stack[];
  /** Owners of names: by `taken`, the stack, or undefined for a resource kept when its stack went. */
  readonly names: Map<string, Made & { readonly stackId: string | undefined }>;
}

/** S3 and IAM have one space of names for all regions. */
export function taken(type: string, name: string, region: string): string {
  return `${/^AWS::(S3|IAM)::/.test(type) ? 'everywhere' : region} ${type} ${name}`;
}

export function log(
  world: CloudFormationContext,
  stack: Stack,
  event: Pick<StackEvent, 'logicalId' | 'type' | 'physicalId' | 'status' | 'reason' | 'token'>,
): void {
  stack.events.push({ ...event, id: randomUUID(), at: new Date(world.now()) });
}

/** Changes the stack's status, and records the event. */
export function turn(
  world: CloudFormationContext,
  stack: Stack,
  status: string,
  reason: string | undefined,
  token: string | undefined,
) {
  stack.status = status;
  stack.reason = reason;
  log(world, stack, {
    logicalId: stack.name,
    type: 'AWS::CloudFormation::Stack',
    physicalId: stack.id,
    status,
    reason,
    token,
  });
}

export function pseudoParameters({ account }: CloudFormationContext, region: string, name: string, id: string): Pseudo {
  return {
    'AWS::AccountId': account,
    'AWS::Partition': 'aws',
    'AWS::Region': region,
    'AWS::StackId': id,
    'AWS::StackName': name,
    'AWS::URLSuffix': 'amazonaws.com',
  };
}

/** The stack's permanent ARN, valid also after it is deleted. */
export const stackArn = (account: string, region: string, name: string) =>
  `arn:aws:cloudformation:${region}:${account}:stack/${name}/${randomUUID()}`;

/** Statuses in which a stack can be changed. */
export const AT_REST =
  /^(CREATE_COMPLETE|CREATE_FAILED|UPDATE_COMPLETE|UPDATE_FAILED|UPDATE_ROLLBACK_COMPLETE|IMPORT_COMPLETE|IMPORT_ROLLBACK_COMPLETE)$/;
