/** A deployment as the renderer shows it. */
import type { Identity } from '../aws/identity.ts';
import type { StackPlan } from '../aws/stacks/stacks.ts';
import type { ShownPlan, ShownStack } from '../render/plan.ts';
import type { Deployment } from '../stacks/deploy.ts';
import { permissionsIn } from '../stacks/permissions-in.ts';
import { valuesOf } from '../stacks/values.ts';

export function planView(deployment: Deployment): ShownPlan {
  const { identity, trail, stacks, forwarders, merges, notes, unplanned, unwanted } = deployment;
  const { account, region, arn } = identity;
  return {
    account,
    region,
    caller: arn,
    trail:
      trail.use === 'new'
        ? `${isMade(stacks) ? 'a new one is made' : 'its own'}, of all regions, with a log group`
        : `${trail.trail.name} is used as it is${trail.trail.isOrganization ? ' (the organization’s)' : ''}`,
    stacks: stacks.map((plan) => stackView(plan, identity)),
    forwarders: forwarders.map((plan) => stackView(plan, identity)),
    unwanted,
    merges,
    notes,
    unplanned,
  };
}

const isMade = (stacks: readonly StackPlan[]) =>
  stacks.some(({ spec, kind }) => spec.name.endsWith('-trail') && kind === 'create');

function stackView({ spec, kind, changes }: StackPlan, identity: Identity): ShownStack {
  const roles = new Set(changes.filter(({ type }) => type === 'AWS::IAM::Role').map(({ logicalId }) => logicalId));
  const permissions = permissionsIn(valuesOf(spec, identity))
    .filter(({ role }) => roles.has(role))
    .map(({ role, actions, resources }) => `${role}: ${actions.join(', ')} on ${resources.join(', ')}`);
  return { name: spec.name, region: spec.region, kind, changes, permissions };
}
