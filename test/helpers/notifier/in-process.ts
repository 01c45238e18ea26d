/** The function in this process instead of one of its own: the same handler, called as Lambda's runtime calls it. */
import { randomUUID } from 'node:crypto';
import type { Invoked, LambdaFunction } from '../../../sandbox/lambda-runtime.ts';
import { lazyClients } from '../../../src/lambda/clients.ts';
import { handlerFor } from '../../../src/lambda/handler.ts';
import { makeNotifier, type Parts } from '../../../src/lambda/notifier.ts';

export interface InProcessOptions extends Omit<Parts, 'clients' | 'write'> {
  /** Milliseconds left of each invocation. */
  readonly remaining: () => number;
}

/** Its clients find the account by AWS_ENDPOINT_URL. */
export function functionInProcess({ remaining, ...parts }: InProcessOptions): LambdaFunction {
  const logs: string[] = [];
  const settings = copyOf(parts.settings);
  const write = (line: string) => void logs.push(line);
  const handler = handlerFor(makeNotifier({ ...parts, settings, clients: lazyClients(), write }));
  const invoke = async (payload: unknown, awsRequestId: string): Promise<Invoked> => {
    try {
      return { payload: copyOf(await handler(copyOf(payload), { awsRequestId, getRemainingTimeInMillis: remaining })) };
    } catch (error) {
      const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
      return { payload: { errorType: name, errorMessage: message, trace: stack?.split('\n') }, error: 'Unhandled' };
    }
  };
  let last: Promise<unknown> = Promise.resolve();
  return {
    logs,
    invoke(payload, requestId = randomUUID()) {
      const invoked = last.then(() => invoke(payload, requestId));
      last = invoked;
      return invoked;
    },
    kill() {
      last = Promise.reject(new Error('only a process of its own can be killed: isDeployed'));
    },
    pid: () => process.pid,
    stop: async () => {},
  };
}

/** A copy by way of JSON. */
const copyOf = <T>(value: T): T => JSON.parse(JSON.stringify(value ?? null));
