/** The order of making resources: CloudFormation makes at once all that needs nothing missing. */
import type { JsonObject } from '../../src/core/event.ts';
import type { WantedResource } from './change-sets/prepare.ts';
import { CloudFormationFault } from './refusal.ts';
import { dependsOn } from './template/check-template.ts';
import { references } from './template/intrinsics.ts';

/** Each wave needs only earlier waves. Throws a `CloudFormationFault` for a circle. */
export function inWaves(
  wanted: readonly WantedResource[],
  declared: JsonObject,
): readonly (readonly WantedResource[])[] {
  const ids = new Set(wanted.map(({ logicalId }) => logicalId));
  // DependsOn a resource whose condition doesn't hold isn't a dependency.
  const needs = new Map(
    wanted.map(({ logicalId, properties }) => [
      logicalId,
      [...references(properties).map(({ to }) => to), ...dependsOn(declared[logicalId] ?? null)].filter((id) =>
        ids.has(id),
      ),
    ]),
  );
  const waves: (readonly WantedResource[])[] = [];
  const done = new Set<string>();
  while (done.size < wanted.length) {
    const wave = wanted.filter(
      ({ logicalId: id }) => !done.has(id) && needs.get(id)?.every((other) => done.has(other)),
    );
    if (wave.length === 0) {
      const rest = [...ids].filter((id) => !done.has(id));
      throw new CloudFormationFault(`Circular dependency between resources: [${rest.join(', ')}]`);
    }
    waves.push(wave);
    for (const { logicalId } of wave) done.add(logicalId);
  }
  return waves;
}
