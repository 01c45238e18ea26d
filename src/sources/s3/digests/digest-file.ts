/**
 * One of CloudTrail's digest files: the hashes of an hour's log files, signed, and chained to the one before it.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-digest-file-structure.html
 */
import { createHash, createPublicKey, verify } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { isObject, listAt, textAt } from '../../../core/fields.ts';
import { parseJson } from '../../parse-json.ts';
import { MOST_UNPACKED } from '../../unpacked.ts';
import type { WholeObject } from '../bucket.ts';

export interface LogFile {
  readonly key: string;
  /** SHA-256 of the unpacked content, in hex. */
  readonly hash: string;
  /** Times of its events, in ms since the epoch; NaN where the digest doesn't say. */
  readonly oldest: number;
  readonly newest: number;
}

export interface DigestFile {
  readonly key: string;
  /** Times of delivery that it covers, in ms since the epoch. */
  readonly start: number;
  readonly end: number;
  /** Where CloudTrail wrote it. */
  readonly written: { readonly bucket: string; readonly key: string };
  readonly fingerprint: string;
  /** SHA-256 of its unpacked content, in hex. */
  readonly hash: string;
  readonly signature: string;
  /** Undefined where the chain begins: after logging or validation was off. */
  readonly previous: { readonly key: string; readonly hash: string; readonly signature: string } | undefined;
  /** Added later, for log files that were delivered late; it stands beside the chain. */
  readonly isBackfill: boolean;
  readonly logFiles: readonly LogFile[];
  /** Its own text of the end, which is signed. */
  readonly endText: string;
}

const unzip = promisify(gunzip);
const BACKFILL = /_backfill\.json\.gz$/;

export const sha256 = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex');

/** Undefined for content that is no digest file, or one that isn't signed as CloudTrail signs. */
export async function parseDigest(key: string, { bytes, metadata }: WholeObject): Promise<DigestFile | undefined> {
  const content = await unzip(bytes, { maxOutputLength: MOST_UNPACKED.digestFile }).catch(() => undefined);
  const value = content === undefined ? undefined : parseJson(content.toString('utf8'));
  const signature = metadata['signature'];
  if (content === undefined || !isObject(value) || signature === undefined) return undefined;
  if (textAt(value, 'digestSignatureAlgorithm') !== 'SHA256withRSA' || !Array.isArray(value['logFiles'])) {
    return undefined;
  }
  const endText = textAt(value, 'digestEndTime') ?? '';
  const [start, end] = [Date.parse(textAt(value, 'digestStartTime') ?? ''), Date.parse(endText)];
  const [bucket, object] = [textAt(value, 'digestS3Bucket'), textAt(value, 'digestS3Object')];
  const fingerprint = textAt(value, 'digestPublicKeyFingerprint');
  const logFiles = listAt(value, 'logFiles').map(logFileOf);
  if (Number.isNaN(start) || Number.isNaN(end) || bucket === undefined || object === undefined) return undefined;
  if (fingerprint === undefined || !logFiles.every((one) => one !== undefined)) return undefined;
  const [before, hash, signed] = ['S3Object', 'HashValue', 'Signature'].map((name) =>
    textAt(value, `previousDigest${name}`),
  );
  const previous = before === undefined ? undefined : { key: before, hash: hash ?? '', signature: signed ?? '' };
  return {
    ...{ key, start, end, endText, fingerprint, signature, previous, logFiles },
    written: { bucket, key: object },
    hash: sha256(content),
    isBackfill: BACKFILL.test(key),
  };
}

function logFileOf(value: unknown): LogFile | undefined {
  if (!isObject(value)) return undefined;
  const [key, hash] = [textAt(value, 's3Object'), textAt(value, 'hashValue')];
  if (key === undefined || hash === undefined || textAt(value, 'hashAlgorithm') !== 'SHA-256') return undefined;
  const [oldest, newest] = ['oldestEventTime', 'newestEventTime'].map((name) => Date.parse(textAt(value, name) ?? ''));
  return { key, hash, oldest: oldest ?? Number.NaN, newest: newest ?? Number.NaN };
}

/**
 * `publicKey`: DER, as PKCS #1. The signed text:
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-custom-validation.html
 */
export function isSignedBy(
  { endText, written, hash, previous, signature }: DigestFile,
  publicKey: Uint8Array,
): boolean {
  const text = [endText, `${written.bucket}/${written.key}`, hash, previous?.signature ?? 'null'].join('\n');
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey), format: 'der', type: 'pkcs1' });
    return verify('RSA-SHA256', Buffer.from(text), key, Buffer.from(signature, 'hex'));
  } catch {
    return false;
  }
}
