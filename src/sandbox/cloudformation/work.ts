/** What CloudFormation does to a stack, one step at a time: makes, changes, rolls back, cleans up, deletes. */
import type { JsonObject } from '../../core/event.ts';
import { isObject } from '../../core/fields.ts';
import { importResource, makeResource, policies, resolveIn, updateResource } from './make.ts';
import type { Prepared, Wanted } from './prepare.ts';
import { remove } from './remove.ts';
import { isFixed } from './resource-types.ts';
import { changedProperties } from './same.ts';
import { log, type Made, type Resource, type Stack, turn, type Undo, type World } from './state.ts';

export interface Operation {
  readonly world: World;
  readonly stack: Stack;
  readonly prepared: Prepared;
  readonly token: string | undefined;
  /** What exists and is taken over, by logical id. */
  readonly imports: ReadonlyMap<string, Made>;
  readonly onFailure: string;
  /** What this operation made goes when it is rolled back, whatever its policy says. */
  readonly retainExceptOnCreate: boolean;
}

type Deed = 'CREATE' | 'UPDATE' | 'IMPORT';
interface Task {
  readonly wanted: Wanted;
  readonly properties: JsonObject;
  readonly deed: Deed;
  readonly earlier: Resource | undefined;
}

/** What was done so far, and what is left for later. */
interface Progress {
  readonly undo: Undo[];
  readonly failed: string[];
  /** Replaced or no longer wanted: removed when all else went well. */
  readonly leftovers: Resource[];
}

export async function* create(operation: Operation): AsyncGenerator<void> {
  const { world, stack, token, onFailure } = operation;
  const progress: Progress = { undo: [], failed: [], leftovers: [] };
  yield* makeAll(operation, progress);
  if (progress.failed.length === 0) {
    finish(operation, 'CREATE_COMPLETE');
    return;
  }
  const failed = `The following resource(s) failed to create: [${progress.failed.join(', ')}].`;
  if (onFailure === 'DO_NOTHING') {
    turn(world, stack, 'CREATE_FAILED', failed, token);
    return;
  }
  const [word, request] = onFailure === 'DELETE' ? ['DELETE', 'Delete'] : ['ROLLBACK', 'Rollback'];
  turn(world, stack, `${word}_IN_PROGRESS`, `${failed} ${request} requested by user.`, token);
  for (const { run } of progress.undo.toReversed()) yield* run();
  if (word === 'DELETE') stack.deleted = new Date(world.now());
  turn(world, stack, `${word}_COMPLETE`, undefined, token);
}

export async function* update(operation: Operation): AsyncGenerator<void> {
  const { world, stack, token, prepared } = operation;
  const progress: Progress = { undo: [], failed: [], leftovers: [] };
  const wanted = new Set(prepared.waves.flat().map(({ logicalId }) => logicalId));
  yield* makeAll(operation, progress);
  if (progress.failed.length > 0) {
    const failed = `The following resource(s) failed to update: [${progress.failed.join(', ')}].`;
    turn(world, stack, 'UPDATE_ROLLBACK_IN_PROGRESS', failed, token);
    yield* rollBack(world, stack, progress.undo, token);
    return;
  }
  finish(operation, 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS');
  for (const resource of progress.leftovers) yield* remove(world, stack, resource, resource.updateReplacePolicy, token);
  for (const resource of [...stack.resources.values()].toReversed()) {
    if (wanted.has(resource.logicalId)) continue;
    stack.resources.delete(resource.logicalId);
    yield* remove(world, stack, resource, resource.deletionPolicy, token);
  }
  turn(world, stack, 'UPDATE_COMPLETE', undefined, token);
}

/** Undoes what is left, last first; stops at what can't be undone, which `ContinueUpdateRollback` takes up again. */
export async function* rollBack(
  world: World,
  stack: Stack,
  undo: readonly Undo[],
  token: string | undefined,
): AsyncGenerator<void> {
  for (const [index, { logicalId, run }] of [...undo.entries()].toReversed()) {
    const failure = world.failures[logicalId];
    if (failure?.on?.includes('rollback')) {
      stack.undone = undo.slice(0, index + 1);
      const resource = stack.resources.get(logicalId);
      const of = { logicalId, type: resource?.type ?? '', physicalId: resource?.physicalId ?? '', token };
      log(world, stack, { ...of, status: 'UPDATE_FAILED', reason: failure.reason });
      turn(
        world,
        stack,
        'UPDATE_ROLLBACK_FAILED',
        `The following resource(s) failed to update: [${logicalId}]. `,
        token,
      );
      return;
    }
    yield* run();
  }
  stack.undone = [];
  turn(world, stack, 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS', undefined, token);
  yield;
  turn(world, stack, 'UPDATE_ROLLBACK_COMPLETE', undefined, token);
}

function finish({ world, stack, prepared, token }: Operation, status: string): void {
  stack.prepared = prepared;
  stack.outputs = Object.fromEntries(
    Object.entries(prepared.outputs).map(([name, { value }]) => [
      name,
      String(resolveIn(world, stack, prepared, value)),
    ]),
  );
  turn(world, stack, status, undefined, token);
}

/** Resources of a wave begin together; when one fails, those that have begun are cancelled. */
async function* makeAll(operation: Operation, progress: Progress): AsyncGenerator<void> {
  for (const wave of operation.prepared.waves) {
    const tasks = wave.flatMap((wanted) => taskFor(operation, wanted));
    for (const task of tasks) tell(operation, task, 'IN_PROGRESS');
    if (tasks.length > 0) yield;
    for (const task of tasks) {
      await carryOut(operation, task, progress);
      yield;
    }
    if (progress.failed.length > 0) return;
  }
}

function taskFor({ world, stack, prepared, imports }: Operation, wanted: Wanted): readonly Task[] {
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

async function carryOut(operation: Operation, task: Task, progress: Progress): Promise<void> {
  if (progress.failed.length > 0) {
    tell(operation, task, 'FAILED', `Resource ${task.deed === 'UPDATE' ? 'update' : 'creation'} cancelled`);
    return;
  }
  try {
    await doIt(operation, task, progress);
    tell(operation, task, 'COMPLETE');
  } catch (error) {
    progress.failed.push(task.wanted.logicalId);
    tell(operation, task, 'FAILED', error instanceof Error ? error.message : String(error));
  }
}

async function doIt(operation: Operation, { wanted, properties, deed, earlier }: Task, { undo, leftovers }: Progress) {
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

async function* restore(operation: Operation, wanted: Wanted, earlier: Resource): AsyncGenerator<void> {
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
  yield* remove(world, stack, made, made.isImported ? 'Retain' : mayGo ? 'Delete' : made.deletionPolicy, token);
}
