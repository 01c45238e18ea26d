/** Detects what was changed by hand in a stack: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-drift.html */
import type { PropertyDifference, StackResourceDrift } from '@aws-sdk/client-cloudformation';
import type { Words } from '../../core/rule.ts';
import { clip, visible } from '../../core/text.ts';
import { MINUTE } from '../../core/time.ts';
import { wordsFrom } from '../../core/words.ts';
import { DRIFT_WORDS, type DriftWords } from '../../messages/operate/drift.ts';
import type { Aws } from '../clients.ts';
import { readError } from '../fault.ts';
import { ask, call, explain, type Target } from './call.ts';
import { poll } from './poll.ts';
import type { WaitOptions } from './types.ts';

export interface DriftedResource {
  readonly logicalId: string;
  readonly type: string;
  /** `deleted`, or each property with its expected and its actual value. Safe to show. */
  readonly difference: Words;
}

export interface Drift {
  /** `unknown`: AWS couldn't check all of it. */
  readonly status: 'in-sync' | 'drifted' | 'unknown';
  readonly resources: readonly DriftedResource[];
}

const FIRST_LOOK = 1_500;
const AT_MOST = 15 * MINUTE;
const VALUE_LIMIT = 200;

/** Throws a `UserError`. */
export async function detectDrift(
  name: string,
  region: string,
  aws: Aws,
  { signal, sleep }: WaitOptions,
): Promise<Drift> {
  const target: Target = { stack: name, name, region, aws, command: 'status' };
  const { StackDriftDetectionId } = await call(target, 'DetectStackDrift', (client, { DetectStackDriftCommand }) =>
    client.send(new DetectStackDriftCommand({ StackName: name })),
  );
  const result = await poll({
    target,
    action: 'DescribeStackDriftDetectionStatus',
    signal,
    sleep,
    first: FIRST_LOOK,
    atMost: AT_MOST,
    wait: (words) => words.drift(name, region),
    look: async () => {
      const status = await ask(target, (client, { DescribeStackDriftDetectionStatusCommand }) =>
        client.send(new DescribeStackDriftDetectionStatusCommand({ StackDriftDetectionId })),
      );
      return status.DetectionStatus === 'DETECTION_IN_PROGRESS' ? undefined : status;
    },
  });
  const resources = await readDrifted(target);
  if (resources.length > 0) return { status: 'drifted', resources };
  const isKnown = result.DetectionStatus === 'DETECTION_COMPLETE' && result.StackDriftStatus === 'IN_SYNC';
  return { status: isKnown ? 'in-sync' : 'unknown', resources };
}

/**
 * One resource as it really is, at once: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DetectStackResourceDrift.html.
 * `unknown` where CloudFormation can't look at its type. Throws a `UserError`.
 */
export async function detectResourceDrift(
  stack: string,
  logicalId: string,
  { aws, region, signal }: { readonly aws: Aws; readonly region: string; readonly signal: AbortSignal },
): Promise<'in-sync' | 'drifted' | 'unknown'> {
  const target: Target = { stack, name: stack, region, aws, command: 'status' };
  try {
    const { StackResourceDrift: found } = await ask(target, (client, { DetectStackResourceDriftCommand }) =>
      client.send(new DetectStackResourceDriftCommand({ StackName: stack, LogicalResourceId: logicalId }), {
        abortSignal: signal,
      }),
    );
    const status = found?.StackResourceDriftStatus;
    return status === 'IN_SYNC' ? 'in-sync' : status === 'MODIFIED' || status === 'DELETED' ? 'drifted' : 'unknown';
  } catch (error) {
    if (readError(error).name === 'ValidationError') return 'unknown';
    throw explain(error, target, 'DetectStackResourceDrift');
  }
}

async function readDrifted(target: Target): Promise<readonly DriftedResource[]> {
  const drifted: DriftedResource[] = [];
  let from: string | undefined;
  do {
    const page = await call(target, 'DescribeStackResourceDrifts', (client, { DescribeStackResourceDriftsCommand }) =>
      client.send(
        new DescribeStackResourceDriftsCommand({
          StackName: target.stack,
          StackResourceDriftStatusFilters: ['MODIFIED', 'DELETED'],
          ...(from === undefined ? {} : { NextToken: from }),
        }),
      ),
    );
    drifted.push(...(page.StackResourceDrifts ?? []).map(driftOf));
    from = page.NextToken;
  } while (from !== undefined);
  return drifted;
}

function driftOf(drift: StackResourceDrift): DriftedResource {
  const { LogicalResourceId = '', ResourceType = '', StackResourceDriftStatus, PropertyDifferences = [] } = drift;
  const difference = wordsFrom(DRIFT_WORDS, (words) =>
    StackResourceDriftStatus === 'DELETED'
      ? words.deleted
      : PropertyDifferences.map((one) => differenceOf(one, words)).join(words.between),
  );
  return { logicalId: visible(LogicalResourceId), type: visible(ResourceType), difference };
}

function differenceOf(
  { PropertyPath, ExpectedValue, ActualValue, DifferenceType }: PropertyDifference,
  words: DriftWords,
): string {
  const value = (text: string | undefined) => clip(visible(text ?? ''), VALUE_LIMIT);
  const path = value(PropertyPath);
  if (DifferenceType === 'ADD') return words.added(path, value(ActualValue));
  if (DifferenceType === 'REMOVE') return words.removed(path, value(ExpectedValue));
  return words.changed(path, value(ActualValue), value(ExpectedValue));
}
