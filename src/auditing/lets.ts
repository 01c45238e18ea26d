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
  const isNamed = (type: string | undefined, value: string) => isCaller(type, value, call.service);
  const statements = readPolicy(document).filter((statement) => concerns(statement, call, isNamed));
  const values = (key: string) => VALUES[key]?.(call);
  const answers = (wanted: readonly Statement[]) => wanted.map(({ condition }) => holds(condition, values, ABSENT));
  const denied = answers(statements.filter(({ denies }) => denies));
  if (denied.includes('yes')) return 'no';
  const allowed = answers(statements.filter(({ allows }) => allows));
  if (!allowed.includes('yes')) return allowed.includes('unclear') ? 'unclear' : 'no';
  return denied.includes('unclear') ? 'unclear' : 'yes';
}

type IsCaller = (type: string | undefined, value: string) => boolean;

function concerns(statement: Statement, call: Pick<ServiceCall, 'action' | 'resource'>, is: IsCaller): boolean {
  const { principals, isForAllBut, actions, notActions, resources, notResources } = statement;
  const isNamed = principals.some(({ type, value }) => is(type, value));
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

type Values = (key: string) => string | undefined;

function holds(condition: JsonObject | undefined, values: Values, absent: RegExp): Answer {
  const answers = testsOf(condition).map((test) => passes(test, values, absent));
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

function passes(test: ConditionTest, values: Values, absent: RegExp): Answer {
  const value = values(test.key);
  if (value === undefined) {
    if (!absent.test(test.key)) return 'unclear';
    return passesWithoutKey(test) ? 'yes' : 'no';
  }
  if (test.operator === 'null') return test.values.includes('false') ? 'yes' : 'no';
  const fits = fitOf(test.operator);
  if (fits === undefined) return 'unclear';
  const some = test.values.some((wanted) => fits(wanted, value));
  return some !== isNegated(test) ? 'yes' : 'no';
}

export interface RoleCall extends Pick<ServiceCall, 'action' | 'resource'> {
  /** ARN of a role, in whose session the call is made. */
  readonly role: string;
}

/** Asks whether a resource's policy denies a call to a role; without a denial the role's own policies decide. */
export function denies(document: string, call: RoleCall): Answer {
  const [, partition = '', , , account = ''] = call.role.split(':');
  const own = [call.role, account, `arn:${partition}:iam::${account}:root`];
  const isNamed = (type: string | undefined, value: string) =>
    value === '*' ? type !== 'Federated' && type !== 'CanonicalUser' : type === 'AWS' && own.includes(value);
  const values = (key: string) =>
    ({ 'aws:principalarn': call.role, 'aws:principalaccount': account, ...OF_SESSION })[key];
  const answers = readPolicy(document)
    .filter((statement) => statement.denies && concerns(statement, call, statement.isForAllBut ? isAll : isNamed))
    .map((statement) => {
      const answer = holds(statement.condition, values, NOT_OF_SESSION);
      return answer === 'yes' && statement.isForAllBut && isSpared(statement, call.role) ? 'unclear' : answer;
    });
  if (answers.includes('yes')) return 'yes';
  return answers.includes('unclear') ? 'unclear' : 'no';
}

const isAll = (_: string | undefined, value: string) => value === '*';

/**
 * `NotPrincipal` names the role, or a session of it. It is spared only if its account and the very session are named too,
 * and the session of a service has a name that isn't known; naming the account alone spares no role of it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
 */
function isSpared({ principals }: Statement, role: string): boolean {
  const sessions = `${role.replace(':iam:', ':sts:').replace(/:role\/(?:.*\/)?/, ':assumed-role/')}/`;
  return principals.some(({ value }) => value === role || value.startsWith(sessions));
}

const OF_SESSION: Readonly<Record<string, string>> = {
  'aws:securetransport': 'true',
  'aws:principalisawsservice': 'false',
  'aws:principaltype': 'AssumedRole',
};
/** Keys of users, and of calls that a service makes in its own name. */
const NOT_OF_SESSION = /^aws:(?:username|source(?:arn|account|owner)|principalservicename)$/;
