/** One HTTP exchange: a request out, an answer or the reason why there is none. */
import http, { type ClientRequest, type IncomingMessage } from 'node:http';
import https from 'node:https';
import { proxyAgent } from '../aws/proxy.ts';
import type { Answer } from '../channels/channel.ts';
import { CodedError, type NoAnswer, noAnswer } from './no-answer.ts';
import { isLoopback } from './target.ts';

/** Milliseconds. */
export interface Patience {
  /** Limit for the connection, TLS and proxy included. */
  readonly connect: number;
  /** Limit from the start to the answer's last byte. */
  readonly total: number;
}

const PATIENCE: Patience = { connect: 5_000, total: 10_000 };
/** The most bytes read of an answer. */
const READ = 4_096;

export type Exchange = { readonly kind: 'answer'; readonly answer: Answer } | NoAnswer;

export interface Post {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * Posts once. Does not follow redirects, but returns them as answers. Honours HTTPS_PROXY and
 * NO_PROXY. Not by undici: behind a proxy that takes connections and drops them, its requests (7.30) don't heed their
 * signal and connect again without end.
 */
export async function exchange(post: Post, signal: AbortSignal, patience: Patience = PATIENCE): Promise<Exchange> {
  const connected = new AbortController();
  const limits = [signal, AbortSignal.timeout(patience.total), connected.signal];
  const clock = setTimeout(() => connected.abort(new CodedError('ETIMEDOUT')), patience.connect);
  try {
    const all = AbortSignal.any(limits);
    const request = await open(post, all);
    const response = await answerTo(request, post.body, all, () => clearTimeout(clock));
    const body = await start(response);
    request.destroy();
    return { kind: 'answer', answer: { status: response.statusCode ?? 0, headers: flat(response.headers), body } };
  } catch (error) {
    return noAnswer(error, signal);
  } finally {
    clearTimeout(clock);
  }
}

/** Servers on this machine, as the sandbox, are reached without a proxy. */
async function open({ url, headers, body }: Post, signal: AbortSignal): Promise<ClientRequest> {
  const agent = isLoopback(url.hostname) ? undefined : await proxyAgent();
  const { request } = url.protocol === 'http:' ? http : https;
  const length = { 'content-length': String(Buffer.byteLength(body)) };
  return request(url, { method: 'POST', headers: { ...headers, ...length }, signal, ...(agent ? { agent } : {}) });
}

function answerTo(request: ClientRequest, body: string, signal: AbortSignal, onConnected: () => void) {
  return new Promise<IncomingMessage>((resolve, reject) => {
    // Needed while the agent waits for its proxy: the request has no socket yet that could end it.
    signal.addEventListener('abort', () => reject(signal.reason));
    request.on('error', reject);
    // https-proxy-agent passes a proxy's refusal on as if it were the vendor's answer.
    request.on('proxyConnect', ({ statusCode }: { statusCode: number }) => {
      if (statusCode !== 200) reject(new CodedError('PROXY_REFUSED'));
    });
    request.on('socket', (socket) => {
      if (!socket.connecting) return onConnected();
      socket.once('encrypted' in socket ? 'secureConnect' : 'connect', onConnected);
    });
    request.on('response', resolve);
    request.end(body);
  });
}

/** The first bytes of an answer, as text. */
async function start(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) {
    chunks.push(chunk);
    if (Buffer.concat(chunks).length >= READ) break;
  }
  return Buffer.concat(chunks).subarray(0, READ).toString();
}

function flat(headers: IncomingMessage['headers']): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value].flat().join(', ')]));
}
