/**
 * The Rules of a template: assertions about parameters, before anything is made.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/rules-section-structure.html
 */
import type { Json, JsonObject } from '../../../src/core/event.ts';
import { isObject, listAt, objectAt, textAt } from '../../../src/core/fields.ts';
import { CloudFormationFault } from '../refusal.ts';

/** Throws a `CloudFormationFault` with the description of the first assertion that doesn't hold; AWS's own frame around it is assumed. */
export function checkRules(
  rules: JsonObject,
  declared: JsonObject,
  parameters: Readonly<Record<string, string>>,
): void {
  const holds = evaluator(declared, parameters);
  for (const [name, rule] of Object.entries(rules)) {
    const strange = Object.keys(isObject(rule) ? rule : {}).filter(
      (key) => !/^(?:RuleCondition|Assertions)$/.test(key),
    );
    const assertions = listAt(rule, 'Assertions');
    if (strange.length > 0 || assertions.length === 0) throw malformed(name);
    const condition = objectAt(rule, 'RuleCondition');
    if (condition !== undefined && !holds(condition)) continue;
    for (const assertion of assertions) {
      const assert = objectAt(assertion, 'Assert');
      if (assert === undefined) throw malformed(name);
      if (!holds(assert))
        throw new CloudFormationFault(
          `Template rule ${name} failed: ${textAt(assertion, 'AssertDescription') ?? 'Assertion failed'}`,
        );
    }
  }
}

const malformed = (name: string) => new CloudFormationFault(`Template format error: Rule ${name} is malformed`);

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-rules.html */
function evaluator(declared: JsonObject, parameters: Readonly<Record<string, string>>): (value: Json) => boolean {
  const isList = (name: string) => /^(?:CommaDelimitedList|List<)/.test(textAt(declared[name], 'Type') ?? '');
  /** A text is a list of one; a list's parameter is its members. */
  const texts = (value: Json): readonly string[] => {
    if (Array.isArray(value)) return value.flatMap(texts);
    if (!isObject(value)) return [String(value)];
    const [name, argument] = only(value);
    if (name === 'Ref') {
      const text = parameters[String(argument)];
      // AWS documents parameters only.
      if (text === undefined)
        throw new CloudFormationFault(`Template format error: Unresolved dependencies [${String(argument)}] in Rules`);
      return isList(String(argument)) ? text.split(',') : [text];
    }
    if (name !== 'Fn::RefAll') throw unknown(name);
    const ofType = Object.keys(declared).filter((key) => textAt(declared[key], 'Type') === String(argument));
    return ofType.map((key) => parameters[key] ?? '');
  };
  const holds = (value: Json): boolean => {
    const [name, argument] = isObject(value) ? only(value) : ['', null];
    const members: readonly Json[] = Array.isArray(argument) ? argument : [];
    const [first = null, second = null] = members;
    switch (name) {
      case 'Fn::And':
      case 'Fn::Or':
        if (members.length < 2 || members.length > 10)
          throw new CloudFormationFault(`Template error: every ${name} object requires a list of 2 to 10 conditions`);
        return name === 'Fn::And' ? members.every(holds) : members.some(holds);
      case 'Fn::Not':
        return !holds(first);
      case 'Fn::Equals':
        return texts(first).join() === texts(second).join();
      case 'Fn::Contains':
        return texts(second).every((text) => texts(first).includes(text));
      case 'Fn::EachMemberEquals':
        return texts(first).every((text) => text === texts(second)[0]);
      case 'Fn::EachMemberIn':
        return texts(first).every((text) => texts(second).includes(text));
      default:
        throw unknown(name);
    }
  };
  return holds;
}

const only = (value: JsonObject): readonly [name: string, argument: Json] => {
  const [[name, argument] = ['', null]] = Object.entries(value);
  return [name, argument];
};

/** Fn::If is documented, but AWS refuses it: https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/921 */
const unknown = (name: string) =>
  new CloudFormationFault(`Template validation error: ${name || 'a plain value'} can't be used in Rules`);
