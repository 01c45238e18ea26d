/** The parts of AWS's JSON protocols that the sandbox speaks. */
import type { JsonObject } from '../core/event.ts';
import { isObject } from '../core/fields.ts';
import type { HttpAnswer, HttpRequest } from './http.ts';

export interface AwsCall {
  /** From the scope of the signature. */
  readonly region: string;
  /** `LookupEvents`, `ListRegions`, `GetParameter` */
  readonly action: string;
  readonly input: JsonObject;
}

/** REST-JSON services name the action by path, JSON 1.1 services in `X-Amz-Target`. */
const PATHS: Readonly<Record<string, string>> = { '/listRegions': 'ListRegions' };

/** Undefined for a request that is not signed, or not JSON: AWS would refuse it too. */
export function readCall({ path, headers, body }: HttpRequest): AwsCall | undefined {
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-authentication-methods.html
  const region = /Credential=[^/]+\/\d{8}\/([a-z0-9-]+)\/[a-z0-9-]+\/aws4_request/.exec(
    headers.authorization ?? '',
  )?.[1];
  const action =
    PATHS[path] ??
    String(headers['x-amz-target'] ?? '')
      .split('.')
      .at(-1);
  if (region === undefined || action === undefined || action === '') return undefined;
  try {
    const input: unknown = body === '' ? {} : JSON.parse(body);
    return isObject(input) ? { region, action, input } : undefined;
  } catch {
    return undefined;
  }
}

export function succeed(output: object): HttpAnswer {
  return { status: 200, headers: { 'content-type': 'application/x-amz-json-1.1' }, body: JSON.stringify(output) };
}

/** The name goes into body and header: JSON 1.1 reads the one, REST-JSON the other. */
export function fail(name: string, message: string, status = 400): HttpAnswer {
  return {
    status,
    headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-errortype': name },
    body: JSON.stringify({ __type: name, message }),
  };
}
