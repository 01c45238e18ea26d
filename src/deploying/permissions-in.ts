/** The permissions of a template's roles, resolved: shown before anybody says yes. */
import { isMap, isScalar, isSeq, type Node, type YAMLMap } from 'yaml';
import type { Template } from '../template/template.ts';
import type { Values } from '../template/values.ts';

export interface RolePermission {
  /** Logical id of the role. */
  readonly role: string;
  readonly actions: readonly string[];
  /** The ARN of an existing resource; the name of one that the stack makes. */
  readonly resources: readonly string[];
}

/** Permissions of all roles to be made, in the template's order. */
export function permissionsIn({ document }: Template, values: Values): readonly RolePermission[] {
  const resources = document.get('Resources');
  if (!isMap(resources)) return [];
  return resources.items.flatMap(({ key, value }) => {
    if (!isMap(value) || value.get('Type') !== 'AWS::IAM::Role' || !isMade(value, values)) return [];
    return statementsUnder(value.getIn(['Properties', 'Policies'], true), values.holds).map((statement) => ({
      role: String(key),
      actions: textsOf(statement.get('Action', true), values),
      resources: textsOf(statement.get('Resource', true), values),
    }));
  });
}

/** Whether the condition of a resource holds. */
export function isMade(resource: YAMLMap, { holds }: Pick<Values, 'holds'>): boolean {
  const condition = resource.get('Condition');
  return condition === undefined || holds(String(condition));
}

function statementsUnder(node: unknown, holds: Values['holds']): readonly YAMLMap[] {
  if (isSeq(node) && node.tag === '!If') {
    const [condition, yes, no] = node.items;
    return statementsUnder(holds(String(condition)) ? yes : no, holds);
  }
  if (isSeq(node)) return node.items.flatMap((item) => statementsUnder(item, holds));
  if (!isMap(node)) return [];
  if (node.has('Action') && node.has('Effect')) return [node];
  return node.items.flatMap(({ value }) => statementsUnder(value, holds));
}

function textsOf(node: Node | undefined, values: Values): readonly string[] {
  if (isSeq(node) && node.tag === '!Split') {
    const [separator, list] = node.items;
    return textsOf(list as Node, values).flatMap((text) => text.split(String(separator)));
  }
  if (isSeq(node)) return node.items.flatMap((item) => textsOf(item as Node, values));
  if (!isScalar(node)) return [];
  const text = String(node.value);
  if (node.tag === '!GetAtt') return [values.nameOf(text.replace(/\.Arn$/, '')) ?? text];
  const filled = values.fillIn(node.tag === '!Ref' ? `\${${text}}` : text);
  return [filled.replace(/\$\{(\w+)(?:\.Arn)?\}/g, (_, logicalId: string) => values.nameOf(logicalId) ?? logicalId)];
}
