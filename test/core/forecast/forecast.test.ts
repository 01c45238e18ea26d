import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { madeUpWeek, WEEK_SETTINGS } from '../../../sandbox/week.ts';
import type { TrailEvent } from '../../../src/core/event.ts';
import { applyProposals } from '../../../src/core/forecast/apply-proposals.ts';
import { type Foreseen, foresee } from '../../../src/core/forecast/forecast.ts';
import { type Proposal, possibleProposals } from '../../../src/core/forecast/proposal.ts';
import { allRules } from '../../../src/core/inspection/activate.ts';
import { normalise } from '../../../src/core/record/normalise.ts';
import type { Finding } from '../../../src/core/rule.ts';
import { DEFAULT_SETTINGS as DEFAULTS, type OwnRule, type Settings } from '../../../src/core/settings.ts';
import { RULES } from '../../../src/rules/index.ts';
import { parseSettings } from '../../../src/settings/parse.ts';
import { exceptionsYaml } from '../../../src/settings/writing/exceptions-yaml.ts';
import { apiCall, iamUser, OFFICE, permissionSet, role, root, signIn } from '../../helpers/records/records.ts';

/** Every change of a security group is sent, a machine's repeats too. */
const SENT = { 'sg-changed': { on: true } };
const DEFAULT_SETTINGS: Settings = { ...DEFAULTS, rules: SENT };
const NOW = Date.UTC(2026, 10, 20, 9, 12, 41);
const DAY = 86_400_000;
const BOTO = { userAgent: 'Boto3/1.40.1 md/Botocore#1.40.1' };

function eventsOf(records: readonly unknown[]): readonly TrailEvent[] {
  return records.map((record) => {
    const result = normalise(record);
    if (result.kind !== 'event') throw new Error(result.reason.en);
    return result.event;
  });
}

const look = (records: readonly unknown[], settings: Settings = DEFAULT_SETTINGS, days = 3): Promise<Foreseen> =>
  foresee(eventsOf(records), allRules(RULES, settings), settings, days * DAY);
const proposed = async (...given: Parameters<typeof look>) => (await look(...given)).forecast.proposals;

const isProtected = ({ rule, severity }: Finding) =>
  ['signin', 'root', 'tamper'].includes(rule.theme) || severity === 'critical';
/** Which findings of `before` are gone, by inspecting again. */
async function lost(records: readonly unknown[], settings: Settings, accepted: readonly Proposal[]) {
  const before = await look(records, settings);
  const after = await look(records, applyProposals(settings, accepted));
  const left = new Set(after.findings.map(({ id }) => id));
  expect([...before.failures, ...after.failures]).toEqual([]);
  return before.findings.filter(({ id }) => !left.has(id));
}

