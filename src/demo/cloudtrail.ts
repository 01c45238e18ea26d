/** CloudTrail's LookupEvents with AWS's limits. */
import type { JsonObject } from '../core/event.ts';
import { listAt, numberAt, textAt } from '../core/fields.ts';
import { DAY } from '../core/time.ts';
import { type AwsCall, fail, succeed } from './aws-protocol.ts';
import type { HttpAnswer } from './http.ts';

const KEPT = 90 * DAY;
const PAGE = 50;
/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/WhatIsCloudTrail-Limits.html */
const A_SECOND = 2;

export interface TrailOptions {
  /** The records of each region. */
  readonly records: readonly JsonObject[];
  readonly now: () => number;
  /** Regions that answer AccessDenied. */
  readonly denied?: readonly string[];
}

export interface LookupStatistics {
  /** Answered requests by region. */
  readonly pages: Record<string, number>;
  throttled: number;
}

/** Makes the answering function and the counts that it keeps. */
export function lookupEvents({ records, now, denied = [] }: TrailOptions): {
  readonly answer: (call: AwsCall) => HttpAnswer;
  readonly statistics: LookupStatistics;
} {
  const statistics: LookupStatistics = { pages: {}, throttled: 0 };
  const recent = new Map<string, number[]>();
  const answer = (call: AwsCall): HttpAnswer => {
    const { region } = call;
    if (denied.includes(region)) {
      const who = 'arn:aws:iam::111122223333:user/sandbox';
      return fail('AccessDeniedException', `User: ${who} is not authorized to perform: cloudtrail:LookupEvents`);
    }
    const lastSecond = (recent.get(region) ?? []).filter((moment) => moment > now() - 1_000);
    if (lastSecond.length >= A_SECOND) {
      statistics.throttled += 1;
      return fail('ThrottlingException', 'Rate exceeded');
    }
    recent.set(region, [...lastSecond, now()]);
    const told = page(
      call,
      records.filter((record) => record['awsRegion'] === region),
      now(),
    );
    if (told.status === 200) statistics.pages[region] = (statistics.pages[region] ?? 0) + 1;
    return told;
  };
  return { answer, statistics };
}

function page({ input }: AwsCall, records: readonly JsonObject[], now: number): HttpAnswer {
  const attributes = listAt(input, 'LookupAttributes');
  if (attributes.length > 1) return fail('InvalidLookupAttributesException', 'You can specify only one attribute');
  const size = numberAt(input, 'MaxResults') ?? PAGE;
  if (size < 1 || size > PAGE) return fail('InvalidMaxResultsException', 'MaxResults is from 1 to 50');
  const from = (numberAt(input, 'StartTime') ?? (now - KEPT) / 1_000) * 1_000;
  const to = (numberAt(input, 'EndTime') ?? now / 1_000) * 1_000;
  if (from > to || from < now - KEPT - DAY)
    return fail('InvalidTimeRangeException', 'Start is after end, or before 90 days');

  // A token is good only for the very question that it was given for.
  const question = JSON.stringify([attributes, size, input['StartTime'] ?? null, input['EndTime'] ?? null]);
  const [asked, start] = readToken(textAt(input, 'NextToken')) ?? [question, 0];
  if (asked !== question) return fail('InvalidNextTokenException', 'The token belongs to other parameters');
  const timeOf = (record: JsonObject) => Date.parse(textAt(record, 'eventTime') ?? '');
  const found = records
    .filter((record) => timeOf(record) >= from && timeOf(record) <= to && hasAttribute(record, attributes[0]))
    .toSorted((a, b) => timeOf(b) - timeOf(a));
  const end = start + size;
  return succeed({
    Events: found.slice(start, end).map((record) => ({
      EventId: record['eventID'],
      EventName: record['eventName'],
      EventSource: record['eventSource'],
      EventTime: timeOf(record) / 1_000,
      Username: userNameOf(record),
      // The record comes as text inside the answer.
      CloudTrailEvent: JSON.stringify(record),
    })),
    ...(end < found.length ? { NextToken: Buffer.from(JSON.stringify([question, end])).toString('base64') } : {}),
  });
}

function readToken(token: string | undefined): readonly [string, number] | undefined {
  if (token === undefined) return undefined;
  try {
    const [question, start] = JSON.parse(Buffer.from(token, 'base64').toString('utf8'));
    return [String(question), Number(start)];
  } catch {
    return ['', 0];
  }
}

function hasAttribute(record: JsonObject, attribute: Parameters<typeof textAt>[0]): boolean {
  const value = textAt(attribute, 'AttributeValue');
  switch (textAt(attribute, 'AttributeKey')) {
    case 'EventSource':
      return record['eventSource'] === value;
    case 'EventName':
      return record['eventName'] === value;
    case 'EventId':
      return record['eventID'] === value;
    case 'AccessKeyId':
      return textAt(record, 'userIdentity.accessKeyId') === value;
    case 'Username':
      return userNameOf(record) === value;
    case 'ReadOnly':
      return String(record['readOnly']) === value;
    default:
      return attribute === undefined;
  }
}

function userNameOf(record: JsonObject): string | undefined {
  if (textAt(record, 'userIdentity.type') === 'Root') return 'root';
  return textAt(record, 'userIdentity.userName') ?? textAt(record, 'userIdentity.arn')?.split('/').at(-1);
}
