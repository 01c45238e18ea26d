/** Plans a deployment: makes and reads a change set, and doesn't run it. */
import { EXIT } from '../../core/exit.ts';
import { visible } from '../../core/text.ts';
import { UserError } from '../../core/user-error.ts';
import { inEach, wordsFrom } from '../../core/words.ts';
import { CLOUDFORMATION_WORDS } from '../../messages/aws/cloudformation.ts';
import { stackFailureWordsIn } from '../../messages/aws/stack-failure.ts';
import { type BusyStack, DEPLOY_WORDS } from '../../messages/set-up/deploy.ts';
import type { Aws } from '../clients.ts';
import { call, type Target } from './call.ts';
import { createChangeSet, readChangeSet } from './change-set.ts';
import { deleteStack } from './delete.ts';
import { discardQuietly } from './discard.ts';
import { refused } from './refused.ts';
import { isWithoutChanges, refusedChangeSet } from './refused-change-set.ts';
import { describeStack } from './state.ts';
import type { PlanOptions, StackPlan, StackSpec, StackState } from './types.ts';
import { isBusy, waitForOthers } from './watch.ts';

/** Throws a `UserError`, and then leaves no change set behind. */
export async function planStack(spec: StackSpec, aws: Aws, options: PlanOptions): Promise<StackPlan> {
  const target: Target = { stack: spec.name, name: spec.name, region: spec.region, aws, command: 'deploy' };
  const before = await waitUntilAtRest(target, options);
  const state = await clearAway(target, before, options);
  const kind = state === undefined || state.status === 'REVIEW_IN_PROGRESS' ? 'create' : 'update';
  const made = await createChangeSet(target, spec, kind === 'create' ? 'CREATE' : 'UPDATE');
  const isProtected = state?.terminationProtection === true;
  const plan = { spec, before: before?.status, stackId: made.stackId, isProtected };
  try {
    const { changes, failure } = await readChangeSet(target, made.id, options);
    if (failure === undefined) return { ...plan, kind, changes, changeSet: made.id };
    if (!isWithoutChanges(failure)) throw await refusedChangeSet(target, made.id, failure);
  } catch (error) {
    await discardQuietly(target, { ...made, kind }, options.sleep);
    throw error;
  }
  await discardQuietly(target, { ...made, kind }, options.sleep);
  return { ...plan, kind: 'none', changes: [], changeSet: undefined };
}

async function waitUntilAtRest(target: Target, options: PlanOptions): Promise<StackState | undefined> {
  const { name, region, aws } = target;
  const state = await describeStack(name, region, aws);
  const refusal = state === undefined ? undefined : options.refuse?.(state);
  if (refusal !== undefined) throw refusal;
  if (state === undefined || !isBusy(state)) return state;
  const begun = await startOf({ ...target, stack: state.id });
  options.say?.(DEPLOY_WORDS[options.language ?? 'en'].busy({ name, region, status: state.status, ...begun }));
  return waitForOthers(target, options);
}

/** The start and the request of the work: enough to find its caller in CloudTrail. */
async function startOf(target: Target): Promise<Pick<BusyStack, 'since' | 'request'>> {
  // Newest first: of a large stack it may be pages back.
  const begin = await call(target, 'DescribeStackEvents', async (client, { paginateDescribeStackEvents }) => {
    for await (const { StackEvents = [] } of paginateDescribeStackEvents({ client }, { StackName: target.stack })) {
      const found = StackEvents.find(({ ResourceStatusReason: reason }) => reason === 'User Initiated');
      if (found !== undefined) return found;
    }
    return undefined;
  });
  const token = begin?.ClientRequestToken;
  return { since: begin?.Timestamp?.toISOString(), request: token === undefined ? undefined : visible(token) };
}

const STUCK = ['UPDATE_ROLLBACK_FAILED', 'IMPORT_ROLLBACK_FAILED'];
const HALF_GONE = ['ROLLBACK_FAILED', 'DELETE_FAILED'];

/** The stack that a change set can be made for; undefined if it is to be created. */
async function clearAway(
  target: Target,
  state: StackState | undefined,
  options: PlanOptions,
): Promise<StackState | undefined> {
  const { name, region, aws } = target;
  if (state === undefined || state.status === 'DELETE_COMPLETE') return undefined;
  if (STUCK.includes(state.status))
    throw new UserError(
      wordsFrom(CLOUDFORMATION_WORDS, (words) => words.stuck(name, region, state.status)),
      { hint: inEach((language) => stackFailureWordsIn(language).continueRollback(target)), exit: EXIT.refused },
    );
  if (HALF_GONE.includes(state.status)) throw refused((words) => words.halfGone(name, region, state.status));
  if (state.status !== 'ROLLBACK_COMPLETE') return state;
  // Such a stack is empty and can only be deleted.
  options.say?.(DEPLOY_WORDS[options.language ?? 'en'].leftBehind(name, region));
  await deleteStack(name, region, aws, options);
  return undefined;
}
