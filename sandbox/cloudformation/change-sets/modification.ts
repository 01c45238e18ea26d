/** The change of an existing resource. */
import type { Json, JsonObject } from '../../../src/core/event.ts';
import type { Resource } from '../state.ts';
import { type Reference, references } from '../template/intrinsics.ts';
import { isFixed } from '../template/resource-types.ts';
import type { ChangeDetail, ResourceChange } from './change-set.ts';
import type { WantedResource } from './prepare.ts';
import { changedProperties } from './same.ts';

/**
 * Stands for values that AWS can't know before:
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ResourceChange.html
 */
export const LATER = '{{changeSet:KNOWN_AFTER_APPLY}}';

interface Around {
  readonly areTagsOther: boolean;
  /** Logical ids of resources that the change set adds or changes. */
  readonly touched: ReadonlySet<string>;
}

/**
 * A reference to a resource that changes is a change too, as AWS can't say before whether its value stays:
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ResourceChangeDetail.html
 */
export function modification(
  wanted: WantedResource,
  properties: JsonObject,
  earlier: Resource,
  { areTagsOther, touched }: Around,
): ResourceChange | undefined {
  const { logicalId, type } = wanted;
  const recreation = (name: string) => (isFixed(type, name) ? 'Always' : 'Never');
  const details: ChangeDetail[] = changedProperties(earlier.properties, properties)
    .filter((name) => !isLater(properties[name]))
    .map((name) => ({ attribute: 'Properties', name, recreation: recreation(name) }));
  for (const [name, value] of Object.entries(wanted.properties))
    for (const by of new Set(
      references(value)
        .filter(({ to }) => touched.has(to))
        .map(written),
    ))
      details.push({ attribute: 'Properties', name, recreation: recreation(name), by });
  const plain = (attribute: string): ChangeDetail => ({ attribute, recreation: 'Never' });
  if (earlier.deletionPolicy !== wanted.deletionPolicy) details.push(plain('DeletionPolicy'));
  if (earlier.updateReplacePolicy !== wanted.updateReplacePolicy) details.push(plain('UpdateReplacePolicy'));
  if (areTagsOther) details.push(plain('Tags'));
  if (details.length === 0) return undefined;
  const always = details.filter((one) => one.recreation === 'Always');
  const replacement = always.some(({ by }) => by === undefined) ? 'True' : always.length > 0 ? 'Conditional' : 'False';
  return { action: 'Modify', logicalId, type, physicalId: earlier.physicalId, replacement, details };
}

const isLater = (value: Json | undefined) => JSON.stringify(value ?? null).includes(LATER);
const written = ({ to, attribute }: Reference) => (attribute === undefined ? to : `${to}.${attribute}`);

/** Whether references to it have a value that isn't known yet. */
export const mayBeReplaced = ({ replacement, details }: ResourceChange, properties: JsonObject): boolean =>
  replacement === 'True' ||
  details.some(({ recreation, name = '' }) => recreation === 'Always' && isLater(properties[name]));
