/** Sample records, as CloudTrail writes them, and events of EventBridge's own. Their addresses and names are made up. */
import { iamArn } from '../../core/arn.ts';
import type { Json, JsonObject } from '../../core/event.ts';
import { partitionOf } from '../../core/regions.ts';
import type { Recorded, Sample } from './deed.ts';

type By = 'user' | 'root' | 'federated' | 'identity-center';

interface CallFacts {
  readonly by?: By;
  /** Defaults by the service. */
  readonly where?: Sample['where'];
  readonly request?: JsonObject | ((place: Recorded) => JsonObject);
  readonly error?: string;
  readonly also?: JsonObject;
}

/** When the sample events are, in milliseconds since the epoch. */
const TIME = Date.UTC(2026, 10, 1, 9);

/** Services that CloudTrail records in one region only. */
const GLOBAL = new Set(['iam', 'organizations', 'account', 'sts']);

/** An API call; `source` without `.amazonaws.com`. */
export function call(source: string, name: string, facts: CallFacts = {}): Sample {
  const { by = 'user', where = GLOBAL.has(source) ? 'global' : 'everywhere', request, error, also } = facts;
  return {
    name,
    where,
    record: (place) => ({
      ...recordOf(place, by),
      eventSource: `${source}.amazonaws.com`,
      eventName: name,
      eventType: 'AwsApiCall',
      requestParameters: typeof request === 'function' ? request(place) : (request ?? null),
      ...(error === undefined
        ? {}
        : { errorCode: error, errorMessage: 'User is not authorized to perform this action' }),
      ...also,
    }),
  };
}

interface SignInFacts {
  readonly by?: By;
  readonly where?: Sample['where'];
  readonly result?: 'Success' | 'Failure';
  readonly mfa?: 'Yes' | 'No';
  readonly also?: JsonObject;
}

/** A console sign-in event. */
export function signIn(
  name: string,
  { by = 'user', where = 'everywhere', result = 'Success', mfa = 'No', also }: SignInFacts = {},
): Sample {
  const isFailure = result === 'Failure';
  return {
    name,
    where,
    record: (place) => ({
      ...recordOf(place, by),
      eventSource: 'signin.amazonaws.com',
      eventName: name,
      eventType: 'AwsConsoleSignIn',
      requestParameters: null,
      responseElements: { [name]: result },
      additionalEventData: {
        LoginTo: 'https://console.aws.amazon.com/console/home',
        MobileVersion: 'No',
        MFAUsed: mfa,
      },
      ...(isFailure ? { errorMessage: 'Failed authentication' } : {}),
      ...also,
    }),
  };
}

/** An event that AWS sends to EventBridge only: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-structure.html */
export const native = (source: string, name: string, where: Sample['where'], detail: JsonObject = {}): Sample => ({
  name,
  where,
  record: ({ account, region }) => ({
    version: '0',
    id: '5a3f1d1e-0000-4000-8000-000000000000',
    'detail-type': name,
    source,
    account,
    time: new Date(TIME).toISOString().replace('.000Z', 'Z'),
    region,
    resources: [],
    detail,
  }),
});

/** The same record so many seconds earlier, as an event of its own. */
export const earlier =
  (
    sample: Sample,
    ...others: readonly { readonly seconds: number; readonly also?: (place: Recorded) => JsonObject }[]
  ) =>
  (place: Recorded): readonly JsonObject[] =>
    others.map(({ seconds, also }) => ({
      ...sample.record(place),
      eventID: `5a3f1d1e-0000-4000-8000-${String(seconds).padStart(12, '0')}`,
      eventTime: new Date(TIME - seconds * 1_000).toISOString().replace('.000Z', 'Z'),
      ...also?.(place),
    }));

/** The identity of an IAM user in a record. */
export const userNamed =
  (name: string) =>
  (place: Recorded): JsonObject => ({
    userIdentity: {
      type: 'IAMUser',
      principalId: `AIDAEXAMPLE${name.toUpperCase()}`,
      arn: iamArn(place, `user/${name}`),
      accountId: place.account,
      userName: name,
    },
  });

/** An event of Identity Center's portal. */
export function atPortal(name: string, details: JsonObject): Sample {
  return {
    name,
    where: 'somewhere',
    record: (place) => ({
      ...recordOf(place, 'identity-center'),
      eventSource: 'signin.amazonaws.com',
      eventName: name,
      eventType: 'AwsServiceEvent',
      requestParameters: null,
      additionalEventData: { AuthWorkflowID: '9de74b32-8362-4a01-a524-de21df59fd83', CredentialType: 'PASSWORD,TOTP' },
      serviceEventDetails: details,
    }),
  };
}

function recordOf(place: Recorded, by: By): JsonObject {
  const { account, region } = place;
  return {
    eventVersion: '1.11',
    eventID: '5a3f1d1e-0000-4000-8000-000000000000',
    eventTime: new Date(TIME).toISOString().replace('.000Z', 'Z'),
    awsRegion: region,
    sourceIPAddress: '198.51.100.77',
    userAgent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/142.0.0.0 Safari/537.36',
    userIdentity: IDENTITIES[by](place),
    responseElements: null,
    readOnly: false,
    managementEvent: true,
    recipientAccountId: account,
    eventCategory: 'Management',
  };
}

const IDENTITIES: Readonly<Record<By, (place: Recorded) => Json>> = {
  user: (place) => ({
    type: 'IAMUser',
    principalId: 'AIDAEXAMPLEALICE',
    arn: iamArn(place, 'user/alice'),
    accountId: place.account,
    userName: 'alice',
  }),
  root: (place) => ({
    type: 'Root',
    principalId: place.account,
    arn: iamArn(place, 'root'),
    accountId: place.account,
    accessKeyId: '',
  }),
  federated: (place) => ({
    type: 'AssumedRole',
    principalId: 'AROAEXAMPLE:alice@example.com',
    arn: iamArn(place, 'assumed-role/SamlAdmin/alice@example.com', 'sts'),
    accountId: place.account,
    sessionContext: {
      sessionIssuer: {
        type: 'Role',
        principalId: 'AROAEXAMPLE',
        arn: iamArn(place, 'role/SamlAdmin'),
        accountId: place.account,
        userName: 'SamlAdmin',
      },
      attributes: { creationDate: '2026-11-01T08:59:00Z', mfaAuthenticated: 'false' },
    },
  }),
  'identity-center': ({ account, region }) => ({
    type: 'IdentityCenterUser',
    accountId: account,
    onBehalfOf: {
      userId: '94d00cd8-e9e6-4810-b177-b08e84725435',
      identityStoreArn: `arn:${partitionOf(region)}:identitystore::${account}:identitystore/d-1234567890`,
    },
    credentialId: '8f761cae-883d-4a3d-af67-3abf46488f71',
  }),
};
