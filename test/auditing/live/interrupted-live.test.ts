/** `audit --live` interrupted at each of its calls, in each way: what it made is gone, or named. */
import { describe, expect, test } from 'vitest';
import type { Call } from '../../../sandbox/account/router.ts';
import { AwsFault } from '../../../sandbox/account/service.ts';
import { AUDIT_LIVE } from '../../../src/commands/audit/permissions.ts';
import { EXIT } from '../../../src/core/exit.ts';
import { textAt } from '../../../src/core/fields.ts';
import { EVERYBODY, type LiveJson, remains, rung } from '../../helpers/audit/rung.ts';
import { actionsOf } from '../../helpers/aws/iam.ts';
import type { TestAccount } from '../../helpers/records/account.ts';

const ARGV = ['--checks', 'CloudWatch.3', '--only', EVERYBODY];

/** In the order in which they are made. */
const MAKING = ['CreateQueue', 'Subscribe', 'CreateLogStream', 'PutLogEvents'] as const;
const WATCHING = ['GetMetricData', 'DescribeAlarmHistory', 'ReceiveMessage'] as const;
const REMOVING = ['Unsubscribe', 'DeleteQueue', 'DeleteLogStream'] as const;

const denied = (action: string) =>
  new AwsFault('AccessDeniedException', `User is not authorized to perform: ${action}`, { status: 403 });
const broken = () => new AwsFault('InternalFailure', 'We encountered an internal error', { status: 500 });

test('these are all the calls that change something or watch', async () => {
  const { account, exit } = await rung(undefined, ARGV);
  expect(exit).toBe(EXIT.done);
  const first = account.calls.findIndex(({ action }) => action === MAKING[0]);
  expect([...new Set(account.calls.slice(first).map(({ action }) => action))].toSorted()).toEqual(
    [...MAKING, ...WATCHING, ...REMOVING].toSorted(),
  );
});

describe('Ctrl-C', () => {
  test.each([...MAKING, ...WATCHING])('at %s leaves nothing', async (at) => {
    const controller = new AbortController();
    const trouble = (_: string, action: string) => {
      if (action === at) controller.abort();
      return undefined;
    };
    const { exit, err, account } = await rung(undefined, ARGV, { trouble, signal: controller.signal });
    expect(remains(account)).toEqual([]);
    expect(exit).toBe(EXIT.refused);
    expect(err).toMatch(/[Ss]topped/);
  });

  test.each(REMOVING)('at %s changes nothing', async (at) => {
    const controller = new AbortController();
    const trouble = (_: string, action: string) => {
      if (action === at) controller.abort();
      return undefined;
    };
    const { account } = await rung(undefined, ARGV, { trouble, signal: controller.signal });
    expect(remains(account)).toEqual([]);
  });
});

describe('a refusal', () => {
  test.each(MAKING)('of %s leaves nothing, and puts nothing more', async (refused) => {
    const trouble = (_: string, action: string) => (action === refused ? denied(action) : undefined);
    const { exit, err, out, account } = await rung(undefined, ARGV, { trouble });
    expect(remains(account)).toEqual([]);
    expect(exit).toBe(EXIT.refused);
    expect(err).toContain(`:${refused}`);
    expect(err).toContain('login-watch policy audit --live');
    expect(out).not.toContain('CloudWatch.3  arrived');
    expect(account.sns.mails).toEqual([]);
  });

  test.each(WATCHING)('of %s is said, and nothing counts as arrived that was not seen', async (refused) => {
    const trouble = (_: string, action: string) => (action === refused ? denied(action) : undefined);
    const { exit, out, account } = await rung(undefined, [...ARGV, '--format', 'json'], { trouble });
    const { records }: LiveJson = JSON.parse(out);
    expect(remains(account)).toEqual([]);
    expect(out).toContain(`:${refused} isn't allowed (\`login-watch policy audit --live\` prints the policy)`);
    const isCounted = refused === 'GetMetricData';
    // The metric is no end: where only it can't be seen, the message at the end still is.
    expect(records.map(({ outcome }) => outcome)).toEqual([isCounted ? 'arrived' : 'unknown']);
    expect(exit).toBe(isCounted ? EXIT.done : EXIT.refused);
  });

  test.each([
    ['Unsubscribe', 'the subscription to topic arn:aws:sns:us-east-1:111122223333:alerts in us-east-1'],
    ['DeleteQueue', 'queue login-watch-live-'],
    ['DeleteLogStream', 'log stream login-watch-live-'],
  ])('of %s: the rest goes, and it is named', async (refused, named) => {
    const trouble = (_: string, action: string) => (action === refused ? denied(action) : undefined);
    const { exit, out, account } = await rung(undefined, ARGV, { trouble });
    expect(exit).toBe(EXIT.refused);
    expect(out.replace(/\s+/g, ' ')).toContain(`Not removed. Please remove by hand: - ${named}`);
    expect(out).not.toContain('All that was made is removed again.');
    const left = remains(account).length;
    // A stream is left with its one event.
    expect(left).toBe(refused === 'DeleteLogStream' ? 2 : 1);
  });
});

