/** Steps of the deletion: their order, and the resources that must be gone before. */
import type { Aws } from '../../aws/clients.ts';
import { deleteStack, type ResourceProgress, type StackState } from '../../aws/cloudformation/stacks.ts';
import { deleteBucket, emptyBucket } from '../../aws/resources/empty-bucket.ts';
import { deleteLogGroup, deleteTable } from '../../aws/resources/leftovers.ts';
import { bucketOf } from '../../core/names.ts';
import { visible } from '../../core/text.ts';
import type { Host } from '../../host.ts';
import type { Inventory } from './inventory.ts';

export interface Step {
  /** `stack acme-alarms in us-east-1` */
  readonly what: string;
  /** Data lost with it, for the list. */
  readonly with?: string;
  /** Others at the same place of the order run side by side. */
  readonly order: number;
  /** It is left alone where one of these could not be removed. */
  readonly after: readonly string[];
  /** Throws a `UserError`. */
  readonly run: (world: StepWorld) => Promise<void>;
}

export interface StepWorld extends Pick<Host, 'sleep' | 'signal'> {
  readonly aws: Aws;
  /** Prints the present step. */
  readonly say: (text: string) => void;
}

export function stepsFor(found: Inventory, all: boolean): readonly Step[] {
  const { forwarders, alarms, notifier, artifacts } = found;
  const named = (state: StackState | undefined) => (state === undefined ? [] : [whatOf(state)]);
  return [
    ...forwarders.map((state) => stackStep(state, 1)),
    ...(alarms === undefined ? [] : [stackStep(alarms, 2)]),
    ...(notifier === undefined ? [] : [stackStep(notifier, 3)]),
    ...(artifacts === undefined ? [] : [artifactsStep(artifacts, found, named(notifier))]),
    ...(all ? trailSteps(found, named(notifier)) : []),
  ];
}

function trailSteps(found: Inventory, afterNotifier: readonly string[]): readonly Step[] {
  const { trail, bucket, logGroup, table, region } = found;
  const afterTrail = trail === undefined ? [] : [whatOf(trail)];
  const steps: Step[] = trail === undefined ? [] : [stackStep(trail, 5)];
  if (bucket !== undefined && isFree(found, 'bucket'))
    steps.push({
      what: `bucket ${bucket.name}`,
      with: 'all files that the trail wrote',
      order: 6,
      after: afterTrail,
      run: ({ aws, signal, say }) =>
        deleteBucket(bucket, aws, {
          signal,
          onRemoved: (count) => say(`bucket ${bucket.name}: ${count} versions gone`),
        }),
    });
  if (logGroup !== undefined && isFree(found, 'logGroup'))
    steps.push({
      what: `log group ${logGroup} in ${region}`,
      with: 'all records in it',
      order: 7,
      after: afterTrail,
      run: ({ aws, ...world }) => deleteLogGroup(logGroup, aws, world),
    });
  if (table !== undefined)
    steps.push({
      what: `table ${table} in ${region}`,
      with: 'all sign-ins that were kept',
      order: 8,
      after: afterNotifier,
      run: ({ aws, ...world }) => deleteTable(table, aws, world),
    });
  return steps;
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

export const whatOf = ({ name, region }: StackState): string => `stack ${name} in ${region}`;

function stackStep(state: StackState, order: number): Step {
  const { name, region } = state;
  return {
    what: whatOf(state),
    order,
    after: [],
    run: ({ aws, say, ...world }) =>
      deleteStack(name, region, aws, {
        ...world,
        onEvent: (event) => say(`${name} in ${region}: ${progressOf(event)}`),
      }),
  };
}

const progressOf = ({ logicalId, status }: ResourceProgress): string =>
  visible(`${logicalId} ${status.toLowerCase().replaceAll('_', ' ')}`);

/** A stack that could not be deleted may tell no outputs, but it tells that it has the bucket still: only then it is ours. */
function bucketOfFailed({ name, status, reason = '' }: StackState, account: string): string | undefined {
  const isLeft = status === 'DELETE_FAILED' && /[[ ]Bucket[\], ]/.test(reason);
  return isLeft ? bucketOf(name, account) : undefined;
}

/** CloudFormation deletes only buckets that are empty. */
function artifactsStep(state: StackState, { account }: Inventory, after: readonly string[]): Step {
  const step = stackStep(state, 4);
  const name = state.outputs['Bucket'] ?? bucketOfFailed(state, account);
  if (name === undefined) return { ...step, after };
  return {
    ...step,
    with: `all zips in bucket ${visible(name)}`,
    after,
    async run(world) {
      const { aws, signal, say } = world;
      const onRemoved = (count: number) => say(`bucket ${name}: ${count} versions gone`);
      await emptyBucket({ name, account }, aws, { signal, onRemoved });
      await step.run(world);
    },
  };
}
