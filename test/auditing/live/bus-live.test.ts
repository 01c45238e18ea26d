/** Rules of EventBridge in `audit --live`: a temporary rule with the same topics takes an event of our own. */
import { describe, expect, test } from 'vitest';
import { AwsFault } from '../../../sandbox/account/service.ts';
import { HOME, REGIONS, subscribe } from '../../../sandbox/scripted/good.ts';
import {
  ACCOUNT,
  byRole,
  byRule,
  type Change,
  CONFIG,
  DELIVERS,
  encrypt,
  FUNCTION,
  forService,
  keyPolicy,
  root,
  setPolicy,
} from '../../../sandbox/scripted/steps.ts';
import { AUDIT_LIVE } from '../../../src/commands/audit/permissions.ts';
import { EXIT } from '../../../src/core/exit.ts';
import { listAt, textAt } from '../../../src/core/fields.ts';
import { DEFAULT_SETTINGS } from '../../../src/core/settings.ts';
import { EVERYBODY, type LiveJson, type RingOptions, remains, rung } from '../../helpers/audit/rung.ts';
import { actionsOf } from '../../helpers/aws/iam.ts';

const CHECK = ['--checks', 'CloudWatch.9', '--only', EVERYBODY];
const topicIn = (region: string) => `arn:aws:sns:${region}:${ACCOUNT}:rule-alerts`;
const both: Change = (account) => byRule(account, {}, REGIONS);
const denied = (action: string) =>
  new AwsFault('AccessDeniedException', `User is not authorized to perform: ${action}`, { status: 403 });

/** Any source: so that it takes events of our own. */
const ANY = { detail: { eventName: ['StopConfigurationRecorder', 'DeleteDeliveryChannel'] } };

/** Events of our own alone, and none of AWS. */
const NOT_AWS = { source: [{ 'anything-but': { prefix: 'aws.' } }] };

/** In each region a rule besides `config-changes`, with the same topic. */
const besides =
  (name: string, rule: object, target: object = {}): Change =>
  (account, topic) => {
    both(account, topic);
    for (const region of REGIONS) {
      const Targets = [{ Id: 'b', Arn: topicIn(region), ...target }];
      account.events.putRule(name, { EventPattern: ANY, Targets, ...rule }, region);
    }
  };

/** The targets of the account's rule. */
const targets =
  (...Targets: readonly object[]): Change =>
  (account) => {
    both(account, '');
    for (const region of REGIONS) {
      const own = Targets.map((one, at) => ({ Id: `t${at}`, Arn: topicIn(region), ...one }));
      account.events.putRule('config-changes', { EventPattern: CONFIG, Targets: own }, region);
    }
  };

async function ringBus(change: Change, options: RingOptions = {}, argv: readonly string[] = CHECK) {
  const ran = await rung(change, [...argv, '--format', 'json'], options);
  const report: LiveJson = ran.out === '' ? undefined : JSON.parse(ran.out);
  const inputsOf = (action: string) =>
    ran.account.calls.filter((call) => call.action === action).map(({ input }) => input);
  const hops = (report?.records ?? []).map((one) => one.hops.map((hop) => [hop.step, hop.name, hop.outcome, hop.why]));
  return { ...ran, report, inputsOf, hops };
}

const OWN_EVENT = "an event of our own, and whether AWS's comes here can't be seen";
const TAKES = 'AWS says that the pattern takes the record';

