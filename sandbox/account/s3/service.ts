/** S3's actions, by path. */
import { randomUUID } from 'node:crypto';
import type { HttpAnswer, HttpRequest } from '../../../src/demo/http.ts';
import { element } from '../../protocol/xml.ts';
import { isAllowedBy } from '../resource-policy.ts';
import { AwsFault, type Service } from '../service.ts';
import { actionOf, addressOf } from './action.ts';
import type { Bucket } from './bucket.ts';
import { configure } from './configuration.ts';
import { listObjects, listVersions } from './list.ts';
import { OBJECT_ACTIONS, type ObjectRequest } from './object.ts';
import type { ObjectTrouble, S3 } from './s3.ts';
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
      if (action === 'ListBuckets')
        return xml('ListAllMyBucketsResult', bucketRows([...s3.buckets.values()], place.query));
      if (action === 'GetAccountPublicAccessBlock') return accountBlock(s3);
      if (action === 'CreateBucket') return createBucket(s3, place.bucket, asked, region);
      const holder = s3.holderOf(place.bucket);
      const bucket = holder.bucket(place.bucket, region);
      if (holder !== s3) checkPolicy(action, bucket, place.key, callerOf(s3, asked));
      checkOwner(holder, bucket, asked);
      checkPayer(s3, bucket, asked);
      const trouble = action === 'GetObject' ? holder.troubles.get(place.key) : undefined;
      if (trouble === 'vanished') bucket.delete(place.key, undefined, s3.world.now());
      if (action === 'DeleteBucket') return deleteBucket(holder, bucket);
      const ask = { bucket, place, asked, now: s3.world.now(), mostKeys: s3.pageSize };
      const act = Object.hasOwn(ACTIONS, action) ? ACTIONS[action] : undefined;
      const told = act?.(ask) ?? configure(action, ask);
      if (told === undefined) throw new AwsFault('NotImplemented', `The sandbox has no ${action}`, { status: 501 });
      return trouble === undefined ? told : troubled(told, trouble);
    },
  };
}

function troubled(told: HttpAnswer, trouble: ObjectTrouble): HttpAnswer | Promise<HttpAnswer> {
  if (trouble === 'forbidden') throw new AwsFault('AccessDenied', 'Access Denied', { status: 403 });
  if (trouble === 'no-key') {
    const message =
      'User: arn:aws:iam::111122223333:user/bob is not authorized to perform: kms:Decrypt on the resource associated with this ciphertext because no identity-based policy allows the kms:Decrypt action';
    throw new AwsFault('AccessDenied', message, { status: 403 });
  }
  if (typeof trouble === 'object') return new Promise((resolve) => setTimeout(() => resolve(told), trouble.slow));
  const half = Buffer.from(told.body).subarray(0, told.body.length / 2);
  return { ...told, headers: { ...told.headers, connection: 'close' }, body: half };
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/ObjectsinRequesterPaysBuckets.html */
function checkPayer({ payers }: S3, { name }: Bucket, { headers }: HttpRequest): void {
  if (payers.has(name) && headers['x-amz-request-payer'] !== 'requester')
    throw new AwsFault('AccessDenied', 'Access Denied', { status: 403 });
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-owner-condition.html */
function checkOwner({ owners, world }: S3, { name }: Bucket, { headers }: HttpRequest): void {
  const expected = headers['x-amz-expected-bucket-owner'];
  if (expected === undefined || expected === (owners.get(name) ?? world.account)) return;
  throw new AwsFault('AccessDenied', 'Access Denied', { status: 403 });
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-authentication-methods.html */
function callerOf({ neighbours, world }: S3, { headers }: HttpRequest): string {
  const [, key = ''] = /Credential=([^/]+)\//.exec(headers.authorization ?? '') ?? [];
  return neighbours.callerOf?.(key) ?? `arn:aws:iam::${world.account}:user/sandbox`;
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html: the answer to a stranger names the region too. */
function checkPolicy(action: string, bucket: Bucket, key: string, principal: string): void {
  const { name, region, configurations } = bucket;
  const headers = { 'x-amz-bucket-region': region };
  const resource = `arn:aws:s3:::${name}${key === '' ? '' : `/${key}`}`;
  const asked = { principal, action: `s3:${IAM_NAMES[action] ?? action}`, resource };
  if (!isAllowedBy(configurations.get('policy'), asked))
    throw new AwsFault('AccessDenied', 'Access Denied', { status: 403, headers });
  if (action !== 'GetObject' || bucket.key === undefined) return;
  const context = { 'kms:ViaService': `s3.${region}.amazonaws.com` };
  const decrypt = { principal, action: 'kms:Decrypt', resource: bucket.key.arn, context };
  if (isAllowedBy(bucket.key.policy, decrypt)) return;
  const message = `User: ${principal} is not authorized to perform: kms:Decrypt on the resource associated with this ciphertext because no resource-based policy allows the kms:Decrypt action`;
  throw new AwsFault('AccessDenied', message, { status: 403, headers });
}

/** IAM's names, where they differ: https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html */
const IAM_NAMES: Readonly<Record<string, string>> = {
  HeadBucket: 'ListBucket',
  ListObjectsV2: 'ListBucket',
  HeadObject: 'GetObject',
  GetBucketNotificationConfiguration: 'GetBucketNotification',
  PutBucketNotificationConfiguration: 'PutBucketNotification',
  GetBucketEncryption: 'GetEncryptionConfiguration',
  GetBucketLifecycleConfiguration: 'GetLifecycleConfiguration',
  GetObjectLockConfiguration: 'GetBucketObjectLockConfiguration',
  GetPublicAccessBlock: 'GetBucketPublicAccessBlock',
  ListBuckets: 'ListAllMyBuckets',
};

const ACTIONS: Readonly<Record<string, (ask: ObjectRequest) => HttpAnswer>> = {
  ...OBJECT_ACTIONS,
  HeadBucket: ({ bucket }) => ({ status: 200, headers: { 'x-amz-bucket-region': bucket.region }, body: '' }),
  GetBucketLocation: ({ bucket }) => ({
    status: 200,
    headers: XML,
    body: element('LocationConstraint', bucket.region === 'us-east-1' ? '' : bucket.region),
  }),
  ListObjectsV2: ({ bucket, place, mostKeys }) => xml('ListBucketResult', listObjects(bucket, place.query, mostKeys)),
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

function accountBlock(s3: S3): HttpAnswer {
  if (s3.accountBlock !== undefined) return { status: 200, headers: XML, body: s3.accountBlock };
  const message = 'The public access block configuration was not found';
  throw new AwsFault('NoSuchPublicAccessBlockConfiguration', message, { status: 404 });
}

function deleteBucket(s3: S3, bucket: Bucket): HttpAnswer {
  if (bucket.objects.size > 0)
    throw new AwsFault('BucketNotEmpty', 'The bucket you tried to delete is not empty', { status: 409 });
  s3.buckets.delete(bucket.name);
  return { status: 204, body: '' };
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListBuckets.html: the region only where a part is asked for. */
function bucketRows(buckets: readonly Bucket[], query: URLSearchParams): string {
  const prefix = query.get('prefix');
  const rows = buckets
    .filter(({ name }) => name.startsWith(prefix ?? ''))
    .map(({ name, created, region }) =>
      element('Bucket', {
        Name: name,
        CreationDate: new Date(created),
        ...(prefix === null ? {} : { BucketRegion: region }),
      }),
    );
  return `<Buckets>${rows.join('')}</Buckets>`;
}
