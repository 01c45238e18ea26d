/** Looks for events of the history in the log group and in the bucket of each trail, with few requests. */
import { gunzipSync } from 'node:zlib';
import type { S3Client } from '@aws-sdk/client-s3';
import type { Arrival, Sighting, Sought } from '../../auditing/arrival.ts';
import type { LogGroupPlace, Reading, Snapshot, TrailState } from '../../auditing/snapshot.ts';
import { HOUR, MINUTE } from '../../core/time.ts';
import { readError } from '../fault.ts';
import { attempt, attemptSteps, type Reader } from './attempt.ts';
import { type Asked, soughtEvents } from './sought-events.ts';

export interface ArrivalsPlace extends Asked {
  readonly trails: readonly TrailState[];
  readonly buckets: Snapshot['buckets'];
}

/** By the trail's ARN; only of trails that are logging. One after another: CloudTrail takes two lookups a second. */
export async function readArrivals(place: ArrivalsPlace, reader: Reader): Promise<ReadonlyMap<string, Arrival>> {
  const ask = soughtEvents(place, reader);
  const found = new Map<string, Arrival>();
  for (const trail of place.trails) {
    if (trail.status.kind === 'refused' || !trail.status.value.isLogging) continue;
    found.set(trail.arn, await readArrival(trail, place, ask, reader));
  }
  return found;
}

async function readArrival(
  trail: TrailState,
  { account, now, buckets }: ArrivalsPlace,
  ask: ReturnType<typeof soughtEvents>,
  reader: Reader,
): Promise<Arrival> {
  const { logGroup, bucket } = trail;
  const group = logGroup?.account === account ? logGroup : undefined;
  const place = buckets.get(bucket);
  const region = place?.kind === 'read' && typeof place.value === 'object' ? place.value.region : undefined;
  const nowhere = { inGroup: undefined, inBucket: undefined };
  if (group === undefined && region === undefined) return { sought: { kind: 'read', value: [] }, ...nowhere };
  const sought = await ask(trail);
  if (sought.kind === 'refused' || sought.value.length === 0) return { sought, ...nowhere };
  const [inGroup, inBucket] = await Promise.all([
    group && firstFound(sought.value, (event) => inLogGroup(event, group, now, reader)),
    region && firstFound(sought.value, (event) => inFiles(event, { trail, account, region }, reader)),
  ]);
  return { sought, inGroup: inGroup || undefined, inBucket: inBucket || undefined };
}

/** The first of the events that is there; else what is known of the last. */
async function firstFound(
  events: readonly Sought[],
  look: (event: Sought) => Promise<Reading<Sighting>>,
): Promise<Reading<Sighting> | undefined> {
  let last: Reading<Sighting> | undefined;
  for (const event of events) {
    last = await look(event);
    if (last.kind === 'refused' || last.value.kind === 'found') return last;
  }
  return last;
}

/** Pages of a busy log group, and files of a busy region. */
const MOST_PAGES = 10;
const MOST_FILES = 6;
/** Clocks differ a little. */
const EARLY = MINUTE;

function inLogGroup(
  event: Sought,
  { name: logGroupName, region }: LogGroupPlace,
  now: number,
  reader: Reader,
): Promise<Reading<Sighting>> {
  return attemptSteps('logs:FilterLogEvents', region, reader, async (step): Promise<Sighting> => {
    const { FilterLogEventsCommand } = await import('@aws-sdk/client-cloudwatch-logs');
    const client = await reader.aws.logs(region);
    const ask = (startTime: number, more: { filterPattern?: string; nextToken?: string; limit?: number }) => {
      const command = new FilterLogEventsCommand({ logGroupName, startTime, endTime: now, ...more });
      return step(() => client.send(command, { abortSignal: reader.signal }));
    };
    const filterPattern = `{ $.eventID = "${event.id}" }`;
    let nextToken: string | undefined;
    for (let pages = 0; pages < MOST_PAGES; pages += 1) {
      const page = await ask(event.at - EARLY, { filterPattern, ...(nextToken === undefined ? {} : { nextToken }) });
      const [found] = page.events ?? [];
      if (found !== undefined) return { event, kind: 'found', later: found.timestamp };
      nextToken = page.nextToken;
      if (nextToken === undefined) break;
    }
    const { events = [] } = await ask(event.at, { limit: 1 });
    return { event, kind: nextToken === undefined ? 'missing' : 'unsure', later: events[0]?.timestamp };
  });
}

