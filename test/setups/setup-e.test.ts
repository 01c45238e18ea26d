import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { expect, test } from 'vitest';
import { openTable } from '../../src/aws/login-table/table.ts';
import { setUp } from '../helpers/notifier/setups.ts';
import { apiCall, ELSEWHERE, iamUser, OFFICE, role, root, signIn } from '../helpers/records/records.ts';

const DAYS_180 = 180 * 86_400;

test('set-up E: a trail of ours, mail in Japanese, and a table of sign-ins that can be looked at and expires', async () => {
  const account = await setUp('e');
  await account.deploy();
  const topic = 'arn:aws:sns:us-east-1:111122223333:acme-mail';
  const [waiting] = account.sns.subscriptions(topic);
  expect(waiting).toMatchObject({ endpoint: 'ops@example.com', isConfirmed: false });
  await account.run('confirm-email', '--token', waiting?.token ?? '');
  expect(account.sns.subscriptions(topic)[0]).toMatchObject({ isConfirmed: true, wasAuthenticated: true });

  const alice = signIn({ from: OFFICE, mfa: 'Yes' });
  await account.happen(alice);
  const [mail] = account.sns.mails;
  expect(mail).toMatchObject({ to: 'ops@example.com', subject: expect.stringMatching(/^情報: /) });
  for (const part of ['🟢', 'alice', '東京オフィス', OFFICE, 'いつ: 2026-11-20 18:12:41 +09:00'])
    expect(mail?.message).toContain(part);

  // In another region; root, who has no user name; a federated user, who has none either.
  const sydney = signIn({ by: iamUser('bob'), from: ELSEWHERE, region: 'ap-southeast-2', minute: -1 });
  const nameless = signIn({ by: root(), from: ELSEWHERE, minute: -2 });
  const federated = signIn({ by: role('Admins', 'carol@example.com'), from: OFFICE, minute: -3 });
  await account.happen(sydney, nameless, federated);
  const mails = account.sns.mails.slice(1).map(({ message }) => message);
  // Each subscription filter hands over its own part.
  expect([1, 2]).toContain(mails.length);
  for (const part of ['🔴', 'bob', 'ap-southeast-2', 'carol@example.com']) expect(mails.join()).toContain(part);

  // What is not asked for doesn't come, and what comes twice is told once.
  const invoked = account.lambda.invocations.length;
  await account.happen(apiCall('ec2', 'RunInstances'));
  expect(account.lambda.invocations).toHaveLength(invoked);
  await account.happen(alice);
  expect(account.sns.mails).toHaveLength(1 + mails.length);

  const table = await account.run('logins', '--since', '1h');
  expect(table).toMatchObject({ exit: 0 });
  for (const part of ['2026-11-20 18:12:41', 'alice', '東京オフィス', 'bob', 'root', 'carol@example.com'])
    expect(table.out).toContain(part);
  const json = JSON.parse((await account.run('logins', '--since', '1h', '--format', 'json')).out);
  expect(json.logins).toHaveLength(4);
  expect(json.logins[0]).toMatchObject({ localTime: '2026-11-20 18:12:41 Asia/Tokyo', address: OFFICE, mfa: 'used' });
  const client = new DynamoDBClient({ endpoint: account.endpoint, region: 'us-east-1' });
  const [row] = await openTable(client, 'acme-logins', account.clock.now).query('login#2026-11');
  client.destroy();
  expect(Number(row?.['expiresAt'])).toBe(Date.parse(String(row?.['time'])) / 1_000 + DAYS_180);

  expect(await account.unwell()).toEqual([]);
  expect(account.found()).toEqual(await account.replayed([alice, sydney, nameless, federated]));
});
