/** Reasons why a request got no answer. They are names of ours: an error's message may hold the URL. */
import type { NoAnswerReason } from '../messages/sending/answers.words.ts';

export interface NoAnswer {
  readonly kind: 'none';
  readonly reason: NoAnswerReason;
  /** Whether to try again: after a pause, in a later run, or never as things are. */
  readonly again: 'soon' | 'later' | 'never';
}

type Reason = Omit<NoAnswer, 'kind'>;

// Names and codes: https://nodejs.org/api/errors.html and OpenSSL's verification errors. The first that fits holds.
const REASONS: readonly (readonly [RegExp, Reason])[] = [
  [/CERT|SELF_SIGNED|UNABLE_TO_VERIFY|TLS|SSL|EPROTO/, { reason: 'certificate', again: 'later' }],
  [/ERR_INVALID_URL/, { reason: 'proxy-url', again: 'never' }],
  [/ERR_INVALID_CHAR|ERR_UNESCAPED_CHARACTERS/, { reason: 'secret-characters', again: 'never' }],
  [/ENOTFOUND|EAI_AGAIN/, { reason: 'host-unknown', again: 'soon' }],
  [/ECONNREFUSED/, { reason: 'connection-refused', again: 'soon' }],
  [/TIMEOUT|ETIMEDOUT|TimeoutError/, { reason: 'timeout', again: 'soon' }],
  [/PROXY_REFUSED/, { reason: 'proxy-refused', again: 'soon' }],
  [/ECONNRESET|EPIPE|ERR_STREAM_PREMATURE_CLOSE/, { reason: 'connection-broken', again: 'soon' }],
  [/EHOSTUNREACH|ENETUNREACH/, { reason: 'unreachable', again: 'soon' }],
];

/** An error of ours among those of Node, told apart by its code. */
export class CodedError extends Error {
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

export function noAnswer(error: unknown, signal: AbortSignal): NoAnswer {
  if (signal.aborted) return { kind: 'none', reason: 'stopped', again: 'later' };
  const names = namesOf(error);
  const found = REASONS.find(([pattern]) => pattern.test(names));
  return { kind: 'none', ...(found?.[1] ?? { reason: 'unknown', again: 'soon' }) };
}

/** Codes and names of the error and of its causes; never messages. */
function namesOf(error: unknown, depth = 0): string {
  if (!(error instanceof Error) || depth > 4) return '';
  const code = 'code' in error ? String(error.code) : '';
  return [error.name, code, namesOf(error.cause, depth + 1)].join(' ');
}
