import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createMemory } from '../../../src/core/counting/memory.ts';
import type { TrailEvent } from '../../../src/core/event.ts';
import { activate } from '../../../src/core/inspection/activate.ts';
import { makeContext } from '../../../src/core/inspection/context.ts';
import { inspect } from '../../../src/core/inspection/inspect.ts';
import { normalise } from '../../../src/core/record/normalise.ts';
import { sessionsOf } from '../../../src/core/session/sessions.ts';
import { type SessionStory, sessionStory } from '../../../src/core/session/story.ts';
import { DEFAULT_SETTINGS } from '../../../src/core/settings.ts';
import { awsCommand, shellWord } from '../../../src/core/shell.ts';
import { anyCall } from '../../../src/rules/deed.ts';
import { RULES } from '../../../src/rules/index.ts';
import { apiCall, federatedUser, iamUser, oauth, permissionSet, root, signIn } from '../../helpers/records/records.ts';
import { asRole, assumes, byKey, LASTING_KEY, type RoleSession } from '../../helpers/records/sessions.ts';

const NOW = Date.UTC(2026, 10, 20, 12);
const ADMIN: RoleSession = { name: 'Admin', session: 'work', key: 'ASIAEXAMPLEADMIN0001', begun: 5 };

/** The story of the session that the first record is of. */
async function storyOf(...records: readonly unknown[]): Promise<SessionStory> {
  const events = records.map((record): TrailEvent => {
    const result = normalise(record);
    if (result.kind !== 'event') throw new Error('unreadable');
    return result.event;
  });
  const context = makeContext(DEFAULT_SETTINGS);
  const { findings } = await inspect(events, activate(RULES, DEFAULT_SETTINGS), context, createMemory());
  const sessions = sessionsOf(events);
  const asked = sessions.all.find((session) => session.events.some((event) => event === events[0]));
  if (asked === undefined) throw new Error('no session');
  return sessionStory({ sessions, asked, findings, all: events, say: anyCall, now: NOW });
}

const iam = (name: string, request: object, also: object = {}, minute = 1) =>
  apiCall('iam', name, { by: byKey(), minute, request, ...also });
const read = (service: string, name: string, minute = 1) =>
  apiCall(service, name, { by: byKey(), minute, also: { readOnly: true } });

test('looked around, changed in the rules’ words and in its own, was denied, became a role', async () => {
  const story = await storyOf(
    read('ec2', 'DescribeInstances'),
    read('ec2', 'DescribeVpcs'),
    read('s3', 'ListBuckets'),
    iam('CreateUser', { userName: 'backup' }, {}, 2),
    apiCall('organizations', 'LeaveOrganization', { by: byKey(), minute: 3, error: 'AccessDeniedException' }),
    apiCall('glue', 'CreateJob', { by: byKey(), minute: 4, request: { name: 'copy' } }),
    assumes(byKey(), ADMIN),
    apiCall('cloudtrail', 'StopLogging', { by: asRole(ADMIN), minute: 6, request: { name: 'main' } }),
    assumes(byKey(), { ...ADMIN, name: 'Unused', key: 'ASIAEXAMPLEUNUSED001', begun: 7 }),
  );
  expect(story.reads).toEqual({
    count: 3,
    services: [
      { service: 'ec2', count: 2 },
      { service: 's3', count: 1 },
    ],
  });
  expect(story.changes.map(({ text, severity }) => [text.en, severity])).toEqual([
    ['created IAM user backup', 'medium'],
    ['created job copy (glue)', null],
    ['stopped logging of trail main', 'critical'],
  ]);
  expect(story.denied.map(({ service, name, events }) => [service, name, events.length])).toEqual([
    ['organizations', 'LeaveOrganization', 1],
  ]);
  expect(story.became.map(({ by, to }) => [by?.name, to?.who.actor.role, to?.events.length])).toEqual([
    ['AssumeRole', 'Admin', 1],
    ['AssumeRole', undefined, undefined],
  ]);
});

