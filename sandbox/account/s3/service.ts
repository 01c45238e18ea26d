/** S3's actions, by path. */
import { randomUUID } from 'node:crypto';
import type { HttpAnswer, HttpRequest } from '../../../src/demo/http.ts';
import { element } from '../../protocol/xml.ts';
import { AwsFault, type Service } from '../service.ts';
import { actionOf, addressOf } from './action.ts';
import type { Bucket } from './bucket.ts';
import { configure } from './configuration.ts';
import { listObjects, listVersions } from './list.ts';
import { OBJECT_ACTIONS, type ObjectRequest } from './object.ts';
import type { S3 } from './s3.ts';
import { XML, xml } from './xml.ts';

export function s3Service(s3: S3): Service {
  return {
    actionOf,
    inputOf: (asked) => {
      const { bucket, key, query } = addressOf(asked);
      return { Bucket: bucket, ...(key === '' ? {} : { Key: key }), ...Object.fromEntries(query) };
    },
    refuse: ({ code, message, status, headers }) => ({
      status,
      headers: { ...XML, ...headers },
      body: element('Error', { Code: code, Message: message, RequestId: randomUUID() }),
    }),
    answer(asked, region) {
      const action = actionOf(asked);
      const place = addressOf(asked);
      if (action === 'ListBuckets') return xml('ListAllMyBucketsResult', bucketRows([...s3.buckets.values()]));
      if (action === 'CreateBucket') return createBucket(s3, place.bucket, asked, region);
      const bucket = s3.bucket(place.bucket, region);
      checkOwner(s3, bucket, asked);
      if (action === 'DeleteBucket') return deleteBucket(s3, bucket);
      const ask = { bucket, place, asked, now: s3.world.now() };
      const act = Object.hasOwn(ACTIONS, action) ? ACTIONS[action] : undefined;
      const told = act?.(ask) ?? configure(action, ask);
      if (told === undefined) throw new AwsFault('NotImplemented', `The sandbox has no ${action}`, { status: 501 });
      return told;
    },
  };
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-owner-condition.html */
function checkOwner({ owners, world }: S3, { name }: Bucket, { headers }: HttpRequest): void {
  const expected = headers['x-amz-expected-bucket-owner'];
  if (expected === undefined || expected === (owners.get(name) ?? world.account)) return;
  throw new AwsFault('AccessDenied', 'Access Denied', { status: 403 });
}

const ACTIONS: Readonly<Record<string, (ask: ObjectRequest) => HttpAnswer>> = {
  ...OBJECT_ACTIONS,
  HeadBucket: ({ bucket }) => ({ status: 200, headers: { 'x-amz-bucket-region': bucket.region }, body: '' }),
  GetBucketLocation: ({ bucket }) => ({
    status: 200,
    headers: XML,
    body: element('LocationConstraint', bucket.region === 'us-east-1' ? '' : bucket.region),
  }),
  ListObjectsV2: ({ bucket, place }) => xml('ListBucketResult', listObjects(bucket, place.query)),
  ListObjectVersions: ({ bucket, place }) => xml('ListVersionsResult', listVersions(bucket, place.query)),
};

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html */
function createBucket(s3: S3, name: string, { body }: HttpRequest, region: string): HttpAnswer {
  const wanted = /<LocationConstraint>([^<]*)</.exec(body)?.[1] ?? 'us-east-1';
  if (wanted !== region) {
    const message = `The ${wanted} location constraint is incompatible for the region this request was sent to.`;
    throw new AwsFault('IllegalLocationConstraintException', message);
  }
  s3.create(name, region);
  return { status: 200, headers: { location: `/${name}` }, body: '' };
}

function deleteBucket(s3: S3, bucket: Bucket): HttpAnswer {
  if (bucket.objects.size > 0)
    throw new AwsFault('BucketNotEmpty', 'The bucket you tried to delete is not empty', { status: 409 });
  s3.buckets.delete(bucket.name);
  return { status: 204, body: '' };
}

function bucketRows(buckets: readonly Bucket[]): string {
  const rows = buckets.map(({ name, created }) => element('Bucket', { Name: name, CreationDate: new Date(created) }));
  return `<Buckets>${rows.join('')}</Buckets>`;
}
