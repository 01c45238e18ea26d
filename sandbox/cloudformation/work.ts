/** CloudFormation's work on a stack, one step at a time: creates, updates, rolls back, cleans up. */
import { resolveIn } from './make.ts';
import { removeResource } from './remove.ts';
import { type CloudFormationContext, log, type Stack, turn, type Undo } from './state.ts';
import { makeAll, type Operation, type TaskProgress } from './tasks.ts';

export async function* create(operation: Operation): AsyncGenerator<void> {
  const { world, stack, token, onFailure } = operation;
  const progress: TaskProgress = { undo: [], failed: [], leftovers: [] };
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
  const progress: TaskProgress = { undo: [], failed: [], leftovers: [] };
  const wanted = new Set(prepared.waves.flat().map(({ logicalId }) => logicalId));
  yield* makeAll(operation, progress);
  if (progress.failed.length > 0) {
    const failed = `The following resource(s) failed to update: [${progress.failed.join(', ')}].`;
    turn(world, stack, 'UPDATE_ROLLBACK_IN_PROGRESS', failed, token);
    yield* rollBack(world, stack, progress.undo, token);
    return;
  }
  finish(operation, 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS');
  for (const resource of progress.leftovers)
    yield* removeResource(world, stack, resource, resource.updateReplacePolicy, token);
  for (const resource of [...stack.resources.values()].toReversed()) {
    if (wanted.has(resource.logicalId)) continue;
    stack.resources.delete(resource.logicalId);
    yield* removeResource(world, stack, resource, resource.deletionPolicy, token);
  }
  turn(world, stack, 'UPDATE_COMPLETE', undefined, token);
}

/** Undoes the rest, last first; stops at a failure, where `ContinueUpdateRollback` resumes. */
export async function* rollBack(
  world: CloudFormationContext,
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
