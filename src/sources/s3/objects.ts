/** The log files of a folder that can hold events of a window. */
import { HOUR, MINUTE } from '../../core/time.ts';
import type { S3Bucket } from './bucket.ts';
import type { PlainFolder, RegionFolder } from './layout.ts';

export interface LogObject {
  readonly key: string;
  readonly etag: string;
  readonly size: number;
  readonly storage: string;
  /** Null where the key doesn't say. */
  readonly region: string | null;
}

/** Milliseconds since the epoch. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export interface ObjectPage {
  readonly objects: readonly LogObject[];
  /** Undefined on the last page of use. */
  readonly token: string | undefined;
}

/**
 * A file's name has the time of its delivery, mostly within 15 minutes after the event, and never before:
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-examples.html
 */
export const LATEST_DELIVERY = 2 * HOUR;
const STAMP = /_(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)Z_[^/]*$/;

/** `2026/11/20` */
export const dayOf = (epoch: number) => new Date(epoch).toISOString().slice(0, 10).replaceAll('-', '/');
const stampOf = (epoch: number) => new Date(epoch).toISOString().slice(0, 16).replaceAll(/[-:]/g, '');

/** When the file of this key was delivered; undefined if its name doesn't say. */
export function deliveredAt(key: string): number | undefined {
  const [, year, month, day, hour, minute] = STAMP.exec(key) ?? [];
  return year === undefined ? undefined : Date.parse(`${year}-${month}-${day}T${hour}:${minute}:00Z`);
}

/** One page of the folder. Lists begin at the window's first file and end behind its last. */
export async function pageOf(
  folder: RegionFolder | PlainFolder,
  { from, to }: Span,
  bucket: S3Bucket,
  token?: string,
): Promise<ObjectPage> {
  const end = to + LATEST_DELIVERY;
  const page = await bucket.list({ ...rangeOf(folder, from, end), token });
  const objects: LogObject[] = [];
  let isOver = false;
  for (const { Key: key = '', ETag: etag = '', Size: size = 0, StorageClass: storage = 'STANDARD' } of page.Contents ??
    []) {
    if (key.endsWith('/')) continue;
    const at = deliveredAt(key);
    if (at !== undefined && at > end) isOver = folder.kind === 'region';
    else if (at === undefined || at + MINUTE > from) {
      objects.push({ key, etag, size, storage, region: folder.kind === 'region' ? folder.region : regionIn(key) });
    }
  }
  return { objects, token: isOver || page.IsTruncated !== true ? undefined : page.NextContinuationToken };
}

const regionIn = (key: string) => /\/CloudTrail\/([a-z0-9-]+)\/\d{4}\//.exec(key)?.[1] ?? null;

/** The folder of the day, the month or the year that the window lies in, and where in it to begin. */
function rangeOf(folder: RegionFolder | PlainFolder, from: number, end: number) {
  const { prefix } = folder;
  if (folder.kind === 'plain') return { prefix };
  const [first, last] = [dayOf(from), dayOf(end)];
  const parts = first.split('/');
  const same = parts.findIndex((part, index) => part !== last.split('/')[index]);
  const common = parts.slice(0, same < 0 ? parts.length : same);
  const name = `${folder.account}_CloudTrail_${folder.region}_${stampOf(from)}`;
  return { prefix: `${prefix}${common.map((part) => `${part}/`).join('')}`, startAfter: `${prefix}${first}/${name}` };
}
