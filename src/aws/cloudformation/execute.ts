/** Runs a plan: exactly the change set that was shown. */
import { randomUUID } from 'node:crypto';
import type { UserError } from '../../core/user-error.ts';
import type { Aws } from '../clients.ts';
import { readError } from '../fault.ts';
import { ask, explain, type Target } from './call.ts';
import { discardQuietly } from './discard.ts';
import { type EventReader, readEvents } from './events.ts';
import { failureOf } from './failure.ts';
import { refused } from './refused.ts';
import { describeStack } from './state.ts';
import type { StackPlan, StackState, WatchOptions } from './types.ts';
import { watch } from './watch.ts';

const GOOD = ['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'IMPORT_COMPLETE'];

/** Returns the stack's outputs at the end. Throws a `UserError` with the failing resource's own reason. */
export async function executePlan(
  plan: StackPlan,
  aws: Aws,
  options: WatchOptions,
): Promise<Readonly<Record<string, string>>> {
  const { spec, changeSet, stackId = spec.name, kind } = plan;
  const { name, region } = spec;
  if (changeSet === undefined) return (await describeStack(name, region, aws))?.outputs ?? {};
  const target: Target = { stack: stackId, name, region, aws, command: 'deploy' };
  const token = `login-watch-${randomUUID()}`;
  const events = await begin(plan, target, token, options);
  const doing = kind === 'create' ? 'created' : 'changed';
  const state = await watch(target, events, doing, options);
  if (isDone(state)) return state.outputs;
  throw failureOf(target, { doing, events: events.told, state });
}

/** If execution can't begin, the change set is deleted. */
async function begin(plan: StackPlan, target: Target, token: string, options: WatchOptions): Promise<EventReader> {
  const { changeSet = '', kind, stackId = plan.spec.name } = plan;
  try {
    const events = await readEvents(target, token, options);
    await start(target, plan, token);
    return events;
  } catch (error) {
    await discardQuietly(target, { id: changeSet, stackId, kind });
    throw error;
  }
}

const isDone = (state: StackState | undefined): state is StackState =>
  state !== undefined && GOOD.includes(state.status);

async function start(target: Target, { spec, changeSet, kind }: StackPlan, token: string) {
  try {
    await ask(target, (client, { ExecuteChangeSetCommand }) =>
      client.send(
        new ExecuteChangeSetCommand({
          ChangeSetName: changeSet,
          ClientRequestToken: token,
          // New resources go if it fails, even those otherwise kept: they would be in the way next time.
          RetainExceptOnCreate: spec.keepsNew !== true,
          // Not allowed beside OnStackFailure, which the change set of a new stack has.
          ...(kind === 'update' ? { DisableRollback: false } : {}),
        }),
      ),
    );
  } catch (error) {
    throw isOutdated(error) ? outdated(target, error) : explain(error, target, 'ExecuteChangeSet');
  }
}

function isOutdated(error: unknown): boolean {
  const { name, message } = readError(error);
  return /^(InvalidChangeSetStatus|ChangeSetNotFound)/.test(name) || /can ?not be updated|does not exist/.test(message);
}

const outdated = ({ name, region }: Target, cause: unknown): UserError =>
  refused((words) => words.outdated(name, region), { cause });
