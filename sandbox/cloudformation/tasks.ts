/** Makes, changes and imports resources, wave after wave; each step can be undone. */
import type { JsonObject } from '../../src/core/event.ts';
import { isObject } from '../../src/core/fields.ts';
import type { Prepared, WantedResource } from './change-sets/prepare.ts';
import { changedProperties } from './change-sets/same.ts';
import { importResource, makeResource, policies, resolveIn, updateResource } from './make.ts';
import { removeResource } from './remove.ts';
import { type CloudFormationContext, log, type Made, type Resource, type Stack, type Undo } from './state.ts';
import { isFixed } from './template/resource-types.ts';

export interface Operation {
  readonly world: CloudFormationContext;
  readonly stack: Stack;
  readonly prepared: Prepared;
  readonly token: string | undefined;
  /** Existing resources to import, by logical id. */
  readonly imports: ReadonlyMap<string, Made>;
  readonly onFailure: string;
  /** Resources that this operation made go when it is rolled back, whatever their policy. */
  readonly retainExceptOnCreate: boolean;
}

type Deed = 'CREATE' | 'UPDATE' | 'IMPORT';
interface Task {
  readonly wanted: WantedResource;
  readonly properties: JsonObject;
  readonly deed: Deed;
  readonly earlier: Resource | undefined;
}

/** The work done so far, and the rest for later. */
export interface TaskProgress {
  readonly undo: Undo[];
  readonly failed: string[];
  /** Replaced or no longer wanted: removed after all else succeeded. */
  readonly leftovers: Resource[];
}

/** Resources of a wave that are done between two looks at the stack. */
const AT_ONCE = 4;

/** Resources of a wave begin together; if one fails, those that have begun are cancelled. */
export async function* makeAll(operation: Operation, progress: TaskProgress): AsyncGenerator<void> {
  for (const wave of operation.prepared.waves) {
    const tasks = wave.flatMap((wanted) => taskFor(operation, wanted));
    for (const task of tasks) tell(operation, task, 'IN_PROGRESS');
    if (tasks.length > 0) yield;
    for (const [index, task] of tasks.entries()) {
      await carryOut(
        operation,
        task,
        progress,
        tasks.slice(0, index).some((other) => isSameGroup(task, other)),
      );
      if ((index + 1) % AT_ONCE === 0 || index + 1 === tasks.length) yield;
    }
    if (progress.failed.length > 0) return;
  }
}

function taskFor({ world, stack, prepared, imports }: Operation, wanted: WantedResource): readonly Task[] {
  const earlier = stack.resources.get(wanted.logicalId);
  const resolved = resolveIn(world, stack, prepared, wanted.properties);
  const properties = isObject(resolved) ? resolved : {};
  if (earlier === undefined)
    return [{ wanted, properties, earlier, deed: imports.has(wanted.logicalId) ? 'IMPORT' : 'CREATE' }];
  if (changedProperties(earlier.properties, properties).length > 0)
    return [{ wanted, properties, earlier, deed: 'UPDATE' }];
  stack.resources.set(wanted.logicalId, { ...earlier, ...policies(wanted) });
  return [];
}

function tell({ world, stack, token }: Operation, { wanted, deed, earlier }: Task, end: string, reason?: string): void {
  const { logicalId, type } = wanted;
  const physicalId = stack.resources.get(logicalId)?.physicalId ?? earlier?.physicalId ?? '';
  log(world, stack, { logicalId, type, physicalId, status: `${deed}_${end}`, reason, token });
}

/** CloudWatch Logs refuses changes of two filters of a log group at the same time. */
const isSameGroup = (one: Task, other: Task) =>
  [one, other].every(({ wanted: { type } }) => type === 'AWS::Logs::SubscriptionFilter') &&
  one.properties['LogGroupName'] === other.properties['LogGroupName'];

async function carryOut(operation: Operation, task: Task, progress: TaskProgress, isAborted: boolean): Promise<void> {
  if (progress.failed.length > 0) {
    tell(operation, task, 'FAILED', `Resource ${task.deed === 'UPDATE' ? 'update' : 'creation'} cancelled`);
    return;
  }
  try {
    if (isAborted)
      throw new Error(
        'A conflicting operation is currently in progress against this resource. Please try again. (Service: CloudWatchLogs, Status Code: 400, OperationAbortedException)',
      );
    await doIt(operation, task, progress);
    tell(operation, task, 'COMPLETE');
  } catch (error) {
    progress.failed.push(task.wanted.logicalId);
    tell(operation, task, 'FAILED', error instanceof Error ? error.message : String(error));
  }
}

async function doIt(
  operation: Operation,
  { wanted, properties, deed, earlier }: Task,
  { undo, leftovers }: TaskProgress,
) {
  const { world, stack, imports } = operation;
  const { logicalId, type } = wanted;
  const put = (resource: Resource) => stack.resources.set(logicalId, resource);
  const found = imports.get(logicalId);
  const isReplaced =
    earlier !== undefined && changedProperties(earlier.properties, properties).some((name) => isFixed(type, name));
  if (earlier !== undefined && !isReplaced) {
    put(await updateResource(world, stack, wanted, properties, earlier));
    undo.push({ logicalId, run: () => restore(operation, wanted, earlier) });
  } else {
    const made =
      deed === 'IMPORT' && found !== undefined
        ? importResource(world, stack, wanted, properties, found)
        : await makeResource(world, stack, wanted, properties);
    put(made);
    if (earlier !== undefined) leftovers.push(earlier);
    undo.push({ logicalId, run: () => takeBack(operation, made, earlier) });
  }
}

async function* restore(operation: Operation, wanted: WantedResource, earlier: Resource): AsyncGenerator<void> {
  const { world, stack } = operation;
  const task: Task = { wanted, properties: earlier.properties, deed: 'UPDATE', earlier };
  tell(operation, task, 'IN_PROGRESS');
  yield;
  const { deletionPolicy, updateReplacePolicy } = earlier;
  const back = { ...wanted, deletionPolicy, updateReplacePolicy };
  const quiet = { ...world, failures: {} };
  stack.resources.set(wanted.logicalId, await updateResource(quiet, stack, back, earlier.properties, earlier));
  tell(operation, task, 'COMPLETE');
}

async function* takeBack(
  { world, stack, token, retainExceptOnCreate }: Operation,
  made: Resource,
  earlier: Resource | undefined,
): AsyncGenerator<void> {
  if (earlier === undefined) stack.resources.delete(made.logicalId);
  else stack.resources.set(made.logicalId, earlier);
  const mayGo = retainExceptOnCreate || made.deletionPolicy === 'RetainExceptOnCreate';
  yield* removeResource(world, stack, made, made.isImported ? 'Retain' : mayGo ? 'Delete' : made.deletionPolicy, token);
}
