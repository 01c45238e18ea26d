/** The digest files of a region's folder that are about a window, trail by trail. */
import { HOUR } from '../../../core/time.ts';
import type { S3Bucket } from '../bucket.ts';
import type { RegionFolder } from '../layout.ts';
import { dayOf, LATEST_DELIVERY, type Span } from '../objects.ts';

/** CloudTrail writes one each hour, about the files that it delivered in that hour. */
const EVERY = HOUR;
const DAY_AND_NIGHT = 24 * HOUR;
/** `ACCOUNT_CloudTrail-Digest_REGION_TRAIL_HOME-REGION_20261120T130000Z[_backfill].json.gz` */
const NAME =
  /\/\d{12}_CloudTrail-Digest_[a-z0-9-]+_(?<trail>.+)_(?<year>\d{4})(?<month>\d\d)(?<day>\d\d)T(?<hour>\d\d)(?<minute>\d\d)(?<second>\d\d)Z(?:_backfill)?\.json\.gz$/;

/** Keys by trail and home region, each in order of time. */
export async function digestKeys(
  { prefix }: RegionFolder,
  { from, to }: Span,
  bucket: S3Bucket,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const [begin, end] = [from - EVERY, to + LATEST_DELIVERY + EVERY];
  const found = new Map<string, { readonly key: string; readonly at: number }[]>();
  for (let day = begin; dayOf(day) <= dayOf(end); day += DAY_AND_NIGHT) {
    for (const key of await keysIn(`${prefix}${dayOf(day)}/`, bucket)) {
      const name = NAME.exec(key)?.groups;
      if (name === undefined) continue;
      const { trail = '', year, month, day: date, hour, minute, second } = name;
      const at = Date.parse(`${year}-${month}-${date}T${hour}:${minute}:${second}Z`);
      if (at > begin && at <= end) found.set(trail, [...(found.get(trail) ?? []), { key, at }]);
    }
  }
  return new Map(
    [...found].map(([trail, keys]) => [trail, keys.toSorted((a, b) => a.at - b.at).map(({ key }) => key)]),
  );
}

async function keysIn(prefix: string, bucket: S3Bucket): Promise<readonly string[]> {
  const keys: string[] = [];
  let token: string | undefined;
  do {
    const page = await bucket.list({ prefix, token });
    keys.push(...(page.Contents ?? []).flatMap(({ Key }) => Key ?? []));
    token = page.IsTruncated === true ? page.NextContinuationToken : undefined;
  } while (token !== undefined);
  return keys;
}
