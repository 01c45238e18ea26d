/** The condition block of a policy statement, read into tests that are all joined by AND. */
import type { Json, JsonObject } from '../event.ts';
import { isObject } from '../fields.ts';

/** One key of a condition block under one operator. */
export interface ConditionTest {
  /** In lower case, without set qualifier and `IfExists`: `stringequals`, `arnlike`, `bool`, `null`. */
  readonly operator: string;
  /** `ForAllValues:` or `ForAnyValue:`. */
  readonly set: 'all' | 'any' | undefined;
  readonly ifExists: boolean;
  /** In lower case: IAM compares keys without regard to case. */
  readonly key: string;
  /** Joined by OR. */
  readonly values: readonly string[];
}

const OPERATOR = /^(?:for(all|any)values?:)?(.*?)(ifexists)?$/;

/**
 * The tests of a condition block; operators and keys in any case.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html
 */
export function testsOf(condition: JsonObject | undefined): readonly ConditionTest[] {
  return Object.entries(condition ?? {}).flatMap(([operator, keys]) =>
    Object.entries(isObject(keys) ? keys : {}).map(([key, values]) => testOf(operator, key, values)),
  );
}

function testOf(operator: string, key: string, values: Json): ConditionTest {
  const [, set, base = '', ifExists] = OPERATOR.exec(operator.toLowerCase()) ?? [];
  return {
    operator: base,
    set: set === 'all' || set === 'any' ? set : undefined,
    ifExists: ifExists !== undefined,
    key: key.toLowerCase(),
    values: (Array.isArray(values) ? values : [values]).map(String),
  };
}

/** True for a negated operator: `StringNotEquals`, `ArnNotLike`, `NotIpAddress`. These pass if the key is absent. */
export function isNegated({ operator }: ConditionTest): boolean {
  return /^(?:[a-z]+?not(?:equals|like)|notipaddress)/.test(operator);
}

/** True if the test passes when the request lacks the key. */
export function passesWithoutKey(test: ConditionTest): boolean {
  if (test.operator === 'null') return test.values.includes('true');
  return test.ifExists || test.set === 'all' || (test.set !== 'any' && isNegated(test));
}
