/** Steps of the deletion: their order, and the resources that must be gone before. */
import type { Aws } from '../../aws/clients.ts';
import { deleteStack, type StackState } from '../../aws/cloudformation/stacks.ts';
import { deleteBucket, emptyBucket } from '../../aws/resources/empty-bucket.ts';
import { deleteLogGroup, deleteTable } from '../../aws/resources/leftovers.ts';
import { bucketOf } from '../../core/names.ts';
import type { Language } from '../../core/rule.ts';
import { visible } from '../../core/text.ts';
import type { Host } from '../../host.ts';
import type { DestroyWords } from '../../messages/set-up/destroy.ts';
import type { Inventory } from './inventory.ts';

export interface Step {
  /** `stack acme-alarms in us-east-1` */
  readonly what: string;
  /** Data that is lost with it. */
  readonly loss?: string;
  /** Others at the same place of the order run side by side. */
  readonly order: number;
  /** It is left alone where one of these could not be removed. */
  readonly after: readonly string[];
  /** Throws a `UserError`. */
  readonly run: (world: StepWorld) => Promise<void>;
}

export interface StepWorld extends Pick<Host, 'sleep' | 'signal'> {
  readonly aws: Aws;
  readonly language: Language;
  /** Prints the present step. */
  readonly say: (text: string) => void;
}

export function stepsFor(found: Inventory, all: boolean, words: DestroyWords): readonly Step[] {
  const { forwarders, alarms, health, notifier, artifacts } = found;
  const afterNotifier = notifier === undefined ? [] : [stackIn(notifier, words)];
  return [
    ...forwarders.map((state) => stackStep(state, 1, words)),
    ...[alarms, health].flatMap((state) => (state === undefined ? [] : [stackStep(state, 2, words)])),
    ...(notifier === undefined ? [] : [stackStep(notifier, 3, words)]),
    ...(artifacts === undefined ? [] : [artifactsStep(artifacts, found, afterNotifier, words)]),
    ...(all ? trailSteps(found, afterNotifier, words) : []),
  ];
}

function trailSteps(found: Inventory, afterNotifier: readonly string[], words: DestroyWords): readonly Step[] {
  const { trail, bucket, logGroup, table, region } = found;
  const afterTrail = trail === undefined ? [] : [stackIn(trail, words)];
  const steps: Step[] = trail === undefined ? [] : [stackStep(trail, 5, words)];
  if (bucket !== undefined && isFree(found, 'bucket'))
    steps.push({
      what: words.bucket(bucket.name),
      loss: words.loss.files,
      order: 6,
      after: afterTrail,
      run: ({ aws, signal, say }) =>
        deleteBucket(bucket, aws, { signal, onRemoved: (count) => say(words.versionsGone(bucket.name, count)) }),
    });
  if (logGroup !== undefined && isFree(found, 'logGroup'))
    steps.push({
      what: words.logGroupIn(logGroup, region),
      loss: words.loss.records,
      order: 7,
      after: afterTrail,
      run: ({ aws, ...world }) => deleteLogGroup(logGroup, aws, world),
    });
  if (table !== undefined)
    steps.push({
      what: words.tableIn(table.name, region),
      loss: `${words.loss.signIns}${table.isProtected ? words.unprotects : ''}`,
      order: 8,
      after: afterNotifier,
      run: ({ aws, ...world }) => deleteTable(table, aws, world),
    });
  return steps;
}

/** Stacks among those to be removed that AWS refuses to delete. */
export function protectedStacks(found: Inventory, all: boolean) {
  const { forwarders, alarms, health, notifier, artifacts, trail } = found;
  return [...forwarders, alarms, health, notifier, artifacts, all ? trail : undefined].filter(
    (state): state is StackState => state?.terminationProtection === true,
  );
}

/** Trails of others that write to what ours is named after: then it isn't ours alone. */
export function usersOf(
  { otherTrails = [], bucket, logGroup, region, account }: Inventory,
  kind: 'bucket' | 'logGroup',
) {
  return otherTrails
    .filter((trail) =>
      kind === 'bucket'
        ? trail.bucket === bucket?.name
        : trail.logGroup?.name === logGroup && trail.logGroup?.region === region && trail.logGroup.account === account,
    )
    .map(({ name }) => visible(name));
}

const isFree = (found: Inventory, kind: 'bucket' | 'logGroup') => usersOf(found, kind).length === 0;

export const stackIn = ({ name, region }: StackState, words: DestroyWords): string => words.stack(name, region);

function stackStep(state: StackState, order: number, words: DestroyWords): Step {
  const { name, region } = state;
  return {
    what: stackIn(state, words),
    order,
    after: [],
    run: ({ aws, say, ...world }) =>
      deleteStack(name, region, aws, {
        ...world,
        onEvent: ({ logicalId, status }) => say(words.progress(name, region, visible(logicalId), visible(status))),
      }),
  };
}

/** A stack that could not be deleted may tell no outputs, but it tells that it has the bucket still: only then it is ours. */
function bucketOfFailed({ name, status, reason = '' }: StackState, account: string): string | undefined {
  const isLeft = status === 'DELETE_FAILED' && /[[ ]Bucket[\], ]/.test(reason);
  return isLeft ? bucketOf(name, account) : undefined;
}

/** CloudFormation deletes only buckets that are empty. */
function artifactsStep(state: StackState, { account }: Inventory, after: readonly string[], words: DestroyWords): Step {
  const step = stackStep(state, 4, words);
  const name = state.outputs['Bucket'] ?? bucketOfFailed(state, account);
  if (name === undefined) return { ...step, after };
  return {
    ...step,
    loss: words.loss.zips(visible(name)),
    after,
    async run(world) {
      const { aws, signal, say } = world;
      const onRemoved = (count: number) => say(words.versionsGone(name, count));
      await emptyBucket({ name, account }, aws, { signal, onRemoved });
      await step.run(world);
    },
  };
}