describe('what still lives', () => {
  const key = (id: string, minute = 2) =>
    iam(
      'CreateAccessKey',
      { userName: 'backup' },
      { response: { accessKey: { accessKeyId: id, userName: 'backup' } } },
      minute,
    );

  test('is what was made and not ended, the last first, with the commands that undo it', async () => {
    const { remains } = await storyOf(
      iam('CreateUser', { userName: 'backup' }),
      key('AKIAEXAMPLEMADE000001'),
      key('AKIAEXAMPLEMADE000002', 3),
      iam('DeleteAccessKey', { userName: 'backup', accessKeyId: 'AKIAEXAMPLEMADE000002' }, {}, 4),
      apiCall('ec2', 'AuthorizeSecurityGroupIngress', {
        by: byKey(),
        minute: 5,
        region: 'eu-west-1',
        response: { securityGroupRuleSet: { items: [{ securityGroupRuleId: 'sgr-0a1b', groupId: 'sg-1' }] } },
      }),
      apiCall('s3', 'ListBuckets', { by: byKey('backup', 'AKIAEXAMPLEMADE000001'), minute: 9 }),
    );
    expect(remains.ended).toBe(1);
    expect(remains.lives.map(({ kind, undo, used }) => [kind, undo, used])).toEqual([
      [
        'opened-port',
        'aws ec2 revoke-security-group-ingress --group-id sg-1 --security-group-rule-ids sgr-0a1b --region eu-west-1',
        0,
      ],
      ['access-key', 'aws iam delete-access-key --user-name backup --access-key-id AKIAEXAMPLEMADE000001', 1],
      ['user', 'aws iam delete-user --user-name backup', 0],
    ]);
  });

  test.each([
    ['Snapshot', 'createVolumePermission', '--group-names', 'snap-1'],
    ['Image', 'launchPermission', '--user-groups', 'ami-1'],
  ])('%s: shares with an account and with everybody, each ended by its own removal', async (of, list, groups, id) => {
    const word = of.toLowerCase();
    const change = (permission: object, minute: number) =>
      apiCall('ec2', `Modify${of}Attribute`, {
        by: byKey(),
        minute,
        region: 'eu-west-1',
        request: { [`${word}Id`]: id, [list]: permission },
      });
    const shared = change({ add: { items: [{ userId: '444455556666' }, { group: 'all' }] } }, 5);
    const undo = `aws ec2 modify-${word}-attribute --${word}-id ${id} --attribute ${list} --operation-type remove`;
    const toAccount = `${undo} --user-ids 444455556666 --region eu-west-1`;
    const toAll = `${undo} ${groups} all --region eu-west-1`;
    const commands = async (...records: readonly unknown[]) =>
      (await storyOf(...records)).remains.lives.map(({ undo: command }) => command).toSorted();
    expect(await commands(shared)).toEqual([toAll, toAccount].toSorted());
    expect(await commands(shared, change({ remove: { items: [{ group: 'all' }] } }, 6))).toEqual([toAccount]);
    expect(await commands(shared, change({ remove: { items: [{ userId: '444455556666' }] } }, 6))).toEqual([toAll]);
  });

  test('ends by whoever ends it, with what it belongs to, and not by a call that failed or of another account', async () => {
    const makes = [iam('CreateUser', { userName: 'backup' }), key('AKIAEXAMPLEMADE000001')];
    const deletes = (more: object) => iam('DeleteUser', { userName: 'backup' }, { by: iamUser('bob'), ...more }, 8);
    expect((await storyOf(...makes, deletes({}))).remains).toMatchObject({ lives: [], ended: 2 });
    expect((await storyOf(...makes, deletes({ error: 'DeleteConflict' }))).remains.lives).toHaveLength(2);
    expect((await storyOf(...makes, deletes({ account: '444455556666' }))).remains.lives).toHaveLength(2);
    const before = await storyOf(iam('CreateUser', { userName: 'backup' }, {}, 9), deletes({}));
    expect(before.remains.lives).toHaveLength(1);
  });
});

