/** A made-up archive of a trail: the same bytes each time, so that figures can be compared. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

export interface Corpus {
  readonly records: number;
  /** Records a file; a trail's files hold some hundreds. */
  readonly perFile: number;
  /** The record of each number; defaults to `recordAt`. */
  readonly at?: (index: number) => object;
  /** A file's content before it is packed. */
  readonly write?: (records: readonly object[]) => string;
}

export const A_SIGN_IN = 200;
const A_DENIAL = 150;

/** Writes `trail-00001.json.gz` and so on into the folder; returns their bytes before packing. */
export function writeCorpus(folder: string, { records, perFile, at = recordAt, write = asTrail }: Corpus): number {
  mkdirSync(folder, { recursive: true });
  let bytes = 0;
  for (let start = 0; start < records; start += perFile) {
    const length = Math.min(perFile, records - start);
    const content = write(Array.from({ length }, (_, index) => at(start + index)));
    bytes += Buffer.byteLength(content);
    const number = String(start / perFile + 1).padStart(6, '0');
    writeFileSync(join(folder, `trail-${number}.json.gz`), gzipSync(content, { level: 6 }));
  }
  return bytes;
}

/** As AWS writes a trail's file. */
export const asTrail = (records: readonly object[]) => JSON.stringify({ Records: records });

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

/** The record of that number: ordinary calls, one sign-in in 200, one denial in 150. */
export function recordAt(index: number): object {
  const isSignIn = index % A_SIGN_IN === 0;
  const [source, name, readOnly] = CALLS[index % CALLS.length] ?? CALLS[0];
  const random = randomTexts(index);
  const isDenied = !isSignIn && index % A_DENIAL === 0;
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
          principalId: `AROA${random(16).toUpperCase()}:${user}`,
          arn: `arn:aws:sts::111122223333:assumed-role/app/${user}`,
          accountId: '111122223333',
          accessKeyId: `ASIA${random(16).toUpperCase()}`,
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
    eventTime: `${new Date(Date.UTC(2026, 10, 20) + index * 400).toISOString().slice(0, 19)}Z`,
    eventSource: isSignIn ? 'signin.amazonaws.com' : source,
    eventName: isSignIn ? 'ConsoleLogin' : name,
    awsRegion: 'us-east-1',
    sourceIPAddress: isSignIn ? '198.51.100.7' : `203.0.113.${index % 250}`,
    userAgent: 'aws-sdk-go-v2/1.39.0 ua/2.1 os/linux lang/go#1.25.1 md/GOOS#linux md/GOARCH#amd64 api/ec2#1.254.0',
    ...(isDenied ? { errorCode: 'AccessDenied', errorMessage: `User: ${user} is not authorized` } : {}),
    requestParameters: isSignIn
      ? null
      : {
          roleSessionName: user,
          filterSet: {
            items: [
              { name: 'vpc-id', valueSet: { items: [{ value: `vpc-${random(17)}` }, { value: `vpc-${random(17)}` }] } },
            ],
          },
          nextToken: random(160),
          clientToken: random(32),
          resourceArn: `arn:aws:ec2:us-east-1:111122223333:instance/i-${random(17)}`,
        },
    responseElements: isSignIn ? { ConsoleLogin: 'Success' } : null,
    additionalEventData: isSignIn
      ? { MFAUsed: 'Yes', MobileVersion: 'No' }
      : { SignatureVersion: 'SigV4', CipherSuite: 'TLS_AES_128_GCM_SHA256' },
    requestID: `${random(8)}-${random(4)}-4${random(3)}-8${random(3)}-${random(12)}`,
    eventID: `${random(8)}-bbbb-4${random(3)}-8ddd-${String(index).padStart(12, '0')}`,
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

/** Makes hexadecimal texts that no packer can shorten much; the same for the same seed (xorshift32). */
function randomTexts(seed: number): (length: number) => string {
  let state = (seed + 1) * 2_654_435_761 || 1;
  const next = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0).toString(16).padStart(8, '0');
  };
  return (length) => {
    let text = '';
    while (text.length < length) text += next();
    return text.slice(0, length);
  };
}
