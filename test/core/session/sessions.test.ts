import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TrailEvent } from '../../../src/core/event.ts';
import { normalise } from '../../../src/core/record/normalise.ts';
import { withinReach } from '../../../src/core/session/reach.ts';
import { rootOf, type Session, type Sessions, treeOf } from '../../../src/core/session/session.ts';
import { sessionsOf } from '../../../src/core/session/sessions.ts';
import { apiCall, failedUser, iamUser, identityCenter, oauth, root, signIn } from '../../helpers/records/records.ts';
import { asRole, assumes, byKey, entersConsole, inConsole, type RoleSession } from '../../helpers/records/sessions.ts';

const eventsOf = (...records: readonly unknown[]): readonly TrailEvent[] =>
  records.map((record) => {
    const result = normalise(record);
    if (result.kind !== 'event') throw new Error('unreadable');
    return result.event;
  });

/** Names of the calls, session by session. */
const namesIn = ({ all }: Pick<Sessions, 'all'>) => all.map(({ kind, events }) => [kind, ...events.map((e) => e.name)]);
const reads = (by: object, minute: number, name = 'DescribeInstances', also: object = {}) =>
  apiCall('ec2', name, { by: { ...by }, minute, also: { readOnly: true, ...also } });

const ADMIN: RoleSession = { name: 'Admin', session: 'work', key: 'ASIAEXAMPLEADMIN0001', begun: 5 };
const OTHER: RoleSession = {
  name: 'Prod',
  session: 'work',
  key: 'ASIAEXAMPLEPROD00001',
  begun: 8,
  account: '444455556666',
};

describe('one session', () => {
  test('a console sign-in, what its requests do with new keys each, and what AWS asks on their behalf', () => {
    const sessions = sessionsOf(
      eventsOf(
        signIn({ name: 'CheckMfa', by: failedUser('alice'), minute: 0 }),
        entersConsole('alice', 1),
        reads(inConsole('alice', 1, 'ASIAEXAMPLEREQUEST01'), 2, 'ListUsers', { sessionCredentialFromConsole: 'true' }),
        reads(inConsole('alice', 1, 'ASIAEXAMPLEREQUEST02'), 3, 'ListRoles', { sessionCredentialFromConsole: 'true' }),
        reads({ ...inConsole('alice', 1, 'ASIAEXAMPLEREQUEST03'), invokedBy: 'AWS Internal' }, 4, 'Decrypt'),
      ),
    );
    expect(namesIn(sessions)).toEqual([['console', 'CheckMfa', 'ConsoleLogin', 'ListUsers', 'ListRoles', 'Decrypt']]);
    expect(sessions.without).toEqual([]);
  });

  test('a key that lasts, and what a service did within its calls', () => {
    const forUser = { ...inConsole('alice', 2, 'ASIAEXAMPLEFORWARD01'), invokedBy: 'secretsmanager.amazonaws.com' };
    const sessions = sessionsOf(
      eventsOf(reads(byKey(), 0), reads(byKey(), 2, 'GetSecretValue'), reads(forUser, 2, 'Decrypt')),
    );
    expect(namesIn(sessions).map((names) => names.toSorted())).toEqual([
      ['Decrypt', 'DescribeInstances', 'GetSecretValue', 'key'],
    ]);
  });

  test('a console that was opened while the same user’s key was in use stays apart from it', () => {
    const helper = { ...inConsole('alice', 2, 'ASIAEXAMPLEREQUEST02'), invokedBy: 'AWS Internal' };
    const sessions = sessionsOf(
      eventsOf(
        reads(byKey(), 2),
        entersConsole('alice', 2),
        reads(inConsole('alice', 2, 'ASIAEXAMPLEREQUEST01'), 3, 'ListUsers'),
        reads(helper, 3, 'Decrypt'),
      ),
    );
    expect(sessions.all.map(({ kind, events }) => [kind, events.length])).toEqual(
      expect.arrayContaining([
        ['key', 1],
        ['console', 3],
      ]),
    );
  });

  test('two sign-ins of one user are two', () => {
    const events = eventsOf(
      entersConsole('alice', 0),
      reads(inConsole('alice', 0, 'ASIAEXAMPLEREQUEST01'), 1),
      entersConsole('alice', 30),
      reads(inConsole('alice', 30, 'ASIAEXAMPLEREQUEST02'), 31),
    );
    expect(sessionsOf(events).all.map((session) => session.events.length)).toEqual([2, 2]);
  });

  test('root, whose sign-in has no key', () => {
    const inside = {
      ...root(),
      accessKeyId: 'ASIAEXAMPLEROOT00001',
      sessionContext: { attributes: { creationDate: '2026-11-20T09:12:43Z' } },
    };
    const sessions = sessionsOf(eventsOf(signIn({ by: root() }), reads(inside, 1)));
    expect(namesIn(sessions)).toEqual([['console', 'ConsoleLogin', 'DescribeInstances']]);
  });

  test('`aws login` and the program that it let in share the sign-in that AWS stamps', () => {
    const stamp = 'arn:aws:signin:us-east-1:111122223333:session/5f6e';
    const stamped = (by: object): Readonly<Record<string, unknown>> => ({
      ...by,
      sessionContext: { signInSessionArn: stamp },
    });
    const sessions = sessionsOf(
      eventsOf(
        oauth({ by: stamped(iamUser()), minute: 0 }),
        reads(stamped({ ...iamUser(), accessKeyId: 'ASIAEXAMPLELOGIN0001' }), 1),
        reads(stamped({ ...iamUser(), accessKeyId: 'ASIAEXAMPLELOGIN0002' }), 2),
      ),
    );
    expect(sessions.all.map(({ events }) => events.length)).toEqual([3]);
  });
});

