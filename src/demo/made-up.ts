/** Parts of made-up records: the account, its people, and the fields of a record. */
import { createHash } from 'node:crypto';
import type { Json, JsonObject } from '../core/event.ts';
import { MINUTE } from '../core/time.ts';

export const ACCOUNT = '111122223333';
export const OFFICE = '203.0.113.24';
export const HOME = '198.51.100.77';
export const STRANGER = '198.51.100.9';
export const WINDOWS =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36';
export const MAC = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:145.0) Gecko/20100101 Firefox/145.0';

export interface Moment {
  readonly minutesAgo: number;
  readonly region: string;
  readonly address: string;
}

export const user = (name: string): JsonObject => ({
  type: 'IAMUser',
  principalId: `AIDAEXAMPLE${name.toUpperCase()}`,
  arn: `arn:aws:iam::${ACCOUNT}:user/${name}`,
  accountId: ACCOUNT,
  userName: name,
});
/** A user in the console, where each request has a key of its own. `since`: when it was opened, in ms since the epoch. */
export const inConsole = (name: string, since: number, request: number): Json => ({
  ...user(name),
  accessKeyId: `ASIAEXAMPLE${name.toUpperCase()}${String(request).padStart(5, '0')}`,
  sessionContext: {
    attributes: { creationDate: `${new Date(since).toISOString().slice(0, 19)}Z`, mfaAuthenticated: 'false' },
  },
});
export const ROOT: JsonObject = {
  type: 'Root',
  principalId: ACCOUNT,
  arn: `arn:aws:iam::${ACCOUNT}:root`,
  accountId: ACCOUNT,
};
export const role = (name: string, session: string): JsonObject => ({
  type: 'AssumedRole',
  principalId: `AROAEXAMPLE${name.toUpperCase().slice(0, 8)}:${session}`,
  arn: `arn:aws:sts::${ACCOUNT}:assumed-role/${name}/${session}`,
  accountId: ACCOUNT,
  sessionContext: {
    sessionIssuer: { type: 'Role', arn: `arn:aws:iam::${ACCOUNT}:role/${name}`, accountId: ACCOUNT, userName: name },
  },
});

export type Add = (moment: Moment, parts: Record<string, Json>) => void;

/** Fills up the records that are added, before `now` (ms since the epoch); the same for the same `now`. */
export function recorder(now: number): { readonly add: Add; readonly made: readonly JsonObject[] } {
  const made: JsonObject[] = [];
  const add: Add = ({ minutesAgo, region, address }, parts) => {
    const eventTime = `${new Date(now - minutesAgo * MINUTE).toISOString().slice(0, 19)}Z`;
    const record = {
      eventVersion: '1.11',
      eventTime,
      awsRegion: region,
      sourceIPAddress: address,
      userAgent: WINDOWS,
      requestParameters: null,
      responseElements: null,
      readOnly: false,
      eventType: 'AwsApiCall',
      managementEvent: true,
      eventCategory: 'Management',
      recipientAccountId: ACCOUNT,
      ...parts,
    };
    made.push({ eventID: idOf(made.length, record), ...record });
  };
  return { add, made };
}

/** An id that looks like AWS's, from the content. */
function idOf(position: number, record: JsonObject): string {
  const hex = createHash('sha256')
    .update(`${position} ${record['eventName']} ${JSON.stringify(record['userIdentity'])}`)
    .digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
}

export function signIn(
  identity: Json,
  more: { readonly mfa?: 'Yes' | 'No'; readonly error?: string; readonly agent?: string } = {},
): Record<string, Json> {
  const { mfa = 'Yes', error, agent = WINDOWS } = more;
  return {
    eventSource: 'signin.amazonaws.com',
    eventName: 'ConsoleLogin',
    eventType: 'AwsConsoleSignIn',
    userIdentity: identity,
    userAgent: agent,
    responseElements: { ConsoleLogin: error === undefined ? 'Success' : 'Failure' },
    additionalEventData: {
      MFAUsed: mfa,
      MobileVersion: 'No',
      LoginTo: 'https://console.aws.amazon.com/console/home?state=made-up',
    },
    ...(error === undefined ? {} : { errorMessage: error }),
  };
}