describe('the made-up week', () => {
  const week = madeUpWeek(NOW);
  const settings = parseSettings(WEEK_SETTINGS, 'login-watch.yaml');

  test('is the same for the same now, each event once', () => {
    expect(madeUpWeek(NOW)).toEqual(week);
    expect(new Set(week.map((record) => record['eventID'])).size).toBe(week.length);
  });

  test('the proposals quiet at least four alerts of five', async () => {
    const { forecast, remaining } = await look(week, settings, 7);
    expect(forecast.proposals.map(({ rule, principal, quiets }) => [rule, principal.name, quiets])).toEqual([
      ['sg-changed', 'ci-deploy', 168],
      ['iam-policy-changed', 'ci-deploy', 84],
      ['net-changed', 'terraform', 84],
      ['denied-burst', 'vulnerability-scanner', 6],
    ]);
    expect(forecast.alertsADay).toBeGreaterThan(50);
    expect(await remaining(forecast.proposals)).toBeLessThan(forecast.alertsADay * 0.2);
    expect(await remaining([])).toBe(forecast.alertsADay);
  });

  test('what they quiet is what the robots did, and nothing else', async () => {
    const { forecast } = await look(week, settings, 7);
    const gone = await lost(week, settings, forecast.proposals);
    expect(gone).toHaveLength(168 + 84 + 84 + 42);
    expect(new Set(gone.map(({ event }) => event.actor.role))).toEqual(
      new Set(['ci-deploy', 'terraform', 'vulnerability-scanner']),
    );
    const left = (await look(week, applyProposals(settings, forecast.proposals), 7)).findings;
    const told = (rule: string) =>
      left.filter((finding) => finding.rule.id === rule).map(({ event }) => event.actor.name);
    expect(told('trail-stopped')).toEqual(['GitHubActions-9999']);
    expect(told('root-login')).toEqual(['root']);
    expect(told('sg-ssh-opened')).toEqual(['alice']);
    expect(new Set(told('sg-changed'))).toEqual(new Set(['bob', 'once']));
  });

  test('the settings file takes the lines, and they mean the same', async () => {
    const { forecast } = await look(week, settings, 7);
    const read = parseSettings(exceptionsYaml(settings, forecast.proposals), 'login-watch.yaml');
    expect(read.rules).toEqual(applyProposals(settings, forecast.proposals).rules);
    expect(exceptionsYaml(settings, [])).toBe('');
  });

  test('an alert is what people read at once, not each finding', async () => {
    const { forecast } = await look([signIn({ by: iamUser('bob'), from: '198.51.100.7' })], settings);
    expect(forecast.perRule.map(({ rule }) => rule)).toEqual(['signin-no-mfa', 'signin-untrusted']);
    expect(forecast.alertsADay).toBeCloseTo(1 / 3);
  });

  test('repeats of a machine are seen, and are no alerts', async () => {
    const { forecast } = await look(week, parseSettings('timezone: Asia/Tokyo\n', 'login-watch.yaml'), 7);
    const noise = (id: string) => forecast.perRule.find(({ rule }) => rule === id);
    expect(noise('sg-changed')).toEqual({ rule: 'sg-changed', findings: 184, aDay: 1, muted: 177 });
    expect(noise('denied-burst')).toEqual({ rule: 'denied-burst', findings: 42, aDay: 6 / 7, muted: 36 });
    expect(forecast.alertsADay).toBeLessThan(7);
  });

  test('who and what is loud', async () => {
    const { forecast } = await look(week, settings, 7);
    expect(forecast.perRule[0]).toEqual({ rule: 'sg-changed', findings: 184, aDay: 184 / 7, muted: 0 });
    expect(forecast.principals[0]).toMatchObject({
      principal: { kind: 'role', name: 'ci-deploy', account: '111122223333' },
      rules: ['sg-changed', 'iam-policy-changed', 'trail-stopped'],
      findings: 253,
    });
  });
});

/** Every six hours for two days, unless told otherwise. */
const HABIT = [0, 1, 2, 3, 4, 5, 6, 7, 8].map((index) => index * 360);
type Deed = Parameters<typeof apiCall>[2];
const change = (given: Deed = {}) =>
  apiCall('ec2', 'CreateSecurityGroup', { request: { groupName: 'app' }, also: BOTO, ...given });
const habit = (given: Deed, minutes: readonly number[] = HABIT) =>
  minutes.map((minute) => change({ ...given, minute }));
const ROBOT = role('ci-deploy', 'run-1');
const withoutIssuer = { ...ROBOT, sessionContext: {} };