describe('steps', () => {
  const sign = (sessions: Sessions) => sessions.steps.map(({ from, by, to }) => [nameOf(from), by?.name, nameOf(to)]);
  const nameOf = ({ who }: Session) => who.actor.role ?? who.actor.name;

  test('a role is followed by the key that AssumeRole gave out, into another account too', () => {
    const sessions = sessionsOf(
      eventsOf(
        reads(byKey(), 0),
        assumes(byKey(), ADMIN),
        reads(asRole(ADMIN), 6),
        assumes(asRole(ADMIN), OTHER, { sharedEventID: '0a4d9c5e-6f0b-4b1c-8a52-1d2e3f4a5b6c' }),
        // The copy in the role's account knows nothing of the caller but the account.
        assumes({ type: 'AWSAccount', principalId: 'AROAEXAMPLEADMIN:work', accountId: '111122223333' }, OTHER, {
          sharedEventID: '0a4d9c5e-6f0b-4b1c-8a52-1d2e3f4a5b6c',
          recipientAccountId: '444455556666',
        }),
        reads(asRole(OTHER), 9),
      ),
    );
    expect(sign(sessions)).toEqual([
      ['alice', 'AssumeRole', 'Admin'],
      ['Admin', 'AssumeRole', 'Prod'],
    ]);
    const [last] = sessions.all.slice(-1);
    if (last === undefined) throw new Error('no session');
    const first = rootOf(last, sessions);
    expect(nameOf(first)).toBe('alice');
    expect(treeOf(first, sessions).map(nameOf)).toEqual(['alice', 'Admin', 'Prod']);
    expect(treeOf(first, sessions).map(({ kind }) => kind)).toEqual(['key', 'temporary', 'temporary']);
    expect(sessions.all.reduce((sum, { events }) => sum + events.length, 0)).toBe(6);
  });

  test('the console switches to a role', () => {
    const target = asRole({ ...OTHER, key: '', begun: 8 });
    const { sessionContext: _, accessKeyId: __, ...bare } = target;
    const sessions = sessionsOf(
      eventsOf(
        entersConsole('alice', 1),
        reads(inConsole('alice', 1, 'ASIAEXAMPLEREQUEST01'), 2),
        signIn({ name: 'SwitchRole', by: bare, minute: 8, additional: { SwitchFrom: iamUser()['arn'] } }),
        reads(asRole(OTHER), 9),
        signIn({ name: 'ExitRole', by: bare, minute: 10 }),
      ),
    );
    expect(sign(sessions)).toEqual([['alice', 'SwitchRole', 'Prod']]);
    expect(sessions.without).toEqual([]);
  });

  test('a permission set’s role follows its person’s sign-in to the portal', () => {
    const [set, user] = ['AWSReservedSSO_Admin_0123456789abcdef', '94d00cd8-e9e6-4810-b177-b08e84725435'];
    const by = asRole({ name: set, session: 'bob@example.com', key: 'ASIAEXAMPLEPORTAL001', begun: 3 });
    const sessions = sessionsOf(
      eventsOf(
        identityCenter({ name: 'CredentialChallenge', minute: 0, additional: { UserName: 'bob@example.com' } }),
        identityCenter({ minute: 1 }),
        signIn({ by: { ...by, onBehalfOf: { userId: user } }, minute: 3 }),
        reads({ ...by, onBehalfOf: { userId: user } }, 4),
      ),
    );
    expect(namesIn(sessions)).toEqual([
      ['portal', 'CredentialChallenge', 'UserAuthentication'],
      ['console', 'ConsoleLogin', 'DescribeInstances'],
    ]);
    expect(sessions.steps).toHaveLength(1);
  });

  test('forged records lead in no circle', () => {
    const [a, b] = [ADMIN, { ...OTHER, account: '111122223333' }];
    const sessions = sessionsOf(eventsOf(assumes(asRole(a), b), assumes(asRole(b), a)));
    expect(sessions.steps).toHaveLength(1);
    expect(sessions.all.map((session) => nameOf(rootOf(session, sessions)))).toHaveLength(2);
  });
});

