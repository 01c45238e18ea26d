/** Runs what was planned, in order. */
import type { Aws } from '../aws/clients.ts';
import {
  deleteStack,
  executePlan,
  type ResourceProgress,
  RestingQueue,
  type StackPlan,
  type StackSpec,
} from '../aws/cloudformation/stacks.ts';
import { mapConcurrent } from '../aws/map-concurrent.ts';
import { tellEventBridge } from '../aws/resources/bucket-events.ts';
import { UserError } from '../core/user-error.ts';
import { DEPLOY_WORDS } from '../messages/set-up/deploy.ts';
import { keepNames } from './account-names.ts';
import { AT_ONCE, type Deployment, type DeployOptions, type Failed, inOrder } from './deployment.ts';
import { checkNames, refuseForeign } from './names.ts';
import { isOutline } from './outline.ts';
import { planOne } from './plan-one.ts';
import { discardAll, failureIn } from './prepare.ts';
import { applyProtection } from './protection.ts';
import { QUEUE_REST } from './queue-rest.ts';
import { artifactsBucket, stackName } from './specs.ts';
import type { Survey } from './survey.ts';
import { upload } from './upload.ts';

export interface Deployed {
  /** By stack name, for the home region. */
  readonly outputs: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Regions whose forwarder failed, and stacks that would not go, with why: the next run mends them. */
  readonly failed: readonly Failed[];
}

export interface PerformOptions extends DeployOptions {
  readonly onEvent?: (stack: Pick<StackSpec, 'name' | 'region'>, event: ResourceProgress) => void;
}

/** If a stack of the home region fails, later ones don't begin; their plans are deleted. */
export async function performDeploy(deployment: Deployment, options: PerformOptions): Promise<Deployed> {
  const left = new Set<StackPlan>([...deployment.stacks, ...deployment.forwarders]);
  try {
    const outputs = await deployHome(deployment, left, options);
    const forwarders = await deployForwarders(deployment, left, options);
    const failed = [
      ...deployment.unplanned,
      ...forwarders,
      ...(await applyProtection(deployment, forwarders, (region, work) =>
        collected({ deed: 'protect', region }, options, work),
      )),
      ...(await removeUnwanted(deployment, options)),
      ...(await keepAccountNames(deployment, options)),
    ];
    return { outputs, failed: inOrder(failed) };
  } catch (error) {
    await discardAll([...left], deployment.aws);
    throw error;
  }
}

async function deployHome(
  deployment: Deployment,
  left: Set<StackPlan>,
  options: PerformOptions,
): Promise<Deployed['outputs']> {
  const { aws, stacks, survey, zip, settings } = deployment;
  const outputs: Record<string, Readonly<Record<string, string>>> = {};
  const { account } = survey.identity;
  for (const plan of stacks) {
    // Before the rule that listens is there, so that it never listens to nobody.
    if (plan.spec.name === stackName(settings, 'notifier')) await merge(survey, aws);
    const whole = isOutline(plan) ? await planNow(plan, deployment, left, options) : plan;
    left.delete(whole);
    outputs[plan.spec.name] = await runPatiently(whole, deployment, left, options);
    if (plan === stacks[0]) await upload(zip, artifactsBucket(settings.name, survey.identity), account, aws);
  }
  return outputs;
}

/** A try that fails deletes the queues that it made, so each needs the wait again. */
const MOST_TRIES = 3;

/** Right after `destroy`, or after a first try that failed, the queues' names aren't free yet. */
async function runPatiently(
  plan: StackPlan,
  deployment: Deployment,
  left: Set<StackPlan>,
  options: PerformOptions,
): Promise<Readonly<Record<string, string>>> {
  let whole = plan;
  if (plan.spec.name === stackName(deployment.settings, 'notifier')) await restBefore(plan, deployment, options);
  for (let tries = 1; ; tries += 1) {
    try {
      return await run(whole, deployment.aws, options);
    } catch (error) {
      if (!(error instanceof RestingQueue) || tries === MOST_TRIES) throw error;
      options.say?.(DEPLOY_WORDS[options.language ?? 'en'].queueRests(plan.spec.name, QUEUE_REST / 1_000));
      await options.sleep(QUEUE_REST, options.signal);
      whole = await planNow(plan, deployment, left, options);
      left.delete(whole);
    }
  }
}

/** Where it is known that the names aren't free, no try is needed to find out. */
async function restBefore({ spec }: StackPlan, { queuesFreeAt }: Deployment, options: PerformOptions): Promise<void> {
  const ms = (queuesFreeAt ?? 0) - (options.now ?? Date.now)();
  if (ms <= 0) return;
  options.say?.(DEPLOY_WORDS[options.language ?? 'en'].queuesRest(spec.name, Math.ceil(ms / 1_000)));
  await options.sleep(ms, options.signal);
}

/** Plans the outlined stacks, now that the artifacts bucket exists. */
async function planNow(
  { spec }: StackPlan,
  { survey, aws, settings }: Deployment,
  left: Set<StackPlan>,
  options: PerformOptions,
): Promise<StackPlan> {
  const refuse = refuseForeign(settings.name, survey.identity.region);
  const plan = await planOne(spec, { survey, aws, hasBucket: true }, { ...options, refuse });
  left.add(plan);
  await checkNames(plan, survey, settings.name, aws);
  return plan;
}

async function deployForwarders(
  deployment: Deployment,
  left: Set<StackPlan>,
  options: PerformOptions,
): Promise<readonly Failed[]> {
  const failed = await mapConcurrent(deployment.forwarders, AT_ONCE, (plan) =>
    collected({ deed: 'forward', region: plan.spec.region }, options, async () => {
      const whole = isOutline(plan) ? await planNow(plan, deployment, left, options) : plan;
      left.delete(whole);
      await run(whole, deployment.aws, options);
    }),
  );
  return failed.flat();
}

async function removeUnwanted({ aws, unwanted }: Deployment, options: PerformOptions): Promise<readonly Failed[]> {
  const failed = await mapConcurrent(unwanted, AT_ONCE, ({ name, region }) =>
    collected({ deed: 'delete', region }, options, () =>
      deleteStack(name, region, aws, {
        ...options,
        onEvent: (event) => options.onEvent?.({ name, region }, event),
      }),
    ),
  );
  return failed.flat();
}

async function keepAccountNames(
  { aws, naming, settings, survey: { identity } }: Deployment,
  options: PerformOptions,
): Promise<readonly Failed[]> {
  if (naming.changed.size === 0) return [];
  return collected({ deed: 'name', region: identity.region }, options, () => keepNames(naming, settings, aws));
}

/** Failures are reported, and the others continue; Ctrl-C ends all. */
async function collected(
  place: Pick<Failed, 'deed' | 'region'>,
  { signal, language }: DeployOptions,
  work: () => Promise<unknown>,
): Promise<readonly Failed[]> {
  try {
    await work();
    return [];
  } catch (error) {
    if (!(error instanceof UserError) || signal.aborted) throw error;
    return [failureIn(place, error, language)];
  }
}

const run = (plan: StackPlan, aws: Aws, options: PerformOptions) =>
  executePlan(plan, aws, { ...options, onEvent: (event) => options.onEvent?.(plan.spec, event) });

async function merge({ bucket, identity }: Survey, aws: Aws): Promise<void> {
  if (bucket?.tellsEventBridge === false) await tellEventBridge(bucket.name, aws, identity);
}
