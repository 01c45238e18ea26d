/** Termination protection of the deployed stacks, where `deploy` was asked to change it. */
import { type StackPlan, setProtection } from '../aws/cloudformation/stacks.ts';
import type { Deployment, Failed, Protection, Unwanted } from './deployment.ts';

/** Undefined if nothing was asked for, or every stack is so already. Protection also goes from stacks to be deleted. */
export function protectionOf(
  isOn: boolean | undefined,
  plans: readonly StackPlan[],
  unwanted: readonly Unwanted[],
): Protection | undefined {
  if (isOn === undefined) return undefined;
  const stacks = [
    ...plans
      .filter(({ isProtected = false }) => isProtected !== isOn)
      .map(({ spec: { name, region } }) => ({ name, region })),
    ...unwanted.filter(({ isProtected }) => !isOn && isProtected).map(({ name, region }) => ({ name, region })),
  ];
  return stacks.length === 0 ? undefined : { isOn, stacks };
}

/** Changes it stack by stack; `attempt` collects failures. A forwarder that failed has nothing to protect. */
export async function applyProtection(
  { protection, aws }: Pick<Deployment, 'protection' | 'aws'>,
  failed: readonly Failed[],
  attempt: (region: string, work: () => Promise<unknown>) => Promise<readonly Failed[]>,
): Promise<readonly Failed[]> {
  const { isOn = false, stacks = [] } = protection ?? {};
  const missing = failed.filter(({ deed }) => deed === 'forward').map(({ region }) => region);
  const more: Failed[] = [];
  for (const { name, region } of stacks)
    if (!missing.includes(region)) more.push(...(await attempt(region, () => setProtection(name, region, isOn, aws))));
  return more;
}
