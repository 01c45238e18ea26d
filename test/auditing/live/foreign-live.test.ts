/** Receivers of made-up records: all are listed, and who wasn't named gets none. */
import { describe, expect, test } from 'vitest';
import { AwsFault } from '../../../sandbox/account/service.ts';
import { FILTERS, GROUP, HOME, putAlarm, subscribe } from '../../../sandbox/scripted/good.ts';
import { ACCOUNT, type Change, FUNCTION, ownTopic } from '../../../sandbox/scripted/steps.ts';
import { DEEDS } from '../../../src/auditing/deeds/index.ts';
import { EXIT } from '../../../src/core/exit.ts';
import { EVERYBODY, type LiveJson, remains, rung } from '../../helpers/audit/rung.ts';

const CHANGES = /^(?:Create|Put|Subscribe|Delete|Unsubscribe)/;
/** Calls that the run makes only where it rings. */
const changesIn = ({ account }: Awaited<ReturnType<typeof rung>>) =>
  account.calls.filter(({ action }) => CHANGES.test(action)).map(({ action }) => action);

test('without --only nothing is put, and the plan says who would receive what, and how to go on', async () => {
  const ran = await rung(undefined, ['--checks', 'CloudWatch.3']);
  expect(ran.exit).toBe(EXIT.refused);
  expect(changesIn(ran)).toEqual([]);
  expect(ran.err).toBe(
    [
      "1 record isn't put, because somebody who wasn't named with --only would receive it:",
      '  - e-mail alice@example.com, by CloudWatch.3 > alerts',
      '  - e-mail bob@example.com, by CloudWatch.3 > alerts',
      `With their consent: login-watch audit --live --checks CloudWatch.3 --only ${EVERYBODY}`,
      '',
    ].join('\n'),
  );
  expect(ran.out).toMatch(/^0 checks of 1 arrived. Of 1 no record was put.\n/);
  expect(ran.out).toContain('would reach alice@example.com, bob@example.com (ConsoleLogin)');
});

test('one of two receivers is not enough', async () => {
  const ran = await rung(undefined, ['--checks', 'CloudWatch.3', '--only', 'alice@example.com']);
  expect({ exit: ran.exit, changes: changesIn(ran) }).toEqual({ exit: EXIT.refused, changes: [] });
  expect(ran.err).toContain(`--only ${EVERYBODY}`);
});

test('a name that nothing reaches is a mistake', async () => {
  const ran = await rung(undefined, ['--checks', 'CloudWatch.3', '--only', 'carol@example.com']);
  expect({ exit: ran.exit, out: ran.out, changes: changesIn(ran) }).toEqual({
    exit: EXIT.wrongUse,
    out: '',
    changes: [],
  });
  expect(ran.err).toContain('None of the records would reach carol@example.com');
  expect(ran.err).toContain('They would reach alice@example.com, bob@example.com.');
});

/** The alarm of CloudWatch.3 has a topic of its own, of which Carol hears. */
const toCarol: Change = (account) => subscribe(account, ownTopic(account, 'own'), 'carol@example.com');

describe('the calls of the run itself', () => {
  test('are refused where they would alert somebody else', async () => {
    const ran = await rung(toCarol, ['--checks', 'CloudWatch.3', '--only', 'carol@example.com']);
    expect({ exit: ran.exit, changes: changesIn(ran) }).toEqual({ exit: EXIT.refused, changes: [] });
    expect(ran.err).toContain('The calls of this run itself would alert alice@example.com, bob@example.com');
    expect(ran.err).toContain('--only carol@example.com,alice@example.com,bob@example.com');
  });

  test('go on where nobody listens for them', async () => {
    const quiet: Change = (account, topic) => {
      toCarol(account, topic);
      account.logs.group(GROUP).metricFilters.delete('calls');
    };
    const ran = await rung(quiet, ['--checks', 'CloudWatch.3,CloudWatch.4', '--only', 'carol@example.com']);
    expect(ran.exit).toBe(EXIT.refused);
    expect(ran.out).toMatch(/CloudWatch.3 +arrived/);
    expect(ran.out).toMatch(/CloudWatch.4 +not put/);
    expect(ran.account.sns.mails.map(({ to }) => to)).toEqual(['carol@example.com']);
  });
});

