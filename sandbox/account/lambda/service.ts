/** Lambda's actions, in REST-JSON: the action stands in method and path. */
import type { JsonObject } from '../../../src/core/event.ts';
import { textAt } from '../../../src/core/fields.ts';
import type { HttpAnswer, HttpRequest } from '../../../src/demo/http.ts';
import { AwsFault, refuseJson, type Service } from '../service.ts';
import { type Lambda, shortName } from './lambda.ts';
import { answerMapping, mappingAction } from './mappings.ts';

const REST = { 'content-type': 'application/json' };
/** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const MOST_BYTES: Readonly<Record<string, number>> = { RequestResponse: 6_291_456, Event: 1_048_576 };

const ACTIONS: Readonly<Record<string, string>> = {
  'GET ': 'GetFunction',
  'GET configuration': 'GetFunctionConfiguration',
  'GET policy': 'GetPolicy',
  'POST policy': 'AddPermission',
  'DELETE policy': 'RemovePermission',
  'DELETE concurrency': 'DeleteFunctionConcurrency',
  'POST invocations': 'Invoke',
};

export function lambdaService(lambda: Lambda): Service {
  return {
    actionOf: (asked) => mappingAction(asked) || placeOf(asked).action,
    inputOf: (asked) => ({
      FunctionName: placeOf(asked).name,
      ...(asked.body === '' ? {} : { Payload: asked.body }),
    }),
    refuse: (fault) => refuseJson(fault, REST),
    async answer(asked, region) {
      if (mappingAction(asked) !== '') return answerMapping(lambda, asked, region);
      const { action, name } = placeOf(asked);
      if (action === '') throw new AwsFault('UnknownOperationException', `The sandbox has no ${asked.path}`);
      const settings = lambda.settingsOf(name, region);
      if (action === 'Invoke') return invoke(lambda, name, asked);
      if (action === 'GetPolicy') return json({ Policy: JSON.stringify(policyOf(lambda, name, region)) });
      if (action === 'AddPermission') return addPermission(lambda, name, asked.body);
      if (action === 'RemovePermission') return removePermission(lambda, name, asked.path);
      const { Concurrency, ...configuration } = settings;
      if (action === 'DeleteFunctionConcurrency') {
        lambda.functionsIn(region).set(name, configuration);
        return { status: 204, body: '' };
      }
      if (action !== 'GetFunction') return json(configuration);
      return json({ Configuration: configuration, Code: { RepositoryType: 'S3' }, Concurrency });
    },
  };
}

function policyOf(lambda: Lambda, name: string, region: string) {
  const policy = lambda.policyOf(name, region);
  if (policy !== undefined) return policy;
  throw new AwsFault('ResourceNotFoundException', 'The resource you requested does not exist.', { status: 404 });
}

/** https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html */
function addPermission(lambda: Lambda, functionName: string, body: string): HttpAnswer {
  const input: JsonObject = JSON.parse(body);
  const [StatementId = '', principal = '', sourceArn = ''] = ['StatementId', 'Principal', 'SourceArn'].map((key) =>
    textAt(input, key),
  );
  if (!/^[\w-]{1,100}$/.test(StatementId)) throw new AwsFault('ValidationException', `StatementId ${StatementId}`);
  if (lambda.permissions.some((one) => one.functionName === functionName && one.statementId === StatementId))
    throw new AwsFault('ResourceConflictException', `The statement id (${StatementId}) provided already exists.`, {
      status: 409,
    });
  lambda.permissions.push({ functionName, sourceArn, principal, statementId: StatementId });
  return { ...json({ Statement: '{}' }), status: 201 };
}

/** https://docs.aws.amazon.com/lambda/latest/api/API_RemovePermission.html */
function removePermission(lambda: Lambda, functionName: string, path: string): HttpAnswer {
  const id = decodeURIComponent(/\/policy\/([^/?]+)/.exec(path)?.[1] ?? '');
  const at = lambda.permissions.findIndex((one) => one.functionName === functionName && one.statementId === id);
  if (at < 0)
    throw new AwsFault('ResourceNotFoundException', `Statement ${id} is not found in resource policy.`, {
      status: 404,
    });
  lambda.permissions.splice(at, 1);
  return { status: 204, body: '' };
}

async function invoke(lambda: Lambda, name: string, { headers, body }: HttpRequest): Promise<HttpAnswer> {
  const type = String(headers['x-amz-invocation-type'] ?? 'RequestResponse');
  checkPayload(body, type);
  if (type === 'DryRun') return { status: 204, body: '' };
  if (type === 'Event') {
    lambda.world.later(() => lambda.run(name, body));
    return { status: 202, body: '' };
  }
  const { payload, functionError } = await lambda.run(name, body);
  const error = functionError === undefined ? {} : { 'x-amz-function-error': functionError };
  return { status: 200, headers: { ...REST, ...error, 'x-amz-executed-version': '$LATEST' }, body: payload };
}

function placeOf({ method, path }: HttpRequest): { readonly action: string; readonly name: string } {
  const [, name = '', rest = ''] = /^\/20(?:15-03|17-10)-31\/functions\/([^/?]+)(?:\/([^?]*))?/.exec(path) ?? [];
  const [part = ''] = rest.split('/');
  return { action: name === '' ? '' : (ACTIONS[`${method} ${part}`] ?? ''), name: shortName(decodeURIComponent(name)) };
}

function checkPayload(body: string, type: string): void {
  const size = Buffer.byteLength(body);
  const most = MOST_BYTES[type] ?? Number.POSITIVE_INFINITY;
  if (size > most)
    throw new AwsFault('RequestTooLargeException', `${size} byte payload is too large for ${type} (limit ${most})`, {
      status: 413,
    });
  try {
    if (body !== '') JSON.parse(body);
  } catch (error) {
    throw new AwsFault('InvalidRequestContentException', `Could not parse request body into json: ${String(error)}`);
  }
}

const json = (output: object): HttpAnswer => ({ status: 200, headers: REST, body: JSON.stringify(output) });
