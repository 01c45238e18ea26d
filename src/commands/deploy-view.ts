/** A deployment as the renderer shows it. */
import type { Identity } from '../aws/identity.ts';
import type { StackPlan } from '../aws/stacks/stacks.ts';
import type { ShownPlan, ShownStack } from '../render/plan.ts';
import type { Deployment } from '../stacks/deploy.ts';
import { permissionsIn } from '../stacks/permissions-in.ts';

export function planView({ identity, trail, stacks, forwarders, merges, notes, unplanned }: Deployment): ShownPlan {
  const { account, region, arn } = identity;
  return {
    account,
    region,
    caller: arn,
    trail:
      trail.use === 'new'
        ? 'a new one is made, of all regions, with a log group'
        : `${trail.trail.name} is used as it is${trail.trail.isOrganization ? ' (the organization’s)' : ''}`,
    stacks: stacks.map((plan) => stackView(plan, identity)),
    forwarders: forwarders.map((plan) => stackView(plan, identity)),
    merges,
    notes,
    unplanned,
  };
}

function stackView({ spec, kind, changes }: StackPlan, identity: Identity): ShownStack {
  const filled = fillIn({ ...pseudo(identity, spec.region), ...spec.parameters });
  const roles = new Set(changes.filter(({ type }) => type === 'AWS::IAM::Role').map(({ logicalId }) => logicalId));
  const permissions = permissionsIn(spec.template)
    .filter(({ role }) => roles.has(role))
    .map(
      ({ role, actions, resources, condition }) =>
        `${role}${condition === undefined ? '' : ` (if ${condition})`}: ${actions.join(', ')} on ${resources.map(filled).join(', ')}`,
    );
  return { name: spec.name, region: spec.region, kind, changes, permissions };
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html */
const pseudo = ({ account, partition }: Identity, region: string) => ({
  'AWS::Region': region,
  'AWS::AccountId': account,
  'AWS::Partition': partition,
});

/** What is a resource's own stays as the template names it. */
const fillIn = (values: Readonly<Record<string, string>>) => (text: string) =>
  text.replace(/\$\{([\w:]+)\}/g, (whole, name: string) => values[name] ?? whole);
