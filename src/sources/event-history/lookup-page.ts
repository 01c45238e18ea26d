/** One page of LookupEvents: what to ask, and the readings in the answer. */
import type { Event, LookupEventsCommandInput } from '@aws-sdk/client-cloudtrail';
import { parseJson } from '../parse-json.ts';
import type { Reading } from '../source.ts';
import type { Stretch } from './stretch.ts';

/** The most that AWS gives: https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html */
const PAGE_SIZE = 50;

export function inputOf({ query, asked }: Stretch, token: string | undefined): LookupEventsCommandInput {
  const { attribute } = query;
  return {
    StartTime: new Date(asked.from),
    EndTime: new Date(asked.to),
    MaxResults: PAGE_SIZE,
    ...(attribute === null
      ? {}
      : { LookupAttributes: [{ AttributeKey: attribute.key, AttributeValue: attribute.value }] }),
    ...(token === undefined ? {} : { NextToken: token }),
  };
}

/** LookupEvents returns the record as a JSON string inside each event. */
export function readingOf({ CloudTrailEvent, EventId }: Event, from: string): Reading {
  if (CloudTrailEvent === undefined) return unreadable(from, EventId, 'came without its record');
  const record = parseJson(CloudTrailEvent);
  return record === undefined
    ? unreadable(from, EventId, 'has a record that is not JSON')
    : { kind: 'record', record, from };
}

function unreadable(from: string, id: string | undefined, what: string): Reading {
  return { kind: 'unreadable', from, reason: `event ${id ?? 'without an id'} ${what}` };
}

/** When the oldest event of a page happened, ms since the epoch; events without a time don't count. */
export function oldestOf(events: readonly Event[]): number {
  return Math.min(...events.map(({ EventTime }) => EventTime?.getTime() ?? Number.POSITIVE_INFINITY));
}
