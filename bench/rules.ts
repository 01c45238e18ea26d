/** Every rule that is on over a day of a busy account: ordinary API traffic, with one sign-in in 200. */
import { activate } from '../src/core/activate.ts';
import { makeContext } from '../src/core/context.ts';
import type { TrailEvent } from '../src/core/event.ts';
import { inspect } from '../src/core/inspect.ts';
import { createMemory } from '../src/core/memory.ts';
import { normalise } from '../src/core/normalise.ts';
import { DEFAULT_SETTINGS } from '../src/core/settings.ts';
import { RULES } from '../src/rules/index.ts';

const RECORDS = 200_000;
const A_SIGN_IN = 200;
const ROUNDS = 3;

/** Best of a few rounds each: the work is measured, not the neighbours. */
export async function rulesRatio(): Promise<number> {
  const lines = Array.from({ length: RECORDS }, (_, index) => JSON.stringify(recordAt(index)));
  const settings = { ...DEFAULT_SETTINGS, trusted: [{ cidr: '203.0.113.0/24' }] };
  const rules = activate(RULES, settings);
  const context = makeContext(settings);
  let parsing = Number.POSITIVE_INFINITY;
  let looking = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round += 1) {
    const start = performance.now();
    const records = lines.map((line) => JSON.parse(line));
    const parsed = performance.now();
    const events: TrailEvent[] = [];
    for (const record of records) {
      const result = normalise(record);
      if (result.kind === 'event') events.push(result.event);
    }
    const { findings } = await inspect(events, rules, context, createMemory());
    if (findings.length < RECORDS / A_SIGN_IN / 2)
      throw new Error('the rules found next to nothing: this measures no work');
    parsing = Math.min(parsing, parsed - start);
    looking = Math.min(looking, performance.now() - parsed);
  }
  return looking / parsing;
}

const CALLS = [
  ['ec2.amazonaws.com', 'DescribeInstances', true],
  ['s3.amazonaws.com', 'GetBucketAcl', true],
  ['sts.amazonaws.com', 'AssumeRole', true],
  ['kms.amazonaws.com', 'GenerateDataKey', true],
  ['logs.amazonaws.com', 'CreateLogStream', false],
  ['dynamodb.amazonaws.com', 'DescribeTable', true],
  ['ec2.amazonaws.com', 'CreateTags', false],
  ['lambda.amazonaws.com', 'ListFunctions20150331', true],
] as const;

function recordAt(index: number): object {
  const isSignIn = index % A_SIGN_IN === 0;
  const [source, name, readOnly] = CALLS[index % CALLS.length] ?? CALLS[0];
  const user = `user-${index % 97}`;
  return {
    eventVersion: '1.11',
    userIdentity: isSignIn
      ? {
          type: 'IAMUser',
          principalId: `AIDA${user}`,
          arn: `arn:aws:iam::111122223333:user/${user}`,
          accountId: '111122223333',
          userName: user,
        }
      : {
          type: 'AssumedRole',
          principalId: `AROAEXAMPLE:${user}`,
          arn: `arn:aws:sts::111122223333:assumed-role/app/${user}`,
          accountId: '111122223333',
          accessKeyId: 'ASIAEXAMPLE',
          sessionContext: {
            sessionIssuer: {
              type: 'Role',
              principalId: 'AROAEXAMPLE',
              arn: 'arn:aws:iam::111122223333:role/app',
              accountId: '111122223333',
              userName: 'app',
            },
            attributes: { creationDate: '2026-11-20T08:00:00Z', mfaAuthenticated: 'false' },
          },
        },
    eventTime: new Date(Date.UTC(2026, 10, 20) + index * 400).toISOString().replace('.000', ''),
    eventSource: isSignIn ? 'signin.amazonaws.com' : source,
    eventName: isSignIn ? 'ConsoleLogin' : name,
    awsRegion: 'us-east-1',
    sourceIPAddress: isSignIn ? '198.51.100.7' : `203.0.113.${index % 250}`,
    userAgent: 'aws-sdk-go-v2/1.39.0 ua/2.1 os/linux lang/go#1.25.1 md/GOOS#linux md/GOARCH#amd64 api/ec2#1.254.0',
    requestParameters: isSignIn
      ? null
      : {
          roleSessionName: user,
          filterSet: { items: [{ name: 'instance-state-name', valueSet: { items: [{ value: 'running' }] } }] },
          maxResults: 100,
        },
    responseElements: isSignIn ? { ConsoleLogin: 'Success' } : null,
    additionalEventData: isSignIn
      ? { MFAUsed: 'Yes', MobileVersion: 'No' }
      : { SignatureVersion: 'SigV4', CipherSuite: 'TLS_AES_128_GCM_SHA256' },
    requestID: `11111111-2222-4333-8444-${String(index).padStart(12, '0')}`,
    eventID: `aaaaaaaa-bbbb-4ccc-8ddd-${String(index).padStart(12, '0')}`,
    readOnly: isSignIn ? false : readOnly,
    eventType: isSignIn ? 'AwsConsoleSignIn' : 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: '111122223333',
    eventCategory: 'Management',
    tlsDetails: {
      tlsVersion: 'TLSv1.3',
      cipherSuite: 'TLS_AES_128_GCM_SHA256',
      clientProvidedHostHeader: 'ec2.us-east-1.amazonaws.com',
    },
  };
}