describe('machines', () => {
  const ISSUER = 'arn:aws:iam::111122223333:role/ci-deploy';
  test.each<[what: string, by: Record<string, unknown>, except: unknown]>([
    ['a role, by the role itself', ROBOT, { userIdentity: { sessionContext: { sessionIssuer: { arn: [ISSUER] } } } }],
    [
      'a role whose records lack it, by any of its sessions',
      withoutIssuer,
      { userIdentity: { arn: [{ wildcard: 'arn:aws:sts::111122223333:assumed-role/ci-deploy/*' }] } },
    ],
    [
      'a user that only programs use',
      iamUser('robot'),
      { userIdentity: { arn: ['arn:aws:iam::111122223333:user/robot'] } },
    ],
    [
      'a service',
      { type: 'AWSService', invokedBy: 'elasticmapreduce.amazonaws.com' },
      { userIdentity: { type: ['AWSService'], invokedBy: ['elasticmapreduce.amazonaws.com'] } },
    ],
  ])('%s', async (_, by, except) => {
    const records = habit({ by });
    const proposals = await proposed(records);
    expect(proposals.map((one) => [one.rule, one.except, one.quiets])).toEqual([['sg-changed', except, 9]]);
    expect(await lost(records, DEFAULT_SETTINGS, proposals)).toHaveLength(9);
  });

  test('why is told in both languages, with samples', async () => {
    const [proposal] = await proposed(habit({ by: ROBOT }));
    expect(proposal?.why).toEqual({
      en: 'role ci-deploy of account 111122223333 did it 9 times, in 9 different hours, never from a console',
      ja: 'アカウント 111122223333 のロール ci-deploy が9回（のべ9時間帯で）実行。コンソールからの操作はなし',
    });
    expect(proposal?.samples.map(({ event }) => event.time)).toEqual([
      '2026-11-20T09:12:41Z',
      '2026-11-21T09:12:41Z',
      '2026-11-22T09:12:41Z',
    ]);
  });

  test('a role of the same name in another account is another one', async () => {
    const other = { ...habit({ by: ROBOT })[0], userIdentity: roleOf('444455556666'), eventID: 'other' };
    const gone = await lost([...habit({ by: ROBOT }), other], DEFAULT_SETTINGS, await proposed(habit({ by: ROBOT })));
    expect(gone.map(({ event }) => event.actor.account)).not.toContain('444455556666');
  });

  test('a role that several accounts have is one exception, of those accounts where it is a habit', async () => {
    const inAccount = (account: string, minutes = HABIT) =>
      habit({ by: roleOf(account) }, minutes).map((record) => ({
        ...record,
        recipientAccountId: account,
        eventID: `${account}-${record['eventID']}`,
      }));
    const [once] = HABIT;
    const records = [
      ...inAccount('444455556666'),
      ...inAccount('777788889999', HABIT.slice(0, 6)),
      ...inAccount('999900001111', once === undefined ? [] : [once]),
    ];
    const proposals = await proposed(records);
    const issuer = (account: string) => `arn:aws:iam::${account}:role/ci-deploy`;
    const arns = ['444455556666', '777788889999'].map(issuer);
    expect(proposals.map(({ except, accounts, quiets, why }) => ({ except, accounts, quiets, why }))).toEqual([
      {
        except: { userIdentity: { sessionContext: { sessionIssuer: { arn: arns } } } },
        accounts: ['444455556666', '777788889999'],
        quiets: 15,
        why: {
          en: 'role ci-deploy of 2 accounts did it 15 times, in 9 different hours, never from a console',
          ja: '2件のアカウントのロール ci-deploy が15回（のべ9時間帯で）実行。コンソールからの操作はなし',
        },
      },
    ]);
    expect(await lost(records, DEFAULT_SETTINGS, proposals)).toHaveLength(15);
  });

  test('no more proposals than it takes: quiet accounts get none, and the loudest comes first', async () => {
    expect(await proposed(habit({ by: ROBOT }), DEFAULT_SETTINGS, 10)).toEqual([]);
    const records = [...habit({ by: ROBOT }), ...habit({ by: role('terraform', 'x') }, [...HABIT, 100, 500])];
    expect((await proposed(records)).map(({ principal }) => principal.name)).toEqual(['terraform', 'ci-deploy']);
    expect((await proposed(records, DEFAULT_SETTINGS, 10)).map(({ principal }) => principal.name)).toEqual([
      'terraform',
    ]);
  });

  test('what is muted anyway is not noise', async () => {
    const businessHours = {
      days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
      from: '00:00',
      to: '00:00',
      mute: ['info', 'low', 'medium', 'high'],
    } as const;
    const { forecast } = await look(habit({ by: ROBOT }), { ...DEFAULT_SETTINGS, businessHours });
    expect([forecast.alertsADay, forecast.proposals, forecast.principals]).toEqual([0, [], []]);
    expect(forecast.perRule).toEqual([{ rule: 'sg-changed', findings: 9, aDay: 0, muted: 9 }]);
  });
});

