/** The one place that makes AWS clients. The SDK is loaded when the first client is asked for. */
import type { AccountClient } from '@aws-sdk/client-account';
import type { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import type { SSMClient } from '@aws-sdk/client-ssm';
import { proxyAgent } from './proxy.ts';

interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** What is left out comes from where every AWS tool takes it: environment, shared files, SSO, instance. */
export interface AwsOptions {
  readonly profile?: string | undefined;
  readonly region?: string | undefined;
  /** For the sandbox. People set AWS_ENDPOINT_URL, which the SDK reads by itself. */
  readonly endpoint?: string | undefined;
  readonly credentials?: Credentials | undefined;
}

export interface Aws {
  /** The profile's name, for hints. */
  readonly profile: string | undefined;
  /** Where account-wide questions go. */
  homeRegion(): Promise<string>;
  /** Fails where there are no credentials or their session has expired; asks AWS nothing that costs. */
  checkCredentials(): Promise<void>;
  /** Never tries again by itself: each attempt counts against two requests a second. */
  cloudtrail(region: string): Promise<CloudTrailClient>;
  account(): Promise<AccountClient>;
  ssm(region?: string): Promise<SSMClient>;
}

const HOME_REGION = 'us-east-1';
/** In the user agent of each request, so that our own calls can be told apart in the trail. */
const APP_ID = 'aws-login-watch';
const CONNECT_TIMEOUT = 5_000;
const ANSWER_TIMEOUT = 30_000;

/** Without it the SDK writes to the console by itself. */
const QUIET = { trace() {}, debug() {}, info() {}, warn() {}, error() {} };

export function makeAws(options: AwsOptions): Aws {
  const common = once(() => commonConfig(options));
  const homeRegion = once(async () => options.region ?? (await regionOfSdk(await common())) ?? HOME_REGION);
  return {
    profile: options.profile ?? process.env['AWS_PROFILE'],
    homeRegion,
    async checkCredentials() {
      const { credentials } = await common();
      if (typeof credentials === 'function') await credentials();
    },
    async cloudtrail(region) {
      const { CloudTrailClient } = await import('@aws-sdk/client-cloudtrail');
      return new CloudTrailClient({ ...(await common()), region, maxAttempts: 1 });
    },
    async account() {
      const { AccountClient } = await import('@aws-sdk/client-account');
      return new AccountClient({ ...(await common()), region: await homeRegion() });
    },
    async ssm(region) {
      const { SSMClient } = await import('@aws-sdk/client-ssm');
      return new SSMClient({ ...(await common()), region: region ?? (await homeRegion()) });
    },
  };
}

type CommonConfig = Awaited<ReturnType<typeof commonConfig>>;

async function commonConfig({ profile, endpoint, credentials }: AwsOptions) {
  const agent = await proxyAgent();
  const requestHandler = {
    connectionTimeout: CONNECT_TIMEOUT,
    requestTimeout: ANSWER_TIMEOUT,
    throwOnRequestTimeout: true,
    ...(agent === undefined ? {} : { httpsAgent: agent }),
  };
  const { defaultProvider } = await import('@aws-sdk/credential-provider-node');
  return {
    requestHandler,
    logger: QUIET,
    userAgentAppId: APP_ID,
    // One provider for all clients: a session is fetched once, not once a region. SSO takes the proxy only from `clientConfig`.
    credentials:
      credentials ??
      defaultProvider({
        ...(profile === undefined ? {} : { profile }),
        logger: QUIET,
        clientConfig: { requestHandler },
      }),
    ...(profile === undefined ? {} : { profile }),
    ...(endpoint === undefined ? {} : { endpoint }),
  };
}

/** What the environment or the profile says. The SDK doesn't read the AWS CLI's variable, so that is done here. */
async function regionOfSdk(config: CommonConfig): Promise<string | undefined> {
  const { AccountClient } = await import('@aws-sdk/client-account');
  return new AccountClient(config).config.region().catch(() => process.env['AWS_DEFAULT_REGION']);
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
