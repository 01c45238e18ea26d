/** Lambda: functions that the starter of the account runs. https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html */
import { randomUUID } from 'node:crypto';
import type { JsonObject } from '../../core/event.ts';
import type { Asked, Told } from '../http.ts';
import { perRegion } from './regions.ts';
import { AwsFault, refuseJson, type Service } from './service.ts';
import type { World } from './world.ts';

/** What a function answered. `functionError`: `Unhandled` where it failed, and then the payload says how. */
export interface Invoked {
  readonly payload: string;
  readonly functionError?: string;
}

/** Runs a function; `payload` is JSON as it was sent. A rejection counts as an unhandled error of the function. */
export type Invoke = (functionName: string, payload: string) => Promise<Invoked>;

export interface Lambda {
  readonly service: Service;
  /** Makes a function known, or tells it anew. Settings as GetFunctionConfiguration tells them, e.g. `{ Timeout: 180 }`. */
  create(name: string, settings?: JsonObject, region?: string): void;
  delete(name: string, region?: string): void;
  /** As an asynchronous invocation by another service; a function that isn't known is left alone. */
  invokeLater(nameOrArn: string, event: object, region?: string): void;
  /** Every invocation, in order. */
  readonly invocations: readonly {
    readonly name: string;
    readonly payload: string;
    readonly result: Invoked | undefined;
  }[];
}

const REST = { 'content-type': 'application/json' };
/** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const MOST_BYTES: Readonly<Record<string, number>> = { RequestResponse: 6_291_456, Event: 1_048_576 };

export function lambda(world: World, invoke: Invoke | undefined): Lambda {
  const functionsIn = perRegion(() => new Map<string, JsonObject>());
  const invocations: { name: string; payload: string; result: Invoked | undefined }[] = [];
  const run = async (name: string, payload: string): Promise<Invoked> => {
    const seen: (typeof invocations)[number] = { name, payload, result: undefined };
    invocations.push(seen);
    const result = await (invoke?.(name, payload) ?? Promise.resolve({ payload: 'null' })).catch(unhandled);
    seen.result = result;
    return result;
  };
  const create = (name: string, settings: JsonObject = {}, region = world.home) => {
    const arn = `arn:aws:lambda:${region}:${world.account}:function:${name}`;
    const fresh = {
      FunctionName: name,
      FunctionArn: arn,
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      ...DEFAULTS,
    };
    functionsIn(region).set(name, { ...fresh, LastModified: new Date(world.now()).toISOString(), ...settings });
  };
  const found = (name: string, region: string): JsonObject => {
    const one = functionsIn(region).get(name);
    if (one !== undefined) return one;
    const arn = `arn:aws:lambda:${region}:${world.account}:function:${name}`;
    throw new AwsFault('ResourceNotFoundException', `Function not found: ${arn}`, { status: 404 });
  };
  const invokeAsked = async (name: string, { headers, body }: Asked): Promise<Told> => {
    const type = String(headers['x-amz-invocation-type'] ?? 'RequestResponse');
    checkPayload(body, type);
    if (type === 'DryRun') return { status: 204, body: '' };
    if (type === 'Event') {
      world.later(() => run(name, body));
      return { status: 202, body: '' };
    }
    const { payload, functionError } = await run(name, body);
    const error = functionError === undefined ? {} : { 'x-amz-function-error': functionError };
    return { status: 200, headers: { ...REST, ...error, 'x-amz-executed-version': '$LATEST' }, body: payload };
  };
  const service: Service = {
    actionOf: (asked) => placeOf(asked).action,
    inputOf: (asked) => ({ FunctionName: placeOf(asked).name, ...(asked.body === '' ? {} : { Payload: asked.body }) }),
    refuse: (fault) => refuseJson(fault, REST),
    async answer(asked, region) {
      const { action, name } = placeOf(asked);
      const configuration = found(name, region);
      if (action === 'Invoke') return invokeAsked(name, asked);
      if (action === 'GetFunctionConfiguration') return json(configuration);
      if (action === 'GetFunction') return json({ Configuration: configuration, Code: { RepositoryType: 'S3' } });
      throw new AwsFault('UnknownOperationException', `The sandbox has no ${asked.path}`);
    },
  };
  return {
    service,
    create,
    invocations,
    delete: (name, region = world.home) => void functionsIn(region).delete(name),
    invokeLater(nameOrArn, event, region = nameOrArn.split(':')[3] ?? world.home) {
      const name = shortOf(nameOrArn);
      if (functionsIn(region).has(name)) world.later(() => run(name, JSON.stringify(event)));
    },
  };
}

const DEFAULTS: JsonObject = {
  State: 'Active',
  LastUpdateStatus: 'Successful',
  Timeout: 3,
  MemorySize: 128,
  Version: '$LATEST',
  PackageType: 'Zip',
  Architectures: ['x86_64'],
};

const json = (output: object): Told => ({ status: 200, headers: REST, body: JSON.stringify(output) });

/** `arn:aws:lambda:REGION:ACCOUNT:function:NAME:QUALIFIER` and `NAME:QUALIFIER` name a function too. */
const shortOf = (name: string) =>
  name.replace(/^(?:arn:[^:]+:lambda:[^:]+:)?(?:\d{12}:)?(?:function:)?/, '').split(':')[0] ?? '';

const ACTIONS: Readonly<Record<string, string>> = {
  'GET ': 'GetFunction',
  'GET configuration': 'GetFunctionConfiguration',
  'POST invocations': 'Invoke',
};

function placeOf({ method, path }: Asked): { readonly action: string; readonly name: string } {
  const [, name = '', rest = ''] = /^\/2015-03-31\/functions\/([^/?]+)(?:\/([^?]*))?/.exec(path) ?? [];
  return { action: ACTIONS[`${method} ${rest}`] ?? '', name: shortOf(decodeURIComponent(name)) };
}

function checkPayload(body: string, type: string): void {
  const size = Buffer.byteLength(body);
  const most = MOST_BYTES[type] ?? Number.POSITIVE_INFINITY;
  if (size > most)
    throw new AwsFault(
      'RequestTooLargeException',
      `${size} byte payload is too large for the ${type} invocation type (limit ${most} bytes)`,
      { status: 413 },
    );
  try {
    if (body !== '') JSON.parse(body);
  } catch (error) {
    throw new AwsFault('InvalidRequestContentException', `Could not parse request body into json: ${String(error)}`);
  }
}

function unhandled(error: unknown): Invoked {
  const [errorType, errorMessage] = error instanceof Error ? [error.name, error.message] : ['Error', String(error)];
  return {
    payload: JSON.stringify({ errorType, errorMessage, trace: [], requestId: randomUUID() }),
    functionError: 'Unhandled',
  };
}