test('the event goes to the topic by way of EventBridge, is marked, and nothing stays', async () => {
  const { exit, err, report, hops, inputsOf, account } = await ringBus(both);
  expect(exit).toBe(EXIT.done);
  const arrives = (region: string) => [
    ['bus', region, 'seen', OWN_EVENT],
    ['rule', 'config-changes', 'seen', TAKES],
    ['topic', 'rule-alerts', 'seen', null],
    ['receivers', 'rule-alerts', 'listed', "alice@example.com; whether it is read can't be seen"],
  ];
  expect(hops.toSorted()).toEqual([...REGIONS].toSorted().map(arrives));
  expect(report.records.map(({ outcome, ms }) => [outcome, ms])).toEqual([
    ['arrived', 0],
    ['arrived', 0],
  ]);
  const [rule, other] = inputsOf('PutRule');
  expect(rule).toEqual({
    Name: `${report.mark}-1`,
    State: 'ENABLED',
    EventPattern: JSON.stringify({ source: ['login-watch.live'], detail: { eventID: [`${report.mark}-1`] } }),
  });
  expect(textAt(other, 'Name')).toBe(`${report.mark}-2`);
  expect(`${report.mark}-50`.length).toBeLessThanOrEqual(64);
  expect(inputsOf('PutEvents')).toHaveLength(2);
  const { mails } = account.sns;
  expect(mails.map(({ to }) => to)).toEqual(['alice@example.com', 'alice@example.com']);
  for (const { message } of mails) {
    const event = JSON.parse(message);
    expect(event).toMatchObject({ source: 'login-watch.live', account: ACCOUNT });
    expect(event['detail-type']).toContain('made up, nobody did this');
    expect(event.detail.eventID).toMatch(new RegExp(`^${report.mark}-[12]$`));
    expect(event.detail.userAgent).toContain('a made-up record');
    expect(message).not.toMatch(/alice|SamlAdmin/);
  }
  expect(err).toContain(
    '  - topic rule-alerts in us-east-1: one event, put up to 3 times, by a temporary rule like EventBridge rule config-changes',
  );
  expect(err).toContain('  - e-mail alice@example.com, by config-changes > rule-alerts');
  expect((await rung(both, [...CHECK, '--language', 'ja'])).err).toContain('イベント1件（最大3回送信）');
  expect(err).toContain(`2 EventBridge rules ${report.mark}-…, 2 queues of the same name, and 2 subscriptions`);
  expect(report.stays).toMatchObject({
    receivers: ['alice@example.com'],
    unseen: [],
    calls: expect.arrayContaining(['PutRule']),
  });
  expect(remains(account)).toEqual([]);
});

test('a rule that takes effect late is tried again, three times at most', async () => {
  const late = await ringBus((account, topic) => {
    both(account, topic);
    account.events.lag = 60_000;
  });
  expect(late.report.records.map(({ outcome }) => outcome)).toEqual(['arrived', 'arrived']);
  expect(late.inputsOf('PutEvents')).toHaveLength(4);
  expect(late.account.sns.mails).toHaveLength(2);
  const never = await ringBus((account, topic) => {
    both(account, topic);
    account.events.lag = 3_600_000;
  });
  expect(never.exit).toBe(EXIT.found);
  expect(never.hops[0]?.at(-1)).toEqual(['topic', 'rule-alerts', 'missing', 'not within 5 min']);
  expect(never.inputsOf('PutEvents')).toHaveLength(6);
});

