import { describe, expect, test } from 'vitest';
import type { FaultInjector } from '../../sandbox/account/router.ts';
import { AwsFault } from '../../sandbox/account/service.ts';
import { run } from '../../src/cli.ts';
import { DEFAULT_SETTINGS } from '../../src/core/settings.ts';
import { fakeHost } from '../helpers/host/fake-host.ts';
import type { RunningNotifier } from '../helpers/notifier/running-notifier.ts';
import {
  failedSignIn,
  namesIn,
  OK,
  pass,
  signIn,
  startWithSlack,
  waiting,
} from '../helpers/notifier/slack-notifier.ts';
import { eventBridgeEnvelope, logsEnvelope } from '../helpers/records/envelopes.ts';
import { replayed } from '../helpers/records/replayed.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** A service that refuses, all of it or one action, until it is mended. */
function outage(service: string, fault: AwsFault, only?: string) {
  const state = { isDown: false, refused: 0 };
  const trouble: FaultInjector = (asked, action) => {
    if (!state.isDown || asked !== service || (only !== undefined && action !== only)) return undefined;
    state.refused += 1;
    return fault;
  };
  return Object.assign(state, { trouble });
}

const throttled = (code: string) => new AwsFault(code, 'Rate exceeded', { status: 400 });
const unavailable = new AwsFault('ServiceUnavailable', 'unavailable', { status: 503 });

describe('AWS is in trouble for two minutes, and the invocations meanwhile fail', () => {
  test.each([
    ['DynamoDB throttles', 'dynamodb', throttled('ThrottlingException')],
    ['DynamoDB throttles one table', 'dynamodb', throttled('ProvisionedThroughputExceededException')],
    ['DynamoDB is not to be had', 'dynamodb', new AwsFault('InternalServerError', 'no', { status: 500 })],
    ['SQS answers 503', 'sqs', unavailable],
    ['SQS throttles', 'sqs', throttled('ThrottlingException')],
  ] as const)('%s: nothing is lost, each is told once, in order', async (_, service, fault) => {
    const down = outage(service, fault);
    const { notifier, slack } = await startWithSlack({ trouble: down.trouble, hasDynamo: true });
    await notifier.hand(eventBridgeEnvelope(signIn('alice', notifier.now())));
    down.isDown = true;
    const inputs = ['bob', 'carol'].map((name) => eventBridgeEnvelope(signIn(name, notifier.now())));
    // As the first tries of asynchronous invocations; the retries come a minute, and two more minutes, later.
    const ids = inputs.map((_, index) => `request-${index}`);
    for (const wait of [MINUTE, 2 * MINUTE]) {
      for (const [index, input] of inputs.entries()) {
        const { error } = await notifier.invoke(input, ids[index]);
        expect(error).toBe('Unhandled');
      }
      await notifier.advance(wait);
    }
    down.isDown = false;
    for (const [index, input] of inputs.entries()) {
      expect((await notifier.invoke(input, ids[index])).error).toBeUndefined();
    }
    await pass(10 * MINUTE, MINUTE, notifier);

    expect(down.refused).toBeGreaterThan(8);
    expect(namesIn(slack, ['alice', 'bob', 'carol'])).toEqual([['alice'], ['bob'], ['carol']]);
    expect(waiting(notifier, 'dead')).toEqual([]);
  });

  test.each(
    ['null', '', '<html><body>Welcome</body></html>'].flatMap((body) => [
      [body, 'dynamodb', 'BatchGetItem'] as const,
      [body, 'dynamodb', 'GetItem'] as const,
      [body, 'dynamodb', 'Query'] as const,
      [body, 'sqs', 'SendMessage'] as const,
    ]),
  )('%j is no answer of %s to %s: the invocation fails, and its retry sends once', async (body, service, action) => {
    const state = { isDown: true, answered: 0 };
    const trouble: FaultInjector = (asked, call) => {
      if (!state.isDown || asked !== service || call !== action) return undefined;
      state.answered += 1;
      return { status: 200, headers: {}, body };
    };
    // A rule that counts asks the table for earlier events.
    const { notifier, slack } = await startWithSlack({ trouble, hasDynamo: true });
    const input = logsEnvelope(
      [...Array(5).keys()].map((minute) => failedSignIn('alice', notifier.now() + minute, minute)),
    );
    const first = await notifier.invoke(input, 'request');
    expect([first.error, state.answered > 0]).toEqual(['Unhandled', true]);
    state.isDown = false;
    expect((await notifier.invoke(input, 'request')).error).toBeUndefined();
    await pass(10 * MINUTE, MINUTE, notifier);
    expect(slack.taken.join()).toContain('alice');
    expect(new Set(slack.taken).size).toBe(slack.taken.length);
  });

  test('DynamoDB fails in the middle of writing down what was told: none of that is told again', async () => {
    const down = outage('dynamodb', throttled('ThrottlingException'));
    let puts = Number.POSITIVE_INFINITY;
    const { notifier, slack } = await startWithSlack({
      hasDynamo: true,
      trouble: (service, action, count, call) => {
        if (service === 'sqs' && action === 'SendMessage' && puts > 4) puts = 4;
        if (service === 'dynamodb' && action === 'PutItem') puts -= 1;
        if (puts < 0) down.isDown = true;
        return down.trouble(service, action, count, call);
      },
    });
    const names = [...Array(8).keys()].map((index) => `user-${index}`);
    const input = logsEnvelope(names.map((name) => signIn(name, notifier.now())));
    expect((await notifier.invoke(input, 'request')).error).toBe('Unhandled');
    expect(down.refused).toBeGreaterThan(0);
    // Longer than a queue knows a message again.
    await notifier.advance(6 * MINUTE);
    puts = Number.POSITIVE_INFINITY;
    down.isDown = false;
    expect((await notifier.invoke(input, 'request')).error).toBeUndefined();
    await notifier.pump();
    expect(namesIn(slack, names)).toEqual([names]);
  });
});