describe('an answer that is lost', () => {
  const MADE: Readonly<Record<string, (account: TestAccount, call: Call) => unknown>> = {
    CreateQueue: ({ sqs }, { input, region }) => sqs.create(textAt(input, 'QueueName') ?? '', {}, region),
    Subscribe: ({ sns }, { input }) =>
      sns.subscribe(textAt(input, 'TopicArn') ?? '', 'sqs', textAt(input, 'Endpoint') ?? ''),
    CreateLogStream: ({ logs }, { input, region }) =>
      logs.group(textAt(input, 'logGroupName') ?? '', region).streams.add(textAt(input, 'logStreamName') ?? ''),
  };
  test.each(Object.keys(MADE))('of %s: what was made is found, and goes', async (lost) => {
    let here: TestAccount | undefined;
    const trouble = (_: string, action: string, __: number, call: Call) => {
      if (action !== lost || here === undefined) return undefined;
      MADE[lost]?.(here, call);
      return broken();
    };
    const change = (account: unknown) => {
      here = account as TestAccount;
    };
    const { exit, account } = await rung(change, ARGV, { trouble });
    expect(remains(account)).toEqual([]);
    expect(exit).toBe(EXIT.refused);
  });

  test.each([...WATCHING, ...REMOVING])('of %s, once: it goes on', async (lost) => {
    const trouble = (_: string, action: string, count: number) =>
      action === lost && count === 1 ? broken() : undefined;
    const { exit, account } = await rung(undefined, ARGV, { trouble });
    expect({ exit, remains: remains(account) }).toEqual({ exit: EXIT.done, remains: [] });
  });
});

test('credentials that are over while it watches leave what cannot be removed named', async () => {
  let isOver = false;
  const trouble = (_: string, action: string) => {
    if (action === 'ReceiveMessage') isOver = true;
    return isOver ? new AwsFault('ExpiredTokenException', 'The security token is expired') : undefined;
  };
  const { exit, out, err, account } = await rung(undefined, ARGV, { trouble });
  expect(exit).toBe(EXIT.refused);
  expect(remains(account)).toHaveLength(4);
  const text = out.replace(/\s+/g, ' ');
  for (const named of ['the subscription to topic', '- queue login-watch-live-', '- log stream login-watch-live-'])
    expect(text).toContain(named);
  expect(err).toContain('expired');
});

test('the policy has each action that is asked for, and no other', async () => {
  const { account } = await rung(undefined, ARGV);
  const rules = await rung(
    (one) => one.events.putRule('sign-ins', { EventPattern: { source: ['aws.signin'] }, Targets: [] }),
    ARGV,
  );
  const asked = new Set(
    [...account.calls, ...rules.account.calls].flatMap(({ service, action }) => actionsOf(service, action)),
  );
  const allowed = new Set(AUDIT_LIVE.flatMap(({ actions }) => actions));
  expect([...asked].filter((one) => !allowed.has(one))).toEqual([]);
  const changing = [...MAKING, ...WATCHING, ...REMOVING, 'TestEventPattern', 'DescribeAccountPolicies'];
  for (const action of changing) expect([...asked].some((one) => one.endsWith(`:${action}`))).toBe(true);
});
