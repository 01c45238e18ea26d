import { expect, onTestFinished, test } from 'vitest';
import { startChatwork } from '../helpers/notifier/chatwork.ts';
import { setUp, trailOf } from '../helpers/notifier/setups.ts';
import { apiCall, eventBridge, OFFICE, signIn } from '../helpers/records/records.ts';
import { flat, modified, nested } from '../helpers/records/security-groups.ts';

const groupId = 'sg-0123456789abcdef0';
const topicArn = 'arn:aws:sns:us-east-1:111122223333:alerts';
const web = [{ from: 443, v4: ['0.0.0.0/0'] }];
const ssh = [{ from: 22, v4: ['198.51.100.0/24'] }];

/** What happens, and what Chatwork is told of it. */
const CASES: readonly (readonly [string, object, string])[] = [
  [
    'a security group created: its id is in the response',
    apiCall('ec2', 'CreateSecurityGroup', { from: OFFICE, request: { groupName: 'web' }, response: { groupId } }),
    `セキュリティグループ ${groupId} を作成しました`,
  ],
  [
    'one deleted',
    apiCall('ec2', 'DeleteSecurityGroup', { from: OFFICE, request: { groupId } }),
    `セキュリティグループ ${groupId} を削除しました`,
  ],
  ['a rule in', nested('AuthorizeSecurityGroupIngress', web), 'にインバウンドルールを追加しました'],
  [
    'a rule out',
    flat('AuthorizeSecurityGroupEgress', { protocol: '-1' }, '0.0.0.0/0'),
    'にアウトバウンドルールを追加しました',
  ],
  ['a rule in taken away', nested('RevokeSecurityGroupIngress', web), 'のインバウンドルールを削除しました'],
  ['a rule out taken away', nested('RevokeSecurityGroupEgress', web), 'のアウトバウンドルールを削除しました'],
  ['a rule changed', modified({ CidrIpv4: '10.0.0.0/8' }, 5432), 'のルールを変更しました'],
  [
    'SSH opened',
    nested('AuthorizeSecurityGroupIngress', ssh),
    `セキュリティグループ ${groupId} の TCP 22 を 198.51.100.0/24 に開放しました`,
  ],
  ['a topic deleted', apiCall('sns', 'DeleteTopic', { request: { topicArn } }), 'SNSトピック alerts を削除しました'],
  [
    'a subscription deleted',
    apiCall('sns', 'Unsubscribe', { request: { subscriptionArn: `${topicArn}:2bcfbf39-05c3-41de-beaa-fcfcc21c8f55` } }),
    'のサブスクリプション 2bcfbf39-05c3-41de-beaa-fcfcc21c8f55 を解除しました',
  ],
  [
    'a subscription made',
    apiCall('sns', 'Subscribe', { request: { topicArn, protocol: 'email', endpoint: 'eve@example.net' } }),
    topicArn,
  ],
  [
    'a subscription changed',
    apiCall('sns', 'SetSubscriptionAttributes', {
      request: {
        subscriptionArn: `${topicArn}:2bcfbf39-05c3-41de-beaa-fcfcc21c8f55`,
        attributeName: 'FilterPolicy',
        attributeValue: '{"nothing":["matches"]}',
      },
    }),
    '2bcfbf39-05c3-41de-beaa-fcfcc21c8f55',
  ],
  [
    'a finding of GuardDuty',
    eventBridge('aws.guardduty', 'GuardDuty Finding', {
      id: '1ab92989eaf0e742df4a014d5c0a8841',
      type: 'Recon:EC2/PortProbeUnprotectedPort',
      title: 'Unprotected port on EC2 instance i-0123456789abcdef0 is being probed.',
      severity: 5,
    }),
    'GuardDutyが Recon:EC2/PortProbeUnprotectedPort (severity 5) を検出しました',
  ],
];

test('set-up C: EventBridge, and Chatwork in Japanese: what changed, who did it, from where', async () => {
  const chatwork = await startChatwork();
  onTestFinished(chatwork.close);
  const { nodeOptions, environment } = chatwork;
  const account = await setUp('c', { nodeOptions, environment, regions: ['us-east-1', 'ap-northeast-1'] });
  trailOf(account, { hasLogs: false });
  const token = ['0123456789', 'abcdef'].join('');
  account.ssm.put('/acme/chatwork-token', token);
  await account.deploy();

  for (const [name, record, sentence] of CASES) {
    const before = chatwork.messages().length;
    await account.happen(record);
    const [message = '', ...more] = chatwork.messages().slice(before);
    expect(more, name).toEqual([]);
    expect(message, name).toMatch(
      /^\[info\]\[title\][\s\S]*\[\/title\][\s\S]*\[code\][\s\S]*\[\/code\][\s\S]*\[\/info\]$/,
    );
    expect(message, name).toContain(sentence);
    expect(message, name).toContain('いつ: 2026-11-20 18:12:41 +09:00');
    if (!name.includes('GuardDuty')) expect(message, name).toContain('alice');
    // What one person does within five minutes is one story, and what follows in it is told in one more message.
    await account.clock.advance(6 * 60_000);
  }
  expect(chatwork.received[0]).toMatchObject({ method: 'POST', path: '/v2/rooms/123456/messages' });
  expect(chatwork.received[0]?.headers['x-chatworktoken']).toBe(token);

  // Another region's event comes by its forwarder; and the room is told of nothing but what it asked for.
  const before = chatwork.messages().length;
  const away = apiCall('ec2', 'DeleteSecurityGroup', {
    region: 'ap-northeast-1',
    from: OFFICE,
    request: { groupId: 'sg-0fedcba9876543210' },
  });
  const minor = eventBridge('aws.guardduty', 'GuardDuty Finding', { id: '0', type: 'Recon:EC2/Portscan', severity: 2 });
  const quiet = [
    minor,
    signIn({ from: OFFICE }),
    apiCall('ec2', 'RunInstances'),
    apiCall('ec2', 'DescribeSecurityGroups'),
  ];
  await account.happen(away, ...quiet);
  expect(chatwork.messages().slice(before)).toEqual([expect.stringContaining('sg-0fedcba9876543210')]);

  const all = [...CASES.map(([, record]) => record), away, ...quiet];
  expect(await account.unwell()).toEqual(['health mail: no one is alerted when the notifier itself has a problem']);
  expect(account.found()).toEqual(await account.replayed(all));
});
