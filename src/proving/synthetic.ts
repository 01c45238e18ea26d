/** A sign-in that never was, in each pipeline's own envelope: what `test --deployed` hands to the function. */
import { gzipSync } from 'node:zlib';
import type { JsonObject } from '../core/event.ts';
import { METRICS } from '../core/names.ts';
import type { Pipeline } from '../core/settings.ts';

export interface Synthetic {
  readonly id: string;
  readonly account: string;
  readonly region: string;
  /** ms since the epoch. */
  readonly now: number;
}

/**
 * The test's object for pipeline `s3`, in the artifacts bucket: the function may read there, and the trail's bucket
 * stays as it is.
 */
export const testKey = ({ id, account, region }: Synthetic) =>
  `test/AWSLogs/${account}/CloudTrail/${region}/${id}.json.gz`;

/** An IAM user without MFA from a documentation address (RFC 5737): nobody's. */
function syntheticRecord({ id, account, region, now }: Synthetic, pipeline: Pipeline): JsonObject {
  const user = 'login-watch-test';
  return {
    eventVersion: '1.11',
    eventID: `${id}-${pipeline}`,
    eventTime: `${new Date(now).toISOString().slice(0, 19)}Z`,
    eventSource: 'signin.amazonaws.com',
    eventName: 'ConsoleLogin',
    eventType: 'AwsConsoleSignIn',
    eventCategory: 'Management',
    managementEvent: true,
    readOnly: false,
    awsRegion: region,
    sourceIPAddress: '198.51.100.77',
    userAgent: `login-watch test of pipeline ${pipeline}`,
    userIdentity: {
      type: 'IAMUser',
      principalId: 'AIDALOGINWATCHTEST',
      arn: `arn:aws:iam::${account}:user/${user}`,
      accountId: account,
      userName: user,
    },
    requestParameters: null,
    responseElements: { ConsoleLogin: 'Success' },
    additionalEventData: { MFAUsed: 'No', MobileVersion: 'No' },
    recipientAccountId: account,
  };
}

/** The bytes of the test's object, as CloudTrail writes them. */
export const testObject = (synthetic: Synthetic): Uint8Array =>
  gzipSync(JSON.stringify({ Records: [syntheticRecord(synthetic, 's3')] }));

/** The function's input as AWS would send it, with the mark of a test. `bucket` is the artifacts bucket. */
export function syntheticInput(synthetic: Synthetic, pipeline: Pipeline, bucket: string): JsonObject {
  const record = syntheticRecord(synthetic, pipeline);
  const mark = { loginWatchTest: `${synthetic.id}-${pipeline}` };
  const { account, region, now } = synthetic;
  const event = { version: '0', id: synthetic.id, account, region, time: new Date(now).toISOString(), resources: [] };
  switch (pipeline) {
    case 'events':
      return {
        ...event,
        source: 'aws.signin',
        'detail-type': 'AWS Console Sign In via CloudTrail',
        detail: record,
        ...mark,
      };
    case 'logs': {
      const message = {
        messageType: 'DATA_MESSAGE',
        owner: account,
        logGroup: 'login-watch-test',
        logStream: `${account}_CloudTrail_${region}`,
        subscriptionFilters: ['login-watch-test'],
        logEvents: [{ id: synthetic.id, timestamp: now, message: JSON.stringify(record) }],
      };
      return { awslogs: { data: gzipSync(JSON.stringify(message)).toString('base64') }, ...mark };
    }
    case 's3':
      return {
        ...event,
        source: 'aws.s3',
        'detail-type': 'Object Created',
        detail: { version: '0', bucket: { name: bucket }, object: { key: testKey(synthetic) } },
        ...mark,
      };
    case 'alarms':
      // The function looks into the log group as it would for any alarm, tells nothing of it, and takes this record instead.
      return { ...snsOf(alarmOf(synthetic)), loginWatchRecord: record, ...mark };
  }
}

function alarmOf({ account, region, now }: Synthetic): JsonObject {
  return {
    AlarmName: 'login-watch-test',
    AWSAccountId: account,
    NewStateValue: 'ALARM',
    StateChangeTime: new Date(now).toISOString().replace('Z', '+0000'),
    Region: region,
    Trigger: { MetricName: 'ConsoleLogin', Namespace: METRICS, Period: 60, EvaluationPeriods: 1 },
  };
}

const snsOf = (message: JsonObject): JsonObject => ({
  Records: [
    { EventSource: 'aws:sns', EventVersion: '1.0', Sns: { Type: 'Notification', Message: JSON.stringify(message) } },
  ],
});