interface Files {
  readonly client: S3Client;
  readonly reader: Reader;
}

interface FilesPlace {
  readonly trail: TrailState;
  readonly account: string;
  readonly region: string;
}

/** A file's name has the minute in which it was made. An organization's folder is found by a list. */
async function inFiles(
  event: Sought,
  { trail, account, region }: FilesPlace,
  reader: Reader,
): Promise<Reading<Sighting>> {
  const asking: Files = { client: await reader.aws.s3(region), reader };
  const files = await attempt('s3:ListBucket', region, reader, async () => {
    const root = `${trail.keyPrefix}AWSLogs/${trail.isOrganization ? await organizationIn(trail, asking) : ''}`;
    const folder = `${root}${account}/CloudTrail/${event.region}/`;
    const found = await list(
      `${folder}${dayOf(event.at)}/`,
      `${account}_CloudTrail_${event.region}_${minuteOf(event.at)}`,
      trail,
      asking,
    );
    const next = dayOf(event.at + HOUR);
    if (next === dayOf(event.at)) return found;
    return [...found, ...(await list(`${folder}${next}/`, '', trail, asking))];
  });
  if (files.kind === 'refused') return files;
  let locked: unknown;
  const sighting = await attempt('s3:GetObject', region, reader, async (): Promise<Sighting> => {
    const later = files.value.at(-1)?.at;
    for (const { key } of files.value.slice(0, MOST_FILES)) {
      try {
        if (await holds(event, key, trail.bucket, asking)) return { event, kind: 'found', later };
      } catch (error) {
        if (!readError(error).message.includes('kms:Decrypt')) throw error;
        locked = error;
        break;
      }
    }
    return { event, kind: files.value.length > MOST_FILES ? 'unsure' : 'missing', later };
  });
  return locked === undefined ? sighting : attempt('kms:Decrypt', region, reader, () => Promise.reject(locked));
}

interface LogFile {
  readonly key: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

async function list(
  folder: string,
  after: string,
  { bucket }: TrailState,
  { client, reader }: Files,
): Promise<readonly LogFile[]> {
  const { ListObjectsV2Command } = await import('@aws-sdk/client-s3');
  const command = new ListObjectsV2Command({ Bucket: bucket, Prefix: folder, StartAfter: folder + after });
  const { Contents = [] } = await client.send(command, { abortSignal: reader.signal });
  return Contents.map(({ Key = '', LastModified }) => ({ key: Key, at: LastModified?.getTime() ?? 0 }));
}

/** `o-exampleorgid/`, or empty. */
async function organizationIn({ bucket, keyPrefix }: TrailState, { client, reader }: Files): Promise<string> {
  const { ListObjectsV2Command } = await import('@aws-sdk/client-s3');
  const prefix = `${keyPrefix}AWSLogs/`;
  const command = new ListObjectsV2Command({ Bucket: bucket, Prefix: `${prefix}o-`, Delimiter: '/' });
  const { CommonPrefixes = [] } = await client.send(command, { abortSignal: reader.signal });
  return (CommonPrefixes[0]?.Prefix ?? prefix).slice(prefix.length);
}

/** An event's id is unique, so its text is enough. */
async function holds({ id }: Sought, key: string, bucket: string, { client, reader }: Files): Promise<boolean> {
  const { GetObjectCommand } = await import('@aws-sdk/client-s3');
  const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }), {
    abortSignal: reader.signal,
  });
  const bytes = await Body?.transformToByteArray();
  return bytes !== undefined && gunzipSync(bytes).includes(id);
}

const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10).replaceAll('-', '/');
/** `20261129T1204` */
const minuteOf = (at: number) => new Date(at).toISOString().slice(0, 16).replace(/[-:]/g, '');
