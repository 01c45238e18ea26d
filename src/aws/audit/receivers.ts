/** Machines at the end of a way: functions and queues. */
import type { Found, FunctionState, QueueState, Reading } from '../../auditing/snapshot.ts';
import { attempt, attemptToFind, type Reader } from './attempt.ts';

const regionOf = (arn: string) => arn.split(':')[3] ?? '';

/** `arn` without a qualifier. */
export async function readFunction(arn: string, reader: Reader): Promise<Found<FunctionState>> {
  const { GetFunctionCommand, GetPolicyCommand } = await import('@aws-sdk/client-lambda');
  const region = regionOf(arn);
  const found = await attemptToFind('lambda:GetFunction', region, reader, async () => {
    const client = await reader.aws.lambda(region);
    return client.send(new GetFunctionCommand({ FunctionName: arn }), { abortSignal: reader.signal });
  });
  if (found.kind === 'refused') return found;
  if (found.value === null) return { kind: 'read', value: null };
  const policy = await attemptToFind('lambda:GetPolicy', region, reader, async () => {
    const client = await reader.aws.lambda(region);
    return (
      (await client.send(new GetPolicyCommand({ FunctionName: arn }), { abortSignal: reader.signal })).Policy ?? ''
    );
  });
  const { Configuration, Concurrency } = found.value;
  const reserved = Concurrency?.ReservedConcurrentExecutions;
  return { kind: 'read', value: { state: Configuration?.State ?? '', reserved, policy } };
}

export async function readQueue(arn: string, reader: Reader): Promise<Found<QueueState>> {
  const { GetQueueAttributesCommand } = await import('@aws-sdk/client-sqs');
  const region = regionOf(arn);
  const url = await findQueue(arn, reader);
  if (url.kind === 'refused') return url;
  const address = url.value;
  if (address === null) return { kind: 'read', value: null };
  const found = await attemptToFind('sqs:GetQueueAttributes', region, reader, async () => {
    const client = await reader.aws.sqs(region);
    const command = new GetQueueAttributesCommand({ QueueUrl: address, AttributeNames: ['Policy', 'KmsMasterKeyId'] });
    return (await client.send(command, { abortSignal: reader.signal })).Attributes ?? {};
  });
  if (found.kind === 'refused') return found;
  if (found.value === null) return { kind: 'read', value: null };
  const { Policy: policy = '', KmsMasterKeyId: key } = found.value;
  return { kind: 'read', value: { policy, key, readers: await readReaders(arn, reader) } };
}

async function findQueue(arn: string, reader: Reader): Promise<Found<string>> {
  const { GetQueueUrlCommand } = await import('@aws-sdk/client-sqs');
  const [, , , region = '', account = '', name = ''] = arn.split(':');
  return attemptToFind('sqs:GetQueueUrl', region, reader, async () => {
    const client = await reader.aws.sqs(region);
    const command = new GetQueueUrlCommand({ QueueName: name, QueueOwnerAWSAccountId: account });
    return (await client.send(command, { abortSignal: reader.signal })).QueueUrl ?? '';
  });
}

async function readReaders(arn: string, reader: Reader): Promise<Reading<readonly string[]>> {
  const { ListEventSourceMappingsCommand } = await import('@aws-sdk/client-lambda');
  const region = regionOf(arn);
  return attempt('lambda:ListEventSourceMappings', region, reader, async () => {
    const client = await reader.aws.lambda(region);
    const command = new ListEventSourceMappingsCommand({ EventSourceArn: arn });
    const { EventSourceMappings = [] } = await client.send(command, { abortSignal: reader.signal });
    return EventSourceMappings.flatMap(({ State, FunctionArn }) =>
      State === 'Enabled' && FunctionArn !== undefined ? [FunctionArn] : [],
    );
  });
}
