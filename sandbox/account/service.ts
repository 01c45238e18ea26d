/** The interface of the account's services to the router, and a table of actions behind a protocol for most of them. */
import type { JsonObject } from '../../src/core/event.ts';
import { isObject } from '../../src/core/fields.ts';
import type { HttpAnswer, HttpRequest } from '../../src/demo/http.ts';
import { failXml, readQuery, succeedXml } from '../protocol/query-protocol.ts';
import type { XmlObject } from '../protocol/xml.ts';

interface FaultOptions {
  readonly status?: number;
  readonly queryCode?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** AWS's refusal; each service puts it into its own protocol. */
export class AwsFault extends Error {
  readonly code: string;
  readonly status: number;
  /** The older code, for services that used the query protocol before JSON. */
  readonly queryCode: string | undefined;
  /** S3's extra headers. */
  readonly headers: Readonly<Record<string, string>>;
  constructor(code: string, message = '', { status = 400, queryCode, headers = {} }: FaultOptions = {}) {
    super(message);
    this.name = 'AwsFault';
    this.code = code;
    this.status = status;
    this.queryCode = queryCode;
    this.headers = headers;
  }
}

export interface Service {
  /** `SendMessage`; empty if the request isn't for this service. */
  actionOf(asked: HttpRequest): string;
  /** The request as an object, if the protocol has one. */
  inputOf(asked: HttpRequest): JsonObject;
  /** Throws an `AwsFault` if AWS refuses. */
  answer(asked: HttpRequest, region: string): HttpAnswer | Promise<HttpAnswer>;
  refuse(fault: AwsFault): HttpAnswer;
}

/** Times are numbers: seconds since the epoch, as JSON protocols have them. */
export type JsonActions = Readonly<
  Record<string, (input: JsonObject, region: string) => object | undefined | Promise<object | undefined>>
>;

/** JSON 1.0 and 1.1: the action stands in `X-Amz-Target`. */
export function jsonService(actions: JsonActions, version: '1.0' | '1.1' = '1.1'): Service {
  const type = { 'content-type': `application/x-amz-json-${version}` };
  const actionOf = ({ headers }: HttpRequest) =>
    String(headers['x-amz-target'] ?? '')
      .split('.')
      .at(-1) ?? '';
  return {
    actionOf,
    inputOf,
    refuse: (fault) => refuseJson(fault, type),
    async answer(asked, region) {
      const output = await actionIn(actions, actionOf(asked))(inputOf(asked), region);
      return { status: 200, headers: type, body: JSON.stringify(output ?? {}) };
    },
  };
}

/** Error names go into body and header: JSON reads the one, REST-JSON the other, former query services a third. */
export function refuseJson(fault: AwsFault, headers: Readonly<Record<string, string>>): HttpAnswer {
  const { code, queryCode, status, message } = fault;
  const sender = `${queryCode ?? code};${status < 500 ? 'Sender' : 'Receiver'}`;
  return {
    status,
    headers: {
      ...headers,
      'x-amzn-errortype': code,
      ...(queryCode === undefined ? {} : { 'x-amzn-query-error': sender }),
    },
    body: JSON.stringify({ __type: code, message }),
  };
}

export type QueryActions = Readonly<
  Record<string, (input: JsonObject, region: string) => XmlObject | undefined | Promise<XmlObject | undefined>>
>;

/** The query protocol: forms in, XML out. */
export function queryService(actions: QueryActions): Service {
  return {
    actionOf: (asked) => readQuery(asked)?.action ?? '',
    inputOf: (asked) => readQuery(asked)?.input ?? {},
    refuse: ({ code, message, status }) => failXml(code, message, status),
    async answer(asked, region) {
      const call = readQuery(asked);
      if (call === undefined) throw new AwsFault('MissingAction', 'The request is no form with an action');
      return succeedXml(call, await actionIn(actions, call.action)(call.input, region));
    },
  };
}

function actionIn<T>(actions: Readonly<Record<string, T>>, name: string): T {
  const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
  if (action === undefined) throw new AwsFault('UnknownOperationException', `The sandbox has no ${name}`);
  return action;
}

function inputOf({ body }: HttpRequest): JsonObject {
  try {
    const input: unknown = body === '' ? {} : JSON.parse(body);
    if (isObject(input)) return input;
  } catch {
    // As below.
  }
  throw new AwsFault('SerializationException', 'The body is no JSON object');
}
