/**
 * Policies of resources, as far as the sandbox needs them: whether a principal of another account may do something.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
import type { JsonObject } from '../../src/core/event.ts';
import { isObject, listAt } from '../../src/core/fields.ts';
import { matchesGlob } from '../../src/core/glob.ts';

export interface Asked {
  /** ARN of the user or the role. */
  readonly principal: string;
  /** `s3:GetObject` */
  readonly action: string;
  readonly resource: string;
  /** Other keys of conditions: `kms:ViaService`. */
  readonly context?: Readonly<Record<string, string>>;
}

/** `policy` is JSON; no policy allows nothing. A denial wins. */
export function isAllowedBy(policy: string | undefined, asked: Asked): boolean {
  const statements = listAt(JSON.parse(policy ?? '{}'), 'Statement').filter(isObject);
  const effects = statements.filter((one) => applies(one, asked)).map(({ Effect }) => Effect);
  return effects.includes('Allow') && !effects.includes('Deny');
}

function applies(statement: JsonObject, { principal, action, resource, context = {} }: Asked): boolean {
  const values: Readonly<Record<string, string>> = {
    'aws:PrincipalArn': principal,
    'aws:PrincipalAccount': accountOf(principal),
    ...context,
  };
  return (
    isNamed(statement['Principal'], principal) &&
    texts(statement['Action']).some((one) => matchesGlob(one.toLowerCase(), action.toLowerCase())) &&
    texts(statement['Resource']).some((one) => matchesGlob(one, resource)) &&
    Object.entries(isObject(statement['Condition']) ? statement['Condition'] : {}).every(([operator, keys]) =>
      Object.entries(isObject(keys) ? keys : {}).every(([key, wanted]) => holds(operator, texts(wanted), values[key])),
    )
  );
}

const accountOf = (arn: string) => arn.split(':')[4] ?? '';
const texts = (value: unknown): readonly string[] => (Array.isArray(value) ? value : [value]).map(String);

/** An account stands for all its principals, here as if their own policies let them. */
function isNamed(principals: unknown, principal: string): boolean {
  if (principals === '*') return true;
  const named = isObject(principals) ? texts(principals['AWS'] ?? []) : [];
  const account = accountOf(principal);
  return named.some((one) => ['*', principal, account, `arn:aws:iam::${account}:root`].includes(one));
}

/** An operator that isn't known, or a key without a value, keeps a statement from applying. */
function holds(operator: string, wanted: readonly string[], value: string | undefined): boolean {
  if (value === undefined) return false;
  if (/^(?:Arn|String)Like$|^ArnEquals$/.test(operator)) return wanted.some((one) => matchesGlob(one, value));
  return operator === 'StringEquals' && wanted.includes(value);
}
