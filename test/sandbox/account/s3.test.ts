import { Readable } from 'node:stream';
import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetBucketEncryptionCommand,
  GetBucketNotificationConfigurationCommand,
  GetBucketVersioningCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutBucketNotificationConfigurationCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import { testAccount } from '../../helpers/records/account.ts';

const Bucket = 'acme-trail';

async function bucket() {
  const account = await testAccount({ now: () => Date.UTC(2026, 10, 19) });
  account.s3.create(Bucket);
  return { account, client: new S3Client(account.client()) };
}

test.each(['plain.json', 'AWSLogs/a b+c&d/é🟢.json.gz', '100%.txt'])('gives back bytes under %s', async (Key) => {
  const { account, client } = await bucket();
  const Body = Buffer.from([0x1f, 0x8b, 0, 255, 13, 10]);
  const put = await client.send(
    new PutObjectCommand({ Bucket, Key, Body, ContentType: 'application/json', Metadata: { mine: 'x' } }),
  );
  const got = await client.send(new GetObjectCommand({ Bucket, Key }));
  expect(Buffer.from((await got.Body?.transformToByteArray()) ?? [])).toEqual(Body);
  expect(got).toMatchObject({
    ContentLength: 6,
    ContentType: 'application/json',
    Metadata: { mine: 'x' },
    ETag: put.ETag,
    LastModified: new Date(Date.UTC(2026, 10, 19)),
  });
  expect(account.s3.keys(Bucket)).toEqual([Key]);
  const listed = await client.send(new ListObjectsV2Command({ Bucket, EncodingType: 'url' }));
  expect(listed.Contents).toMatchObject([{ Size: 6 }]);
});

test('takes uploads in chunks with the checksum behind them, and refuses a wrong one', async () => {
  const { account, client } = await bucket();
  const Body = Readable.from([Buffer.from('hel'), Buffer.from('lo\r\n0\r\n')]);
  await client.send(new PutObjectCommand({ Bucket, Key: 'k', Body, ContentLength: 10, ContentEncoding: 'gzip' }));
  expect(account.s3.get(Bucket, 'k')?.toString()).toBe('hello\r\n0\r\n');
  const got = await client.send(new GetObjectCommand({ Bucket, Key: 'k', ChecksumMode: 'ENABLED' }));
  expect([await got.Body?.transformToString(), got.ContentEncoding]).toEqual(['hello\r\n0\r\n', 'gzip']);
  const wrong = new PutObjectCommand({ Bucket, Key: 'wrong', Body: 'x', ChecksumCRC32: 'AAAAAA==' });
  await expect(client.send(wrong)).rejects.toMatchObject({ name: 'BadDigest' });
  expect(account.s3.keys(Bucket)).toEqual(['k']);
});

test('lists in pages, in the order of bytes, with prefixes folded', async () => {
  const { account, client } = await bucket();
  for (const key of ['b/2', 'a', 'b/1', 'é', 'B', 'c/x/1']) account.s3.put(Bucket, key, key);
  const pages: unknown[] = [];
  let ContinuationToken: string | undefined;
  do {
    const page = await client.send(new ListObjectsV2Command({ Bucket, MaxKeys: 4, ContinuationToken }));
    pages.push(page.Contents?.map(({ Key }) => Key));
    ContinuationToken = page.NextContinuationToken;
  } while (ContinuationToken !== undefined);
  expect(pages).toEqual([
    ['B', 'a', 'b/1', 'b/2'],
    ['c/x/1', 'é'],
  ]);
  const folded = await client.send(new ListObjectsV2Command({ Bucket, Delimiter: '/' }));
  expect(folded.CommonPrefixes).toEqual([{ Prefix: 'b/' }, { Prefix: 'c/' }]);
  expect(folded.Contents?.map(({ Key }) => Key)).toEqual(['B', 'a', 'é']);
  const after = await client.send(new ListObjectsV2Command({ Bucket, Prefix: 'b/', StartAfter: 'b/1' }));
  expect(after).toMatchObject({ KeyCount: 1, IsTruncated: false, Contents: [{ Key: 'b/2', Size: 3 }] });
});

test('says what is not there', async () => {
  const { client, account } = await bucket();
  const missing = (name: string, status: number) => ({ name, $metadata: { httpStatusCode: status } });
  await expect(client.send(new GetObjectCommand({ Bucket, Key: 'no' }))).rejects.toMatchObject(
    missing('NoSuchKey', 404),
  );
  await expect(client.send(new HeadObjectCommand({ Bucket, Key: 'no' }))).rejects.toMatchObject(
    missing('NotFound', 404),
  );
  await expect(client.send(new ListObjectsV2Command({ Bucket: 'nobodys' }))).rejects.toMatchObject(
    missing('NoSuchBucket', 404),
  );
  await expect(client.send(new HeadBucketCommand({ Bucket: 'nobodys' }))).rejects.toMatchObject(
    missing('NotFound', 404),
  );
  await client.send(new HeadBucketCommand({ Bucket }));
  account.s3.foreign.add('theirs');
  await expect(client.send(new HeadBucketCommand({ Bucket: 'theirs' }))).rejects.toMatchObject({
    $metadata: { httpStatusCode: 403 },
  });
  await expect(client.send(new CreateBucketCommand({ Bucket: 'theirs' }))).rejects.toMatchObject(
    missing('BucketAlreadyExists', 409),
  );
});

