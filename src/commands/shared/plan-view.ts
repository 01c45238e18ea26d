/** A deployment as the renderer shows it. */
import type { Identity } from '../../aws/access/caller.ts';
import type { StackPlan } from '../../aws/cloudformation/stacks.ts';
import { accountText } from '../../core/accounts.ts';
import { isStack } from '../../core/names.ts';
import type { Language } from '../../core/rule.ts';
import { AT_ONCE, type Deployment, type Protection } from '../../deploying/deployment.ts';
import { permissionsIn } from '../../deploying/permissions-in.ts';
import { DEPLOY_WORDS, type DeployWords } from '../../messages/set-up/deploy.ts';
import { OWNER_PART_WORDS } from '../../messages/set-up/owner-part.ts';
import { ownChanges, type ShownPlan, type ShownStack } from '../../render/plan.ts';
import { ownerSteps } from '../../template/owner-part.ts';
import { valuesOf } from '../../template/values.ts';
import { shownSteps } from './owner-part.ts';

export function planView(deployment: Deployment, language: Language): ShownPlan {
  const words = DEPLOY_WORDS[language];
  const { identity, stacks, forwarders, merges, naming, notes, unplanned, unwanted } = deployment;
  const { account, region, arn } = identity;
  return {
    account: accountText(account, naming.own),
    region,
    caller: arn,
    trail: trailText(deployment, words),
    stacks: stacks.map((plan) => stackView(plan, identity, words)),
    forwarders: forwarders.map((plan) => stackView(plan, identity, words)),
    unwanted,
    merges: merges.map(words.merge),
    protection: deployment.protection && {
      isOn: deployment.protection.isOn,
      stacks: byName(deployment.protection.stacks, words),
    },
    names: namesIn(deployment, words),
    notes: notes.map(words.note),
    owner: ownerView(deployment, language),
    unplanned,
    total: totalOf([...stacks, ...forwarders], words),
  };
}

/** A line for each name, with all of its regions. */
function byName(stacks: Protection['stacks'], { stackAt }: DeployWords): readonly string[] {
  const names = [...new Set(stacks.map(({ name }) => name))];
  const regionsOf = (name: string) => stacks.flatMap((stack) => (stack.name === name ? [stack.region] : []));
  return names.map((name) => stackAt(name, regionsOf(name).join(', ')));
}

function trailText({ trail, stacks }: Deployment, words: DeployWords): string {
  if (trail.use === 'new') return words[isMade(stacks) ? 'newTrail' : 'ownTrail'];
  if (trail.use === 'bucket') return words.trailBucket(trail.from.bucket, trail.from.account, trail.trail?.name);
  return words.usedTrail(trail.trail.name, trail.trail.isOrganization);
}

/** Nothing for a bucket of the notifier's own account. */
function ownerView({ identity, trail, settings: { name } }: Deployment, language: Language): ShownPlan['owner'] {
  if (trail.use !== 'bucket' || trail.from.account === identity.account) return undefined;
  const words = OWNER_PART_WORDS[language];
  return {
    title: words.title(trail.from.account),
    steps: shownSteps(ownerSteps(trail.from, { ...identity, name }), words),
  };
}

/** Enough to recognise the organization. */
const MOST_NAMES = 10;

function namesIn({ naming: { changed } }: Deployment, words: DeployWords): readonly string[] {
  const shown = [...changed].slice(0, MOST_NAMES).map(([id, name]) => accountText(id, name));
  return changed.size > shown.length ? [...shown, words.moreNames(changed.size - shown.length)] : shown;
}

/** Minutes of a stack, by experience; forwarders run side by side. */
const MINUTES = { home: 2, forwarders: 2 };

function totalOf(plans: readonly StackPlan[], words: DeployWords): string | undefined {
  const changed = plans.filter(({ kind }) => kind !== 'none');
  if (changed.length === 0) return undefined;
  const away = changed.filter(({ spec }) => isStack(spec.name, 'forwarder'));
  const minutes = (changed.length - away.length) * MINUTES.home + Math.ceil(away.length / AT_ONCE) * MINUTES.forwarders;
  const resources = changed.flatMap(ownChanges).length;
  return words.total(resources, minutes);
}

const isMade = (stacks: readonly StackPlan[]) =>
  stacks.some(({ spec, kind }) => isStack(spec.name, 'trail') && kind === 'create');

function stackView(plan: StackPlan, identity: Identity, words: DeployWords): ShownStack {
  const { spec, kind, changes } = plan;
  const roles = new Set(
    ownChanges(plan)
      .filter(({ type }) => type === 'AWS::IAM::Role')
      .map(({ logicalId }) => logicalId),
  );
  const permissions = permissionsIn(spec.template, valuesOf(spec, identity))
    .filter(({ role }) => roles.has(role))
    .map(({ role, actions, resources }) => words.right(role, actions.join(', '), resources.join(', ')));
  return { name: spec.name, region: spec.region, kind, changes, permissions };
}
