/** Events of a stack's resources, while they happen. */
import type { StackEvent } from '@aws-sdk/client-cloudformation';
import { MINUTE } from '../../core/time.ts';
import { ask, sentenceOf, type Target } from './call.ts';
import { poll } from './poll.ts';
import type { ResourceProgress, WaitOptions } from './types.ts';

export interface EventReader {
  /** Oldest first, each once. Throws the SDK's own errors. */
  next(): Promise<readonly ResourceProgress[]>;
  /** All events that `next` has returned so far. */
  readonly told: readonly ResourceProgress[];
}

const FIRST_LOOK = 1_000;
const AT_MOST = 5 * MINUTE;

/**
 * Reads the events of the operation with this token, and none from before it. AWS lists the newest first, so pages
 * are read back to the known events.
 */
export async function readEvents(target: Target, token: string, { signal, sleep }: WaitOptions): Promise<EventReader> {
  const told: ResourceProgress[] = [];
  const { StackEvents: before = [] } = await poll({
    target,
    action: 'DescribeStackEvents',
    signal,
    sleep,
    first: FIRST_LOOK,
    atMost: AT_MOST,
    wait: (words) => words.events(target.name, target.region),
    look: () => readPage(target),
  });
  const known = new Set(before.map(({ EventId = '' }) => EventId));
  const next = async () => {
    const fresh: StackEvent[] = [];
    let from: string | undefined;
    do {
      const { StackEvents = [], NextToken } = await readPage(target, from);
      const end = StackEvents.findIndex(({ EventId = '' }) => known.has(EventId));
      fresh.push(...StackEvents.slice(0, end < 0 ? StackEvents.length : end));
      from = end < 0 ? NextToken : undefined;
    } while (from !== undefined);
    // Pages shift while AWS goes on: an event may be on two of them.
    const unique = [...new Map(fresh.map((event) => [event.EventId ?? '', event])).values()];
    for (const { EventId = '' } of unique) known.add(EventId);
    const mine = unique.reverse().filter(({ ClientRequestToken }) => ClientRequestToken === token);
    const progress = mine.map(progressOf);
    told.push(...progress);
    return progress;
  };
  return { next, told };
}

function readPage(target: Target, from?: string) {
  return ask(target, (client, { DescribeStackEventsCommand }) =>
    client.send(
      new DescribeStackEventsCommand({ StackName: target.stack, ...(from === undefined ? {} : { NextToken: from }) }),
    ),
  );
}

function progressOf(event: StackEvent): ResourceProgress {
  const { ResourceStatusReason: reason, PhysicalResourceId: physicalId } = event;
  return {
    logicalId: event.LogicalResourceId ?? '',
    type: event.ResourceType ?? '',
    physicalId: physicalId === '' ? undefined : physicalId,
    status: event.ResourceStatus ?? '',
    reason: reason === undefined ? undefined : sentenceOf(reason),
    at: event.Timestamp,
  };
}

const STACK_TYPE = 'AWS::CloudFormation::Stack';

/** The resources that failed by themselves, without those cancelled because of them. */
export function failuresAmong(events: readonly ResourceProgress[]): readonly ResourceProgress[] {
  return events.filter(
    ({ status, type, reason = '' }) =>
      status.endsWith('_FAILED') &&
      type !== STACK_TYPE &&
      !/^Resource (creation|update|deletion) cancelled/i.test(reason),
  );
}
