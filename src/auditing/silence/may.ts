/**
 * IAM's evaluation for a call that a principal of the account makes: its policies, its groups', its boundary, and the
 * resource's policy. Organizations' policies aren't seen here.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
import type { Statement } from '../../core/access/policy.ts';
import type { PolicyPrincipal } from '../../core/access/policy-principal.ts';
import { matchesPolicyPattern } from '../../core/patterns/glob.ts';
import type { Answer } from '../lets.ts';
import { contextValue, holdsFor, type Judged, type OwnCall, resolved } from './conditions.ts';
import type { Principal, PrincipalPolicy } from './principal.ts';

export interface May {
  /** `unclear`: under a condition that can't be judged. */
  readonly answer: Answer;
  /** The policy that allows it; undefined for the resource's own. */
  readonly by: PrincipalPolicy | undefined;
  /** Keys of the conditions that decide. */
  readonly keys: readonly string[];
}

/** The policy of a resource. */
export interface ResourcePolicy {
  readonly statements: readonly Statement[];
  /** KMS: without it nobody may do anything. */
  readonly isNeeded: boolean;
}

const NO: May = { answer: 'no', by: undefined, keys: [] };

export function may(principal: Principal, call: OwnCall, resource: ResourcePolicy | undefined): May {
  const own = sumOf(principal.policies, call, principal);
  const bound = principal.boundary === undefined ? ANYTHING : sumOf([principal.boundary], call, principal);
  const named = (resource?.statements ?? []).filter((one) => concernsAction(one, call.action));
  const direct = named.filter((one) => names(one, principal, call.account) === 'itself');
  const shared = named.filter((one) => names(one, principal, call.account) !== 'no');
  const allows = (list: readonly Statement[]) =>
    either(list.filter((one) => one.allows).map((one) => applies(one, call, principal)));
  const denied = either([
    own.denied,
    bound.denied,
    ...shared.filter(({ denies }) => denies).map((one) => applies(one, call, principal)),
  ]);
  if (denied.answer === 'yes') return NO;
  const byOwn = both(own.allowed, bound.allowed, ...(resource?.isNeeded === true ? [allows(shared)] : []));
  // A user that the resource names isn't held by its boundary; a role is.
  const byResource = principal.kind === 'user' ? allows(direct) : both(allows(direct), bound.allowed);
  const allowed = either([byOwn, byResource]);
  const by = byOwn.answer === allowed.answer ? own.by : undefined;
  return { ...both(allowed, without(denied)), by };
}

interface Sum {
  readonly allowed: Judged;
  readonly denied: Judged;
  /** The first policy that allows. */
  readonly by: PrincipalPolicy | undefined;
}

const YES: Judged = { answer: 'yes', keys: [] };
const NEVER: Judged = { answer: 'no', keys: [] };
const ANYTHING: Sum = { allowed: YES, denied: NEVER, by: undefined };

function sumOf(policies: readonly PrincipalPolicy[], call: OwnCall, principal: Principal): Sum {
  let allowed = NEVER;
  let denied = NEVER;
  let by: PrincipalPolicy | undefined;
  for (const policy of policies) {
    for (const statement of concerning(policy, call.action)) {
      const judged = statement === 'unread' ? unreadable(policy) : applies(statement, call, principal);
      if (judged.answer === 'no') continue;
      if (statement !== 'unread' && statement.denies) denied = either([denied, judged]);
      else {
        if (by === undefined || (allowed.answer === 'unclear' && judged.answer === 'yes')) by = policy;
        allowed = either([allowed, judged]);
      }
    }
  }
  return { allowed, denied, by };
}

const unreadable = ({ name }: PrincipalPolicy): Judged => ({ answer: 'unclear', keys: [`policy:${name}`] });
/** True for the key of a policy that IAM didn't show. */
export const isUnread = (key: string): boolean => key.startsWith('policy:');

/** Many principals share their policies, and each is asked for many resources. */
const known = new WeakMap<readonly Statement[], Map<string, readonly Statement[]>>();

function concerning({ statements }: PrincipalPolicy, action: string): readonly (Statement | 'unread')[] {
  if (statements === undefined) return ['unread'];
  const byAction = known.get(statements) ?? new Map<string, readonly Statement[]>();
  known.set(statements, byAction);
  const found = byAction.get(action) ?? statements.filter((one) => concernsAction(one, action));
  byAction.set(action, found);
  return found;
}

