/** One page of LookupEvents: the request, and the readings in the answer. */
import type { Event, LookupEventsCommandInput } from '@aws-sdk/client-cloudtrail';
import type { Words } from '../../core/language.ts';
import { wordsFrom } from '../../core/words.ts';
import { RECORDS_WORDS, type RecordsWords } from '../../messages/look-back/records.ts';
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
export function readingOf({ CloudTrailEvent, EventId }: Event, from: Words): Reading {
  if (CloudTrailEvent === undefined) return unreadable(from, ({ noRecord }) => noRecord(EventId));
  const record = parseJson(CloudTrailEvent);
  return record === undefined
    ? unreadable(from, ({ recordNotJson }) => recordNotJson(EventId))
    : { kind: 'record', record, from };
}

function unreadable(from: Words, pick: (words: RecordsWords) => string): Reading {
  return { kind: 'unreadable', from, reason: wordsFrom(RECORDS_WORDS, pick) };
}

/** When the oldest event of a page happened, ms since the epoch; events without a time don't count. */
export function oldestOf(events: readonly Event[]): number {
  return Math.min(...events.map(({ EventTime }) => EventTime?.getTime() ?? Number.POSITIVE_INFINITY));
}
