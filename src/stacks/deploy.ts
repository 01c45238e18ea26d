/** Deploys the settings: what would change first, everything in order then. */
import { tellEventBridge } from '../aws/bucket-events.ts';
import type { Aws } from '../aws/clients.ts';
import { explainAws } from '../aws/errors.ts';
import { readError } from '../aws/fault.ts';
import { type FunctionZip, functionZip } from '../aws/function-zip.ts';
import type { Identity } from '../aws/identity.ts';
import { several } from '../aws/several.ts';
import {
  discardPlan,
  executePlan,
  planStack,
  type ResourceProgress,
  type StackPlan,
  type StackSpec,
  templateFor,
} from '../aws/stacks/stacks.ts';
import type { Settings } from '../core/settings.ts';
import { UserError } from '../core/user-error.ts';
import { compileLogsFilter } from '../selection/logs-filter.ts';
import type { TrailChoice } from './choose-trail.ts';
import { compiledRules } from './compiled-rules.ts';
import { isOutline, outlinePlan } from './outline.ts';
import { artifactsBucket, deployedSettings, stackName, stackSpecs } from './specs.ts';
import { type Survey, surveyAccount } from './survey.ts';
import { isTooLong, upload, uploadTemplate } from './upload.ts';

export interface DeployOptions {
  readonly signal: AbortSignal;
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  readonly say?: (text: string) => void;
}

/** A stack whose plan could not be made, in a region that only forwards: the others go on without it. */
export interface Unplanned {
  readonly region: string;
  readonly why: string;
}

export interface Deployment {
  readonly settings: Settings;
  readonly identity: Identity;
  readonly trail: TrailChoice;
  readonly stacks: readonly StackPlan[];
  readonly forwarders: readonly StackPlan[];
  readonly unplanned: readonly Unplanned[];
  /** What of other people's is added to, and how. */
  readonly merges: readonly string[];
  /** What is good to know before saying yes. */
  readonly notes: readonly string[];
  readonly zip: FunctionZip;
  readonly survey: Survey;
  readonly aws: Aws;
  /** Nothing would change. */
  readonly isEmpty: boolean;
}

/** How many regions are asked at once: CloudFormation takes few requests a second in each, and few of all from one place. */
const AT_ONCE = 6;

/** Reads the account and makes all change sets; runs none. Throws a `UserError` where something is in the way. */
export async function prepareDeploy(settings: Settings, aws: Aws, options: DeployOptions): Promise<Deployment> {
  refuseLocalSecrets(settings);
  const survey = await surveyAccount(settings, filtersNeeded(settings), aws, options.signal);
  const deployed = deployedSettings(settings, survey);
  const zip = await functionZip(deployed);
  const specs = stackSpecs(deployed, survey, zip.key);
  const stacks: StackPlan[] = [];
  const forwarders: StackPlan[] = [];
  const unplanned: Unplanned[] = [];
  try {
    for (const spec of specs.inOrder) stacks.push(await planOne(spec, survey, aws, options));
    await several(specs.forwarders, AT_ONCE, async (spec) => {
      const plan = await planStack(spec, aws, options).catch((error: unknown) => {
        if (!(error instanceof UserError) || options.signal.aborted) throw error;
        unplanned.push({ region: spec.region, why: error.message });
      });
      if (plan !== undefined) forwarders.push(plan);
    });
  } catch (error) {
    await discard([...stacks, ...forwarders], aws);
    throw error;
  }
  const merges = mergesOf(survey);
  return {
    settings,
    identity: survey.identity,
    trail: survey.trail,
    stacks,
    forwarders: forwarders.toSorted((a, b) => (a.spec.region < b.spec.region ? -1 : 1)),
    unplanned: unplanned.toSorted((a, b) => (a.region < b.region ? -1 : 1)),
    merges,
    notes: notesOf(settings, survey),
    zip,
    survey,
    aws,
    isEmpty: [...stacks, ...forwarders].every(({ kind }) => kind === 'none') && merges.length === 0,
  };
}

export interface Deployed {
  /** By stack name, for the home region. */
  readonly outputs: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Regions whose forwarder failed, with why: the next run mends them. */
  readonly failed: readonly Unplanned[];
}

export interface PerformOptions extends DeployOptions {
  readonly onEvent?: (stack: StackSpec, event: ResourceProgress) => void;
}

