/** The owner of a wanted name: taken over, or in the way. */
import type { JsonObject } from '../../src/core/event.ts';
import type { Validation } from './change-sets/change-set.ts';
import { LATER } from './change-sets/modification.ts';
import type { WantedResource } from './change-sets/prepare.ts';
import { contextOf, existsReason, givenName, nameKey } from './make.ts';
import type { CloudFormationContext, Made, Stack } from './state.ts';
import { RESOURCE_TYPES } from './template/resource-types.ts';

export async function findNamed(
  world: CloudFormationContext,
  stack: Stack,
  wanted: WantedResource,
  properties: JsonObject,
): Promise<(Made & { stackId?: string | undefined }) | undefined> {
  const name = givenName(wanted.type, properties);
  if (name === undefined || name.includes(LATER)) return undefined;
  const context = contextOf(world, stack, wanted.logicalId, wanted.type);
  return (
    world.names.get(nameKey(wanted.type, properties, stack.region) ?? '') ??
    (await world.makers[wanted.type]?.find?.(name, context))
  );
}

interface Claims {
  readonly mayImport: boolean;
  readonly imports: Map<string, Made>;
  readonly validations: Validation[];
  readonly needPolicy: string[];
}

/**
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/import-resources-automatically.html: a static name, a
 * policy that keeps it, no other stack's.
 */
export function claim(
  wanted: WantedResource,
  properties: JsonObject,
  found: Made & { stackId?: string | undefined },
  claims: Claims,
): void {
  const { logicalId, type } = wanted;
  const name = givenName(type, properties) ?? '';
  const isStatic = typeof wanted.properties[RESOURCE_TYPES[type]?.name ?? ''] === 'string';
  if (!claims.mayImport || !isStatic || found.stackId !== undefined)
    claims.validations.push({
      logicalId,
      type,
      physicalId: found.physicalId,
      name: 'NAME_CONFLICT_VALIDATION',
      reason: existsReason(type, name),
    });
  else if (!wanted.deletionPolicy.startsWith('Retain')) claims.needPolicy.push(`${logicalId} (${name})`);
  else claims.imports.set(logicalId, found);
}
