/** The deployed function: whether it can run, and its queues. */
import { type Asker, asking } from './asking.ts';

export interface DeployedFunction {
  /** Base64 of the zip's SHA-256. */
  readonly codeSha256: string;
  /** `Active`, `Pending`, `Inactive`, `Failed`: https://docs.aws.amazon.com/lambda/latest/dg/functions-states.html */
  readonly state: string;
  readonly stateReason: string | undefined;
  /** `Successful`, `InProgress`, `Failed` */
  readonly lastUpdate: string;
  readonly lastUpdateReason: string | undefined;
  readonly runtime: string;
  /** Reserved concurrency; undefined if none is set. 0 stops all invocations. */
  readonly reserved: number | undefined;
}

/** Throws a `UserError`. */
export function readFunction(name: string, asker: Asker): Promise<DeployedFunction> {
  return asking('lambda:GetFunction', asker, async () => {
    const { GetFunctionCommand } = await import('@aws-sdk/client-lambda');
    const client = await asker.aws.lambda();
    const { Configuration = {}, Concurrency } = await client.send(new GetFunctionCommand({ FunctionName: name }), {
      abortSignal: asker.signal,
    });
    return {
      codeSha256: Configuration.CodeSha256 ?? '',
      state: Configuration.State ?? '',
      stateReason: Configuration.StateReason,
      lastUpdate: Configuration.LastUpdateStatus ?? '',
      lastUpdateReason: Configuration.LastUpdateStatusReason,
      runtime: Configuration.Runtime ?? '',
      reserved: Concurrency?.ReservedConcurrentExecutions,
    };
  });
}

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
