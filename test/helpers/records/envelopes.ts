/** The same records in each pipeline's envelope for the function. */
import { gzipSync } from 'node:zlib';
import type { JsonObject } from '../../../src/core/event.ts';
import { textAt } from '../../../src/core/fields.ts';

const ACCOUNT = '111122223333';

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html */
export function logsEnvelope(records: readonly JsonObject[], messageType = 'DATA_MESSAGE'): JsonObject {
  const message = {
    messageType,
    owner: ACCOUNT,
    logGroup: 'trail-logs',
    logStream: `${ACCOUNT}_CloudTrail_us-east-1`,
    subscriptionFilters: ['login-watch'],
    logEvents: records.map((record, index) => ({ id: String(index), timestamp: 1, message: JSON.stringify(record) })),
  };
  return { awslogs: { data: gzipSync(JSON.stringify(message)).toString('base64') } };
}

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html */
export function eventBridgeEnvelope(record: JsonObject): JsonObject {
  return {
    version: '0',
    id: `envelope-of-${textAt(record, 'eventID')}`,
    'detail-type': 'AWS API Call via CloudTrail',
    source: `aws.${textAt(record, 'eventSource')?.split('.')[0]}`,
    account: ACCOUNT,
    time: textAt(record, 'eventTime') ?? '',
    region: textAt(record, 'awsRegion') ?? '',
    resources: [],
    detail: record,
  };
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html */
export function s3Notification(bucket: string, key: string, eventName = 'ObjectCreated:Put'): JsonObject {
  const encoded = encodeURIComponent(key).replaceAll('%20', '+').replaceAll('%2F', '/');
  return {
    Records: [
      {
        eventVersion: '2.1',
        eventSource: 'aws:s3',
        eventName,
        s3: { bucket: { name: bucket }, object: { key: encoded } },
      },
    ],
  };
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html */
export function s3EventBridge(bucket: string, key: string): JsonObject {
  return {
    version: '0',
    'detail-type': 'Object Created',
    source: 'aws.s3',
    account: ACCOUNT,
    detail: { version: '0', bucket: { name: bucket }, object: { key, size: 1 } },
  };
}

/** https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html */
export function snsEnvelope(message: JsonObject): JsonObject {
  return {
    Records: [
      {
        EventSource: 'aws:sns',
        EventVersion: '1.0',
        EventSubscriptionArn: `arn:aws:sns:us-east-1:${ACCOUNT}:topic:1`,
        Sns: { Type: 'Notification', MessageId: '1', Subject: null, Message: JSON.stringify(message) },
      },
    ],
  };
}

/** https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html */
export function sqsEnvelope(...messages: readonly JsonObject[]): JsonObject {
  return {
    Records: messages.map((message, index) => ({
      messageId: String(index),
      receiptHandle: 'handle',
      body: JSON.stringify(message),
      eventSource: 'aws:sqs',
      eventSourceARN: `arn:aws:sqs:us-east-1:${ACCOUNT}:intake`,
    })),
  };
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-actions.html */
export function alarmMessage(parts: { state?: string; metric?: string; changed: number; period?: number }): JsonObject {
  const { state = 'ALARM', metric = 'ConsoleLogin', changed, period = 300 } = parts;
  return {
    AlarmName: 'login-watch-console-login',
    AlarmDescription: null,
    AWSAccountId: ACCOUNT,
    NewStateValue: state,
    NewStateReason: 'Threshold Crossed',
    StateChangeTime: new Date(changed).toISOString().replace('Z', '+0000'),
    Region: 'US East (N. Virginia)',
    AlarmArn: `arn:aws:cloudwatch:us-east-1:${ACCOUNT}:alarm:login-watch-console-login`,
    OldStateValue: 'OK',
    Trigger: {
      MetricName: metric,
      Namespace: 'LoginWatch/Trail',
      Period: period,
      EvaluationPeriods: 1,
      Dimensions: [],
    },
  };
}
