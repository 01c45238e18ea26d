import { expect, test } from 'vitest';
import { trailBucketOf } from '../../src/core/settings.ts';
import { parseSettings } from '../../src/settings/parse.ts';

const read = (trail: string, pipelines = 'pipelines: [s3]') =>
  parseSettings(`${pipelines}\ntrail: ${trail}\n`, 'f.yaml');
const BUCKET = 'bucket: acme-org-trail';
const ACCOUNT = 'account: 444455556666';

test('a bucket of another account is taken with its owner, whose number needs no quotes', () => {
  expect(trailBucketOf(read(`{ use: existing, ${BUCKET}, account: 012345678901 }`))).toEqual({
    ...{ use: 'existing', bucket: 'acme-org-trail', account: '012345678901' },
  });
  const parts = `topic: "arn:aws:sns:us-east-1:444455556666:files", key: "arn:aws:kms:us-east-1:444455556666:key/1-2"`;
  expect(
    trailBucketOf(read(`{ use: existing, ${BUCKET}, ${ACCOUNT}, ${parts} }`, 'pipelines: [events, s3]')),
  ).toMatchObject({
    ...{ topic: 'arn:aws:sns:us-east-1:444455556666:files', key: 'arn:aws:kms:us-east-1:444455556666:key/1-2' },
  });
  expect(trailBucketOf(read('{ use: existing, name: main }'))).toBeUndefined();
});

test.each([
  [`{ use: existing, ${BUCKET} }`, '`trail.account` is missing; write the 12 digits'],
  [`{ use: existing, ${BUCKET}, ${ACCOUNT}, name: main }`, '`trail.name` and `bucket` name two trails'],
  [`{ use: existing, ${ACCOUNT} }`, '`trail.account` belongs to a `bucket` of another account'],
  ['{ use: existing, key: "arn:aws:kms:us-east-1:444455556666:key/1" }', '`trail.key` belongs to a `bucket`'],
  [`{ use: existing, bucket: "s3://acme-org-trail", ${ACCOUNT} }`, '`trail.bucket` is not the name of a bucket'],
  [`{ use: existing, ${BUCKET}, account: 4444 }`, '`trail.account` is not an account id'],
  [`{ use: existing, ${BUCKET}, ${ACCOUNT}, topic: files }`, '`trail.topic` is not the ARN of an SNS topic'],
  [`{ use: existing, ${BUCKET}, ${ACCOUNT}, key: alias/files }`, '`trail.key` is not the ARN of a KMS key (no alias)'],
])('%s is refused', (trail, why) => {
  expect(() => read(trail)).toThrow(why);
  expect(() => read(trail)).not.toThrow('undefined');
});

test.each(['', 'pipelines: [s3, logs]', 'pipelines: [alarms, s3]', 'pipelines: [events]'])(
  'with %s nothing would read the bucket, or a log group that is elsewhere',
  (pipelines) => {
    expect(() => read(`{ use: existing, ${BUCKET}, ${ACCOUNT} }`, pipelines)).toThrow(
      '`pipelines` must be [s3] or [events, s3] with `trail.bucket`',
    );
  },
);
