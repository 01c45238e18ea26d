/** Deletes change sets that were never executed, and stacks that hold nothing else. */
import type { Aws } from '../clients.ts';
import { readError } from '../fault.ts';
import { ask, explain, type Target } from './call.ts';
import type { MadeChangeSet } from './change-set.ts';
import { readState } from './state.ts';
import type { StackPlan, WaitOptions } from './types.ts';

interface Discarded extends MadeChangeSet {
  readonly kind: StackPlan['kind'];
}

/** AWS refuses to delete a change set while making it; that takes seconds. */
const LOOKS = 15;
const BETWEEN_LOOKS = 1_000;

/** Deletes the change set, and the stack too if it has nothing but this change set. */
export async function discardPlan(plan: StackPlan, aws: Aws): Promise<void> {
  const { spec, changeSet: id, stackId = spec.name, kind } = plan;
  if (id === undefined) return;
  const target: Target = { stack: stackId, name: spec.name, region: spec.region, aws, command: 'deploy' };
  try {
    await discard(target, { id, stackId, kind });
  } catch (error) {
    throw explain(error, target, 'DeleteChangeSet');
  }
}

/** After another error, which is the one to report. With `sleep` also a change set that AWS is still making. */
export async function discardQuietly(target: Target, made: Discarded, sleep?: WaitOptions['sleep']): Promise<void> {
  await discard(target, made, sleep).catch(() => undefined);
}

async function discard(target: Target, { id, stackId, kind }: Discarded, sleep?: WaitOptions['sleep']): Promise<void> {
  await deleteChangeSet(target, id, sleep);
  if (kind !== 'create') return;
  const own = { ...target, stack: stackId };
  const state = await readState(own);
  if (state?.status !== 'REVIEW_IN_PROGRESS') return;
  const { Summaries = [] } = await ask(own, (client, { ListChangeSetsCommand }) =>
    client.send(new ListChangeSetsCommand({ StackName: stackId })),
  );
  if (Summaries.some(({ ChangeSetId }) => ChangeSetId !== id)) return;
  await ask(own, (client, { DeleteStackCommand }) => client.send(new DeleteStackCommand({ StackName: stackId })));
}

async function deleteChangeSet(target: Target, id: string, sleep: WaitOptions['sleep'] | undefined): Promise<void> {
  for (let looks = 1; ; looks += 1) {
    try {
      await ask(target, (client, { DeleteChangeSetCommand }) =>
        client.send(new DeleteChangeSetCommand({ ChangeSetName: id })),
      );
      return;
    } catch (error) {
      const { name } = readError(error);
      if (name.startsWith('ChangeSetNotFound')) return;
      if (!name.startsWith('InvalidChangeSetStatus')) throw error;
      // It runs, or has run; or AWS is still making it.
      if (sleep === undefined || looks >= LOOKS) return;
      // Not cut short by Ctrl-C, because this cleans up after it.
      await sleep(BETWEEN_LOOKS);
    }
  }
}
