/** Signed requests to services of AWS that no client on npm speaks to: JSON to a path, JSON back. */
import { setTimeout } from 'node:timers/promises';
import type { SignatureV4CryptoInit, SignatureV4Init } from '@smithy/signature-v4';
import type { JsonObject } from '../core/event.ts';
import { isObject, textAt } from '../core/fields.ts';
import { faultOf } from './fault.ts';

export interface SignedPosts {
  /** Throws AWS's refusal, with its name and status as the SDK's errors have them, after three tries. */
  post(path: `/${string}`, body: JsonObject, signal: AbortSignal): Promise<JsonObject>;
}

/** Options that all clients share. */
export interface CommonOptions {
  readonly region: string;
  /** Defaults to that of the environment, then to AWS's own. */
  readonly endpoint?: string;
  readonly credentials: SignatureV4Init['credentials'];
  /** As the SDK's clients take it: limits of time, and the proxy. */
  readonly requestHandler: object;
  readonly userAgentAppId: string;
}

interface PostsOptions extends CommonOptions {
  /** The name in the signature, which `AWS_ENDPOINT_URL_` in the environment has in capitals. */
  readonly service: string;
  /** AWS's own host. */
  readonly host: string;
}

/** Longest answer, in characters. */
const MOST_CHARACTERS = 1_000_000;

export async function signedPosts(options: PostsOptions): Promise<SignedPosts> {
  const { service, region, endpoint, credentials, requestHandler, userAgentAppId } = options;
  const [{ SignatureV4 }, { HttpRequest }, { Sha256 }, { NodeHttpHandler }] = await Promise.all([
    import('@smithy/signature-v4'),
    import('@smithy/core/transport'),
    import('@smithy/core/checksum'),
    import('@smithy/node-http-handler'),
  ]);
  const sha256: SignatureV4CryptoInit['sha256'] = Sha256;
  const signer = new SignatureV4({ service, region, credentials, sha256 });
  const handler = new NodeHttpHandler(requestHandler);
  const { env } = process;
  const configured = endpoint ?? env[`AWS_ENDPOINT_URL_${service.toUpperCase()}`] ?? env['AWS_ENDPOINT_URL'];
  const host = new URL(configured ?? `https://${options.host}`);
  return {
    async post(path, body, signal) {
      const request = new HttpRequest({
        method: 'POST',
        protocol: host.protocol,
        hostname: host.hostname,
        ...(host.port === '' ? {} : { port: Number(host.port) }),
        path,
        headers: { host: host.host, 'content-type': 'application/json', 'user-agent': `app/${userAgentAppId}` },
        body: JSON.stringify(body),
      });
      const once = async () => {
        const signed = HttpRequest.clone(await signer.sign(request));
        const { response } = await handler.handle(signed, { abortSignal: signal });
        return answerOf(response.statusCode, response.headers, await textOf(response.body));
      };
      return persistently(once);
    },
  };
}

/** Milliseconds before each further try. */
const PAUSES = [100, 400];

/** The requests here only read, so they may be sent again after a lost connection and a server's fault. */
async function persistently<T>(ask: () => Promise<T>): Promise<T> {
  for (const pause of PAUSES) {
    try {
      return await ask();
    } catch (error) {
      if (!['unreachable', 'server'].includes(faultOf(error))) throw error;
    }
    await setTimeout(pause);
  }
  return ask();
}

async function textOf(body: AsyncIterable<Buffer>): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of body) {
    size += part.length;
    if (size > MOST_CHARACTERS) throw new PostError('NotAws', 'TooLong', 200);
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

/** An error of AWS's, in the form of the SDK's: `fault.ts` reads it. */
class PostError extends Error {
  readonly $metadata: { readonly httpStatusCode: number };
  constructor(name: string, message: string, status: number) {
    super(message);
    this.name = name;
    this.$metadata = { httpStatusCode: status };
  }
}

function answerOf(status: number, headers: Readonly<Record<string, string>>, text: string): JsonObject {
  const body = parse(text);
  if (status === 200 && body !== undefined) return body;
  if (status === 200) throw new PostError('NotAws', 'NoJson', status);
  const named = headers['x-amzn-errortype'] ?? textAt(body, '__type') ?? textAt(body, 'code');
  // `AccessDeniedException:http://…`, `com.amazonaws.signin#AccessDeniedException`
  const name = named?.split(':')[0]?.split('#').at(-1);
  throw new PostError(name ?? 'UnknownError', textAt(body, 'message') ?? textAt(body, 'Message') ?? '', status);
}

function parse(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
