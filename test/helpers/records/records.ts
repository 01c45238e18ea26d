/** Whole, realistic CloudTrail records built from the fields that a case is about. */
import { createHash } from 'node:crypto';

const ACCOUNT = '111122223333';
/** Inside `TRUSTED` of test-rule.ts. */
export const OFFICE = '203.0.113.24';
export const ELSEWHERE = '198.51.100.77';

/** 09:12:41 on a Friday in November, so many minutes later. */
export function at(minutes: number): string {
  return new Date(Date.UTC(2026, 10, 20, 9, 12, 41) + minutes * 60_000).toISOString().replace('.000Z', 'Z');
}

type Fields = Readonly<Record<string, unknown>>;

export const iamUser = (name = 'alice', account = ACCOUNT): Fields => ({
  type: 'IAMUser',
  principalId: `AIDAEXAMPLE${name.toUpperCase()}`,
  arn: `arn:aws:iam::${account}:user/${name}`,
  accountId: account,
  userName: name,
});

/** A failed sign-in has no ARN. */
export const failedUser = (name = 'alice', account = ACCOUNT): Fields => ({
  type: 'IAMUser',
  principalId: `AIDAEXAMPLE${name.toUpperCase()}`,
  accountId: account,
  accessKeyId: '',
  userName: name,
});

export const hiddenUser = (account = ACCOUNT): Fields => ({
  type: 'IAMUser',
  accountId: account,
  accessKeyId: '',
  userName: 'HIDDEN_DUE_TO_SECURITY_REASONS',
});

export const root = (account = ACCOUNT): Fields => ({
  type: 'Root',
  principalId: account,
  arn: `arn:aws:iam::${account}:root`,
  accountId: account,
  accessKeyId: '',
});

export const role = (name: string, session: string, path = '/'): Fields => ({
  type: 'AssumedRole',
  principalId: `AROAEXAMPLE:${session}`,
  arn: `arn:aws:sts::${ACCOUNT}:assumed-role/${name}/${session}`,
  accountId: ACCOUNT,
  accessKeyId: 'ASIAEXAMPLE',
  sessionContext: {
    sessionIssuer: {
      type: 'Role',
      principalId: 'AROAEXAMPLE',
      arn: `arn:aws:iam::${ACCOUNT}:role${path}${name}`,
      accountId: ACCOUNT,
      userName: name,
    },
    webIdFederationData: {},
    attributes: { creationDate: at(-1), mfaAuthenticated: 'false' },
  },
});

/** The role that IAM Identity Center makes for a permission set. */
export const permissionSet = (set: string, user: string): Fields =>
  role(`AWSReservedSSO_${set}_0123456789abcdef`, user, '/aws-reserved/sso.amazonaws.com/');

export const identityCenterUser = (id = '94d00cd8-e9e6-4810-b177-b08e84725435'): Fields => ({
  type: 'IdentityCenterUser',
  arn: '',
  accountId: ACCOUNT,
  accessKeyId: '',
  onBehalfOf: { userId: id, identityStoreArn: `arn:aws:identitystore::${ACCOUNT}:identitystore/d-1234567890` },
  credentialId: '8f761cae-883d-4a3d-af67-3abf46488f71',
});

/** A session that an IAM user made by GetFederationToken. */
export const federatedUser = (name: string, issuer: string): Fields => ({
  type: 'FederatedUser',
  principalId: `${ACCOUNT}:${name}`,
  arn: `arn:aws:sts::${ACCOUNT}:federated-user/${name}`,
  accountId: ACCOUNT,
  accessKeyId: 'ASIAEXAMPLE',
  sessionContext: { sessionIssuer: iamUser(issuer), attributes: { creationDate: at(-1), mfaAuthenticated: 'false' } },
});

interface Circumstances {
  readonly by?: Fields;
  readonly from?: string;
  /** Minutes after the first. */
  readonly minute?: number;
  readonly region?: string;
  readonly account?: string;
  /** Other fields of the record, at its top level. */
  readonly also?: Fields;
}

function record(fields: Fields, { by, from, minute, region, account, also }: Circumstances): Fields {
  const whole = {
    eventVersion: '1.11',
    userIdentity: by ?? iamUser(),
    eventTime: at(minute ?? 0),
    awsRegion: region ?? 'us-east-1',
    sourceIPAddress: from ?? OFFICE,
    userAgent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/142.0.0.0 Safari/537.36',
    requestParameters: null,
    responseElements: null,
    readOnly: false,
    managementEvent: true,
    recipientAccountId: account ?? ACCOUNT,
    eventCategory: 'Management',
    ...fields,
    ...also,
  };
  return { ...whole, eventID: idOf(whole) };
}

