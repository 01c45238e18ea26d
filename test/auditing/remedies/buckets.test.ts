/** Parts of a bucket's remedies that no scripted account has. */
import { expect, test } from 'vitest';
import type { BucketState, Expiration } from '../../../src/auditing/bucket-state.ts';
import { lasting, newBucket } from '../../../src/auditing/remedies/buckets.ts';
import { withStatement } from '../../../src/auditing/remedies/people.ts';
import { read, type Snapshot, type TrailState } from '../../../src/auditing/snapshot.ts';

test('a lifecycle keeps its other rules, and dates of transitions stand alone', () => {
  const [short, dated, other] = [
    { ID: 'short', Status: 'Enabled', Filter: { Prefix: '' }, Expiration: { Days: 7 }, Transitions: [{ Days: 5 }] },
    { ID: 'dated', Status: 'Enabled', Prefix: '', Expiration: { Date: 'x' }, Transitions: [{ Date: 'y' }] },
    { ID: 'other', Status: 'Disabled', Filter: { Prefix: '' }, Expiration: { Days: 1 } },
  ];
  const definition = {
    LifecycleConfiguration: { Rules: [other, short, dated] },
    TransitionDefaultMinimumObjectSize: 'varies_by_storage_class',
  } as unknown as Extract<BucketState['lifecycle'], { kind: 'read' }>['value']['definition'];
  const expiration = (at: number, id: string): Expiration => {
    return { at, id, prefix: '', hasTags: false, days: 7, date: undefined };
  };
  const tooShort = [expiration(1, 'short'), expiration(2, 'dated')];
  const bucket = { region: 'eu-north-1', lifecycle: read({ expirations: tooShort, definition }) } as BucketState;
  const { Expiration: _, ...kept } = dated;
  expect(lasting(bucket, 'b', tooShort)).toEqual([
    [
      's3api',
      'put-bucket-lifecycle-configuration',
      'eu-north-1',
      {
        Bucket: 'b',
        LifecycleConfiguration: { Rules: [other, { ...short, Expiration: { Days: 365 } }, kept] },
        TransitionDefaultMinimumObjectSize: 'varies_by_storage_class',
      },
    ],
  ]);
});

test('outside of us-east-1 a new bucket names its region; nobody makes the bucket of a foreign trail', () => {
  const trail = { arn: 'arn:t', bucket: 'b', keyPrefix: 'x/', homeRegion: 'eu-north-1', owner: '111122223333' };
  const snapshot = (account: string) => ({ account }) as Snapshot;
  const calls = newBucket(trail as TrailState, snapshot('111122223333'));
  expect(calls[0]?.[3]).toEqual({ Bucket: 'b', CreateBucketConfiguration: { LocationConstraint: 'eu-north-1' } });
  expect(JSON.stringify(calls)).toContain('arn:aws:s3:::b/x/AWSLogs/*');
  expect(newBucket(trail as TrailState, snapshot('444455556666'))).toEqual([]);
});

test('a Sid that is taken gets a number', () => {
  const statement = { Sid: 'A', Effect: 'Allow' };
  const twice = withStatement(withStatement(withStatement('', statement), statement), statement);
  expect(JSON.parse(twice).Statement.map(({ Sid }: { readonly Sid: string }) => Sid)).toEqual(['A', 'A2', 'A3']);
});
