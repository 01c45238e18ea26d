/** S3, asked by path: https://docs.aws.amazon.com/AmazonS3/latest/API/Welcome.html */
import { randomUUID } from 'node:crypto';
import type { Asked, Told } from '../http.ts';
import { element } from '../xml.ts';
import { actionOf, type Place, placeOf } from './s3-action.ts';
import { readUpload } from './s3-body.ts';
import { Bucket, type StoredObject } from './s3-bucket.ts';
import { readConfiguration } from './s3-configuration.ts';
import { listObjects, listVersions } from './s3-list.ts';
import { AwsFault, type Service } from './service.ts';
import type { World } from './world.ts';

export interface S3 {
  readonly service: Service;
  /** Names of buckets that somebody else's account has: they can't be made, and they answer 403. */
  readonly foreign: Set<string>;
  create(bucket: string, region?: string): void;
  put(bucket: string, key: string, bytes: string | Uint8Array): void;
  /** Undefined where there is none. */
  get(bucket: string, key: string): Buffer | undefined;
  keys(bucket: string): readonly string[];
  readonly buckets: ReadonlyMap<string, Bucket>;
}

interface Ask {
  readonly place: Place;
  readonly bucket: Bucket;
  readonly asked: Asked;
}

export function s3(world: World): S3 {
  const buckets = new Map<string, Bucket>();
  const foreign = new Set<string>();
  const create = (name: string, region = world.home) => {
    if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name))
      throw new AwsFault('InvalidBucketName', 'The specified bucket is not valid.');
    if (foreign.has(name))
      throw new AwsFault('BucketAlreadyExists', 'The requested bucket name is not available.', { status: 409 });
    if (buckets.has(name) && region !== 'us-east-1')
      throw new AwsFault(
        'BucketAlreadyOwnedByYou',
        'Your previous request to create the named bucket succeeded and you already own it.',
        { status: 409 },
      );
    if (!buckets.has(name)) buckets.set(name, new Bucket(name, region, world.now()));
  };
  const bucketOf = (name: string, region: string): Bucket => {
    if (foreign.has(name)) throw new AwsFault('AccessDenied', 'Access Denied', { status: 403 });
    const bucket = buckets.get(name);
    if (bucket === undefined)
      throw new AwsFault('NoSuchBucket', 'The specified bucket does not exist', { status: 404 });
    if (bucket.region !== region)
      throw new AwsFault(
        'PermanentRedirect',
        `The bucket you are attempting to access must be addressed in ${bucket.region}.`,
        { status: 301 },
      );
    return bucket;
  };
  const createAsked = (name: string, { body }: Asked, region: string): Told => {
    const wanted = /<LocationConstraint>([^<]*)</.exec(body)?.[1] ?? 'us-east-1';
    if (wanted !== region)
      throw new AwsFault(
        'IllegalLocationConstraintException',
        `The ${wanted} location constraint is incompatible for the region specific endpoint this request was sent to.`,
      );
    create(name, region);
    return { status: 200, headers: { location: `/${name}` }, body: '' };
  };
  const deleteBucket = ({ bucket }: Ask): Told => {
    if (bucket.objects.size > 0)
      throw new AwsFault('BucketNotEmpty', 'The bucket you tried to delete is not empty', { status: 409 });
    buckets.delete(bucket.name);
    return { status: 204, body: '' };
  };
  const act = (action: string, ask: Ask): Told => {
    if (action === 'DeleteBucket') return deleteBucket(ask);
    const plain = Object.hasOwn(ACTIONS, action) ? ACTIONS[action] : undefined;
    if (plain !== undefined) return plain(ask, world.now());
    const told = readConfiguration(action, ask.bucket, ask.place, ask.asked);
    if (told === undefined) throw new AwsFault('NotImplemented', `The sandbox has no ${action}`, { status: 501 });
    return told;
  };
  const service: Service = {
    actionOf,
    inputOf: (asked) => {
      const { bucket, key, query } = placeOf(asked);
      return { Bucket: bucket, ...(key === '' ? {} : { Key: key }), ...Object.fromEntries(query) };
    },
    refuse: ({ code, message, status }) => ({
      status,
      headers: XML,
      body: `<?xml version="1.0" encoding="UTF-8"?>${element('Error', { Code: code, Message: message, RequestId: randomUUID() })}`,
    }),
    answer(asked, region) {
      const action = actionOf(asked);
      const place = placeOf(asked);
      if (action === 'ListBuckets') return xml('ListAllMyBucketsResult', element('Buckets', undefined));
      if (action === 'CreateBucket') return createAsked(place.bucket, asked, region);
      return act(action, { place, asked, bucket: bucketOf(place.bucket, region) });
    },
  };
  const there = (name: string) => bucketOf(name, buckets.get(name)?.region ?? '');
  return {
    service,
    foreign,
    buckets,
    create,
    put: (name, key, bytes) => void there(name).put(key, Buffer.from(bytes), {}, world.now()),
    get: (name, key) => there(name).get(key)?.bytes,
    keys: (name) =>
      there(name)
        .current()
        .map(({ key }) => key),
  };
}

