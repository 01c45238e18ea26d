/** Checks each pipeline: deployed, connected, and the time of its last record. */
import { readNotifications } from '../../../aws/health/bucket-notifications.ts';
import { subscriptionTargets } from '../../../aws/health/subscription-filters.ts';
import { namesOf } from '../../../core/names.ts';
import type { Words } from '../../../core/rule.ts';
import { PIPELINES as ALL, type Pipeline, type TrailBucket, trailBucketOf } from '../../../core/settings.ts';
import { MINUTE } from '../../../core/time.ts';
import type { CheckResult } from '../../../render/checks.ts';
import { filtersNeeded } from '../../../template/patterns.ts';
import type { Check } from '../../shared/checks.ts';
import { filesElsewhere, subscription } from './elsewhere.ts';
import { type Facts, stackAt } from './facts.ts';
import { DAYS, lastOf } from './numbers.ts';
import { DEPLOY, goneOrNotChecked, notChecked, say } from './results.ts';
import { readFeed } from './trail.ts';

const check = 'pipeline';

export const PIPELINES: Check<Facts> = {
  name: check,
  run: async (facts) => (await Promise.all(ALL.map((pipeline) => resultsFor(pipeline, facts)))).flat(),
};

async function resultsFor(pipeline: Pipeline, facts: Facts): Promise<readonly CheckResult[]> {
  const about = { check, of: pipeline } as const;
  const isWanted = facts.settings.pipelines.includes(pipeline);
  const isDeployed = parameterOf(facts, pipeline);
  if (!isWanted) {
    if (isDeployed !== true) return [];
    return [{ ...about, state: 'warning', said: say((words) => words.pipeline.unwanted), todo: DEPLOY }];
  }
  if (isDeployed === false) {
    return [{ ...about, state: 'failed', said: say((words) => words.pipeline.missing(pipeline)), todo: DEPLOY }];
  }
  const deaf = deafness(pipeline, facts);
  if (deaf !== undefined) return [deaf];
  const connected = (await CONNECTED[pipeline]?.(facts)) ?? [];
  return [...connected, await lastRecord(pipeline, facts)];
}

/** The parameter that names what a pipeline reads. */
const READS = { logs: 'LogGroupName', s3: 'TrailBucket', alarms: 'LogGroupName' } as const;

/** Templates that were deployed by hand before they refused it: complete, and without what listens. */
function deafness(pipeline: Pipeline, facts: Facts): CheckResult | undefined {
  if (pipeline === 'events' || stackAt(facts, 'notifier')?.parameters[READS[pipeline]] !== '') return undefined;
  const stack = namesOf(facts.settings.name).stack('notifier');
  const said = say((words) => words.pipeline.deaf[pipeline](stack));
  return { check, of: pipeline, state: 'failed', said, todo: say((words) => words.pipeline.deafTodo(READS[pipeline])) };
}

/** The stack's own parameter; undefined if it is not known. */
function parameterOf(facts: Facts, pipeline: Pipeline): boolean | undefined {
  const name = `Pipeline${pipeline.slice(0, 1).toUpperCase()}${pipeline.slice(1)}`;
  const value = stackAt(facts, 'notifier')?.parameters[name];
  return value === undefined ? undefined : value === 'true';
}

/** S3 says five: https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-event-notifications-eventbridge.html */
const S3_BEGINS = 10 * MINUTE;

/** The bucket's events may have been switched on by a deploy just now. */
function mayBeginYet(pipeline: Pipeline, facts: Facts): boolean {
  const { lastUpdated, created } = stackAt(facts, 'notifier') ?? {};
  const since = (lastUpdated ?? created)?.getTime();
  return pipeline === 's3' && since !== undefined && facts.host.now() - since < S3_BEGINS;
}

async function lastRecord(pipeline: Pipeline, facts: Facts): Promise<CheckResult> {
  const { numbers, host } = facts;
  const about = { check, of: pipeline } as const;
  try {
    const last = lastOf((await numbers()).get(`Records ${pipeline}`));
    if (last === undefined && mayBeginYet(pipeline, facts)) {
      const todo = say((words) => words.pipeline.noneYetTodo);
      return { ...about, state: 'warning', said: say((words) => words.pipeline.noneYet), todo };
    }
    if (last === undefined) {
      const owner = pipeline === 's3' ? elsewhereOf(facts)?.account : undefined;
      const todo = say((words) =>
        owner === undefined ? words.pipeline.noneTodo : words.elsewhere.noRecordTodo(owner),
      );
      return { ...about, state: 'warning', said: say((words) => words.pipeline.none(DAYS)), todo };
    }
    return { ...about, state: 'ok', said: say((words) => words.pipeline.last(host.now() - last)) };
  } catch (error) {
    return notChecked(about, error);
  }
}

/** Connections that drift detection leaves out. */
const CONNECTED: Partial<Record<Pipeline, (facts: Facts) => Promise<readonly CheckResult[]>>> = {
  logs: async (facts) => [await filters(facts).catch((error: unknown) => notChecked({ check, of: 'logs' }, error))],
  s3: async (facts) => {
    const from = elsewhereOf(facts);
    if (from !== undefined) return filesElsewhere(from, facts);
    const gone = say((words) => words.gone.bucket);
    return [await notified(facts).catch((error: unknown) => goneOrNotChecked({ check, of: 's3' }, error, gone))];
  },
};

/** The bucket of the settings, where it is another account's. */
function elsewhereOf({ settings, caller }: Facts): TrailBucket | undefined {
  const from = trailBucketOf(settings);
  return from?.account === caller.account ? undefined : from;
}

async function filters(facts: Facts): Promise<CheckResult> {
  const about = { check, of: 'logs' } as const;
  const { settings, region, caller } = facts;
  const group = stackAt(facts, 'notifier')?.parameters['LogGroupName'] || (await readFeed(facts)).trail?.logGroup?.name;
  const failed = (said: Words): CheckResult => ({ ...about, state: 'failed', said, todo: DEPLOY });
  if (group === undefined) return failed(say((words) => words.pipeline.noLogGroup));
  const all = await subscriptionTargets(group, facts);
  if (all === undefined) return failed(say((words) => words.pipeline.logGroupGone(group)));
  const notifier = `arn:${caller.partition}:lambda:${region}:${caller.account}:function:${namesOf(settings.name).notifier}`;
  const ours = all.filter((target) => target === notifier).length;
  const needed = filtersNeeded(settings);
  if (ours >= needed) return { ...about, state: 'ok', said: say((words) => words.pipeline.filters(ours, group)) };
  const said = say((words) => words.pipeline.tooFewFilters(ours, needed, group));
  // CloudFormation changes only what differs in its template, and no filter does.
  return { ...about, state: 'failed', said, todo: say((words) => words.pipeline.tooFewFiltersTodo) };
}

async function notified(facts: Facts): Promise<CheckResult> {
  const about = { check, of: 's3' } as const;
  const from = trailBucketOf(facts.settings);
  const bucket =
    stackAt(facts, 'notifier')?.parameters['TrailBucket'] ||
    (from?.bucket ?? (await readFeed(facts)).trail?.bucket ?? '');
  if (from?.topic !== undefined) return subscription(from.topic, facts);
  if ((await readNotifications(bucket, facts)).hasEventBridge) {
    return { ...about, state: 'ok', said: say((words) => words.pipeline.bucketOn(bucket)) };
  }
  return { ...about, state: 'failed', said: say((words) => words.pipeline.bucketOff(bucket)), todo: DEPLOY };
}
