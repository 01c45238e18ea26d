import { expect, test } from 'vitest';
import { commandLine } from '../../../src/auditing/remedies/command-line.ts';

test.each<[string, Parameters<typeof commandLine>, string]>([
  [
    'plain values',
    ['cloudtrail', 'start-logging', 'us-east-1', { Name: 'main' }],
    'aws cloudtrail start-logging --name main --region us-east-1',
  ],
  ['no region', ['iam', 'get-role', undefined, { RoleName: 'a' }], 'aws iam get-role --role-name a'],
  [
    'names with digits and capitals',
    ['x', 'y', undefined, { S3BucketName: 'b', OKActions: ['c'], IsMultiRegionTrail: true, ActionsEnabled: false }],
    'aws x y --s3-bucket-name b --ok-actions c --is-multi-region-trail --no-actions-enabled',
  ],
  [
    'quotes',
    ['logs', 'put-metric-filter', undefined, { filterPattern: `{ $.a = "it's" }` }],
    `aws logs put-metric-filter --filter-pattern '{ $.a = "it'\\''s" }'`,
  ],
  ['an empty text', ['x', 'y', undefined, { Name: '' }], "aws x y --name ''"],
  ['several names', ['x', 'y', undefined, { AlarmNames: ['a', 'b c'] }], "aws x y --alarm-names a 'b c'"],
  [
    'a name like a flag',
    ['x', 'y', undefined, { Name: '-a', AlarmNames: ['-b', 'c'] }],
    `aws x y --name=-a --alarm-names '["-b","c"]'`,
  ],
  [
    'objects',
    ['x', 'y', undefined, { Metrics: [{ Id: 'm1' }], Threshold: 1 }],
    `aws x y --metrics '[{"Id":"m1"}]' --threshold 1`,
  ],
])('%s', (_, call, line) => {
  expect(commandLine(...call)).toBe(line);
});