const roleOf = (account: string) =>
  JSON.parse(JSON.stringify(role('ci-deploy', 'run-1')).replaceAll('111122223333', account));

describe('near misses', () => {
  const CLI = { userAgent: 'aws-cli/2.31.0' };
  const mfa = { ...ROBOT, sessionContext: { sessionIssuer: {}, attributes: { mfaAuthenticated: 'true' } } };
  const outside = { type: 'AWSAccount', accountId: '444455556666', principalId: 'AIDAEXAMPLE' };
  const evening = HABIT.map((_, index) => index * 30);

  test.each<[what: string, records: readonly unknown[]]>([
    ['a person in a browser', habit({ by: iamUser('alice'), also: {} })],
    ['a role in a browser', habit({ by: ROBOT, also: {} })],
    ['a console that names itself', habit({ by: ROBOT, also: { userAgent: 'console.amazonaws.com' } })],
    ['CloudShell', habit({ by: iamUser(), also: { userAgent: 'aws-cli/2.31.0 exec-env/CloudShell' } })],
    ['credentials from a console', habit({ by: ROBOT, also: { ...CLI, sessionCredentialFromConsole: 'true' } })],
    ['somebody with MFA', habit({ by: mfa })],
    ['Identity Center', habit({ by: permissionSet('Admin', 'alice') })],
    ['federated people, by their mail address', habit({ by: role('Developer', 'alice@example.com'), also: CLI })],
    ['a user who also signs in', [...habit({ by: iamUser('bob'), also: CLI }), signIn({ by: iamUser('bob') })]],
    ['a role that a person used once', [...habit({ by: ROBOT }), change({ by: ROBOT, minute: 7, also: {} })]],
    ['root', habit({ by: root() })],
    ['another account', habit({ by: outside })],
    ['a robot that appears only once', habit({ by: ROBOT }, [0])],
    ['twice is no habit', habit({ by: ROBOT }, [0, 2000])],
    ['one busy hour', habit({ by: ROBOT }, [0, 5, 10, 15, 20, 25, 30])],
    ['one evening', habit({ by: ROBOT }, evening)],
    ['a name that no role can have', habit({ by: withoutIssuerNamed('ci*') })],
  ])('%s', async (_, records) => {
    const { forecast } = await look(records);
    expect(forecast.alertsADay).toBeGreaterThan(0);
    expect(forecast.proposals).toEqual([]);
  });

  test('a person who does the same from a console stays told beside the robot', async () => {
    const records = [...habit({ by: ROBOT }), ...habit({ by: iamUser('alice'), also: {} })];
    const proposals = await proposed(records);
    expect(proposals.map(({ principal }) => principal.name)).toEqual(['ci-deploy']);
    const gone = await lost(records, DEFAULT_SETTINGS, proposals);
    expect(new Set(gone.map(({ event }) => event.actor.role))).toEqual(new Set(['ci-deploy']));
  });

  const login = (minute: number) => signIn({ by: ROBOT, minute, mfa: 'Yes', also: BOTO });
  const own = (parts: Partial<OwnRule>): Settings => ({
    ...DEFAULT_SETTINGS,
    own: [{ id: 'mine', title: 'Mine', severity: 'high', when: { eventName: ['CreateSecurityGroup'] }, ...parts }],
    rules: { network: { on: false }, signin: { on: false } },
  });
  const stop = (minute: number) =>
    apiCall('cloudtrail', 'StopLogging', { by: ROBOT, minute, request: { name: 'main' }, also: BOTO });
  const update = (minute: number) =>
    apiCall('cloudtrail', 'UpdateTrail', {
      by: ROBOT,
      minute,
      request: { name: 'main', isMultiRegionTrail: false },
      also: BOTO,
    });
  const deleteTopic = (minute: number) =>
    apiCall('sns', 'DeleteTopic', {
      by: ROBOT,
      minute,
      request: { topicArn: 'arn:aws:sns:us-east-1:111122223333:x' },
      also: BOTO,
    });
  const serviceLogin = (minute: number) =>
    signIn({ by: { type: 'AWSService', invokedBy: 'x.amazonaws.com' }, minute, also: BOTO });
  const open = (minute: number) => {
    const request = { groupId: 'sg-1', cidrIp: '0.0.0.0/0', ipProtocol: 'tcp', fromPort: 22, toPort: 22 };
    return apiCall('ec2', 'AuthorizeSecurityGroupIngress', { by: ROBOT, minute, request, also: BOTO });
  };
  test.each<[what: string, records: readonly unknown[], settings: Settings]>([
    ["a robot's sign-ins", HABIT.map(login), DEFAULT_SETTINGS],
    ["a robot's sign-ins, by a rule of one's own", HABIT.map(login), own({ when: { eventName: ['ConsoleLogin'] } })],
    ['a robot that tampers', HABIT.map(stop), DEFAULT_SETTINGS],
    [
      'tampering that the settings call low',
      HABIT.map(stop),
      { ...DEFAULT_SETTINGS, rules: { tamper: { severity: 'low' } } },
    ],
    ["a rule of one's own that is critical", habit({ by: ROBOT }), own({ severity: 'critical' })],
    [
      'a rule that is critical by itself, whatever the settings call it',
      HABIT.map(open),
      { ...DEFAULT_SETTINGS, rules: { network: { on: false }, 'sg-admin-open': { on: true, severity: 'low' } } },
    ],
    ['tampering that is not critical', HABIT.map(update), DEFAULT_SETTINGS],
    ['a path of alerts', HABIT.map(deleteTopic), DEFAULT_SETTINGS],
    ['a service that signs in', HABIT.map(serviceLogin), own({ when: { eventName: ['ConsoleLogin'] } })],
    [
      'a burst that somebody else completed',
      [
        ...HABIT.flatMap((minute) => [change({ by: ROBOT, minute }), change({ by: ROBOT, minute: minute + 1 })]),
        change({ by: ROBOT, minute: 100 }),
        change({ by: iamUser('other'), minute: 101 }),
      ],
      own({ window: { by: ['address'], minutes: 5, count: 2 } }),
    ],
  ])('%s', async (_, records, settings) => {
    const { forecast } = await look(records, settings);
    expect(forecast.alertsADay).toBeGreaterThan(1);
    expect(forecast.proposals).toEqual([]);
  });

  test('the same without the other is proposed', async () => {
    const records = HABIT.flatMap((minute) => [
      change({ by: ROBOT, minute }),
      change({ by: ROBOT, minute: minute + 1 }),
    ]);
    expect(await proposed(records, own({ window: { by: ['address'], minutes: 5, count: 2 } }))).toHaveLength(1);
  });

  test('one critical finding among a robot’s others keeps them all', async () => {
    const gone = (minute: number, skipFinalSnapshot: boolean) =>
      apiCall('rds', 'DeleteDBInstance', {
        by: ROBOT,
        minute,
        request: { dBInstanceIdentifier: 'db', skipFinalSnapshot },
        also: BOTO,
      });
    expect(await proposed(HABIT.map((minute) => gone(minute, false)))).toHaveLength(1);
    expect(await proposed(HABIT.map((minute) => gone(minute, minute === 360)))).toEqual([]);
  });
});

