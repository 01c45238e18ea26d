/** `audit --live` killed outright at each of its calls: the next run finds what it left, and removes that alone. */
import { describe, expect, test } from 'vitest';
import { AwsFault } from '../../../sandbox/account/service.ts';
import { GROUP, HOME } from '../../../sandbox/scripted/good.ts';
import { EXIT } from '../../../src/core/exit.ts';
import { madeAt } from '../../../src/core/live-mark.ts';
import { HOUR, MINUTE } from '../../../src/core/time.ts';
import { EVERYBODY, remains, rung } from '../../helpers/audit/rung.ts';

const ARGV = ['--checks', 'CloudWatch.3', '--only', EVERYBODY];
const AGAIN = ['--live', '--yes', ...ARGV];
const MAKING = ['CreateQueue', 'Subscribe', 'CreateLogStream', 'PutLogEvents'];
const CALLS = [...MAKING, 'GetMetricData', 'DescribeAlarmHistory', 'ReceiveMessage', 'Unsubscribe', 'DeleteQueue'];

/** AWS sees nothing more of a run after its call `at`. */
async function killedAfter(at: string) {
  let state: 'runs' | 'over' | 'later' = 'runs';
  const trouble = (_: string, action: string) => {
    if (state === 'over') return new AwsFault('AccessDeniedException', 'The process is gone', { status: 403 });
    if (state === 'runs' && action === at) state = 'over';
    return undefined;
  };
  const killed = await rung(undefined, ARGV, { trouble });
  state = 'later';
  return killed;
}

describe('killed after', () => {
  test.each(CALLS)('%s: audit says what is left, and the next audit --live removes it', async (at) => {
    const { account, again } = await killedAfter(at);
    const left = remains(account);
    expect(left.length).toBeGreaterThan(0);

    const before = account.calls.length;
    const looked = await again(HOUR, ['--checks', 'CloudWatch.3']);
    expect(looked.err).toContain('An earlier audit --live was killed before it could remove these:');
    expect(looked.err).toMatch(/ {2}- (?:the subscription to topic|queue|log stream) .* in us-east-1, 1 h.* old/);
    expect(looked.err).toContain('`login-watch audit --live` removes them.');
    expect(remains(account)).toEqual(left);
    expect(
      account.calls.slice(before).filter(({ action }) => /^(?:Delete|Unsubscribe|Create|Put)/.test(action)),
    ).toEqual([]);

    const { exit, err } = await again(0, AGAIN);
    expect({ exit, remains: remains(account) }).toEqual({ exit: EXIT.done, remains: [] });
    expect(err).toMatch(/Removed \d things? of an earlier run\./);
  });
});

test('what may be of a run that still goes on stays', async () => {
  const { account, again } = await killedAfter('CreateLogStream');
  const left = remains(account);
  const { err } = await again(MINUTE, AGAIN);
  expect(err).toContain('3 things are of an audit --live that began less than 30 minutes ago');
  expect(remains(account)).toEqual(left);
});

test('things of others with names that no run gives are never touched, nor listed', async () => {
  const names = [
    'login-watch-live-',
    'login-watch-live-mine',
    'login-watch-live-20261129T110000Z-zzzzzz',
    'login-watch-liver',
  ];
  const { account, again } = await rung(
    (one, topic) => {
      for (const name of names) {
        one.sqs.create(name, {}, HOME);
        one.logs.group(GROUP).streams.add(name);
        one.sns.subscribe(topic, 'sqs', `arn:aws:sqs:${HOME}:111122223333:${name}`);
      }
      // A queue of another account, and a stream of a group that no trail writes to.
      one.sns.subscribe(topic, 'sqs', `arn:aws:sqs:${HOME}:444455556666:login-watch-live-20261129T080000Z-3fa2c1`);
      one.logs.create('elsewhere').streams.add('login-watch-live-20261129T080000Z-3fa2c1');
    },
    [...ARGV.slice(0, 3), `${EVERYBODY},${names.join(',')}`],
  );
  const before = remains(account);
  const { err } = await again(HOUR, ['--live', '--yes', ...ARGV]);
  expect(err).not.toContain('earlier');
  expect(remains(account)).toEqual(before);
});

test('a removal that is refused is named', async () => {
  let state: 'runs' | 'over' | 'later' = 'runs';
  const trouble = (_: string, action: string) => {
    const isRefused = state === 'over' || (state === 'later' && action === 'DeleteQueue');
    if (state === 'runs' && action === 'CreateLogStream') state = 'over';
    return isRefused ? new AwsFault('AccessDeniedException', 'no', { status: 403 }) : undefined;
  };
  const { again } = await rung(undefined, ARGV, { trouble });
  state = 'later';
  const { exit, out } = await again(HOUR, AGAIN);
  expect(exit).toBe(EXIT.refused);
  expect(out).toContain('Not removed. Please remove by hand:');
});

test('what cannot be looked at is said', async () => {
  let isLater = false;
  const trouble = (_: string, action: string) =>
    isLater && ['ListQueues', 'DescribeLogStreams'].includes(action)
      ? new AwsFault('AccessDeniedException', 'no', { status: 403 })
      : undefined;
  const { again } = await rung(undefined, ARGV, { trouble });
  isLater = true;
  const { err } = await again(HOUR, ['--checks', 'CloudWatch.3']);
  expect(err).toContain(
    "Whether an earlier audit --live left more isn't known: logs:DescribeLogStreams and sqs:ListQueues failed",
  );
});

test.each([
  ['login-watch-live-20261129T110000Z-3fa2c1', Date.UTC(2026, 10, 29, 11)],
  ['login-watch-live-20261329T110000Z-3fa2c1', undefined],
  ['x-login-watch-live-20261129T110000Z-3fa2c1', undefined],
  ['login-watch-live-20261129T110000Z-3fa2c1-2', undefined],
])('%s was made at %s', (name, at) => {
  expect(madeAt(name)).toBe(at);
});