/** Runs what was planned. Where a stack of the home region fails, those after it are not begun. */
export async function performDeploy(deployment: Deployment, options: PerformOptions): Promise<Deployed> {
  const { aws, stacks, forwarders, survey, zip, settings } = deployment;
  const outputs: Record<string, Readonly<Record<string, string>>> = {};
  const run = (plan: StackPlan) =>
    executePlan(plan, aws, { ...options, onEvent: (event) => options.onEvent?.(plan.spec, event) });
  const left = [...stacks, ...forwarders];
  try {
    for (const plan of stacks) {
      // Before the rule that listens is there, so that it never listens to nobody.
      if (plan.spec.name === stackName(settings, 'notifier')) await merge(survey, aws);
      const planned = isOutline(plan) ? await planOne(plan.spec, survey, aws, options) : plan;
      outputs[plan.spec.name] = await run(planned);
      left.shift();
      if (plan === stacks[0]) await upload(zip, artifactsBucket(settings.name, survey.identity), aws);
    }
  } catch (error) {
    await discard(left.slice(1), aws);
    throw error;
  }
  const failed = [...deployment.unplanned];
  await several(forwarders, AT_ONCE, async (plan) => {
    await run(plan).catch((error: unknown) => {
      if (!(error instanceof UserError) || options.signal.aborted) throw error;
      failed.push({ region: plan.spec.region, why: error.message });
    });
  });
  return { outputs, failed: failed.toSorted((a, b) => (a.region < b.region ? -1 : 1)) };
}

/** With what is watched once it is deployed: rules that need that are on then. */
function filtersNeeded(settings: Settings): number {
  return compileLogsFilter(compiledRules({ ...settings, watched: [...settings.watched, settings.name] })).length;
}

/** What is too long for a request goes through the artifacts bucket; where that isn't there yet, it is only outlined. */
async function planOne(spec: StackSpec, survey: Survey, aws: Aws, options: DeployOptions): Promise<StackPlan> {
  const template = await templateFor(spec, aws);
  if (!isTooLong(template)) return planStack(spec, aws, options);
  const bucket = artifactsBucket(spec.parameters['Name'] ?? '', survey.identity);
  const uploaded = await uploadTemplate({ ...spec, template }, bucket, aws).catch((error: unknown) => {
    if (readError(error).name === 'NoSuchBucket') return undefined;
    throw explainAws(error, { action: 's3:PutObject', region: spec.region, profile: aws.profile, command: 'deploy' });
  });
  return uploaded === undefined ? outlinePlan(spec) : planStack(uploaded, aws, options);
}

/** Nobody said yes: leaves nothing behind. */
export async function dropDeploy({ stacks, forwarders, aws }: Deployment): Promise<void> {
  await discard([...stacks, ...forwarders], aws);
}

async function discard(plans: readonly StackPlan[], aws: Aws): Promise<void> {
  await several(plans, AT_ONCE, (plan) => discardPlan(plan, aws).catch(() => undefined));
}

/** In AWS there is no environment of this machine. */
function refuseLocalSecrets({ channels }: Settings): void {
  const local = JSON.stringify(channels).match(/"env:([^"]+)"/);
  if (local === null) return;
  throw new UserError(
    `a channel takes its secret from the environment variable ${local[1]}, which the function can’t see`,
    {
      hint: 'Store it in your account with `login-watch secret set`, and name it `ssm:/…` in login-watch.yaml.',
    },
  );
}

function mergesOf({ bucket }: Survey): readonly string[] {
  if (bucket === undefined || bucket.tellsEventBridge) return [];
  return [`bucket ${bucket.name} will tell EventBridge of its objects too; what else listens to it stays as it is`];
}

async function merge({ bucket, identity }: Survey, aws: Aws): Promise<void> {
  if (bucket !== undefined && !bucket.tellsEventBridge) await tellEventBridge(bucket.name, aws, identity.region);
}

function notesOf({ channels, pipelines, rules }: Settings, { trail, regions }: Survey): readonly string[] {
  const notes: string[] = [];
  if (channels.length === 0)
    notes.push('no channel is set up: findings are kept in the login table’s history, and nobody is told');
  if (!channels.some(({ kind }) => kind === 'email'))
    notes.push('no e-mail channel is set up, so nobody is told if the notifier itself is unwell');
  if (trail.use === 'existing' && trail.trail.hasReads === false)
    notes.push(
      `trail ${trail.trail.name} has no read events: sign-ins by \`aws login\` and role sessions are not in it`,
    );
  if (!pipelines.includes('events') && rules['findings']?.on !== false)
    notes.push('GuardDuty findings and AWS’s sign-in anomalies come by pipeline events only');
  if (regions.notCovered !== undefined) notes.push(regions.notCovered);
  return notes;
}