test('buckets are of one region, and go only when they are empty', async () => {
  const { account, client } = await bucket();
  const far = new S3Client(account.client('eu-north-1'));
  await expect(far.send(new ListObjectsV2Command({ Bucket }))).rejects.toMatchObject({
    name: 'PermanentRedirect',
    $metadata: { httpStatusCode: 301 },
  });
  await far.send(
    new CreateBucketCommand({ Bucket: 'acme-far', CreateBucketConfiguration: { LocationConstraint: 'eu-north-1' } }),
  );
  await expect(
    far.send(
      new CreateBucketCommand({ Bucket: 'acme-far', CreateBucketConfiguration: { LocationConstraint: 'eu-north-1' } }),
    ),
  ).rejects.toMatchObject({ name: 'BucketAlreadyOwnedByYou' });
  account.s3.put(Bucket, 'a&b', 'x');
  account.s3.put(Bucket, 'c', 'x');
  await expect(client.send(new DeleteBucketCommand({ Bucket }))).rejects.toMatchObject({ name: 'BucketNotEmpty' });
  const deleted = await client.send(
    new DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key: 'a&b' }, { Key: 'never' }] } }),
  );
  expect(deleted.Deleted?.map(({ Key }) => Key)).toEqual(['a&b', 'never']);
  await client.send(new DeleteObjectCommand({ Bucket, Key: 'c' }));
  await client.send(new DeleteBucketCommand({ Bucket }));
  await expect(client.send(new GetBucketVersioningCommand({ Bucket }))).rejects.toMatchObject({ name: 'NoSuchBucket' });
});

test('versions hide what is deleted, and keep the bucket from being empty', async () => {
  const { account, client } = await bucket();
  await client.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }));
  expect(await client.send(new GetBucketVersioningCommand({ Bucket }))).toMatchObject({ Status: 'Enabled' });
  const first = await client.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'one' }));
  await client.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'two' }));
  expect(await client.send(new DeleteObjectCommand({ Bucket, Key: 'k' }))).toMatchObject({ DeleteMarker: true });
  await expect(client.send(new GetObjectCommand({ Bucket, Key: 'k' }))).rejects.toMatchObject({ name: 'NoSuchKey' });
  const old = await client.send(new GetObjectCommand({ Bucket, Key: 'k', VersionId: first.VersionId }));
  expect(await old.Body?.transformToString()).toBe('one');
  await expect(client.send(new DeleteBucketCommand({ Bucket }))).rejects.toMatchObject({ name: 'BucketNotEmpty' });
  const seen: (readonly [string | undefined, string | undefined])[] = [];
  let page = await client.send(new ListObjectVersionsCommand({ Bucket, MaxKeys: 2 }));
  for (;;) {
    seen.push(
      ...[...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])].map(
        ({ Key, VersionId }) => [Key, VersionId] as const,
      ),
    );
    if (page.IsTruncated !== true) break;
    const { NextKeyMarker: KeyMarker, NextVersionIdMarker: VersionIdMarker } = page;
    page = await client.send(new ListObjectVersionsCommand({ Bucket, MaxKeys: 2, KeyMarker, VersionIdMarker }));
  }
  expect(seen).toHaveLength(3);
  await client.send(
    new DeleteObjectsCommand({
      Bucket,
      Delete: { Objects: seen.map(([Key, VersionId]) => ({ Key: Key ?? '', VersionId })) },
    }),
  );
  await client.send(new DeleteBucketCommand({ Bucket }));
  expect(account.s3.buckets.size).toBe(0);
});

test('keeps notifications as they were put', async () => {
  const { client } = await bucket();
  const get = () => client.send(new GetBucketNotificationConfigurationCommand({ Bucket }));
  expect((await get()).EventBridgeConfiguration).toBeUndefined();
  const NotificationConfiguration = {
    EventBridgeConfiguration: {},
    LambdaFunctionConfigurations: [
      {
        Id: 'theirs',
        LambdaFunctionArn: 'arn:aws:lambda:us-east-1:111122223333:function:theirs',
        Events: ['s3:ObjectCreated:*' as const],
        Filter: { Key: { FilterRules: [{ Name: 'prefix' as const, Value: 'a&b/' }] } },
      },
    ],
  };
  const put = (SkipDestinationValidation: boolean) =>
    client.send(
      new PutBucketNotificationConfigurationCommand({ Bucket, NotificationConfiguration, SkipDestinationValidation }),
    );
  await expect(put(false)).rejects.toThrow('Unable to validate the following destination configurations');
  await put(true);
  expect(await get()).toMatchObject(NotificationConfiguration);
  await expect(client.send(new GetBucketEncryptionCommand({ Bucket }))).rejects.toMatchObject({
    name: 'ServerSideEncryptionConfigurationNotFoundError',
  });
});
