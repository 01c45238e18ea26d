/** Stacks: planned, run, watched, deleted. All that other folders need of this one. */
export { deleteStack } from './delete.ts';
export { discardPlan } from './discard.ts';
export { type Drift, type DriftedResource, detectDrift } from './drift.ts';
export { executePlan } from './execute.ts';
export { ownersIn } from './owners.ts';
export { planStack } from './plan.ts';
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
