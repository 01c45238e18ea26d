/** Any error of the AWS SDK -> one clear sentence and what to do. Never a stack, never a secret. */
import { clip } from '../core/text.ts';
import { UserError } from '../core/user-error.ts';
import { type Fault, faultOf, readError } from './fault.ts';

/** What was tried when it failed. */
export interface Attempt {
  /** As IAM writes it, e.g. `cloudtrail:LookupEvents`. */
  readonly action: string;
  readonly region: string;
  readonly profile?: string | undefined;
  /** The command whose permissions `login-watch policy` prints. */
  readonly command?: string | undefined;
}

interface Explanation {
  readonly message: string;
  readonly hint: string;
}

export function explainAws(error: unknown, attempt: Attempt): UserError {
  const { message, hint } = EXPLANATIONS[faultOf(error)](error, attempt);
  return new UserError(message, { hint, exit: 3, cause: error });
}

const EXPLANATIONS: Readonly<Record<Fault, (error: unknown, attempt: Attempt) => Explanation>> = {
  'no-credentials': (_, { profile }) => ({
    message: `No AWS credentials were found${forProfile(profile)}`,
    hint:
      profile === undefined
        ? 'Sign in with `aws sso login` or `aws login`, or name a profile with --profile; `aws configure list-profiles` lists them.'
        : `Sign in with \`aws sso login --profile ${profile}\`, or name another profile; \`aws configure list-profiles\` lists them.`,
  }),
  'mfa-code': (_, { profile }) => ({
    message: `The AWS profile${profile === undefined ? '' : ` ${profile}`} asks for an MFA code, which can't be given here`,
    hint: 'Get temporary credentials first (`aws sts get-session-token`, or `aws login`), and run this with them.',
  }),
  expired: (_, { profile }) => ({
    message: `The AWS session${forProfile(profile)} has expired or was not begun`,
    hint: `Run \`aws sso login${profile === undefined ? '' : ` --profile ${profile}`}\` (or get new temporary credentials), then try again.`,
  }),
  'bad-credentials': (_, { region, profile }) => ({
    message: `AWS does not accept the credentials${forProfile(profile)} in ${region}`,
    hint: `Check them with \`aws sts get-caller-identity${profile === undefined ? '' : ` --profile ${profile}`}\`; the key may be deleted, inactive or mistyped.`,
  }),
  denied: (error, { action, region, command = 'replay' }) => ({
    message: `Not allowed to call ${deniedAction(error) ?? action} in ${region}${whyDenied(readError(error).message)}`,
    hint: `Attach the policy that \`login-watch policy ${command}\` prints, or use a profile that has it.`,
  }),
  clock: () => ({
    message: 'AWS refuses requests from this machine because its clock is wrong',
    hint: 'Set the clock (let the system synchronise it), then try again.',
  }),
  throttled: (_, { action, region }) => ({
    message: `AWS throttles ${action} in ${region} and did not stop doing so`,
    hint: 'Something else in the account uses up the same budget. Try again later, or fewer regions with --regions.',
  }),
  unreachable: (error, { action, region }) => ({
    message: `AWS can't be reached for ${action} in ${region} (${codeOf(error)})`,
    hint: 'Check the network, the region’s name, the proxy (HTTPS_PROXY, NO_PROXY) and AWS_ENDPOINT_URL.',
  }),
  certificate: (error, { region }) => ({
    message: `The TLS certificate that answers for AWS in ${region} is not trusted (${codeOf(error)})`,
    hint: 'Behind a proxy that opens TLS, name its certificate in NODE_EXTRA_CA_CERTS.',
  }),
  'region-disabled': (_, { region }) => ({
    message: `Region ${region} is not enabled in this account`,
    hint: 'Enable it in the account settings, or leave it out of --regions.',
  }),
  endpoint: (_, { action, region }) => ({
    message: `There is no valid endpoint for ${action} in ${region === '' ? 'a region without a name' : region}`,
    hint: 'Check the region’s name and AWS_ENDPOINT_URL.',
  }),
  'not-aws': (error, { action, region }) => ({
    message: `What answers ${action} in ${region} is not AWS (${codeOf(error)})`,
    hint: 'Check AWS_ENDPOINT_URL, and whether a proxy or a Wi-Fi login page answers in place of AWS.',
  }),
  proxy: (_, { action, region }) => ({
    message: `The proxy on the way to AWS wants a login (HTTP 407) for ${action} in ${region}`,
    hint: 'Put user and password into HTTPS_PROXY, or leave AWS out with NO_PROXY=.amazonaws.com.',
  }),
  server: (error, { action, region }) => ({
    message: `AWS failed to answer ${action} in ${region} (${codeOf(error)})`,
    hint: 'Try again later; https://health.aws.amazon.com tells whether the region has trouble.',
  }),
  stopped: (_, { action, region }) => ({
    message: `Stopped while calling ${action} in ${region}`,
    hint: 'Run it again to see the rest.',
  }),
  other: (error, { action, region }) => ({
    message: `AWS refused ${action} in ${region} (${codeOf(error)}: ${withoutSecrets(readError(error).message)})`,
    hint: 'Look the error’s name up in the AWS documentation of that action.',
  }),
};

function forProfile(profile: string | undefined): string {
  return profile === undefined ? '' : ` for profile ${profile}`;
}

function codeOf(error: unknown): string {
  const { name, code, host, status } = readError(error);
  const word = `${code || name || 'unknown error'} ${host}`.trim();
  return status === undefined || status < 400 ? word : `${word}, HTTP ${status}`;
}

/** A profile that takes a role may be refused that before what was asked for. */
function deniedAction(error: unknown): string | undefined {
  return /not authorized to perform: ([\w-]+:\w+)/.exec(readError(error).message)?.[1];
}

/** The part of AWS's sentence that tells which kind of policy said no. */
function whyDenied(message: string): string {
  const because =
    /because (.{1,200})$/.exec(message)?.[1] ?? /with an explicit deny(?: in [^.:]{1,80})?/.exec(message)?.[0];
  return because === undefined ? '' : `: ${withoutSecrets(because)}`;
}

/** Access keys and tokens: AWS quotes the signed request in some errors. */
function withoutSecrets(text: string): string {
  const redacted = text.replace(/\b(AKIA|ASIA)[A-Z0-9]{12,}/g, '$1…').replace(/[A-Za-z0-9+/_-]{40,}={0,2}/g, '…');
  return clip(redacted.replace(/\s+/g, ' ').trim(), 200);
}
