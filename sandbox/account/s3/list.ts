/** S3's lists: pages by key, common prefixes. */
import { element } from '../../protocol/xml.ts';
import { AwsFault } from '../service.ts';
import type { Bucket, StoredObject } from './bucket.ts';

const MOST = 1_000;
const isoOf = (at: number) => new Date(at).toISOString();

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html */
export function listObjects(bucket: Bucket, query: URLSearchParams, most = MOST): string {
  const size = Math.min(sizeOf(query), most);
  const prefix = query.get('prefix') ?? '';
  const delimiter = query.get('delimiter') ?? '';
  const token = query.get('continuation-token');
  const after = token === null ? (query.get('start-after') ?? '') : Buffer.from(token, 'base64url').toString('utf8');
  const rows = rowsOf(bucket, prefix, delimiter).filter(
    ({ name }) => Buffer.compare(Buffer.from(name), Buffer.from(after)) > 0,
  );
  const page = rows.slice(0, size);
  const last = page.at(-1);
  const isTruncated = rows.length > page.length;
  const code = coder(query);
  return [
    element('Name', bucket.name),
    element('Prefix', code(prefix)),
    element('Delimiter', delimiter === '' ? undefined : code(delimiter)),
    element('MaxKeys', size),
    element('EncodingType', query.get('encoding-type') ?? undefined),
    element('KeyCount', page.length),
    element('IsTruncated', isTruncated),
    element(
      'NextContinuationToken',
      isTruncated && last !== undefined ? Buffer.from(last.name).toString('base64url') : undefined,
    ),
    ...page.map(({ name, object }) =>
      object === undefined
        ? element('CommonPrefixes', { Prefix: code(name) })
        : element('Contents', {
            Key: code(name),
            LastModified: isoOf(object.at),
            ETag: object.etag,
            Size: object.bytes.length,
            StorageClass: 'STANDARD',
          }),
    ),
  ].join('');
}

interface Row {
  readonly name: string;
  /** Undefined for a common prefix. */
  readonly object: StoredObject | undefined;
}

function rowsOf(bucket: Bucket, prefix: string, delimiter: string): readonly Row[] {
  const rows = new Map<string, Row>();
  for (const object of bucket.current(prefix)) {
    const end = delimiter === '' ? -1 : object.key.indexOf(delimiter, prefix.length);
    const name = end < 0 ? object.key : object.key.slice(0, end + delimiter.length);
    rows.set(name, { name, object: end < 0 ? object : undefined });
  }
  return [...rows.values()];
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectVersions.html */
export function listVersions(bucket: Bucket, query: URLSearchParams): string {
  const size = sizeOf(query);
  const prefix = query.get('prefix') ?? '';
  const all = bucket
    .keys()
    .filter((key) => key.startsWith(prefix))
    .flatMap((key) =>
      (bucket.objects.get(key) ?? []).toReversed().map((one, index) => ({ ...one, isLatest: index === 0 })),
    );
  const [key, version] = [query.get('key-marker'), query.get('version-id-marker')];
  const start =
    key === null ? 0 : all.findLastIndex((one) => one.key === key && (version === null || one.version === version)) + 1;
  const page = all.slice(start, start + size);
  const last = page.at(-1);
  const isTruncated = start + page.length < all.length;
  const code = coder(query);
  return [
    element('Name', bucket.name),
    element('MaxKeys', size),
    element('EncodingType', query.get('encoding-type') ?? undefined),
    element('IsTruncated', isTruncated),
    element('NextKeyMarker', isTruncated && last !== undefined ? code(last.key) : undefined),
    element('NextVersionIdMarker', isTruncated ? last?.version : undefined),
    ...page.map((one) =>
      element(one.isMarker ? 'DeleteMarker' : 'Version', {
        Key: code(one.key),
        VersionId: one.version,
        IsLatest: one.isLatest,
        LastModified: isoOf(one.at),
        ...(one.isMarker ? {} : { ETag: one.etag, Size: one.bytes.length, StorageClass: 'STANDARD' }),
      }),
    ),
  ].join('');
}

function sizeOf(query: URLSearchParams): number {
  const size = Number(query.get('max-keys') ?? MOST);
  if (!Number.isInteger(size) || size < 0)
    throw new AwsFault('InvalidArgument', 'Provided max-keys not an integer or within integer range');
  return Math.min(size, MOST);
}

const coder = (query: URLSearchParams) => (text: string) =>
  query.get('encoding-type') === 'url' ? encodeURIComponent(text).replaceAll('%2F', '/') : text;
