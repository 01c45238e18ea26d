/** Change sets: changes, shown before they are made. */
import { isObject } from '../../../src/core/fields.ts';
import { claim, findNamed } from '../claim.ts';
import { resolveIn } from '../make.ts';
import type { CloudFormationContext, Made, Stack } from '../state.ts';
import { LATER, mayBeReplaced, modification } from './modification.ts';
import type { Prepared, WantedResource } from './prepare.ts';
import { changedProperties } from './same.ts';

export interface ChangeDetail {
  /** `Properties`, `DeletionPolicy`, `UpdateReplacePolicy`, `Tags` */
  readonly attribute: string;
  readonly name?: string;
  readonly recreation: 'Never' | 'Always';
  /** The reference by which it changes, `Function` or `Function.Arn`. Undefined: changed in the template itself. */
  readonly by?: string;
}

export interface ResourceChange {
  readonly action: 'Add' | 'Modify' | 'Remove' | 'Import';
  readonly logicalId: string;
  readonly type: string;
  readonly physicalId: string | undefined;
  readonly replacement: 'True' | 'False' | 'Conditional' | undefined;
  readonly details: readonly ChangeDetail[];
}

export interface Validation {
  readonly logicalId: string;
  readonly type: string;
  readonly physicalId: string;
  readonly name: string;
  readonly reason: string;
}

export interface ChangeSet {
  readonly id: string;
  readonly name: string;
  readonly created: Date;
  readonly type: string;
  readonly token: string | undefined;
  readonly prepared: Prepared;
  readonly tags: Readonly<Record<string, string>>;
  readonly onFailure: string;
  readonly outcome: Comparison;
  /** Number of requests for it: it isn't ready at once. */
  asked: number;
  execution: 'AVAILABLE' | 'EXECUTE_IN_PROGRESS' | 'OBSOLETE';
}

export interface Comparison {
  readonly changes: readonly ResourceChange[];
  readonly imports: ReadonlyMap<string, Made>;
  /** The reason of its failure. */
  readonly reason: string | undefined;
  /** For DescribeEvents. */
  readonly validations: readonly Validation[];
}

const NO_CHANGES =
  "The submitted information didn't contain changes. Submit different information to create a change set.";
const EARLY =
  'The following hook(s)/validation failed: [AWS::EarlyValidation::ResourceExistenceCheck]. To troubleshoot Early Validation errors, use the DescribeEvents API for detailed failure information.';

interface Asked {
  readonly tags: Readonly<Record<string, string>>;
  readonly mayImport: boolean;
}

/** Compares the stack with its wanted state. */
export async function compare(
  world: CloudFormationContext,
  stack: Stack,
  next: Prepared,
  { tags, mayImport }: Asked,
): Promise<Comparison> {
  const changes: ResourceChange[] = [];
  const imports = new Map<string, Made>();
  const validations: Validation[] = [];
  const needPolicy: string[] = [];
  // Resources after the change; attributes of new ones aren't known yet.
  const after: Stack = { ...stack, resources: new Map(stack.resources) };
  for (const wanted of next.waves.flat()) {
    const resolved = resolveIn(world, after, next, wanted.properties, LATER);
    const properties = isObject(resolved) ? resolved : {};
    const earlier = stack.resources.get(wanted.logicalId);
    if (earlier === undefined) {
      const found = await findNamed(world, stack, wanted, properties);
      if (found !== undefined) claim(wanted, properties, found, { mayImport, imports, validations, needPolicy });
      changes.push(addition(wanted, imports.get(wanted.logicalId)));
      continue;
    }
    if (earlier.type !== wanted.type)
      return failed(
        `Update of resource type is not permitted. The new template modifies resource type of the following resources: [${wanted.logicalId}]`,
      );
    const areTagsOther = !sameTags(stack.tags, tags);
    const touched = new Set(changes.map(({ logicalId }) => logicalId));
    const change = modification(wanted, properties, earlier, { areTagsOther, touched });
    if (change === undefined) continue;
    changes.push(change);
    if (mayBeReplaced(change, properties)) after.resources.delete(wanted.logicalId);
  }
  changes.push(...removals(stack, next));
  if (needPolicy.length > 0)
    return failed(
      `CloudFormation is attempting to import some resources because they already exist in your account. The resources must have the DeletionPolicy attribute set to 'Retain' or 'RetainExceptOnCreate' in the template for successful import. The affected resources are ${needPolicy.join(', ')}`,
    );
  if (validations.length > 0) return { ...failed(EARLY), validations };
  const isSame = changes.length === 0 && sameOutputs(stack.prepared, next) && sameTags(stack.tags, tags);
  return { changes, imports, validations, reason: isSame ? NO_CHANGES : undefined };
}

const failed = (reason: string): Comparison => ({ changes: [], imports: new Map(), validations: [], reason });

function addition({ logicalId, type }: WantedResource, found: Made | undefined): ResourceChange {
  const action = found === undefined ? 'Add' : 'Import';
  return { action, logicalId, type, physicalId: found?.physicalId, replacement: undefined, details: [] };
}

function removals(stack: Stack, next: Prepared): readonly ResourceChange[] {
  const wanted = new Set(next.waves.flat().map(({ logicalId }) => logicalId));
  return [...stack.resources.values()]
    .filter(({ logicalId }) => !wanted.has(logicalId))
    .map(({ logicalId, type, physicalId }) => ({
      action: 'Remove',
      logicalId,
      type,
      physicalId,
      replacement: undefined,
      details: [],
    }));
}

const sameTags = (a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>) =>
  changedProperties(a, b).length === 0;
const sameOutputs = (a: Prepared | undefined, b: Prepared) =>
  JSON.stringify(a?.outputs ?? {}) === JSON.stringify(b.outputs);