test('what DynamoDB leaves undone of a batch is written all the same', async () => {
  const holder: { notifier?: RunningNotifier; left: number } = { left: 3 };
  const { notifier, slack } = await startWithSlack({
    hasDynamo: true,
    trouble: (service, action) => {
      if (service !== 'dynamodb' || action !== 'BatchWriteItem' || holder.left === 0) return undefined;
      const asked = holder.notifier?.account.calls.at(-1)?.input as { RequestItems?: object } | undefined;
      if (!JSON.stringify(asked).includes('"login#')) return undefined;
      holder.left -= 1;
      return { status: 200, body: JSON.stringify({ UnprocessedItems: asked?.RequestItems }) };
    },
  });
  holder.notifier = notifier;
  const names = [...Array(30).keys()].map((index) => `user-${String(index).padStart(2, '0')}`);
  expect(
    (await notifier.invoke(logsEnvelope(names.map((name) => signIn(name, notifier.now()))))).error,
  ).toBeUndefined();
  await notifier.pump();

  expect(holder.left).toBe(0);
  expect(namesIn(slack, names).flat().sort()).toEqual(names);
  const month = new Date(notifier.now()).toISOString().slice(0, 7);
  expect(await notifier.table.query(`login#${month}`)).toHaveLength(names.length);
});

test('what DynamoDB leaves unread of a batch is read all the same', async () => {
  let left = 0;
  const { notifier, slack } = await startWithSlack({
    hasDynamo: true,
    trouble: (service, action, _, { input }) => {
      if (service !== 'dynamodb' || action !== 'BatchGetItem' || left === 0) return undefined;
      left -= 1;
      return { status: 200, body: JSON.stringify({ Responses: {}, UnprocessedKeys: input['RequestItems'] }) };
    },
  });
  // Told by the version before pages, which wrote an item for each finding.
  const records = [signIn('alice', notifier.now())];
  const input = logsEnvelope(records);
  const found = await replayed(records, DEFAULT_SETTINGS);
  expect(found.length).toBeGreaterThan(0);
  for (const id of found.map((one) => one.split(' ')[1])) {
    await notifier.table.put({ pk: `finding#${id}`, sk: '-', state: 'told', expiresAt: notifier.now() });
  }
  left = 3;
  expect((await notifier.invoke(input)).error).toBeUndefined();
  expect(left).toBe(0);
  await notifier.pump();
  expect(slack.taken).toEqual([]);
});

