/** Reads the account and makes all change sets; runs none. */
import type { Aws } from '../aws/clients.ts';
import { discardPlan, type StackPlan } from '../aws/cloudformation/stacks.ts';
import { functionZip } from '../aws/function-zip.ts';
import { mapConcurrent } from '../aws/map-concurrent.ts';
import { allChannels } from '../channels/secrets-of.ts';
import type { Language } from '../core/rule.ts';
import type { Settings } from '../core/settings.ts';
import { UserError } from '../core/user-error.ts';
import { nameAccounts } from './account-names.ts';
import { AT_ONCE, type Deployment, type DeployOptions, type Failed, inOrder } from './deployment.ts';
import { checkNames, refuseForeign } from './names.ts';
import { mergesOf, notesOf } from './notes.ts';
import { type PlanContext, planOne } from './plan-one.ts';
import { protectionOf } from './protection.ts';
import { queuesFreeAt } from './queue-rest.ts';
import { refusal } from './refusal.ts';
import { deployedSettings, type PlannedStacks, stackSpecs } from './specs.ts';
import { type Survey, surveyAccount } from './survey.ts';
import { findUnwanted } from './unwanted.ts';

/** Throws a `UserError` where something is in the way, and then leaves no change set behind. */
export async function prepareDeploy(settings: Settings, aws: Aws, options: DeployOptions): Promise<Deployment> {
  refuseLocalSecrets(settings);
  const survey = await surveyAccount(settings, aws, options);
  const { unwanted, notes } = await findUnwanted(settings, survey, aws);
  const naming = await nameAccounts(settings, placeOf(survey), aws, options);
  const deployed = deployedSettings(settings, survey);
  const zip = await functionZip(deployed);
  const specs = stackSpecs(deployed, survey, zip.key);
  const planned = await planAll(specs, settings.name, survey, aws, options);
  const merges = mergesOf(survey);
  const plans = [...planned.stacks, ...planned.forwarders];
  const now = options.now ?? Date.now;
  const freeAt = await queuesFreeAt(planned.stacks, aws, now);
  const protection = protectionOf(options.protect, plans, unwanted);
  return {
    ...planned,
    ...{ settings, identity: survey.identity, trail: survey.trail, unwanted, merges, naming, zip, survey, aws },
    protection,
    queuesFreeAt: freeAt,
    notes: [
      ...notesOf(settings, survey),
      ...(freeAt === undefined ? [] : [{ code: 'queues-rest', seconds: Math.ceil((freeAt - now()) / 1_000) } as const]),
      ...naming.notes,
      ...notes,
    ],
    isEmpty:
      plans.every(({ kind }) => kind === 'none') &&
      [merges, unwanted].every(({ length }) => length === 0) &&
      naming.changed.size === 0 &&
      protection === undefined,
  };
}

const placeOf = ({ identity: { account }, trail }: Survey) => ({
  account,
  // A bucket that the settings name is an organization's more often than not, and asking costs nothing.
  isOrganization: trail.use === 'bucket' || (trail.use === 'existing' && trail.trail.isOrganization),
});

/** Without consent: leaves nothing behind. */
export async function dropDeploy({ stacks, forwarders, aws }: Deployment): Promise<void> {
  await discardAll([...stacks, ...forwarders], aws);
}

export async function discardAll(plans: readonly StackPlan[], aws: Aws): Promise<void> {
  await mapConcurrent(plans, AT_ONCE, (plan) => discardPlan(plan, aws).catch(() => undefined));
}

type Planned = Pick<Deployment, 'stacks' | 'forwarders' | 'unplanned'>;

async function planAll(
  { inOrder: atHome, forwarders: elsewhere }: PlannedStacks,
  owner: string,
  survey: Survey,
  aws: Aws,
  options: DeployOptions,
): Promise<Planned> {
  const stacks: StackPlan[] = [];
  const forwarders: StackPlan[] = [];
  const unplanned: Failed[] = [];
  const refuse = refuseForeign(owner, survey.identity.region);
  // The artifacts stack is the first of them.
  const ground = (): PlanContext => ({
    survey,
    aws,
    hasBucket: stacks[0] !== undefined && stacks[0].kind !== 'create',
  });
  try {
    for (const spec of atHome) {
      const plan = await planOne(spec, ground(), { ...options, refuse });
      stacks.push(plan);
      await checkNames(plan, survey, owner, aws);
    }
    await mapConcurrent(elsewhere, AT_ONCE, async (spec) => {
      const plan = await planOne(spec, ground(), { ...options, refuse }).catch((error: unknown) => {
        if (!(error instanceof UserError) || options.signal.aborted) throw error;
        unplanned.push(failureIn({ deed: 'forward', region: spec.region }, error, options.language));
      });
      if (plan !== undefined) forwarders.push(plan);
    });
  } catch (error) {
    await discardAll([...stacks, ...forwarders], aws);
    throw error;
  }
  const byRegion = forwarders.toSorted((a, b) => (a.spec.region < b.spec.region ? -1 : 1));
  return { stacks, forwarders: byRegion, unplanned: inOrder(unplanned) };
}

export function failureIn(place: Pick<Failed, 'deed' | 'region'>, error: UserError, language: Language = 'en'): Failed {
  const hint = error.todo(language);
  return { ...place, why: error.said(language), ...(hint === undefined ? {} : { hint }) };
}

/** In AWS there is no environment of this machine. */
function refuseLocalSecrets(settings: Settings): void {
  const local = JSON.stringify(allChannels(settings)).match(/"env:([^"]+)"/);
  if (local === null) return;
  throw refusal((words) => words.localSecret(local[1] ?? ''));
}
