/** The change of an existing resource. */
import type { JsonObject } from '../../../src/core/event.ts';
import type { Resource } from '../state.ts';
import { isFixed } from '../template/resource-types.ts';
import type { ChangeDetail, ResourceChange } from './change-set.ts';
import type { WantedResource } from './prepare.ts';
import { changedProperties } from './same.ts';

/**
 * Stands for values that AWS can't know before:
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ResourceChange.html
 */
export const LATER = '{{changeSet:KNOWN_AFTER_APPLY}}';

export function modification(
  wanted: WantedResource,
  properties: JsonObject,
  earlier: Resource,
  areTagsOther: boolean,
): ResourceChange | undefined {
  const { logicalId, type } = wanted;
  const details = changedProperties(earlier.properties, properties).map((name): ChangeDetail => {
    const isDynamic = JSON.stringify(properties[name] ?? null).includes(LATER);
    const recreation = !isFixed(type, name) ? 'Never' : isDynamic ? 'Conditionally' : 'Always';
    return { attribute: 'Properties', name, recreation, isDynamic };
  });
  const plain = (attribute: string): ChangeDetail => ({ attribute, recreation: 'Never', isDynamic: false });
  if (earlier.deletionPolicy !== wanted.deletionPolicy) details.push(plain('DeletionPolicy'));
  if (earlier.updateReplacePolicy !== wanted.updateReplacePolicy) details.push(plain('UpdateReplacePolicy'));
  if (areTagsOther) details.push(plain('Tags'));
  if (details.length === 0) return undefined;
  const has = (recreation: string) => details.some((one) => one.recreation === recreation);
  const replacement = has('Always') ? 'True' : has('Conditionally') ? 'Conditional' : 'False';
  return { action: 'Modify', logicalId, type, physicalId: earlier.physicalId, replacement, details };
}
