/** Deletes a stack and waits until it is gone. */
import { randomUUID } from 'node:crypto';
import type { Aws } from '../clients.ts';
import { call, type Target } from './call.ts';
import { readEvents } from './events.ts';
import { failureOf } from './failure.ts';
import { refused } from './refused.ts';
import { describeStack } from './state.ts';
import type { StackState, WatchOptions } from './types.ts';
import { isBusy, waitForOthers, watch } from './watch.ts';

/** Does nothing if there is no such stack. Kept resources show as `DELETE_SKIPPED`. Throws a `UserError`. */
export async function deleteStack(name: string, region: string, aws: Aws, options: WatchOptions): Promise<void> {
  const target: Target = { stack: name, name, region, aws, command: 'destroy' };
  const found = await describeStack(name, region, aws);
  // AWS refuses to delete a stack that is being changed; for one that is being deleted only waiting is needed.
  const state = found !== undefined && isBusy(found) ? await waitForOthers(target, options) : found;
  if (state === undefined || state.status === 'DELETE_COMPLETE') return;
  if (state.terminationProtection) throw protectedStack(state);
  // By ARN, because the name finds nothing once the stack is deleted.
  const own = { ...target, stack: state.id };
  const token = `login-watch-${randomUUID()}`;
  const events = await readEvents(own, token, options);
  await call(own, 'DeleteStack', (client, { DeleteStackCommand }) =>
    client.send(new DeleteStackCommand({ StackName: state.id, ClientRequestToken: token })),
  );
  const after = await watch(own, events, 'deleted', options);
  if (after === undefined || after.status === 'DELETE_COMPLETE') return;
  throw failureOf(own, { doing: 'deleted', events: events.told, state: after });
}

const protectedStack = ({ name, region }: StackState) => refused((words) => words.protected(name, region));