describe('applying', () => {
  const A = { eventName: ['A'] };
  const B = { eventName: ['B'] };
  const C = { eventName: ['C'] };
  const apply = (rules: Settings['rules'], ...excepts: Proposal['except'][]) =>
    applyProposals(
      { ...DEFAULT_SETTINGS, rules },
      excepts.map((except) => ({ rule: 'sg-changed', except })),
    ).rules;

  test('an exception is added to what is there', () => {
    expect(apply({}, A)).toEqual({ 'sg-changed': { except: A } });
    expect(apply({ 'sg-changed': { severity: 'low' }, root: { on: true } }, A)).toEqual({
      'sg-changed': { severity: 'low', except: A },
      root: { on: true },
    });
    expect(apply({ 'sg-changed': { except: A } }, B, C)).toEqual({ 'sg-changed': { except: { $or: [A, B, C] } } });
  });

  test('accepting twice changes nothing, and a pattern with more than $or stays whole', () => {
    expect(apply({}, A, A)).toEqual({ 'sg-changed': { except: A } });
    expect(apply({}, A, B, A)).toEqual({ 'sg-changed': { except: { $or: [A, B] } } });
    const both = { $or: [A, B], eventSource: ['x'] };
    expect(apply({ 'sg-changed': { except: both } }, C)).toEqual({ 'sg-changed': { except: { $or: [both, C] } } });
  });

  test('the exception that was there still holds', async () => {
    const except = { userIdentity: { userName: ['alice'] } };
    const settings = { ...DEFAULT_SETTINGS, rules: { 'sg-changed': { on: true, except } } };
    const records = [...habit({ by: ROBOT }), ...habit({ by: iamUser('alice') })];
    const proposals = await proposed(records, settings);
    expect(proposals).toHaveLength(1);
    expect((await look(records, applyProposals(settings, proposals))).findings).toEqual([]);
  });
});

