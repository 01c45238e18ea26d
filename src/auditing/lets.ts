/** A resource's policy, asked whether it lets an AWS service do something for one source: IAM's evaluation for that case. */
import { readPolicy, type Statement } from '../core/access/policy.ts';
import { type ConditionTest, isNegated, passesWithoutKey, testsOf } from '../core/access/policy-condition.ts';
import type { JsonObject } from '../core/event.ts';
import { matchesPolicyPattern } from '../core/patterns/glob.ts';
import { fitOf } from './fits.ts';

export interface ServiceCall {
  /** `cloudwatch.amazonaws.com` */
  readonly service: string;
  /** `sns:Publish` */
  readonly action: string;
  readonly resource: string;
  /** The account of the source. */
  readonly account: string;
  /** ARN of what the service acts for: an alarm, a rule, a topic, a log group. */
  readonly source: string;
}

/** `unclear`: a condition that can't be judged decides. */
export type Answer = 'yes' | 'no' | 'unclear';

/**
 * `document`: JSON text. A denial wins; without an allowance it is `no`.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function lets(document: string, call: ServiceCall): Answer {
  const statements = readPolicy(document).filter((statement) => concerns(statement, call));
  const answers = (wanted: readonly Statement[]) => wanted.map(({ condition }) => holds(condition, call));
  const denied = answers(statements.filter(({ denies }) => denies));
  if (denied.includes('yes')) return 'no';
  const allowed = answers(statements.filter(({ allows }) => allows));
  if (!allowed.includes('yes')) return allowed.includes('unclear') ? 'unclear' : 'no';
  return denied.includes('unclear') ? 'unclear' : 'yes';
}

function concerns(statement: Statement, call: ServiceCall): boolean {
  const { principals, isForAllBut, actions, notActions, resources, notResources } = statement;
  const isNamed = principals.some(({ type, value }) => isCaller(type, value, call.service));
  const inList = (patterns: readonly string[], text: string) =>
    patterns.some((pattern) => matchesPolicyPattern(pattern.toLowerCase(), text.toLowerCase()));
  const isAction = notActions.length > 0 ? !inList(notActions, call.action) : inList(actions, call.action);
  const isResource =
    notResources.length > 0
      ? !notResources.some((pattern) => matchesPolicyPattern(pattern, call.resource))
      : resources.length === 0 || resources.some((pattern) => matchesPolicyPattern(pattern, call.resource));
  return isNamed !== isForAllBut && isAction && isResource;
}

/** Everybody, by `"*"` or `{"AWS": "*"}`, includes services. In China some services' names end in `.cn`. */
function isCaller(type: string | undefined, value: string, service: string): boolean {
  if (value === '*') return type !== 'Federated' && type !== 'CanonicalUser';
  return type === 'Service' && value.toLowerCase().replace(/\.cn$/, '') === service;
}

function holds(condition: JsonObject | undefined, call: ServiceCall): Answer {
  const answers = testsOf(condition).map((test) => passes(test, call));
  if (answers.includes('no')) return 'no';
  return answers.includes('unclear') ? 'unclear' : 'yes';
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html */
const VALUES: Readonly<Record<string, (call: ServiceCall) => string | undefined>> = {
  'aws:sourceaccount': ({ account }) => account,
  // An old key, which EventBridge doesn't send: https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html
  'aws:sourceowner': ({ account, service }) => (service === 'cloudwatch.amazonaws.com' ? account : undefined),
  'aws:sourcearn': ({ source }) => source,
  'aws:securetransport': () => 'true',
  'aws:principalisawsservice': () => 'true',
  'aws:principalservicename': ({ service }) => service,
};

/** Keys of callers that are no service: a service's call doesn't have them. */
const ABSENT =
  /^aws:(?:sourceowner|principal(?:account|arn|org\w*|tag\/.*|type)|username|userid|sourceip|sourcevpc\w*|vpc\w+|multifactor\w+)$/;

function passes(test: ConditionTest, call: ServiceCall): Answer {
  const value = VALUES[test.key]?.(call);
  if (value === undefined) {
    if (!ABSENT.test(test.key)) return 'unclear';
    return passesWithoutKey(test) ? 'yes' : 'no';
  }
  if (test.operator === 'null') return test.values.includes('false') ? 'yes' : 'no';
  const fits = fitOf(test.operator);
  if (fits === undefined) return 'unclear';
  const some = test.values.some((wanted) => fits(wanted, value));
  return some !== isNegated(test) ? 'yes' : 'no';
}
