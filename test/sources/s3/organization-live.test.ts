import { afterEach, expect, test, vi } from 'vitest';
import { EXIT } from '../../../src/core/exit.ts';
import { BUCKET, DAY, idsOf, replayAt, trailBucket } from '../../helpers/aws/trail-bucket.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

test('an organization of 40 accounts and 17 regions: one list for each, and no object of another day', async () => {
  const { put, lists, fetched } = await trailBucket();
  for (let number = 0; number < 40; number += 1) {
    for (let region = 0; region < 17; region += 1) {
      const account = String(111_122_220_000 + number);
      const name = `${['us-east', 'eu-west', 'ap-south', 'sa-east', 'ca-central', 'me-south', 'eu-north', 'af-south', 'us-west'][region % 9]}-${region < 9 ? 1 : 2}`;
      for (const stamp of ['20261119T1200', '20261122T1200']) put('old', account, name, stamp, 'AWSLogs/o-abcdefghij/');
      if (number === 7 && region === 3) put('new', account, name, '20261120T1200', 'AWSLogs/o-abcdefghij/');
    }
  }
  const { exit, report } = await replayAt('/nonexistent', ['--s3', `s3://${BUCKET}`, ...DAY]);
  expect(exit).toBe(EXIT.done);
  expect(idsOf(report)).toEqual(['new']);
  expect(report.sources).toEqual([`s3://${BUCKET}/`]);
  expect(fetched().length).toBe(1);
  // The bucket, AWSLogs, the organization, then each account, then each of its regions.
  expect(lists().length).toBe(3 + 40 + 40 * 17);
  expect(lists().filter((prefix) => prefix.includes('/2026/')).length).toBe(40 * 17);
});