test('whatever happens, no subset of what could be proposed mutes sign-ins, root, tampering or people', async () => {
  const settings: Settings = {
    ...DEFAULT_SETTINGS,
    rules: { ...SENT, 'iam-policy-changed': { on: true }, tamper: { severity: 'low' } },
  };
  const people = [iamUser('alice'), permissionSet('Admin', 'carol'), root()];
  const robots = [ROBOT, role('scanner', 'scan'), iamUser('robot')];
  const deeds = [
    (by: object, minute: number, also: object) => change({ by: { ...by }, minute, also: { ...also } }),
    (by: object, minute: number, also: object) =>
      apiCall('iam', 'PutRolePolicy', {
        by: { ...by },
        minute,
        also: { ...also },
        request: { roleName: 'r', policyName: 'p' },
      }),
    (by: object, minute: number, also: object) =>
      apiCall('cloudtrail', 'StopLogging', { by: { ...by }, minute, also: { ...also }, request: { name: 'main' } }),
  ];
  const action = fc.record({
    minute: fc.integer({ min: 0, max: 7 * 1440 }),
    who: fc.integer({ min: 0, max: 5 }),
    deed: fc.integer({ min: 0, max: 9 }),
  });
  const seen = { proposals: 0 };
  await fc.assert(
    fc.asyncProperty(
      fc.array(action, { minLength: 60, maxLength: 150 }),
      fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }),
      async (actions, mask) => {
        const records = actions.map(({ minute, who, deed }, index) => {
          const by = [...people, ...robots][who] ?? ROBOT;
          const also = people.includes(by) ? { requestID: `${index}` } : { ...BOTO, requestID: `${index}` };
          // Robots sign in too, now and then; then they are nothing that could be proposed.
          if (deed === 9 && (people.includes(by) || index % 7 === 0)) return signIn({ by, minute, from: OFFICE, also });
          return (deeds[deed % 3] ?? change)(by, minute, also);
        });
        const events = eventsOf(records);
        const { findings } = await look(records, settings, 7);
        const possible = possibleProposals({ findings, events });
        seen.proposals += possible.length;
        const accepted = possible.filter((_, index) => mask[index % mask.length]);
        const gone = await lost(records, settings, accepted);
        expect(gone.filter(isProtected)).toEqual([]);
        const names = ['alice', 'carol', 'root'];
        expect(gone.filter(({ event }) => names.includes(event.actor.name))).toEqual([]);
        expect(gone).toHaveLength(accepted.reduce((sum, { quiets }) => sum + quiets, 0));
      },
    ),
    { numRuns: 40 },
  );
  expect(seen.proposals).toBeGreaterThan(20);
});

function withoutIssuerNamed(name: string) {
  return { ...withoutIssuer, arn: `arn:aws:sts::111122223333:assumed-role/${name}/run-1` };
}
