/** What a template lets its roles do: shown before anybody says yes. */
import { isMap, isScalar, isSeq, type Node, type YAMLMap } from 'yaml';
import { parseTemplate } from './document.ts';

export interface RolePermission {
  /** Logical id of the role. */
  readonly role: string;
  readonly actions: readonly string[];
  /** As the template writes them, without `!Sub` and the like. */
  readonly resources: readonly string[];
  /** The template's condition under which it may; undefined: always. */
  readonly condition: string | undefined;
}

/** Of all roles in the template, in its order; those behind `!If` with their condition. */
export function permissionsIn(template: string): readonly RolePermission[] {
  const resources = parseTemplate(template).get('Resources');
  if (!isMap(resources)) return [];
  return resources.items.flatMap(({ key, value }) => {
    if (!isMap(value) || value.get('Type') !== 'AWS::IAM::Role') return [];
    return statementsUnder(value.getIn(['Properties', 'Policies'], true)).map(({ statement, condition }) => ({
      role: String(key),
      condition,
      actions: textsOf(statement.get('Action', true)),
      resources: textsOf(statement.get('Resource', true)),
    }));
  });
}

interface Found {
  readonly statement: YAMLMap;
  readonly condition: string | undefined;
}

function statementsUnder(node: unknown, condition?: string): readonly Found[] {
  if (isSeq(node)) {
    const [first, ...rest] = node.items;
    if (node.tag === '!If') return rest.flatMap((item) => statementsUnder(item, String(first)));
    return node.items.flatMap((item) => statementsUnder(item, condition));
  }
  if (!isMap(node)) return [];
  if (node.has('Action') && node.has('Effect')) return [{ statement: node, condition }];
  return node.items.flatMap(({ value }) => statementsUnder(value, condition));
}

function textsOf(node: Node | undefined): readonly string[] {
  if (isSeq(node)) return node.items.flatMap((item) => textsOf(item as Node));
  return isScalar(node) ? [String(node.value)] : [];
}
