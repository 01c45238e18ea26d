/** What kind of no an error from the AWS SDK is. */

export type Fault =
  | 'no-credentials'
  | 'mfa-code'
  | 'expired'
  | 'bad-credentials'
  | 'denied'
  | 'clock'
  | 'throttled'
  | 'unreachable'
  | 'certificate'
  | 'region-disabled'
  | 'endpoint'
  | 'not-aws'
  | 'proxy'
  | 'server'
  | 'stopped'
  | 'other';

/** botocore's list of errors that mean "slower": `botocore/retries/standard.py`. */
const THROTTLED = [
  'Throttling',
  'ThrottlingException',
  'ThrottledException',
  'RequestThrottledException',
  'TooManyRequestsException',
  'ProvisionedThroughputExceededException',
  'TransactionInProgressException',
  'RequestLimitExceeded',
  'BandwidthLimitExceeded',
  'LimitExceededException',
  'RequestThrottled',
  'SlowDown',
  'PriorRequestNotComplete',
  'EC2ThrottledException',
];

/** Names that AWS gives its errors: https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/CommonErrors.html and their older spellings. */
const BY_NAME: ReadonlyMap<string, Fault> = new Map([
  ...THROTTLED.map((name) => [name, 'throttled'] as const),
  ...[
    'AccessDenied',
    'AccessDeniedException',
    'AuthorizationError',
    'AuthorizationErrorException',
    'NotAuthorized',
  ].map((name) => [name, 'denied'] as const),
  ...['UnauthorizedOperation', 'OperationNotPermittedException'].map((name) => [name, 'denied'] as const),
  ...['ExpiredToken', 'ExpiredTokenException', 'TokenRefreshRequired'].map((name) => [name, 'expired'] as const),
  ...['UnrecognizedClientException', 'InvalidClientTokenId', 'InvalidAccessKeyId', 'AuthFailure'].map(
    (name) => [name, 'bad-credentials'] as const,
  ),
  ...['SignatureDoesNotMatch', 'InvalidSignatureException', 'IncompleteSignature', 'MissingAuthenticationToken'].map(
    (name) => [name, 'bad-credentials'] as const,
  ),
  ...['RequestTimeTooSkewed', 'RequestExpired', 'RequestInTheFuture'].map((name) => [name, 'clock'] as const),
  ...['OptInRequired', 'RegionDisabledException'].map((name) => [name, 'region-disabled'] as const),
  ...[
    'InternalFailure',
    'InternalError',
    'InternalServiceError',
    'ServiceUnavailable',
    'ServiceUnavailableException',
  ].map((name) => [name, 'server'] as const),
  ['EndpointError', 'endpoint'],
  // The SDK could not read the answer.
  ['SyntaxError', 'not-aws'],
  ...['TimeoutError', 'NetworkingError'].map((name) => [name, 'unreachable'] as const),
  ['AbortError', 'stopped'],
]);

const UNREACHABLE = /^(ENOTFOUND|EAI_AGAIN|ECONN\w+|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EPIPE|EPROTO|ERR_SOCKET\w*)$/;
const CERTIFICATE = /CERT|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER|ERR_TLS/;

interface AwsError {
  readonly name: string;
  readonly message: string;
  /** Of Node's own errors. */
  readonly code: string;
  /** The host that was asked for, where its name led nowhere. */
  readonly host: string;
  readonly status: number | undefined;
}

export function faultOf(error: unknown): Fault {
  const { name, message, code, status } = readError(error);
  if (/^(Credentials|Token)?ProviderError$/.test(name)) return faultOfProvider(message);
  // A clock that is wrong shows as a signature that is too old or too new.
  if (/Signature (expired|not yet current)/i.test(message)) return 'clock';
  if (code === 'ERR_INVALID_URL' || /^Region (is missing|not accepted)|^Invalid URL/.test(message)) return 'endpoint';
  if (UNREACHABLE.test(code)) return 'unreachable';
  if (CERTIFICATE.test(code)) return 'certificate';
  const known = BY_NAME.get(name);
  if (known !== undefined) return known;
  if (status === 407) return 'proxy';
  if (status === 429) return 'throttled';
  if (status !== undefined && status >= 500) return 'server';
  // AWS names each of its errors; what has no name comes from something in between.
  return name.startsWith('Unknown') ? 'not-aws' : 'other';
}

/** The chain of providers keeps only a sentence of what went wrong. */
function faultOfProvider(message: string): Fault {
  if (/multi-factor authentication/.test(message)) return 'mfa-code';
  if (/expired|aws sso login|aws login|UnauthorizedException|re-?authenticate/i.test(message)) return 'expired';
  if (/ENOTFOUND|EAI_AGAIN|ECONN|ETIMEDOUT|TimeoutError: /.test(message)) return 'unreachable';
  return 'no-credentials';
}

export function readError(error: unknown): AwsError {
  if (!(error instanceof Error)) return { name: '', message: String(error), code: '', host: '', status: undefined };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const host = 'hostname' in error && typeof error.hostname === 'string' ? error.hostname : '';
  const metadata = '$metadata' in error ? error.$metadata : undefined;
  const hasStatus = typeof metadata === 'object' && metadata !== null && 'httpStatusCode' in metadata;
  const status = hasStatus && typeof metadata.httpStatusCode === 'number' ? metadata.httpStatusCode : undefined;
  return { name: error.name, message: error.message, code, host, status };
}