/** The same content is the same event, so cases that need two events must differ in some field. */
function idOf(content: unknown): string {
  const hash = createHash('sha256').update(JSON.stringify(content)).digest('hex');
  return hash.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
}

interface SignInFacts extends Circumstances {
  readonly name?: string;
  readonly result?: 'Success' | 'Failure';
  readonly mfa?: 'Yes' | 'No' | 'YES';
  readonly error?: string;
  readonly additional?: Fields;
}

/** A sign-in event; a `ConsoleLogin` unless named otherwise. */
export function signIn({ name = 'ConsoleLogin', result = 'Success', mfa, error, additional, ...rest }: SignInFacts) {
  return record(
    {
      eventSource: 'signin.amazonaws.com',
      eventName: name,
      eventType: 'AwsConsoleSignIn',
      responseElements: { [name]: result },
      additionalEventData: {
        LoginTo: 'https://console.aws.amazon.com/console/home',
        MobileVersion: 'No',
        MFAUsed: mfa ?? 'No',
        ...additional,
      },
      ...(result === 'Failure' ? { errorMessage: error ?? 'Failed authentication' } : {}),
    },
    rest,
  );
}

/** An event of a sign-in through IAM Identity Center. */
export function identityCenter({ name = 'UserAuthentication', result = 'Success', additional, ...rest }: SignInFacts) {
  return record(
    {
      eventSource: 'signin.amazonaws.com',
      eventName: name,
      eventType: 'AwsServiceEvent',
      additionalEventData: {
        AuthWorkflowID: '9de74b32-8362-4a01-a524-de21df59fd83',
        CredentialType: 'PASSWORD,TOTP',
        ...additional,
      },
      serviceEventDetails: { [name]: result },
    },
    { by: identityCenterUser(), ...rest },
  );
}

interface OAuthFacts extends Circumstances {
  /** `AuthorizeOAuth2Access` unless named otherwise. */
  readonly name?: string;
  readonly client?: string;
  /** Where the code goes. */
  readonly redirect?: string;
  readonly grant?: string;
  readonly success?: 'true' | 'false';
}

const SAME_DEVICE = 'arn:aws:signin:::devtools/same-device';
export const CROSS_DEVICE = 'arn:aws:signin:::devtools/cross-device';
export const AGENT = 'arn:aws:signin:us-west-2::external-client/dcr/609544da-8f1c-4a62-b1de-0123456789ab';

/** A sign-in by `aws login`, or of an agent. */
export function oauth({ name = 'AuthorizeOAuth2Access', client, redirect, grant, success, ...rest }: OAuthFacts) {
  const isToken = name !== 'AuthorizeOAuth2Access';
  return record(
    {
      eventSource: 'signin.amazonaws.com',
      eventName: name,
      eventType: 'AwsApiCall',
      readOnly: true,
      ...(isToken ? { userAgent: 'aws-cli/2.32.0 md/command#login' } : {}),
      requestParameters: {
        client_id: client ?? SAME_DEVICE,
        ...(redirect === undefined ? {} : { redirect_uri: redirect }),
        ...(client === AGENT ? { resource: 'https://aws-mcp.us-west-2.api.aws/mcp' } : {}),
      },
      additionalEventData: { ...(grant === undefined ? {} : { grant_type: grant }), success: success ?? 'true' },
    },
    rest,
  );
}

interface Call extends Circumstances {
  readonly request?: unknown;
  readonly response?: unknown;
  readonly error?: string;
}

/** A call of an API, e.g. `apiCall('iam', 'CreateUser', { request: { userName: 'bob' } })`. */
export function apiCall(service: string, name: string, { request, response, error, ...rest }: Call = {}) {
  return record(
    {
      eventSource: `${service}.amazonaws.com`,
      eventName: name,
      eventType: 'AwsApiCall',
      requestParameters: request ?? null,
      responseElements: response ?? null,
      ...(error === undefined ? {} : { errorCode: error, errorMessage: 'not allowed' }),
    },
    rest,
  );
}

/** An EventBridge event that isn't a CloudTrail record. */
export function eventBridge(source: string, detailType: string, detail: Fields) {
  return {
    version: '0',
    id: idOf([source, detailType, detail]),
    'detail-type': detailType,
    source,
    account: ACCOUNT,
    time: at(0),
    region: 'us-east-1',
    resources: [],
    detail,
  };
}
