/**
 * Reads the sign-in guard. There is no client of it on npm, so its two requests are signed here:
 * https://docs.aws.amazon.com/signin/latest/APIReference/API_Operations_AWS_Sign-In_Control_Plane.html
 */
import type { SignatureV4CryptoInit, SignatureV4Init } from '@smithy/signature-v4';
import type { JsonObject } from '../core/event.ts';
import { isObject } from '../core/fields.ts';

export interface SignIn {
  /** Throws AWS's refusal, with its name and status as the SDK's errors have them. */
  call(
    path: '/get-console-authorization-configuration' | '/get-resource-policy',
    signal: AbortSignal,
  ): Promise<JsonObject>;
}

interface SignInOptions {
  readonly region: string;
  /** Defaults to that of the environment, then to AWS's own. */
  readonly endpoint?: string;
  readonly credentials: SignatureV4Init['credentials'];
  /** As the SDK's clients take it: limits of time, and the proxy. */
  readonly requestHandler: object;
  readonly userAgentAppId: string;
}

/** Longest answer, in characters; a policy of IAM's has far less. */
const MOST_CHARACTERS = 1_000_000;

export async function makeSignIn({
  region,
  endpoint,
  credentials,
  requestHandler,
  userAgentAppId,
}: SignInOptions): Promise<SignIn> {
  const [{ SignatureV4 }, { HttpRequest }, { Sha256 }, { NodeHttpHandler }] = await Promise.all([
    import('@smithy/signature-v4'),
    import('@smithy/core/transport'),
    import('@smithy/core/checksum'),
    import('@smithy/node-http-handler'),
  ]);
  const sha256: SignatureV4CryptoInit['sha256'] = Sha256;
  const signer = new SignatureV4({ service: 'signin', region, credentials, sha256 });
  const handler = new NodeHttpHandler(requestHandler);
  const configured = endpoint ?? process.env['AWS_ENDPOINT_URL_SIGNIN'] ?? process.env['AWS_ENDPOINT_URL'];
  const host = new URL(configured ?? `https://signin.${region}.api.aws`);
  return {
    async call(path, signal) {
      const request = new HttpRequest({
        method: 'POST',
        protocol: host.protocol,
        hostname: host.hostname,
        ...(host.port === '' ? {} : { port: Number(host.port) }),
        path,
        headers: { host: host.host, 'content-type': 'application/json', 'user-agent': `app/${userAgentAppId}` },
        body: '{}',
      });
      const signed = HttpRequest.clone(await signer.sign(request));
      const { response } = await handler.handle(signed, { abortSignal: signal });
      const text = await textOf(response.body);
      return answerOf(response.statusCode, response.headers, text);
    },
  };
}

async function textOf(body: AsyncIterable<Buffer>): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of body) {
    size += part.length;
    if (size > MOST_CHARACTERS) throw new SignInError('NotAws', 'TooLong', 200);
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

/** An error of AWS's, in the form of the SDK's: `fault.ts` reads it. */
class SignInError extends Error {
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
  if (status === 200) throw new SignInError('NotAws', 'NoJson', status);
  const named = headers['x-amzn-errortype'] ?? textIn(body, '__type') ?? textIn(body, 'code');
  // `AccessDeniedException:http://…`, `com.amazonaws.signin#AccessDeniedException`
  const name = named?.split(':')[0]?.split('#').at(-1);
  throw new SignInError(name ?? 'UnknownError', textIn(body, 'message') ?? textIn(body, 'Message') ?? '', status);
}

function parse(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function textIn(body: JsonObject | undefined, key: string): string | undefined {
  const value = body?.[key];
  return typeof value === 'string' ? value : undefined;
}
