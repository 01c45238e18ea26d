/** Digest files as CloudTrail writes them each hour, signed with a key of our own that the account on loopback lists. */
import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Account } from '../../../sandbox/account/account.ts';
import { BUCKET } from './trail-bucket.ts';

const HOUR = 3_600_000;
const iso = (epoch: number) => `${new Date(epoch).toISOString().slice(0, 19)}Z`;
const sha256 = (content: Uint8Array) => createHash('sha256').update(content).digest('hex');

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
const FINGERPRINT = createHash('md5')
  .update(publicKey.export({ type: 'pkcs1', format: 'der' }))
  .digest('hex');

export interface Hour {
  readonly key: string;
  readonly end: number;
}

interface Options {
  readonly region?: string;
  readonly account?: string;
  readonly root?: string;
  /** Milliseconds since the epoch. */
  readonly from: number;
  readonly to: number;
  readonly signedWith?: KeyObject;
  /** The chain begins anew here. */
  readonly anew?: number;
}

/** Writes a chain over the log files that the bucket holds now. */
export function writeDigests({ s3, cloudtrail }: Account, options: Options): readonly Hour[] {
  const { region = 'us-east-1', account = '111122223333', root = 'AWSLogs/', from, to } = options;
  cloudtrail.publicKeys.set(region, new Map([[FINGERPRINT, publicKey.export({ type: 'pkcs1', format: 'der' })]]));
  const place = `${root}${account}/CloudTrail/${region}/`;
  const files = s3.keys(BUCKET).filter((key) => key.startsWith(place));
  const hours: Hour[] = [];
  let previous: Readonly<Record<string, string>> | undefined;
  for (let start = from; start < to; start += HOUR) {
    const end = start + HOUR;
    const stamp = iso(end).replaceAll(/[-:]/g, '');
    const day = iso(end).slice(0, 10).replaceAll('-', '/');
    const key = `${root}${account}/CloudTrail-Digest/${region}/${day}/${account}_CloudTrail-Digest_${region}_main_us-east-1_${stamp}.json.gz`;
    const mine = files.filter((file) => deliveredWithin(file, start, end));
    if (options.anew === start) previous = undefined;
    const none = { S3Bucket: null, S3Object: null, HashValue: null, HashAlgorithm: null, Signature: null };
    const text = JSON.stringify({
      awsAccountId: account,
      digestStartTime: iso(start),
      digestEndTime: iso(end),
      digestS3Bucket: BUCKET,
      digestS3Object: key,
      digestPublicKeyFingerprint: FINGERPRINT,
      digestSignatureAlgorithm: 'SHA256withRSA',
      newestEventTime: mine.length === 0 ? null : iso(end - 60_000),
      oldestEventTime: mine.length === 0 ? null : iso(start),
      ...Object.fromEntries(Object.entries(previous ?? none).map(([name, value]) => [`previousDigest${name}`, value])),
      logFiles: mine.map((file) => ({
        s3Bucket: BUCKET,
        s3Object: file,
        hashValue: sha256(gunzipSync(s3.get(BUCKET, file) ?? gzipSync(''))),
        hashAlgorithm: 'SHA-256',
        newestEventTime: iso(end - 60_000),
        oldestEventTime: iso(start),
      })),
    });
    const hash = sha256(Buffer.from(text));
    const signed = [iso(end), `${BUCKET}/${key}`, hash, previous?.['Signature'] ?? 'null'].join('\n');
    const signature = sign('RSA-SHA256', Buffer.from(signed), options.signedWith ?? privateKey).toString('hex');
    const headers = { 'x-amz-meta-signature': signature, 'x-amz-meta-signature-algorithm': 'SHA256withRSA' };
    s3.bucket(BUCKET).put(key, gzipSync(text), headers, end);
    previous = { S3Bucket: BUCKET, S3Object: key, HashValue: hash, HashAlgorithm: 'SHA-256', Signature: signature };
    hours.push({ key, end });
  }
  return hours;
}

function deliveredWithin(key: string, start: number, end: number): boolean {
  const [, year, month, day, hour, minute] = /_(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)Z_/.exec(key) ?? [];
  const at = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:00Z`);
  return at >= start && at < end;
}
