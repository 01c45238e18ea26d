/** Why there was no answer, in words of our own: an error's message may hold the URL. */

export interface NoAnswer {
  readonly kind: 'none';
  readonly why: string;
  readonly hint: string;
  /** Whether to try again: at once (with pauses), some other time, or never as things are. */
  readonly again: 'soon' | 'later' | 'never';
}

type Reason = Omit<NoAnswer, 'kind'>;

const NETWORK = 'Check the network, and the proxy if you have one (HTTPS_PROXY, NO_PROXY).';

const STOPPED: Reason = { why: 'it was stopped', hint: 'Run it again.', again: 'later' };
const UNKNOWN: Reason = { why: 'the request failed', hint: NETWORK, again: 'soon' };

// Names and codes: https://nodejs.org/api/errors.html and OpenSSL's verification errors. The first that fits holds.
const REASONS: readonly (readonly [RegExp, Reason])[] = [
  [
    /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|TLS|SSL|EPROTO/,
    {
      why: 'its TLS certificate is not trusted, or it speaks no TLS',
      hint: 'A proxy that reads along needs its certificate in NODE_EXTRA_CA_CERTS; else check that the URL is the right one.',
      again: 'later',
    },
  ],
  [
    /ERR_INVALID_URL/,
    { why: 'the proxy’s URL is not a URL', hint: 'Mend HTTPS_PROXY: http://host:port.', again: 'never' },
  ],
  [
    /ERR_INVALID_CHAR|ERR_UNESCAPED_CHARACTERS/,
    {
      why: 'the secret holds characters that can not be sent',
      hint: 'Store it again, without line breaks, spaces or quotes.',
      again: 'never',
    },
  ],
  [
    /ENOTFOUND|EAI_AGAIN/,
    {
      why: 'its host name is not known here',
      hint: `Check the URL’s host and the name server. ${NETWORK}`,
      again: 'soon',
    },
  ],
  [/ECONNREFUSED/, { why: 'the connection was refused', hint: NETWORK, again: 'soon' }],
  [/TIMEOUT|ETIMEDOUT|TimeoutError/, { why: 'it did not answer in time', hint: NETWORK, again: 'soon' }],
  [
    /PROXY_REFUSED/,
    {
      why: 'the proxy did not let the request through',
      hint: 'Check HTTPS_PROXY, its user and password, and whether it lets this host through.',
      again: 'soon',
    },
  ],
  [/ECONNRESET|EPIPE|ERR_STREAM_PREMATURE_CLOSE/, { why: 'the connection broke', hint: NETWORK, again: 'soon' }],
  [/EHOSTUNREACH|ENETUNREACH/, { why: 'it can not be reached from here', hint: NETWORK, again: 'soon' }],
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
  if (signal.aborted) return { kind: 'none', ...STOPPED };
  const names = namesOf(error);
  const found = REASONS.find(([pattern]) => pattern.test(names));
  return { kind: 'none', ...(found?.[1] ?? UNKNOWN) };
}

/** Codes and names of the error and what caused it: never messages. */
function namesOf(error: unknown, depth = 0): string {
  if (!(error instanceof Error) || depth > 4) return '';
  const code = 'code' in error ? String(error.code) : '';
  return [error.name, code, namesOf(error.cause, depth + 1)].join(' ');
}
