/** One endpoint for all services: the scope of the signature names the service. */
import { request } from 'node:http';
import type { JsonObject } from '../../src/core/event.ts';
import type { HttpAnswer, HttpRequest } from '../../src/demo/http.ts';
import { AwsFault, refuseJson, type Service } from './service.ts';

/** A request as the account understood it. */
export interface Call {
  /** As in the signature: `sqs`, `monitoring` for CloudWatch, `logs`. */
  readonly service: string;
  readonly region: string;
  readonly action: string;
  readonly input: JsonObject;
  /** Id of the access key that signed it, and so of the caller. */
  readonly key: string;
}

/** Asked before each call; `count` is the number of this call of that action, from 1. Undefined: no trouble. */
export type FaultInjector = (
  service: string,
  action: string,
  count: number,
  call: Call,
) => HttpAnswer | AwsFault | undefined;

interface Behaviour {
  readonly trouble?: FaultInjector | undefined;
  /** Ends when an answer may leave. */
  readonly latency?: ((call: Call) => Promise<void>) | undefined;
}

type Services = Readonly<Record<string, Service>>;

/** `servicesOf` gives the services of the account that a key belongs to, and throws for a key that is over. */
export function router(all: Services, { trouble, latency }: Behaviour, servicesOf: (key: string) => Services) {
  const calls: Call[] = [];
  const answer = async (asked: HttpRequest): Promise<HttpAnswer> => {
    const { key, region, name } = scopeOf(asked);
    const service = all[name];
    if (service === undefined)
      return refuseJson(new AwsFault('IncompleteSignature', `The account has no service ${name}`, { status: 403 }), {});
    try {
      const action = service.actionOf(asked);
      const call = { service: name, region, action, input: service.inputOf(asked), key };
      calls.push(call);
      const count = calls.filter((one) => one.service === name && one.action === action).length;
      const told = trouble?.(name, action, count, call);
      await latency?.(call);
      if (told instanceof AwsFault) return service.refuse(told);
      return told ?? (await (servicesOf(key)[name] ?? service).answer(asked, region));
    } catch (error) {
      if (error instanceof AwsFault) return service.refuse(error);
      return service.refuse(new AwsFault('InternalFailure', String(error), { status: 500 }));
    }
  };
  return { answer, calls };
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-authentication-methods.html */
function scopeOf({ headers }: HttpRequest) {
  const [, key = '', region = '', name = ''] =
    /Credential=([^/]+)\/\d{8}\/([a-z0-9-]+)\/([a-z0-9-]+)\/aws4_request/.exec(headers.authorization ?? '') ?? [];
  return { key, region, name };
}

/** Forwards requests unchanged, and returns the answers. */
export function forward(url: string): (asked: HttpRequest) => Promise<HttpAnswer> {
  return ({ method, path, headers, bytes }) =>
    new Promise((resolve, reject) => {
      const outgoing = request(new URL(path, url), { method, headers }, (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('error', reject);
        incoming.on('end', () => {
          const told = Object.entries(incoming.headers).flatMap(([name, value]) =>
            name === 'transfer-encoding' || name === 'connection' ? [] : [[name, String(value)]],
          );
          resolve({
            status: incoming.statusCode ?? 502,
            headers: Object.fromEntries(told),
            body: Buffer.concat(chunks),
          });
        });
      });
      outgoing.on('error', reject);
      outgoing.end(bytes);
    });
}
