/** IAM's decisions on calls, without making the calls. */
import { DECISIONS_A_REQUEST } from '../../auditing/silence/simulated.ts';
import type { Aws } from '../clients.ts';
import { readError } from '../fault.ts';
import type { Caller } from './caller.ts';

/** Each of these actions on each of these resources. */
export interface Question {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** Values for conditions, by key: a real request would have them. */
  readonly context?: Readonly<Record<string, string>>;
}

export interface Decision {
  readonly action: string;
  readonly resource: string;
  /** Unknown: it depends on facts of the call itself. */
  readonly decision: 'allowed' | 'denied' | 'unknown';
}

/** The user or role whose policies hold; undefined for callers that IAM can't simulate. */
export async function principalArn(caller: Caller, aws: Aws, abortSignal: AbortSignal): Promise<string | undefined> {
  if (caller.kind === 'user') return caller.arn;
  if (caller.role === undefined) return undefined;
  // A session's ARN lacks its role's path, without which the role isn't found.
  const { GetRoleCommand } = await import('@aws-sdk/client-iam');
  const client = await aws.iam();
  try {
    const { Role } = await client.send(new GetRoleCommand({ RoleName: caller.role }), { abortSignal });
    if (Role?.Arn !== undefined) return Role.Arn;
  } catch {
    // The simulation shows whether the name alone is enough.
  }
  return `arn:${caller.partition}:iam::${caller.account}:role/${caller.role}`;
}

/**
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html. Throws the SDK's error if
 * the simulation itself is refused. `step` makes each of its requests.
 */
export async function simulate(
  principal: string,
  { actions, resources, context = {} }: Question,
  aws: Aws,
  abortSignal: AbortSignal,
  step: <T>(ask: () => Promise<T>) => Promise<T> = (ask) => ask(),
): Promise<readonly Decision[]> {
  const { SimulatePrincipalPolicyCommand } = await import('@aws-sdk/client-iam');
  const client = await aws.iam();
  const ContextEntries = Object.entries(context).map(([ContextKeyName, value]) => ({
    ...{ ContextKeyName, ContextKeyValues: [value], ContextKeyType: 'string' as const },
  }));
  const input = {
    ...{
      PolicySourceArn: principal,
      ActionNames: [...actions],
      ResourceArns: [...resources],
      MaxItems: DECISIONS_A_REQUEST,
    },
    ...(ContextEntries.length === 0 ? {} : { ContextEntries }),
  };
  const decisions: Decision[] = [];
  let marker: string | undefined;
  do {
    const command = new SimulatePrincipalPolicyCommand({ ...input, Marker: marker });
    const page = await step(() => client.send(command, { abortSignal }));
    marker = page.IsTruncated === true ? page.Marker : undefined;
    for (const result of page.EvaluationResults ?? []) {
      const { EvalActionName: action = '', EvalResourceName: resource = '*' } = result;
      decisions.push({ action, resource, decision: decisionOf(result) });
      for (const {
        EvalResourceName = '',
        EvalResourceDecision,
        MissingContextValues,
      } of result.ResourceSpecificResults ?? []) {
        const decision = decisionOf({ ...result, EvalDecision: EvalResourceDecision, MissingContextValues });
        decisions.push({ action, resource: EvalResourceName, decision });
      }
    }
  } while (marker !== undefined);
  return decisions;
}

interface Evaluated {
  readonly EvalDecision?: string | undefined;
  readonly MissingContextValues?: readonly string[] | undefined;
  readonly OrganizationsDecisionDetail?: { readonly AllowedByOrganizations?: boolean | undefined } | undefined;
}

function decisionOf({ EvalDecision, MissingContextValues = [], OrganizationsDecisionDetail }: Evaluated) {
  if (OrganizationsDecisionDetail?.AllowedByOrganizations === false) return 'denied';
  if (EvalDecision === 'allowed') return 'allowed';
  // A condition on a value that only a real request has may let the real request through.
  return MissingContextValues.length > 0 || EvalDecision === undefined ? 'unknown' : 'denied';
}

/** True if the simulation knows no such user or role, though the caller is signed in as it. */
export const isUnknownPrincipal = (error: unknown): boolean =>
  ['NoSuchEntity', 'NoSuchEntityException'].includes(readError(error).name);
