/** Which queues a function reads. */
import { type Asker, asking } from './asking.ts';

export interface EventSource {
  readonly id: string;
  /** ARN of the queue. */
  readonly source: string;
  /** `Enabled`, `Disabled`, or on the way there: https://docs.aws.amazon.com/lambda/latest/api/API_EventSourceMappingConfiguration.html */
  readonly state: string;
}

/** Throws a `UserError`. */
export function readEventSources(functionName: string, asker: Asker): Promise<readonly EventSource[]> {
  return asking('lambda:ListEventSourceMappings', asker, async () => {
    const { paginateListEventSourceMappings } = await import('@aws-sdk/client-lambda');
    const client = await asker.aws.lambda();
    const found: EventSource[] = [];
    const question = { FunctionName: functionName };
    for await (const page of paginateListEventSourceMappings({ client }, question, { abortSignal: asker.signal })) {
      for (const { UUID = '', EventSourceArn = '', State = '' } of page.EventSourceMappings ?? [])
        found.push({ id: UUID, source: EventSourceArn, state: State });
    }
    return found;
  });
}
