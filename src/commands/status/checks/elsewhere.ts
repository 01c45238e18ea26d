/** Checks the files of a trail in another account's bucket, as far as they can be seen from here; the rest is said. */
import { detectResourceDrift } from '../../../aws/cloudformation/drift.ts';
import { readNotifications } from '../../../aws/health/bucket-notifications.ts';
import { newestLogFile, readability } from '../../../aws/health/newest-log-file.ts';
import { isSubscribed } from '../../../aws/health/own-subscriptions.ts';
import { lookAtBucket } from '../../../aws/resources/bucket-events.ts';
import { namesOf } from '../../../core/names.ts';
import type { TrailBucket } from '../../../core/settings.ts';
import { UserError } from '../../../core/user-error.ts';
import type { CheckResult } from '../../../render/checks.ts';
import { busArn } from '../../../template/owner-part.ts';
import { type Facts, stackAt } from './facts.ts';
import { DEPLOY, notChecked, say } from './results.ts';

const about = { check: 'pipeline', of: 's3' } as const;

export async function filesElsewhere(from: TrailBucket, facts: Facts): Promise<readonly CheckResult[]> {
  const checks = [ownEnd(from, facts), ownersEnd(from, facts)];
  const guarded = checks.map((check) => check.catch((error: unknown) => [notChecked(about, error)]));
  return (await Promise.all(guarded)).flat();
}

/** This account's end: the bus with its policy, or the subscription. */
async function ownEnd(from: TrailBucket, facts: Facts): Promise<readonly CheckResult[]> {
  const parameters = stackAt(facts, 'notifier')?.parameters;
  const isDeployed =
    parameters === undefined ||
    (parameters['TrailAccount'] === from.account && (parameters['TrailTopicArn'] ?? '') === (from.topic ?? ''));
  if (!isDeployed)
    return [{ ...about, state: 'failed', said: say(({ elsewhere }) => elsewhere.otherSource), todo: DEPLOY }];
  return [await (from.topic === undefined ? bus(from, facts) : subscription(from.topic, facts))];
}

async function bus({ account }: TrailBucket, facts: Facts): Promise<CheckResult> {
  const { settings, region, caller } = facts;
  const stack = namesOf(settings.name).stack('notifier');
  const arn = busArn({ ...caller, region, name: settings.name });
  const found = await Promise.all(['FilesBus', 'FilesBusPolicy'].map((one) => detectResourceDrift(stack, one, facts)));
  if (found.includes('drifted')) {
    const said = say(({ elsewhere }) => elsewhere.busChanged(arn, account));
    return { ...about, state: 'failed', said, todo: say(({ elsewhere }) => elsewhere.busChangedTodo) };
  }
  const isKnown = found.every((one) => one === 'in-sync');
  const said = say(({ elsewhere }) => (isKnown ? elsewhere.bus(arn, account) : elsewhere.busUnknown(arn)));
  return { ...about, state: isKnown ? 'ok' : 'not checked', said };
}

/** Whether the function still hears of the topic. Throws a `UserError`. */
export async function subscription(topic: string, facts: Facts): Promise<CheckResult> {
  const { settings, region, caller } = facts;
  const notifier = `arn:${caller.partition}:lambda:${region}:${caller.account}:function:${namesOf(settings.name).notifier}`;
  if (await isSubscribed(topic, notifier, facts))
    return { ...about, state: 'ok', said: say(({ elsewhere }) => elsewhere.subscribed(topic)) };
  const said = say(({ elsewhere }) => elsewhere.notSubscribed(topic));
  return { ...about, state: 'failed', said, todo: say(({ elsewhere }) => elsewhere.notSubscribedTodo) };
}

/** The bucket, its files and its notifications. */
async function ownersEnd(from: TrailBucket, facts: Facts): Promise<readonly CheckResult[]> {
  const { bucket, account } = from;
  const { state, region } = await lookAtBucket(bucket, account, {
    aws: facts.aws,
    region: facts.region,
    command: 'status',
  });
  const result = (as: CheckResult['state'], said: CheckResult['said'], todo: CheckResult['todo']): CheckResult => ({
    ...about,
    state: as,
    said,
    todo,
  });
  const OWNER = say(({ elsewhere }) => elsewhere.askOwner(account));
  if (state === 'missing')
    return [
      result(
        'failed',
        say(({ elsewhere }) => elsewhere.missing(bucket)),
        CORRECT,
      ),
    ];
  if (region !== undefined && region !== facts.region)
    return [
      result(
        'failed',
        say(({ elsewhere }) => elsewhere.inRegion(bucket, region)),
        say(({ elsewhere }) => elsewhere.inRegionTodo(region)),
      ),
    ];
  if (state === 'of another')
    return [
      result(
        'failed',
        say(({ elsewhere }) => elsewhere.ofAnother(bucket, account)),
        CORRECT,
      ),
    ];
  if (state === 'closed')
    return [
      result(
        'not checked',
        say(({ elsewhere }) => elsewhere.closed(bucket)),
        OWNER,
      ),
    ];
  const parts = [newest(from, facts), notifications(from, facts)];
  return Promise.all(
    parts.map((part) =>
      part.catch((error: unknown) => {
        if (!(error instanceof UserError)) throw error;
        return { ...notChecked(about, error), todo: OWNER };
      }),
    ),
  );
}

const CORRECT = say(({ elsewhere }) => elsewhere.correct);

async function newest({ bucket, account }: TrailBucket, facts: Facts): Promise<CheckResult> {
  const file = await newestLogFile(bucket, facts);
  if (file === undefined) {
    const todo = say(({ elsewhere }) => elsewhere.noFileTodo(account));
    return { ...about, state: 'warning', said: say(({ elsewhere }) => elsewhere.noFile(bucket)), todo };
  }
  const age = facts.host.now() - file.at;
  // Only the function's own role counts, and nobody else need be let in.
  const access = await readability(bucket, file.key, facts);
  return { ...about, state: 'ok', said: say(({ elsewhere }) => elsewhere.newest(bucket, age, access)) };
}

async function notifications({ bucket, account, topic }: TrailBucket, facts: Facts): Promise<CheckResult> {
  const { hasEventBridge, topics } = await readNotifications(bucket, facts, account);
  if (topic === undefined) {
    if (hasEventBridge) return { ...about, state: 'ok', said: say(({ pipeline }) => pipeline.bucketOn(bucket)) };
    const todo = say(({ elsewhere }) => elsewhere.askOwner(account));
    return { ...about, state: 'failed', said: say(({ pipeline }) => pipeline.bucketOff(bucket)), todo };
  }
  if (topics.includes(topic))
    return { ...about, state: 'ok', said: say(({ elsewhere }) => elsewhere.publishes(bucket, topic)) };
  const said = say(({ elsewhere }) => elsewhere.publishesNot(bucket, topic));
  return { ...about, state: 'not checked', said, todo: say(({ elsewhere }) => elsewhere.publishesNotTodo(account)) };
}