describe('what would stop it now', () => {
  const stops = async (...records: readonly unknown[]) =>
    (await storyOf(...records)).stops.map(({ kind, command }) => [kind, command]);
  const POLICY =
    '\'{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":["*"],"Resource":["*"],"Condition":{"DateLessThan":{"aws:TokenIssueTime":"2026-11-20T12:00:00Z"}}}]}\'';

  test('a user: the key, the password, and the sessions that are open', async () => {
    expect(await stops(iam('ListUsers', {}))).toEqual([
      ['key-inactive', `aws iam update-access-key --user-name alice --access-key-id ${LASTING_KEY} --status Inactive`],
      ['password-off', 'aws iam delete-login-profile --user-name alice'],
      [
        'user-sessions-denied',
        `aws iam put-user-policy --user-name alice --policy-name AWSRevokeOlderSessions --policy-document ${POLICY}`,
      ],
    ]);
  });

  test('a role: its sessions; a permission set’s role: the assignment; one that is linked to a service, and root: nothing', async () => {
    const by = (fields: object) => apiCall('ec2', 'DescribeVpcs', { by: { ...fields } });
    expect(await stops(by(asRole(ADMIN)))).toEqual([
      [
        'role-sessions-denied',
        `aws iam put-role-policy --role-name Admin --policy-name AWSRevokeOlderSessions --policy-document ${POLICY}`,
      ],
    ]);
    const user = { onBehalfOf: { userId: '94d00cd8-e9e6-4810-b177-b08e84725435' } };
    expect(await stops(by({ ...permissionSet('Admin', 'bob@example.com'), ...user }))).toEqual([
      [
        'assignment-removed',
        'aws sso-admin delete-account-assignment --instance-arn INSTANCE_ARN --permission-set-arn PERMISSION_SET_ARN --target-type AWS_ACCOUNT --target-id 111122223333 --principal-type USER --principal-id 94d00cd8-e9e6-4810-b177-b08e84725435',
      ],
    ]);
    expect(await stops(by(asRole({ ...ADMIN, name: 'AWSServiceRoleForRDS' })))).toEqual([
      ['service-linked', undefined],
    ]);
    expect(await stops(signIn({ by: root() }))).toEqual([['root', undefined]]);
    const federated = await stops(by(federatedUser('contractor', 'broker')));
    expect(federated).toEqual([['user-sessions-denied', expect.stringContaining('--user-name broker')]]);
  });

  test('a sign-in that AWS stamps: its tokens', async () => {
    const stamp = 'arn:aws:signin:us-east-1:111122223333:session/5f6e';
    const by = { ...iamUser(), sessionContext: { signInSessionArn: stamp } };
    expect((await stops(oauth({ by }))).at(-1)).toEqual([
      'oauth-revoked',
      `aws signin batch-revoke-sessions --principal-arn 'arn:aws:iam::111122223333:*' --session-arns ${stamp} --region us-east-1`,
    ]);
  });
});

describe('text from events in a printed command', () => {
  const HOSTILE = [
    'x; rm -rf ~',
    '$(id)',
    '`id`',
    "a'b",
    'a\nb',
    'file:///etc/passwd',
    'x y',
    '',
    '{a,b}',
    '~root',
    'é',
  ];

  test.each(HOSTILE)('%j is in none', async (userName) => {
    const story = await storyOf(iam('CreateUser', { userName }), {
      ...apiCall('iam', 'ListUsers', { by: { ...byKey(userName), userName } }),
    });
    for (const { undo } of story.remains.lives) expect(undo).toBeUndefined();
    for (const { of, command } of story.stops) if (of === userName) expect(command).toBeUndefined();
  });

  test('a name that begins with a hyphen is no option', () => {
    expect(awsCommand(['iam', 'delete-user', ['--user-name', '--profile']])).toBe(
      'aws iam delete-user --user-name=--profile',
    );
  });

  test('whatever the value, a shell reads the same words back', () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        const command = awsCommand(['iam', 'delete-user', ['--user-name', value]]);
        if (command === undefined) return;
        expect(command).toMatch(/^aws iam delete-user --user-name[ =][\w+=,.@:/-]+$/);
      }),
    );
    expect(shellWord("it's")).toBe("'it'\\''s'");
  });
});

test('what failed for another reason than a denial is told in the rules’ words, apart from changes', async () => {
  const stop = { by: byKey(), request: { name: 'main' } };
  const story = await storyOf(
    apiCall('cloudtrail', 'StopLogging', { ...stop, minute: 1, error: 'TrailNotFoundException' }),
    apiCall('cloudtrail', 'StopLogging', { ...stop, minute: 2, error: 'TrailNotFoundException' }),
    apiCall('cloudtrail', 'StopLogging', { ...stop, minute: 3, error: 'AccessDenied' }),
    apiCall('ec2', 'RunInstances', { by: byKey(), minute: 4, error: 'Client.VcpuLimitExceeded' }),
  );
  expect(story.tried.map(({ text, events }) => [text.en, text.ja, events.length])).toEqual([
    [
      'tried to stop logging of trail main; it failed with TrailNotFoundException',
      '証跡 main のログ記録を停止しようとしました（失敗：TrailNotFoundException）',
      2,
    ],
  ]);
  expect([story.changes, story.denied.map(({ name }) => name), story.failed]).toEqual([[], ['StopLogging'], 3]);
});
