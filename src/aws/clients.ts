/** Makes AWS clients, here alone. The SDK is loaded at the first client. */
import type { AccountClient } from '@aws-sdk/client-account';
import type { AthenaClient } from '@aws-sdk/client-athena';
import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import type { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import type { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import type { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import type { GuardDutyClient } from '@aws-sdk/client-guardduty';
import type { IAMClient } from '@aws-sdk/client-iam';
import type { IdentitystoreClient } from '@aws-sdk/client-identitystore';
import type { KMSClient } from '@aws-sdk/client-kms';
import type { LambdaClient } from '@aws-sdk/client-lambda';
import type { OrganizationsClient } from '@aws-sdk/client-organizations';
import type { S3Client } from '@aws-sdk/client-s3';
import type { S3ControlClient } from '@aws-sdk/client-s3-control';
import type { SNSClient } from '@aws-sdk/client-sns';
import type { SQSClient } from '@aws-sdk/client-sqs';
import type { SSMClient } from '@aws-sdk/client-ssm';
import type { SSOAdminClient } from '@aws-sdk/client-sso-admin';
import type { STSClient } from '@aws-sdk/client-sts';
import { once } from '../core/once.ts';
import { isLoopbackEndpoint, wholeEndpoint } from './loopback.ts';
import { alone, eachRegion } from './made-once.ts';
import { makeObservabilityAdmin, type ObservabilityAdmin } from './observability-admin.ts';
import { proxyAgent } from './proxy.ts';
import { makeSignIn, type SignIn } from './signin.ts';

interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** Absent options default to those of every AWS tool: environment, shared files, SSO, instance. */
export interface AwsOptions {
  readonly profile?: string | undefined;
  readonly region?: string | undefined;
  /** For the sandbox. Users set AWS_ENDPOINT_URL, which the SDK reads by itself. */
  readonly endpoint?: string | undefined;
  readonly credentials?: Credentials | (() => Promise<Credentials & { readonly expiration?: Date }>) | undefined;
  /** Called once if no region is configured, with the one that is used. */
  readonly onAssumedRegion?: ((region: string) => void) | undefined;
}

export interface Aws {
  /** The profile's name, for hints. */
  readonly profile: string | undefined;
  /** The region for account-wide requests. */
  homeRegion(): Promise<string>;
  /** Fails if there are no credentials or their session has expired; sends AWS nothing that costs. */
  checkCredentials(): Promise<void>;
  /** Never retries by itself: each attempt counts against two requests a second. */
  cloudtrail(region: string): Promise<CloudTrailClient>;
  account(): Promise<AccountClient>;
  athena(): Promise<AthenaClient>;
  ssm(region?: string): Promise<SSMClient>;
  /** Without a region, these go to the home region. */
  cloudformation(region?: string): Promise<CloudFormationClient>;
  cloudwatch(region?: string): Promise<CloudWatchClient>;
  dynamodb(region?: string): Promise<DynamoDBClient>;
  events(region?: string): Promise<EventBridgeClient>;
  guardduty(region: string): Promise<GuardDutyClient>;
  iam(): Promise<IAMClient>;
  identitystore(region: string): Promise<IdentitystoreClient>;
  kms(region?: string): Promise<KMSClient>;
  lambda(region?: string): Promise<LambdaClient>;
  logs(region?: string): Promise<CloudWatchLogsClient>;
  observabilityAdmin(region: string): Promise<ObservabilityAdmin>;
  organizations(): Promise<OrganizationsClient>;
  s3(region?: string): Promise<S3Client>;
  /** For a bucket of any region. Never retries by itself: whoever reads thousands of objects slows down for all of them. */
  s3Reader(): Promise<S3Client>;
  signin(region: string): Promise<SignIn>;
  s3Control(region: string): Promise<S3ControlClient>;
  sns(region?: string): Promise<SNSClient>;
  sqs(region?: string): Promise<SQSClient>;
  ssoAdmin(region: string): Promise<SSOAdminClient>;
  sts(): Promise<STSClient>;
}

const HOME_REGION = 'us-east-1';
/** In the user agent of each request, so that our own calls can be recognized in the trail. */
const APP_ID = 'aws-login-watch';
const CONNECT_TIMEOUT = 5_000;
const ANSWER_TIMEOUT = 30_000;

/** Without it the SDK writes to the console by itself. */
const QUIET = { trace() {}, debug() {}, info() {}, warn() {}, error() {} };

export function makeAws(options: AwsOptions): Aws {
  const common = once(() => commonConfig(options));
  const homeRegion = once(async () => {
    const configured = options.region ?? (await regionOfSdk(await common()));
    if (configured === undefined) options.onAssumedRegion?.(HOME_REGION);
    return configured ?? HOME_REGION;
  });
  const at = async (region: string | undefined) => ({ ...(await common()), region: region ?? (await homeRegion()) });
  return {
    profile: options.profile ?? process.env['AWS_PROFILE'],
    homeRegion,
    async checkCredentials() {
      const { credentials } = await common();
      if (typeof credentials === 'function') await credentials();
    },
    cloudtrail: eachRegion(async (region) => {
      const { CloudTrailClient } = await import('@aws-sdk/client-cloudtrail');
      return new CloudTrailClient({ ...(await common()), region, maxAttempts: 1 });
    }),
    account: alone(async () => {
      const { AccountClient } = await import('@aws-sdk/client-account');
      return new AccountClient({ ...(await common()), region: await homeRegion() });
    }),
    athena: alone(async () => {
      const { AthenaClient } = await import('@aws-sdk/client-athena');
      return new AthenaClient(await at(undefined));
    }),
    ssm: eachRegion(async (region) => {
      const { SSMClient } = await import('@aws-sdk/client-ssm');
      return new SSMClient(await at(region));
    }),
    cloudformation: eachRegion(async (region) => {
      const { CloudFormationClient } = await import('@aws-sdk/client-cloudformation');
      return new CloudFormationClient(await at(region));
    }),
    cloudwatch: eachRegion(async (region) => {
      const { CloudWatchClient } = await import('@aws-sdk/client-cloudwatch');
      return new CloudWatchClient(await at(region));
    }),
    dynamodb: eachRegion(async (region) => {
      const { DynamoDBClient } = await import('@aws-sdk/client-dynamodb');
      return new DynamoDBClient(await at(region));
    }),
    events: eachRegion(async (region) => {
      const { EventBridgeClient } = await import('@aws-sdk/client-eventbridge');
      return new EventBridgeClient(await at(region));
    }),
    kms: eachRegion(async (region) => {
      const { KMSClient } = await import('@aws-sdk/client-kms');
      return new KMSClient(await at(region));
    }),
    identitystore: eachRegion(async (region) => {
      const { IdentitystoreClient } = await import('@aws-sdk/client-identitystore');
      return new IdentitystoreClient(await at(region));
    }),
    lambda: eachRegion(async (region) => {
      const { LambdaClient } = await import('@aws-sdk/client-lambda');
      return new LambdaClient(await at(region));
    }),
    logs: eachRegion(async (region) => {
      const { CloudWatchLogsClient } = await import('@aws-sdk/client-cloudwatch-logs');
      return new CloudWatchLogsClient(await at(region));
    }),
    s3: eachRegion(async (region) => {
      const { S3Client } = await import('@aws-sdk/client-s3');
      return new S3Client({
        ...(await at(region)),
        forcePathStyle: options.endpoint !== undefined || isLoopbackEndpoint(),
      });
    }),
    s3Reader: alone(async () => {
      const { S3Client } = await import('@aws-sdk/client-s3');
      return new S3Client({
        ...(await at(undefined)),
        forcePathStyle: options.endpoint !== undefined || isLoopbackEndpoint(),
        followRegionRedirects: true,
        maxAttempts: 1,
      });
    }),
    s3Control: eachRegion(async (region) => {
      const { S3ControlClient } = await import('@aws-sdk/client-s3-control');
      return new S3ControlClient({ ...(await at(region)), ...wholeEndpoint(options.endpoint) });
    }),
    sns: eachRegion(async (region) => {
      const { SNSClient } = await import('@aws-sdk/client-sns');
      return new SNSClient(await at(region));
    }),
    sqs: eachRegion(async (region) => {
      const { SQSClient } = await import('@aws-sdk/client-sqs');
      return new SQSClient(await at(region));
    }),
    ssoAdmin: eachRegion(async (region) => {
      const { SSOAdminClient } = await import('@aws-sdk/client-sso-admin');
      return new SSOAdminClient(await at(region));
    }),
    guardduty: eachRegion(async (region) => {
      const { GuardDutyClient } = await import('@aws-sdk/client-guardduty');
      return new GuardDutyClient(await at(region));
    }),
    signin: async (region) => makeSignIn({ ...(await common()), region }),
    observabilityAdmin: async (region) => makeObservabilityAdmin({ ...(await common()), region }),
    iam: alone(async () => {
      const { IAMClient } = await import('@aws-sdk/client-iam');
      return new IAMClient(await at(undefined));
    }),
    organizations: alone(async () => {
      const { OrganizationsClient } = await import('@aws-sdk/client-organizations');
      return new OrganizationsClient(await at(undefined));
    }),
    sts: alone(async () => {
      const { STSClient } = await import('@aws-sdk/client-sts');
      return new STSClient(await at(undefined));
    }),
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

/** The region of the environment or the profile. The SDK doesn't read the AWS CLI's variable, so that is done here. */
async function regionOfSdk(config: CommonConfig): Promise<string | undefined> {
  const { AccountClient } = await import('@aws-sdk/client-account');
  return new AccountClient(config).config.region().catch(() => process.env['AWS_DEFAULT_REGION']);
}
