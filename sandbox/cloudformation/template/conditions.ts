/** The Conditions of a template: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-conditions.html */
import type { Json, JsonObject } from '../../../src/core/event.ts';
import { isObject } from '../../../src/core/fields.ts';
import { CloudFormationFault } from '../refusal.ts';

/** True if the condition of this name holds. `plain` resolves compared values: parameters, no resources. */
export function conditionsOf(declared: JsonObject, plain: (value: Json) => Json): (name: string) => boolean {
  const holds = (name: string, path: readonly string[]): boolean => {
    const condition = declared[name];
    if (condition === undefined)
      throw new CloudFormationFault(
        `Template format error: Unresolved condition dependency ${name} in the Conditions block of the template`,
      );
    if (path.includes(name))
      throw new CloudFormationFault(`Template format error: Circular dependency in conditions: [${path.join(', ')}]`);
    return evaluate(condition, [...path, name]);
  };
  const evaluate = (value: Json, path: readonly string[]): boolean => {
    const [name, argument = null] = isObject(value) ? (Object.entries(value)[0] ?? []) : [];
    const members: readonly Json[] = Array.isArray(argument) ? argument : [];
    switch (name) {
      case 'Condition':
        return holds(String(argument), path);
      case 'Fn::Equals':
        return String(plain(members[0] ?? '')) === String(plain(members[1] ?? ''));
      case 'Fn::Not':
        return !evaluate(members[0] ?? null, path);
      case 'Fn::And':
        return members.every((one) => evaluate(one, path));
      case 'Fn::Or':
        return members.some((one) => evaluate(one, path));
      default:
        throw new CloudFormationFault(
          'Template format error: Conditions can only be boolean operations on parameters and other conditions',
        );
    }
  };
  return (name) => holds(name, []);
}
