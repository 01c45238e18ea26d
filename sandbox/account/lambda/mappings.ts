/**
 * Event source mappings: queues that functions read.
 * https://docs.aws.amazon.com/lambda/latest/api/API_ListEventSourceMappings.html
 */
import { randomUUID } from 'node:crypto';
import type { JsonObject } from '../../../src/core/event.ts';
import { booleanAt, textAt } from '../../../src/core/fields.ts';
import type { HttpAnswer, HttpRequest } from '../../../src/demo/http.ts';
import { AwsFault } from '../service.ts';
import type { Lambda } from './lambda.ts';

const PATH = /^\/2015-03-31\/event-source-mappings(?:\/([^/?]+))?\/?(?:\?(.*))?$/;
const ACTIONS: Readonly<Record<string, string>> = {
  'GET ': 'ListEventSourceMappings',
  'GET id': 'GetEventSourceMapping',
  'PUT id': 'UpdateEventSourceMapping',
};

export interface Mapping {
  readonly UUID: string;
  readonly EventSourceArn: string;
  readonly FunctionArn: string;
  State: string;
}

/** Empty for other requests. */
export function mappingAction({ method, path }: HttpRequest): string {
  const found = PATH.exec(path);
  return found === null ? '' : (ACTIONS[`${method} ${found[1] === undefined ? '' : 'id'}`] ?? '');
}

export function newMapping(functionArn: string, queueArn: string): Mapping {
  return { UUID: randomUUID(), EventSourceArn: queueArn, FunctionArn: functionArn, State: 'Enabled' };
}

export function answerMapping(lambda: Lambda, asked: HttpRequest, region: string): HttpAnswer {
  const [, id, query = ''] = PATH.exec(asked.path) ?? [];
  const all = lambda.mappingsIn(region);
  if (id === undefined) {
    const wanted = new URLSearchParams(query);
    const name = wanted.get('FunctionName');
    const found = [...all.values()].filter(({ FunctionArn }) => name === null || FunctionArn.endsWith(`:${name}`));
    return json({ EventSourceMappings: found });
  }
  const mapping = all.get(id);
  if (mapping === undefined)
    throw new AwsFault('ResourceNotFoundException', 'The resource you requested does not exist.', { status: 404 });
  if (asked.method === 'PUT') {
    const input: JsonObject = JSON.parse(asked.body);
    const isOn = booleanAt(input, 'Enabled');
    if (isOn !== undefined) mapping.State = isOn ? 'Enabled' : 'Disabled';
    if (textAt(input, 'FunctionName') !== undefined)
      throw new AwsFault('InvalidParameterValueException', 'The sandbox leaves mappings at their function');
  }
  return json(mapping);
}

const json = (output: object): HttpAnswer => ({
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(output),
});
