/** The judge of access: callers that a resource's or a role's policy lets in, one's own or not. */
import type { Json } from '../event.ts';
import { matchesGlob } from '../patterns/glob.ts';
import { ANYBODY, type Audience, allOf, anyOf } from './audience.ts';
import { audienceOfTest, audienceSpared, bindsSource, demandsKey } from './conditions.ts';
import { readPolicy, type Statement } from './policy.ts';
import { testsOf } from './policy-condition.ts';
import { audienceOfPrincipal, type Ground } from './principals.ts';

/** Callers and rights of an `Allow`. */
export interface Grant extends Audience {
  readonly actions: readonly string[];
  /** Every action except these. */
  readonly notActions: readonly string[];
}

/** The widest of all grants, and each of them in the order of the documents. */
export interface Access extends Audience {
  readonly grants: readonly Grant[];
}

/**
 * Judges policy documents of one resource (objects, or JSON text as CloudTrail records hold it) by themselves: the
 * policy
 * before, guards such as Block Public Access, and what the callers' own policies allow, aren't seen.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function judgeAccess(ground: Ground, ...documents: readonly (Json | undefined)[]): Access {
  const statements = documents.flatMap(readPolicy);
  const denials = statements.filter(({ denies }) => denies);
  const grants = statements.filter(({ allows }) => allows).map((statement) => grantOf(statement, denials, ground));
  return { ...anyOf(grants), grants };
}

function grantOf(statement: Statement, denials: readonly Statement[], ground: Ground): Grant {
  const spared = denials.filter((denial) => covers(denial, statement)).map((denial) => sparedBy(denial, ground));
  const audience = allOf([allowedBy(statement, ground), ...spared]);
  return { ...audience, actions: statement.actions, notActions: statement.notActions };
}

function allowedBy(statement: Statement, ground: Ground): Audience {
  const tests = testsOf(statement.condition);
  const present = new Set(tests.filter(demandsKey).map(({ key }) => key));
  const judged = tests.map((test) => ({ test, audience: audienceOfTest(test, ground, present.has(test.key)) }));
  const audience = allOf([principalsOf(statement, ground), ...judged.map((one) => one.audience)]);
  const isBound = judged.some((one) => bindsSource(one.test, one.audience));
  return isBound ? { ...audience, services: [] } : audience;
}

function principalsOf({ principals, isForAllBut }: Statement, ground: Ground): Audience {
  return isForAllBut ? ANYBODY : anyOf(principals.map((principal) => audienceOfPrincipal(principal, ground)));
}

/** The callers that a `Deny` of everyone leaves: principals it excepts, and callers that fail one of its tests. */
function sparedBy(denial: Statement, ground: Ground): Audience {
  const tests = testsOf(denial.condition).map((test) => audienceSpared(test, ground));
  const excepted = denial.isForAllBut
    ? denial.principals.map((principal) => audienceOfPrincipal(principal, ground))
    : denial.principals.some(({ value }) => value === '*')
      ? []
      : [ANYBODY];
  return anyOf([...excepted, ...tests]);
}

/** True if all that the statement allows is denied too: only in plain cases, pattern by pattern. */
function covers(denial: Statement, { actions, resources, notResources }: Statement): boolean {
  const hasAll = (wide: readonly string[], narrow: readonly string[]) =>
    wide.includes('*') || (narrow.length > 0 && narrow.every((one) => wide.some((each) => matchesGlob(each, one))));
  const lower = (texts: readonly string[]) => texts.map((text) => text.toLowerCase());
  const isWithoutResource = [denial.resources, denial.notResources, resources, notResources].every(
    (list) => list.length === 0,
  );
  return hasAll(lower(denial.actions), lower(actions)) && (isWithoutResource || hasAll(denial.resources, resources));
}
