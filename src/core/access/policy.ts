/** IAM policy documents as CloudTrail records hold them, and the test for administrators. */
import type { Json, JsonObject } from '../event.ts';
import { isObject, valueAt } from '../fields.ts';
import { coversWorld } from '../network.ts';
import { matchesPolicyPattern } from '../patterns/glob.ts';
import { type ConditionTest, isNegated, testsOf } from './policy-condition.ts';
import type { PolicyPrincipal } from './policy-principal.ts';

/** One statement, every part a list. */
export interface Statement {
  readonly allows: boolean;
  readonly denies: boolean;
  /** Those of `Principal`, or of `NotPrincipal`. */
  readonly principals: readonly PolicyPrincipal[];
  /** `NotPrincipal`: everyone except these. */
  readonly isForAllBut: boolean;
  readonly actions: readonly string[];
  readonly notActions: readonly string[];
  readonly resources: readonly string[];
  readonly notResources: readonly string[];
  readonly condition: JsonObject | undefined;
}

/**
 * The statements of a policy document: an object, or JSON text, plain or percent-encoded as IAM returns it.
 * `[]` for anything else.
 */
export function readPolicy(document: Json | undefined): readonly Statement[] {
  const policy = typeof document === 'string' ? parseText(document) : document;
  if (!isObject(policy)) return [];
  return asList(policy['Statement']).filter(isObject).map(toStatement);
}

function parseText(text: string): Json | undefined {
  for (const candidate of [text, decode(text)]) {
    try {
      return JSON.parse(candidate) as Json;
    } catch {
      // Try the next form.
    }
  }
  return undefined;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

function toStatement(statement: JsonObject): Statement {
  const notPrincipal = statement['NotPrincipal'];
  const condition = valueAt(statement, 'Condition');
  return {
    allows: statement['Effect'] === 'Allow',
    denies: statement['Effect'] === 'Deny',
    principals: principalsOf(notPrincipal ?? statement['Principal']),
    isForAllBut: notPrincipal !== undefined,
    actions: texts(statement['Action']),
    notActions: texts(statement['NotAction']),
    resources: texts(statement['Resource']),
    notResources: texts(statement['NotResource']),
    condition: isObject(condition) && Object.keys(condition).length > 0 ? condition : undefined,
  };
}

function principalsOf(principal: Json | undefined): readonly PolicyPrincipal[] {
  if (!isObject(principal)) return texts(principal).map((value) => ({ type: undefined, value }));
  return Object.entries(principal).flatMap(([type, values]) => texts(values).map((value) => ({ type, value })));
}

const asList = (value: Json | undefined): readonly Json[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];
const texts = (value: Json | undefined): readonly string[] =>
  asList(value).filter((item): item is string => typeof item === 'string');

/**
 * True if an identity policy makes an administrator: `Allow` every action on every resource, with no condition that
 * narrows it. An `Allow` of everything but a few counts, unless IAM is among those few (as in PowerUserAccess).
 */
export function grantsAdmin(document: Json | undefined): boolean {
  return readPolicy(document).some((statement) => {
    return (
      statement.allows &&
      isEverywhere(statement) &&
      isEveryAction(statement) &&
      !testsOf(statement.condition).some(isNarrow)
    );
  });
}

/**
 * True if an identity policy allows everything but IAM (`NotAction: iam:*`), as AWS's PowerUserAccess does. What else
 * it leaves out changes little.
 */
export function grantsAllButIam(document: Json | undefined): boolean {
  return readPolicy(document).some((statement) => {
    const { allows, notActions, condition } = statement;
    const isAllBut = notActions.length > 0 && !notActions.some((action) => /^\*+(:\*+)?$/.test(action));
    return allows && isAllBut && isEverywhere(statement) && !testsOf(condition).some(isNarrow);
  });
}

/** With one of these on every resource an identity can make itself an administrator. */
const ESCALATION = [
  ...['AttachUserPolicy', 'AttachRolePolicy', 'AttachGroupPolicy', 'PutUserPolicy', 'PutRolePolicy', 'PutGroupPolicy'],
  ...['CreatePolicyVersion', 'SetDefaultPolicyVersion', 'AddUserToGroup', 'UpdateAssumeRolePolicy'],
  ...['CreateAccessKey', 'CreateLoginProfile', 'UpdateLoginProfile'],
].map((action) => `iam:${action}`.toLowerCase());

/** True if an identity policy allows, on every resource and without a condition that narrows it, to take more rights. */
export function grantsEscalation(document: Json | undefined): boolean {
  return readPolicy(document).some((statement) => {
    const allowed = statement.actions.map((action) => action.toLowerCase());
    const isMore = ESCALATION.some((action) => allowed.some((pattern) => matchesPolicyPattern(pattern, action)));
    return statement.allows && isEverywhere(statement) && isMore && !testsOf(statement.condition).some(isNarrow);
  });
}

/** With `NotResource` too, unless IAM is among what is left out. */
const isEverywhere = ({ resources, notResources }: Statement) =>
  resources.some((resource) => /^\*+$|^arn:\*/.test(resource)) ||
  (notResources.length > 0 && !notResources.some((resource) => /^\*+$|^arn:[^:]*[*?]|^arn:[^:]*:iam:/.test(resource)));

/** True for AWS's own policies that make an administrator, in any partition. */
export function isAdminPolicyArn(arn: string | undefined): boolean {
  return arn !== undefined && /^arn:aws[a-z-]*:iam::aws:policy\/AdministratorAccess$/.test(arn);
}

function isEveryAction({ actions, notActions }: Statement): boolean {
  if (notActions.length > 0) return !notActions.some((action) => /^(\*|iam:\*)/i.test(action));
  // An administrator of IAM can grant the rest.
  return actions.some((action) => /^\*+(:\*+)?$|^iam:\*+$/i.test(action));
}

// Any caller can send these, or meet them by waiting.
const ANYBODY = new Set(['aws:securetransport', 'aws:useragent', 'aws:referer', 'aws:currenttime', 'aws:epochtime']);

/** False for a test that nearly every request passes: `*`, the whole address space, all but some, TLS, a date. */
function isNarrow(test: ConditionTest): boolean {
  const { operator, key, values } = test;
  // A key that is absent passes an ...IfExists test.
  if (isNegated(test) || test.ifExists || /^null|^date/.test(operator) || ANYBODY.has(key)) return false;
  if (operator === 'ipaddress') return !coversWorld(values);
  return !values.some((value) => /^\*+$/.test(value));
}
