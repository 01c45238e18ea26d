import { expect, test } from 'vitest';
import {
  ARCHIVE,
  allowBucket,
  BUCKET,
  MEMBER,
  makeArchive,
  ORGANIZATION,
  printedIn,
  putOwnersRule,
  tellEventBridge,
} from '../helpers/notifier/log-archive.ts';
import { setUp } from '../helpers/notifier/setups.ts';
import { ELSEWHERE, iamUser, OFFICE, signIn } from '../helpers/records/records.ts';

const inMember = (record: object) => ({ ...record, recipientAccountId: MEMBER });

test('set-up F: one notifier for all accounts of an organization, whose trail writes to a bucket elsewhere', async () => {
  const account = await setUp('f', { others: ORGANIZATION });
  const archive = makeArchive(account);
  const plan = await account.run('deploy', '--plan');
  expect(plan.exit, plan.err).toBe(1);
  expect(plan.out).toContain(`Account ${ARCHIVE}, which owns the bucket, must do this:`);
  const printed = printedIn(plan.out);
  allowBucket(archive, printed, 'LoginWatchReads', 'LoginWatchLooks');
  tellEventBridge(archive);
  await account.deploy();
  putOwnersRule(archive, printed);

  const own = signIn({ from: OFFICE, mfa: 'Yes' });
  const others = inMember(signIn({ by: iamUser('bob', MEMBER), from: ELSEWHERE, region: 'ap-southeast-2', minute: 1 }));
  await account.happen(own, others);
  const told = account.slack.received.map(({ body }) => body);
  expect(told.find((body) => body.includes('alice'))).toContain('111122223333');
  const ofMember = told.find((body) => body.includes('bob'));
  for (const part of ['🔴', 'bob', ELSEWHERE, `payments (${MEMBER})`, 'ap-southeast-2'])
    expect(ofMember).toContain(part);
  expect(await account.unwell()).toEqual([
    `trail: the trail that writes to bucket ${BUCKET} of account ${ARCHIVE} can't be seen from this account`,
    'health mail: no one is alerted when the notifier itself has a problem',
  ]);
  expect(account.found()).toEqual(await account.replayed([own, others]));
  expect(archive.s3.keys(BUCKET).every((key) => /^AWSLogs\/o-exampleorgid\/\d{12}\/CloudTrail\//.test(key))).toBe(true);
});
