/** Each pipeline: is it deployed, connected, and when did something last come by it? */
import { isOnEventBridge } from '../../../aws/health/bucket-notifications.ts';
import { subscriptionTargets } from '../../../aws/health/subscription-filters.ts';
import { namesOf } from '../../../core/names.ts';
import { PIPELINES as ALL, type Pipeline } from '../../../core/settings.ts';
import type { CheckResult } from '../../../render/checks.ts';
import { filtersNeeded } from '../../../template/patterns.ts';
import { type Check, lasting } from '../../shared/checks.ts';
import { type Facts, stackAt } from './facts.ts';
import { DAYS, lastOf } from './numbers.ts';
import { counted, DEPLOY, goneOrNotChecked, notChecked } from './results.ts';
import { readFeed } from './trail.ts';

const check = 'pipeline';

export const PIPELINES: Check<Facts> = {
  name: check,
  run: async (facts) => (await Promise.all(ALL.map((pipeline) => resultsFor(pipeline, facts)))).flat(),
};

async function resultsFor(pipeline: Pipeline, facts: Facts): Promise<readonly CheckResult[]> {
  const about = { check, of: pipeline };
  const isWanted = facts.settings.pipelines.includes(pipeline);
  const isDeployed = parameterOf(facts, pipeline);
  if (!isWanted) {
    if (isDeployed !== true) return [];
    return [{ ...about, state: 'warning', said: 'it is deployed, and not in the settings any more', todo: DEPLOY }];
  }
  if (isDeployed === false) {
    return [{ ...about, state: 'failed', said: 'it is in the settings, and not deployed', todo: DEPLOY }];
  }
  const connected = await CONNECTED[pipeline]?.(facts);
  return [...(connected === undefined ? [] : [connected]), await lastRecord(pipeline, facts)];
}

/** What the stack was deployed with; undefined where it can't be known. */
function parameterOf(facts: Facts, pipeline: Pipeline): boolean | undefined {
  const name = `Pipeline${pipeline.slice(0, 1).toUpperCase()}${pipeline.slice(1)}`;
  const value = stackAt(facts, 'notifier')?.parameters[name];
  return value === undefined ? undefined : value === 'true';
}

const LOOK = '`login-watch test --deployed` sends a made-up sign-in through each pipeline, and tells how far it comes.';

async function lastRecord(pipeline: Pipeline, { numbers, host }: Facts): Promise<CheckResult> {
  const about = { check, of: pipeline };
  try {
    const last = lastOf((await numbers()).get(`Records ${pipeline}`));
    if (last === undefined)
      return { ...about, state: 'warning', said: `no record in the last ${DAYS} days`, todo: LOOK };
    return { ...about, state: 'ok', said: `the last record ${lasting(host.now() - last)} ago` };
  } catch (error) {
    return notChecked(about, error);
  }
}

/** What drift leaves out, or tells only when asked. */
const CONNECTED: Partial<Record<Pipeline, (facts: Facts) => Promise<CheckResult>>> = {
  logs: (facts) => filters(facts).catch((error: unknown) => notChecked({ check, of: 'logs' }, error)),
  s3: (facts) => notified(facts).catch((error: unknown) => goneOrNotChecked({ check, of: 's3' }, error, 'the bucket')),
};

async function filters(facts: Facts): Promise<CheckResult> {
  const about = { check, of: 'logs' };
  const { settings, region, caller } = facts;
  const group = stackAt(facts, 'notifier')?.parameters['LogGroupName'] || (await readFeed(facts)).trail.logGroup?.name;
  if (group === undefined) return { ...about, state: 'failed', said: 'the trail writes to no log group', todo: DEPLOY };
  const all = await subscriptionTargets(group, facts);
  if (all === undefined) return { ...about, state: 'failed', said: `log group ${group} is gone`, todo: DEPLOY };
  const notifier = `arn:${caller.partition}:lambda:${region}:${caller.account}:function:${namesOf(settings.name).notifier}`;
  const ours = all.filter((target) => target === notifier).length;
  const needed = filtersNeeded(settings);
  const said = `${counted(ours, 'subscription filter')} on log group ${group}`;
  if (ours >= needed) return { ...about, state: 'ok', said };
  return { ...about, state: 'failed', said: `${said}, where ${needed} would be needed`, todo: MADE_ANEW };
}

/** CloudFormation changes what differs in its template, and that did not. */
const MADE_ANEW =
  'Find out who removed it (`login-watch replay --since 90d --rules all`). A deploy alone does not put it back: deploy without pipeline logs, then with it.';

async function notified(facts: Facts): Promise<CheckResult> {
  const about = { check, of: 's3' };
  const bucket = stackAt(facts, 'notifier')?.parameters['TrailBucket'] || (await readFeed(facts)).trail.bucket;
  if (await isOnEventBridge(bucket, facts)) {
    return { ...about, state: 'ok', said: `bucket ${bucket} tells EventBridge of new files` };
  }
  return { ...about, state: 'failed', said: `bucket ${bucket} does not tell EventBridge of new files`, todo: DEPLOY };
}