describe('the secret is not to be had', () => {
  test.each([
    ['throttled', throttled('ThrottlingException')],
    ['SSM answers 500', new AwsFault('InternalServerError', 'no', { status: 500 })],
    ['denied', new AwsFault('AccessDeniedException', 'not you', { status: 400 })],
  ] as const)('%s for hours: messages wait, and are sent once, in order', async (_, fault) => {
    const down = outage('ssm', fault);
    const { notifier, slack } = await startWithSlack({ trouble: down.trouble, hasDynamo: true });
    down.isDown = true;
    for (const name of ['alice', 'bob']) await notifier.hand(eventBridgeEnvelope(signIn(name, notifier.now())));
    await pass(2 * HOUR, 10 * MINUTE, notifier);
    expect(slack.attempts).toBe(0);
    down.isDown = false;
    await pass(HOUR, 10 * MINUTE, notifier);

    expect(namesIn(slack, ['alice', 'bob'])).toEqual([['alice'], ['bob']]);
    expect(waiting(notifier, 'outbox-dead.fifo')).toEqual([]);
  });
});

/** `login-watch redrive --yes`, as somebody runs it who has the settings file. */
async function redrive({ account }: RunningNotifier) {
  const before = process.env['AWS_ENDPOINT_URL'];
  process.env['AWS_ENDPOINT_URL'] = account.endpoint;
  try {
    const host = fakeHost({ cwd: import.meta.dirname });
    const exit = await run(['redrive', '--yes', '--format', 'json'], host);
    await account.settled();
    return { exit, out: host.out(), err: host.err() };
  } finally {
    if (before === undefined) delete process.env['AWS_ENDPOINT_URL'];
    else process.env['AWS_ENDPOINT_URL'] = before;
  }
}

describe('what died is sent again with `login-watch redrive`, and told once', () => {
  test('messages that a channel refused', async () => {
    const { notifier, slack } = await startWithSlack();
    slack.reply = { status: 400, body: 'invalid_payload' };
    for (const name of ['alice', 'bob']) await notifier.hand(eventBridgeEnvelope(signIn(name, notifier.now())));
    await notifier.pump();
    expect(waiting(notifier, 'outbox-dead.fifo')).toHaveLength(2);
    slack.reply = OK;

    expect(await redrive(notifier)).toMatchObject({
      exit: 0,
      err: 'Still waiting (approximate): 2 in the outbox, 0 in the dead-letter queues.\n',
    });
    await notifier.pump();
    expect(await redrive(notifier)).toMatchObject({ exit: 0 });
    await notifier.pump();
    expect(namesIn(slack, ['alice', 'bob'])).toEqual([['alice'], ['bob']]);
    expect(waiting(notifier, 'outbox-dead.fifo')).toEqual([]);
  });

  test('invocations that failed three times', async () => {
    const down = outage('dynamodb', throttled('ThrottlingException'));
    const { notifier, slack } = await startWithSlack({ trouble: down.trouble, hasDynamo: true });
    down.isDown = true;
    const [alice, bob] = [signIn('alice', notifier.now()), signIn('bob', notifier.now())];
    await notifier.hand(eventBridgeEnvelope(alice));
    await notifier.hand(logsEnvelope([alice, bob]));
    expect(waiting(notifier, 'dead')).toHaveLength(2);
    down.isDown = false;

    expect(await redrive(notifier)).toMatchObject({ exit: 0 });
    await notifier.pump();
    expect(namesIn(slack, ['alice', 'bob']).flat().sort()).toEqual(['alice', 'bob']);
    expect(waiting(notifier, 'dead')).toEqual([]);
  });
});
