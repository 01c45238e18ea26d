/** Stacks of an earlier deployment that these settings don't need any more: a pipeline was switched off. */
import type { Aws } from '../aws/clients.ts';
import { describeStack, ownersIn, type StackState } from '../aws/cloudformation/stacks.ts';
import { mapConcurrent } from '../aws/map-concurrent.ts';
import type { Pipeline, Settings } from '../core/settings.ts';
import { UserError } from '../core/user-error.ts';
import type { DeployNote } from '../messages/set-up/deploy.ts';
import type { TemplateName } from '../template/templates.ts';
import { AT_ONCE, inOrder, type Unwanted } from './deployment.ts';
import { stackName } from './specs.ts';
import type { Survey } from './survey.ts';

interface Look {
  readonly unwanted: readonly Unwanted[];
  /** Resources that stay, and regions that couldn't be checked. */
  readonly notes: readonly DeployNote[];
}

interface Place {
  readonly template: TemplateName;
  readonly region: string;
  readonly pipeline: Unwanted['pipeline'];
}

/** Throws a `UserError` only where the home region can't be asked. */
export async function findUnwanted(settings: Settings, survey: Survey, aws: Aws): Promise<Look> {
  const { region: home } = survey.identity;
  const isOn = (pipeline: Pipeline) => settings.pipelines.includes(pipeline);
  const places: readonly Place[] = [
    ...(isOn('alarms') ? [] : [{ template: 'alarms', region: home, pipeline: 'alarms' } as const]),
    ...(settings.health?.channel === undefined
      ? [{ template: 'health', region: home, pipeline: 'health' } as const]
      : []),
    ...(isOn('events')
      ? []
      : survey.regions.regions.map((region) => ({ template: 'forwarder', region, pipeline: 'events' }) as const)),
  ];
  const unseen: string[] = [];
  const found = await mapConcurrent(
    places,
    AT_ONCE,
    async ({ template, region, pipeline }): Promise<readonly Unwanted[]> => {
      const name = stackName(settings, template);
      const state = await describeStack(name, region, aws).catch((error: unknown) => {
        if (!(error instanceof UserError) || region === home) throw error;
        unseen.push(region);
        return undefined;
      });
      return isOurs(state, settings, home)
        ? [{ name, region, pipeline, isProtected: state?.terminationProtection === true }]
        : [];
    },
  );
  const notes: readonly DeployNote[] = [
    ...(unseen.length === 0 ? [] : [{ code: 'regions-unseen', regions: unseen.toSorted() } as const]),
    ...(await noteOfTrail(settings, survey, aws)),
    ...(await noteOfOthers(settings, survey, aws)),
  ];
  return { unwanted: inOrder(found.flat()), notes };
}

/** The forwarder of another notifier of that name, at home in another region, is not ours. */
function isOurs(state: StackState | undefined, { name }: Settings, home: string): boolean {
  if (state === undefined || state.status === 'DELETE_COMPLETE' || state.tags['login-watch'] !== name) return false;
  return (state.parameters['HomeRegion'] ?? home) === home;
}

/** A trail that records is never deleted unasked: it may be somebody's evidence. But a second one costs. */
async function noteOfTrail(settings: Settings, { trail, identity }: Survey, aws: Aws): Promise<readonly DeployNote[]> {
  const name = stackName(settings, 'trail');
  if (trail.use === 'new' || trail.trail?.name === name) return [];
  const state = await describeStack(name, identity.region, aws);
  if (!isOurs(state, settings, identity.region)) return [];
  const remove = `aws cloudformation delete-stack --stack-name ${name} --region ${identity.region}`;
  return [
    { code: 'second-trail', stack: name, trail: trail.use === 'bucket' ? trail.from.bucket : trail.trail.name, remove },
  ];
}

/** Another `name:` is another notifier, and the one before goes on: who only renamed it hears everything twice. */
async function noteOfOthers({ name }: Settings, { identity }: Survey, aws: Aws): Promise<readonly DeployNote[]> {
  const owners = await ownersIn(identity.region, aws);
  return owners.filter((owner) => owner !== name).map((owner) => ({ code: 'other-notifier', owner }));
}