describe('receivers that are easily forgotten are listed, and refused', () => {
  const siren = `arn:aws:lambda:${HOME}:${ACCOUNT}:function:siren`;
  const other =
    (name: string, address = 'dave@example.com'): Change =>
    (account) =>
      subscribe(account, account.sns.create(name), address);
  const arnOf = (topic: string) => `arn:aws:sns:${HOME}:${ACCOUNT}:${topic}`;
  test.each<[string, string, Change]>([
    [
      'an action for OK',
      'dave@example.com',
      (account, topic) => {
        other('relief')(account, topic);
        putAlarm(account, 'CloudWatch.3', topic, { OKActions: [arnOf('relief')] });
      },
    ],
    [
      'an action for missing data',
      'dave@example.com',
      (account, topic) => {
        other('gaps')(account, topic);
        putAlarm(account, 'CloudWatch.3', topic, { InsufficientDataActions: [arnOf('gaps')] });
      },
    ],
    [
      'a composite alarm that needs another one too',
      'dave@example.com',
      (account, topic) => {
        other('both')(account, topic);
        void topic;
        account.cloudwatch.putComposite({
          AlarmName: 'sign-in-trouble',
          AlarmRule: 'ALARM("CloudWatch.3") AND ALARM("CloudWatch.6")',
          AlarmActions: [arnOf('both')],
        });
      },
    ],
    [
      'an alarm on a search over the namespace',
      'dave@example.com',
      (account, topic) => {
        other('search')(account, topic);
        account.cloudwatch.putAlarm({
          AlarmName: 'any',
          Metrics: [{ Id: 'all', Expression: "MAX(SEARCH('{Security}', 'Sum', 300))", ReturnData: true }],
          EvaluationPeriods: 1,
          Threshold: 1,
          ComparisonOperator: 'GreaterThanOrEqualToThreshold',
          AlarmActions: [arnOf('search')],
        });
      },
    ],
    [
      'a rule of EventBridge on changes of alarms',
      'siren',
      (account) => {
        const EventPattern = { source: ['aws.cloudwatch'], detail: { state: { value: ['ALARM'] } } };
        account.events.putRule('alarm-changes', { EventPattern, Targets: [{ Id: 'siren', Arn: siren }] });
      },
    ],
    [
      'a subscription filter of the log group',
      'pager',
      (account) =>
        account.logs.group(GROUP).subscribe('all', { filterName: 'all', filterPattern: '', destinationArn: FUNCTION }),
    ],
    [
      'a subscription filter to another account',
      'arn:aws:logs:us-east-1:444455556666:destination:central',
      (account) =>
        account.logs.group(GROUP).subscribe('all', {
          filterName: 'all',
          filterPattern: '',
          destinationArn: 'arn:aws:logs:us-east-1:444455556666:destination:central',
        }),
    ],
    [
      'a subscription filter of the whole account',
      'everything',
      (account) =>
        void account.logs.policiesIn(HOME).push({
          policyName: 'all',
          policyType: 'SUBSCRIPTION_FILTER_POLICY',
          policyDocument: JSON.stringify({
            DestinationArn: `arn:aws:firehose:${HOME}:${ACCOUNT}:deliverystream/everything`,
            FilterPattern: '',
          }),
        }),
    ],
    [
      'a telephone, by its last digits',
      'sms-4567',
      (account, topic) => {
        const { token } = account.sns.subscribe(topic, 'sms', '+15555554567');
        account.sns.confirm(topic, token);
      },
    ],
    [
      'an endpoint, by its host',
      'alerts.example.com',
      (account, topic) => {
        const { token } = account.sns.subscribe(topic, 'https', 'https://alerts.example.com/hook/EXAMPLE');
        account.sns.confirm(topic, token);
      },
    ],
  ])('%s', async (_, name, change) => {
    const ran = await rung(change, ['--checks', 'CloudWatch.3', '--only', EVERYBODY]);
    expect({ exit: ran.exit, changes: changesIn(ran) }).toEqual({ exit: EXIT.refused, changes: [] });
    expect(ran.err).toContain(`--only ${EVERYBODY},${name}\n`);
    expect(ran.err + ran.out).not.toMatch(/5555554567|EXAMPLE/);
  });

  test('a log group that the policy of the account leaves out is no receiver', async () => {
    const change: Change = (account) =>
      void account.logs.policiesIn(HOME).push({
        policyName: 'all',
        policyType: 'SUBSCRIPTION_FILTER_POLICY',
        selectionCriteria: `LogGroupName NOT IN ["${GROUP}"]`,
        policyDocument: JSON.stringify({ DestinationArn: siren, FilterPattern: '' }),
      });
    const { exit } = await rung(change, ['--checks', 'CloudWatch.3', '--only', EVERYBODY]);
    expect(exit).toBe(EXIT.done);
  });
});

