import { expect, test } from 'vitest';
import { setUp, trailOf } from '../helpers/notifier/setups.ts';
import { apiCall, ELSEWHERE, failedUser, iamUser, OFFICE, role, root, signIn } from '../helpers/records/records.ts';

test('set-up A: files of the trail, and each sign-in in Slack with its mark', async () => {
  const account = await setUp('a');
  trailOf(account, { hasLogs: false });
  await account.deploy();
  const told = async (record: object) => {
    const before = account.slack.received.length;
    await account.happen(record);
    return account.slack.received.slice(before).map(({ body }) => body);
  };

  const trusted = signIn({ from: OFFICE, mfa: 'Yes' });
  const [green] = await told(trusted);
  for (const part of ['🟢', 'alice', OFFICE, 'Tokyo office', '2026-11-20 18:12:41 +09:00'])
    expect(green).toContain(part);

  const untrusted = signIn({ by: iamUser('bob'), from: ELSEWHERE, mfa: 'Yes', region: 'ap-southeast-2' });
  const [red] = await told(untrusted);
  for (const part of ['🔴', 'bob', ELSEWHERE, 'ap-southeast-2']) expect(red).toContain(part);
  expect(red).not.toContain('🟢');

  const failed = signIn({ by: failedUser('carol'), from: ELSEWHERE, result: 'Failure', minute: 1 });
  const [warning] = await told(failed);
  for (const part of ['⚠', 'carol', ELSEWHERE]) expect(warning).toContain(part);

  const rootUser = signIn({ by: root(), from: OFFICE, minute: 2 });
  expect(String(await told(rootUser))).toMatch(/root/i);

  // A filter of one's own, and one that is taken off.
  const ended = apiCall('ec2', 'TerminateInstances', {
    by: role('ops', 'dave'),
    request: { instancesSet: { items: [{ instanceId: 'i-0123456789abcdef0' }] } },
  });
  expect(String(await told(ended))).toContain('i-0123456789abcdef0');
  const group = apiCall('ec2', 'CreateSecurityGroup', { request: { groupName: 'web' } });
  expect(await told(group)).toEqual([]);

  const all = [trusted, untrusted, failed, rootUser, ended, group];
  expect(await account.unwell()).toEqual(['health mail: no one is alerted when the notifier itself has a problem']);
  expect(account.found()).toEqual(await account.replayed(all));
  // A file that S3 tells of twice is told to people once.
  const before = account.slack.received.length;
  const [file = ''] = account.s3.keys('main-trail');
  account.events.objectCreated('main-trail', file, 1, 'us-east-1');
  account.events.objectCreated('main-trail', 'AWSLogs/111122223333/CloudTrail-Digest/a.json.gz', 1, 'us-east-1');
  await account.settled();
  expect(account.slack.received).toHaveLength(before);
});
