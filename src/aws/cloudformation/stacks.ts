/** Stacks: planned, run, watched, deleted. The interface of this folder. */
export { deleteStack } from './delete.ts';
export { lastQueueDeletion } from './deleted.ts';
export { discardPlan } from './discard.ts';
export { type Drift, type DriftedResource, detectDrift } from './drift.ts';
export { executePlan } from './execute.ts';
export { RestingQueue } from './failure.ts';
export { ownersIn } from './owners.ts';
export { planStack } from './plan.ts';
export { setProtection } from './protect.ts';
export { describeStack } from './state.ts';
export type {
  PlannedChange,
  PlanOptions,
  ResourceProgress,
  StackPlan,
  StackSpec,
  StackState,
  WatchOptions,
} from './types.ts';
