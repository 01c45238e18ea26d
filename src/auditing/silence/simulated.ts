/** IAM's own decisions on calls, asked where the policies of principals alone leave a doubt. */
import type { Reading } from '../reading.ts';

export type Decision = 'allowed' | 'denied' | 'unknown';

/** Answers by ARN of the principal, then by call. A principal without an answer wasn't simulated. */
export type Simulated = ReadonlyMap<string, Reading<ReadonlyMap<string, Decision>>>;

/** Decisions that IAM returns for one request at most: https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html */
export const DECISIONS_A_REQUEST = 1_000;

export const callKey = (action: string, resource: string): string => `${action} ${resource}`;

/** A log group's resources, in the form of a request: a simulation takes no patterns. */
export const requested = (resource: string): string => resource.replace(/:\*$/, ':log-stream:any');

/** Denied only if it is denied in every form of the resource. Undefined if it wasn't simulated. */
export function decisionOn(
  simulated: Simulated,
  principal: string,
  action: string,
  resources: readonly string[],
): Decision | 'refused' | undefined {
  const decisions = simulated.get(principal);
  if (decisions === undefined) return undefined;
  if (decisions.kind === 'refused') return 'refused';
  const found = resources.map((one) => decisions.value.get(callKey(action, requested(one))));
  if (found.includes('allowed')) return 'allowed';
  return found.every((one) => one === 'denied') ? 'denied' : 'unknown';
}
