/** Makes a change set, waits until AWS has worked it out, and reads all of it. */
import { randomUUID } from 'node:crypto';
import type { DescribeChangeSetCommandOutput, ResourceChange } from '@aws-sdk/client-cloudformation';
import { visible } from '../../core/text.ts';
import { MINUTE } from '../../core/time.ts';
import { ask, call, type Target } from './call.ts';
import { poll } from './poll.ts';
import { type Replaced, replacementsIn } from './replacement.ts';
import type { PlannedChange, StackSpec, WaitOptions } from './types.ts';

export interface MadeChangeSet {
  /** ARN */
  readonly id: string;
  /** ARN */
  readonly stackId: string;
}

const FIRST_LOOK = 1_000;
const AT_MOST = 10 * MINUTE;

export async function createChangeSet(
  target: Target,
  spec: StackSpec,
  type: 'CREATE' | 'UPDATE',
): Promise<MadeChangeSet> {
  const token = randomUUID();
  const { name, template, templateUrl, parameters, tags = {} } = spec;
  const { Id = '', StackId = '' } = await call(target, 'CreateChangeSet', (client, { CreateChangeSetCommand }) =>
    client.send(
      new CreateChangeSetCommand({
        StackName: name,
        ChangeSetName: `login-watch-${token}`,
        ClientToken: token,
        ChangeSetType: type,
        ...(templateUrl === undefined ? { TemplateBody: template.text } : { TemplateURL: templateUrl }),
        Parameters: Object.entries(parameters).map(([ParameterKey, ParameterValue]) => ({
          ParameterKey,
          ParameterValue,
        })),
        Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
        // Named: the notifier must know the role that silences alarms in business hours before the role exists.
        Capabilities: ['CAPABILITY_NAMED_IAM'],
        // Leftovers of an earlier stack (the table of sign-ins, say) are imported, not in the way.
        ImportExistingResources: true,
        // A first deployment that fails leaves nothing, so the next one needs no cleaning up.
        ...(type === 'CREATE' ? { OnStackFailure: 'DELETE' as const } : {}),
      }),
    ),
  );
  return { id: Id, stackId: StackId };
}

export interface ReadChangeSet {
  readonly changes: readonly PlannedChange[];
  /** The reason why it can't be run; undefined if it can. */
  readonly failure: string | undefined;
}

export async function readChangeSet(
  target: Target,
  changeSet: string,
  { signal, sleep }: WaitOptions,
): Promise<ReadChangeSet> {
  const first = await poll({
    target,
    action: 'DescribeChangeSet',
    signal,
    sleep,
    first: FIRST_LOOK,
    atMost: AT_MOST,
    wait: (words) => words.changeSet(target.name, target.region),
    look: async () => {
      const page = await readPage(target, changeSet);
      return /_(PENDING|IN_PROGRESS)$/.test(page.Status ?? '') ? undefined : page;
    },
  });
  if (first.Status !== 'CREATE_COMPLETE')
    return { changes: [], failure: first.StatusReason ?? `it is in ${first.Status}` };
  const pages = [first];
  for (let token = first.NextToken; token !== undefined; token = pages.at(-1)?.NextToken) {
    const from = token;
    pages.push(await call(target, 'DescribeChangeSet', () => readPage(target, changeSet, from)));
  }
  const changes = pages.flatMap(({ Changes = [] }) => Changes.map(({ ResourceChange: change = {} }) => change));
  const replaced = replacementsIn(changes);
  return { changes: changes.map((change) => changeOf(change, replaced(change))), failure: undefined };
}

function readPage(target: Target, changeSet: string, from?: string): Promise<DescribeChangeSetCommandOutput> {
  return ask(target, (client, { DescribeChangeSetCommand }) =>
    client.send(
      new DescribeChangeSetCommand({ ChangeSetName: changeSet, ...(from === undefined ? {} : { NextToken: from }) }),
    ),
  );
}

const ACTIONS: Readonly<Record<string, PlannedChange['action']>> = { Add: 'add', Remove: 'remove', Import: 'import' };

function changeOf(change: ResourceChange, { replacement, follows }: Replaced): PlannedChange {
  const { Action = '', PhysicalResourceId: physicalId, Details = [], Scope = [] } = change;
  const named = Details.map(({ Target }) => Target?.Name ?? Target?.Attribute ?? '');
  const details = [...new Set([...named, ...Scope.filter((one) => one !== 'Properties')])].filter((one) => one !== '');
  return {
    action: ACTIONS[Action] ?? 'change',
    logicalId: visible(change.LogicalResourceId ?? ''),
    type: visible(change.ResourceType ?? ''),
    ...(physicalId === undefined ? {} : { physicalId: visible(physicalId) }),
    replacement,
    details: details.map(visible),
    ...(follows.length === 0 ? {} : { follows: follows.map(visible) }),
  };
}
