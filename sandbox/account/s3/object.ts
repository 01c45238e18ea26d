/** S3's actions on objects. */
import type { HttpAnswer, HttpRequest } from '../../../src/demo/http.ts';
import { element } from '../../protocol/xml.ts';
import { AwsFault } from '../service.ts';
import type { S3Address } from './action.ts';
import { readUpload } from './body.ts';
import type { Bucket, StoredObject } from './bucket.ts';
import { inside, xml } from './xml.ts';

export interface ObjectRequest {
  readonly bucket: Bucket;
  readonly place: S3Address;
  readonly asked: HttpRequest;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Objects in one page of a list. */
  readonly mostKeys: number;
}

const MOST_DELETED = 1_000;

export const OBJECT_ACTIONS: Readonly<Record<string, (ask: ObjectRequest) => HttpAnswer>> = {
  PutObject({ bucket, place, asked, now }) {
    const { bytes, checksums } = readUpload(asked);
    const { etag, version } = bucket.put(place.key, bytes, { ...kept(asked), ...checksums }, now);
    return { status: 200, headers: { etag, ...checksums, ...versionHeader(version) }, body: '' };
  },
  GetObject: (ask) => tell(objectOf(ask)),
  HeadObject: (ask) => ({ ...tell(objectOf(ask)), body: '' }),
  DeleteObject({ bucket, place, now }) {
    const gone = bucket.delete(place.key, place.query.get('versionId') ?? undefined, now);
    const marker = gone?.isMarker === true ? { 'x-amz-delete-marker': 'true' } : {};
    return { status: 204, headers: { ...marker, ...versionHeader(gone?.version ?? 'null') }, body: '' };
  },
  /** https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html */
  DeleteObjects({ bucket, asked, now }) {
    const text = readUpload(asked).bytes.toString('utf8');
    const entries = [...text.matchAll(/<Object>([\s\S]*?)<\/Object>/g)].map(([, inner = '']) => ({
      Key: inside(inner, 'Key') ?? '',
      VersionId: inside(inner, 'VersionId'),
    }));
    if (entries.length === 0 || entries.length > MOST_DELETED)
      throw new AwsFault('MalformedXML', 'The XML you provided was not well-formed');
    for (const { Key, VersionId } of entries) bucket.delete(Key, VersionId, now);
    const isQuiet = inside(text, 'Quiet') === 'true';
    return xml('DeleteResult', isQuiet ? '' : entries.map((entry) => element('Deleted', entry)).join(''));
  },
};

function objectOf({ bucket, place }: ObjectRequest): StoredObject {
  const object = bucket.get(place.key, place.query.get('versionId') ?? undefined);
  if (object === undefined || object.isMarker)
    throw new AwsFault('NoSuchKey', 'The specified key does not exist.', { status: 404 });
  return object;
}

function tell({ bytes, etag, at, headers, version }: StoredObject): HttpAnswer {
  const told = { etag, 'content-length': String(bytes.length), 'last-modified': new Date(at).toUTCString() };
  const type = { 'content-type': 'application/octet-stream' };
  return { status: 200, headers: { ...type, ...headers, ...told, ...versionHeader(version) }, body: bytes };
}

const versionHeader = (version: string) => (version === 'null' ? {} : { 'x-amz-version-id': version });

/** `aws-chunked` is the form of the request, not of the object. */
function kept({ headers }: HttpRequest): Readonly<Record<string, string>> {
  const encoding = String(headers['content-encoding'] ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '' && part !== 'aws-chunked')
    .join(',');
  const own = Object.entries(headers).filter(([name]) => name === 'content-type' || name.startsWith('x-amz-meta-'));
  return {
    ...Object.fromEntries(own.map(([name, value]) => [name, String(value)])),
    ...(encoding === '' ? {} : { 'content-encoding': encoding }),
  };
}