describe('nobody gets it who was not named', () => {
  const CHANGES = /^(?:Create|Put|Subscribe|Delete|Unsubscribe)/;
  test.each<[string, string, Change, readonly string[]]>([
    ['a subscriber', 'alice@example.com', both, ['--only', 'bob@example.com']],
    [
      'a topic of another account',
      `arn:aws:sns:${HOME}:444455556666:central`,
      targets({ Arn: `arn:aws:sns:${HOME}:444455556666:central` }),
      ['--only', EVERYBODY],
    ],
    [
      'the queue for dead letters of the target',
      'dead',
      targets({ DeadLetterConfig: { Arn: `arn:aws:sqs:${HOME}:${ACCOUNT}:dead` } }),
      ['--only', EVERYBODY],
    ],
  ])('%s', async (_, name, change, only) => {
    const { exit, err, account } = await ringBus(change, {}, ['--checks', 'CloudWatch.9,CloudWatch.3', ...only]);
    expect(exit).toBe(EXIT.refused);
    expect(err).toContain(name);
    expect(err).toMatch(/(?:isn't|aren't) put, because somebody who wasn't named/);
    const bus = account.calls.filter((call) => call.service === 'events' && CHANGES.test(call.action));
    expect(bus).toEqual([]);
  });

  test('nor who watches for the calls that make the rule', async () => {
    const watched: Change = (account, topic) => {
      both(account, topic);
      const ears = account.sns.create('ears', 'eu-north-1');
      subscribe(account, ears, 'dave@example.com');
      const EventPattern = { source: ['aws.events'], detail: { eventName: ['PutRule'] } };
      account.events.putRule('ears', { EventPattern, Targets: [{ Id: 't', Arn: ears }] }, 'eu-north-1');
    };
    const { exit, err, inputsOf } = await ringBus(watched);
    expect({ exit, put: inputsOf('PutRule') }).toEqual({ exit: EXIT.refused, put: [] });
    expect(err).toContain('The calls of this run itself would alert dave@example.com');
  });

  test('if another account is named, its topic is rung, and cannot be watched', async () => {
    const central = `arn:aws:sns:${HOME}:444455556666:central`;
    const change = targets({ Arn: central });
    const only = [...CHECK.slice(0, 3), `${EVERYBODY},${central}`];
    const { report, hops } = await ringBus(change, {}, only);
    expect(report.counts).toMatchObject({ arrived: 0, unknown: 1 });
    expect(hops[0]?.at(-1)).toEqual(['topic', 'central', 'unseen', "another account's topic can't be watched"]);
    expect(report.stays).toMatchObject({ receivers: [central], unseen: [central] });
    const { out, err } = await rung(change, only);
    expect(err).toContain('topic central in us-east-1: one event, by a temporary rule');
    expect(out).toContain(`copies may be at ${central}, which wasn't seen`);
    expect(out).not.toContain('copies at');
    const japanese = await rung(change, [...only, '--language', 'ja']);
    expect(japanese.out.replace(/\n\s*/g, '')).toContain(`${central} に届いた可能性のある写し（到着は未確認）`);
  });

  test('and where nobody sees the event come, its rule stays for a minute', async () => {
    const central = `arn:aws:sns:${HOME}:444455556666:central`;
    const change = targets({ Arn: central });
    let passed = 0;
    const at: Record<string, number> = {};
    const trouble = (_: string, action: string) => {
      at[action] ??= passed;
      return undefined;
    };
    const onStep = (now: number) => {
      passed = now;
    };
    await ringBus(change, { trouble, onStep }, [...CHECK.slice(0, 3), `${EVERYBODY},${central}`]);
    const stays = (at['RemoveTargets'] ?? 0) - (at['PutEvents'] ?? 0);
    expect(stays).toBeGreaterThanOrEqual(60_000);
    expect(stays).toBeLessThan(90_000);
  });
});

describe('is not rung, and said, and nothing is made', () => {
  const policyFor =
    (source: (region: string) => string): Change =>
    (account, topic) => {
      both(account, topic);
      for (const region of REGIONS)
        setPolicy(account, topicIn(region), {
          Effect: 'Allow',
          Principal: { Service: 'events.amazonaws.com' },
          Action: 'sns:Publish',
          Resource: topicIn(region),
          Condition: { ArnLike: { 'aws:SourceArn': source(region) } },
        });
    };
  const named = (region: string) => `arn:aws:events:${region}:${ACCOUNT}:rule/config-changes`;
  const trust = (region: string) =>
    keyPolicy({
      Effect: 'Allow',
      Principal: { Service: 'events.amazonaws.com' },
      Action: 'sts:AssumeRole',
      Condition: { ArnEquals: { 'aws:SourceArn': named(region) } },
    });
  const ONLY_OWN = "a policy names this rule, so a temporary one isn't let into topic rule-alerts as it is";
  const TEXT = "its target makes a text of its own, which wouldn't say that the event is made up";
  const ONLY_TOPICS = "only SNS topics are rung, because others would get an event that isn't AWS's";
  test.each<[string, Change, string]>([
    ['a rule that the policy of its topic names', policyFor(named), ONLY_OWN],
    ['a rule that the trust of its role names', (account) => byRole(account, { trust: trust(HOME) }), ONLY_OWN],
    ['a rule whose text is fixed', targets({ Input: '"Config was stopped"' }), TEXT],
    ['a rule whose text is a part that is no mark', targets({ InputPath: '$.detail.eventName' }), TEXT],
    [
      'a rule whose text leaves the mark out',
      targets({ InputTransformer: { InputPathsMap: { what: '$.detail.eventName' }, InputTemplate: '"<what>"' } }),
      TEXT,
    ],
    [
      'a rule whose text has the event without its detail, where the mark is',
      targets({ InputTransformer: { InputTemplate: '{"event": <aws.events.event>}' } }),
      TEXT,
    ],
    ['a rule with a function', targets({ Arn: FUNCTION }), ONLY_TOPICS],
    [
      'a rule that itself takes any source and has a function',
      (account, topic) => {
        targets({}, { Arn: FUNCTION })(account, topic);
        for (const region of REGIONS) {
          const { properties } = account.events.rule('config-changes', region);
          account.events.putRule('config-changes', { ...properties, EventPattern: ANY }, region);
        }
      },
      ONLY_TOPICS,
    ],
    ['a rule without a target', targets(), 'EventBridge rule config-changes matches, but has no targets'],
  ])('%s', async (_, change, why) => {
    const { exit, report, inputsOf, account } = await ringBus(change);
    const rules = report.cantBeRung.filter(({ region }) => region === HOME);
    expect(rules).toEqual([
      { rule: 'config-changes', region: HOME, checks: ['CloudWatch.9'], said: `${why}. ${TAKES}` },
    ]);
    expect(report.counts.arrived).toBe(0);
    const mine = inputsOf('PutTargets').flatMap((one) => listAt(one, 'Targets'));
    expect(mine.filter((one) => textAt(one, 'Arn') === topicIn(HOME))).toEqual([]);
    expect(exit).not.toBe(EXIT.done);
    expect(account.sns.mails).toEqual([]);
    expect(account.lambda.invocations).toEqual([]);
  });

  test('but by a policy that names many rules, a temporary one among them, it is', async () => {
    const { exit } = await ringBus(policyFor((region) => `arn:aws:events:${region}:${ACCOUNT}:rule/*`));
    expect(exit).toBe(EXIT.done);
  });

  test('what no trail records, or the state of the rule keeps from it', async () => {
    const { report, inputsOf } = await ringBus((account, topic) => {
      both(account, topic);
      account.cloudtrail.turn('main', { IsLogging: false });
    });
    expect(report.records).toEqual([]);
    expect(inputsOf('PutRule')).toEqual([]);
    expect(report.notPut[0]?.said).toContain('No trail records these management events');
  });

  test('more rules than a run makes', async () => {
    const many: Change = (account, topic) => {
      both(account, topic);
      for (let at = 0; at < 50; at += 1)
        account.events.putRule(`more-${at}`, { EventPattern: CONFIG, Targets: [{ Id: 't', Arn: topicIn(HOME) }] });
    };
    const { report, inputsOf } = await ringBus(many);
    expect(inputsOf('PutRule')).toHaveLength(50);
    expect(report.cantBeRung.map(({ said }) => said)).toEqual([
      `a run rings 50 rules at most (\`--checks\` chooses). ${TAKES}`,
      `a run rings 50 rules at most (\`--checks\` chooses). ${TAKES}`,
    ]);
  });
});

describe('a rule whose event another rule on the bus takes too is not rung, and said', () => {
  const taken = (by: string, how = 'is') =>
    `an event of our own ${how} taken by rule ${by} too, so what arrives would say nothing about this rule`;
  /** Its own way is broken, but another rule carries the event to the same topic. */
  const carried: Change = (account, topic) => {
    besides('carrier', {})(account, topic);
    for (const region of REGIONS) {
      const Targets = [{ Id: 't', Arn: topicIn(region), RoleArn: `arn:aws:iam::${ACCOUNT}:role/gone` }];
      account.events.putRule('config-changes', { EventPattern: CONFIG, Targets }, region);
    }
  };
  const plainText = {
    InputTransformer: {
      InputPathsMap: { what: '$.detail.eventName' },
      InputTemplate: '"ALERT: <what> was called"',
    },
  };
  const reported = async (change: Change) => {
    const ran = await ringBus(change);
    const own = ran.report.cantBeRung.filter(({ rule }) => rule === 'config-changes');
    return { ...ran, own: own.map(({ said }) => said) };
  };

  test.each<[string, string, Change]>([
    ['to the same topic', 'carrier', carried],
    ['in a text that shows no mark', 'plain', besides('plain', {}, plainText)],
    ['to a function', 'siren', besides('siren', {}, { Arn: FUNCTION })],
    ['to a topic, for all sources but those of AWS', 'custom', besides('custom', { EventPattern: NOT_AWS })],
  ])('%s', async (_, name, change) => {
    const { exit, own, hops, account } = await reported(change);
    const said = `${taken(name)}. ${TAKES}`;
    expect(own).toEqual([said, said]);
    expect(hops.flat().filter(([, by]) => by === 'config-changes')).toEqual([]);
    expect(exit).toBe(EXIT.refused);
    // What carries it is rung for itself, if it can be.
    expect(account.sns.mails.filter(({ message }) => !message.includes('login-watch-live-'))).toEqual([]);
    expect(account.lambda.invocations).toEqual([]);
  });

  test('or may take, because nobody can evaluate its pattern', async () => {
    const { own } = await reported((account, topic) => {
      besides('odd', {})(account, topic);
      for (const region of REGIONS) {
        const pattern = '{"detail":{"eventName":[{"sounds":"like"}]}}';
        account.events.rulesIn(region).set('odd', { ...account.events.rule('odd', region), pattern });
      }
    });
    expect(own[0]).toContain(taken('odd', 'may be'));
  });

  test.each<[string, Change]>([
    ['is disabled', besides('other', { State: 'DISABLED' }, { Arn: FUNCTION })],
    ['has no targets', besides('other', { Targets: [] })],
    [
      'asks for a source of AWS',
      besides('other', { EventPattern: { ...ANY, source: ['aws.config'] } }, { Arn: FUNCTION }),
    ],
  ])('but not if that %s', async (_, change) => {
    const { own, report, account } = await reported(change);
    expect(own).toEqual([]);
    expect(report.counts.arrived).toBe(1);
    expect(account.sns.mails).toHaveLength(2);
    expect(account.lambda.invocations).toEqual([]);
  });

  test('nor if that is an archive, which has to be named', async () => {
    const archive = `arn:aws:events:${HOME}:::`;
    const EventPattern = { 'replay-name': [{ exists: false }] };
    const change: Change = (account, topic) => {
      both(account, topic);
      const Targets = [{ Id: 'a', Arn: archive }];
      account.events.putRule('Events-Archive-all', { EventPattern, Targets }, HOME);
    };
    const argv = [...CHECK.slice(0, 3), `${EVERYBODY},${archive}`];
    const { hops } = await ringBus(change, {}, argv);
    expect(hops.flat().filter(([step]) => step === 'topic')).toEqual([
      ['topic', 'rule-alerts', 'seen', null],
      ['topic', 'rule-alerts', 'seen', null],
    ]);
    const unnamed = await ringBus(change);
    expect(unnamed.exit).toBe(EXIT.refused);
    expect(unnamed.err).toContain(archive);
  });
});

describe('the target is the same', () => {
  test('with its role, its text, and its queue for dead letters', async () => {
    const dead = `arn:aws:sqs:${HOME}:${ACCOUNT}:dead`;
    const InputTransformer = {
      InputPathsMap: { who: '$.detail.userIdentity.arn', what: '$.detail.eventName' },
      InputTemplate: '"<who> called <what>"',
    };
    const change: Change = (account) => {
      byRole(account, DELIVERS);
      const RoleArn = `arn:aws:iam::${ACCOUNT}:role/deliver`;
      const target = { Id: 'topic', Arn: topicIn(HOME), RoleArn, InputTransformer, DeadLetterConfig: { Arn: dead } };
      account.events.putRule('config-changes', { EventPattern: CONFIG, Targets: [target] }, HOME);
    };
    const { report, inputsOf, account } = await ringBus(change, {}, [...CHECK.slice(0, 3), `${EVERYBODY},dead`]);
    expect(report.records.map(({ outcome }) => outcome)).toEqual(['arrived', 'arrived']);
    const put = inputsOf('PutTargets').flatMap((one) => listAt(one, 'Targets'));
    expect(put.filter((one) => textAt(one, 'Arn') === topicIn(HOME))).toEqual([
      {
        ...{ Id: 'topic', Arn: topicIn(HOME), RoleArn: `arn:aws:iam::${ACCOUNT}:role/deliver` },
        ...{ InputTransformer, DeadLetterConfig: { Arn: dead } },
      },
    ]);
    const texts = account.sns.mails.map(({ message }) => message);
    expect(texts.filter((text) => text.includes(`${report.mark}-`) && text.includes('called'))).toHaveLength(1);
  });

  test('with the whole event in a text of its own, which shows the mark', async () => {
    const InputTransformer = { InputTemplate: '{"event": <aws.events.event.json>}' };
    const { report, account } = await ringBus(targets({ InputTransformer }));
    expect(report.records.map(({ outcome }) => outcome)).toEqual(['arrived', 'arrived']);
    const ids = account.sns.mails.map(({ message }) => JSON.parse(message).event.detail.eventID);
    expect(ids.toSorted()).toEqual([`${report.mark}-1`, `${report.mark}-2`]);
  });

  test('but for functions beside the topic, which are not invoked, and named', async () => {
    const { report, hops, account } = await ringBus(targets({}, { Arn: FUNCTION }));
    expect(report.records.map(({ outcome }) => outcome)).toEqual(['arrived', 'arrived']);
    expect(hops[0]?.at(-1)).toEqual([
      ...['target', 'pager', 'unseen'],
      "only SNS topics are rung, because others would get an event that isn't AWS's",
    ]);
    expect(account.lambda.invocations).toEqual([]);
  });
});

test('a key that shuts EventBridge out stops the way, and is named', async () => {
  const { exit, hops } = await ringBus((account, topic) => {
    both(account, topic);
    account.kms.create('k1', keyPolicy(root, forService('cloudwatch.amazonaws.com')));
    encrypt(account, topicIn(HOME), 'k1');
  });
  expect(exit).toBe(EXIT.found);
  expect(hops.find((one) => one[0]?.[1] === HOME)?.at(-1)).toEqual([
    ...['topic', 'rule-alerts', 'missing'],
    "SNS topic rule-alerts is encrypted, and the policy of its key k1 doesn't let events.amazonaws.com use it.",
  ]);
});

test('rules with one topic are told apart: each is rung once, and only its own event counts', async () => {
  const { report, hops, inputsOf } = await ringBus((account, topic) => {
    both(account, topic);
    const RoleArn = `arn:aws:iam::${ACCOUNT}:role/gone`;
    const Targets = [{ Id: 't', Arn: topicIn(HOME), RoleArn }];
    account.events.putRule('config-too', { EventPattern: CONFIG, Targets }, HOME);
    account.events.putRule('config-third', { EventPattern: CONFIG, Targets: [{ Id: 't', Arn: topicIn(HOME) }] }, HOME);
  });
  const results = report.records.map(({ outcome }, at) => [hops[at]?.[0]?.[1], hops[at]?.[1]?.[1], outcome]);
  expect(results.toSorted()).toEqual([
    ['eu-north-1', 'config-changes', 'arrived'],
    ['us-east-1', 'config-changes', 'arrived'],
    ['us-east-1', 'config-third', 'arrived'],
    ['us-east-1', 'config-too', 'stopped'],
  ]);
  expect(inputsOf('PutRule')).toHaveLength(4);
  // A request a region, and again for the one that is missing.
  expect(inputsOf('PutEvents').map((one) => listAt(one, 'Entries').length)).toEqual([1, 3, 1, 1]);
});

describe('a refusal is said, nothing counts as arrived, and records for filters are put all the same', () => {
  const BOTH = ['--checks', 'CloudWatch.9,CloudWatch.3', '--only', EVERYBODY];
  test.each(['PutRule', 'PutTargets', 'PutEvents'])('of %s', async (refused) => {
    const trouble = (_: string, action: string) => (action === refused ? denied(action) : undefined);
    const { exit, report, hops, account, out } = await ringBus(both, { trouble }, BOTH);
    expect(exit).toBe(EXIT.refused);
    expect(report.counts).toMatchObject({ arrived: 1, unknown: 1, stopped: 0 });
    const bus = hops.filter(([first]) => first?.[0] === 'bus');
    for (const [first] of bus)
      expect(first?.slice(2)).toEqual([
        'unseen',
        `events:${refused} isn't allowed (\`login-watch policy audit --live\` prints the policy)`,
      ]);
    expect(bus).toHaveLength(2);
    expect(out).not.toContain('remove by hand');
    expect(report.left).toEqual([]);
    expect(remains(account)).toEqual([]);
  });

  test('of an event, in an answer that is a success', async () => {
    const change: Change = (account, topic) => {
      both(account, topic);
      account.events.refusal = { ErrorCode: 'InternalFailure', ErrorMessage: 'Try later' };
    };
    const { report, hops } = await ringBus(change);
    expect(report.counts).toMatchObject({ arrived: 0, unknown: 1 });
    expect(hops[0]?.[0]).toEqual(['bus', expect.any(String), 'unseen', 'Try later']);
  });

  test.each(['TestEventPattern', 'ReceiveMessage'])('of %s: nobody can say that it arrived', async (refused) => {
    const trouble = (_: string, action: string) => (action === refused ? denied(action) : undefined);
    const { report, account } = await ringBus(both, { trouble });
    expect(report.counts).toMatchObject({ arrived: 0, unknown: 1, stopped: 0 });
    // Where nobody can look, nothing is put again.
    expect(account.sns.mails).toHaveLength(2);
  });

  const many: Change = (account, topic) => {
    both(account, topic);
    const Targets = [{ Id: 't', Arn: topicIn(HOME) }];
    for (let at = 0; at < 12; at += 1) account.events.putRule(`more-${at}`, { EventPattern: CONFIG, Targets });
  };
  test.each([
    ['PutRule', { PutRule: 1, PutTargets: 0, PutEvents: 0 }],
    ['PutTargets', { PutRule: 1, PutTargets: 1, PutEvents: 0 }],
    // Once a region.
    ['PutEvents', { PutRule: 14, PutTargets: 14, PutEvents: 2 }],
  ])('of %s, which is asked no more: each denial may page somebody', async (refused, asked) => {
    const trouble = (_: string, action: string) => (action === refused ? denied(action) : undefined);
    const { hops, inputsOf } = await ringBus(many, { trouble });
    const counts = Object.keys(asked).map((action) => [action, inputsOf(action).length]);
    expect(Object.fromEntries(counts)).toEqual(asked);
    const said = hops.map(([first]) => [first?.[0], first?.[2], first?.[3]]);
    const why = `events:${refused} isn't allowed (\`login-watch policy audit --live\` prints the policy)`;
    expect(said).toEqual(Array(14).fill(['bus', 'unseen', why]));
  });

  test('of PutTargets for a role that may not be passed keeps no other rule from it', async () => {
    const change: Change = (account) => {
      byRole(account, DELIVERS);
      const RoleArn = `arn:aws:iam::${ACCOUNT}:role/deliver`;
      const Targets = [{ Id: 't', Arn: topicIn(HOME), RoleArn }];
      for (const name of ['a', 'b']) account.events.putRule(name, { EventPattern: CONFIG, Targets }, HOME);
      account.events.putRule('z', { EventPattern: CONFIG, Targets: [{ Id: 't', Arn: topicIn(HOME) }] }, HOME);
    };
    let isFirst = true;
    const trouble = (_: string, action: string) => {
      if (action !== 'PutTargets' || !isFirst) return undefined;
      isFirst = false;
      return denied('iam:PassRole');
    };
    const { hops } = await ringBus(change, { trouble });
    const rules = hops.map((one) => [one[1]?.[1], one[0]?.[2]]);
    expect(rules).toContainEqual(['z', 'seen']);
  });

  test.each(['RemoveTargets', 'DeleteRule'])('of %s: what is left is named', async (refused) => {
    const trouble = (_: string, action: string) => (action === refused ? denied(action) : undefined);
    const { exit, out, account } = await rung(both, CHECK, { trouble });
    expect(exit).toBe(EXIT.refused);
    expect(out).toMatch(/Not removed\. Please remove by hand:\s+- EventBridge rule login-watch-live-\S+-1 in/);
    expect(out).toContain(`events:${refused}`);
    expect(remains(account)).toHaveLength(2);
  });
});

describe('stopped', () => {
  test.each(['PutRule', 'PutTargets', 'PutEvents', 'RemoveTargets', 'DeleteRule'])(
    'at %s it leaves nothing',
    async (at) => {
      const controller = new AbortController();
      const trouble = (_: string, action: string) => {
        if (action === at) controller.abort();
        return undefined;
      };
      const { exit, account } = await rung(both, CHECK, { trouble, signal: controller.signal });
      expect(remains(account)).toEqual([]);
      expect(exit).toBe(/^Put/.test(at) ? EXIT.refused : EXIT.done);
    },
  );

  test.each(['PutRule', 'PutTargets', 'PutEvents', 'RemoveTargets'])(
    'killed after %s: named, then removed',
    async (at) => {
      let state: 'runs' | 'over' | 'later' = 'runs';
      const trouble = (_: string, action: string) => {
        if (state === 'over') return new AwsFault('AccessDeniedException', 'The process is gone', { status: 403 });
        if (state === 'runs' && action === at) state = 'over';
        return undefined;
      };
      const { account, again } = await rung(both, CHECK, { trouble });
      state = 'later';
      const left = remains(account);
      expect(left.some((name) => /^login-watch-live-.*-\d$/.test(name))).toBe(true);
      const looked = await again(3_600_000, ['--checks', 'CloudWatch.9']);
      expect(looked.err).toMatch(
        / {2}- EventBridge rule login-watch-live-\S+-\d in (?:us-east-1|eu-north-1), 1 h.* old/,
      );
      expect(remains(account)).toEqual(left);
      const { exit } = await again(0, ['--live', '--yes', ...CHECK]);
      expect({ exit, remains: remains(account) }).toEqual({ exit: EXIT.done, remains: [] });
    },
  );

  test('rules of others with names that no run gives stay', async () => {
    const change: Change = (account, topic) => {
      both(account, topic);
      for (const name of ['login-watch-live-mine', 'login-watch-live-20261129T110000Z-zzzzzz-1'])
        account.events.putRule(name, { EventPattern: { source: ['mine'] }, Targets: [] }, HOME);
    };
    const { account, again } = await rung(change, CHECK);
    const { err } = await again(3_600_000, ['--live', '--yes', ...CHECK]);
    expect(err).not.toContain('earlier');
    expect(remains(account)).toHaveLength(2);
  });
});

test('the policy has each action that is asked for, and the role may be passed to EventBridge alone', async () => {
  const { account } = await ringBus((one) => byRole(one, DELIVERS));
  const asked = new Set(account.calls.flatMap(({ service, action }) => actionsOf(service, action)));
  const allowed = new Set(AUDIT_LIVE.flatMap(({ actions }) => actions));
  expect([...asked].filter((one) => !allowed.has(one))).toEqual([]);
  const needed = ['PutRule', 'PutTargets', 'PutEvents', 'RemoveTargets', 'DeleteRule'].map((one) => `events:${one}`);
  expect(needed.filter((one) => !asked.has(one))).toEqual([]);
  const narrowed = (action: string) => {
    const [one] = AUDIT_LIVE.filter(({ actions }) => actions.includes(action));
    return [one?.resources(DEFAULT_SETTINGS), one?.condition?.(DEFAULT_SETTINGS)];
  };
  const rules = ['arn:aws:events:*:*:rule/login-watch-live-*'];
  const source = { 'events:source': 'login-watch.live' };
  const topics = { 'events:TargetArn': 'arn:aws:sns:*:*:*' };
  expect(['events:RemoveTargets', 'events:DeleteRule'].map(narrowed)).toEqual([
    [rules, undefined],
    [rules, undefined],
  ]);
  expect(narrowed('events:PutRule')).toEqual([
    rules,
    { 'ForAllValues:StringEquals': source, Null: { 'events:source': 'false' } },
  ]);
  expect(narrowed('events:PutTargets')).toEqual([
    rules,
    { 'ForAllValues:ArnLike': topics, Null: { 'events:TargetArn': 'false' } },
  ]);
  expect(narrowed('events:PutEvents')).toEqual([['arn:aws:events:*:*:event-bus/default'], { StringEquals: source }]);
  expect(narrowed('iam:PassRole')).toEqual([
    ['arn:aws:iam::*:role/*'],
    { StringEquals: { 'iam:PassedToService': 'events.amazonaws.com' } },
  ]);
});