test('an event of no session has a reason', () => {
  const { all, without } = sessionsOf(
    eventsOf(
      signIn({ by: failedUser('carol'), result: 'Failure' }),
      identityCenter({ name: 'CredentialVerification', result: 'Failure' }),
      apiCall('kms', 'Decrypt', { by: { type: 'AWSService', invokedBy: 'ec2.amazonaws.com' } }),
      apiCall('s3', 'GetObject', { by: { type: 'AWSAccount', accountId: 'anonymous', principalId: '' } }),
      apiCall('s3', 'PutObject', { by: { type: 'AWSAccount', accountId: '444455556666', principalId: 'AIDAEXAMPLE' } }),
      apiCall('ec2', 'RunInstances', { by: iamUser('dave') }),
      {
        'detail-type': 'GuardDuty Finding',
        source: 'aws.guardduty',
        detail: {},
        time: '2026-11-20T10:00:00Z',
        id: 'a1',
      },
    ),
  );
  expect(all).toEqual([]);
  expect(without.map(({ why }) => why).toSorted()).toEqual([
    'anonymous',
    'aws-service',
    'failed-sign-in',
    'failed-sign-in',
    'no-key',
    'not-a-record',
    'other-account',
  ]);
});

describe('whatever the records', () => {
  const names = fc.constantFrom('alice', 'bob');
  const minutes = fc.integer({ min: 0, max: 12 });
  const roles = fc.record({
    name: fc.constantFrom('Admin', 'Prod'),
    session: names,
    key: fc.constantFrom('ASIAEXAMPLEROLE00001', 'ASIAEXAMPLEROLE00002', 'ASIAEXAMPLEROLE00003'),
    begun: minutes,
  });
  const identity = fc.oneof(
    fc.tuple(names, fc.constantFrom('AKIAEXAMPLEALICE00001', 'AKIAEXAMPLEBOB000001')).map(([n, k]) => byKey(n, k)),
    fc.tuple(names, minutes).map(([name, begun]) => inConsole(name, begun, 'ASIAEXAMPLEREQUEST01')),
    fc.tuple(names, minutes).map(([name, begun]) => ({
      ...inConsole(name, begun, 'ASIAEXAMPLEFORWARD01'),
      invokedBy: 'cloudformation.amazonaws.com',
    })),
    roles.map(asRole),
    fc.constantFrom(root(), { type: 'AWSService', invokedBy: 'ec2.amazonaws.com' }, iamUser('carol')),
  );
  const one = fc.oneof(
    fc.tuple(identity, minutes).map(([by, minute]) => reads(by, minute)),
    fc.tuple(identity, roles).map(([by, became]) => assumes(by, became)),
    fc.tuple(names, minutes).map(([name, minute]) => entersConsole(name, minute)),
    fc.tuple(names, minutes).map(([name, minute]) => signIn({ name: 'CheckMfa', by: failedUser(name), minute })),
    fc.tuple(roles, names).map(([became, name]) => {
      const { sessionContext: _, accessKeyId: __, ...by } = asRole(became);
      return signIn({ name: 'SwitchRole', by, minute: became.begun, additional: { SwitchFrom: iamUser(name)['arn'] } });
    }),
    fc
      .tuple(minutes, fc.constantFrom('w-1', 'w-2'))
      .map(([minute, id]) => identityCenter({ minute, additional: { AuthWorkflowID: id } })),
  );
  const records = fc.uniqueArray(one, { maxLength: 25, selector: (record) => JSON.stringify(record) });
  const outline = ({ all, steps, without }: Sessions) => ({
    all: all.map(({ id, kind, who, events }) => [id, kind, who.eventId, ...events.map(({ eventId }) => eventId)]),
    steps: steps.map(({ from, by, to }) => [from.id, by?.eventId, to.id]).sort(),
    without: without.map(({ event, why }) => [event.eventId, why]),
  });

  test('their order and the files that they are in make no other sessions', () => {
    const shuffled = records.chain((some) =>
      fc.tuple(fc.constant(some), fc.shuffledSubarray(some, { minLength: some.length, maxLength: some.length })),
    );
    fc.assert(
      fc.property(shuffled, ([some, other]) => {
        expect(outline(sessionsOf(eventsOf(...other)))).toEqual(outline(sessionsOf(eventsOf(...some))));
      }),
    );
  });

  test('the events within reach of one tell its sessions as all events do', () => {
    const told = (all: readonly TrailEvent[], seed: TrailEvent) => {
      const sessions = sessionsOf(all);
      const own = sessions.all.find(({ events }) => events.some(({ eventId }) => eventId === seed.eventId));
      if (own === undefined) return undefined;
      const tree = treeOf(rootOf(own, sessions), sessions);
      return tree.map(({ id, kind, events }) => [id, kind, ...events.map(({ eventId }) => eventId)]);
    };
    fc.assert(
      fc.property(records, fc.nat(), (some, at) => {
        const all = eventsOf(...some);
        const seed = all[at % Math.max(all.length, 1)];
        if (seed !== undefined) expect(told(withinReach(all, [seed]), seed)).toEqual(told(all, seed));
      }),
    );
  });

  test('others, who work beside, are out of reach', () => {
    const all = eventsOf(
      reads(byKey('alice'), 0),
      assumes(byKey('alice'), OTHER),
      reads(asRole(OTHER), 9),
      reads(byKey('bob', 'AKIAEXAMPLEBOB000001'), 1),
      reads(asRole({ ...ADMIN, session: 'robot' }), 6),
    );
    const last = all[2];
    expect(last).toBeDefined();
    const reached = withinReach(all, last === undefined ? [] : [last]);
    expect(reached).toEqual(all.slice(0, 3));
  });

  test('each event is of exactly one session, or of none for a reason', () => {
    fc.assert(
      fc.property(records, (some) => {
        const events = eventsOf(...some);
        const { all, without } = sessionsOf(events);
        const found = [...all.flatMap((session) => session.events), ...without.map(({ event }) => event)];
        const ids = (those: readonly TrailEvent[]) => those.map(({ eventId }) => eventId).sort();
        expect(ids(found)).toEqual(ids(events));
        expect(all.every((session) => session.events.length > 0)).toBe(true);
      }),
    );
  });

  test('a session has one way back to its sign-in', () => {
    fc.assert(
      fc.property(records, (some) => {
        const sessions = sessionsOf(eventsOf(...some));
        const roots = sessions.all.filter((session) => rootOf(session, sessions) === session);
        const reached = roots.flatMap((session) => treeOf(session, sessions));
        expect(reached.map(({ id }) => id).sort()).toEqual(sessions.all.map(({ id }) => id).sort());
      }),
    );
  });
});
