/** Events of the history that a trail must have delivered by now. */
import type { Event } from '@aws-sdk/client-cloudtrail';
import type { Sought } from '../../auditing/arrival.ts';
import { takes } from '../../auditing/checks/recording/trail.ts';
import type { Reading, TrailState } from '../../auditing/snapshot.ts';
import type { JsonObject } from '../../core/event.ts';
import { isObject, textAt } from '../../core/fields.ts';
import { once } from '../../core/once.ts';
import { DAY, HOUR, MINUTE } from '../../core/time.ts';
import { attempt, type Reader } from './attempt.ts';

export interface Asked {
  readonly account: string;
  /** ARN of the caller. */
  readonly caller: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

type Ask = (trail: TrailState) => Promise<Reading<readonly Sought[]>>;

/** Most events are delivered within this time, and each within the second. */
const USUAL = 15 * MINUTE;
const LONGEST = HOUR;
/** CloudTrail's own limit for log groups: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/WhatIsCloudTrail-Limits.html */
const LARGEST = 200_000;

/** Asks each region's history once for all trails, and gives each trail the events to look for: a young one, then an old one. */
export function soughtEvents({ account, caller, now }: Asked, reader: Reader): Ask {
  const pages = new Map<string, () => Promise<Reading<readonly JsonObject[]>>>();
  return async (trail) => {
    const isWritesOnly = takes(trail, { eventCategory: 'Management', readOnly: true }) === false;
    const key = `${trail.homeRegion} ${isWritesOnly}`;
    const page = pages.get(key) ?? once(() => readPage(trail.homeRegion, isWritesOnly, now, reader));
    pages.set(key, page);
    const found = await page();
    if (found.kind === 'refused') return found;
    const began = trail.status.kind === 'read' ? (trail.status.value.started ?? 0) + USUAL : 0;
    const events = found.value
      .filter((record) => textAt(record, 'recipientAccountId') === account && isTaken(trail, record))
      .map((record) => soughtFrom(record, caller))
      .filter(({ at }) => at >= began);
    const old = events.filter(({ at }) => at <= now - LONGEST);
    const chosen = [best(events), best(old)].filter((one) => one !== undefined);
    return { kind: 'read', value: [...new Map(chosen.map((one) => [one.id, one])).values()] };
  };
}

/** The caller's own before others', then the newest. */
const best = (events: readonly Sought[]): Sought | undefined => events.find(({ isOwn }) => isOwn) ?? events[0];

/** Global services may be left out of a trail of one region. */
const GLOBAL = /^(?:iam|sts|cloudfront|organizations|route53|signin)\.amazonaws\.com$/;

function isTaken(trail: TrailState, record: JsonObject): boolean {
  if (!trail.isMultiRegion && GLOBAL.test(textAt(record, 'eventSource') ?? '')) return false;
  return takes(trail, record) === true;
}

function readPage(
  region: string,
  isWritesOnly: boolean,
  now: number,
  reader: Reader,
): Promise<Reading<readonly JsonObject[]>> {
  return attempt('cloudtrail:LookupEvents', region, reader, async () => {
    const { LookupEventsCommand } = await import('@aws-sdk/client-cloudtrail');
    const client = await reader.aws.cloudtrail(region);
    const command = new LookupEventsCommand({
      StartTime: new Date(now - DAY),
      EndTime: new Date(now - USUAL),
      MaxResults: 50,
      ...(isWritesOnly ? { LookupAttributes: [{ AttributeKey: 'ReadOnly', AttributeValue: 'false' }] } : {}),
    });
    const { Events = [] } = await client.send(command, { abortSignal: reader.signal });
    return Events.flatMap(recordOf);
  });
}

function recordOf({ CloudTrailEvent = '' }: Event): readonly JsonObject[] {
  if (CloudTrailEvent.length > LARGEST) return [];
  try {
    const record: unknown = JSON.parse(CloudTrailEvent);
    return isObject(record) ? [record] : [];
  } catch {
    return [];
  }
}

const soughtFrom = (record: JsonObject, caller: string): Sought => ({
  id: textAt(record, 'eventID') ?? '',
  name: textAt(record, 'eventName') ?? '',
  region: textAt(record, 'awsRegion') ?? '',
  at: Date.parse(textAt(record, 'eventTime') ?? ''),
  isOwn: textAt(record, 'userIdentity.arn') === caller,
});
