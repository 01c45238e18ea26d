/** One HTTP exchange: a request out, an answer or the reason why there is none. */
import { EnvHttpProxyAgent, request } from 'undici';
import type { Answer } from '../channels/channel.ts';

/** How long one exchange may take, in ms. */
export interface Patience {
  readonly connect: number;
  readonly total: number;
}

const PATIENCE: Patience = { connect: 5_000, total: 10_000 };
/** More of an answer is not looked at. */
const READ = 4_096;

export type Exchange =
  | { readonly kind: 'answer'; readonly answer: Answer }
  | { readonly kind: 'none'; readonly why: string; readonly isFinal: boolean };

export interface Post {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Posts once. Redirects are not followed: a webhook that answers with one is told as it is. Honours HTTPS_PROXY and NO_PROXY. */
export async function exchange(
  { url, headers, body }: Post,
  signal: AbortSignal,
  patience: Patience = PATIENCE,
): Promise<Exchange> {
  const dispatcher = new EnvHttpProxyAgent({ connect: { timeout: patience.connect } });
  try {
    const timeout = AbortSignal.timeout(patience.total);
    const response = await request(url, {
      method: 'POST',
      headers,
      body,
      dispatcher,
      signal: AbortSignal.any([signal, timeout]),
    });
    response.body.setEncoding('utf8');
    let text = '';
    for await (const chunk of response.body) {
      text += String(chunk);
      if (text.length >= READ) break;
    }
    return {
      kind: 'answer',
      answer: { status: response.statusCode, headers: flat(response.headers), body: text.slice(0, READ) },
    };
  } catch (error) {
    return reasonOf(error, signal);
  } finally {
    await dispatcher.destroy().catch(() => undefined);
  }
}

function flat(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), [value].flat().join(', ')]),
  );
}

// https://nodejs.org/api/errors.html#common-system-errors and OpenSSL's verification errors.
const REASONS: readonly (readonly [RegExp, string, boolean])[] = [
  [/CERT|SELF_SIGNED|UNABLE_TO_VERIFY|TLS|SSL|EPROTO/, 'its TLS certificate is not trusted, or it speaks no TLS', true],
  [/ENOTFOUND|EAI_AGAIN/, 'its host name is not known here', false],
  [/ECONNREFUSED/, 'the connection was refused', false],
  [/TIMEOUT|ETIMEDOUT|TimeoutError/, 'it did not answer in time', false],
  [/ECONNRESET|EPIPE|UND_ERR_SOCKET/, 'the connection broke', false],
  [/EHOSTUNREACH|ENETUNREACH/, 'it can not be reached from here', false],
];

/** In words of our own: an error's message may hold the URL. */
function reasonOf(error: unknown, signal: AbortSignal): Exchange {
  if (signal.aborted) return { kind: 'none', why: 'it was stopped', isFinal: true };
  const names = namesOf(error);
  const found = REASONS.find(([pattern]) => pattern.test(names));
  return { kind: 'none', why: found?.[1] ?? 'the request failed', isFinal: found?.[2] ?? false };
}

/** Codes and names of the error and what caused it: never messages. */
function namesOf(error: unknown, depth = 0): string {
  if (!(error instanceof Error) || depth > 4) return '';
  const code = 'code' in error ? String(error.code) : '';
  return [error.name, code, namesOf(error.cause, depth + 1)].join(' ');
}