const XML = { 'content-type': 'application/xml' };
const xml = (name: string, inner: string): Told => ({
  status: 200,
  headers: XML,
  body: `<?xml version="1.0" encoding="UTF-8"?><${name} xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${inner}</${name}>`,
});

const ACTIONS: Readonly<Record<string, (ask: Ask, now: number) => Told>> = {
  HeadBucket: ({ bucket }) => ({ status: 200, headers: { 'x-amz-bucket-region': bucket.region }, body: '' }),
  GetBucketLocation: ({ bucket }) => ({
    status: 200,
    headers: XML,
    body: element('LocationConstraint', bucket.region === 'us-east-1' ? '' : bucket.region),
  }),
  ListObjectsV2: ({ bucket, place }) => xml('ListBucketResult', listObjects(bucket, place.query)),
  ListObjectVersions: ({ bucket, place }) => xml('ListVersionsResult', listVersions(bucket, place.query)),
  PutObject({ bucket, place, asked }, now) {
    const { bytes, checksums } = readUpload(asked);
    const { etag, version } = bucket.put(place.key, bytes, { ...kept(asked), ...checksums }, now);
    return { status: 200, headers: { etag, ...checksums, ...versionHeader(version) }, body: '' };
  },
  GetObject: ({ bucket, place }) => tell(objectOf(bucket, place)),
  HeadObject: ({ bucket, place }) => ({ ...tell(objectOf(bucket, place)), body: '' }),
  DeleteObject({ bucket, place }, now) {
    const gone = bucket.delete(place.key, place.query.get('versionId') ?? undefined, now);
    const marker = gone?.isMarker === true ? { 'x-amz-delete-marker': 'true' } : {};
    return { status: 204, headers: { ...marker, ...versionHeader(gone?.version ?? 'null') }, body: '' };
  },
  DeleteObjects({ bucket, asked }, now) {
    const { bytes } = readUpload(asked);
    const entries = [...bytes.toString('utf8').matchAll(/<Object>([\s\S]*?)<\/Object>/g)].map(([, inner = '']) => ({
      Key: inside(inner, 'Key') ?? '',
      VersionId: inside(inner, 'VersionId'),
    }));
    if (entries.length === 0 || entries.length > 1_000)
      throw new AwsFault('MalformedXML', 'The XML you provided was not well-formed');
    for (const { Key, VersionId } of entries) bucket.delete(Key, VersionId, now);
    const isQuiet = inside(bytes.toString('utf8'), 'Quiet') === 'true';
    return xml('DeleteResult', isQuiet ? '' : entries.map((entry) => element('Deleted', entry)).join(''));
  },
};

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

function inside(text: string, name: string): string | undefined {
  return new RegExp(`<${name}>([^<]*)</${name}>`)
    .exec(text)?.[1]
    ?.replace(/&(?:#x([0-9a-f]+)|(\w+));/gi, (all, hex, entity) =>
      hex === undefined ? (ENTITIES[entity] ?? all) : String.fromCodePoint(Number.parseInt(hex, 16)),
    );
}

function objectOf(bucket: Bucket, { key, query }: Place): StoredObject {
  const object = bucket.get(key, query.get('versionId') ?? undefined);
  if (object === undefined || object.isMarker)
    throw new AwsFault('NoSuchKey', 'The specified key does not exist.', { status: 404 });
  return object;
}

function tell({ bytes, etag, at, headers, version }: StoredObject): Told {
  const told = { etag, 'content-length': String(bytes.length), 'last-modified': new Date(at).toUTCString() };
  return {
    status: 200,
    headers: { 'content-type': 'application/octet-stream', ...headers, ...told, ...versionHeader(version) },
    body: bytes,
  };
}

const versionHeader = (version: string) => (version === 'null' ? {} : { 'x-amz-version-id': version });

/** `aws-chunked` is how it was sent, not what it is. */
function kept({ headers }: Asked): Readonly<Record<string, string>> {
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
