/** Kinds of errors from the AWS SDK. */
import { FAULTS, type Fault } from '../messages/aws/aws-errors.ts';

export type { Fault };

/**
 * Names of AWS's errors, older spellings included:
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/CommonErrors.html
 */
const NAMES: Partial<Record<Fault, readonly string[]>> = {
  denied: [
    'AccessDenied',
    'AccessDeniedException',
    'AuthorizationError',
    'AuthorizationErrorException',
    'NotAuthorized',
    'OperationNotPermittedException',
    'UnauthorizedOperation',
  ],
  expired: ['ExpiredToken', 'ExpiredTokenException', 'TokenRefreshRequired'],
  'bad-credentials': [
    'AuthFailure',
    'IncompleteSignature',
    'InvalidAccessKeyId',
    'InvalidClientTokenId',
    'InvalidSignatureException',
    'MissingAuthenticationToken',
    'MissingAuthenticationTokenException',
    'SignatureDoesNotMatch',
    'UnrecognizedClientException',
  ],
  clock: ['RequestExpired', 'RequestInTheFuture', 'RequestTimeTooSkewed'],
  // botocore's list of errors that mean "slower": `botocore/retries/standard.py`.
  throttled: [
    'BandwidthLimitExceeded',
    'EC2ThrottledException',
    'LimitExceededException',
    'PriorRequestNotComplete',
    'ProvisionedThroughputExceededException',
    'RequestLimitExceeded',
    'RequestThrottled',
    'RequestThrottledException',
    'SlowDown',
    'ThrottledException',
    'Throttling',
    'ThrottlingException',
    'TooManyRequestsException',
    'TransactionInProgressException',
  ],
  'region-disabled': ['OptInRequired', 'RegionDisabledException'],
  server: [
    'InternalError',
    'InternalFailure',
    'InternalServiceError',
    'ServiceUnavailable',
    'ServiceUnavailableException',
  ],
  unreachable: ['NetworkingError', 'TimeoutError'],
  endpoint: ['EndpointError'],
  // The SDK could not read the answer, or `answers.ts` refused it.
  'not-aws': ['SyntaxError', 'NotAws'],
  stopped: ['AbortError'],
};

const UNREACHABLE = /^(ENOTFOUND|EAI_AGAIN|ECONN\w+|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EPIPE|EPROTO|ERR_SOCKET\w*)$/;
/** JavaScript's own errors, whose names AWS never uses. */
const NAMELESS = /^(?:Syntax|Type)?Error$/;
const CERTIFICATE = /CERT|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER|ERR_TLS/;

interface AwsError {
  readonly name: string;
  readonly message: string;
  /** Node's code of the error. */
  readonly code: string;
  /** The requested host, if its name didn't resolve. */
  readonly host: string;
  readonly status: number | undefined;
}

export function faultOf(error: unknown): Fault {
  const { name, message, code, status } = readError(error);
  if (/^(Credentials|Token)?ProviderError$/.test(name)) return faultOfProvider(message);
  // The SDK looks for a section that isn't there.
  if (/\(reading 'sso_\w+'\)/.test(message)) return 'no-credentials';
  // A wrong clock shows as a signature that is too old or too new.
  if (/Signature (expired|not yet current)/i.test(message)) return 'clock';
  if (code === 'ERR_INVALID_URL' || /^Region (is missing|not accepted)|^Invalid URL/.test(message)) return 'endpoint';
  // The SDK could not read the XML.
  if (/^@aws-sdk XML parse error|Deserialization error: /.test(message) && NAMELESS.test(name)) return 'not-aws';
  if (UNREACHABLE.test(code)) return 'unreachable';
  if (CERTIFICATE.test(code)) return 'certificate';
  for (const fault of FAULTS) if (NAMES[fault]?.includes(name)) return fault;
  if (status === 407) return 'proxy';
  if (status === 429) return 'throttled';
  if (status !== undefined && status >= 500) return 'server';
  // AWS names each of its errors; a nameless one comes from a host in between.
  return name.startsWith('Unknown') ? 'not-aws' : 'other';
}

/** The chain of providers keeps only one sentence of the error. */
function faultOfProvider(message: string): Fault {
  if (/multi-factor authentication/.test(message)) return 'mfa-code';
  if (/expired|aws sso login|aws login|UnauthorizedException|re-?authenticate/i.test(message)) return 'expired';
  // Identity Center knows the user, and denies the role.
  if (/^ForbiddenException/.test(message)) return 'bad-credentials';
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
