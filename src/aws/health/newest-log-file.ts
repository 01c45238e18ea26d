/** The newest log file of a trail's bucket, as far as the caller may see: for a bucket whose trail isn't seen from here. */
import { DAY } from '../../core/time.ts';
import type { Host } from '../../host.ts';
import { S3Bucket } from '../../sources/s3/bucket.ts';
import { foldersIn } from '../../sources/s3/layout.ts';
import { faultOf, readError } from '../fault.ts';
import { type Asker, asking } from './asking.ts';

export interface LogFile {
  readonly key: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

interface Looking extends Asker {
  readonly host: Host;
}

/** A busy organization has thousands of folders: these are enough to see that the trail writes. */
const MOST_FOLDERS = 20;

/** The newest of today's and yesterday's in some folders of accounts and regions. Undefined if there is none. Throws a `UserError`. */
export function newestLogFile(bucket: string, looking: Looking): Promise<LogFile | undefined> {
  return asking('s3:ListBucket', looking, async () => {
    const { host: clock, signal, aws } = looking;
    const files = new S3Bucket({ client: await aws.s3(), bucket, isPayer: false, clock, signal });
    let newest: LogFile | undefined;
    let seen = 0;
    for await (const folder of foldersIn('', { bucket: files, isWanted: () => true, onLeftOut: () => undefined })) {
      if (folder.kind !== 'region') continue;
      for (const at of [clock.now(), clock.now() - DAY]) {
        const found = await newestIn(`${folder.prefix}${dayOf(at)}/`, files);
        if (found !== undefined && (newest === undefined || found.at > newest.at)) newest = found;
      }
      seen += 1;
      if (seen === MOST_FOLDERS) break;
    }
    return newest;
  });
}

const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10).replaceAll('-', '/');

async function newestIn(prefix: string, bucket: S3Bucket): Promise<LogFile | undefined> {
  const { Contents = [] } = await bucket.list({ prefix });
  const files = Contents.flatMap(({ Key, LastModified }) =>
    Key === undefined || LastModified === undefined ? [] : [{ key: Key, at: LastModified.getTime() }],
  );
  return files.toSorted((a, b) => b.at - a.at)[0];
}

/** Whether this caller may read the file: its first byte. `no-key`: the bucket lets it, the key doesn't. */
export function readability(bucket: string, key: string, asker: Asker): Promise<'readable' | 'denied' | 'no-key'> {
  return asking('s3:GetObject', asker, async () => {
    const { GetObjectCommand } = await import('@aws-sdk/client-s3');
    const client = await asker.aws.s3();
    try {
      const command = new GetObjectCommand({ Bucket: bucket, Key: key, Range: 'bytes=0-0' });
      const { Body } = await client.send(command, { abortSignal: asker.signal });
      await Body?.transformToByteArray();
      return 'readable';
    } catch (error) {
      if (faultOf(error) !== 'denied') throw error;
      return readError(error).message.includes('kms:Decrypt') ? 'no-key' : 'denied';
    }
  });
}
