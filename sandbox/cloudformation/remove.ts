/** Removes resources, unless their policy keeps them; removes stacks with them. */
import { contextOf, nameKey } from './make.ts';
import { type CloudFormationContext, log, type Resource, type Stack, turn } from './state.ts';

/** Returns false if the resource couldn't be removed. */
export async function* removeResource(
  world: CloudFormationContext,
  stack: Stack,
  resource: Resource,
  policy: string,
  token: string | undefined,
): AsyncGenerator<void, boolean> {
  const { logicalId, type, physicalId } = resource;
  const tell = (status: string, reason?: string) =>
    log(world, stack, { logicalId, type, physicalId, status, reason, token });
  const key = nameKey(type, resource.properties, stack.region);
  if (policy.startsWith('Retain')) {
    tell('DELETE_SKIPPED');
    if (key !== undefined) keep(world, key, resource);
    return true;
  }
  tell('DELETE_IN_PROGRESS');
  yield;
  try {
    const failure = world.failures[logicalId];
    if (failure?.on?.includes('delete')) throw new Error(failure.reason);
    await world.makers[type]?.remove?.(resource, contextOf(world, stack, logicalId, type));
  } catch (error) {
    tell('DELETE_FAILED', error instanceof Error ? error.message : String(error));
    return false;
  }
  if (key !== undefined) world.names.delete(key);
  tell('DELETE_COMPLETE');
  return true;
}

/** Kept, and no stack's from now on. A maker that can find it also sees its deletion by hand. */
function keep({ names, makers }: CloudFormationContext, key: string, resource: Resource): void {
  if (makers[resource.type]?.find === undefined) names.set(key, { ...resource, stackId: undefined });
  else names.delete(key);
}

/**
 * In the reverse of the order in which they were made; a resource that can't be removed stays, and the stack with it.
 */
export async function* removeStack(
  world: CloudFormationContext,
  stack: Stack,
  token: string | undefined,
): AsyncGenerator<void> {
  const failed: string[] = [];
  for (const resource of [...stack.resources.values()].toReversed()) {
    const isGone = yield* removeResource(world, stack, resource, resource.deletionPolicy, token);
    if (isGone) stack.resources.delete(resource.logicalId);
    else failed.push(resource.logicalId);
    yield;
  }
  if (failed.length > 0) {
    turn(world, stack, 'DELETE_FAILED', `The following resource(s) failed to delete: [${failed.join(', ')}]. `, token);
    return;
  }
  stack.deleted = new Date(world.now());
  turn(world, stack, 'DELETE_COMPLETE', undefined, token);
}