/** IAM compares actions without regard to case. */
export function concernsAction({ actions, notActions }: Statement, action: string): boolean {
  const text = action.toLowerCase();
  const isIn = (patterns: readonly string[]) =>
    lowered(patterns).some((pattern) => matchesPolicyPattern(pattern, text));
  return notActions.length > 0 ? !isIn(notActions) : isIn(actions);
}

/** In lower case, once for all actions that a list of patterns is asked for. */
const lowerCase = new WeakMap<readonly string[], readonly string[]>();

function lowered(patterns: readonly string[]): readonly string[] {
  const found = lowerCase.get(patterns) ?? patterns.map((one) => one.toLowerCase());
  lowerCase.set(patterns, found);
  return found;
}

/** False if no policy of the principal's own has an allowance for the action: a resource's policy alone could allow it. */
export const hasAllowance = ({ policies }: Principal, action: string): boolean =>
  policies.some((policy) => concerning(policy, action).some((one) => one === 'unread' || one.allows));

/** False if the resource's own policy allows the call to no user or role of the account, whoever it is. */
export const allowsByName = ({ statements }: ResourcePolicy, call: OwnCall): boolean =>
  statements.some(
    (one) =>
      one.allows &&
      concernsAction(one, call.action) &&
      (one.isForAllBut || one.principals.some(({ value }) => value === '*' || value.split(':')[4] === call.account)) &&
      applies(one, call, undefined).answer !== 'no',
  );

/** A statement about the call's action: does it apply to the call's resource, by its condition? */
export function applies(statement: Statement, call: OwnCall, caller: Principal | undefined): Judged {
  const here = onResource(statement, call, caller);
  return here.answer === 'no' ? here : both(here, holdsFor(statement.condition, call, caller));
}

function onResource(statement: Statement, call: OwnCall, caller: Principal | undefined): Judged {
  const { resources, notResources } = statement;
  const isNegated = notResources.length > 0;
  const patterns = isNegated ? notResources : resources;
  if (patterns.length === 0) return YES;
  const wanted = patterns.map((one) => resolved(one, (key) => contextValue(key, call, caller)));
  const texts = wanted.filter((one) => typeof one === 'string');
  const matched = call.resources.filter((one) => texts.some((pattern) => matchesPolicyPattern(pattern, one)));
  if (wanted.includes(undefined) && matched.length === 0) return UNCLEAR_RESOURCE;
  // Policies name a log group in two forms: an allowance in one of them counts, a denial in one is doubtful.
  const isSome = matched.length > 0 && matched.length < call.resources.length;
  if (isSome && (statement.denies || isNegated)) return UNCLEAR_RESOURCE;
  return matched.length > 0 !== isNegated ? YES : NEVER;
}

const UNCLEAR_RESOURCE: Judged = { answer: 'unclear', keys: ['Resource'] };

/** `account`: by the account's own number, which leaves it to the principal's policies. */
function names({ principals, isForAllBut }: Statement, { arn }: Principal, account: string) {
  const isHere = (test: (one: PolicyPrincipal) => boolean) => principals.some(test);
  const isAccount = isHere(
    ({ value }) => value === account || (/^arn:[^:]*:iam::\d{12}:root$/.test(value) && value.split(':')[4] === account),
  );
  const isItself = isHere(
    ({ type, value }) => (type === undefined || type === 'AWS') && (value === '*' || value === arn),
  );
  if (isForAllBut) return isItself ? 'no' : 'itself';
  if (isItself) return 'itself';
  return isAccount ? 'account' : 'no';
}

const RANK: readonly Answer[] = ['no', 'unclear', 'yes'];
const rank = ({ answer }: Judged) => RANK.indexOf(answer);

/** The widest of them. */
export function either(all: readonly Judged[]): Judged {
  return all.reduce((one, other) => (rank(other) > rank(one) ? other : one), NEVER);
}

/** The narrowest of them, with the keys of all that are unclear. */
export function both(...all: readonly Judged[]): Judged {
  const least = all.reduce((one, other) => (rank(other) < rank(one) ? other : one), YES);
  if (least.answer !== 'unclear') return { answer: least.answer, keys: [] };
  return { answer: 'unclear', keys: [...new Set(all.flatMap(({ keys }) => keys))] };
}

/** Allowed as far as the denial doesn't apply. */
export function without(denied: Judged): Judged {
  return denied.answer === 'unclear' ? denied : denied.answer === 'no' ? YES : NEVER;
}