describe('of this login-watch', () => {
  const settings = 'name: watch\nchannels:\n  - email: { to: [alice@example.com, bob@example.com] }\n';

  test('its people and its function need no name', async () => {
    const change: Change = (account) => {
      account.lambda.create('watch-notifier');
      const source = `arn:aws:logs:${HOME}:${ACCOUNT}:log-group:${GROUP}:*`;
      account.lambda.permissions.push({ functionName: 'watch-notifier', sourceArn: source });
      account.logs.group(GROUP).subscribe('watch-1', {
        filterName: 'watch-1',
        filterPattern: FILTERS.get('CloudWatch.3') ?? '',
        destinationArn: `arn:aws:lambda:${HOME}:${ACCOUNT}:function:watch-notifier`,
      });
    };
    const { exit, err, out, account } = await rung(change, ['--checks', 'CloudWatch.3'], { settings });
    expect(exit).toBe(EXIT.done);
    expect(err).toContain('function watch-notifier (of this login-watch), by watch-1');
    expect(out.replace(/\s+/g, ' ')).toContain('subscription filter watch-1 > watch-notifier: 50 s');
    expect(account.lambda.invocations.map(({ name }) => name)).toEqual(['watch-notifier']);
  });

  test('without settings they do', async () => {
    const ran = await rung(undefined, ['--checks', 'CloudWatch.3']);
    expect(changesIn(ran)).toEqual([]);
  });
});

test.each([
  'sns:ListSubscriptionsByTopic',
  'sns:GetTopicAttributes',
  'logs:DescribeAccountPolicies',
  'logs:DescribeSubscriptionFilters',
  'events:ListRules',
])('who cannot be listed is not rung: %s is refused', async (missing) => {
  const refuse = (service: string, action: string) =>
    `${service}:${action}` === missing
      ? new AwsFault('AccessDeniedException', `User is not authorized to perform: ${missing}`, { status: 403 })
      : undefined;
  const ran = await rung(undefined, ['--checks', 'CloudWatch.3'], { trouble: refuse });
  expect({ exit: ran.exit, changes: changesIn(ran) }).toEqual({ exit: EXIT.refused, changes: [] });
  expect(ran.out).toContain(missing);
});

test('each record is marked, and of nobody who may be real', async () => {
  const written: string[] = [];
  const keep = (_: string, action: string, __: number, { input }: { readonly input: object }) => {
    if (action === 'PutLogEvents') written.push(JSON.stringify(input));
    return undefined;
  };
  const { exit, account, out } = await rung(undefined, ['--only', EVERYBODY, '--format', 'json'], { trouble: keep });
  const { mark, counts, records, stays }: LiveJson = JSON.parse(out);
  expect(exit).toBe(EXIT.done);
  // And the bucket of the trail.
  expect(counts).toEqual({ arrived: DEEDS.length + 1, stopped: 0, unknown: 0, notRung: 0 });
  expect(written).toHaveLength(1);
  const [{ logEvents, logStreamName }] = written.map((text) => JSON.parse(text));
  expect(logStreamName).toBe(mark);
  // Rules of EventBridge take the one that is in no trail.
  expect(logEvents).toHaveLength(records.filter(({ hops }) => hops[0]?.step === 'record').length);
  for (const { message } of logEvents) {
    const record = JSON.parse(message);
    expect(record.eventID).toMatch(/^login-watch-live-20261129T120007Z-[0-9a-f]{6}-\d+$/);
    expect(record.userAgent).toContain('a made-up record');
    expect(message).not.toMatch(/alice|SamlAdmin/);
  }
  expect(stays.receivers).toEqual(EVERYBODY.split(','));
  expect(remains(account)).toEqual([]);
});
