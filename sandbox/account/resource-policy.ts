/**
 * Policies of resources: whether a principal of an account, or an AWS service, may do something.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
import type { JsonObject } from '../../src/core/event.ts';
import { isObject, listAt } from '../../src/core/fields.ts';
import { matchesGlob } from '../../src/core/patterns/glob.ts';

export interface Asked {
  /** ARN of the user or the role, or the name of a service: `events.amazonaws.com`. */
  readonly principal: string;
  /** `s3:GetObject` */
  readonly action: string;
  readonly resource: string;
  /** Other keys of conditions: `kms:ViaService`. */
  readonly context?: Readonly<Record<string, string>>;
}

/** An AWS service that acts for a resource of an account. */
export interface ServiceCaller {
  /** `cloudwatch.amazonaws.com` */
  readonly service: string;
  /** ARN of the alarm, the rule, the topic, the bucket. */
  readonly source: string;
  /** Defaults to the ARN's; that of a bucket has none. */
  readonly account?: string;
}

const isService = (principal: string) => principal.endsWith('.amazonaws.com');

/** Keys that a service sends along: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html */
export function serviceAsks(caller: ServiceCaller, action: string, resource: string): Asked {
  const { service, source, account = accountOf(source) } = caller;
  const context = {
    'aws:SourceArn': source,
    'aws:SourceAccount': account,
    'aws:PrincipalIsAWSService': 'true',
    'aws:PrincipalServiceName': service,
    // An old key, which EventBridge doesn't send: https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html
    ...(service === 'cloudwatch.amazonaws.com' ? { 'aws:SourceOwner': account } : {}),
  };
  return { principal: service, action, resource, context };
}

/** `policy` is JSON; no policy allows nothing. A denial wins. */
export function isAllowedBy(policy: string | undefined, asked: Asked): boolean {
  const effects = effectsOf(policy, asked);
  return effects.includes('Allow') && !effects.includes('Deny');
}

function effectsOf(policy: string | undefined, asked: Asked): readonly unknown[] {
  const document: unknown = JSON.parse(policy === undefined || policy === '' ? '{}' : policy);
  const statements = listAt(isObject(document) ? document : {}, 'Statement').filter(isObject);
  return statements.filter((one) => applies(one, asked)).map(({ Effect }) => Effect);
}

/** A principal whose own policies allow it, in the resource's account. */
export const isDeniedBy = (policy: string | undefined, asked: Asked): boolean =>
  effectsOf(policy, asked).includes('Deny');

function applies(statement: JsonObject, asked: Asked): boolean {
  const { principal, action, resource, context = {} } = asked;
  const own = isService(principal)
    ? {}
    : { 'aws:PrincipalArn': principal, 'aws:PrincipalAccount': accountOf(principal) };
  const values = lowerKeys({ ...own, 'aws:SecureTransport': 'true', ...context });
  const { Principal, NotPrincipal, Action, NotAction, Resource = '*', NotResource } = statement;
  const isAction = (list: unknown) => texts(list).some((one) => matchesGlob(one.toLowerCase(), action.toLowerCase()));
  const isResource = (list: unknown) => texts(list).some((one) => matchesGlob(one, resource));
  return (
    (NotPrincipal === undefined ? isNamed(Principal, principal) : !isSpared(NotPrincipal, principal)) &&
    (NotAction === undefined ? isAction(Action) : !isAction(NotAction)) &&
    (NotResource === undefined ? isResource(Resource) : !isResource(NotResource)) &&
    Object.entries(isObject(statement['Condition']) ? statement['Condition'] : {}).every(([operator, keys]) =>
      Object.entries(isObject(keys) ? keys : {}).every(([key, wanted]) =>
        holds(operator, texts(wanted), values[key.toLowerCase()]),
      ),
    )
  );
}

const accountOf = (arn: string) => arn.split(':')[4] ?? '';
const texts = (value: unknown): readonly string[] => (Array.isArray(value) ? value : [value]).map(String);
const lowerKeys = (keys: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(keys).map(([key, value]) => [key.toLowerCase(), value]));

/** An account stands for all its principals, here as if their own policies let them; `*` for services, too. */
function isNamed(principals: unknown, principal: string): boolean {
  if (principals === '*') return true;
  const { AWS = [], Service = [] } = isObject(principals) ? principals : {};
  if (texts(AWS).includes('*')) return true;
  if (isService(principal)) return texts(Service).includes(principal);
  const account = accountOf(principal);
  return texts(AWS).some((one) => [principal, account, `arn:aws:iam::${account}:root`].includes(one));
}

/** Naming an account spares none of its users and roles: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html */
function isSpared(principals: unknown, principal: string): boolean {
  const { AWS = [], Service = [] } = isObject(principals) ? principals : {};
  return principals === '*' || [...texts(AWS), ...texts(Service)].some((one) => one === '*' || one === principal);
}

type Fit = (wanted: string, value: string) => boolean;
const FITS: Readonly<Record<string, Fit>> = {
  StringEquals: (wanted, value) => wanted === value,
  StringEqualsIgnoreCase: (wanted, value) => wanted.toLowerCase() === value.toLowerCase(),
  StringLike: matchesGlob,
  ArnEquals: matchesGlob,
  ArnLike: matchesGlob,
  Bool: (wanted, value) => wanted.toLowerCase() === value,
};

/** Without a value a test fails, unless it is negated or asks `IfExists`. An unknown operator keeps a statement from applying. */
function holds(named: string, wanted: readonly string[], value: string | undefined): boolean {
  const operator = named.replace(/^For(?:Any|All)Values?:/, '').replace(/IfExists$/, '');
  if (operator === 'Null') return wanted.includes(String(value === undefined));
  const isNegated = /Not/.test(operator);
  if (value === undefined) return isNegated || named.endsWith('IfExists');
  const fits = FITS[operator.replace('Not', '')];
  return fits !== undefined && wanted.some((one) => fits(one, value)) !== isNegated;
}
