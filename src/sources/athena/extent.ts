/** The extent of a query before it runs: the files that Athena will scan, from lists of the bucket. */
import { DAY } from '../../core/time.ts';
import type { AthenaTable, Part } from '../../selection/athena/query.ts';
import type { S3Bucket } from '../s3/bucket.ts';
import { foldersIn } from '../s3/layout.ts';
import { dayOf, LATEST_DELIVERY, pageOf, type Span } from '../s3/objects.ts';

export interface Extent extends Part {
  readonly files: number;
  /** Compressed, as they lie there: Athena counts these. */
  readonly bytes: number;
  /** Regions whose folders were left out. */
  readonly leftOut: number;
}

interface Asked {
  readonly bucket: S3Bucket;
  readonly prefix: string;
  readonly partitions: AthenaTable['partitions'];
  readonly span: Span;
  readonly isWanted: (region: string) => boolean;
}

/** Lists all folders that the query reads. Throws AWS's error. */
export async function extentOf({ bucket, prefix, partitions, span, isWanted }: Asked): Promise<Extent> {
  const leftOut = new Set<string>();
  const [accounts, regions] = [new Set<string>(), new Set<string>()];
  const days: [string, string] = [dayOf(span.from), dayOf(span.to + LATEST_DELIVERY)];
  // A column that the table doesn't have can't leave anything out.
  const whole = partitions.day === undefined ? { from: 0, to: 4e12 } : wholeDays(span);
  const onLeftOut = (folder: string) => leftOut.add(folder.split('/').at(-2) ?? folder);
  const isRead = (region: string) => partitions.region === undefined || isWanted(region);
  let [files, bytes] = [0, 0];
  for await (const folder of foldersIn(prefix, { bucket, isWanted: isRead, onLeftOut })) {
    if (folder.kind === 'refused') throw folder.error;
    let token: string | undefined;
    let isEmpty = true;
    do {
      const page = await pageOf(folder, whole, bucket, token);
      for (const { size } of page.objects) bytes += size;
      files += page.objects.length;
      isEmpty &&= page.objects.length === 0;
      token = page.token;
    } while (token !== undefined);
    if (folder.kind !== 'region' || isEmpty) continue;
    accounts.add(folder.account);
    regions.add(folder.region);
  }
  return {
    ...{ files, bytes, leftOut: leftOut.size, days, ...span },
    accounts: [...accounts].toSorted(),
    regions: [...regions].toSorted(),
  };
}

/** Athena reads the folders of whole days, up to the last in which a file may have been delivered. */
const wholeDays = ({ from, to }: Span): Span => ({
  from: Math.floor(from / DAY) * DAY,
  to: (Math.floor((to + LATEST_DELIVERY) / DAY) + 1) * DAY - 1 - LATEST_DELIVERY,
});
