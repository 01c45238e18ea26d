/** CloudFormation's checks of a template before its values: unknown types, and references to nothing. */
import type { Json, JsonObject } from '../../../src/core/event.ts';
import { isObject, objectAt, textAt } from '../../../src/core/fields.ts';
import { LIMITS } from '../../limits.ts';
import type { Pseudo } from '../change-sets/prepare.ts';
import { CloudFormationFault } from '../refusal.ts';
import { type Reference, references } from './intrinsics.ts';
import { RESOURCE_TYPES } from './resource-types.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html */
const SECTIONS = [
  'AWSTemplateFormatVersion',
  'Conditions',
  'Description',
  'Mappings',
  'Metadata',
  'Outputs',
  'Parameters',
  'Resources',
  'Rules',
];

export function checkTemplate(template: JsonObject, declared: JsonObject, pseudo: Pseudo): void {
  const strange = Object.keys(template).filter((section) => !SECTIONS.includes(section));
  if (strange.length > 0)
    throw new CloudFormationFault(`Invalid template property or properties [${strange.join(', ')}]`);
  if (Object.keys(declared).length === 0)
    throw new CloudFormationFault('Template format error: At least one Resources member must be defined.');
  const count = Object.keys(declared).length;
  if (count > LIMITS.resources)
    throw new CloudFormationFault(
      `Template format error: Number of resources, ${count}, is greater than maximum allowed, ${LIMITS.resources}`,
    );
  checkTypes(declared);
  checkReferences(template, declared, pseudo);
}

function checkTypes(declared: JsonObject): void {
  for (const [id, of] of Object.entries(declared)) {
    if (!/^[A-Za-z0-9]{1,255}$/.test(id))
      throw new CloudFormationFault(`Template format error: Resource name ${id} is non alphanumeric.`);
    if (textAt(of, 'Type') === undefined)
      throw new CloudFormationFault(
        `Template format error: [/Resources/${id}] Every Resources object must contain a Type member.`,
      );
  }
  const types = [...new Set(Object.values(declared).map((of) => textAt(of, 'Type') ?? ''))];
  const unknown = types.filter((type) => !Object.hasOwn(RESOURCE_TYPES, type));
  if (unknown.length > 0)
    throw new CloudFormationFault(`Template format error: Unrecognized resource types: [${unknown.join(', ')}]`);
}

function checkReferences(template: JsonObject, declared: JsonObject, pseudo: Pseudo): void {
  const parameters = objectAt(template, 'Parameters') ?? {};
  const isKnown = ({ to, attribute }: Reference) =>
    Object.hasOwn(declared, to) ||
    (attribute === undefined && (Object.hasOwn(parameters, to) || to === 'AWS::NoValue' || Object.hasOwn(pseudo, to)));
  for (const block of ['Resources', 'Outputs']) {
    const used = references(objectAt(template, block) ?? {});
    const lost = used.filter((one) => !isKnown(one)).map(({ to }) => to);
    for (const on of block === 'Resources' ? Object.values(declared).flatMap(dependsOn) : [])
      if (!Object.hasOwn(declared, on)) lost.push(on);
    if (lost.length > 0) throw unresolved(lost, block);
    for (const { to, attribute } of used) if (attribute !== undefined) checkAttribute(to, attribute, declared);
  }
}

function checkAttribute(logicalId: string, attribute: string, declared: JsonObject): void {
  const type = textAt(declared[logicalId], 'Type') ?? '';
  if (RESOURCE_TYPES[type]?.attributes?.includes(attribute)) return;
  throw new CloudFormationFault(
    `Template error: resource ${logicalId} does not support attribute type ${attribute} in Fn::GetAtt`,
  );
}

export function unresolved(names: readonly string[], block: string): CloudFormationFault {
  const list = [...new Set(names)].join(', ');
  return new CloudFormationFault(
    `Template format error: Unresolved resource dependencies [${list}] in the ${block} block of the template`,
  );
}

/** A name or a list of names. */
export function dependsOn(of: Json): readonly string[] {
  const value = isObject(of) ? of['DependsOn'] : undefined;
  return Array.isArray(value) ? value.map(String) : value === undefined ? [] : [String(value)];
}
